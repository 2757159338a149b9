// The chunks of one batch, a few at a time: marked as tried, sent at LINE's pace, and written down with what LINE said.
import type { Clock } from '../clock.js'
import { bytesOf } from '../driver-values.js'
import { createGroupCommit } from '../group-commit.js'
import type { SendOutcome } from '../line/line-send-outcome.js'
import type { Message } from '../line/message-builders.js'
import type { Keyring } from '../security/keyring.js'
import type { BulkChunkRow, BulkModel } from './bulk-model.js'
import type { Sent } from './bulk-post.js'
import { verdictOf } from './outbox-verdict.js'
import { createSendPace, type SendPace } from './send-pace.js'

export interface BulkSendingDeps {
  readonly multicast: (
    channel: string,
    to: readonly string[],
    messages: readonly Message[],
    retryKey: string,
  ) => Promise<SendOutcome>
  readonly push: (
    channel: string,
    to: string,
    messages: readonly Message[],
    retryKey: string,
  ) => Promise<SendOutcome>
  readonly tried: (way: 'multicast' | 'push', outcome: SendOutcome) => void
}

/** Requests that are under way at the same time. */
const lanes = 4
/** Fetched at once, while the ones before are under way; also how many may follow after we are told to stop. */
const chunksOfRound = 8
/** LINE: 200 multicasts and 2,000 pushes a second for each channel; letters of the outbox are pushed beside ours. */
const limits = {
  multicast: { perSecond: 160, burst: 40 },
  push: { perSecond: 1000, burst: 200 },
} as const

/** A chunk with its addresses, still sealed. */
type Addressed = BulkChunkRow & { readonly to: Buffer }

export function createBulkSending(
  deps: BulkSendingDeps & { readonly model: BulkModel; readonly keyring: Keyring; readonly clock: Clock },
): { send(batch: string, mayGoOn: () => Promise<boolean>): Promise<Sent> } {
  const { keyring, clock } = deps
  const { chunks, addresses, texts } = deps.model
  const paces = new Map<string, SendPace>()

  const update = createGroupCommit<{ readonly id: string; readonly set: Partial<BulkChunkRow> }>(
    async (changes) => {
      await chunks.bulkWrite(
        changes.map(({ id, set }) => ({ updateOne: { filter: { _id: id }, update: { $set: set } } })),
        { ordered: false },
      )
    },
  )

  /** Who has it, or may have it, is not written to again: the addresses are not needed any more. */
  async function erase(batch: string): Promise<void> {
    const done = await chunks
      .find({ batch, $or: [{ state: 'sent' }, { maybeSent: true }] }, { projection: { _id: 1 } })
      .toArray()
    await addresses.deleteMany({ _id: { $in: done.map(({ _id }) => _id) } })
  }

  function paceOf(channel: string, way: 'multicast' | 'push'): SendPace {
    const name = `${way} ${channel}`
    const pace = paces.get(name) ?? createSendPace(limits[way])
    paces.set(name, pace)
    return pace
  }

  async function claim(batch: string, after: number): Promise<Addressed[]> {
    const now = clock()
    const found = await chunks
      .find({ batch, state: 'waiting', number: { $gt: after }, dueAt: { $lte: now } })
      .sort({ number: 1 })
      .limit(chunksOfRound)
      .toArray()
    const untried = found.filter(({ triedAt }) => triedAt === undefined).map(({ _id }) => _id)
    if (untried.length > 0) await chunks.updateMany({ _id: { $in: untried } }, { $set: { triedAt: now } })
    const sealed = await addresses.find({ _id: { $in: found.map(({ _id }) => _id) } }).toArray()
    const toOf = new Map(sealed.map(({ _id, to }) => [_id, bytesOf(to)]))
    return found.map((row) => {
      const to = toOf.get(row._id)
      if (!to) throw new Error('A chunk has lost its addresses')
      return { ...row, to, triedAt: row.triedAt ?? now }
    })
  }

  async function messagesOf(batch: string, name: string): Promise<readonly Message[]> {
    const id = `${batch}/${name}`
    const row = await texts.findOne({ _id: id })
    if (!row) throw new Error('A chunk has lost its text')
    return JSON.parse(keyring.open('bulk-text', bytesOf(row.messages), id).toString('utf8'))
  }

  /** Whether the quota was spent. */
  async function sendChunk(row: Addressed, messages: readonly Message[]): Promise<boolean> {
    const to = keyring.open('bulk-to', row.to, row._id).toString('utf8').split('\n')
    await paceOf(row.channel, row.way).turn()
    const outcome =
      row.way === 'multicast'
        ? await deps.multicast(row.channel, to, messages, row.retryKey)
        : await deps.push(row.channel, to[0] ?? '', messages, row.retryKey)
    deps.tried(row.way, outcome)
    await settle(row, outcome)
    return outcome.kind === 'refused' && outcome.why === 'quota'
  }

  async function settle(row: BulkChunkRow, outcome: SendOutcome): Promise<void> {
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
        return update({ id: row._id, set: { dueAt, attempts, ...problem } })
      }
      case 'pushInstead':
        throw new Error('There is no reply token in the bulk post')
    }
  }

  /** Due chunks in their order, fetched ahead of the lanes; `end` lets nothing more come. */
  function queueOf(batch: string, mayGoOn: () => Promise<boolean>) {
    const rows: Addressed[] = []
    let last = -1
    let ended = false
    let halted = false
    let broken: { readonly error: unknown } | undefined
    let fetching: Promise<void> | undefined

    async function fetchMore(): Promise<void> {
      try {
        halted = !(await mayGoOn())
        const more = halted ? [] : await claim(batch, last)
        last = more.at(-1)?.number ?? last
        if (more.length === 0) ended = true
        if (!ended) rows.push(...more)
      } catch (error) {
        // Nobody may be waiting for it now; whoever asks next is told.
        broken = { error }
        ended = true
      }
    }
    return {
      halted: () => halted,
      end() {
        ended = true
        rows.length = 0
      },
      async next(): Promise<Addressed | undefined> {
        if (!ended && rows.length <= lanes)
          fetching ??= fetchMore().finally(() => {
            fetching = undefined
          })
        while (rows.length === 0 && fetching) await fetching
        if (broken) throw broken.error
        return rows.shift()
      },
    }
  }

  return {
    async send(batch, mayGoOn) {
      const words = new Map<string, readonly Message[]>()
      const queue = queueOf(batch, mayGoOn)
      let spent = false
      const lane = async () => {
        for (let row = await queue.next(); row; row = await queue.next()) {
          const messages = words.get(row.text) ?? (await messagesOf(batch, row.text))
          words.set(row.text, messages)
          if (!(await sendChunk(row, messages))) continue
          spent = true
          queue.end()
        }
      }
      // All lanes are waited for, so that nothing is still under way when the first error is thrown.
      const done = await Promise.allSettled(Array.from({ length: lanes }, lane))
      const broken = done.find((one) => one.status === 'rejected')
      if (broken) throw broken.reason
      await erase(batch)
      // The rest would only be refused, one after the other.
      if (spent) await chunks.updateMany({ batch, state: 'waiting' }, { $set: { state: 'parked' } })
      if (queue.halted()) return 'halted'
      if ((await chunks.countDocuments({ batch, state: 'waiting' })) > 0) return 'later'
      return (await chunks.countDocuments({ batch, state: 'parked' })) > 0 ? 'parked' : 'sent'
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
