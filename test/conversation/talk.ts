// People who talk to a router: the real dialog store and audit on a real database, a clock that the test moves.
// `says` and `presses` do what the worker does: route, then keep the move.
import type { Connection } from 'mongoose'
import { createDialogStore } from '../../src/conversation/dialog-store.js'
import type { Feature } from '../../src/conversation/feature.js'
import { type Act, createRouter, type Routed } from '../../src/conversation/router.js'
import type { Place, Turn } from '../../src/conversation/turn.js'
import type { Message } from '../../src/line/message-builders.js'
import { createAudit } from '../../src/security/audit/audit.js'
import { addressOf } from '../../src/security/chat-address.js'
import { createKeyring } from '../../src/security/keyring.js'
import type { Person } from '../../src/security/person.js'

export interface Speaker {
  acts(act: Act): Promise<Routed>
  says(words: string): Promise<string>
  /** A quick reply of the last answer that had some. */
  presses(label: string): Promise<string>
  /** The labels of the last answer. */
  labels(): string[]
  /** What a button of this label would post now. */
  dataOf(label: string): string
}

const begin = Date.parse('2026-11-20T03:00:00Z')

export const wordsOf = (messages: readonly Message[]): string =>
  messages.map((message) => ('text' in message && message.text) || message.type).join(' | ')

export function createTalk(connection: Connection, features: readonly Feature[]) {
  const keyring = createKeyring(Buffer.alloc(32, 5))
  let time = begin
  let events = 0
  const clock = () => new Date(time)
  const store = createDialogStore(connection, keyring, clock)
  const audit = createAudit(connection, clock, keyring)
  const agencyName = { th: 'หน่วยงานทดสอบ', en: 'Test Agency' }
  const open = (list: readonly Feature[]) => createRouter({ features: list, store, audit, agencyName })
  let router = open(features)

  function turnOf(name: string, person: Partial<Person>, place: Place): Turn {
    events += 1
    const sender = addressOf(keyring, 'main', name)
    return {
      eventKey: `event-${events}`,
      at: clock(),
      channel: 'main',
      place,
      chat: place === 'private' ? sender : addressOf(keyring, 'main', 'group'),
      sender,
      person: { language: 'th', roles: [], ...person },
    }
  }

  function speaker(name: string, person: Partial<Person> = {}, place: Place = 'private'): Speaker {
    let last: readonly Message[] = []
    const items = () =>
      last.flatMap(({ quickReply }) => quickReply?.items ?? []).flatMap(({ action }) => action ?? [])
    async function acts(act: Act): Promise<Routed> {
      const routed = await router.route(turnOf(name, person, place), act)
      await routed.done?.()
      if (routed.messages.length > 0) last = routed.messages
      return routed
    }
    const heard = async (act: Act) => wordsOf((await acts(act)).messages)
    function actionOf(label: string) {
      const action = items().find((one) => one.label === label)
      if (!action) throw new Error(`There is no quick reply ${label}`)
      return action
    }
    function dataOf(label: string): string {
      const action = actionOf(label)
      if (action.type !== 'postback' || !('data' in action)) throw new Error(`${label} posts nothing back`)
      return action.data ?? ''
    }
    const says = (text: string) => heard({ kind: 'text', text, messageKey: `message-${events}` })
    return {
      acts,
      says,
      labels: () => items().map(({ label }) => label ?? ''),
      dataOf,
      presses: (label) => {
        const action = actionOf(label)
        return action.type === 'message' && 'text' in action
          ? says(action.text ?? '')
          : heard({ kind: 'press', data: dataOf(label) })
      },
    }
  }

  return {
    speaker,
    store,
    audit,
    clock,
    turnOf,
    route: (turn: Turn, act: Act) => router.route(turn, act),
    /** As after a deploy: the same database, other code. */
    deploys(list: readonly Feature[]) {
      router = open(list)
    },
    passMinutes(minutes: number) {
      time += minutes * 60_000
    },
    /** Every stored byte of every dialog. */
    async stored(): Promise<Buffer> {
      const rows = await connection.collection('dialogs').find().toArray()
      const { BSON } = await import('bson')
      return Buffer.concat(rows.map((row) => Buffer.from(BSON.serialize(row))))
    },
  }
}

export type Talk = ReturnType<typeof createTalk>
