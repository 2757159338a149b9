// Keeps quizzes, one for each version of a policy, and how each attempt went. Which answers somebody gave is not kept.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import type { Quiz } from './quiz-schema.js'

export interface Attempt {
  /** The event that ended it: a second run changes nothing. */
  readonly eventKey: string
  readonly policyKey: string
  readonly version: number
  readonly staffId: string
  readonly at: Date
  readonly right: number
  readonly of: number
  /** By the pass mark of that day. */
  readonly passed: boolean
}

export interface QuizModel {
  quiz(policyKey: string, version: number): Promise<Quiz | undefined>
  write(quiz: Quiz): Promise<void>
  attempts(policyKey: string, version: number): Promise<Attempt[]>
  hasPassed(policyKey: string, version: number, staffId: string): Promise<boolean>
  record(attempt: Attempt): Promise<void>
}

type StoredAttempt = Attempt & { _id: string }
interface StoredQuiz extends Quiz {
  _id: string
}

const words = { question: String, choices: [String], passage: String }
const quizSchema = new Schema<StoredQuiz>(
  {
    _id: String,
    policyKey: String,
    version: Number,
    questions: [
      { _id: false, th: { type: words, _id: false }, en: { type: words, _id: false }, correct: Number },
    ],
  },
  { ...clustered, collection: 'quizzes' },
)
const attemptSchema = new Schema<StoredAttempt>(
  {
    _id: String,
    eventKey: String,
    policyKey: String,
    version: Number,
    staffId: String,
    at: Date,
    right: Number,
    of: Number,
    passed: Boolean,
  },
  { ...clustered, collection: 'quiz_attempts' },
)
attemptSchema.index({ policyKey: 1, version: 1, staffId: 1 })

export function createQuizModel(connection: Connection): QuizModel {
  const Quizzes: Model<StoredQuiz> =
    connection.models.Quiz ?? connection.model<StoredQuiz>('Quiz', quizSchema)
  const Attempts: Model<StoredAttempt> =
    connection.models.QuizAttempt ?? connection.model<StoredAttempt>('QuizAttempt', attemptSchema)
  const idOf = (policyKey: string, version: number) => `${policyKey}/${version}`

  return {
    async quiz(policyKey, version) {
      const row = await Quizzes.findById(idOf(policyKey, version)).lean()
      return row ? { policyKey: row.policyKey, version: row.version, questions: row.questions } : undefined
    },
    async write(quiz) {
      const _id = idOf(quiz.policyKey, quiz.version)
      await Quizzes.updateOne({ _id }, { $set: quiz }, { upsert: true })
    },
    async attempts(policyKey, version) {
      const rows = await Attempts.find({ policyKey, version }).lean()
      return rows.map(({ _id, ...attempt }) => attempt)
    },
    async hasPassed(policyKey, version, staffId) {
      return (await Attempts.findOne({ policyKey, version, staffId, passed: true }).lean()) !== null
    },
    async record(attempt) {
      const _id = attempt.eventKey
      await Attempts.updateOne({ _id }, { $setOnInsert: attempt }, { upsert: true })
    },
  }
}
