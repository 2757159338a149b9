// Signing in to the console: a link from the chat that works once, then a cookie, then a second factor. Roles are never
// kept: they are looked up each time, so that whoever loses one is out at once. Refuses without saying which part was wrong.
import { randomBytes } from 'node:crypto'
import { fromThaiDigits } from '../../i18n/letters/thai-digits.js'
import type { Language } from '../../i18n/texts.js'
import type { Clock } from '../../operation/clock.js'
import type { Audit } from '../../security/audit/audit.js'
import type { Keyring } from '../../security/keyring.js'
import type { Role } from '../../security/roles.js'
import type { PeopleRules } from '../people/people-rules.js'
import type { OfficerTold } from './officer-told.js'
import type { PasskeyModel } from './passkey-model.js'
import { factorAddress, newFactorSecret, stepOfCode, waitAfter } from './second-factor.js'
import type { Account, Session, SignInModel } from './sign-in-model.js'

/** Who may come in at all. */
export const consoleRoles = ['officer', 'ethics', 'executive', 'admin'] as const satisfies readonly Role[]
/** Who may hold a key that opens cases. An admin manages; content opens only to a key that a colleague approved. */
export const keyRoles = ['officer', 'ethics', 'admin'] as const satisfies readonly Role[]
export type ConsoleRole = (typeof consoleRoles)[number]
const isConsoleRole = (role: Role): role is ConsoleRole => consoleRoles.some((one) => one === role)
export const linkMinutes = 5
export const idleMinutes = 30
/** A working day: whoever begins in the morning signs in again the next. */
export const longestHours = 10

/** Who is signed in, as they are at this moment. */
export interface Visitor extends Account {
  readonly session: string
  readonly language: Language
  readonly roles: readonly ConsoleRole[]
  readonly passed: boolean
  /** When the second step was shown, once `passed`. */
  readonly startedAt: Date
  /** For the audit chain: the staff id, or the account's pseudonym. */
  readonly who: string
  readonly staffId?: string
  readonly name?: string
  /** Shown by our own pages with every change, and known to no other site. */
  readonly changeToken: string
}

export type Confirmed =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly why: 'wrongCode' }
  | { readonly ok: false; readonly why: 'wait'; readonly seconds: number }

export interface SignInRules {
  /** The secret of a link, to be put behind '#'. The same event makes the same link. */
  link(account: Account, event: { readonly key: string; readonly at: Date }): Promise<string>
  /** A cookie for a link; `undefined` when it was used, is too old, or never was one. */
  exchange(secret: string): Promise<string | undefined>
  /** `undefined`: nobody is signed in with it any more. Notes that it was used. */
  visitor(token: string, language?: Language): Promise<Visitor | undefined>
  /** What to show at the first sign-in; `undefined` when there is a second factor already. */
  offerFactor(visitor: Visitor, issuer: string): Promise<{ secret: string; address: string } | undefined>
  /** Whoever showed a second step that is no code. Answers with a new cookie: the old one ends. */
  letIn(visitor: Visitor): Promise<Confirmed>
  /** The same for a code. */
  confirm(visitor: Visitor, code: string): Promise<Confirmed>
  /**
   * What an opened key is sealed under while this cookie's session lives. From the cookie, which the database has not, and
   * from SECRET_KEY, which the browser has not: neither of them alone makes it.
   */
  tabSecret(token: string, keyId: string): string
  signOut(visitor: Visitor): Promise<void>
  /** How many sessions of an account live, this one among them. */
  countSessions(key: string): Promise<number>
  /** Ends them all, on whatever computer; how many there were. `by` is for the chain. */
  signOutEverywhere(key: string, by: string): Promise<number>
  /** Sessions and links that were not used yet end; `forGood`: the second factor too, as nobody may come in with it any more. */
  endAccess(key: string, how: { readonly by: string; readonly forGood: boolean }): Promise<void>
  hasFactor(key: string): Promise<boolean>
  /** For somebody who lost the telephone: passkeys go, too, and they enrol again at the next sign-in. False when there was none. */
  resetFactor(key: string, by: string): Promise<boolean>
}

const minutes = 60_000

export function createSignInRules({
  model,
  passkeys,
  told,
  people,
  keyring,
  clock,
  audit,
}: {
  readonly model: SignInModel
  readonly passkeys: Pick<PasskeyModel, 'removeAll'>
  readonly told: OfficerTold
  readonly people: Pick<PeopleRules, 'recognise'>
  readonly keyring: Keyring
  readonly clock: Clock
  readonly audit: Pick<Audit, 'record'>
}): SignInRules {
  const nameOf = (kind: 'link' | 'session', secret: string) => keyring.pseudonym(`console-${kind}`, secret)
  const after = (milliseconds: number) => new Date(clock().getTime() + milliseconds)

  async function begin(account: Account, passed: boolean, language: Language): Promise<string> {
    const token = randomBytes(32).toString('base64url')
    const now = clock()
    await model.addSession(
      { id: nameOf('session', token), ...account, language, startedAt: now, usedAt: now, passed },
      after(longestHours * 60 * minutes),
    )
    return token
  }

  function isOver({ startedAt, usedAt }: Session): boolean {
    const now = clock().getTime()
    return (
      now - usedAt.getTime() >= idleMinutes * minutes ||
      now - startedAt.getTime() >= longestHours * 60 * minutes
    )
  }

  const living = async (key: string) => (await model.sessionsOf(key)).filter((one) => !isOver(one))

  const open = (sealed: string, key: string) =>
    keyring.open('console-factor', Buffer.from(sealed, 'base64url'), key).toString('utf8')
  const seal = (secret: string, key: string) =>
    keyring.seal('console-factor', secret, key).toString('base64url')

  /** Into a new session; the old cookie is worth nothing from here on. */
  async function letIn({ channel, key, who, session, language }: Visitor): Promise<Confirmed> {
    await audit.record({ who, action: 'console signed in', outcome: 'done' })
    const token = await begin({ channel, key }, true, language)
    await model.endSession(session)
    return { ok: true, token }
  }

  /** The first code of a factor that was only offered so far. */
  async function confirmOffered(visitor: Visitor, code: string): Promise<Confirmed> {
    const { key, session, who } = visitor
    const offered = (await model.session(session))?.offered
    const step = offered === undefined ? undefined : stepOfCode(open(offered, key), code, clock())
    if (offered === undefined || step === undefined) return { ok: false, why: 'wrongCode' }
    await audit.record({ who, action: 'console second factor enrolled', outcome: 'done' })
    await told(visitor, 'factorSet')
    const factor = { key, secret: offered, lastStep: step, wrong: 0, waitUntil: new Date(0) }
    return (await model.addFactor(factor)) ? letIn(visitor) : { ok: false, why: 'wrongCode' }
  }

  return {
    async link(account, event) {
      // From the event, so that one that is worked on twice makes one link, and from its time, so that it dies in time.
      const secret = keyring.pseudonym('console-link-secret', event.key)
      const expiresAt = new Date(event.at.getTime() + linkMinutes * minutes)
      await model.addLink(nameOf('link', secret), account, expiresAt)
      return secret
    },
    async exchange(secret) {
      const account = await model.takeLink(nameOf('link', secret), clock())
      if (!account) return undefined
      const { person } = await people.recognise({ channel: account.channel, senderKey: account.key })
      if (!person.roles.some(isConsoleRole)) return undefined
      return begin(account, false, person.language)
    },
    async visitor(token, language) {
      const session = await model.session(nameOf('session', token))
      if (!session) return undefined
      const { id, channel, key } = session
      const { person } = await people.recognise({ channel, senderKey: key })
      const roles = person.roles.filter(isConsoleRole)
      if (isOver(session) || roles.length === 0) {
        await model.endSession(id)
        return undefined
      }
      await model.useSession(id, { usedAt: clock(), ...(language && { language }) })
      return {
        ...{ session: id, channel, key, roles, passed: session.passed, startedAt: session.startedAt },
        language: language ?? session.language,
        who: person.staffId ?? key,
        ...(person.staffId !== undefined && { staffId: person.staffId }),
        ...(person.name !== undefined && { name: person.name }),
        changeToken: keyring.pseudonym('console-change', id),
      }
    },
    async offerFactor({ key, session }, issuer) {
      if (await model.factor(key)) return undefined
      const offered = (await model.session(session))?.offered
      const secret = offered === undefined ? newFactorSecret() : open(offered, key)
      if (offered === undefined) await model.useSession(session, { offered: seal(secret, key) })
      return { secret, address: factorAddress(secret, issuer, 'console') }
    },
    letIn,
    async confirm(visitor, written) {
      const code = fromThaiDigits(written)
      const factor = await model.factor(visitor.key)
      if (!factor) return confirmOffered(visitor, code)
      const wait = factor.waitUntil.getTime() - clock().getTime()
      if (wait > 0) return { ok: false, why: 'wait', seconds: Math.ceil(wait / 1000) }
      // Counted before it is looked at, and taken back by a right one.
      if (!(await model.countTry(factor, after(waitAfter(factor.wrong + 1)))))
        return { ok: false, why: 'wait', seconds: 1 }
      const step = stepOfCode(open(factor.secret, factor.key), code, clock())
      if (step !== undefined && (await model.takeStep(factor.key, step))) return letIn(visitor)
      await audit.record({ who: visitor.who, action: 'console second factor', outcome: 'refused' })
      return { ok: false, why: 'wrongCode' }
    },
    tabSecret: (token, keyId) => keyring.pseudonym('console-tab-key', `${token}\n${keyId}`),
    async signOut({ session, who, passed: wasIn }) {
      if (wasIn) await audit.record({ who, action: 'console signed out', outcome: 'done' })
      await model.endSession(session)
    },
    countSessions: async (key) => (await living(key)).length,
    async signOutEverywhere(key, by) {
      const { length } = await living(key)
      await audit.record({ who: by, action: 'console signed out everywhere', about: key, outcome: 'done' })
      await model.endLinksOf(key)
      await model.endSessionsOf(key)
      return length
    },
    async endAccess(key, { by, forGood }) {
      await model.endLinksOf(key)
      const { length } = await living(key)
      const about = key
      if (length > 0)
        await audit.record({ who: by, action: 'console signed out everywhere', about, outcome: 'done' })
      await model.endSessionsOf(key)
      if (!forGood || !(await model.factor(key))) return
      await audit.record({ who: by, action: 'console second factor removed', about, outcome: 'done' })
      await passkeys.removeAll(key)
      await model.removeFactor(key)
    },
    hasFactor: async (key) => (await model.factor(key)) !== undefined,
    async resetFactor(key, by) {
      if (!(await model.factor(key))) return false
      await audit.record({ who: by, action: 'console second factor removed', about: key, outcome: 'done' })
      await told({ key }, 'factorRemoved')
      await model.endLinksOf(key)
      await model.endSessionsOf(key)
      await passkeys.removeAll(key)
      return model.removeFactor(key)
    },
  }
}
