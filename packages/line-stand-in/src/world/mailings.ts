// Multicasts and broadcasts, each kept once however many people it reaches: a chat takes in its own when somebody looks at
// it. Nobody can tell it from one that was put there at once. It refuses to hold more than a number of them.
import type { ChatHistory, ChatMessage, NewMessage } from './chat-history.js'
import type { Channel, PersonRecord } from './platform-records.js'

/** A message without its place and time: the same for everybody whom one call reaches. */
export type Draft = Pick<ChatMessage, 'from' | 'type' | 'content'>

export interface Mailing {
  readonly channel: Channel
  readonly people: readonly PersonRecord[]
  readonly drafts: readonly Draft[]
  /** Unix ms. */
  readonly time: number
  /** Ids go on from here: all of the first person, then all of the next. */
  readonly firstId: bigint
}

const most = 1000

export class Mailings {
  private kept: Mailing[] = []
  /** How many were here before the first that is kept. */
  private gone = 0
  private readonly places = new WeakMap<Mailing, Map<PersonRecord, number>>()
  private readonly takenUpTo = new WeakMap<ChatHistory, number>()

  add(mailing: Mailing): void {
    this.kept.push(mailing)
  }

  get isFull(): boolean {
    return this.kept.length >= most
  }

  /** What came for this person's chat since it was last asked for. */
  *taken(chat: ChatHistory, channel: Channel, person: PersonRecord): Generator<NewMessage> {
    const end = this.gone + this.kept.length
    const from = Math.max(this.gone, this.takenUpTo.get(chat) ?? 0)
    this.takenUpTo.set(chat, end)
    for (let number = from; number < end; number += 1) {
      const mailing = this.kept[number - this.gone]
      const place = mailing?.channel === channel ? this.placesOf(mailing).get(person) : undefined
      if (mailing && place !== undefined) yield* messagesFor(mailing, place)
    }
  }

  /** Everything that no chat has taken in, mailing after mailing; nothing is kept any more. */
  *emptied(
    chatOf: (person: PersonRecord, channel: Channel) => ChatHistory,
  ): Generator<[ChatHistory, NewMessage]> {
    const { kept, gone } = this
    this.kept = []
    this.gone = gone + kept.length
    for (const [index, mailing] of kept.entries())
      for (const [place, person] of mailing.people.entries()) {
        const chat = chatOf(person, mailing.channel)
        if ((this.takenUpTo.get(chat) ?? 0) > gone + index) continue
        for (const message of messagesFor(mailing, place)) yield [chat, message]
      }
  }

  private placesOf(mailing: Mailing): Map<PersonRecord, number> {
    const known = this.places.get(mailing)
    if (known) return known
    const places = new Map(mailing.people.map((person, place) => [person, place]))
    this.places.set(mailing, places)
    return places
  }
}

function messagesFor({ drafts, time, firstId }: Mailing, place: number): NewMessage[] {
  const first = firstId + BigInt(place * drafts.length)
  return drafts.map((draft, index) => ({ id: String(first + BigInt(index)), time, ...draft }))
}
