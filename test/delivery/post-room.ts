// An outbox on a real database, with a LINE that answers what the test tells it to and a clock that the test moves.
import type { Connection } from 'mongoose'
import { createOutbox } from '../../src/delivery/outbox/outbox.js'
import type { Letter } from '../../src/delivery/outbox/outbox-letter.js'
import { createOutboxModel, type OutboxRow } from '../../src/delivery/outbox/outbox-model.js'
import type { Settled } from '../../src/delivery/outbox/outbox-sending.js'
import type { Way } from '../../src/delivery/outbox/outbox-verdict.js'
import type { SendOutcome } from '../../src/line/line-send-outcome.js'
import { type Message, text } from '../../src/line/message-builders.js'
import { addressOf } from '../../src/security/chat-address.js'
import { createKeyring } from '../../src/security/keyring.js'

const keyring = createKeyring(Buffer.alloc(32, 3))

export const accepted: SendOutcome = { kind: 'accepted' }
export const refused = (
  why: Extract<SendOutcome, { kind: 'refused' }>['why'],
  status = 400,
): SendOutcome => ({
  kind: 'refused',
  why,
  status,
  details: [],
})
export const serverError: SendOutcome = { kind: 'unclear', cause: 'serverError', maybeAccepted: true }
export const lineAway: SendOutcome = { kind: 'unclear', cause: 'connection', maybeAccepted: false }

/** One call to LINE: who was to get which words, and how. */
export interface Call {
  readonly way: Way
  readonly words: string
  readonly retryKey?: string
}

export function createPostRoom(connection: Connection) {
  const model = createOutboxModel(connection)
  const calls: Call[] = []
  const settled: { readonly id: string; readonly kind: Settled['kind'] }[] = []
  let answers: SendOutcome[] = []
  let whileSending: (call: Call) => Promise<void> = async () => undefined
  let whileTelling: () => Promise<void> = async () => undefined
  let time = new Date('2026-11-20T03:00:00Z').getTime()

  async function line(call: Call): Promise<SendOutcome> {
    calls.push(call)
    await whileSending(call)
    return answers.shift() ?? accepted
  }
  const wordsOf = (messages: readonly Message[]): string =>
    messages.map((message) => (message.type === 'text' && 'text' in message ? message.text : '')).join('+')

  /** As after a restart: nothing is remembered but what is in the database. */
  const openOutbox = () =>
    createOutbox({
      model,
      keyring,
      clock: () => new Date(time),
      reply: (_channel, _token, messages) => line({ way: 'reply', words: wordsOf(messages) }),
      push: (_channel, _to, messages, retryKey) => line({ way: 'push', words: wordsOf(messages), retryKey }),
      tried: () => undefined,
      settled: async (receipt, { kind }) => {
        await whileTelling()
        settled.push({ id: receipt.id, kind })
      },
    })

  return {
    calls,
    settled,
    openOutbox,
    /** What LINE answers to the next calls; after them it accepts. */
    lineAnswers(...next: SendOutcome[]) {
      answers = next
    },
    onSending(act: typeof whileSending) {
      whileSending = act
    },
    onTelling(act: typeof whileTelling) {
      whileTelling = act
    },
    passTime(milliseconds: number) {
      time += milliseconds
    },
    row: (id: string): Promise<OutboxRow | null> => model.findOne({ _id: id }),
    letter(id: string, chat: string, more: Partial<Letter> = {}): Letter {
      return { id, to: addressOf(keyring, 'main', chat), messages: [text(id)], ...more }
    },
    freshReply: () => ({ token: 'reply-token', until: new Date(time + 50_000) }),
  }
}

export type PostRoom = ReturnType<typeof createPostRoom>
