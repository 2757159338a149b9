// Says which settings were refused and what they would take, for the console and for scripts.
import type th from '../../../locales/th/settings.json'
import { type Language, textsOf } from '../../i18n/texts.js'
import { defaultSettings, type Settings } from './settings-schema.js'

const say = textsOf<typeof th>('settings')

/** One sentence per setting; `names` are dotted, as SettingsRules.change gives them. */
export function refusedSettings(language: Language, names: readonly string[]): string[] {
  const sentences = names.map((name) => {
    const section = name.split('.')[0] ?? name
    const known = isSetting(section) && (section === name || isPartOf(section, name))
    return known ? say(language, `refused.${section}`) : say(language, 'unknown', { name })
  })
  return [...new Set(sentences)]
}

const isSetting = (name: string): name is keyof Settings => Object.hasOwn(defaultSettings, name)

function isPartOf(section: keyof Settings, name: string): boolean {
  const value = defaultSettings[section]
  const part = name.slice(section.length + 1).split('.')[0] ?? ''
  return typeof value === 'object' && Object.hasOwn(value, part)
}
