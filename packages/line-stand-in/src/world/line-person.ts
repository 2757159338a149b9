// A person with a LINE account: speaks in the private chat with the first channel, or through `with(channel)` and
// `in(group)` elsewhere; befriends and blocks accounts.
import type { ChatView } from '../simulator/chat-view.js'
import type { WebhookDelivery } from '../webhook/webhook-event-types.js'
import { ChatVoice } from './chat-voice.js'
import type { PlatformParts } from './platform-parts.js'
import type { PersonRecord } from './platform-records.js'

export class LinePerson extends ChatVoice {
  constructor(parts: PlatformParts, record: PersonRecord) {
    super(parts, record, parts.world.channel(), undefined)
  }

  /** The id by which this channel's provider knows the person (`userId` is the first channel's). */
  userIdFor(channelName?: string): string {
    return this.parts.world.idFor(this.record, this.parts.world.channel(channelName))
  }

  get language(): string {
    return this.record.language
  }

  isFriendOf(channelName?: string): boolean {
    const tie = this.parts.world.tie(this.record, this.parts.world.channel(channelName))
    return tie.friend && !tie.blocked
  }

  /** The person's private chat with another account. */
  with(channelName: string): ChatVoice {
    return new ChatVoice(this.parts, this.record, this.parts.world.channel(channelName), undefined)
  }

  /** The person's voice in a group. */
  in(group: { readonly groupId: string }): ChatVoice {
    const record = this.parts.world.groups.get(group.groupId)
    if (!record) throw new Error('This group does not exist here')
    return new ChatVoice(this.parts, this.record, this.parts.world.channel(record.channel), record)
  }

  override chat(channelName?: string): ChatView {
    return channelName === undefined ? this.view : this.with(channelName).chat()
  }

  /** Adds the account as a friend, or takes it back after a block. */
  follow(channelName?: string): Promise<WebhookDelivery> {
    const channel = this.parts.world.channel(channelName)
    const tie = this.parts.world.tie(this.record, channel)
    const isUnblocked = tie.blocked
    tie.friend = true
    tie.blocked = false
    this.parts.changed('now')
    return this.with(channel.name).tells('follow', { follow: { isUnblocked } })
  }

  /** Blocks the account: it gets an unfollow event and reaches the person no more. */
  block(channelName?: string): Promise<WebhookDelivery> {
    const channel = this.parts.world.channel(channelName)
    this.parts.world.tie(this.record, channel).blocked = true
    this.parts.changed('now')
    return this.with(channel.name).tells('unfollow', {})
  }
}
