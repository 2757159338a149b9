// Inbox, claims and worker on a real database, around a turn that the test writes itself.
import type { Connection } from 'mongoose'
import { createInbox, type Received } from '../../src/delivery/inbox/inbox.js'
import { createInboxClaims } from '../../src/delivery/inbox/inbox-claims.js'
import { createInboxModel } from '../../src/delivery/inbox/inbox-model.js'
import type { Letter } from '../../src/delivery/outbox/outbox-letter.js'
import { createWorker } from '../../src/delivery/worker.js'
import type { LineEvent } from '../../src/line/line-events.js'
import { createMetrics } from '../../src/operation/metrics.js'
import { createKeyring } from '../../src/security/keyring.js'
import { keptLog } from '../harness/kept-log.js'
import { createPostRoom } from './post-room.js'

export const began = Date.parse('2026-11-20T03:00:00Z')

/** What somebody said: `at` in milliseconds from the beginning. */
export function eventOf(person: string, words: string, at = 0): LineEvent {
  return {
    id: `event-${person}-${words}`,
    at: began + at,
    source: { kind: 'user', userId: person },
    happening: { kind: 'text', messageId: `message-${person}-${words}`, text: words },
  }
}

export const wordsOf = ({ event }: Received): string =>
  event.happening.kind === 'text' ? event.happening.text : event.happening.kind

export interface WorkerOptions {
  readonly turn: (received: Received) => Promise<readonly Letter[]>
  readonly apologise?: (received: Received) => Promise<readonly Letter[]>
}

export function createSortingRoom(connection: Connection) {
  const keyring = createKeyring(Buffer.alloc(32, 3))
  const model = createInboxModel(connection)
  let time = began
  const clock = () => new Date(time)
  const post = createPostRoom(connection)
  const { log, lines } = keptLog()
  const inbox = createInbox({ model, keyring, clock })
  const openClaims = () => createInboxClaims({ model, clock })

  return {
    inbox,
    model,
    post,
    openClaims,
    logged: () => lines.join(''),
    passTime(milliseconds: number) {
      time += milliseconds
      post.passTime(milliseconds)
    },
    receives: (...events: readonly LineEvent[]) => inbox.receive('main', events),
    words: (row: Parameters<typeof inbox.open>[0]) => wordsOf(inbox.open(row)),
    /** The state of the row of this event, and why. */
    async row(event: LineEvent) {
      return model.rows.findOne({ _id: keyring.pseudonym('event', `main\n${event.id}`, 32) })
    },
    worker({ turn, apologise = async () => [] }: WorkerOptions) {
      return createWorker({
        inbox,
        claims: openClaims(),
        outbox: post.openOutbox(),
        clock,
        log,
        metrics: createMetrics(),
        takeTurn: async (received) => ({ letters: await turn(received) }),
        apologise,
      })
    },
  }
}

export type SortingRoom = ReturnType<typeof createSortingRoom>
