// Asks the browser for a passkey at the second step, and sends what it shows. Runs in the browser.
import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from '@simplewebauthn/browser'
import { z } from 'zod'
import { call, change, refusalOf, say } from '../console-call.js'

/** From our own server: only that it is there. */
export const offeredSchema = <
  O extends PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON,
>() =>
  z.object({ ok: z.literal(true), options: z.custom<O>((one) => typeof one === 'object' && one !== null) })

/** Whoever closed the browser's own window, or has no such device, may simply try again. */
export function tellProblem(place: Element, words: string): void {
  const line = place.querySelector<HTMLElement>('[role=alert]')
  if (!line) return
  line.hidden = false
  line.textContent = words
}

export function wirePasskey(done: () => void): void {
  const place = document.querySelector<HTMLElement>('[data-show-passkey]')
  const button = place?.querySelector('button')
  if (!place || !button) return
  button.addEventListener('click', async () => {
    button.disabled = true
    const problem = await showPasskey()
    if (problem === undefined) return done()
    button.disabled = false
    tellProblem(place, problem)
  })
}

/** What is to be said; nothing when the second step was taken. */
async function showPasskey(): Promise<string | undefined> {
  const path = '/console/api/second-factor/passkey'
  const offered = await call(
    'POST',
    `${path}-options`,
    offeredSchema<PublicKeyCredentialRequestOptionsJSON>(),
    {},
  )
  if (!offered.ok) return refusalOf(offered.why)
  const shown = await startAuthentication({ optionsJSON: offered.value.options }).catch(() => undefined)
  if (!shown) return say('passkeys.notShown')
  const called = await change(path, { shown })
  return called.ok ? undefined : refusalOf(called.why)
}
