// Keeps signed statements that nothing was received, as a chain: each row carries the hash of the one before and a code under a key
// that is not in the database, so that a row that was changed, slipped in or cut off shows. Rows are added and never changed.

import { createHash } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { isDuplicateKey } from '../../../database/driver-values.js'
import type { Day } from '../../../i18n/calendar/bangkok-time.js'
import { giftChain } from '../../../security/audit/chain-rows.js'
import { createChainSeals, firstOf } from '../../../security/audit/chain-seals.js'
import type { Keyring } from '../../../security/keyring.js'
import type { Role } from '../../../security/roles.js'

export interface NewStatement {
  /** Made when the statement was begun, so that it is signed only once. */
  readonly statementId: string
  readonly staffId: string
  readonly role: Role
  /** Empty: the whole agency. */
  readonly unit: string
  /** The words that parsePeriod reads as its period. */
  readonly period: string
  readonly from: Day
  readonly until: Day
  /** The exact sentence that was signed. */
  readonly text: string
  readonly textHash: string
  readonly signedAt: Date
}

export interface Statement extends NewStatement {
  readonly number: number
  readonly previous: string
  readonly hash: string
}

export interface GiftStatementsModel {
  /** What is kept under this id: the first signing wins. */
  add(statement: NewStatement): Promise<Statement>
  find(statementId: string): Promise<Statement | undefined>
  /** Of any unit, whose days meet these; in the order of their signing. */
  between(from: Day, until: Day): Promise<Statement[]>
  /** The number of the first row that does not follow from the one before; `undefined` when the chain is whole. */
  firstBroken(): Promise<number | undefined>
}

type Stored = Omit<Statement, 'number'> & { _id: number; mac?: string }

const statementSchema = new Schema<Stored>(
  {
    _id: Number,
    statementId: String,
    staffId: String,
    role: String,
    unit: String,
    period: String,
    from: String,
    until: String,
    text: String,
    textHash: String,
    signedAt: Date,
    previous: String,
    hash: String,
    mac: String,
  },
  { ...clustered, collection: 'gift_statements' },
)
statementSchema.index({ statementId: 1 }, { unique: true })
statementSchema.index({ from: 1, until: 1 })

const start = '0'.repeat(64)

export function createGiftStatementsModel(
  connection: Connection,
  keyring: Pick<Keyring, 'pseudonym'>,
): GiftStatementsModel {
  const seals = createChainSeals(connection, keyring)
  const Rows: Model<Stored> =
    connection.models.GiftStatement ?? connection.model<Stored>('GiftStatement', statementSchema)

  async function find(statementId: string): Promise<Statement | undefined> {
    const row = await Rows.findOne({ statementId }).lean()
    return row ? statementFrom(row) : undefined
  }

  return {
    find,
    async add(statement) {
      for (;;) {
        const known = await find(statement.statementId)
        if (known) return known
        const newest = await Rows.findOne().sort({ _id: -1 }).lean()
        const last = await seals.endAfter(giftChain, newest ? statementFrom(newest) : undefined)
        const number = (last?.number ?? 0) + 1
        const previous = last?.hash ?? start
        const hash = hashOf(number, previous, statement)
        try {
          const mac = seals.macOf(giftChain, { number, hash })
          await Rows.create({ _id: number, ...statement, previous, hash, mac })
          await seals.reached(giftChain, { number, hash })
        } catch (error) {
          // Somebody else signed at the same moment: read the chain's end again.
          if (!isDuplicateKey(error)) throw error
        }
      }
    },
    async between(from, until) {
      const rows = await Rows.find({ from: { $lte: until }, until: { $gte: from } })
        .sort({ _id: 1 })
        .lean()
      return rows.map(statementFrom)
    },
    async firstBroken() {
      const rows = await Rows.find().sort({ _id: 1 }).lean()
      const links = rows.map(({ _id: number, hash, mac }) => ({ number, hash, mac }))
      return firstOf(unlinkedIn(rows.map(statementFrom)), await seals.firstWrong(giftChain, links))
    },
  }
}

function unlinkedIn(rows: readonly Statement[]): number | undefined {
  let previous = start
  let expected = 1
  for (const row of rows) {
    const whole =
      row.number === expected &&
      row.previous === previous &&
      row.textHash === sha256(row.text) &&
      row.hash === hashOf(row.number, previous, row)
    if (!whole) return row.number
    previous = row.hash
    expected += 1
  }
  return undefined
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function hashOf(number: number, previous: string, statement: NewStatement): string {
  const { statementId, staffId, role, unit, period, from, until, textHash, signedAt } = statement
  return sha256(
    JSON.stringify([
      number,
      previous,
      ...[statementId, staffId, role, unit, period, from, until, textHash],
      signedAt.toISOString(),
    ]),
  )
}

function statementFrom({ _id, ...row }: Stored): Statement {
  const { statementId, staffId, role, unit, period, from, until, text, textHash, signedAt } = row
  return {
    number: _id,
    ...{ statementId, staffId, role, unit, period, from, until, text, textHash, signedAt },
    previous: row.previous,
    hash: row.hash,
  }
}
