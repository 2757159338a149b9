// Keeps one-time links, sessions and second factors of the console. Secrets are there only as HMACs or sealed; whoever reads
// the database can neither sign in nor make a code. Links and sessions end by themselves.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import type { Language } from '../../i18n/texts.js'

export interface Account {
  readonly channel: string
  /** The HMAC of a LINE account (security/chat-address). */
  readonly key: string
}

export interface Session extends Account {
  /** HMAC of the cookie. */
  readonly id: string
  readonly language: Language
  readonly startedAt: Date
  readonly usedAt: Date
  /** The second factor was shown. */
  readonly passed: boolean
  /** Offered as the second factor, until its first code confirms it; sealed. */
  readonly offered?: string
}

export interface Factor {
  readonly key: string
  /** Sealed. */
  readonly secret: string
  /** The number of the last half minute whose code was taken: no code counts twice. */
  readonly lastStep: number
  readonly wrong: number
  readonly waitUntil: Date
}

export interface SignInModel {
  addLink(id: string, account: Account, expiresAt: Date): Promise<void>
  /** Whoever takes it is the only one. */
  takeLink(id: string, now: Date): Promise<Account | undefined>
  /** Those that were not used yet. */
  endLinksOf(key: string): Promise<void>
  addSession(session: Session, expiresAt: Date): Promise<void>
  session(id: string): Promise<Session | undefined>
  useSession(id: string, changes: Partial<Pick<Session, 'usedAt' | 'language' | 'offered'>>): Promise<void>
  /** The session goes on under a new name, so that a cookie from before the second factor is worth nothing after it. */
  endSession(id: string): Promise<void>
  sessionsOf(key: string): Promise<Session[]>
  endSessionsOf(key: string): Promise<void>
  factor(key: string): Promise<Factor | undefined>
  /** False when there is one already. */
  addFactor(factor: Factor): Promise<boolean>
  /** Before a code is looked at: false when another try is on its way, so that nobody guesses in parallel. */
  countTry(before: Factor, waitUntil: Date): Promise<boolean>
  /** False when this step, or a later one, was taken before. */
  takeStep(key: string, step: number): Promise<boolean>
  removeFactor(key: string): Promise<boolean>
}

type StoredLink = Account & { _id: string; expiresAt: Date }
type StoredSession = Omit<Session, 'id'> & { _id: string; expiresAt: Date }
type StoredFactor = Omit<Factor, 'key'> & { _id: string }

export function createSignInModel(connection: Connection): SignInModel {
  const Links: Model<StoredLink> =
    connection.models.ConsoleLink ??
    connection.model<StoredLink>('ConsoleLink', linkSchema(), 'console_links')
  const Sessions: Model<StoredSession> =
    connection.models.ConsoleSession ??
    connection.model<StoredSession>('ConsoleSession', sessionSchema(), 'console_sessions')
  const Factors: Model<StoredFactor> =
    connection.models.ConsoleFactor ??
    connection.model<StoredFactor>('ConsoleFactor', factorSchema(), 'console_factors')

  return {
    async addLink(id, { channel, key }, expiresAt) {
      await Links.updateOne({ _id: id }, { $setOnInsert: { channel, key, expiresAt } }, { upsert: true })
    },
    async takeLink(id, now) {
      const taken = await Links.findOneAndDelete({ _id: id, expiresAt: { $gt: now } }).lean()
      return taken ? { channel: taken.channel, key: taken.key } : undefined
    },
    async endLinksOf(key) {
      await Links.deleteMany({ key })
    },
    async addSession({ id, ...session }, expiresAt) {
      await Sessions.create({ _id: id, ...session, expiresAt })
    },
    async session(id) {
      const row = await Sessions.findById(id).lean()
      if (!row) return undefined
      const { _id, expiresAt: _expiresAt, ...session } = row
      return { id: _id, ...session }
    },
    async useSession(id, changes) {
      await Sessions.updateOne({ _id: id }, { $set: changes })
    },
    async endSession(id) {
      await Sessions.deleteOne({ _id: id })
    },
    async sessionsOf(key) {
      return (await Sessions.find({ key }).lean()).map(({ _id, expiresAt: _expiresAt, ...session }) => ({
        id: _id,
        ...session,
      }))
    },
    async endSessionsOf(key) {
      await Sessions.deleteMany({ key })
    },
    async factor(key) {
      const row = await Factors.findById(key).lean()
      if (!row) return undefined
      const { _id, ...factor } = row
      return { key: _id, ...factor }
    },
    async addFactor({ key, ...factor }) {
      const { upsertedCount } = await Factors.updateOne(
        { _id: key },
        { $setOnInsert: factor },
        { upsert: true },
      )
      return upsertedCount === 1
    },
    async countTry({ key, wrong }, waitUntil) {
      const counted = await Factors.updateOne({ _id: key, wrong }, { $set: { wrong: wrong + 1, waitUntil } })
      return counted.matchedCount === 1
    },
    async takeStep(key, step) {
      const taken = await Factors.updateOne(
        { _id: key, lastStep: { $lt: step } },
        { $set: { lastStep: step, wrong: 0, waitUntil: new Date(0) } },
      )
      return taken.matchedCount === 1
    },
    async removeFactor(key) {
      return (await Factors.deleteOne({ _id: key })).deletedCount === 1
    },
  }
}

const options = clustered

function linkSchema(): Schema<StoredLink> {
  const schema = new Schema<StoredLink>(
    { _id: String, channel: String, key: String, expiresAt: Date },
    options,
  )
  schema.index({ key: 1 })
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}

function sessionSchema(): Schema<StoredSession> {
  const schema = new Schema<StoredSession>(
    {
      _id: String,
      channel: String,
      key: String,
      language: String,
      startedAt: Date,
      usedAt: Date,
      passed: Boolean,
      offered: String,
      expiresAt: Date,
    },
    options,
  )
  schema.index({ key: 1 })
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}

function factorSchema(): Schema<StoredFactor> {
  return new Schema<StoredFactor>(
    { _id: String, secret: String, lastStep: Number, wrong: Number, waitUntil: Date },
    options,
  )
}
