// The doors from the internet, joined with what stands behind them.
import type { LineFacts } from '../conversation/line-facts.js'
import { answers } from '../database/database.js'
import type { Inbox } from '../delivery/inbox/inbox.js'
import type { Outbox } from '../delivery/outbox/outbox.js'
import type { Worker } from '../delivery/worker.js'
import type { Features } from '../features/index.js'
import { createAgencyLook } from '../features/settings/agency-look-rules.js'
import type { HeavyWork } from '../heavy-work/heavy-threads.js'
import type { MediaStore } from '../media/media-store.js'
import type { Metrics } from '../operation/metrics.js'
import type { Audit } from '../security/audit/audit.js'
import type { HandedFiles } from '../security/handed-files.js'
import type { Keyring } from '../security/keyring.js'
import { createSharedCounts } from '../security/reports/shared-counts.js'
import { createConsoleRoutes } from '../web/console/server/console-routes.js'
import { createViewerRoutes } from '../web/files/viewer/viewer-routes.js'
import { createAssetRoutes } from '../web/pages/asset-routes.js'
import { createReporterWeb } from '../web/reporter/server/reporter-web.js'
import { createFileRoutes } from '../web/server/file-routes.js'
import { createGoRoutes } from '../web/server/go-routes.js'
import { createHealthRoutes } from '../web/server/health-routes.js'
import { createMediaRoutes } from '../web/server/media-routes.js'
import { createSecurityTxt } from '../web/server/security-txt.js'
import { createWebApp } from '../web/server/web-app.js'
import { createStatisticsRoutes } from '../web/statistics/statistics-routes.js'
import { createTrainingRoutes } from '../web/trainings/training-routes.js'
import { createWebhookDoor } from '../web/webhook/webhook.js'
import type { Product, ProductOptions } from './product.js'

interface Doors {
  readonly options: ProductOptions
  readonly keyring: Keyring
  readonly audit: Audit
  readonly media: MediaStore
  readonly files: HandedFiles
  readonly features: Features
  readonly metrics: Metrics
  readonly inbox: Inbox
  readonly outbox: Outbox
  readonly worker: Worker
  readonly lineFacts: LineFacts
  readonly heavyWork: Pick<HeavyWork, 'run'>
  readonly isGroupCommand: (channel: string, words: string) => boolean
}

export function doorsOf(doors: Doors): Pick<Product, 'web' | 'onionWeb'> {
  const { options, keyring, audit, media, files, features, metrics, inbox, outbox, worker } = doors
  const { lineFacts, heavyWork, isGroupCommand } = doors
  const { channels, connection, log } = options
  const counts = createSharedCounts(connection, keyring, options.clock)
  return createWebApp({
    webhook: createWebhookDoor({
      channels: channels.map(({ name, secrets }) => ({
        name,
        secrets,
        isGroupCommand: (words) => isGroupCommand(name, words),
      })),
      inbox,
      wake: () => worker.wake(),
      clock: options.clock,
      log,
      metrics,
      ...(options.storingPatience !== undefined && { patience: options.storingPatience }),
    }),
    routers: [
      createHealthRoutes({
        metrics,
        ...(options.metricsToken !== undefined && { metricsToken: options.metricsToken }),
        parts: async () => ({ database: await answers(connection), worker: worker.running() }),
        measure: async () => {
          metrics.deadLetters.set({ box: 'inbox' }, await inbox.dead())
          metrics.deadLetters.set({ box: 'outbox' }, await outbox.dead())
        },
      }),
      createSecurityTxt(options),
      createMediaRoutes(media),
      createAssetRoutes(options),
      createViewerRoutes(),
      createFileRoutes(files),
      createGoRoutes(features.campaigns.links),
      createReporterWeb({ ...options, keyring, features, counts }),
      createStatisticsRoutes({
        ...options,
        ...features,
        heavyWork,
        lookOf: createAgencyLook({ settings: features.settings.rules, media }),
      }),
      createConsoleRoutes({ ...options, keyring, counts, features, audit }),
      createTrainingRoutes({
        trainings: features.trainings.rules,
        agencyName: options.agencyName,
        basicId: lineFacts.basicId,
      }),
    ],
    log,
    publicUrl: options.publicUrl,
    onionUrl: options.onionUrl,
    trustedProxies: options.trustedProxies ?? [],
    agencyName: options.agencyName,
    ...(options.simulator && { simulator: options.simulator }),
  })
}
