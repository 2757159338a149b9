// What makes a chain of hashes worth checking: each row bears a code (HMAC) under a key that is not in the database, and a note,
// sealed the same way, says how far the chain has come. Whoever has the database alone can neither write a row, nor change one and
// hash anew, nor cut the chain's end. Whoever puts back an older copy of everything is shown only by a witness outside.
import { timingSafeEqual } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { isDuplicateKey } from '../../database/driver-values.js'
import { composed } from '../../i18n/letters/composed.js'
import type { Keyring } from '../keyring.js'

/** The last row of a chain, or any row as a witness of all before it. `hash` is 64 hexadecimal digits. */
export interface ChainEnd {
  readonly number: number
  readonly hash: string
}

export interface SealedRow extends ChainEnd {
  /** Missing in rows that an earlier version wrote. */
  readonly mac?: string | undefined
}

/** What the chain's own check and the seals found, together: the first wrong row, or `undefined`. */
export function firstOf(...found: readonly (number | undefined)[]): number | undefined {
  const wrong = found.filter((number) => number !== undefined)
  return wrong.length > 0 ? Math.min(...wrong) : undefined
}

export interface ChainNote extends ChainEnd {
  /** Rows up to and with this number have no code. */
  readonly unsealedUntil: number
}

export interface ChainSeals {
  /** The code of a row, to be kept with it. */
  macOf(chain: string, row: ChainEnd): string
  /** What the next row follows: this last row, or the noted end where the chain was cut, so that the gap stays for ever. */
  endAfter(chain: string, last: ChainEnd | undefined): Promise<ChainEnd | undefined>
  /** Notes that the chain has come so far; an older note stays when it is further. */
  reached(chain: string, end: ChainEnd): Promise<void>
  /** Takes a chain that an earlier version wrote as it is found: its rows have no codes, up to and with this one. */
  adopt(chain: string, end: ChainEnd): Promise<void>
  /** Whether this row's code is ours. */
  isOurs(chain: string, row: SealedRow): boolean
  /** The names of all chains that have come anywhere. */
  chains(): Promise<string[]>
  /** The note, if it is ours. */
  note(chain: string): Promise<ChainNote | undefined>
  /** Puts this note in place of whatever is there. */
  putNote(chain: string, note: ChainNote): Promise<void>
  /**
   * The number of the first row that is missing at the end, or was not written by who holds the key; `undefined` when there is
   * none. That each row follows from the one before is for the chain's own check. `rows` in their order, possibly without the oldest.
   */
  firstWrong(chain: string, rows: readonly SealedRow[]): Promise<number | undefined>
}

interface StoredNote {
  _id: string
  number: number
  hash: string
  unsealedUntil: number
  mac: string
}

const noteSchema = new Schema<StoredNote>(
  { _id: String, number: Number, hash: String, unsealedUntil: Number, mac: String },
  { ...clustered, collection: 'chain_notes' },
)

export function createChainSeals(connection: Connection, keyring: Pick<Keyring, 'pseudonym'>): ChainSeals {
  const Notes: Model<StoredNote> =
    connection.models.ChainNote ?? connection.model<StoredNote>('ChainNote', noteSchema)

  const macOf = (chain: string, { number, hash }: ChainEnd): string =>
    keyring.pseudonym('chain-row', JSON.stringify([chain, number, hash]))
  const macOfNote = ({ _id, number, hash, unsealedUntil }: Omit<StoredNote, 'mac'>): string =>
    keyring.pseudonym('chain-note', JSON.stringify([_id, number, hash, unsealedUntil]))

  const sealed = (note: Omit<StoredNote, 'mac'>): StoredNote => ({ ...note, mac: macOfNote(note) })

  /** A note that somebody else wrote is left as it is: it shows. */
  async function write(chain: string, { number, hash }: ChainEnd, whenNew: number): Promise<void> {
    for (;;) {
      const before = await Notes.findById(chain).lean()
      if (before && (before.number >= number || !isOwn(before))) return
      const unsealedUntil = before?.unsealedUntil ?? whenNew
      const { _id, ...note } = sealed({ _id: chain, number, hash, unsealedUntil })
      try {
        if (!before) await Notes.create({ _id, ...note })
        else if ((await Notes.updateOne({ _id, mac: before.mac }, { $set: note })).matchedCount === 0)
          continue
        return
      } catch (error) {
        // Another replica was first: look again whose end is further.
        if (!isDuplicateKey(error)) throw error
      }
    }
  }

  const isOwn = (note: StoredNote): boolean => isSame(note.mac, macOfNote(note))

  return {
    macOf,
    async endAfter(chain, last) {
      const note = await Notes.findById(chain).lean()
      return note && isOwn(note) && note.number > (last?.number ?? 0) ? note : last
    },
    reached: (chain, end) => write(chain, end, 0),
    adopt: (chain, end) => write(chain, end, end.number),
    isOurs: (chain, row) => isSame(row.mac ?? '', macOf(chain, row)),
    chains: async () => (await Notes.find({}, { _id: 1 }).sort({ _id: 1 }).lean()).map(({ _id }) => _id),
    async note(chain) {
      const note = await Notes.findById(chain).lean()
      if (!note || !isOwn(note)) return undefined
      const { number, hash, unsealedUntil } = note
      return { number, hash, unsealedUntil }
    },
    async putNote(chain, { number, hash, unsealedUntil }) {
      const { _id, ...note } = sealed({ _id: chain, number, hash, unsealedUntil })
      await Notes.updateOne({ _id }, { $set: note }, { upsert: true })
    },
    async firstWrong(chain, rows) {
      const note = await Notes.findById(chain).lean()
      const first = rows[0]
      const last = rows.at(-1)
      if (!note) return first?.number
      if (!isOwn(note)) return first?.number ?? 1
      for (const row of rows) {
        if (row.number === note.number && row.hash !== note.hash) return row.number
        if (row.number > note.unsealedUntil && !isSame(row.mac ?? '', macOf(chain, row))) return row.number
      }
      return (last?.number ?? 0) < note.number ? (last?.number ?? 0) + 1 : undefined
    },
  }
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** For people: the row's number and twelve digits of its hash, '1234 · 7f3a-91c2-0d4e'. Enough to compare by eye. */
export const witnessCode = ({ number, hash }: ChainEnd): string =>
  `${number} · ${(hash.slice(0, 12).match(/.{4}/g) ?? []).join('-')}`

/** What somebody copied from a letter, a backup or a log; blanks and dashes do not matter. */
export function readWitness(words: string): { readonly number: number; readonly start: string } | undefined {
  const read = /^\s{0,9}(\d{1,12})[\s·.,:#-]{1,9}([0-9a-f][0-9a-f\s-]{6,90})$/i.exec(composed(words, 'NFKC'))
  const start = read?.[2]?.replace(/[\s-]/g, '').toLowerCase()
  if (!read?.[1] || !start || start.length < 8 || start.length > 64) return undefined
  return { number: Number(read[1]), start }
}
