// What the product is for whoever starts, fills or tests it, and what it must be given. It is built in app.ts.
import type { RequestListener } from 'node:http'
import type { Router as ExpressRouter } from 'express'
import type { Connection } from 'mongoose'
import type { ChannelConfig } from '../config/config-channels.js'
import type { Worker } from '../delivery/worker.js'
import type { FeatureDeps } from '../features/feature-deps.js'
import type { Features } from '../features/index.js'
import type { FailedBecause, HeavyWork } from '../heavy-work/heavy-threads.js'
import type { Clock } from '../operation/clock.js'
import type { Log } from '../operation/log.js'
import type { Metrics } from '../operation/metrics.js'

export interface ProductOptions {
  readonly connection: Connection
  readonly channels: readonly ChannelConfig[]
  readonly secretKey: Buffer
  readonly publicUrl: string
  /** Addresses and networks whose `X-Forwarded-…` counts; absent: nobody's. */
  readonly trustedProxies?: readonly string[]
  readonly agencyName: { readonly th: string; readonly en: string }
  readonly lineApiBaseUrl?: string
  readonly lineDataApiBaseUrl?: string
  /** Milliseconds for one call to LINE. */
  readonly lineTimeout?: number
  /** Milliseconds in which a webhook must be stored; less than LINE's two seconds unless said. */
  readonly storingPatience?: number
  /** Opens `/metrics` to others than this machine. */
  readonly metricsToken?: string
  /** How many bytes of files are taken; as usual unless said. */
  readonly space?: FeatureDeps['space']
  /** Served at /.well-known/security.txt. */
  readonly securityContact?: string
  /** The reporters' pages behind Tor. */
  readonly onionUrl?: string
  /** Signs the list of what our pages load. */
  readonly assetsKey?: Uint8Array
  /** Another limit, or threads that several products share. */
  readonly makeHeavyWork?: (told: { readonly counted: (why: FailedBecause) => void }) => HeavyWork
  readonly clock: Clock
  readonly log: Log
  /** The chat page of the LINE stand-in. */
  readonly simulator?: ExpressRouter
}

export interface Product {
  readonly web: RequestListener
  /** What Tor alone may reach: the pages for the public, without limits per address. */
  readonly onionWeb: RequestListener
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
