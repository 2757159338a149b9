// One letter, one attempt: reply while the token is fresh, push otherwise, and what LINE's answer makes of the row.

import { createGroupCommit } from '../../database/group-commit.js'
import type { SendOutcome } from '../../line/line-send-outcome.js'
import type { Message } from '../../line/message-builders.js'
import type { Clock } from '../../operation/clock.js'
import { openAddress } from '../../security/chat-address.js'
import type { Keyring } from '../../security/keyring.js'
import type { ChatsBehind } from '../inbox/chats-behind.js'
import { type RowChange, writesOf } from '../same-changes.js'
import { expiryDay } from './expiry-day.js'
import { openLetter } from './outbox-letter.js'
import type { OutboxModel, OutboxRow } from './outbox-model.js'
import { type Verdict, verdictOf, type Way } from './outbox-verdict.js'

export type Settled = {
  readonly kind: 'sent' | 'parked' | 'failed'
  readonly at: Date
  readonly status?: number
}

export interface SendingDeps {
  readonly model: OutboxModel
  readonly keyring: Keyring
  readonly clock: Clock
  readonly reply: (channel: string, token: string, messages: readonly Message[]) => Promise<SendOutcome>
  readonly push: (
    channel: string,
    to: string,
    messages: readonly Message[],
    retryKey: string,
  ) => Promise<SendOutcome>
  readonly tried: (way: Way, outcome: SendOutcome) => void
  /** Told at least once what became of a letter with a receipt. */
  readonly settled: (receipt: { feature: string; id: string }, verdict: Settled) => Promise<void>
}

export interface Sending {
  attempt(row: OutboxRow): Promise<void>
  /** Not tried after all: an older letter to the same chat waits. */
  putBack(row: OutboxRow): Promise<void>
}

/** A sent letter keeps its id so long, so that a job that runs again does not send it again. */
const rememberDays = 3
const rememberDeadDays = 30
export const neverLeased = new Date(0)
/** What a settled row forgets: to whom it went, and all that tells when, or before which other. */
const ofWaitingRows = [
  'body',
  'chat',
  'seq',
  'dueAt',
  'leaseUntil',
  'owner',
  'retryKey',
  'createdAt',
  'trying',
  'maybeReplied',
  'replySpent',
] as const

export function createSending(deps: SendingDeps, behind: ChatsBehind): Sending {
  const { model, keyring, clock } = deps

  const update = createGroupCommit<RowChange<OutboxRow>>(async (changes) => {
    await model.bulkWrite(writesOf(changes), { ordered: false })
  })

  async function attempt(row: OutboxRow): Promise<void> {
    if (!row.body) return
    const body = openLetter(keyring, row._id, row.body)
    const replying = body.reply !== undefined && body.reply.until > clock().getTime() && !row.replySpent
    let verdict: Verdict = { kind: 'pushInstead' }
    let outcome: SendOutcome | undefined
    if (replying && body.reply) {
      outcome = await deps.reply(row.channel, body.reply.token, body.messages)
      verdict = judge('reply', row, outcome)
      // Written before the push: after a crash the refused token must not be taken for an answer that arrived.
      if (verdict.kind === 'pushInstead') await update({ id: row._id, set: { replySpent: true } })
    }
    if (verdict.kind === 'pushInstead') {
      const to = openAddress(keyring, { channel: row.channel, sealed: body.sealedTo })
      outcome = await deps.push(row.channel, to, body.messages, row.retryKey)
      verdict = judge('push', row, outcome)
    }
    await settle(row, verdict, outcome)
  }

  function judge(way: Way, row: OutboxRow, outcome: SendOutcome): Verdict {
    deps.tried(way, outcome)
    const retryKeyAge = clock().getTime() - row.createdAt.getTime()
    return verdictOf(
      outcome,
      { way, number: row.attempts, maybeReplied: row.maybeReplied, retryKeyAge },
      Math.random(),
    )
  }

  async function settle(row: OutboxRow, verdict: Verdict, outcome: SendOutcome | undefined): Promise<void> {
    const now = clock()
    const problem = problemOf(outcome)
    switch (verdict.kind) {
      case 'sent':
        await tell(row, { kind: 'sent', at: now })
        await update({
          id: row._id,
          set: { state: 'sent', expiresAt: expiryDay(now, rememberDays) },
          unset: [...ofWaitingRows, 'problem'],
        })
        return behind.settled(row.chat, row._id)
      case 'park':
        await tell(row, { kind: 'parked', at: now })
        await update({
          id: row._id,
          set: { ...(await parkedAs(row, now)), ...problem },
        })
        return behind.settled(row.chat, row._id)
      case 'giveUp': {
        const status = problem.problem?.status
        await tell(row, { kind: 'failed', at: now, ...(status !== undefined && { status }) })
        await update({
          id: row._id,
          set: { state: 'dead', expiresAt: expiryDay(now, rememberDeadDays), ...problem },
          unset: ofWaitingRows,
        })
        return behind.settled(row.chat, row._id)
      }
      case 'tryAgain':
        behind.waits(row.chat, row._id)
        await update({
          id: row._id,
          set: {
            dueAt: new Date(now.getTime() + verdict.afterMilliseconds),
            leaseUntil: neverLeased,
            trying: false,
            maybeReplied: verdict.maybeReplied,
            ...problem,
          },
        })
        return
      case 'pushInstead':
        throw new Error('A push cannot be replaced by a push')
    }
  }

  /** It may wait for weeks: only its day and its place among those of its chat are kept. */
  async function parkedAs({ chat }: OutboxRow, now: Date): Promise<Partial<OutboxRow>> {
    const before = await model.countDocuments({ state: 'parked', chat })
    const seq = expiryDay(now, -1).getTime() * 1000 + before
    const whenever = { dueAt: neverLeased, leaseUntil: neverLeased, createdAt: neverLeased }
    return { state: 'parked', seq, owner: '', trying: false, ...whenever }
  }

  async function putBack(row: OutboxRow): Promise<void> {
    behind.waits(row.chat, row._id)
    await update({ id: row._id, set: { leaseUntil: neverLeased, owner: '', attempts: 0, trying: false } })
  }

  /** Before the row is settled: a crash in between tells it again, never not at all. */
  async function tell(row: OutboxRow, settled: Settled): Promise<void> {
    if (row.receipt) await deps.settled(row.receipt, settled)
  }

  return { attempt, putBack }
}

function problemOf(outcome: SendOutcome | undefined): Pick<OutboxRow, 'problem'> {
  if (!outcome || outcome.kind === 'accepted') return {}
  const { status, requestId } = outcome
  const details = outcome.kind === 'refused' ? [...outcome.details] : [outcome.cause]
  return {
    problem: {
      details,
      ...(status !== undefined && { status }),
      ...(requestId !== undefined && { requestId }),
    },
  }
}
