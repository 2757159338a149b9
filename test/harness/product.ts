// The whole product for a story: real HTTP to POST /webhook, a real MongoDB protocol, the LINE stand-in. Only the clock
// is handed in, and the log is kept so that a test can look for what must not be there.
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { type LinePlatform, startLinePlatform } from 'line-stand-in'
import type { Connection } from 'mongoose'
import { createProduct } from '../../src/app/app.js'
import type { Product, ProductOptions } from '../../src/app/product.js'
import type { ChannelConfig } from '../../src/config/config-channels.js'
import type { Log } from '../../src/operation/log.js'
import { keptLog } from './kept-log.js'
import { sharedHeavyWork } from './shared-heavy-work.js'
import { openTestDatabase } from './test-database.js'

export interface TestChannel {
  readonly name: string
  readonly provider?: string
  readonly features?: readonly string[]
}

export interface StartOptions {
  readonly channels?: readonly TestChannel[]
  /** Where time begins; it stands still unless `passTime` moves it. Absent: the real clock. */
  readonly now?: Date
  readonly platform?: Partial<Parameters<typeof startLinePlatform>[0]>
  readonly product?: Partial<ProductOptions>
  /** What the world calls this machine; a number unless said. */
  readonly host?: string
}

export interface RunningProduct {
  readonly platform: LinePlatform
  readonly product: Product
  readonly connection: Connection
  /** The files of the embedded database; absent on a real MongoDB. */
  readonly dataDir?: string
  readonly url: string
  /** What the product writes its log with. */
  readonly log: Log
  /** Everything that was logged, as text. */
  readonly logged: () => string
  passTime(milliseconds: number): void
  now(): Date
  /** Until every webhook was answered and everything that can be done now is done. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** A story is not about LINE's two seconds: on a busy machine an event that was stored later would be missed, as if unheard. */
const patience = 120_000

export async function startProduct(options: StartOptions = {}): Promise<RunningProduct> {
  const names = options.channels ?? [{ name: 'main' }]
  const secrets = names.map(({ name }) => ({
    name,
    secret: `secret-of-${name}`,
    accessToken: `token-of-${name}`,
  }))
  let time = options.now
  const clock = () => new Date(time ?? Date.now())
  const database = await openTestDatabase()
  const server = createServer()
  // A busy machine may leave a connection alone for longer than the usual five seconds between two requests of one test; closed
  // in that moment, the next request would fail.
  server.keepAliveTimeout = 0
  const url = await listen(server, options.host)
  const platform = await startLinePlatform({
    channels: names.map(({ name, provider }, index) => ({
      name,
      secret: `secret-of-${name}`,
      accessToken: `token-of-${name}`,
      botName: 'สุจริต',
      ...(provider !== undefined && { provider }),
      webhookUrl: index === 0 ? `${url}/webhook` : `${url}/webhook/${name}`,
    })),
    clock: () => clock().getTime(),
    webhookTimeoutMs: patience,
    ...options.platform,
  })
  const { log, lines } = keptLog()
  const channels: ChannelConfig[] = secrets.map(({ name, secret, accessToken }, index) => {
    const features = names[index]?.features
    return { name, secrets: [secret], accessToken, ...(features && { features }) }
  })
  const product = createProduct({
    connection: database.connection,
    channels,
    secretKey: randomBytes(32),
    publicUrl: url,
    trustedProxies: ['127.0.0.1', '::1'],
    agencyName: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
    lineApiBaseUrl: platform.apiBaseUrl,
    lineDataApiBaseUrl: platform.dataApiBaseUrl,
    clock,
    log,
    simulator: platform.router,
    storingPatience: patience,
    makeHeavyWork: () => sharedHeavyWork,
    ...options.product,
  })
  server.on('request', product.web)
  await product.start()

  return {
    platform,
    product,
    connection: database.connection,
    ...(database.dataDir !== undefined && { dataDir: database.dataDir }),
    url,
    log,
    logged: () => lines.join(''),
    passTime(milliseconds) {
      if (!time) throw new Error('Give startProduct a `now` before passing time')
      time = new Date(time.getTime() + milliseconds)
    },
    now: clock,
    async settle() {
      await platform.settled()
      await product.worker.drain()
    },
    async stop() {
      await platform.settled()
      await product.stop()
      await platform.stop()
      await new Promise((done) => {
        server.close(done)
        server.closeAllConnections()
      })
      await database.close()
    },
  }
}

function listen(server: Server, host = '127.0.0.1'): Promise<string> {
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(`http://${host}:${typeof address === 'object' && address !== null ? address.port : 0}`)
    })
  })
}
