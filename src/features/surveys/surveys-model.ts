// Keeps surveys and, for each, one tally: how often each answer was given, and the tokens of whoever has answered, sorted, so that
// they stand in no order of time. There is no row for an answer. The key that makes tokens has a place of its own, and goes first.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { bytesOf } from '../../database/driver-values.js'
import { createGroupRead } from '../../database/group-read.js'
import { type Day, isDay } from '../../i18n/calendar/bangkok-time.js'
import { type Survey, surveySpecSchema } from './survey-schema.js'

export interface Tally {
  readonly n: number
  /** For each question how often each choice was given, in their order. */
  readonly counts: readonly (readonly number[])[]
  /** Of a knowledge test. */
  readonly passed: number
}

export interface SurveysModel {
  /** False when there is one with this key. */
  add(survey: Survey, sealedKey: Buffer): Promise<boolean>
  survey(key: string): Promise<Survey | undefined>
  /** The newest first. */
  all(most: number): Promise<Survey[]>
  tally(survey: Survey): Promise<Tally>
  /** Nothing once the survey is closed. */
  sealedKey(key: string): Promise<Buffer | undefined>
  hasToken(key: string, token: string): Promise<boolean>
  /** Token and answers in one write, or neither; false when the token is there or the survey is closed. */
  count(key: string, token: string, given: readonly number[], passed: boolean): Promise<boolean>
  /** First the tally takes no more and forgets its tokens, then the key is destroyed, then the survey says that it is closed. */
  close(key: string, on: Day): Promise<void>
}

interface StoredSurvey {
  _id: string
  spec: unknown
  addedOn: string
  closedOn?: string
}
interface StoredTally {
  _id: string
  open: boolean
  n: number
  passed: number
  counts: Record<string, Record<string, number>>
  tokens: string[]
}
interface StoredKey {
  _id: string
  sealed: Buffer
}

const modelOf = <Row>(connection: Connection, name: string, schema: Schema<Row>): Model<Row> =>
  connection.models[name] ?? connection.model<Row>(name, schema)

export function createSurveysModel(connection: Connection): SurveysModel {
  const options = { ...clustered, minimize: false } as const
  const Surveys = modelOf(
    connection,
    'Survey',
    new Schema<StoredSurvey>(
      { _id: String, spec: Schema.Types.Mixed, addedOn: String, closedOn: String },
      { ...options, collection: 'surveys' },
    ),
  )
  const Tallies = modelOf(
    connection,
    'SurveyTally',
    new Schema<StoredTally>(
      {
        _id: String,
        open: Boolean,
        n: Number,
        passed: Number,
        counts: Schema.Types.Mixed,
        tokens: [String],
      },
      { ...options, collection: 'survey_tallies' },
    ),
  )
  const Keys = modelOf(
    connection,
    'SurveyKey',
    new Schema<StoredKey>({ _id: String, sealed: Buffer }, { ...options, collection: 'survey_keys' }),
  )

  const surveyOf = createGroupRead(async (keys) => {
    const rows = await Surveys.find({ _id: { $in: [...keys] } }).lean()
    return new Map(rows.flatMap((row) => surveyFrom(row) ?? []).map((survey) => [survey.key, survey]))
  })
  const sealedKeyOf = createGroupRead(async (keys) => {
    const rows = await Keys.find({ _id: { $in: [...keys] } }).lean<
      { _id: string; sealed: Parameters<typeof bytesOf>[0] }[]
    >()
    return new Map(rows.map(({ _id, sealed }) => [_id, bytesOf(sealed)]))
  })

  return {
    async add({ addedOn, closedOn: _open, ...spec }, sealedKey) {
      const _id = spec.key
      // The survey comes last: whoever finds it finds its key and its tally.
      await Keys.updateOne({ _id }, { $setOnInsert: { sealed: sealedKey } }, { upsert: true })
      const fresh = { open: true, n: 0, passed: 0, counts: {}, tokens: [] }
      await Tallies.updateOne({ _id }, { $setOnInsert: fresh }, { upsert: true })
      const added = await Surveys.updateOne({ _id }, { $setOnInsert: { spec, addedOn } }, { upsert: true })
      return added.upsertedCount === 1
    },
    survey: surveyOf,
    async all(most) {
      const rows = await Surveys.find().sort({ addedOn: -1, _id: 1 }).limit(most).lean()
      return rows.flatMap((row) => surveyFrom(row) ?? [])
    },
    async tally({ key, questions }) {
      const row = await Tallies.findById(key, { tokens: 0 }).lean()
      return {
        n: row?.n ?? 0,
        passed: row?.passed ?? 0,
        counts: questions.map((question, place) =>
          Array.from(
            { length: question.kind === 'scale' ? 5 : question.th.choices.length },
            (_, choice) => row?.counts[`q${place}`]?.[`c${choice}`] ?? 0,
          ),
        ),
      }
    },
    sealedKey: sealedKeyOf,
    hasToken: async (key, token) =>
      (await Tallies.findOne({ _id: key, tokens: token }, { _id: 1 }).lean()) !== null,
    async count(key, token, given, passed) {
      const answers = given.map((choice, place) => [`counts.q${place}.c${choice}`, 1] as const)
      const { modifiedCount } = await Tallies.updateOne(
        { _id: key, open: true, tokens: { $ne: token } },
        {
          $inc: { n: 1, ...(passed && { passed: 1 }), ...Object.fromEntries(answers) },
          $push: { tokens: { $each: [token], $sort: 1 } },
        },
      )
      return modifiedCount === 1
    },
    async close(key, on) {
      await Tallies.updateOne({ _id: key }, { $set: { open: false, tokens: [] } })
      await Keys.deleteOne({ _id: key })
      await Surveys.updateOne({ _id: key, closedOn: { $exists: false } }, { $set: { closedOn: on } })
    },
  }
}

function surveyFrom(row: StoredSurvey): Survey | undefined {
  if (!isDay(row.addedOn)) return undefined
  const { closedOn } = row
  return {
    ...surveySpecSchema.parse(row.spec),
    addedOn: row.addedOn,
    ...(closedOn !== undefined && isDay(closedOn) && { closedOn }),
  }
}
