// One person in one chat: everything that a thumb can do in LINE. Each act appears in the chat and is posted to the bot at
// once; the promise resolves when the webhook was answered (or gave up), which is not yet when the bot has spoken.

import { ChatView, type HeardPattern, type SeenMessage } from '../simulator/chat-view.js'
import type { JsonObject, WebhookDelivery } from '../webhook/webhook-event-types.js'
import { makeEvent, messageContent, nobodyListens, type Scene } from '../webhook/webhook-events.js'
import type { ChatHistory } from './chat-history.js'
import { type MentionTarget, withMentions } from './mentions.js'
import { pressablesOf } from './message-actions.js'
import type { PlatformParts } from './platform-parts.js'
import type { Channel, GroupRecord, PersonRecord, StoredContent } from './platform-records.js'
import { type Hand, type Pressed, type PressOptions, pressAction, type Said } from './press-action.js'
import type { SeenRichMenu } from './rich-menu-shelf.js'
import { tapRichMenu } from './rich-menu-taps.js'
import { quoteTokenFor } from './send-messages.js'

export interface SayOptions {
  /** `true` mentions the bot; or who is mentioned. A mention is written in front of the text unless it is in it. */
  mention?: true | MentionTarget | readonly MentionTarget[]
  /** The id of the message that is quoted. */
  quotes?: string
}

/** What was sent: the message's id, and how the webhook went. */
export class ChatVoice {
  protected readonly view: ChatView
  private readonly scene: Scene

  constructor(
    protected readonly parts: PlatformParts,
    protected readonly record: PersonRecord,
    protected readonly channel: Channel,
    protected readonly group: GroupRecord | undefined,
  ) {
    const { world } = parts
    const chat = group ? world.groupChat(group) : world.privateChat(record, channel)
    this.scene = { channel, chat, group, person: record }
    this.view = new ChatView(chat, record.userId)
  }

  get userId(): string {
    return this.record.userId
  }

  get name(): string {
    return this.record.name
  }

  /** The key under which the chat page and its API know this chat. */
  get chatKey(): string {
    return this.history.key
  }

  says(text: string, options: SayOptions = {}): Promise<Said> {
    const { mention } = options
    const targets = mention === undefined ? [] : mention === true ? ['bot' as const] : [mention].flat()
    const content = { type: 'text', ...withMentions(this.parts.world, this.channel, text, targets) }
    return this.sends(options.quotes ? { ...content, quotedMessageId: options.quotes } : content)
  }

  sendsPicture(bytes: Buffer, mime = 'image/jpeg', imageSet?: JsonObject): Promise<Said> {
    const content = { type: 'image', contentProvider: { type: 'line' }, ...(imageSet ? { imageSet } : {}) }
    return this.sends(content, { bytes, mime })
  }

  /** A large video may still be processing: then its content answers 202 until `finishTranscoding`. */
  sendsVideo(
    bytes: Buffer,
    mime = 'video/mp4',
    transcoding: StoredContent['transcoding'] = 'succeeded',
  ): Promise<Said> {
    const content = { type: 'video', duration: 1000, contentProvider: { type: 'line' } }
    return this.sends(content, { bytes, mime, transcoding })
  }

  sendsAudio(bytes: Buffer, mime = 'audio/m4a'): Promise<Said> {
    const content = { type: 'audio', duration: 1000, contentProvider: { type: 'line' } }
    return this.sends(content, { bytes, mime })
  }

  sendsFile(bytes: Buffer, fileName: string, mime = 'application/octet-stream'): Promise<Said> {
    return this.sends({ type: 'file', fileName, fileSize: bytes.length }, { bytes, mime })
  }

  sendsSticker(packageId = '446', stickerId = '1988'): Promise<Said> {
    return this.sends({ type: 'sticker', packageId, stickerId, stickerResourceType: 'STATIC' })
  }

  sendsLocation(place: {
    title?: string
    address?: string
    latitude: number
    longitude: number
  }): Promise<Said> {
    return this.sends({ type: 'location', ...place })
  }

  /** Any message content, also of a type that LINE does not have yet. */
  async sends(
    content: JsonObject,
    stored?: Pick<StoredContent, 'bytes' | 'mime'> & Partial<StoredContent>,
  ): Promise<Said> {
    this.refuseBlocker()
    const id = this.parts.world.messageIds.next(this.parts.clock())
    if (stored) this.store(id, String(content.type), stored)
    this.acts()
    this.show(id, content)
    const message = messageContent(this.parts, this.scene, id, content)
    return { messageId: id, delivery: await this.tells('message', { message }) }
  }

  /** Edits an own text. LINE tells bots about it only in groups: same id, a new quote token, no read token. */
  async edits(messageId: string, text: string): Promise<WebhookDelivery> {
    if (!this.group) throw new Error('LINE tells bots about edited messages only in groups')
    const message = this.ownMessage(messageId)
    message.content = { ...message.content, text }
    message.edited = true
    this.acts()
    this.parts.world.onChat?.(this.history, message)
    const content = messageContent(this.parts, this.scene, messageId, { type: 'text', text }, true)
    return this.tells('messageEdited', { message: content })
  }

  async unsends(messageId: string): Promise<WebhookDelivery> {
    const message = this.ownMessage(messageId)
    message.unsent = true
    message.content = { type: message.type }
    const content = this.parts.world.contents.get(messageId)
    if (content) content.gone = true
    this.acts()
    this.parts.world.onChat?.(this.history, message)
    return this.tells('unsend', { unsend: { messageId } })
  }

  /**
   * Presses the newest visible button or quick reply with this label. A postback and a message action are posted to the
   * bot; a uri is given back. Throws, with the labels that are there, when nothing of that name can be pressed.
   */
  presses(label: string | RegExp, options: PressOptions = {}): Promise<Pressed> {
    const found = this.view.findPressable(label)
    if (!found) {
      const visible = this.view.pressableLabels().map((one) => `"${one}"`)
      throw new Error(
        `There is nothing to press named ${label}. There is: ${visible.join(', ') || 'nothing'}`,
      )
    }
    return this.pressesAction(found.messageId, found.pressable.index, options)
  }

  /** Presses by place: the `index` of `pressablesOf(message)`. */
  pressesAction(messageId: string, index: number, options: PressOptions = {}): Promise<Pressed> {
    const known = this.parts.world.messages.get(messageId)
    const pressable = known?.chat === this.history ? pressablesOf(known.message.content)[index] : undefined
    if (!known || !pressable) throw new Error('There is no such button in this chat')
    if (pressable.kind === 'quickReply') {
      const gone = this.history.messages.at(-1) !== known.message || known.message.quickReplyPressed
      if (gone)
        throw new Error('This quick reply is no longer there: a newer message came, or it was pressed')
      known.message.quickReplyPressed = true
      this.parts.world.onChat?.(this.history, known.message)
    }
    return pressAction(pressable.action, options, this.hand)
  }

  /** The menu under a private chat, the person's own or the account's default. */
  richMenu(): SeenRichMenu | undefined {
    return this.group ? undefined : this.parts.world.richMenus.seenBy(this.record, this.channel)
  }

  /** Taps an area of the menu, by its label or its place. */
  async tapsRichMenu(area: string | number, options: PressOptions = {}): Promise<Pressed> {
    const { record: person, channel, hand } = this
    return tapRichMenu({ world: this.parts.world, person, channel, hand }, area, options)
  }

  /** Posts a postback by its data, without a button: an old or a forged one. */
  postback(postback: JsonObject): Promise<WebhookDelivery> {
    this.refuseBlocker()
    this.acts()
    return this.tells('postback', { postback })
  }

  /** Posts an event of any type from this chat. */
  tells(type: string, fields: JsonObject): Promise<WebhookDelivery> {
    const event = makeEvent(this.parts, this.scene, type, fields)
    if (this.group && !this.group.botIsMember) return nobodyListens(this.parts, this.channel)
    return this.parts.webhooks.post(this.channel, [event])
  }

  chat(): ChatView {
    return this.view
  }

  texts(): string[] {
    return this.view.texts()
  }

  lastMessages(): SeenMessage[] {
    return this.view.lastMessages()
  }

  listensAnew(): void {
    this.view.listensAnew()
  }

  hears(pattern: HeardPattern, timeoutMs?: number): Promise<SeenMessage> {
    return this.view.hears(pattern, timeoutMs)
  }

  waitForMessage(
    wanted?: number | ((message: SeenMessage) => boolean),
    timeoutMs?: number,
  ): Promise<SeenMessage[]> {
    return this.view.waitForMessage(wanted, timeoutMs)
  }

  /** A token with which the bot can quote this message. */
  quoteTokenOf(messageId: string): string {
    return quoteTokenFor(this.parts, this.history, messageId)
  }

  private get hand(): Hand {
    return {
      says: (text) => this.says(text),
      shows: (text) => this.shows(text),
      postback: (postback) => this.postback(postback),
    }
  }

  private get history(): ChatHistory {
    return this.scene.chat
  }

  private acts(): void {
    this.history.markAct(this.record.userId)
    if (this.group) return
    this.parts.world.tie(this.record, this.channel).wroteAt = this.parts.clock()
  }

  private show(id: string, content: JsonObject): void {
    const { userId, name } = this.record
    const from = { kind: 'person' as const, userId, name }
    this.parts.world.addMessage(this.history, {
      id,
      time: this.parts.clock(),
      from,
      type: String(content.type),
      content,
    })
    this.parts.changed('soon')
  }

  private shows(text: string): void {
    this.acts()
    this.show(this.parts.world.messageIds.next(this.parts.clock()), { type: 'text', text })
  }

  private store(
    id: string,
    messageType: string,
    stored: Pick<StoredContent, 'bytes' | 'mime'> & Partial<StoredContent>,
  ): void {
    const channel = this.channel.name
    const content = { messageType, channel, transcoding: 'succeeded' as const, gone: false, ...stored }
    this.parts.world.contents.set(id, content)
  }

  private ownMessage(messageId: string) {
    const known = this.parts.world.messages.get(messageId)
    const own = known?.message.from.kind === 'person' && known.message.from.userId === this.record.userId
    if (!known || !own || known.chat !== this.history)
      throw new Error('This is not an own message of this chat')
    return known.message
  }

  private refuseBlocker(): void {
    if (this.group) {
      if (this.group.members.has(this.record.userId)) return
      throw new Error('Who is not a member cannot write into a group')
    }
    if (this.parts.world.tie(this.record, this.channel).blocked) {
      throw new Error('Who blocked the account cannot write to it')
    }
  }
}
