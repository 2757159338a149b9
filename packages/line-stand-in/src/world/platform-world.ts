// Who exists on this LINE: official accounts, people, groups, who befriended or blocked whom, chats and contents.
// It decides nothing about the API; everything is found by id in one step.
import { ChatHistory, type ChatKeeper, type ChatMessage, type NewMessage } from './chat-history.js'
import { type Draft, Mailings } from './mailings.js'
import { derivedLineId, MessageIds } from './platform-ids.js'
import type { Channel, GroupRecord, PersonRecord, StoredContent, Tie } from './platform-records.js'
import { RichMenuShelf } from './rich-menu-shelf.js'

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000

export class PlatformWorld {
  readonly channels = new Map<string, Channel>()
  readonly channelsByToken = new Map<string, Channel>()
  readonly people = new Map<string, PersonRecord>()
  readonly groups = new Map<string, GroupRecord>()
  readonly chats = new Map<string, ChatHistory>()
  readonly contents = new Map<string, StoredContent>()
  readonly richMenus = new RichMenuShelf()
  readonly messages = new Map<string, { chat: ChatHistory; message: ChatMessage }>()
  /** The chats that the page shows side by side at first, and who holds each phone. */
  phones: { chat: string; as: string }[] = []
  messageIds = new MessageIds()
  /** Set when somebody looks at all chats at once. */
  onChat: ((chat: ChatHistory, message: ChatMessage) => void) | undefined
  onLoading: (chat: ChatHistory) => void = () => undefined
  onPeople: () => void = () => undefined
  /** By provider, and by the id that it knows. */
  private readonly peopleOfProvider = new Map<string, Map<string, PersonRecord>>()
  private readonly owners = new Map<ChatHistory, { person: PersonRecord; channel: Channel }>()
  private readonly mailings = new Mailings()
  private readonly awaited = new Set<ChatHistory>()
  private readonly firstProvider: string

  constructor(
    channels: readonly Channel[],
    private readonly keepPerChat: number,
  ) {
    this.firstProvider = channels[0]?.provider ?? ''
    for (const channel of channels) {
      this.channels.set(channel.name, channel)
      this.channelsByToken.set(channel.accessToken, channel)
      this.peopleOfProvider.set(channel.provider, new Map())
    }
  }

  /** Throws when no channel has this name: a mistake of the caller, not of a bot. */
  channel(name?: string): Channel {
    const channel = name === undefined ? [...this.channels.values()][0] : this.channels.get(name)
    if (!channel) throw new Error(`There is no channel named "${name ?? ''}"`)
    return channel
  }

  addPerson(person: PersonRecord): void {
    this.people.set(person.userId, person)
    for (const channel of this.channels.values()) {
      this.peopleOfProvider.get(channel.provider)?.set(this.idFor(person, channel), person)
    }
  }

  /** The id by which this channel's provider knows the person. */
  idFor(person: PersonRecord, channel: Channel): string {
    if (channel.provider === this.firstProvider) return person.userId
    return derivedLineId('U', `${channel.provider} ${person.userId}`)
  }

  personKnownTo(channel: Channel, userId: string): PersonRecord | undefined {
    return this.peopleOfProvider.get(channel.provider)?.get(userId)
  }

  tie(person: PersonRecord, channel: Channel): Tie {
    const known = person.ties.get(channel.name)
    if (known) return known
    const fresh = { friend: false, blocked: false, wroteAt: 0 }
    person.ties.set(channel.name, fresh)
    return fresh
  }

  /** A friend, or a stranger who wrote within seven days; never somebody who blocked the account. */
  canReach(person: PersonRecord, channel: Channel, now: number): boolean {
    const tie = person.ties.get(channel.name)
    if (!tie || tie.blocked) return false
    return tie.friend || (tie.wroteAt > 0 && now - tie.wroteAt <= SEVEN_DAYS)
  }

  privateChat(person: PersonRecord, channel: Channel): ChatHistory {
    const chat = this.chat(`p:${channel.name}:${person.userId}`, channel)
    if (!this.owners.has(chat)) this.owners.set(chat, { person, channel })
    return chat
  }

  groupChat(group: GroupRecord): ChatHistory {
    return this.chat(`g:${group.groupId}`, this.channel(group.channel))
  }

  /** The group that this account sits in; undefined when it does not exist or the account is not a member. */
  joinedGroup(channel: Channel, groupId: string): GroupRecord | undefined {
    const group = this.groups.get(groupId)
    return group?.botIsMember && group.channel === channel.name ? group : undefined
  }

  addMessage(chat: ChatHistory, message: NewMessage): ChatMessage {
    this.catchUp(chat)
    return this.put(chat, message)
  }

  /** Puts the messages into the private chats of all these people, each of whom can be reached. */
  mail(channel: Channel, people: readonly PersonRecord[], drafts: readonly Draft[], time: number): void {
    if (people.length === 0) return
    const firstId = this.messageIds.block(time, people.length * drafts.length)
    this.mailings.add({ channel, people, drafts, time, firstId })
    if (this.onChat || this.mailings.isFull) this.settleMail()
    else for (const chat of this.awaited) this.catchUp(chat)
  }

  /** Every chat takes in what was sent to many. */
  settleMail(): void {
    const chatOf = (person: PersonRecord, channel: Channel) => this.privateChat(person, channel)
    for (const [chat, message] of this.mailings.emptied(chatOf)) this.put(chat, message)
  }

  private catchUp(chat: ChatHistory): void {
    const owner = this.owners.get(chat)
    if (!owner) return
    for (const message of this.mailings.taken(chat, owner.channel, owner.person)) this.put(chat, message)
  }

  private put(chat: ChatHistory, message: NewMessage): ChatMessage {
    const added = chat.add(message)
    this.messages.set(added.id, { chat, message: added })
    this.onChat?.(chat, added)
    return added
  }

  restoreMessage(chat: ChatHistory, message: ChatMessage): void {
    chat.restore(message)
    this.messages.set(message.id, { chat, message })
  }

  /** `p:<channel>:<user id>` or `g:<group id>`; undefined when the person, group or channel does not exist. */
  chatByKey(key: string): ChatHistory | undefined {
    if (key.startsWith('g:')) {
      const group = this.groups.get(key.slice(2))
      return group && this.groupChat(group)
    }
    const end = key.lastIndexOf(':')
    const channel = this.channels.get(key.slice(2, end))
    const person = this.people.get(key.slice(end + 1))
    return channel && person && this.privateChat(person, channel)
  }

  private chat(key: string, channel: Channel): ChatHistory {
    const known = this.chats.get(key)
    if (known) return known
    const keeper: ChatKeeper = {
      catchUp: (chat) => this.catchUp(chat),
      awaited: (chat, isAwaited) => void (isAwaited ? this.awaited.add(chat) : this.awaited.delete(chat)),
      forgotten: (old) => {
        this.messages.delete(old.id)
        this.contents.delete(old.id)
      },
    }
    const fresh = new ChatHistory(key, channel.name, this.keepPerChat, keeper)
    this.chats.set(key, fresh)
    return fresh
  }
}
