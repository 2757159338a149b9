// The sentences that are the law's or an agreement: the agency's own where it has chosen them, else those that come with the
// product. What stands in {{…}} is filled in, in both.
import type th from '../../../locales/th/settings.json'
import { type Language, type TextValues, textsOf } from '../../i18n/texts.js'
import type { LegalTopic, Settings } from './settings-schema.js'

const say = textsOf<typeof th>('settings')

type Chosen = Pick<Settings, 'legalTexts'>

export function legalText(
  language: Language,
  topic: LegalTopic,
  { legalTexts }: Chosen,
  values: TextValues = {},
): string {
  const own = legalTexts[topic]
  if (!own) return say(language, `legal.${topic}`, values)
  return own[language].replace(/\{\{\s*(\w+)\s*\}\}/g, (mark, name: string) => String(values[name] ?? mark))
}

/** One promise to a line. */
export const whoSeesWhatLines = (
  language: Language,
  topic: 'whoSeesWhatChat' | 'whoSeesWhatWeb',
  chosen: Chosen,
): string[] =>
  legalText(language, topic, chosen)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** For a form: as it comes with the product, with its marks. */
export const legalTextOfProduct = (language: Language, topic: LegalTopic): string =>
  say(language, `legal.${topic}`, {
    agency: '{{agency}}',
    days: '{{days}}',
    spam: '{{spam}}',
    unfounded: '{{unfounded}}',
    founded: '{{founded}}',
  })

export const privacyNotice = (
  language: Language,
  { legalTexts, retentionDays: { spam, unfounded, founded } }: Pick<Settings, 'legalTexts' | 'retentionDays'>,
  agency: string,
): string => legalText(language, 'privacy', { legalTexts }, { agency, spam, unfounded, founded })
