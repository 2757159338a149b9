// How often something was asked in an hour or in ten minutes, and what a puzzle was spent on, counted by all replicas together.
// Names are made with a random salt of the day and SECRET_KEY: no address, receipt or case stands here, and no moment. When the
// day is over the salt dies, and nobody can test any more who it was.

import { createHmac, randomBytes } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { isDuplicateKey } from '../../database/driver-values.js'
import { addDays, type Day, dayInBangkok, startOfDay } from '../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../operation/clock.js'
import type { Keyring } from '../keyring.js'

export interface SharedCounts {
  /** Counts one more; answers how many there are by now in this span. */
  add(what: string, span: Span): Promise<number>
  read(what: string, span: Span): Promise<number>
  /** From 0 up to 1: the same for all replicas in this span, and nobody outside can tell what it is. */
  draw(what: string, span: Span): Promise<number>
  /** What something is called until midnight, for whoever counts it in rows of their own. */
  nameOfDay(what: string): Promise<string>
  /** Whether `secret` is spent on this thing: the first that asks has it, as often as it asks. Nobody can tell which it was. */
  spend(secret: string, thing: string): Promise<boolean>
}

const spans = { hour: 3_600_000, tenMinutes: 600_000 } as const
export type Span = keyof typeof spans

type Counted = { _id: string; count: number; expiresAt: Date }
/** `_id` is a day for a salt. */
type Kept = { _id: string; value: string; expiresAt: Date }

const saltPurpose = 'web day salt'

export function createSharedCounts(
  connection: Connection,
  keyring: Pick<Keyring, 'pseudonym' | 'seal' | 'open'>,
  clock: Clock,
): SharedCounts {
  const kept = (name: string, collection: string): Model<Kept> =>
    connection.models[name] ?? connection.model<Kept>(name, keptSchema(), collection)
  const Salts = kept('WebDaySalt', 'web_day_salts')
  const Spent = kept('SpentPuzzle', 'spent_puzzles')
  const Counts: Model<Counted> =
    connection.models.WebCount ?? connection.model<Counted>('WebCount', countedSchema(), 'web_counts')
  let salted: { readonly day: Day; readonly salt: Promise<Buffer> } | undefined

  const endOf = (day: Day): Date => startOfDay(addDays(day, 1))

  /** The first that is there stays, whoever brought it. */
  async function firstValue(Rows: Model<Kept>, { _id, ...row }: Kept): Promise<string> {
    try {
      await Rows.updateOne({ _id }, { $setOnInsert: row }, { upsert: true })
    } catch (error) {
      // Another replica was there in the same moment.
      if (!isDuplicateKey(error)) throw error
    }
    return (await Rows.findById(_id).lean())?.value ?? row.value
  }

  async function fetchSalt(day: Day): Promise<Buffer> {
    const offered = keyring.seal(saltPurpose, randomBytes(32), day).toString('base64url')
    const value = await firstValue(Salts, { _id: day, value: offered, expiresAt: endOf(day) })
    return keyring.open(saltPurpose, Buffer.from(value, 'base64url'), day)
  }

  function saltOf(day: Day): Promise<Buffer> {
    if (salted?.day === day) return salted.salt
    const salt = fetchSalt(day)
    salted = { day, salt }
    salt.catch(() => {
      salted = undefined
    })
    return salt
  }

  async function nameOf(what: string, span: Span): Promise<string> {
    const now = clock()
    const window = Math.floor(now.getTime() / spans[span])
    return hmac(await saltOf(dayInBangkok(now)), JSON.stringify([what, span, window]))
  }

  return {
    nameOfDay: async (what) => hmac(await saltOf(dayInBangkok(clock())), JSON.stringify([what, 'day'])),
    async add(what, span) {
      const _id = await nameOf(what, span)
      const update = { $inc: { count: 1 }, $setOnInsert: { expiresAt: endOf(dayInBangkok(clock())) } }
      for (;;) {
        try {
          const row = await Counts.findOneAndUpdate({ _id }, update, {
            upsert: true,
            returnDocument: 'after',
          }).lean()
          return row?.count ?? 1
        } catch (error) {
          if (!isDuplicateKey(error)) throw error
        }
      }
    },
    async read(what, span) {
      return (await Counts.findById(await nameOf(what, span)).lean())?.count ?? 0
    },
    async draw(what, span) {
      const drawn = Buffer.from(await nameOf(`drawn ${what}`, span), 'base64url')
      return drawn.readUInt32BE() / 2 ** 32
    },
    async spend(secret, thing) {
      // Under the secret itself, which is not here: with the whole database and SECRET_KEY the thing cannot be tested.
      const value = hmac(Buffer.from(secret), thing)
      const expiresAt = startOfDay(addDays(dayInBangkok(clock()), 2))
      return (
        (await firstValue(Spent, { _id: keyring.pseudonym('spent puzzle', secret), value, expiresAt })) ===
        value
      )
    },
  }
}

const hmac = (key: Buffer, value: string): string =>
  createHmac('sha256', key).update(value).digest('base64url')

function keptSchema(): Schema<Kept> {
  const schema = new Schema<Kept>({ _id: String, value: String, expiresAt: Date }, { ...clustered })
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}

function countedSchema(): Schema<Counted> {
  const schema = new Schema<Counted>({ _id: String, count: Number, expiresAt: Date }, { ...clustered })
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}
