// From an event of the inbox to letters for the outbox: who speaks, what the router answers, and how it is packed.
// This is the last place that sees LINE ids; behind it there are addresses and persons.
import type { Received } from '../delivery/inbox/inbox.js'
import type { Letter } from '../delivery/outbox/outbox-letter.js'
import type { TurnResult } from '../delivery/worker.js'
import { HeavyWorkFailed } from '../heavy-work/heavy-threads.js'
import type { LineEvent, Source } from '../line/line-events.js'
import { type Message, text } from '../line/message-builders.js'
import { addressOf, type ChatAddress } from '../security/chat-address.js'
import type { Keyring } from '../security/keyring.js'
import type { Person, RegisteredGroup } from '../security/person.js'
import { say } from './conversation-texts.js'
import type { Act, Routed, Router } from './router.js'
import type { SentFile, Turn } from './turn.js'

export interface TurnTakingDeps {
  readonly keyring: Keyring
  readonly routerOf: (channel: string) => Router
  readonly recognise: (who: {
    channel: string
    senderKey?: string
    groupKey?: string
  }) => Promise<{ person: Person; group?: RegisteredGroup }>
  readonly content: (channel: string, messageId: string) => ReturnType<SentFile['read']>
  readonly messageKey: (channel: string, messageId: string) => string
  /** Letters that wait because the channel's quota is spent. */
  readonly parked: (channel: string) => Promise<number>
}

export interface TurnTaking {
  take(received: Received): Promise<TurnResult>
  apologise(received: Received): Promise<readonly Letter[]>
}

/** LINE: a reply token is to be used within a minute of receiving the webhook. */
const replyTokenLife = 50_000
const mostMessages = 5

export function createTurnTaking(deps: TurnTakingDeps): TurnTaking {
  const { keyring } = deps

  async function turnOf({ channel, event, eventKey }: Received): Promise<Turn> {
    const { source } = event
    const place = source.kind === 'user' ? 'private' : 'group'
    const chat = addressOf(keyring, channel, lineIdOf(source))
    const sender = source.userId === undefined ? undefined : addressOf(keyring, channel, source.userId)
    const { person, group } = await deps.recognise({
      channel,
      ...(sender && { senderKey: sender.key }),
      ...(place === 'group' && { groupKey: chat.key }),
    })
    const at = new Date(event.at)
    return { eventKey, at, channel, place, chat, person, ...(sender && { sender }), ...(group && { group }) }
  }

  function actOf(channel: string, { happening }: LineEvent): Act {
    switch (happening.kind) {
      case 'text':
        return {
          kind: 'text',
          text: happening.text,
          messageKey: deps.messageKey(channel, happening.messageId),
        }
      case 'sentFile':
        return {
          kind: 'file',
          file: fileOf(channel, happening.messageId, happening.file, happening.external),
        }
      case 'otherMessage':
        return { kind: 'other' }
      case 'unsend':
        return { kind: 'unsend', messageKey: deps.messageKey(channel, happening.messageId) }
      case 'press':
      case 'follow':
      case 'unfollow':
      case 'join':
      case 'leave':
        return happening
      case 'memberJoined':
        return { kind: 'memberJoined' }
    }
  }

  function fileOf(channel: string, messageId: string, kind: SentFile['kind'], external: boolean): SentFile {
    return {
      kind,
      messageKey: deps.messageKey(channel, messageId),
      // LINE does not hand out content that another service provides.
      read: () => (external ? Promise.resolve({ ok: false, why: 'gone' }) : deps.content(channel, messageId)),
    }
  }

  async function noticeFor(turn: Turn): Promise<readonly Message[]> {
    const concerned = turn.person.roles.some(
      (role) => role === 'ethics' || role === 'admin' || role === 'officer',
    )
    if (turn.place !== 'private' || !concerned) return []
    const count = await deps.parked(turn.channel)
    return count === 0 ? [] : [text(say(turn.person.language, 'quotaSpent', { count }))]
  }

  /** What took too long once would take too long again: it is said at once, and a dialog stays where it was. */
  async function routed(turn: Turn, act: Act): Promise<Pick<Routed, 'messages' | 'also' | 'done'>> {
    try {
      return await deps.routerOf(turn.channel).route(turn, act)
    } catch (error) {
      if (!(error instanceof HeavyWorkFailed)) throw error
      return { messages: [text(say(turn.person.language, 'tooHeavy'))], also: [] }
    }
  }

  return {
    async take(received) {
      const turn = await turnOf(received)
      const act = actOf(received.channel, received.event)
      const { messages, also, done } = await routed(turn, act)
      // The notice takes a free place in the reply or waits: it must not make a push that the spent quota would park.
      const fits = messages.length % mostMessages !== 0
      const notice = fits ? await noticeFor(turn) : []
      const letters = [
        ...answerLetters(received, turn.chat, [...notice, ...messages]),
        ...also.map(
          (outgoing): Letter => ({
            id: `${turn.eventKey}/${outgoing.id}`,
            to: outgoing.to,
            messages: outgoing.messages,
            ...(outgoing.onlyFor && { onlyFor: outgoing.onlyFor }),
            ...(outgoing.receipt && { receipt: outgoing.receipt }),
          }),
        ),
      ]
      return { letters, ...(done && { done }) }
    },
    async apologise(received) {
      const { source, happening } = received.event
      // In a group nobody waits for an answer that they did not ask for by name.
      if (source.kind !== 'user' || happening.kind === 'unsend' || happening.kind === 'unfollow') return []
      const chat = addressOf(keyring, received.channel, source.userId)
      const language = await deps
        .recognise({ channel: received.channel, senderKey: chat.key })
        .then(({ person }) => person.language)
      return answerLetters({ ...received, eventKey: `${received.eventKey}/sorry` }, chat, [
        text(say(language, 'apology')),
      ])
    },
  }
}

/** Everything in one reply while it fits (free); what is over five messages follows by push. */
function answerLetters(received: Received, to: ChatAddress, messages: readonly Message[]): Letter[] {
  const letters: Letter[] = []
  for (let start = 0; start < messages.length; start += mostMessages) {
    const { replyToken } = received.event
    const until = new Date(received.receivedAt.getTime() + replyTokenLife)
    letters.push({
      id: `${received.eventKey}:${start / mostMessages}`,
      to,
      messages: messages.slice(start, start + mostMessages),
      ...(start === 0 && replyToken !== undefined && { reply: { token: replyToken, until } }),
    })
  }
  return letters
}

function lineIdOf(source: Source): string {
  return source.kind === 'user' ? source.userId : source.id
}
