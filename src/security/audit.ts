// The audit chain: append-only, each row carries the hash of the one before, so that a changed or missing row shows.
// It keeps who (a staff id or a pseudonym), what, and the hour; never a word that somebody said.

import { createHash } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import type { Clock } from '../clock.js'
import { isDuplicateKey } from '../driver-values.js'

export interface AuditEntry {
  /** A staff id, a pseudonym, or 'system'. */
  readonly who: string
  /** 'command statistics.show', 'role given' … */
  readonly action: string
  readonly about?: string
  readonly outcome: 'done' | 'refused' | 'failed'
}

export interface AuditRow extends AuditEntry {
  readonly number: number
  /** ISO time cut to the hour. */
  readonly hour: string
  readonly previous: string
  readonly hash: string
}

export interface Audit {
  record(entry: AuditEntry): Promise<void>
  rows(): Promise<AuditRow[]>
  /** The number of the first row that does not follow from the one before; `undefined` when the chain is whole. */
  firstBroken(): Promise<number | undefined>
}

interface StoredRow extends AuditEntry {
  _id: number
  hour: string
  previous: string
  hash: string
}

const start = '0'.repeat(64)

function hashOf(number: number, hour: string, previous: string, entry: AuditEntry): string {
  const line = JSON.stringify([
    number,
    hour,
    previous,
    entry.who,
    entry.action,
    entry.about ?? '',
    entry.outcome,
  ])
  return createHash('sha256').update(line).digest('hex')
}

export function createAudit(connection: Connection, clock: Clock): Audit {
  const schema = new Schema<StoredRow>(
    {
      _id: Number,
      who: String,
      action: String,
      about: String,
      outcome: String,
      hour: String,
      previous: String,
      hash: String,
    },
    { versionKey: false, collection: 'audit' },
  )
  const Rows: Model<StoredRow> = connection.models.AuditRow ?? connection.model<StoredRow>('AuditRow', schema)

  async function append(entry: AuditEntry): Promise<void> {
    for (;;) {
      const last = await Rows.findOne().sort({ _id: -1 }).lean()
      const number = (last?._id ?? 0) + 1
      const previous = last?.hash ?? start
      const hour = `${clock().toISOString().slice(0, 13)}:00Z`
      try {
        await Rows.create({
          _id: number,
          ...entry,
          hour,
          previous,
          hash: hashOf(number, hour, previous, entry),
        })
        return
      } catch (error) {
        // Another replica took this number: read the chain's end again.
        if (!isDuplicateKey(error)) throw error
      }
    }
  }

  async function rows(): Promise<AuditRow[]> {
    const found = await Rows.find().sort({ _id: 1 }).lean()
    return found.map(({ _id, ...row }) => ({ number: _id, ...row }))
  }

  let queue: Promise<void> = Promise.resolve()
  return {
    // One at a time within a process, so that a burst does not race against itself for the next number.
    record(entry) {
      const mine = queue.then(() => append(entry))
      queue = mine.catch(() => undefined)
      return mine
    },
    rows,
    async firstBroken() {
      let previous = start
      let expected = 1
      for (const row of await rows()) {
        const whole =
          row.number === expected &&
          row.previous === previous &&
          row.hash === hashOf(row.number, row.hour, previous, row)
        if (!whole) return row.number
        previous = row.hash
        expected += 1
      }
      return undefined
    },
  }
}
