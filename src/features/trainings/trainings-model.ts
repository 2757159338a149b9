// Keeps trainings and who checked in to them: one row for a person and a training, so that nobody is counted twice.
// Whoever is not on the roster is kept by a pseudonym of the account and by nothing else.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import type { Day } from '../../i18n/calendar/bangkok-time.js'

export interface Training {
  /** From the event that opened it. */
  readonly id: string
  readonly title: string
  readonly on: Day
  readonly channel: string
  readonly openedAt: Date
  /** Check-in ends by itself then. */
  readonly endsAt: Date
  readonly closedAt?: Date
  /** The last part of the projector page's address. */
  readonly page: string
  readonly by: string
  /** Participants without LINE, as counted from a signed list; each entry names its event. */
  readonly onPaper: readonly { readonly eventKey: string; readonly count: number }[]
}

export interface Attendance {
  readonly trainingId: string
  /** A staff id, or the pseudonym of an account that is not on the roster. */
  readonly who: string
  readonly staffId?: string
  /** The unit of that day; absent for whoever is not on the roster. */
  readonly unit?: string
  readonly at: Date
}

export interface TrainingsModel {
  /** The first one wins. */
  add(training: Training): Promise<Training>
  training(id: string): Promise<Training | undefined>
  byPage(page: string): Promise<Training | undefined>
  /** Those whose check-in is open at this moment. */
  openAt(now: Date): Promise<Training[]>
  /** The oldest first. */
  between(from: Day, until: Day): Promise<Training[]>
  latest(most: number): Promise<Training[]>
  close(id: string, at: Date): Promise<void>
  addOnPaper(id: string, eventKey: string, count: number): Promise<void>
  /** Whether this person was not there before. */
  attend(attendance: Attendance): Promise<boolean>
  attendances(trainingIds: readonly string[]): Promise<Attendance[]>
  countOf(trainingId: string): Promise<number>
}

type StoredTraining = Omit<Training, 'id'> & { _id: string }
type StoredAttendance = Attendance & { _id: string }

const trainingSchema = new Schema<StoredTraining>(
  {
    _id: String,
    title: String,
    on: String,
    channel: String,
    openedAt: Date,
    endsAt: Date,
    closedAt: Date,
    page: String,
    by: String,
    onPaper: [{ _id: false, eventKey: String, count: Number }],
  },
  { ...clustered, collection: 'trainings' },
)
trainingSchema.index({ page: 1 }, { unique: true })
trainingSchema.index({ endsAt: 1 })
trainingSchema.index({ on: 1 })
const attendanceSchema = new Schema<StoredAttendance>(
  { _id: String, trainingId: String, who: String, staffId: String, unit: String, at: Date },
  { ...clustered, collection: 'training_attendances' },
)
attendanceSchema.index({ trainingId: 1 })

export function createTrainingsModel(connection: Connection): TrainingsModel {
  const Trainings: Model<StoredTraining> =
    connection.models.Training ?? connection.model<StoredTraining>('Training', trainingSchema)
  const Attendances: Model<StoredAttendance> =
    connection.models.TrainingAttendance ??
    connection.model<StoredAttendance>('TrainingAttendance', attendanceSchema)

  const training = async (id: string) => trainingFrom(await Trainings.findById(id).lean())

  return {
    training,
    async add({ id, ...row }) {
      await Trainings.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true })
      return (await training(id)) ?? { id, ...row }
    },
    byPage: async (page) => trainingFrom(await Trainings.findOne({ page }).lean()),
    async openAt(now) {
      const rows = await Trainings.find({ endsAt: { $gt: now }, closedAt: { $exists: false } }).lean()
      return rows.flatMap((row) => trainingFrom(row) ?? [])
    },
    async between(from, until) {
      const rows = await Trainings.find({ on: { $gte: from, $lte: until } })
        .sort({ openedAt: 1 })
        .lean()
      return rows.flatMap((row) => trainingFrom(row) ?? [])
    },
    async latest(most) {
      const rows = await Trainings.find().sort({ openedAt: -1 }).limit(most).lean()
      return rows.flatMap((row) => trainingFrom(row) ?? [])
    },
    async close(id, at) {
      await Trainings.updateOne({ _id: id, closedAt: { $exists: false } }, { $set: { closedAt: at } })
    },
    async addOnPaper(id, eventKey, count) {
      await Trainings.updateOne(
        { _id: id, 'onPaper.eventKey': { $ne: eventKey } },
        { $push: { onPaper: { eventKey, count } } },
      )
    },
    async attend(attendance) {
      const _id = `${attendance.trainingId}/${attendance.who}`
      const { upsertedCount } = await Attendances.updateOne(
        { _id },
        { $setOnInsert: attendance },
        { upsert: true },
      )
      return upsertedCount === 1
    },
    async attendances(trainingIds) {
      const rows = await Attendances.find({ trainingId: { $in: [...trainingIds] } }).lean()
      return rows.map(({ _id, ...attendance }) => attendance)
    },
    countOf: (trainingId) => Attendances.countDocuments({ trainingId }),
  }
}

function trainingFrom(row: StoredTraining | null): Training | undefined {
  if (!row) return undefined
  const { _id, closedAt, onPaper, ...rest } = row
  return {
    ...rest,
    id: _id,
    onPaper: onPaper.map(({ eventKey, count }) => ({ eventKey, count })),
    ...(closedAt && { closedAt }),
  }
}
