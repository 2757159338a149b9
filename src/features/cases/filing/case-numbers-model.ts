// The register's own list of numbers: which case has which, one row per case. A number is taken by inserting it, so that no two
// replicas can give the same, and a crash leaves no gap.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { isDuplicateKey } from '../../../database/driver-values.js'
import type { FiscalYear } from '../../../i18n/calendar/thai-calendar.js'
import { type ComplaintKind, complaintKinds } from '../../complaints/complaint-kinds.js'

export interface CaseNumbersModel {
  /** The number of each of these cases, in their order: the next ones that are free, or the one that a case has already. */
  take(
    caseIds: readonly string[],
    kind: ComplaintKind,
    fiscalYear: FiscalYear,
  ): Promise<readonly { readonly caseId: string; readonly number: number }[]>
  /** Of either kind: at most two. */
  casesWith(fiscalYear: FiscalYear, number: number): Promise<string[]>
}

type StoredNumber = { _id: string; kind: ComplaintKind; fiscalYear: FiscalYear; number: number }

export function createCaseNumbersModel(connection: Connection): CaseNumbersModel {
  const Rows: Model<StoredNumber> =
    connection.models.CaseNumber ??
    connection.model<StoredNumber>('CaseNumber', numberSchema(), 'case_numbers')

  const nextFree = async (kind: ComplaintKind, fiscalYear: FiscalYear): Promise<number> =>
    ((await Rows.findOne({ fiscalYear, kind }).sort({ number: -1 }).lean())?.number ?? 0) + 1

  return {
    async take(caseIds, kind, fiscalYear) {
      const known = await Rows.find({ _id: { $in: [...caseIds] } }).lean()
      const taken = new Map(known.map(({ _id, number }) => [_id, number]))
      let next = await nextFree(kind, fiscalYear)
      for (const caseId of caseIds) {
        while (!taken.has(caseId)) {
          try {
            await Rows.create({ _id: caseId, kind, fiscalYear, number: next })
            taken.set(caseId, next)
            next += 1
          } catch (error) {
            if (!isDuplicateKey(error)) throw error
            // Another replica was faster, with this number or with this case: look again.
            const theirs = await Rows.findById(caseId).lean()
            if (theirs) taken.set(caseId, theirs.number)
            next = await nextFree(kind, fiscalYear)
          }
        }
      }
      return [...taken].map(([caseId, number]) => ({ caseId, number }))
    },
    async casesWith(fiscalYear, number) {
      // With the kinds named the index leads to the two places, and not to all numbers of the year.
      const rows = await Rows.find({ fiscalYear, kind: { $in: [...complaintKinds] }, number }).lean()
      return rows.map(({ _id }) => _id)
    },
  }
}

function numberSchema(): Schema<StoredNumber> {
  const schema = new Schema<StoredNumber>(
    { _id: String, kind: String, fiscalYear: Number, number: Number },
    { ...clustered },
  )
  schema.index({ fiscalYear: 1, kind: 1, number: 1 }, { unique: true })
  return schema
}
