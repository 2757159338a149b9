// Passkeys (WebAuthn) beside the six digits. For our own address as it is configured, whatever a request says of itself; each
// challenge once, for one session, for five minutes, whichever replica is asked; only where the person was verified on the device; and
// never one whose counter stands still where it had moved.
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../operation/clock.js'
import type { Audit } from '../../security/audit/audit.js'
import type { Keyring } from '../../security/keyring.js'
import type { OfficerTold } from './officer-told.js'
import { isTransport, type MadePasskey, type ShownPasskey } from './passkey-answers.js'
import type { Passkey, PasskeyModel } from './passkey-model.js'
import type { Confirmed, SignInRules, Visitor } from './sign-in-rules.js'

export type { Passkey }

/** So long after the second step an officer may change passkeys: a console that was left open must not be enough. */
export const freshMinutes = 10
export const mostPasskeys = 10
const challengeMinutes = 5
/** Ed25519, P-256, RSA: what authenticators have. */
const algorithms = [-8, -7, -257]

export type PasskeyRefused = {
  readonly ok: false
  readonly why:
    | 'notPossible'
    | 'notFresh'
    | 'tooManyPasskeys'
    | 'passkeyRefused'
    | 'alreadyThere'
    | 'notThere'
}
type Done = { readonly ok: true } | PasskeyRefused
type Offered<O> = { readonly ok: true; readonly options: O } | PasskeyRefused

export interface PasskeyRules {
  /** A browser takes no passkey for an address of numbers. */
  readonly isPossible: boolean
  /** Whether passkeys can be changed in this session now. */
  isFresh(visitor: Visitor): boolean
  of(owner: string): Promise<Passkey[]>
  /** What the browser is asked to make. */
  offerMaking(visitor: Visitor): Promise<Offered<PublicKeyCredentialCreationOptionsJSON>>
  add(visitor: Visitor, name: string, made: MadePasskey): Promise<Done>
  remove(visitor: Visitor, id: string): Promise<Done>
  /** What the browser is asked to show at the second step. */
  offerShowing(visitor: Visitor): Promise<Offered<PublicKeyCredentialRequestOptionsJSON>>
  /** In the place of a code. */
  confirm(visitor: Visitor, shown: ShownPasskey): Promise<Confirmed | PasskeyRefused>
}

export function createPasskeyRules({
  model,
  signIn,
  told,
  keyring,
  clock,
  audit,
  publicUrl,
  agencyName,
}: {
  readonly model: PasskeyModel
  readonly signIn: Pick<SignInRules, 'letIn' | 'hasFactor'>
  readonly told: OfficerTold
  readonly keyring: Keyring
  readonly clock: Clock
  readonly audit: Pick<Audit, 'record'>
  readonly publicUrl: string
  readonly agencyName: { readonly en: string }
}): PasskeyRules {
  const { hostname: rpID, origin } = addressIn(publicUrl)
  const isPossible = rpID !== '' && !/^[\d.]+$|^\[/.test(rpID)
  const today = () => dayInBangkok(clock())
  const refused = (why: PasskeyRefused['why']): PasskeyRefused => ({ ok: false, why })
  // Not at start: most replicas never see a passkey for hours.
  const library = () => import('@simplewebauthn/server')

  const isFresh = ({ passed, startedAt }: Visitor) =>
    passed && clock().getTime() - startedAt.getTime() < freshMinutes * 60_000

  const keep = (session: string, what: 'make' | 'show', challenge: string) =>
    model.ask(session, what, challenge, new Date(clock().getTime() + challengeMinutes * 60_000))

  /** The same for every passkey of an account; it tells an authenticator nothing of the account. */
  const userOf = (key: string) =>
    new Uint8Array(Buffer.from(keyring.pseudonym('passkey-user', key), 'base64url'))

  const known = (all: readonly Passkey[]) =>
    all.map(({ id, transports }) => ({ id, transports: transports.filter(isTransport) }))

  async function whyNot(visitor: Visitor): Promise<PasskeyRefused | undefined> {
    if (!isPossible) return refused('notPossible')
    if (!isFresh(visitor)) return refused('notFresh')
    return (await model.of(visitor.key)).length >= mostPasskeys ? refused('tooManyPasskeys') : undefined
  }

  async function verifiedMade(visitor: Visitor, made: MadePasskey) {
    const expectedChallenge = await model.takeAsked(visitor.session, 'make', clock())
    if (expectedChallenge === undefined) return undefined
    const { verifyRegistrationResponse } = await library()
    return verifyRegistrationResponse({
      response: { ...made, authenticatorAttachment: made.authenticatorAttachment ?? undefined },
      ...{ expectedChallenge, expectedOrigin: origin, expectedRPID: rpID },
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }).catch(() => undefined)
  }

  async function verifiedShown(visitor: Visitor, passkey: Passkey, shown: ShownPasskey) {
    const expectedChallenge = await model.takeAsked(visitor.session, 'show', clock())
    if (expectedChallenge === undefined) return undefined
    const { verifyAuthenticationResponse } = await library()
    const { userHandle } = shown.response
    return verifyAuthenticationResponse({
      response: {
        ...shown,
        authenticatorAttachment: shown.authenticatorAttachment ?? undefined,
        response: { ...shown.response, userHandle: userHandle ?? undefined },
      },
      ...{ expectedChallenge, expectedOrigin: origin, expectedRPID: rpID },
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    }).catch(() => undefined)
  }

  return {
    isPossible,
    isFresh,
    of: (owner) => model.of(owner),
    async offerMaking(visitor) {
      const obstacle = await whyNot(visitor)
      if (obstacle) return obstacle
      const { generateRegistrationOptions } = await library()
      const options = await generateRegistrationOptions({
        rpName: agencyName.en,
        rpID,
        // What the device's own list shows; never a name of LINE's.
        userName: `console · ${agencyName.en}`,
        userDisplayName: visitor.name ?? agencyName.en,
        userID: userOf(visitor.key),
        attestationType: 'none',
        excludeCredentials: known(await model.of(visitor.key)),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        supportedAlgorithmIDs: algorithms,
      })
      await keep(visitor.session, 'make', options.challenge)
      return { ok: true, options }
    },
    async add(visitor, name, made) {
      const obstacle = await whyNot(visitor)
      if (obstacle) return obstacle
      const verified = await verifiedMade(visitor, made)
      if (!verified?.verified) return refused('passkeyRefused')
      const { id, publicKey, counter } = verified.registrationInfo.credential
      const { key: owner, who } = visitor
      const { transports } = made.response
      await audit.record({ who, action: 'console passkey added', outcome: 'done' })
      await told(visitor, 'passkeyAdded', { name })
      const stored = { id, owner, name, publicKey: Buffer.from(publicKey).toString('base64url') }
      const added = await model.add({ ...stored, counter, transports, addedOn: today() })
      return added ? { ok: true } : refused('alreadyThere')
    },
    async remove(visitor, id) {
      if (!isFresh(visitor)) return refused('notFresh')
      const passkey = await model.find(visitor.key, id)
      if (!passkey) return refused('notThere')
      await audit.record({ who: visitor.who, action: 'console passkey removed', outcome: 'done' })
      await told(visitor, 'passkeyRemoved', { name: passkey.name })
      return (await model.remove(visitor.key, id)) ? { ok: true } : refused('notThere')
    },
    async offerShowing(visitor) {
      if (!isPossible) return refused('notPossible')
      const own = await model.of(visitor.key)
      // Whoever has no authenticator any more was reset, and begins with it.
      if (own.length === 0 || !(await signIn.hasFactor(visitor.key))) return refused('notThere')
      const { generateAuthenticationOptions } = await library()
      const options = await generateAuthenticationOptions({
        rpID,
        allowCredentials: known(own),
        userVerification: 'required',
      })
      await keep(visitor.session, 'show', options.challenge)
      return { ok: true, options }
    },
    async confirm(visitor, shown) {
      const passkey = await model.find(visitor.key, shown.id)
      const verified = passkey && (await verifiedShown(visitor, passkey, shown))
      const counter = verified?.verified ? verified.authenticationInfo.newCounter : undefined
      // Two answers of one counter, at two replicas, are of two devices: one of them is a copy.
      if (passkey && counter !== undefined && (await model.use(passkey, counter, today())))
        return signIn.letIn(visitor)
      await audit.record({ who: visitor.who, action: 'console passkey', outcome: 'refused' })
      return refused('passkeyRefused')
    },
  }
}

/** Nothing where no address is configured, as in a script. */
function addressIn(publicUrl: string): { readonly hostname: string; readonly origin: string } {
  return URL.canParse(publicUrl) ? new URL(publicUrl) : { hostname: '', origin: '' }
}
