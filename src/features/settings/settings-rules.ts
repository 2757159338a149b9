// The agency's choices: read merged with the defaults, changed only by valid values, every change in the audit chain.

import { isSameSite } from '../../i18n/letters/plain-address.js'
import type { Audit } from '../../security/audit/audit.js'
import type { SettingsModel } from './settings-model.js'
import {
  defaultSettings,
  mergeSettings,
  namesOf,
  type Settings,
  settingsPatchSchema,
} from './settings-schema.js'

export interface SettingsRules {
  /** Throws SettingsBroken, which names the settings, when what is stored cannot be used. */
  get(): Promise<Settings>
  /**
   * `patch` is what somebody entered: only what changes, `null` for back to the default. `by` is a staff id or 'system'.
   * Nothing is changed unless all of it is valid; `settings` are the dotted names of what is not.
   */
  change(patch: unknown, by: string): Promise<SettingsChanged>
  /** Calls back after a change in this process, with the dotted names of what was set. */
  whenChanged(tell: (names: readonly string[]) => void): void
}

type SettingsChanged =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly why: 'badValues'; readonly settings: readonly string[] }

export function createSettingsRules({
  model,
  audit,
  ownAddresses = [],
}: {
  readonly model: SettingsModel
  readonly audit: Audit
  /** Our own addresses, to none of which “leave now” may lead. */
  readonly ownAddresses?: readonly string[]
}): SettingsRules {
  const told: ((names: readonly string[]) => void)[] = []
  const ownHosts = ownAddresses.map((address) => new URL(address).hostname)
  const isOurs = (address: string): boolean =>
    ownHosts.some((host) => isSameSite(new URL(address).hostname, host))

  async function get(): Promise<Settings> {
    const settings = mergeSettings(await model.overrides())
    // Also when PUBLIC_URL changed after it was chosen.
    return isOurs(settings.leaveNowUrl) ? { ...settings, leaveNowUrl: defaultSettings.leaveNowUrl } : settings
  }

  return {
    get,
    async change(patch, by) {
      const read = settingsPatchSchema.safeParse(patch)
      if (!read.success) return { ok: false, why: 'badValues', settings: namesOf(read.error) }
      const { leaveNowUrl } = read.data
      if (typeof leaveNowUrl === 'string' && isOurs(leaveNowUrl))
        return { ok: false, why: 'badValues', settings: ['leaveNowUrl'] }
      const entries = flatten(read.data)
      if (entries.length > 0) {
        const names = entries.map(([name]) => name)
        // Before the change: a crash between the two must leave a trace without a change, never a change without a trace.
        await audit.record({ who: by, action: 'settings changed', about: names.join(' '), outcome: 'done' })
        await model.write(
          Object.fromEntries(entries.filter(([, value]) => value !== null)),
          entries.filter(([, value]) => value === null).map(([name]) => name),
        )
        for (const tell of told) tell(names)
      }
      return { ok: true, settings: await get() }
    },
    whenChanged: (tell) => void told.push(tell),
  }
}

/** Sections become dotted names, so that changing one colour leaves the others alone. */
function flatten(values: Readonly<Record<string, unknown>>, above = ''): [string, unknown][] {
  return Object.entries(values).flatMap(([name, value]): [string, unknown][] => {
    if (value === undefined) return []
    return isSection(value) ? flatten(value, `${above}${name}.`) : [[`${above}${name}`, value]]
  })
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
