// The only reader of the environment, once, at start. What is wrong is refused with the variable's name and never with
// its value, because a value may be a secret.
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { createSecretFile, readSecretFile } from './config-secret-file.js'

/** How a channel is called that has no name in a file; the stand-in's, too. */
const onlyChannel = 'main'

const channelName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'must be lower-case letters, digits and hyphens')

const channelsFile = z
  .array(
    z.strictObject({
      name: channelName,
      secret: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2)]),
      accessToken: z.string().min(1),
      features: z.array(z.string()).optional(),
    }),
  )
  .min(1)
  .refine(
    (channels) => new Set(channels.map(({ name }) => name)).size === channels.length,
    'names must differ',
  )

export interface ChannelConfig {
  readonly name: string
  /** Two while a secret is being changed. */
  readonly secrets: readonly string[]
  readonly accessToken: string
  /** Absent: every feature. */
  readonly features?: readonly string[]
}

/** Every variable with one sentence; README's table and this list are compared by a test. */
export const variables = {
  NODE_ENV: 'production refuses stand-ins and generated secrets',
  PORT: 'where we listen (3000)',
  PUBLIC_URL: 'how the world reaches us; https in production',
  MONGODB_URI: 'a MongoDB; unset: the embedded one, in DATA_DIR',
  DATA_DIR: 'embedded database, generated secrets (./data)',
  LINE_CHANNEL_SECRET: "the channel's secret; unset together with the token: the LINE stand-in",
  LINE_CHANNEL_ACCESS_TOKEN: "the channel's access token",
  LINE_CHANNELS_FILE: 'instead of the two above: a JSON file of several channels',
  LINE_API_BASE_URL: 'another host for the Messaging API (tests, proxies)',
  LINE_DATA_API_BASE_URL: "another host for LINE's content",
  SECRET_KEY: '32 bytes in base64; required in production, generated in DATA_DIR otherwise',
  AGENCY_NAME: 'shown to people, in Thai',
  AGENCY_NAME_EN: 'shown to people, in English',
  LOG_LEVEL: 'debug, info, warn, error or silent (info)',
} as const

export type Environment = Readonly<Partial<Record<keyof typeof variables, string>>>

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: url.optional(),
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
  AGENCY_NAME: z.string().default('หน่วยงานตัวอย่าง'),
  AGENCY_NAME_EN: z.string().default('Example Agency'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface Config {
  readonly production: boolean
  readonly port: number
  /** Without a slash at the end. Unset: http://localhost and the port that we listen on. */
  readonly publicUrl?: string
  /** Unset: the embedded database. */
  readonly mongodbUri?: string
  readonly dataDir: string
  /** Empty: the LINE stand-in. */
  readonly channels: readonly ChannelConfig[]
  readonly lineApiBaseUrl?: string
  readonly lineDataApiBaseUrl?: string
  readonly secretKey: Buffer
  readonly agencyName: { readonly th: string; readonly en: string }
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Something in the environment cannot be used. The message names the variable and says what to do. */
export class ConfigRefused extends Error {
  constructor(
    readonly variable: string,
    why: string,
  ) {
    super(`${variable} ${why}`)
  }
}

function readChannels(env: z.infer<typeof environment>): ChannelConfig[] {
  const { LINE_CHANNELS_FILE: file, LINE_CHANNEL_SECRET: secret, LINE_CHANNEL_ACCESS_TOKEN: token } = env
  if (file !== undefined) {
    if (secret !== undefined || token !== undefined) {
      throw new ConfigRefused(
        'LINE_CHANNELS_FILE',
        'is set beside LINE_CHANNEL_SECRET or LINE_CHANNEL_ACCESS_TOKEN: keep one of the two ways',
      )
    }
    return readChannelsFile(file)
  }
  if (secret === undefined && token === undefined) return []
  if (secret === undefined)
    throw new ConfigRefused('LINE_CHANNEL_SECRET', 'is missing, while LINE_CHANNEL_ACCESS_TOKEN is set')
  if (token === undefined)
    throw new ConfigRefused('LINE_CHANNEL_ACCESS_TOKEN', 'is missing, while LINE_CHANNEL_SECRET is set')
  return [{ name: onlyChannel, secrets: [secret], accessToken: token }]
}

function readChannelsFile(file: string): ChannelConfig[] {
  if (!existsSync(file)) throw new ConfigRefused('LINE_CHANNELS_FILE', 'names a file that is not there')
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new ConfigRefused('LINE_CHANNELS_FILE', 'is not JSON')
  }
  const read = channelsFile.safeParse(json)
  if (!read.success) {
    const issue = read.error.issues[0]
    throw new ConfigRefused(
      'LINE_CHANNELS_FILE',
      `is wrong at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`,
    )
  }
  return read.data.map(({ name, secret, accessToken, features }) => ({
    name,
    secrets: typeof secret === 'string' ? [secret] : secret,
    accessToken,
    ...(features && { features }),
  }))
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
  const key = Buffer.from(env.SECRET_KEY, 'base64')
  if (key.length !== 32)
    throw new ConfigRefused('SECRET_KEY', 'must be 32 bytes in base64 (openssl rand -base64 32)')
  return key
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
  const { PUBLIC_URL, MONGODB_URI, LINE_API_BASE_URL, LINE_DATA_API_BASE_URL } = read.data
  return {
    production,
    port: read.data.PORT,
    ...(PUBLIC_URL !== undefined && { publicUrl: PUBLIC_URL.replace(/\/+$/, '') }),
    ...(MONGODB_URI !== undefined && { mongodbUri: MONGODB_URI }),
    dataDir: read.data.DATA_DIR,
    channels,
    ...(LINE_API_BASE_URL !== undefined && { lineApiBaseUrl: LINE_API_BASE_URL.replace(/\/+$/, '') }),
    ...(LINE_DATA_API_BASE_URL !== undefined && {
      lineDataApiBaseUrl: LINE_DATA_API_BASE_URL.replace(/\/+$/, ''),
    }),
    secretKey: readSecretKey(read.data, production),
    agencyName: { th: read.data.AGENCY_NAME, en: read.data.AGENCY_NAME_EN },
    logLevel: read.data.LOG_LEVEL,
  }
}

/** The channels that accounts may belong to; without one the product is on trial, with the stand-in's. */
export const channelNamesOf = ({ channels }: Pick<Config, 'channels'>): readonly string[] =>
  channels.length > 0 ? channels.map(({ name }) => name) : [onlyChannel]
