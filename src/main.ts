// Start and stop. The door opens first and answers 503 until everything behind it works, so that an orchestrator (and
// LINE, which delivers again) always hears something. Stopping finishes what is in work and loses nothing.
import { createServer, type RequestListener, type Server } from 'node:http'
import { resolve } from 'node:path'
import type th from '../locales/th/start.json'
import type { Product } from './app/product.js'
import type { Trial } from './app/trial.js'
import { type Config, readConfig } from './config/config.js'
import { openDatabase } from './database/database.js'
import { languages, loadTexts, reportMissingTexts, textsOf } from './i18n/texts.js'
import { createLog, type Log, problemOf } from './operation/log.js'

const say = textsOf<typeof th>('start')

/**
 * Milliseconds. Longer than proxies keep theirs (nginx 60 s, Traefik 90 s, Caddy 120 s): a connection that we close first may be
 * closed under the next report, and no proxy sends a report twice by itself.
 */
const idleConnectionsLive = 125_000

type Line = readonly [key: Parameters<typeof say>[1], values?: Readonly<Record<string, string | number>>]

/** For the person at the terminal: all of it in Thai, then all of it in English. */
function tell(lines: readonly Line[], to: NodeJS.WriteStream = process.stdout): void {
  const told = languages.map((language) =>
    lines.map(([key, values]) => say(language, key, values)).join('\n'),
  )
  to.write(`${told.join('\n\n')}\n`)
}

function listen(server: Server, port: number, host?: string): Promise<number> {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen({ port, ...(host !== undefined && { host }) }, () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

const notYet: RequestListener = (_request, response) => {
  response.writeHead(503, { 'retry-after': '1' }).end()
}

async function start(config: Config, log: Log): Promise<() => Promise<void>> {
  let answer: RequestListener = notYet
  const server = createServer((request, response) => answer(request, response))
  server.keepAliveTimeout = idleConnectionsLive
  const port = await listen(server, config.port)
  let onionAnswer: RequestListener = notYet
  const onionServer = createServer((request, response) => onionAnswer(request, response))
  // Tor runs on this machine: nobody else may say that they came through it.
  if (config.onion) await listen(onionServer, config.onion.port, '127.0.0.1')
  const publicUrl = config.publicUrl ?? `http://localhost:${port}`
  // The embedded database starts in its own thread while the program is read.
  const [database, { createProduct }, trial] = await Promise.all([
    openDatabase(config),
    import('./app/app.js'),
    config.channels.length === 0 ? openTrial(config.dataDir, port) : undefined,
  ])
  let product: Product | undefined
  let beside: Beside | undefined
  const stopping = new AbortController()

  async function stop(): Promise<void> {
    const servers = [server, onionServer]
    const closed = Promise.all(servers.map((one) => new Promise<void>((done) => one.close(() => done()))))
    for (const one of servers) one.closeIdleConnections()
    stopping.abort()
    await beside?.idle()
    await product?.stop()
    await trial?.stop()
    for (const one of servers) one.closeAllConnections()
    await closed
    await database.close()
  }

  try {
    product = createProduct({
      connection: database.connection,
      channels: trial?.channels ?? config.channels,
      secretKey: config.secretKey,
      publicUrl,
      trustedProxies: config.trustedProxies,
      agencyName: config.agencyName,
      space: config.space,
      ...(config.metricsToken !== undefined && { metricsToken: config.metricsToken }),
      ...(config.securityContact !== undefined && { securityContact: config.securityContact }),
      ...(config.assetsKey && { assetsKey: config.assetsKey }),
      ...(config.onion && { onionUrl: config.onion.url }),
      ...lineHosts(config, trial),
      ...(trial && { simulator: trial.simulator }),
      clock: () => new Date(),
      log,
    })
    await product.start()
    const demo = await trial?.fill(product)
    answer = product.web
    onionAnswer = product.onionWeb
    if (publicUrl.startsWith('https:') && config.trustedProxies.length === 0)
      log.warn('no proxy is trusted: all visitors behind one share its limits', {
        variable: 'TRUSTED_PROXIES',
      })
    if (config.production && !config.assetsKey)
      log.warn('the list of scripts is not signed', { variable: 'ASSETS_KEY' })
    announce(config, publicUrl, {
      embedded: database.embedded,
      demo,
      fingerprint: await fingerprintOf(config.assetsKey),
    })
    if (trial) beside = besideTheStart(product, trial, log, stopping.signal)
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

async function openTrial(dataDir: string, port: number): Promise<Trial> {
  const { startTrial } = await import('./app/trial.js')
  return startTrial(dataDir, port)
}

interface Beside {
  idle(): Promise<void>
}

/** Nobody waits for it: the rest of the demo, and the rich menus, which take seconds to draw. */
function besideTheStart(product: Product, trial: Trial, log: Log, signal: AbortSignal): Beside {
  const menus = trial
    .fillFurther(product)
    .catch((error: unknown) => log.warn('demo not filled', problemOf(error)))
    .then(() => import('./app/trial-menus.js'))
    .then(({ keepTrialMenus }) => keepTrialMenus(product, trial, log, signal))
  return { idle: async () => (await menus).idle() }
}

function lineHosts(config: Config, trial: Trial | undefined) {
  const api = trial?.apiBaseUrl ?? config.lineApiBaseUrl
  const data = trial?.dataApiBaseUrl ?? config.lineDataApiBaseUrl
  return {
    ...(api !== undefined && { lineApiBaseUrl: api }),
    ...(data !== undefined && { lineDataApiBaseUrl: data }),
  }
}

/** For whoever publishes it elsewhere: on paper, in the profile of the LINE account. */
async function fingerprintOf(assetsKey: Buffer | undefined): Promise<string | undefined> {
  if (!assetsKey) return undefined
  const { agencyKeyFrom } = await import('./security/agency-key.js')
  return (await agencyKeyFrom(assetsKey)).fingerprint
}

function announce(
  config: Config,
  url: string,
  {
    embedded,
    demo,
    fingerprint,
  }: {
    readonly embedded: boolean
    readonly demo: { staff: number; units: number } | undefined
    readonly fingerprint: string | undefined
  },
): void {
  tell([
    ['banner'],
    ...(demo
      ? ([
          ['chatPage', { url: `${url}/simulator` }],
          ['demo', { staff: demo.staff, units: demo.units }],
        ] as const)
      : ([['line', { url: `${url}/webhook` }]] as const)),
    ['statistics', { url: `${url}/statistics.json` }],
    ...(fingerprint === undefined ? [] : ([['agencyKey', { fingerprint }]] as const)),
    ...(embedded ? ([['embedded', { folder: resolve(config.dataDir) }]] as const) : []),
    ['stop'],
  ])
}

function stopOnSignals(stop: () => Promise<void>, log: Log): void {
  let stopping = false
  const onSignal = () => {
    if (stopping) return
    stopping = true
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('stopping failed', problemOf(error))
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

function refuse(error: unknown, port: number): never {
  const portTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  const reason = error instanceof Error ? error.message : typeof error
  const taken = portTaken && 'port' in error ? Number(error.port) : port
  tell([portTaken ? ['portTaken', { port: taken }] : ['refused', { reason }]], process.stderr)
  process.exit(1)
}

loadTexts()
let port = 0
try {
  const config = readConfig()
  port = config.port
  const log = createLog(config.logLevel)
  if (config.production) {
    reportMissingTexts(({ namespace, key }) => log.error('text missing', { name: `${namespace}.${key}` }))
  }
  stopOnSignals(await start(config, log), log)
} catch (error) {
  refuse(error, port)
}
