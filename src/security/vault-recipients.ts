// Whom a case is sealed to: a label, a public key, the day it was added. The private half is never here.
// What was sealed before a recipient was added stays closed to them; what is sealed later opens to all who are listed.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../database/clustered.js'
import type { Day } from '../i18n/calendar/thai-calendar.js'
import { fingerprintOf, isPublicKey } from '../sealing/vault.js'

export interface Recipient {
  /** The fingerprint of the public key, so that a key that was swapped shows. */
  readonly id: string
  /** A label for people: "ผู้อำนวยการกลุ่มงานจริยธรรม". */
  readonly name: string
  readonly publicKey: string
  /** A day in Bangkok, 'YYYY-MM-DD'. */
  readonly addedOn: string
  /** Other names and positions by which a case may name this officer. */
  readonly knownAs?: readonly string[]
  /** The kinds of cases that this officer takes; absent: all. */
  readonly kinds?: readonly string[]
  /** The day on which it was let in after it had waited. */
  readonly admittedOn?: string
}

/** Nothing is sealed to it yet: colleagues may object. */
export interface WaitingRecipient extends Recipient {
  /** The day on which they were told. */
  readonly toldOn?: Day
}

export const takesKind = ({ kinds }: Pick<Recipient, 'kinds'>, kind: string): boolean =>
  kinds?.includes(kind) ?? true

type AddedRecipient =
  | { readonly ok: true; readonly recipient: Recipient }
  | { readonly ok: false; readonly why: 'notAPublicKey' | 'alreadyThere' }

export interface Recipients {
  /** Sorted by id, which tells nothing about who came first. */
  list(): Promise<readonly Recipient[]>
  find(id: string): Promise<Recipient | undefined>
  add(recipient: Omit<Recipient, 'id'>): Promise<AddedRecipient>
  /** Kept, and nothing is sealed to it until it is admitted. */
  propose(recipient: Omit<Recipient, 'id'>): Promise<AddedRecipient>
  /** Those who are proposed, sorted by id. */
  waiting(): Promise<readonly WaitingRecipient[]>
  noteTold(id: string, on: Day): Promise<void>
  /** From here on cases are sealed to it, of these kinds at most. False: nobody of that id waits any more. */
  admit(id: string, limit: Pick<Recipient, 'kinds'>, on: Day): Promise<boolean>
  /** False: nobody of that id waits any more. */
  withdraw(id: string): Promise<boolean>
  /** More names and positions by which a case may name this officer. */
  addNames(id: string, knownAs: readonly string[]): Promise<void>
  /** What it takes from here on, and by which names a case may name it; absent `kinds`: all. False: there is none. */
  setScope(id: string, scope: Pick<Recipient, 'kinds' | 'knownAs'>): Promise<boolean>
  /** Nothing is sealed to it from here on. What was sealed before stays as it is. */
  remove(id: string): Promise<void>
}

interface StoredRecipient {
  _id: string
  name: string
  publicKey: string
  addedOn: string
  knownAs?: string[]
  kinds?: string[]
  admittedOn?: string
  /** There as long as it waits. */
  waits?: { toldOn?: Day }
}

const recipientFrom = ({ _id, waits: _waits, ...recipient }: StoredRecipient): Recipient => ({
  id: _id,
  ...recipient,
})

export function createRecipients(connection: Connection): Recipients {
  const Rows: Model<StoredRecipient> =
    connection.models.VaultRecipient ??
    connection.model<StoredRecipient>(
      'VaultRecipient',
      new Schema<StoredRecipient>(
        {
          _id: String,
          name: String,
          publicKey: String,
          addedOn: String,
          // Not an empty list for those who have none: nobody would take any kind.
          knownAs: { type: [String], default: undefined },
          kinds: { type: [String], default: undefined },
          admittedOn: String,
          waits: { type: new Schema({ toldOn: String }, { _id: false }), default: undefined },
        },
        { ...clustered, collection: 'vault_recipients' },
      ),
    )

  const isIn = { waits: { $exists: false } } as const
  const isWaiting = { waits: { $exists: true } } as const

  async function insert(
    { name, publicKey, addedOn, knownAs, kinds }: Omit<Recipient, 'id'>,
    waiting: Pick<StoredRecipient, 'waits'>,
  ): Promise<AddedRecipient> {
    if (!(await isPublicKey(publicKey))) return { ok: false, why: 'notAPublicKey' }
    const id = await fingerprintOf(publicKey)
    const rest = { ...(knownAs && { knownAs: [...knownAs] }), ...(kinds && { kinds: [...kinds] }) }
    const { upsertedCount } = await Rows.updateOne(
      { _id: id },
      { $setOnInsert: { name, publicKey, addedOn, ...rest, ...waiting } },
      { upsert: true },
    )
    if (upsertedCount === 0) return { ok: false, why: 'alreadyThere' }
    return { ok: true, recipient: { id, name, publicKey, addedOn, ...rest } }
  }

  return {
    async list() {
      return (await Rows.find(isIn).sort({ _id: 1 }).lean()).map(recipientFrom)
    },
    async find(id) {
      const row = await Rows.findOne({ _id: id, ...isIn }).lean()
      return row ? recipientFrom(row) : undefined
    },
    add: (recipient) => insert(recipient, {}),
    propose: (recipient) => insert(recipient, { waits: {} }),
    async waiting() {
      const rows = await Rows.find(isWaiting).sort({ _id: 1 }).lean()
      return rows.map((row) => ({
        ...recipientFrom(row),
        ...(row.waits?.toldOn !== undefined && { toldOn: row.waits.toldOn }),
      }))
    },
    async noteTold(id, on) {
      await Rows.updateOne({ _id: id, ...isWaiting }, { $set: { 'waits.toldOn': on } })
    },
    async admit(id, { kinds }, on) {
      const set = { admittedOn: on, ...(kinds && { kinds: [...kinds] }) }
      const admitted = await Rows.updateOne({ _id: id, ...isWaiting }, { $set: set, $unset: { waits: '' } })
      return admitted.matchedCount === 1
    },
    async withdraw(id) {
      return (await Rows.deleteOne({ _id: id, ...isWaiting })).deletedCount === 1
    },
    async addNames(id, knownAs) {
      await Rows.updateOne({ _id: id }, { $addToSet: { knownAs: { $each: [...knownAs] } } })
    },
    async setScope(id, { kinds, knownAs }) {
      const knowing = { knownAs: [...(knownAs ?? [])] }
      const change = kinds
        ? { $set: { ...knowing, kinds: [...kinds] } }
        : { $set: knowing, $unset: { kinds: '' as const } }
      return (await Rows.updateOne({ _id: id, ...isIn }, change)).matchedCount === 1
    },
    async remove(id) {
      await Rows.deleteOne({ _id: id })
    },
  }
}
