// Whose key opens tips: an officer's browser makes a pair, a colleague compares its fingerprint and approves it, and only
// then is anything sealed to it. Removing ends all that is new; what was opened before cannot be made unread.

import { dayInBangkok } from '../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../operation/clock.js'
import type { WrappedKey } from '../../sealing/officer-key.js'
import { fingerprintOf, isPublicKey, sealKeyFor } from '../../sealing/vault.js'
import type { Audit } from '../../security/audit/audit.js'
import type { Keyring } from '../../security/keyring.js'
import { type Recipient, type Recipients, takesKind } from '../../security/vault-recipients.js'
import { type ComplaintKind, complaintKinds } from '../complaints/complaint-kinds.js'
import type { PeopleRules } from '../people/people-rules.js'
import type { OfficerKey, OfficerKeysModel } from './officer-keys-model.js'
import { closedKinds, closesAKind, namesOnRoster } from './reader-scope-rules.js'
import type { Colleague, ReadingColleague } from './reading-colleague.js'
import type { Visitor } from './sign-in-rules.js'

export type KeyState = OfficerKey['state']
type Asked =
  | { readonly ok: true; readonly state: OfficerKey['state'] }
  | { readonly ok: false; readonly why: 'notAPublicKey' | 'alreadyThere' | 'notYours' }
export type Decided =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly why: 'unknownKey' | 'notNow' | 'yourOwn' | 'theLast' | 'notAReader'
    }

export interface OfficerKeysRules {
  /** The account's own key, whatever its state; a removed one is gone. */
  ofAccount(owner: string): Promise<OfficerKey | undefined>
  /** As whom this account reads: `undefined` while its key waits or when it has none. */
  readerOf(owner: string): Promise<string | undefined>
  all(): Promise<OfficerKey[]>
  /** A new pair. The very first of an agency needs nobody's approval: there is nobody. */
  enrol(visitor: Visitor, name: string, wrapped: WrappedKey): Promise<Asked>
  /** Something only the owner of this private half can open: for taking over a key file. */
  challenge(visitor: Visitor, publicKey: string): Promise<string | undefined>
  /** A key that a script made before, and that tips may be sealed to already. `answer` opens the challenge. */
  takeOver(visitor: Visitor, answer: string, wrapped: WrappedKey): Promise<Asked>
  /** A new passphrase; only for one's own key. */
  wrapAgain(visitor: Visitor, wrapped: WrappedKey): Promise<boolean>
  /**
   * Only by who reads already, and never one's own. It gets no kind that the colleague does not take. Also a key that a script
   * proposed, before its days are over.
   */
  approve(visitor: Colleague, id: string): Promise<Decided>
  /** Sends away a key that a script proposed. */
  withdraw(visitor: Colleague, id: string): Promise<Decided>
  remove(visitor: Visitor, id: string): Promise<Decided>
  /** The kinds of cases that nobody would read without the account's key. */
  closedWithout(owner: string): Promise<readonly ComplaintKind[]>
  /**
   * The owner holds no key any more. It stays, and the chain says so, when nobody else reads a kind, unless `evenIfLast`: a role that
   * ends by the roster asks nobody, and must not stop all reports.
   */
  endOf(owner: string, how: { readonly by: string; readonly evenIfLast: boolean }): Promise<void>
}

export function createOfficerKeysRules({
  model,
  recipients,
  people,
  keyring,
  clock,
  audit,
  colleague,
}: {
  readonly colleague: ReadingColleague
  readonly model: OfficerKeysModel
  readonly people: Pick<PeopleRules, 'staffById'>
  readonly recipients: Recipients
  readonly keyring: Keyring
  readonly clock: Clock
  readonly audit: Pick<Audit, 'record'>
}): OfficerKeysRules {
  const today = () => dayInBangkok(clock())

  async function keep(visitor: Visitor, name: string, wrapped: WrappedKey, state: 'waiting' | 'approved') {
    const { key: owner, channel, staffId } = visitor
    return model.add({
      id: await fingerprintOf(wrapped.publicKey),
      ...{ owner, channel, name, wrapped, state },
      ...(staffId !== undefined && { staffId }),
      askedOn: today(),
    })
  }

  /** Listed first: after a crash in between it still waits, and is approved again. */
  async function admit(key: OfficerKey, by: string, limit: Pick<Recipient, 'kinds'>): Promise<Decided> {
    const { id, name, wrapped } = key
    await audit.record({ who: by, action: 'officer key approved', about: id, outcome: 'done' })
    const knownAs = await namesOnRoster(key, people)
    const kinds = limit.kinds && { kinds: limit.kinds }
    await recipients.add({ name, publicKey: wrapped.publicKey, addedOn: today(), knownAs, ...kinds })
    // A script may have proposed the same key.
    await recipients.admit(id, limit, today())
    const isMine = await model.decide(id, 'waiting', 'approved', today())
    return isMine ? { ok: true } : { ok: false, why: 'notNow' }
  }

  /** The very first of an agency approves itself, once: there is nobody else, and the chain says so. */
  async function approveFirst(id: string, by: string): Promise<Decided> {
    const key = await model.find(id)
    if (!key || !(await model.claimFirst(id))) return { ok: false, why: 'notAReader' }
    return admit(key, by, {})
  }

  async function approve(visitor: Colleague, id: string): Promise<Decided> {
    const [key, proposed, reader] = await Promise.all([
      model.find(id),
      recipients.waiting().then((all) => all.find((one) => one.id === id)),
      colleague.readerOf(visitor),
    ])
    if (!key && !proposed) return { ok: false, why: 'unknownKey' }
    if (key && (await colleague.isOwn(key, visitor))) return { ok: false, why: 'yourOwn' }
    if (key && key.state !== 'waiting') return { ok: false, why: 'notNow' }
    if (!reader) return { ok: false, why: 'notAReader' }
    if (key) return admit(key, visitor.who, reader)
    const kinds = complaintKinds.filter((kind) => takesKind(reader, kind) && takesKind(proposed ?? {}, kind))
    // Somebody who reads none of what it asks for cannot say that it may.
    if (kinds.length === 0) return { ok: false, why: 'notAReader' }
    await audit.record({ who: visitor.who, action: 'recipient added', about: id, outcome: 'done' })
    const isAll = reader.kinds === undefined && proposed?.kinds === undefined
    const admitted = await recipients.admit(id, isAll ? {} : { kinds }, today())
    return admitted ? { ok: true } : { ok: false, why: 'notNow' }
  }

  async function sendAway(by: string, id: string): Promise<Decided> {
    await audit.record({ who: by, action: 'recipient withdrawn', about: id, outcome: 'done' })
    return (await recipients.withdraw(id)) ? { ok: true } : { ok: false, why: 'unknownKey' }
  }
  const isProposed = async (id: string) => (await recipients.waiting()).some((one) => one.id === id)

  async function closedWithout(owner: string): Promise<readonly ComplaintKind[]> {
    const [key, listed] = await Promise.all([model.ofOwner(owner), recipients.list()])
    return closedKinds(
      listed,
      listed.filter(({ id }) => id !== key?.id),
    )
  }

  /** An hour's answer, for one account and one key. */
  function answerTo({ key }: Visitor, publicKey: string, hoursAgo = 0): string {
    const hour = Math.floor(clock().getTime() / 3_600_000) - hoursAgo
    return keyring.pseudonym('console-key-challenge', `${key}\n${publicKey}\n${hour}`)
  }

  return {
    ofAccount: (owner) => model.ofOwner(owner),
    async readerOf(owner) {
      const key = await model.ofOwner(owner)
      return key?.state === 'approved' ? key.id : undefined
    },
    all: () => model.all(),
    async enrol(visitor, name, wrapped) {
      if (!(await isPublicKey(wrapped.publicKey))) return { ok: false, why: 'notAPublicKey' }
      const about = await fingerprintOf(wrapped.publicKey)
      await audit.record({ who: visitor.who, action: 'officer key made', about, outcome: 'done' })
      if (!(await keep(visitor, name, wrapped, 'waiting'))) return { ok: false, why: 'alreadyThere' }
      const approved = (await recipients.list()).length === 0 && (await approveFirst(about, visitor.who)).ok
      return { ok: true, state: approved ? 'approved' : 'waiting' }
    },
    async challenge(visitor, publicKey) {
      const known = (await recipients.list()).some((one) => one.publicKey === publicKey)
      if (!known) return undefined
      return sealKeyFor(publicKey, Buffer.from(answerTo(visitor, publicKey)))
    },
    async takeOver(visitor, answer, wrapped) {
      const { publicKey } = wrapped
      const known = (await recipients.list()).find((one) => one.publicKey === publicKey)
      const answers = [answerTo(visitor, publicKey), answerTo(visitor, publicKey, 1)]
      if (!known || !answers.includes(answer)) return { ok: false, why: 'notYours' }
      const about = known.id
      await audit.record({ who: visitor.who, action: 'officer key taken over', about, outcome: 'done' })
      const kept = await keep(visitor, visitor.name ?? known.name, wrapped, 'approved')
      if (!kept) return { ok: false, why: 'alreadyThere' }
      const { name = known.name, staffId } = visitor
      const names = await namesOnRoster({ name, ...(staffId !== undefined && { staffId }) }, people)
      await recipients.addNames(known.id, names)
      return { ok: true, state: 'approved' }
    },
    async wrapAgain(visitor, wrapped) {
      const own = await model.ofOwner(visitor.key)
      if (own?.wrapped.publicKey !== wrapped.publicKey) return false
      const about = own.id
      await audit.record({ who: visitor.who, action: 'officer passphrase changed', about, outcome: 'done' })
      await model.setWrapped(own.id, wrapped)
      return true
    },
    approve,
    async withdraw(visitor, id) {
      if (!(await isProposed(id))) return { ok: false, why: 'unknownKey' }
      return (await colleague.readerOf(visitor))
        ? sendAway(visitor.who, id)
        : { ok: false, why: 'notAReader' }
    },
    async remove(visitor, id) {
      if (await isProposed(id)) return sendAway(visitor.who, id)
      const listed = await recipients.list()
      const isListed = listed.some((one) => one.id === id)
      const key = await model.find(id)
      if (!isListed && key?.state !== 'waiting') return { ok: false, why: 'unknownKey' }
      // Without anybody to seal to, nobody could tell anything of that kind any more.
      const others = listed.filter((one) => one.id !== id)
      if (closesAKind(listed, others)) return { ok: false, why: 'theLast' }
      await audit.record({ who: visitor.who, action: 'officer key removed', about: id, outcome: 'done' })
      await recipients.remove(id)
      if (key) await model.decide(id, key.state, 'removed', today())
      return { ok: true }
    },
    closedWithout,
    async endOf(owner, { by, evenIfLast }) {
      const key = await model.ofOwner(owner)
      if (!key) return
      const { id: about } = key
      const isKept = !evenIfLast && key.state === 'approved' && (await closedWithout(owner)).length > 0
      const action = isKept ? 'officer key kept' : 'officer key removed'
      await audit.record({ who: by, action, about, outcome: 'done' })
      if (isKept) return
      // Also when a script proposed the same key and its days run.
      await recipients.remove(about)
      await model.decide(about, key.state, 'removed', today())
    },
  }
}
