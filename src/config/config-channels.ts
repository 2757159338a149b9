// The LINE channels of the environment: one, by two variables, or several, by a file; never both.
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { ConfigRefused } from './config-refused.js'

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

interface ChannelVariables {
  readonly LINE_CHANNELS_FILE?: string | undefined
  readonly LINE_CHANNEL_SECRET?: string | undefined
  readonly LINE_CHANNEL_ACCESS_TOKEN?: string | undefined
}

/** Empty: the LINE stand-in. Throws ConfigRefused. */
export function readChannels(env: ChannelVariables): ChannelConfig[] {
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

/** The channels that accounts may belong to; without one the product is on trial, with the stand-in's. */
export const channelNamesOf = ({
  channels,
}: {
  readonly channels: readonly Pick<ChannelConfig, 'name'>[]
}): readonly string[] => (channels.length > 0 ? channels.map(({ name }) => name) : [onlyChannel])
