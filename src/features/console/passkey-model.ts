// Keeps officers' passkeys: public halves and counters, and what was asked of a browser a moment ago. Nothing in here signs anybody
// in. A challenge is taken by whoever comes first, and ends by itself.
import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import type { Day } from '../../i18n/calendar/bangkok-time.js'

export interface Passkey {
  /** The credential's id, base64url. */
  readonly id: string
  /** The account that it belongs to. */
  readonly owner: string
  /** What its owner calls it. */
  readonly name: string
  /** COSE, base64url. */
  readonly publicKey: string
  /** How often it signed; stays 0 where an authenticator does not count. */
  readonly counter: number
  readonly transports: readonly string[]
  readonly addedOn: Day
  readonly usedOn?: Day
}

/** What a browser was asked for: to make a passkey, or to show one. */
export type Asked = 'make' | 'show'

export interface PasskeyModel {
  /** By name. */
  of(owner: string): Promise<Passkey[]>
  find(owner: string, id: string): Promise<Passkey | undefined>
  /** False when there is one of this id, whosever it is. */
  add(passkey: Passkey): Promise<boolean>
  /** False when its counter is not what it was when it was looked at: another has signed in with it, or a copy of it. */
  use(passkey: Passkey, counter: number, on: Day): Promise<boolean>
  remove(owner: string, id: string): Promise<boolean>
  removeAll(owner: string): Promise<number>
  /** The newest of a session counts, for each thing that can be asked. */
  ask(session: string, what: Asked, challenge: string, expiresAt: Date): Promise<void>
  /** Once. */
  takeAsked(session: string, what: Asked, now: Date): Promise<string | undefined>
}

type StoredPasskey = Omit<Passkey, 'id' | 'transports'> & { _id: string; transports: string[] }
interface StoredChallenge {
  _id: string
  challenge: string
  expiresAt: Date
}

export function createPasskeyModel(connection: Connection): PasskeyModel {
  const Passkeys: Model<StoredPasskey> =
    connection.models.ConsolePasskey ??
    connection.model<StoredPasskey>('ConsolePasskey', passkeySchema(), 'console_passkeys')
  const Challenges: Model<StoredChallenge> =
    connection.models.ConsolePasskeyChallenge ??
    connection.model<StoredChallenge>(
      'ConsolePasskeyChallenge',
      challengeSchema(),
      'console_passkey_challenges',
    )
  const askedOf = (session: string, what: Asked) => `${session}/${what}`

  return {
    async of(owner) {
      return (await Passkeys.find({ owner }).sort({ name: 1, _id: 1 }).lean()).map(passkeyFrom)
    },
    async find(owner, id) {
      const row = await Passkeys.findOne({ _id: id, owner }).lean()
      return row ? passkeyFrom(row) : undefined
    },
    async add({ id, transports, ...passkey }) {
      const added = await Passkeys.updateOne(
        { _id: id },
        { $setOnInsert: { ...passkey, transports: [...transports] } },
        { upsert: true },
      )
      return added.upsertedCount === 1
    },
    async use({ id, owner, counter: before }, counter, usedOn) {
      const used = await Passkeys.updateOne(
        { _id: id, owner, counter: before },
        { $set: { counter, usedOn } },
      )
      return used.matchedCount === 1
    },
    async remove(owner, id) {
      return (await Passkeys.deleteOne({ _id: id, owner })).deletedCount === 1
    },
    async removeAll(owner) {
      return (await Passkeys.deleteMany({ owner })).deletedCount
    },
    async ask(session, what, challenge, expiresAt) {
      await Challenges.updateOne(
        { _id: askedOf(session, what) },
        { $set: { challenge, expiresAt } },
        { upsert: true },
      )
    },
    async takeAsked(session, what, now) {
      const taken = await Challenges.findOneAndDelete({
        _id: askedOf(session, what),
        expiresAt: { $gt: now },
      }).lean()
      return taken?.challenge
    },
  }
}

const passkeyFrom = ({ _id, ...passkey }: StoredPasskey): Passkey => ({ id: _id, ...passkey })

function passkeySchema(): Schema<StoredPasskey> {
  const schema = new Schema<StoredPasskey>(
    {
      _id: String,
      owner: String,
      name: String,
      publicKey: String,
      counter: Number,
      transports: [String],
      addedOn: String,
      usedOn: String,
    },
    { ...clustered },
  )
  schema.index({ owner: 1 })
  return schema
}

function challengeSchema(): Schema<StoredChallenge> {
  const schema = new Schema<StoredChallenge>(
    { _id: String, challenge: String, expiresAt: Date },
    { ...clustered },
  )
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}
