// Lets a colleague read what was sealed before: this browser opens each case key with the officer's own and seals it to the
// colleague's, one by one. The key that it seals to must have the fingerprint that stands on the page.
import { z } from 'zod'
import { isKeyOf } from '../../security/officer-key.js'
import { openKey, type RecipientKeys, sealKeyFor } from '../../security/vault.js'
import { call, change, say } from './console-call.js'
import { wireForms } from './form-sending.js'
import { keyInTab } from './key-in-tab.js'
import { wireSignOut } from './sign-out-button.js'

const closed = z.object({ cases: z.array(z.string()) })
const own = z.object({ sealedKey: z.string(), sealedOriginalsKey: z.string() })

function wire(place: HTMLElement): void {
  const { reseal: recipientId = '', publicKey = '' } = place.dataset
  const button = place.querySelector('button')
  const state = place.querySelector<HTMLElement>('[role=status]')
  const bar = place.querySelector('progress')
  if (!button || !state || !bar) return

  async function letIn(caseId: string, keys: RecipientKeys): Promise<boolean> {
    const mine = await call('GET', `/console/api/cases/${caseId}/keys`, own)
    if (!mine.ok) return false
    const sealedKey = await sealKeyFor(publicKey, await openKey(keys, mine.value.sealedKey))
    const originals = await openKey(keys, mine.value.sealedOriginalsKey)
    const sealedOriginalsKey = await sealKeyFor(publicKey, originals)
    const body = { recipientId, sealedKey, sealedOriginalsKey }
    return (await change(`/console/api/cases/${caseId}/keys`, body)).ok
  }

  button.addEventListener('click', async () => {
    const tell = (words: string): void => {
      state.textContent = words
    }
    const keys = keyInTab()
    if (!keys) return tell(say('officers.unlockFirst'))
    if (!(await isKeyOf(recipientId, publicKey))) return tell(say('officers.wrongKey'))
    const asked = await call('GET', `/console/api/officers/${recipientId}/closed`, closed)
    if (!asked.ok) return tell(say('refused.failed'))
    const { cases } = asked.value
    button.disabled = true
    bar.hidden = false
    bar.max = Math.max(1, cases.length)
    let opened = 0
    for (const [index, caseId] of cases.entries()) {
      if (await letIn(caseId, keys)) opened += 1
      bar.value = index + 1
      tell(say('officers.resealing', { done: index + 1, total: cases.length }))
    }
    bar.hidden = true
    button.disabled = false
    tell(say('officers.resealed', { opened, total: cases.length }))
  })
}

for (const place of document.querySelectorAll<HTMLElement>('[data-reseal]')) wire(place)
wireForms()
wireSignOut()
