// A LINE platform on this machine: both API hosts, signed webhooks, people, groups and their chats, and a chat page.
// It promises to be as strict as LINE and refuses to listen anywhere but on loopback. It knows nothing of our product.
import type { Router } from 'express'
import { z } from 'zod'
import { type ApiHost, startApiHost } from './api/api-server.js'
import { FaultDesk } from './limits/fault-desk.js'
import { QuotaLedger } from './limits/quota-ledger.js'
import { ReplyTokens } from './limits/reply-tokens.js'
import { RetryKeys } from './limits/retry-keys.js'
import { TokenBuckets } from './limits/token-buckets.js'
import { simulatorRouter } from './simulator/simulator-router.js'
import type { WebhookDelivery, WebhookEvent } from './webhook/webhook-event-types.js'
import { type RawPost, WebhookPost } from './webhook/webhook-post.js'
import { AcceptedSends } from './world/accepted-sends.js'
import { InsightDesk } from './world/insight-desk.js'
import { LineGroup } from './world/line-group.js'
import { LinePerson } from './world/line-person.js'
import type { NewGroup, NewPerson } from './world/new-accounts.js'
import { derivedLineId, isUserId, randomLineId } from './world/platform-ids.js'
import type { PlatformParts } from './world/platform-parts.js'
import type { Channel, GroupRecord } from './world/platform-records.js'
import { PlatformStateFile } from './world/platform-state-file.js'
import { PlatformWorld } from './world/platform-world.js'

export type { WebhookDelivery, WebhookEvent } from './webhook/webhook-event-types.js'
export type { LineGroup } from './world/line-group.js'
export type { LinePerson } from './world/line-person.js'

const channelOptions = z.object({
  name: z.string().min(1),
  secret: z.string().min(1),
  accessToken: z.string().min(1),
  botName: z.string().min(1),
  /** Channels of one provider know a person by the same user id; of different providers by different ids. */
  provider: z.string().default('provider'),
  /** Verified accounts may list followers and group members. */
  verified: z.boolean().default(false),
  webhookUrl: z.url().optional(),
})

const platformOptions = z.object({
  channels: z.array(channelOptions).min(1),
  port: z.int().min(0).max(65535).default(0),
  dataPort: z.int().min(0).max(65535).default(0),
  stateFile: z.string().optional(),
  clock: z.custom<() => number>((value) => typeof value === 'function').default(() => Date.now),
  webhookTimeoutMs: z.number().positive().default(2000),
  /** Off as on LINE. `true` waits 1 s, 5 s and 30 s; or say the waits. */
  redelivery: z.union([z.boolean(), z.array(z.number().nonnegative())]).default(false),
  replyTokenLifeMs: z.number().positive().default(60_000),
  monthlyQuota: z.union([z.int().nonnegative(), z.literal('none')]).default('none'),
  rateLimits: z.boolean().default(true),
  /** Newest messages kept per chat, and newest entries kept in the logs. */
  historyLimit: z.int().positive().default(300),
  logLimit: z.int().positive().default(20_000),
})

export type LinePlatformOptions = z.input<typeof platformOptions>

const REDELIVERY_MS = [1000, 5000, 30_000]

export async function startLinePlatform(options: LinePlatformOptions): Promise<LinePlatform> {
  const settings = platformOptions.parse(options)
  const { clock } = settings
  const world = new PlatformWorld(settings.channels.map(channelFrom), settings.historyLimit)
  const counts = { insight: new InsightDesk(clock), quota: new QuotaLedger(clock, settings.monthlyQuota) }
  const { stateFile } = settings
  const state = stateFile === undefined ? null : PlatformStateFile.open(stateFile, world, counts)
  const replyTokens = new ReplyTokens(clock, settings.replyTokenLifeMs)
  const { redelivery } = settings
  const webhooks = new WebhookPost({
    clock,
    timeoutMs: settings.webhookTimeoutMs,
    redeliveryDelaysMs: redelivery === true ? REDELIVERY_MS : redelivery === false ? [] : redelivery,
    logLimit: settings.logLimit,
    onRedelivery: (event) => event.replyToken && replyTokens.renew(event.replyToken),
  })
  const parts: PlatformParts = {
    clock,
    sealSecret: state?.sealSecret ?? randomLineId('U'),
    world,
    webhooks,
    replyTokens,
    retryKeys: new RetryKeys(clock),
    buckets: new TokenBuckets(clock, settings.rateLimits),
    faults: new FaultDesk(),
    accepted: new AcceptedSends(settings.logLimit),
    ...counts,
    changed: (when) => {
      state?.changed(when)
      if (when === 'now') world.onPeople()
    },
  }
  const api = await startApiHost('api', parts, settings.port)
  const data = await startApiHost('data', parts, settings.dataPort).catch(async (error: unknown) => {
    await api.stop()
    throw error
  })
  return new LinePlatform(parts, api, data, state)
}

function channelFrom({ webhookUrl, ...given }: z.output<typeof channelOptions>): Channel {
  const botUserId = derivedLineId('U', `bot ${given.name}`)
  return { ...given, webhookUrl, botUserId, basicId: `@${botUserId.slice(1, 9)}` }
}

export class LinePlatform {
  readonly apiBaseUrl: string
  readonly dataApiBaseUrl: string
  readonly faults: FaultDesk
  readonly accepted: AcceptedSends
  private readonly persons = new Map<string, LinePerson>()
  private pageRouter: Router | null = null

  constructor(
    private readonly parts: PlatformParts,
    private readonly api: ApiHost,
    private readonly data: ApiHost,
    private readonly state: PlatformStateFile | null,
  ) {
    this.apiBaseUrl = api.baseUrl
    this.dataApiBaseUrl = data.baseUrl
    this.faults = parts.faults
    this.accepted = parts.accepted
  }

  setWebhookUrl(channelName: string, url: string): void {
    this.parts.world.channel(channelName).webhookUrl = url
  }

  /** The bot's own user id (`destination` of its webhooks). */
  botUserId(channelName?: string): string {
    return this.parts.world.channel(channelName).botUserId
  }

  setMonthlyQuota(quota: number | 'none'): void {
    this.parts.quota.monthlyQuota = quota
  }

  /** Adds a person, or finds the one with this userId again (then only the name and language are renewed). */
  addPerson({
    name,
    language = 'th',
    userId,
    verifiedConsent = true,
    friend = false,
  }: NewPerson): LinePerson {
    if (userId !== undefined && !isUserId(userId)) throw new Error('A userId is U and 32 hexadecimal digits')
    const { world } = this.parts
    const known = userId === undefined ? undefined : world.people.get(userId)
    if (known) {
      const renewed = known.name !== name || known.language !== language
      Object.assign(known, { name, language })
      if (renewed) this.parts.changed('now')
      return this.personOf(known.userId)
    }
    const record = {
      userId: userId ?? randomLineId('U'),
      name,
      language,
      consent: verifiedConsent,
      ties: new Map(),
    }
    world.addPerson(record)
    if (friend) for (const channel of world.channels.values()) world.tie(record, channel).friend = true
    this.parts.changed('now')
    return this.personOf(record.userId)
  }

  /** Adds a group, or finds the one with this groupId again (then nothing in it changes). */
  addGroup({ name, groupId, members, channel, withoutBot = false }: NewGroup): LineGroup {
    if (groupId !== undefined && !/^C[0-9a-f]{32}$/.test(groupId)) {
      throw new Error('A groupId is C and 32 hexadecimal digits')
    }
    const known = groupId === undefined ? undefined : this.parts.world.groups.get(groupId)
    if (known) return new LineGroup(this.parts, known)
    const record: GroupRecord = {
      groupId: groupId ?? randomLineId('C'),
      name,
      channel: this.parts.world.channel(channel).name,
      botIsMember: !withoutBot,
      members: new Set(members.map((member) => member.userId)),
    }
    this.parts.world.groups.set(record.groupId, record)
    this.parts.changed('now')
    return new LineGroup(this.parts, record)
  }

  /** The person with this id (of the first channel's provider), or undefined. */
  person(userId: string): LinePerson | undefined {
    return this.parts.world.people.has(userId) ? this.personOf(userId) : undefined
  }

  people(): LinePerson[] {
    return [...this.parts.world.people.keys()].map((userId) => this.personOf(userId))
  }

  group(groupId: string): LineGroup | undefined {
    const record = this.parts.world.groups.get(groupId)
    return record && new LineGroup(this.parts, record)
  }

  groups(): LineGroup[] {
    return [...this.parts.world.groups.values()].map((record) => new LineGroup(this.parts, record))
  }

  /** Webhook posts, oldest first. */
  get deliveries(): readonly WebhookDelivery[] {
    return this.parts.webhooks.deliveries.all()
  }

  /** Names under which sends of this month are counted. */
  unitsThisMonth(channelName?: string): readonly string[] {
    return this.parts.insight.unitsThisMonth(this.parts.world.channel(channelName))
  }

  /** These people have seen, or clicked, what was last sent under this name; LINE tells how many on the next day. */
  noteInsight(unit: string, what: 'seen' | 'clicked', people: readonly { readonly userId: string }[]): void {
    const userIds = people.map(({ userId }) => userId)
    this.parts.insight.note(this.parts.world.channel(), unit, what, userIds)
    this.parts.changed('soon')
  }

  /** Messages counted against this month's quota. */
  quotaUsage(channelName?: string): number {
    return this.parts.quota.usage(this.parts.world.channel(channelName))
  }

  /** Everything that people do in `act` (called, not awaited) goes to the bot in one webhook body. */
  inOneBody(act: () => void): Promise<WebhookDelivery[]> {
    return this.parts.webhooks.inOneBody(act)
  }

  /** The same event again with `isRedelivery: true`; the id is in `deliveries`. */
  redeliver(eventId: string): Promise<WebhookDelivery> {
    return this.parts.webhooks.again(eventId, true)
  }

  /** The very same event a second time, as network routing can cause. */
  duplicate(eventId: string): Promise<WebhookDelivery> {
    return this.parts.webhooks.again(eventId, false)
  }

  /** Posts hand-made events, signed: an empty list, unknown types, anything. */
  postEvents(channelName: string, events: readonly WebhookEvent[]): Promise<WebhookDelivery> {
    return this.parts.webhooks.post(this.parts.world.channel(channelName), events)
  }

  /** Posts any bytes. `signature: null` leaves the header out; without one the bytes are signed. */
  postRaw(channelName: string, body: Buffer | string, raw: RawPost = {}): Promise<WebhookDelivery> {
    return this.parts.webhooks.postRaw(this.parts.world.channel(channelName), Buffer.from(body), raw)
  }

  /** A video or audio that was processing is now ready (or has failed). */
  finishTranscoding(messageId: string, status: 'succeeded' | 'failed' = 'succeeded'): void {
    const content = this.parts.world.contents.get(messageId)
    if (content) content.transcoding = status
  }

  /** Which phones the chat page shows at first: people in their private chats, or members in their group. */
  showPhones(phones: readonly { person: LinePerson; channel?: string; group?: LineGroup }[]): void {
    this.parts.world.phones = phones.map(({ person, channel, group }) => {
      const voice = group ? person.in(group) : channel === undefined ? person : person.with(channel)
      return { chat: voice.chatKey, as: person.userId }
    })
  }

  /** The chat page and its control API, to be mounted at /simulator. */
  get router(): Router {
    this.pageRouter ??= simulatorRouter(this, this.parts)
    return this.pageRouter
  }

  /** Resolves when no webhook post is in flight and none is planned. */
  settled(): Promise<void> {
    return this.parts.webhooks.settled()
  }

  async stop(): Promise<void> {
    this.parts.webhooks.stop()
    await Promise.all([this.api.stop(), this.data.stop()])
    this.state?.flush()
  }

  private personOf(userId: string): LinePerson {
    const known = this.persons.get(userId)
    if (known) return known
    const record = this.parts.world.people.get(userId)
    if (!record) throw new Error('There is no such person')
    const person = new LinePerson(this.parts, record)
    this.persons.set(userId, person)
    return person
  }
}
