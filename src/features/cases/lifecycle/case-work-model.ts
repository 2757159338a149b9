// Keeps how the work on each case stands: who has it, until when, whether it may be destroyed. Days only, no content. Who was left
// out is sealed under SECRET_KEY, in one size for one and for several: a copy of the database does not show whom a case names.

import { type Connection, type Model, Schema } from 'mongoose'
import { z } from 'zod'
import { clustered } from '../../../database/clustered.js'
import type { Day } from '../../../i18n/calendar/thai-calendar.js'
import type { Keyring } from '../../../security/keyring.js'
import { type CaseWork, type RetentionClass, retentionClasses } from '../case.js'

export interface CaseWorkModel {
  /** Work that is there already stays as it is. */
  insert(work: CaseWork): Promise<void>
  find(caseId: string): Promise<CaseWork | undefined>
  findAll(caseIds: readonly string[]): Promise<CaseWork[]>
  /** What reporters said and did at the end of these cases; nothing is opened for it. */
  feedbackOf(caseIds: readonly string[]): Promise<Pick<CaseWork, 'rating' | 'reporterReadOn'>[]>
  /** Seals of these cases what an earlier version has kept in clear. */
  sealLeftOut(caseIds: readonly string[]): Promise<void>
  /** After SECRET_KEY was changed; nothing else of the case is touched. */
  setLeftOut(caseId: string, leftOut: readonly string[]): Promise<void>
  /** In the order of the random ids, those that come after this one. */
  idsAfter(after: string, count: number): Promise<string[]>
  /** `false` when somebody else changed it after `before` was read. */
  replace(before: CaseWork, after: Omit<CaseWork, 'changes'>): Promise<boolean>
  /** Ids of the cases that have no registry number yet. */
  withoutNumber(): Promise<string[]>
  /** A case that has one already keeps it. Answers how many got theirs. */
  setNumbers(
    numbers: readonly { readonly caseId: string; readonly registryNumber: string }[],
  ): Promise<number>
  /** Where a retention class was decided, nothing holds it back, and nothing was destroyed yet. */
  mayBeDestroyed(): Promise<CaseWork[]>
  /** Ids of the cases for which nobody has decided how long they are kept. */
  undecided(): Promise<string[]>
  /** A destruction that was begun and not brought to its end. */
  halfDestroyed(): Promise<string[]>
  /** How many of each class were destroyed from one day to the other, both included. */
  destroyedBetween(
    first: Day,
    last: Day,
  ): Promise<readonly { readonly retention: RetentionClass; readonly count: number }[]>
}

type StoredWork = Omit<CaseWork, 'caseId' | 'leftOut'> & {
  _id: string
  leftOutSealed?: string
  /** As an earlier version wrote it: in clear. */
  leftOut?: string[]
}

const purpose = 'left out of a case'
const stepBytes = 256
const ids = z.array(z.string())

export function createCaseWorkModel(connection: Connection, keyring: Keyring): CaseWorkModel {
  const Rows: Model<StoredWork> =
    connection.models.CaseWork ?? connection.model<StoredWork>('CaseWork', workSchema(), 'case_work')

  function seal(caseId: string, leftOut: readonly string[]): string {
    const plain = JSON.stringify(leftOut)
    const padded = plain.padEnd(Math.ceil(plain.length / stepBytes) * stepBytes)
    return keyring.seal(purpose, padded, caseId).toString('base64url')
  }

  function workFrom({ _id: caseId, leftOutSealed, leftOut: inClear, ...work }: StoredWork): CaseWork {
    if (leftOutSealed === undefined) return { caseId, ...work, leftOut: inClear ?? [] }
    const plain = keyring.open(purpose, Buffer.from(leftOutSealed, 'base64url'), caseId).toString('utf8')
    return { caseId, ...work, leftOut: ids.parse(JSON.parse(plain)) }
  }

  return {
    async insert({ caseId, leftOut, ...work }) {
      const row = { ...work, leftOutSealed: seal(caseId, leftOut) }
      await Rows.updateOne({ _id: caseId }, { $setOnInsert: row }, { upsert: true })
    },
    async feedbackOf(caseIds) {
      const rows = await Rows.find({ _id: { $in: [...caseIds] } }, { rating: 1, reporterReadOn: 1 }).lean()
      return rows.map(({ rating, reporterReadOn }) => ({
        ...(rating !== undefined && { rating }),
        ...(reporterReadOn !== undefined && { reporterReadOn }),
      }))
    },
    async sealLeftOut(caseIds) {
      const rows = await Rows.find({ _id: { $in: [...caseIds] }, leftOut: { $exists: true } }).lean()
      for (const { _id, changes, leftOut = [] } of rows)
        await Rows.updateOne(
          { _id, changes },
          { $set: { leftOutSealed: seal(_id, leftOut) }, $unset: { leftOut: '' } },
        )
    },
    async find(caseId) {
      const row = await Rows.findById(caseId).lean()
      return row ? workFrom(row) : undefined
    },
    async findAll(caseIds) {
      return (await Rows.find({ _id: { $in: [...caseIds] } }).lean()).map(workFrom)
    },
    async setLeftOut(caseId, leftOut) {
      const sealed = { leftOutSealed: seal(caseId, leftOut) }
      await Rows.updateOne({ _id: caseId }, { $set: sealed, $unset: { leftOut: '' } })
    },
    async idsAfter(after, count) {
      const rows = await Rows.find({ _id: { $gt: after } }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(count)
        .lean()
      return idsOf(rows)
    },
    async replace({ caseId, changes }, after) {
      const { caseId: _same, leftOut, ...row } = after
      const replaced = await Rows.replaceOne(
        { _id: caseId, changes },
        { ...row, leftOutSealed: seal(caseId, leftOut), changes: changes + 1 },
      )
      return replaced.matchedCount === 1
    },
    async withoutNumber() {
      return idsOf(await Rows.find({ registryNumber: { $exists: false } }, { _id: 1 }).lean())
    },
    async setNumbers(numbers) {
      if (numbers.length === 0) return 0
      const updates = numbers.map(({ caseId, registryNumber }) => ({
        updateOne: {
          filter: { _id: caseId, registryNumber: { $exists: false } },
          // Counted like every change, so that a decision taken on the state before is not written over it.
          update: { $set: { registryNumber }, $inc: { changes: 1 } },
        },
      }))
      return (await Rows.bulkWrite(updates, { ordered: false })).modifiedCount
    },
    async mayBeDestroyed() {
      const decided = { $in: retentionClasses.filter((one) => one !== 'undecided') }
      const rows = await Rows.find({
        retention: decided,
        hold: false,
        destruction: { $exists: false },
      }).lean()
      return rows.map(workFrom)
    },
    async undecided() {
      return idsOf(await Rows.find({ retention: 'undecided' }, { _id: 1 }).lean())
    },
    async halfDestroyed() {
      return idsOf(await Rows.find({ destruction: 'begun' }, { _id: 1 }).lean())
    },
    async destroyedBetween(first, last) {
      const groups = await Rows.aggregate<{ _id: RetentionClass; count: number }>([
        { $match: { destroyedOn: { $gte: first, $lte: last } } },
        { $group: { _id: '$retention', count: { $sum: 1 } } },
      ])
      return groups.map(({ _id, count }) => ({ retention: _id, count }))
    },
  }
}

const idsOf = (rows: readonly { readonly _id: string }[]): string[] => rows.map(({ _id }) => _id)

function workSchema(): Schema<StoredWork> {
  const schema = new Schema<StoredWork>(
    {
      _id: String,
      registryNumber: String,
      assignedTo: [String],
      leftOutSealed: String,
      // Not an empty list where there is none: it would look like something to seal.
      leftOut: { type: [String], default: undefined },
      answerBy: String,
      extensions: Number,
      extendedOn: String,
      answeredOn: String,
      retention: String,
      hold: Boolean,
      withdrawnOn: String,
      rating: Number,
      reporterWroteOn: String,
      agencyWroteOn: String,
      reporterReadOn: String,
      duplicateOf: String,
      destruction: String,
      destroyedOn: String,
      changes: Number,
    },
    { ...clustered },
  )
  schema.index({ answerBy: 1 })
  schema.index({ assignedTo: 1 })
  // The batches of the night: what has no number, what may go, what went.
  schema.index({ registryNumber: 1 })
  schema.index({ retention: 1, hold: 1 })
  schema.index({ destroyedOn: 1 })
  return schema
}
