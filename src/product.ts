// What the product is for whoever starts, fills or tests it, and what it must be given. It is built in app.ts.
import type { RequestListener } from 'node:http'
import type { Router as ExpressRouter } from 'express'
import type { Connection } from 'mongoose'
import type { Clock } from './clock.js'
import type { ChannelConfig } from './config.js'
import type { Worker } from './delivery/worker.js'
import type { FeatureDeps } from './features/feature-deps.js'
import type { Features } from './features/index.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics.js'

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
  /** Milliseconds in which a webhook must be stored; less than LINE's two seconds unless said. */
  readonly storingPatience?: number
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
