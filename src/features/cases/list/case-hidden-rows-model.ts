// Keeps which rows of officers' lists are not shown to their own reader, because the case left that officer out: one sealed list
// for each reader, empty ones too, padded to steps. A copy of the database does not show whose list is longer by one or two.

import { type Connection, type Model, Schema } from 'mongoose'
import { z } from 'zod'
import { clustered } from '../../../database/clustered.js'
import { isDuplicateKey } from '../../../database/driver-values.js'
import type { Keyring } from '../../../security/keyring.js'

export interface HiddenRowsModel {
  /** Ids of cases. A reader without a list has nothing hidden. */
  hiddenFrom(reader: string): Promise<readonly string[]>
  /** Adds them to the reader's list. Durable when answered: the rows themselves are written after it. */
  hide(reader: string, caseIds: readonly string[]): Promise<void>
  /** Of cases that are no more. */
  forget(caseIds: readonly string[]): Promise<void>
  /** Gives each of them a list, so that having one tells nothing. */
  ensure(readers: readonly string[]): Promise<void>
  /** Only together with all rows, and while no replica runs. */
  clear(): Promise<void>
}

type StoredList = { _id: string; sealed: string }

const purpose = 'rows that are not shown'
const stepBytes = 1024
const ids = z.array(z.string())

export function createHiddenRowsModel(connection: Connection, keyring: Keyring): HiddenRowsModel {
  const Lists: Model<StoredList> =
    connection.models.CaseDeskHidden ??
    connection.model<StoredList>('CaseDeskHidden', listSchema(), 'case_desk_hidden')
  const ensured = new Set<string>()

  const seal = (reader: string, caseIds: readonly string[]): string => {
    const plain = JSON.stringify(caseIds)
    const padded = plain.padEnd(Math.ceil(plain.length / stepBytes) * stepBytes)
    return keyring.seal(purpose, padded, reader).toString('base64url')
  }
  const open = ({ _id, sealed }: StoredList): string[] =>
    ids.parse(JSON.parse(keyring.open(purpose, Buffer.from(sealed, 'base64url'), _id).toString('utf8')))

  /** Over what was read only: two replicas add to the same list, and what is sealed is never twice the same. */
  async function change(reader: string, become: (before: readonly string[]) => readonly string[]) {
    for (;;) {
      const list = await Lists.findById(reader).lean()
      if (!list) return
      const before = open(list)
      const after = become(before)
      if (after.length === before.length) return
      const written = await Lists.updateOne(
        { _id: reader, sealed: list.sealed },
        { $set: { sealed: seal(reader, after) } },
      )
      if (written.matchedCount === 1) return
    }
  }

  async function begin(reader: string): Promise<void> {
    try {
      await Lists.updateOne({ _id: reader }, { $setOnInsert: { sealed: seal(reader, []) } }, { upsert: true })
    } catch (error) {
      // Another replica gave it one.
      if (!isDuplicateKey(error)) throw error
    }
  }

  return {
    async hiddenFrom(reader) {
      const list = await Lists.findById(reader).lean()
      return list ? open(list) : []
    },
    async hide(reader, caseIds) {
      await begin(reader)
      await change(reader, (before) => [...new Set([...before, ...caseIds])])
    },
    async forget(caseIds) {
      const gone = new Set(caseIds)
      for (const { _id } of await Lists.find({}, { _id: 1 }).lean())
        await change(_id, (before) => before.filter((one) => !gone.has(one)))
    },
    async ensure(readers) {
      for (const reader of readers.filter((one) => !ensured.has(one))) {
        await begin(reader)
        ensured.add(reader)
      }
    },
    async clear() {
      ensured.clear()
      await Lists.deleteMany({})
    },
  }
}

function listSchema(): Schema<StoredList> {
  return new Schema<StoredList>({ _id: String, sealed: String }, { ...clustered })
}
