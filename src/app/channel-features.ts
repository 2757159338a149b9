// Which features a channel has: those that its configuration names, or all.
import type { ChannelConfig } from '../config/config-channels.js'
import type { Feature } from '../conversation/feature.js'

export class UnknownChannelFeature extends Error {
  constructor(channel: string, feature: string) {
    super(`LINE_CHANNELS_FILE: channel ${channel} switches on "${feature}", which is not a feature`)
  }
}

/** Without a list a channel has every feature. Throws UnknownChannelFeature. */
export function featuresOf(channel: ChannelConfig, list: readonly Feature[]): readonly Feature[] {
  if (!channel.features) return list
  for (const name of channel.features) {
    if (!list.some((feature) => feature.name === name)) throw new UnknownChannelFeature(channel.name, name)
  }
  return list.filter(({ name }) => channel.features?.includes(name))
}
