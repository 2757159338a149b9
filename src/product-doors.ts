// The doors from the internet, joined with what stands behind them.
import type { RequestListener } from 'node:http'
import type { LineFacts } from './conversation/line-facts.js'
import { answers } from './database.js'
import type { Inbox } from './delivery/inbox.js'
import type { Outbox } from './delivery/outbox.js'
import type { Worker } from './delivery/worker.js'
import type { Features } from './features/index.js'
import { createAgencyLook } from './features/settings/agency-look-rules.js'
import type { MediaStore } from './media/media-store.js'
import type { Metrics } from './metrics.js'
import type { ProductOptions } from './product.js'
import type { Audit } from './security/audit.js'
import type { HandedFiles } from './security/handed-files.js'
import type { Keyring } from './security/keyring.js'
import { createSharedCounts } from './security/shared-counts.js'
import { createConsoleRoutes } from './web/console/console-routes.js'
import { createFileRoutes } from './web/file-routes.js'
import { createGoRoutes } from './web/go-routes.js'
import { createHealthRoutes } from './web/health-routes.js'
import { createMediaRoutes } from './web/media-routes.js'
import { createAssetRoutes } from './web/pages/asset-routes.js'
import { createReporterWeb } from './web/reporter/reporter-web.js'
import { createStatisticsRoutes } from './web/statistics-routes.js'
import { createTrainingRoutes } from './web/training-routes.js'
import { createWebApp } from './web/web-app.js'
import { createWebhookDoor } from './web/webhook.js'

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
  readonly isGroupCommand: (channel: string, words: string) => boolean
}

export function doorsOf(doors: Doors): RequestListener {
  const { options, keyring, audit, media, files, features, metrics, inbox, outbox, worker } = doors
  const { lineFacts, isGroupCommand } = doors
  const { channels, connection, log } = options
  return createWebApp({
    webhook: createWebhookDoor({
      channels: channels.map(({ name, secrets }) => ({
        name,
        secrets,
        isGroupCommand: (words) => isGroupCommand(name, words),
      })),
      inbox,
      wake: () => worker.wake(),
      log,
      metrics,
      ...(options.storingPatience !== undefined && { patience: options.storingPatience }),
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
      createFileRoutes(files),
      createGoRoutes(features.campaigns.links),
      createReporterWeb({
        ...options,
        keyring,
        features,
        counts: createSharedCounts(connection, keyring, options.clock),
      }),
      createStatisticsRoutes({
        ...options,
        ...features,
        lookOf: createAgencyLook({ settings: features.settings.rules, media }),
      }),
      createConsoleRoutes({ ...options, features, audit }),
      createTrainingRoutes({
        trainings: features.trainings.rules,
        agencyName: options.agencyName,
        basicId: lineFacts.basicId,
      }),
    ],
    log,
    ...(options.simulator && { simulator: options.simulator }),
  })
}
