// The only place where the rooms are joined. Tests build the whole product from here; main.ts only starts and stops it.

import type { ChannelConfig } from '../config/config-channels.js'
import { createDialogStore } from '../conversation/dialog-store.js'
import type { Feature } from '../conversation/feature.js'
import type { LineFacts } from '../conversation/line-facts.js'
import { createRouter, type Router } from '../conversation/router.js'
import { createTurnTaking } from '../conversation/turn-taking.js'
import { createBulkModel } from '../delivery/bulk/bulk-model.js'
import type { BulkSendingDeps } from '../delivery/bulk/bulk-sending.js'
import { createInbox } from '../delivery/inbox/inbox.js'
import { createInboxClaims } from '../delivery/inbox/inbox-claims.js'
import { createInboxModel } from '../delivery/inbox/inbox-model.js'
import { createOutbox } from '../delivery/outbox/outbox.js'
import { createOutboxModel } from '../delivery/outbox/outbox-model.js'
import type { Settled } from '../delivery/outbox/outbox-sending.js'
import { createSendTries } from '../delivery/send-tries.js'
import { createWorker } from '../delivery/worker.js'
import type { LineInsight } from '../features/campaigns/results/line-insight-rules.js'
import type { FeatureDeps } from '../features/feature-deps.js'
import { createFeatures } from '../features/index.js'
import { createReportRunner } from '../features/ita/report-runner-job.js'
import { richMenusOf } from '../features/menus/rich-menus.js'
import { createHeavyWork } from '../heavy-work/heavy-threads.js'
import { createErrands, jointErrands, withErrands } from '../jobs/errands.js'
import { jobsOf } from '../jobs/schedule.js'
import { createLineClient, type LineClient } from '../line/line-client.js'
import { createMediaStore } from '../media/media-store.js'
import { createMetrics } from '../operation/metrics.js'
import { rememberFor } from '../operation/remember-for.js'
import { createAudit } from '../security/audit/audit.js'
import { createChainSeals } from '../security/audit/chain-seals.js'
import { sealOldChains } from '../security/audit/chain-seals-upgrade.js'
import { openAddress } from '../security/chat-address.js'
import { createHandedFiles } from '../security/handed-files.js'
import { createKeyring } from '../security/keyring.js'
import { campaignErrands, multicastOf } from './campaign-errands.js'
import { featuresOf } from './channel-features.js'
import type { Product, ProductOptions } from './product.js'
import { doorsOf } from './product-doors.js'
import { lifeOf } from './product-life.js'
import { workOf } from './product-work.js'

export function createProduct(options: ProductOptions): Product {
  const { connection, channels, clock, log } = options
  const metrics = createMetrics()
  const keyring = createKeyring(options.secretKey)
  const audit = createAudit(connection, clock, keyring)
  const media = createMediaStore(connection, clock)
  const files = createHandedFiles({ connection, clock, audit, publicUrl: options.publicUrl })
  const lines = new Map(channels.map((channel) => [channel.name, lineClientFor(channel, options)]))
  const lineOf = (channel: string): LineClient => {
    const line = lines.get(channel)
    if (!line) throw new Error(`No LINE channel is configured under the name ${channel}`)
    return line
  }
  const lineFacts: LineFacts = {
    quota: (channel) => lineOf(channel).quota(),
    memberCount: (group) => lineOf(group.channel).memberCount(openAddress(keyring, group)),
    // A channel that is configured no more has no id any more; what was opened on it goes on without.
    basicId: async (channel) => lines.get(channel)?.basicId(),
  }
  const lineInsight: LineInsight = {
    unitsUsed: (channel) => lineOf(channel).unitsUsed(),
    unitFigures: async (channel, unit, from, to) => lines.get(channel)?.unitFigures(unit, from, to),
  }
  const makeHeavyWork = options.makeHeavyWork ?? createHeavyWork
  const heavyWork = makeHeavyWork({ counted: (outcome) => metrics.heavyWork.inc({ outcome }) })
  const deps: FeatureDeps = {
    connection,
    keyring,
    clock,
    audit,
    media,
    files,
    lineFacts,
    heavyWork,
    post: (letters) => outbox.post(letters, { sendNow: false }),
    publicUrl: options.publicUrl,
    agencyName: options.agencyName,
    ...(options.space && { space: options.space }),
    featuresOn: (name) => channels.find((channel) => channel.name === name)?.features,
  }
  const features = createFeatures(deps)

  const richMenus = richMenusOf({ ...options, keyring, features })

  const inboxModel = createInboxModel(connection)
  const inbox = createInbox({ model: inboxModel, keyring, clock })
  const claims = createInboxClaims({ model: inboxModel, clock })
  const tried = createSendTries(metrics, log)
  const push: BulkSendingDeps['push'] = (channel, to, messages, retryKey, unit) =>
    lineOf(channel).push(to, messages, retryKey, unit)
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
  const people = features.people.rules
  people.whenRolesEnd(async ({ key, left }) => void (await outbox.withdraw(key, left)))
  const makeReports = createReportRunner({
    ...{ ita: features.ita, files, outbox, log },
    rolesOf: async ({ channel, key }) => (await people.recognise({ channel, senderKey: key })).person.roles,
  })
  const errands = jointErrands([
    campaignErrands({ model: bulkModel, keyring, clock, log, features, outbox, sending, lineInsight }),
    createErrands(makeReports, log),
  ])

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

  const jobs = jobsOf(
    workOf({
      ...{
        channels,
        clock,
        log,
        audit,
        features,
        outbox,
        worker,
        store,
        routers,
        richMenus,
        files,
        lineInsight,
      },
    }),
  )
  const { web, onionWeb } = doorsOf({
    ...{
      options,
      keyring,
      audit,
      media,
      files,
      features,
      metrics,
      inbox,
      outbox,
      worker,
      lineFacts,
      heavyWork,
    },
    isGroupCommand: (channel, words) => routerOf(channel).isGroupCommand(words),
  })

  return {
    web,
    onionWeb,
    worker: withErrands(worker, errands),
    features,
    deps,
    metrics,
    ...lifeOf({
      ...{ connection, clock, log, worker, errands, jobs, richMenus, heavyWork },
      async prepare() {
        await sealOldChains(connection, createChainSeals(connection, keyring), audit)
        await features.cases.deskUpkeep.buildIfMissing()
        await features.cases.countKeptFiles()
      },
    }),
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
