// The page of one's own passkeys: makes one with the browser's own window, and takes the second step anew where it is not fresh.
import {
  type PublicKeyCredentialCreationOptionsJSON,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser'
import { call, change, refusalOf, say } from '../console-call.js'
import { wireForms } from '../form-sending.js'
import { wireSignOut } from '../sign-out-button.js'
import { wireCode } from './code-asking.js'
import { offeredSchema, tellProblem, wirePasskey } from './passkey-showing.js'

async function makePasskey(name: string): Promise<string | undefined> {
  const offered = await call(
    'POST',
    '/console/api/passkeys/options',
    offeredSchema<PublicKeyCredentialCreationOptionsJSON>(),
    {},
  )
  if (!offered.ok) return refusalOf(offered.why)
  const made = await startRegistration({ optionsJSON: offered.value.options }).catch(
    (error: unknown) => error,
  )
  if (made instanceof WebAuthnError && made.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')
    return say('passkeys.already')
  if (made instanceof Error) return say('passkeys.notMade')
  const called = await change('/console/api/passkeys', { name, made })
  return called.ok ? undefined : refusalOf(called.why)
}

const form = document.querySelector<HTMLFormElement>('[data-new-passkey]')
form?.addEventListener('submit', async (event) => {
  event.preventDefault()
  const name = form.querySelector('input')?.value.trim() ?? ''
  const button = form.querySelector('button')
  if (button) button.disabled = true
  const problem = await makePasskey(name)
  if (problem === undefined) return location.reload()
  if (button) button.disabled = false
  tellProblem(form, problem)
})

const again = () => location.reload()
wireCode(again)
wirePasskey(again)
wireForms()
wireSignOut()
