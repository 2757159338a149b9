// The only place where the rooms are joined. Tests build the whole product from here; main.ts only starts and stops it.
import type { RequestListener } from 'node:http'
import type { Router as ExpressRouter } from 'express'
import type { Connection } from 'mongoose'
import { campaignErrands, multicastOf } from './campaign-errands.js'
import { featuresOf } from './channel-features.js'
import type { Clock } from './clock.js'
import type { ChannelConfig } from './config.js'
import { createDialogStore } from './conversation/dialog-store.js'
import type { Feature } from './conversation/feature.js'
import type { LineFacts } from './conversation/line-facts.js'
import { createRouter, type Router } from './conversation/router.js'
import { createTurnTaking } from './conversation/turn-taking.js'
import { answers } from './database.js'
import { createBulkModel } from './delivery/bulk-model.js'
import { createInbox } from './delivery/inbox.js'
import { createInboxClaims } from './delivery/inbox-claims.js'
import { createInboxModel } from './delivery/inbox-model.js'
import { createOutbox } from './delivery/outbox.js'
import { createOutboxModel } from './delivery/outbox-model.js'
import type { SendingDeps, Settled } from './delivery/outbox-sending.js'
import { createSendTries } from './delivery/send-tries.js'
import { createWorker, type Worker } from './delivery/worker.js'
import type { FeatureDeps } from './features/feature-deps.js'
import { createFeatures, type Features } from './features/index.js'
import { dayInBangkok } from './i18n/thai-calendar.js'
import { createDailyLetters } from './jobs/daily-letters.js'
import { type Errands, withErrands } from './jobs/errands.js'
import { createJobElections } from './jobs/job-elections.js'
import { createReporterNotices } from './jobs/reporter-notices.js'
import { type Job, jobsOf, type Schedule, startSchedule } from './jobs/schedule.js'
import { createLineClient, type LineClient } from './line/line-client.js'
import type { Log } from './log.js'
import { createMediaStore } from './media/media-store.js'
import { createMetrics, type Metrics } from './metrics.js'
import { rememberFor } from './remember-for.js'
import { type RichMenus, richMenusOf } from './rich-menus.js'
import { createAudit } from './security/audit.js'
import { openAddress } from './security/chat-address.js'
import { createKeyring } from './security/keyring.js'
import { createConsoleRoutes } from './web/console/console-routes.js'
import { createGoRoutes } from './web/go-routes.js'
import { createHealthRoutes } from './web/health-routes.js'
import { createMediaRoutes } from './web/media-routes.js'
import { createAssetRoutes } from './web/pages/asset-routes.js'
import { createReporterWeb } from './web/reporter/reporter-web.js'
import { createStatisticsRoutes } from './web/statistics-routes.js'
import { createWebApp } from './web/web-app.js'
import { createWebhookDoor } from './web/webhook.js'

export interface ProductOptions {
  readonly connection: Connection
  readonly channels: readonly ChannelConfig[]
  readonly secretKey: Buffer
  readonly publicUrl: string
  readonly agencyName: { readonly th: string; readonly en: string }
  readonly lineApiBaseUrl?: string
  readonly lineDataApiBaseUrl?: string
  /** Milliseconds for one call to LINE. */
  readonly lineTimeout?: number
  readonly clock: Clock
  readonly log: Log
  /** The chat page of the LINE stand-in. */
  readonly simulator?: ExpressRouter
}

export interface Product {
  readonly web: RequestListener
  readonly worker: Worker
  readonly features: Features
  /** What the features were given, for whoever fills or inspects them from outside. */
  readonly deps: FeatureDeps
  readonly metrics: Metrics
  /** Indexes are built, the worker works, the jobs are set. */
  start(): Promise<void>
  stop(): Promise<void>
  runJob(name: string): Promise<number>
}

export function createProduct(options: ProductOptions): Product {
  const { connection, channels, clock, log } = options
  const metrics = createMetrics()
  const keyring = createKeyring(options.secretKey)
  const audit = createAudit(connection, clock)
  const media = createMediaStore(connection, clock)
  const lines = new Map(channels.map((channel) => [channel.name, lineClientFor(channel, options)]))
  const lineOf = (channel: string): LineClient => {
    const line = lines.get(channel)
    if (!line) throw new Error(`No LINE channel is configured under the name ${channel}`)
    return line
  }
  const lineFacts: LineFacts = {
    quota: (channel) => lineOf(channel).quota(),
    memberCount: (group) => lineOf(group.channel).memberCount(openAddress(keyring, group)),
  }
  const deps: FeatureDeps = {
    connection,
    keyring,
    clock,
    audit,
    media,
    lineFacts,
    publicUrl: options.publicUrl,
    agencyName: options.agencyName,
    featuresOn: (name) => channels.find((channel) => channel.name === name)?.features,
  }
  const features = createFeatures(deps)

  const richMenus = richMenusOf({ ...options, keyring, features })

  const inboxModel = createInboxModel(connection)
  const inbox = createInbox({ model: inboxModel, keyring, clock })
  const claims = createInboxClaims({ model: inboxModel, clock })
  const tried = createSendTries(metrics, log)
  const push: SendingDeps['push'] = (channel, to, messages, retryKey) =>
    lineOf(channel).push(to, messages, retryKey)
  const outbox = createOutbox({
    model: createOutboxModel(connection),
    keyring,
    clock,
    reply: (channel, token, messages) => lineOf(channel).reply(token, messages),
    push,
    tried,
    settled: (receipt, settled) => tellFeature(features.list, receipt, settled),
  })
  const sending = { multicast: multicastOf(lineOf), push, tried }
  const bulkModel = createBulkModel(connection)
  const errands = campaignErrands({ model: bulkModel, keyring, clock, log, features, outbox, sending })

  const store = createDialogStore(connection, keyring, clock)
  const routers = new Map(
    channels.map((channel) => [
      channel.name,
      createRouter({
        features: featuresOf(channel, features.list),
        store,
        audit,
        agencyName: options.agencyName,
      }),
    ]),
  )
  const routerOf = (channel: string): Router => {
    const router = routers.get(channel)
    if (!router) throw new Error(`No LINE channel is configured under the name ${channel}`)
    return router
  }
  const turnTaking = createTurnTaking({
    keyring,
    routerOf,
    recognise: (who) => features.people.rules.recognise(who),
    content: (channel, messageId) => lineOf(channel).content(messageId),
    messageKey: inbox.messageKey,
    parked: rememberFor(30_000, clock, (channel) => outbox.parked(channel)),
  })
  const worker = createWorker({
    inbox,
    claims,
    outbox,
    clock,
    log,
    metrics,
    takeTurn: (received) => turnTaking.take(received),
    apologise: (received) => turnTaking.apologise(received),
  })

  const sendNotices = createReporterNotices(features.tips.noticeLetters, outbox, clock)
  const postDaily = createDailyLetters({ channels, outbox, clock })
  const jobs = jobsOf({
    async sendAcknowledgementReminders() {
      const today = dayInBangkok(clock())
      let count = 0
      for (const channel of channels) {
        const { outgoing, posted } = await features.acknowledgements.dailyMessages(today, channel.name)
        await outbox.post(outgoing, { sendNow: false })
        await posted()
        count += outgoing.length
      }
      worker.wakeOutbox()
      return count
    },
    async purgeExpiredDrafts() {
      const expired = await store.expired(500)
      for (const dialog of expired) {
        await routers.get(dialog.channel)?.closeExpired(dialog)
        await store.empty(dialog.key)
      }
      return expired.length + (await features.tips.purgeExpired()) + (await features.cases.purgeExpired())
    },
    sendGiftLetters: () => postDaily(features.gifts.letters).finally(() => worker.wakeOutbox()),
    retryParkedLetters: async () => (await outbox.unpark()) + (await features.campaigns.runs.rules.unpark()),
    reconcileStatistics: async () => (await features.statistics.rules.reconcile()).length,
    linkRichMenus: richMenus.linkDue,
    compareRichMenus: richMenus.compareAll,
    sendGroupHint: () => postDaily(features.groupHint).finally(() => worker.wakeOutbox()),
    sendNotices: () => sendNotices().finally(() => worker.wakeOutbox()),
    numberCases: features.cases.numbers.issue,
    sendCaseLetters: () => postDaily(features.cases.letters).finally(() => worker.wakeOutbox()),
    destroyDueCases: features.cases.retention.destroyDue,
    cutAudit: features.cases.retention.cutAudit,
  })

  const web = createWebApp({
    webhook: createWebhookDoor({
      channels: channels.map(({ name, secrets }) => ({
        name,
        secrets,
        isGroupCommand: (words) => routerOf(name).isGroupCommand(words),
      })),
      inbox,
      wake: () => worker.wake(),
      log,
      metrics,
    }),
    routers: [
      createHealthRoutes({
        metrics,
        parts: async () => ({ database: await answers(connection), worker: worker.running() }),
        measure: async () => {
          metrics.deadLetters.set({ box: 'inbox' }, await inbox.dead())
          metrics.deadLetters.set({ box: 'outbox' }, await outbox.dead())
        },
      }),
      createMediaRoutes(media),
      createAssetRoutes(),
      createGoRoutes(features.campaigns.links),
      createReporterWeb({ ...options, keyring, features }),
      createStatisticsRoutes({ statistics: features.statistics.rules, clock }),
      createConsoleRoutes({ ...options, features, audit }),
    ],
    log,
    ...(options.simulator && { simulator: options.simulator }),
  })

  return {
    web,
    worker: withErrands(worker, errands),
    features,
    deps,
    metrics,
    ...lifeOf({ connection, clock, log, worker, errands, jobs, richMenus }),
  }
}

interface Living {
  readonly connection: Connection
  readonly clock: Clock
  readonly log: Log
  readonly worker: Worker
  readonly errands: Errands
  readonly jobs: readonly Job[]
  readonly richMenus: Pick<RichMenus, 'idle'>
}

function lifeOf({
  connection,
  clock,
  log,
  worker,
  errands,
  jobs,
  richMenus,
}: Living): Pick<Product, 'start' | 'stop' | 'runJob'> {
  let schedule: Schedule | undefined
  const elections = createJobElections(connection, clock)
  return {
    async start() {
      await Promise.all(Object.values(connection.models).map((model) => model.init()))
      schedule = startSchedule(jobs, elections, log)
      worker.start()
      errands.start()
    },
    async stop() {
      await schedule?.stop()
      await errands.stop()
      await worker.stop()
      await richMenus.idle()
    },
    async runJob(name) {
      if (!schedule) throw new Error('The jobs have not been started')
      return schedule.runNow(name)
    },
  }
}

function lineClientFor(channel: ChannelConfig, options: ProductOptions): LineClient {
  return createLineClient({
    accessToken: channel.accessToken,
    ...(options.lineApiBaseUrl !== undefined && { apiBaseUrl: options.lineApiBaseUrl }),
    ...(options.lineDataApiBaseUrl !== undefined && { dataApiBaseUrl: options.lineDataApiBaseUrl }),
    ...(options.lineTimeout !== undefined && { timeout: options.lineTimeout }),
  })
}

async function tellFeature(
  list: readonly Feature[],
  receipt: { feature: string; id: string },
  settled: Settled,
): Promise<void> {
  await list.find(({ name }) => name === receipt.feature)?.settled?.(receipt.id, settled)
}
