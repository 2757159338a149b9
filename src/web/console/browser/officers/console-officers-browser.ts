// Lets a colleague read what was sealed before: this browser opens each case with the officer's own key and looks whether it
// names the colleague, as was done when it was sealed. If it does it stays closed to them; else its keys are sealed to theirs,
// which must have the fingerprint that stands on the page.
import { z } from 'zod'
import { officerMarksSchema, officersNamedIn } from '../../../../features/cases/names/named-officers.js'
import { isKeyOf } from '../../../../sealing/officer-key.js'
import { type RecipientKeys, sealKeyFor } from '../../../../sealing/vault.js'
import { readPageData } from '../../../pages/page-data.js'
import { answeredCaseSchema, type OpenedCase, openCase } from '../cases/officer-case-opening.js'
import { call, change, say } from '../console-call.js'
import { wireForms } from '../form-sending.js'
import { wireSignOut } from '../sign-out-button.js'
import { keyInTab } from './key-in-tab.js'

const closed = z.object({ cases: z.array(z.string()), marks: officerMarksSchema })
/** The public half of the reader's own key; absent: they read nothing. */
const { own } = readPageData(z.object({ own: z.string().optional() }))
type Became = 'opened' | 'named' | 'failed'

/** Everything that the reporter told. */
function toldIn({ body, talk }: OpenedCase): readonly string[] | undefined {
  const messages = talk.filter(({ by }) => by === undefined).map(({ message }) => message?.words)
  const words = [...(body?.texts.map((text) => text.words) ?? [undefined]), ...messages]
  const told = words.filter((one) => one !== undefined)
  // What cannot be read cannot be looked through.
  return told.length === words.length ? told : undefined
}

function wire(place: HTMLElement): void {
  const { reseal: recipientId = '', publicKey = '' } = place.dataset
  const button = place.querySelector('button')
  const state = place.querySelector<HTMLElement>('[role=status]')
  const bar = place.querySelector('progress')
  if (!button || !state || !bar) return

  async function letIn(
    caseId: string,
    keys: RecipientKeys,
    marks: z.infer<typeof officerMarksSchema>,
  ): Promise<Became> {
    const answered = await call('GET', `/console/api/cases/${caseId}`, answeredCaseSchema)
    if (!answered.ok) return 'failed'
    const opened = await openCase(answered.value, keys).catch(() => undefined)
    const told = opened && toldIn(opened)
    if (!opened || !told) return 'failed'
    const path = `/console/api/cases/${caseId}/keys`
    if ((await officersNamedIn(marks, told)).includes(recipientId))
      return (await change(path, { recipientId, named: true })).ok ? 'named' : 'failed'
    const sealedKey = await sealKeyFor(publicKey, opened.caseKey)
    const sealedOriginalsKey = await sealKeyFor(publicKey, opened.originalsKey)
    return (await change(path, { recipientId, sealedKey, sealedOriginalsKey })).ok ? 'opened' : 'failed'
  }

  button.addEventListener('click', async () => {
    const tell = (words: string): void => {
      state.textContent = words
    }
    const kept = own === undefined ? undefined : await keyInTab(own)
    if (kept?.state !== 'open') return tell(say('officers.unlockFirst'))
    const { keys } = kept
    if (!(await isKeyOf(recipientId, publicKey))) return tell(say('officers.wrongKey'))
    const asked = await call('GET', `/console/api/officers/${recipientId}/closed`, closed)
    if (!asked.ok) return tell(say('refused.failed'))
    const { cases, marks } = asked.value
    button.disabled = true
    bar.hidden = false
    bar.max = Math.max(1, cases.length)
    const total = cases.length
    const became: Record<Became, number> = { opened: 0, named: 0, failed: 0 }
    for (const [index, caseId] of cases.entries()) {
      became[await letIn(caseId, keys, marks)] += 1
      bar.value = index + 1
      tell(say('officers.resealing', { done: index + 1, total }))
    }
    bar.hidden = true
    button.disabled = false
    const { opened, named, failed } = became
    const sentences = [
      say('officers.resealed', { opened, total }),
      ...(named > 0 ? [say('officers.resealNamed', { named })] : []),
      ...(failed > 0 ? [say('officers.resealFailed', { failed })] : []),
    ]
    tell(sentences.join(' '))
  })
}

for (const place of document.querySelectorAll<HTMLElement>('[data-reseal]')) wire(place)
wireForms()
wireSignOut()
