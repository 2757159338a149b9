// The chunks of one batch, a few at a time: marked as tried, sent at LINE's pace, and written down with what LINE said.

import { bytesOf } from '../../database/driver-values.js'
import { createGroupCommit } from '../../database/group-commit.js'
import type { SendOutcome } from '../../line/line-send-outcome.js'
import type { Message } from '../../line/message-builders.js'
import type { Clock } from '../../operation/clock.js'
import type { Keyring } from '../../security/keyring.js'
import { isKeyForgotten, verdictOf } from '../outbox/outbox-verdict.js'
import { type RowChange, writesOf } from '../same-changes.js'
import { createSendPace, type SendPace } from '../send-pace.js'
import type { BulkChunkRow, BulkModel, ChunkState } from './bulk-model.js'

/** sent: nothing is left to do; later: something waits for its time; parked: the quota is spent; halted: we were told to stop. */
export type Sent = 'sent' | 'later' | 'parked' | 'halted'

export interface BulkSending {
  /**
   * Sends what is due, at LINE's pace. `mayGoOn` is asked before every few requests. `unit`: the name under which LINE counts
   * who sees it; a batch must keep it, because every try of a chunk sends the same. `noted`: that so many more addresses were
   * taken by LINE is now written down.
   */
  send(
    batch: string,
    mayGoOn: () => Promise<boolean>,
    more?: { readonly unit?: string | undefined; readonly noted?: (addresses: number) => void },
  ): Promise<Sent>
}

export interface BulkSendingDeps {
  readonly multicast: (
    channel: string,
    to: readonly string[],
    messages: readonly Message[],
    retryKey: string,
    unit?: string,
  ) => Promise<SendOutcome>
  readonly push: (
    channel: string,
    to: string,
    messages: readonly Message[],
    retryKey: string,
    unit?: string,
  ) => Promise<SendOutcome>
  readonly tried: (way: 'multicast' | 'push', outcome: SendOutcome) => void
}

/** Requests that are under way at the same time: enough for LINE's rate when an answer takes an eighth of a second. */
const lanes = 24
/** Fetched at once, while the ones before are under way; we ask before each of these rounds whether to go on. */
const chunksOfRound = 24
/**
 * LINE: 200 multicasts and 2,000 pushes a second for each channel; letters of the outbox are pushed beside ours. Burst and
 * rate together stay within LINE's number, so that no second holds more, wherever LINE begins to count it.
 */
const limits = {
  multicast: { perSecond: 170, burst: 30 },
  push: { perSecond: 1000, burst: 200 },
} as const

/** A chunk with its addresses, still sealed. `isFirstTry`: its key was never used before. */
type Addressed = BulkChunkRow & { readonly to: Buffer; readonly isFirstTry: boolean }

export function createBulkSending(
  deps: BulkSendingDeps & { readonly model: BulkModel; readonly keyring: Keyring; readonly clock: Clock },
): BulkSending {
  const { keyring, clock } = deps
  const { chunks, addresses, texts } = deps.model
  const paces = new Map<string, SendPace>()

  const update = createGroupCommit<RowChange<BulkChunkRow>>(async (changes) => {
    await chunks.bulkWrite(writesOf(changes), { ordered: false })
  })

  /**
   * Who has it, or may have it, is not written to again: the addresses are not needed any more. When LINE told that the
   * quota is spent, the rest waits for it; it would only be refused, one after the other. Answers the states there are.
   */
  async function tidy(batch: string, isSpent: boolean): Promise<ReadonlySet<ChunkState>> {
    if (isSpent) await chunks.updateMany({ batch, state: 'waiting' }, { $set: { state: 'parked' } })
    const rows = await chunks.find({ batch }, { projection: { state: 1, maybeSent: 1 } }).toArray()
    const done = rows.filter(({ state, maybeSent }) => state === 'sent' || maybeSent)
    await addresses.deleteMany({ _id: { $in: done.map(({ _id }) => _id) } })
    return new Set(rows.map(({ state }) => state))
  }

  function paceOf(channel: string, way: 'multicast' | 'push'): SendPace {
    const name = `${way} ${channel}`
    const pace = paces.get(name) ?? createSendPace(limits[way])
    paces.set(name, pace)
    return pace
  }

  /** Marked as tried before anybody tries. What LINE may have taken so long ago that it forgot the key is given up. */
  async function claim(
    batch: string,
    after: number,
  ): Promise<{ rows: Addressed[]; last: number; isEnd: boolean }> {
    const now = clock()
    const found = await chunks
      .find({ batch, state: 'waiting', number: { $gt: after }, dueAt: { $lte: now } })
      .sort({ number: 1 })
      .limit(chunksOfRound)
      .toArray()
    const last = found.at(-1)?.number ?? after
    const ids = (rows: readonly BulkChunkRow[]) => ({ _id: { $in: rows.map(({ _id }) => _id) } })
    const forgotten = found.filter(
      ({ triedAt }) => triedAt && isKeyForgotten(now.getTime() - triedAt.getTime()),
    )
    const usable = found.filter((row) => !forgotten.includes(row))
    const untried = usable.filter(({ triedAt }) => triedAt === undefined)
    const givenUp = { state: 'failed' as const, settledAt: now, maybeSent: true }
    const [sealed] = await Promise.all([
      addresses.find(ids(usable)).toArray(),
      untried.length > 0 && chunks.updateMany(ids(untried), { $set: { triedAt: now } }),
      forgotten.length > 0 && chunks.updateMany(ids(forgotten), { $set: givenUp }),
    ])
    const toOf = new Map(sealed.map(({ _id, to }) => [_id, bytesOf(to)]))
    const rows = usable.map((row) => {
      const to = toOf.get(row._id)
      if (!to) throw new Error('A chunk has lost its addresses')
      return { ...row, to, isFirstTry: row.triedAt === undefined, triedAt: row.triedAt ?? now }
    })
    return { rows, last, isEnd: found.length < chunksOfRound }
  }

  /** Claimed, and never tried after all. */
  async function release(rows: readonly Addressed[]): Promise<void> {
    const untried = rows.filter(({ isFirstTry }) => isFirstTry).map(({ _id }) => _id)
    if (untried.length > 0) await chunks.updateMany({ _id: { $in: untried } }, { $unset: { triedAt: '' } })
  }

  async function messagesOf(batch: string, name: string): Promise<readonly Message[]> {
    const id = `${batch}/${name}`
    const row = await texts.findOne({ _id: id })
    if (!row) throw new Error('A chunk has lost its text')
    return JSON.parse(keyring.open('bulk-text', bytesOf(row.messages), id).toString('utf8'))
  }

  async function sendChunk(
    row: Addressed,
    messages: readonly Message[],
    unit: string | undefined,
  ): Promise<SendOutcome> {
    const to = keyring.open('bulk-to', row.to, row._id).toString('utf8').split('\n')
    const outcome =
      row.way === 'multicast'
        ? await deps.multicast(row.channel, to, messages, row.retryKey, unit)
        : await deps.push(row.channel, to[0] ?? '', messages, row.retryKey, unit)
    deps.tried(row.way, outcome)
    return outcome
  }

  async function settle(row: Addressed, outcome: SendOutcome): Promise<void> {
    const now = clock()
    const attempts = row.attempts + 1
    const retryKeyAge = now.getTime() - (row.triedAt ?? now).getTime()
    const verdict = verdictOf(
      outcome,
      { way: 'push', number: attempts, maybeReplied: false, retryKeyAge },
      Math.random(),
    )
    const problem = problemOf(outcome)
    switch (verdict.kind) {
      case 'sent':
        return update({ id: row._id, set: { state: 'sent', settledAt: now, attempts } })
      case 'park':
        return update({ id: row._id, set: { state: 'parked', attempts, ...problem } })
      case 'giveUp': {
        const maybeSent = outcome.kind === 'unclear' && outcome.maybeAccepted
        const set = { state: 'failed' as const, settledAt: now, attempts, maybeSent, ...problem }
        return update({ id: row._id, set })
      }
      case 'tryAgain': {
        const dueAt = new Date(now.getTime() + verdict.afterMilliseconds)
        const neverTaken = outcome.kind === 'refused' && row.isFirstTry
        return update({
          id: row._id,
          set: { dueAt, attempts, ...problem },
          // LINE certainly does not know the key: the day in which it is safe begins with the next try.
          unset: neverTaken ? ['triedAt'] : [],
        })
      }
      case 'pushInstead':
        throw new Error('There is no reply token in the bulk post')
    }
  }

  /** Due chunks in their order, fetched a round ahead of the lanes; `end` lets nothing more come. */
  function queueOf(batch: string, mayGoOn: () => Promise<boolean>) {
    const rows: Addressed[] = []
    const dropped: Addressed[] = []
    let last = -1
    let ended = false
    let halted = false
    let broken: { readonly error: unknown } | undefined
    let fetching: Promise<void> | undefined

    async function fetchMore(): Promise<void> {
      try {
        halted = !(await mayGoOn())
        if (halted) return end()
        const more = await claim(batch, last)
        if (ended) dropped.push(...more.rows)
        else rows.push(...more.rows)
        if (more.isEnd) ended = true
        last = more.last
      } catch (error) {
        // Nobody may be waiting for it now; whoever asks next is told.
        broken = { error }
        end()
      }
    }
    function end(): void {
      ended = true
      dropped.push(...rows.splice(0))
    }
    return {
      end,
      halted: () => halted,
      /** Claimed, and handed to nobody. To be asked when all lanes are at their end. */
      async leftOver(): Promise<readonly Addressed[]> {
        await fetching
        return dropped
      },
      async next(): Promise<Addressed | undefined> {
        for (;;) {
          if (!ended && rows.length < chunksOfRound)
            fetching ??= fetchMore().finally(() => {
              fetching = undefined
            })
          if (broken) throw broken.error
          const row = rows.shift()
          if (row || !fetching) return row
          await fetching
        }
      },
    }
  }

  return {
    async send(batch, mayGoOn, { unit, noted } = {}) {
      const words = new Map<string, Promise<readonly Message[]>>()
      const queue = queueOf(batch, mayGoOn)
      // What LINE said is written down while the next chunk is under way: whoever dies before sends it again with the
      // same key, and LINE does not take it twice.
      const settling: Promise<void>[] = []
      let spent = false
      const lane = async () => {
        for (let row = await queue.next(); row; row = await queue.next()) {
          const messages = words.get(row.text) ?? messagesOf(batch, row.text)
          words.set(row.text, messages)
          const [read] = await Promise.all([messages, paceOf(row.channel, row.way).turn()])
          const outcome = await sendChunk(row, read, unit)
          const settled = settle(row, outcome).then(() => {
            if (outcome.kind === 'accepted') noted?.(row.size)
          })
          settled.catch(() => queue.end())
          settling.push(settled)
          if (outcome.kind !== 'refused' || outcome.why !== 'quota') continue
          spent = true
          queue.end()
        }
      }
      // All lanes are waited for, so that nothing is still under way when the first error is thrown.
      const done = await Promise.allSettled(Array.from({ length: lanes }, lane))
      const written = await Promise.allSettled(settling)
      await release(await queue.leftOver())
      const broken = [...done, ...written].find((one) => one.status === 'rejected')
      if (broken) throw broken.reason
      const states = await tidy(batch, spent)
      if (queue.halted()) return 'halted'
      if (states.has('waiting')) return 'later'
      return states.has('parked') ? 'parked' : 'sent'
    },
  }
}

function problemOf(outcome: SendOutcome): Pick<BulkChunkRow, 'problem'> {
  if (outcome.kind === 'accepted') return {}
  const { status, requestId } = outcome
  return {
    problem: {
      details: outcome.kind === 'refused' ? [...outcome.details] : [outcome.cause],
      ...(status !== undefined && { status }),
      ...(requestId !== undefined && { requestId }),
    },
  }
}
