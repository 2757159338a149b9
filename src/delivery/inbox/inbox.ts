// The durable receipt: an event is in the database before LINE gets its 200, once, however often LINE delivers it.
// Rows are encrypted; a finished row forgets its chat, its time and its words.

import { bytesOf, duplicatesOnly } from '../../database/driver-values.js'
import { createGroupCommit } from '../../database/group-commit.js'
import type { LineEvent } from '../../line/line-events.js'
import type { Clock } from '../../operation/clock.js'
import { addressKeyOf } from '../../security/chat-address.js'
import type { Keyring } from '../../security/keyring.js'
import { expiryDay } from '../outbox/expiry-day.js'
import { type RowChange, writesOf } from '../same-changes.js'
import type { InboxModel, InboxRow } from './inbox-model.js'

/** An event as the worker gets it. */
export interface Received {
  /** HMAC of LINE's event id. */
  readonly eventKey: string
  readonly channel: string
  readonly chat: string
  readonly event: LineEvent
  /** When it came in: a reply token lives a minute from here. */
  readonly receivedAt: Date
  readonly attempts: number
}

export interface Inbox {
  /** Resolves when all events of the body are durable; an event that was received before counts as durable. */
  receive(channel: string, events: readonly LineEvent[]): Promise<void>
  open(row: InboxRow): Received
  /** HMAC of a LINE message id. */
  messageKey(channel: string, messageId: string): string
  finish(row: InboxRow): Promise<void>
  retryAt(eventKey: string, at: Date, problem: string): Promise<void>
  /** Gives up: the row stays for the operator, without the person's words. */
  bury(eventKey: string, problem: string): Promise<void>
  waiting(): Promise<number>
  dead(): Promise<number>
}

const rememberDays = 3
const rememberDeadDays = 30
const purpose = 'inbox'

interface SealedBody {
  readonly event: LineEvent
  readonly receivedAt: number
}

export function createInbox({
  model,
  keyring,
  clock,
}: {
  model: InboxModel
  keyring: Keyring
  clock: Clock
}): Inbox {
  let lastSeq = 0
  function nextSeq(): number {
    lastSeq = Math.max(lastSeq + 1, clock().getTime() * 1000)
    return lastSeq
  }

  function messageKey(channel: string, messageId: string): string {
    return keyring.pseudonym('message', `${channel}\n${messageId}`, 32)
  }

  function rowOf(channel: string, event: LineEvent): InboxRow {
    const now = clock()
    const id = keyring.pseudonym('event', `${channel}\n${event.id}`, 32)
    const { source, happening } = event
    const body: SealedBody = { event, receivedAt: now.getTime() }
    return {
      _id: id,
      channel,
      state: 'waiting',
      chat: addressKeyOf(keyring, channel, source.kind === 'user' ? source.userId : source.id),
      at: new Date(event.at),
      seq: nextSeq(),
      dueAt: now,
      attempts: 0,
      body: keyring.seal(purpose, JSON.stringify(body), id),
      ...('messageId' in happening && { message: messageKey(channel, happening.messageId) }),
      ...(happening.kind === 'unsend' && { unsend: true }),
    }
  }

  const insert = createGroupCommit<InboxRow[]>(
    async (bodies) => {
      try {
        await model.rows.insertMany(bodies.flat(), { ordered: false })
      } catch (error) {
        duplicatesOnly(error)
      }
    },
    { lanes: 3 },
  )

  const close = createGroupCommit<RowChange<InboxRow>>(async (closing) => {
    await model.rows.bulkWrite(writesOf(closing), { ordered: false })
  })

  return {
    async receive(channel, events) {
      if (events.length === 0) return
      await insert(events.map((event) => rowOf(channel, event)))
    },
    open(row) {
      if (!row.body || !row.chat) throw new Error('An inbox row without a body cannot be worked on')
      const opened = keyring.open(purpose, bytesOf(row.body), row._id).toString('utf8')
      const { event, receivedAt }: SealedBody = JSON.parse(opened)
      return {
        eventKey: row._id,
        channel: row.channel,
        chat: row.chat,
        event,
        receivedAt: new Date(receivedAt),
        attempts: row.attempts,
      }
    },
    messageKey,
    // A finished unsend keeps its message's HMAC, so that a message that comes after it is recognised.
    finish: ({ _id, unsend }) =>
      close({
        id: _id,
        set: { state: 'done', expiresAt: expiryDay(clock(), rememberDays) },
        unset: ['body', 'chat', 'at', 'seq', 'dueAt', 'problem', ...(unsend ? [] : (['message'] as const))],
      }),
    retryAt: async (id, at, problem) => {
      await model.rows.updateOne({ _id: id }, { $set: { dueAt: at, problem } })
    },
    bury: (id, problem) =>
      close({
        id,
        set: { state: 'dead', problem, expiresAt: expiryDay(clock(), rememberDeadDays) },
        unset: ['body', 'chat', 'at', 'seq', 'dueAt', 'message'],
      }),
    waiting: () => model.rows.countDocuments({ state: 'waiting' }),
    dead: () => model.rows.countDocuments({ state: 'dead' }),
  }
}
