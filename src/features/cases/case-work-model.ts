// Keeps how the work on each case stands: who has it, until when, whether it may be destroyed. Days only, no content.
import { type Connection, type Model, Schema } from 'mongoose'
import type { CaseWork } from './case.js'

export interface CaseWorkModel {
  /** Work that is there already stays as it is. */
  insert(work: CaseWork): Promise<void>
  find(caseId: string): Promise<CaseWork | undefined>
  findAll(caseIds: readonly string[]): Promise<CaseWork[]>
  /** `false` when somebody else changed it after `before` was read. */
  replace(before: CaseWork, after: Omit<CaseWork, 'changes'>): Promise<boolean>
  remove(caseId: string): Promise<void>
}

type StoredWork = Omit<CaseWork, 'caseId'> & { _id: string }

export function createCaseWorkModel(connection: Connection): CaseWorkModel {
  const Rows: Model<StoredWork> =
    connection.models.CaseWork ?? connection.model<StoredWork>('CaseWork', workSchema(), 'case_work')

  return {
    async insert({ caseId, ...work }) {
      await Rows.updateOne({ _id: caseId }, { $setOnInsert: work }, { upsert: true })
    },
    async find(caseId) {
      const row = await Rows.findById(caseId).lean()
      return row ? workFrom(row) : undefined
    },
    async findAll(caseIds) {
      return (await Rows.find({ _id: { $in: [...caseIds] } }).lean()).map(workFrom)
    },
    async replace({ caseId, changes }, after) {
      const { caseId: _same, ...row } = after
      const replaced = await Rows.replaceOne({ _id: caseId, changes }, { ...row, changes: changes + 1 })
      return replaced.matchedCount === 1
    },
    async remove(caseId) {
      await Rows.deleteOne({ _id: caseId })
    },
  }
}

const workFrom = ({ _id, ...work }: StoredWork): CaseWork => ({ caseId: _id, ...work })

function workSchema(): Schema<StoredWork> {
  const schema = new Schema<StoredWork>(
    {
      _id: String,
      registryNumber: String,
      assignedTo: [String],
      leftOut: [String],
      answerBy: String,
      extensions: Number,
      answeredOn: String,
      retention: String,
      hold: Boolean,
      withdrawnOn: String,
      rating: Number,
      reporterWroteOn: String,
      agencyWroteOn: String,
      reporterReadOn: String,
      duplicateOf: String,
      changes: Number,
    },
    { versionKey: false },
  )
  schema.index({ answerBy: 1 })
  schema.index({ assignedTo: 1 })
  return schema
}
