// Keeps which unit a complaint is about, apart from the register: a row is named by a pseudonym of the complaint and its unit is
// sealed, so that whoever has only the database learns neither how many a unit has nor which day or category goes with it.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { bytesOf } from '../../database/driver-values.js'
import type { Keyring } from '../../security/keyring.js'

export interface ConcernedUnitsModel {
  name(complaintId: string, unit: string): Promise<void>
  forget(complaintId: string): Promise<void>
  /** The unit of each of these complaints, in no order; one of which nothing is kept is left out. */
  unitsOf(complaintIds: readonly string[]): Promise<readonly string[]>
}

interface StoredUnit {
  _id: string
  sealed: Buffer
}

const purpose = 'unit concerned'
const atOnce = 500
const paddedTo = 256

export function createConcernedUnitsModel(connection: Connection, keyring: Keyring): ConcernedUnitsModel {
  const Rows: Model<StoredUnit> =
    connection.models.ConcernedUnit ??
    connection.model<StoredUnit>(
      'ConcernedUnit',
      new Schema<StoredUnit>(
        { _id: { type: String, required: true }, sealed: { type: Buffer, required: true } },
        { ...clustered, collection: 'concerned_units' },
      ),
    )
  const idOf = (complaintId: string) => keyring.pseudonym(purpose, complaintId)

  return {
    async name(complaintId, unit) {
      const _id = idOf(complaintId)
      // Padded: a unit is not told by the length of its name.
      const padded = Buffer.alloc(Math.ceil((Buffer.byteLength(unit) + 1) / paddedTo) * paddedTo)
      padded.write(unit)
      const sealed = keyring.seal(purpose, padded, _id)
      await Rows.updateOne({ _id }, { $set: { sealed } }, { upsert: true })
    },
    async forget(complaintId) {
      await Rows.deleteOne({ _id: idOf(complaintId) })
    },
    async unitsOf(complaintIds) {
      const units: string[] = []
      for (let from = 0; from < complaintIds.length; from += atOnce) {
        const ids = complaintIds.slice(from, from + atOnce).map(idOf)
        const rows = await Rows.find({ _id: { $in: ids } }).lean()
        for (const { _id, sealed } of rows) units.push(unpadded(keyring.open(purpose, bytesOf(sealed), _id)))
      }
      return units
    },
  }
}

const unpadded = (padded: Buffer): string => padded.subarray(0, padded.indexOf(0)).toString('utf8')
