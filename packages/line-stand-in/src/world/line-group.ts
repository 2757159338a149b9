// A LINE group with at most one official account in it: who belongs to it, and what joining and leaving tell the bot.
import { ChatView } from '../simulator/chat-view.js'
import type { JsonObject, WebhookDelivery } from '../webhook/webhook-event-types.js'
import { makeEvent } from '../webhook/webhook-events.js'
import type { LinePerson } from './line-person.js'
import type { PlatformParts } from './platform-parts.js'
import type { GroupRecord } from './platform-records.js'

export class LineGroup {
  constructor(
    private readonly parts: PlatformParts,
    private readonly record: GroupRecord,
  ) {}

  get groupId(): string {
    return this.record.groupId
  }

  get name(): string {
    return this.record.name
  }

  get memberIds(): string[] {
    return [...this.record.members]
  }

  get botIsMember(): boolean {
    return this.record.botIsMember
  }

  /** The chat as the person sees it; without a person nobody's acts are set apart. */
  chat(person?: LinePerson): ChatView {
    return new ChatView(this.parts.world.groupChat(this.record), person?.userId ?? '')
  }

  texts(): string[] {
    return this.chat().texts()
  }

  /** Adds people; the bot gets one memberJoined event with all of them. */
  adds(...people: LinePerson[]): Promise<WebhookDelivery | null> {
    const fresh = people.filter((person) => !this.record.members.has(person.userId))
    for (const person of fresh) this.record.members.add(person.userId)
    this.parts.changed('now')
    return this.tellsBot('memberJoined', { joined: { members: this.sourcesOf(fresh) } })
  }

  removes(...people: LinePerson[]): Promise<WebhookDelivery | null> {
    for (const person of people) this.record.members.delete(person.userId)
    this.parts.changed('now')
    return this.tellsBot('memberLeft', { left: { members: this.sourcesOf(people) } })
  }

  invitesBot(): Promise<WebhookDelivery | null> {
    this.record.botIsMember = true
    this.parts.changed('now')
    return this.tellsBot('join', {})
  }

  async removesBot(): Promise<WebhookDelivery | null> {
    const delivery = this.tellsBot('leave', {})
    this.record.botIsMember = false
    this.parts.changed('now')
    return delivery
  }

  /** People without consent do not show up in member lists. */
  private sourcesOf(people: readonly LinePerson[]): JsonObject[] {
    const { world } = this.parts
    return people
      .filter((person) => world.people.get(person.userId)?.consent)
      .map((person) => ({ type: 'user', userId: person.userIdFor(this.record.channel) }))
  }

  private async tellsBot(type: string, fields: JsonObject): Promise<WebhookDelivery | null> {
    if (!this.record.botIsMember) return null
    const { world, webhooks } = this.parts
    const channel = world.channel(this.record.channel)
    const scene = { channel, chat: world.groupChat(this.record), group: this.record, person: undefined }
    return webhooks.post(channel, [makeEvent(this.parts, scene, type, fields)])
  }
}
