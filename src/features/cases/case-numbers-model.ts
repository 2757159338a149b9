// The register's own list of numbers: which case has which, one row per case. A number is taken by inserting it, so that no two
// replicas can give the same, and a crash leaves no gap.
import { type Connection, type Model, Schema } from 'mongoose'
import { isDuplicateKey } from '../../driver-values.js'
import type { FiscalYear } from '../../i18n/thai-calendar.js'
import type { ComplaintKind } from '../complaints/complaint-kinds.js'

export interface CaseNumbersModel {
  /** The number of this case: the next one that is free, or the one that it has already. */
  take(caseId: string, kind: ComplaintKind, fiscalYear: FiscalYear): Promise<number>
  /** Of either kind: at most two. */
  casesWith(fiscalYear: FiscalYear, number: number): Promise<string[]>
}

type StoredNumber = { _id: string; kind: ComplaintKind; fiscalYear: FiscalYear; number: number }

export function createCaseNumbersModel(connection: Connection): CaseNumbersModel {
  const Rows: Model<StoredNumber> =
    connection.models.CaseNumber ??
    connection.model<StoredNumber>('CaseNumber', numberSchema(), 'case_numbers')

  return {
    async take(caseId, kind, fiscalYear) {
      for (;;) {
        const taken = await Rows.findById(caseId).lean()
        if (taken) return taken.number
        const last = await Rows.findOne({ fiscalYear, kind }).sort({ number: -1 }).lean()
        const number = (last?.number ?? 0) + 1
        try {
          await Rows.create({ _id: caseId, kind, fiscalYear, number })
          return number
        } catch (error) {
          // Another replica was faster, with this number or with this case: look again.
          if (!isDuplicateKey(error)) throw error
        }
      }
    },
    async casesWith(fiscalYear, number) {
      return (await Rows.find({ fiscalYear, number }).lean()).map(({ _id }) => _id)
    },
  }
}

function numberSchema(): Schema<StoredNumber> {
  const schema = new Schema<StoredNumber>(
    { _id: String, kind: String, fiscalYear: Number, number: Number },
    { versionKey: false },
  )
  schema.index({ fiscalYear: 1, kind: 1, number: 1 }, { unique: true })
  return schema
}
