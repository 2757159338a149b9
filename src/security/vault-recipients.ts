// Whom a case is sealed to: a label, a public key, the day it was added. The private half is never here.
// What was sealed before a recipient was added stays closed to them; what is sealed later opens to all who are listed.
import { type Connection, type Model, Schema } from 'mongoose'
import { fingerprintOf, isPublicKey } from './vault.js'

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
}

const recipientFrom = ({ _id, ...recipient }: StoredRecipient): Recipient => ({ id: _id, ...recipient })

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
        },
        { versionKey: false, collection: 'vault_recipients' },
      ),
    )

  return {
    async list() {
      return (await Rows.find().sort({ _id: 1 }).lean()).map(recipientFrom)
    },
    async find(id) {
      const row = await Rows.findById(id).lean()
      return row ? recipientFrom(row) : undefined
    },
    async add({ name, publicKey, addedOn, knownAs, kinds }) {
      if (!(await isPublicKey(publicKey))) return { ok: false, why: 'notAPublicKey' }
      const id = await fingerprintOf(publicKey)
      const rest = { ...(knownAs && { knownAs: [...knownAs] }), ...(kinds && { kinds: [...kinds] }) }
      const { upsertedCount } = await Rows.updateOne(
        { _id: id },
        { $setOnInsert: { name, publicKey, addedOn, ...rest } },
        { upsert: true },
      )
      if (upsertedCount === 0) return { ok: false, why: 'alreadyThere' }
      return { ok: true, recipient: { id, name, publicKey, addedOn, ...rest } }
    },
    async addNames(id, knownAs) {
      await Rows.updateOne({ _id: id }, { $addToSet: { knownAs: { $each: [...knownAs] } } })
    },
    async setScope(id, { kinds, knownAs }) {
      const knowing = { knownAs: [...(knownAs ?? [])] }
      const change = kinds
        ? { $set: { ...knowing, kinds: [...kinds] } }
        : { $set: knowing, $unset: { kinds: '' as const } }
      return (await Rows.updateOne({ _id: id }, change)).matchedCount === 1
    },
    async remove(id) {
      await Rows.deleteOne({ _id: id })
    },
  }
}
