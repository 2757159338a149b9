// The only reader of the environment, once, at start. What is wrong is refused with the variable's name and never with
// its value, because a value may be a secret.
import { isIP } from 'node:net'
import { z } from 'zod'
import { megabyte, type SpaceBudgets } from '../features/space/space-budgets.js'
import { trimmedEnd } from '../i18n/letters/trimmed-end.js'
import { exactBytes } from '../sealing/exact-bytes.js'
import { isOnionAddress } from '../web/server/onion-address.js'
import { type ChannelConfig, readChannels } from './config-channels.js'
import { ConfigRefused } from './config-refused.js'
import { createSecretFile, readSecretFile } from './config-secret-file.js'

/** Every variable with one sentence; README's table and this list are compared by a test. */
export const variables = {
  NODE_ENV: 'production refuses stand-ins and generated secrets',
  PORT: 'where we listen (3000)',
  PUBLIC_URL: 'how the world reaches us; https in production',
  ONION_URL: "http://….onion of the reporters' pages; needs ONION_PORT",
  ONION_PORT: 'where we listen for Tor, on this machine alone; needs ONION_URL',
  TRUSTED_PROXIES: 'addresses and networks whose X-Forwarded-For counts; none unless set',
  MONGODB_URI: 'a MongoDB; unset: the embedded one, in DATA_DIR',
  DATA_DIR: 'embedded database, generated secrets (./data)',
  LINE_CHANNEL_SECRET: "the channel's secret; unset together with the token: the LINE stand-in",
  LINE_CHANNEL_ACCESS_TOKEN: "the channel's access token",
  LINE_CHANNELS_FILE: 'instead of the two above: a JSON file of several channels',
  LINE_API_BASE_URL: 'another host for the Messaging API (tests, proxies)',
  LINE_DATA_API_BASE_URL: "another host for LINE's content",
  SECRET_KEY: '32 bytes in base64; required in production, generated in DATA_DIR otherwise',
  ASSETS_KEY: "32 bytes in base64: signs the list of our pages' scripts; npm run assets-key makes one",
  AGENCY_NAME: 'shown to people, in Thai',
  AGENCY_NAME_EN: 'shown to people, in English',
  FILES_MB_PER_ADDRESS: 'files that one address, chat or account may send in a day (400)',
  FILES_MB_PER_CASE: 'files that one case holds of each who sends for it (600)',
  FILES_MB_PER_DAY: 'files that the agency takes in a day; at most a fifth of FILES_MB_TOTAL (2000)',
  FILES_MB_TOTAL: 'files that the agency keeps in all (20000)',
  METRICS_TOKEN: 'opens /metrics to others than this machine; at least 20 letters, no blanks',
  SECURITY_CONTACT: 'mailto: or https: address for whoever found a hole; served at /.well-known/security.txt',
  LOG_LEVEL: 'debug, info, warn, error or silent (info)',
} as const

export type Environment = Readonly<Partial<Record<keyof typeof variables, string>>>

/** One that trusts everybody is none: whoever comes could write what they like. */
function isNetwork(written: string): boolean {
  const [address = '', bits, ...more] = written.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })

/** Not less than one whole report has: ten files of 10 MB, cleaned and untouched, wherever the end is drawn. */
const megabytes = (usual: number) => z.coerce.number().int().min(370).max(100_000_000).default(usual)

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: url.optional(),
  ONION_URL: z
    .string()
    .transform((written) => written.replace(/\/$/, ''))
    .refine(
      isOnionAddress,
      'must be http:// and the 56 letters of an onion service (version 3) without a slip',
    )
    .optional(),
  ONION_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((one) => one !== ''))
    .refine((list) => list.every(isNetwork), 'must be addresses or networks such as 10.0.0.5 or 10.0.0.0/24')
    .default([]),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  LINE_CHANNEL_SECRET: z.string().optional(),
  LINE_CHANNEL_ACCESS_TOKEN: z.string().optional(),
  LINE_CHANNELS_FILE: z.string().optional(),
  LINE_API_BASE_URL: url.optional(),
  LINE_DATA_API_BASE_URL: url.optional(),
  SECRET_KEY: z.string().optional(),
  ASSETS_KEY: z.string().optional(),
  AGENCY_NAME: z.string().default('หน่วยงานตัวอย่าง'),
  AGENCY_NAME_EN: z.string().default('Example Agency'),
  FILES_MB_PER_ADDRESS: megabytes(400),
  FILES_MB_PER_CASE: megabytes(600),
  FILES_MB_PER_DAY: megabytes(2000),
  FILES_MB_TOTAL: megabytes(20_000),
  METRICS_TOKEN: z
    .string()
    .regex(/^\S{20,}$/, 'must be at least 20 letters or digits without blanks (openssl rand -hex 24)')
    .optional(),
  SECURITY_CONTACT: z
    .string()
    .regex(
      /^(?:mailto:[^\s@]{1,100}@[^\s@]{1,200}|https:\/\/[^\s@]{1,300})$/,
      'must be a mailto: or https: address',
    )
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface Config {
  readonly production: boolean
  readonly port: number
  /** Without a slash at the end. Unset: http://localhost and the port that we listen on. */
  readonly publicUrl?: string
  /** The reporters' pages behind Tor; absent: there is none. */
  readonly onion?: { readonly url: string; readonly port: number }
  readonly trustedProxies: readonly string[]
  /** Unset: the embedded database. */
  readonly mongodbUri?: string
  readonly dataDir: string
  /** Empty: the LINE stand-in. */
  readonly channels: readonly ChannelConfig[]
  readonly lineApiBaseUrl?: string
  readonly lineDataApiBaseUrl?: string
  readonly secretKey: Buffer
  /** Signs the list of what our pages load; absent: it is unsigned. */
  readonly assetsKey?: Buffer
  readonly agencyName: { readonly th: string; readonly en: string }
  /** How many bytes of files are taken. */
  readonly space: SpaceBudgets
  /** Absent: `/metrics` is for this machine alone. */
  readonly metricsToken?: string
  /** For whoever found a hole; absent: there is no security.txt. */
  readonly securityContact?: string
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

function readSecretKey(env: z.infer<typeof environment>, production: boolean): Buffer {
  if (env.SECRET_KEY === undefined) {
    if (production)
      throw new ConfigRefused(
        'SECRET_KEY',
        'is required in production: 32 random bytes in base64 (openssl rand -base64 32)',
      )
    return readSecretFile(env.DATA_DIR) ?? createSecretFile(env.DATA_DIR)
  }
  const key = exactBytes(env.SECRET_KEY, 'base64')
  if (key?.length !== 32)
    throw new ConfigRefused(
      'SECRET_KEY',
      'must be 32 bytes in base64 and nothing else (openssl rand -base64 32)',
    )
  return key
}

function readOnion({ ONION_URL: onionUrl, ONION_PORT: port, PORT }: z.infer<typeof environment>) {
  if (onionUrl === undefined && port === undefined) return undefined
  if (onionUrl === undefined) throw new ConfigRefused('ONION_URL', 'is missing, while ONION_PORT is set')
  if (port === undefined) throw new ConfigRefused('ONION_PORT', 'is missing, while ONION_URL is set')
  // What Tor brings is told apart by the port alone.
  if (port !== 0 && port === PORT) throw new ConfigRefused('ONION_PORT', 'must be another than PORT')
  return { url: onionUrl, port }
}

function readSpace(env: z.infer<typeof environment>): SpaceBudgets {
  // What one day brings must not be all: administrators hear of four fifths in the morning.
  if (env.FILES_MB_PER_DAY * 5 > env.FILES_MB_TOTAL)
    throw new ConfigRefused('FILES_MB_PER_DAY', 'must be at most a fifth of FILES_MB_TOTAL')
  return {
    source: env.FILES_MB_PER_ADDRESS * megabyte,
    ofCase: env.FILES_MB_PER_CASE * megabyte,
    day: env.FILES_MB_PER_DAY * megabyte,
    total: env.FILES_MB_TOTAL * megabyte,
  }
}

function readAssetsKey({ ASSETS_KEY: written }: z.infer<typeof environment>, secretKey: Buffer) {
  if (written === undefined) return undefined
  const seed = exactBytes(written, 'base64')
  if (seed?.length !== 32)
    throw new ConfigRefused('ASSETS_KEY', 'must be 32 bytes in base64 and nothing else (npm run assets-key)')
  if (seed.equals(secretKey))
    throw new ConfigRefused(
      'ASSETS_KEY',
      'must not be the SECRET_KEY: make one of its own (npm run assets-key)',
    )
  return seed
}

function refuseStandInsInProduction(
  env: z.infer<typeof environment>,
  channels: readonly ChannelConfig[],
): void {
  if (channels.length === 0)
    throw new ConfigRefused(
      'LINE_CHANNEL_SECRET',
      'is required in production, where the LINE stand-in does not run',
    )
  if (env.MONGODB_URI === undefined)
    throw new ConfigRefused(
      'MONGODB_URI',
      'is required in production, where the embedded database does not run',
    )
  if (!env.PUBLIC_URL?.startsWith('https://'))
    throw new ConfigRefused('PUBLIC_URL', 'is required in production and must begin with https://')
}

/** Reads and checks all variables. An empty value counts as unset. Throws ConfigRefused. */
export function readConfig(env: Environment = process.env): Config {
  const given = Object.fromEntries(
    Object.keys(variables).flatMap((name) => {
      const value = env[name as keyof typeof variables]
      return value === undefined || value === '' ? [] : [[name, value]]
    }),
  )
  const read = environment.safeParse(given)
  if (!read.success) {
    const issue = read.error.issues[0]
    throw new ConfigRefused(String(issue?.path[0]), `cannot be used: ${issue?.message}`)
  }
  const production = read.data.NODE_ENV === 'production'
  const channels = readChannels(read.data)
  if (production) refuseStandInsInProduction(read.data, channels)
  const onion = readOnion(read.data)
  const secretKey = readSecretKey(read.data, production)
  const assetsKey = readAssetsKey(read.data, secretKey)
  const { PUBLIC_URL, MONGODB_URI, LINE_API_BASE_URL, LINE_DATA_API_BASE_URL } = read.data
  return {
    production,
    port: read.data.PORT,
    ...(PUBLIC_URL !== undefined && { publicUrl: trimmedEnd(PUBLIC_URL, '/') }),
    ...(MONGODB_URI !== undefined && { mongodbUri: MONGODB_URI }),
    ...(onion && { onion }),
    trustedProxies: read.data.TRUSTED_PROXIES,
    dataDir: read.data.DATA_DIR,
    channels,
    ...(LINE_API_BASE_URL !== undefined && { lineApiBaseUrl: trimmedEnd(LINE_API_BASE_URL, '/') }),
    ...(LINE_DATA_API_BASE_URL !== undefined && {
      lineDataApiBaseUrl: trimmedEnd(LINE_DATA_API_BASE_URL, '/'),
    }),
    secretKey,
    ...(assetsKey && { assetsKey }),
    agencyName: { th: read.data.AGENCY_NAME, en: read.data.AGENCY_NAME_EN },
    space: readSpace(read.data),
    ...(read.data.METRICS_TOKEN !== undefined && { metricsToken: read.data.METRICS_TOKEN }),
    ...(read.data.SECURITY_CONTACT !== undefined && { securityContact: read.data.SECURITY_CONTACT }),
    logLevel: read.data.LOG_LEVEL,
  }
}
