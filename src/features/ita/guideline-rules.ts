// The guideline for handling corruption complaints: five elements, in the agency's words where it has any, else in the words that
// come with the product. Nothing legal is in code: days come from the settings, the rest is text that an admin changes.
import type th from '../../../locales/th/ita.json'
import { type Language, textsOf } from '../../i18n/texts.js'
import type { SettingsRules } from '../settings/settings-rules.js'

const say = textsOf<typeof th>('ita')

/** Details that the complainant should give, how to complain, steps, responsible unit, time frame and channels. */
export const guidelineElements = ['details', 'howTo', 'steps', 'unit', 'timeFrame'] as const
export type GuidelineElement = (typeof guidelineElements)[number] | 'channels'

export interface GuidelineText {
  readonly element: GuidelineElement
  readonly title: string
  /** Its lines. */
  readonly lines: readonly string[]
  /** Whether the agency has written it. */
  readonly own: boolean
}

export function createGuidelineRules({
  settings,
  agencyName,
}: {
  readonly settings: Pick<SettingsRules, 'get'>
  readonly agencyName: { readonly th: string; readonly en: string }
}) {
  return {
    /** The channels stand within the fifth element, the time frame. */
    async guideline(language: Language): Promise<readonly GuidelineText[]> {
      const { guideline, answerDays } = await settings.get()
      const values = { days: answerDays, agency: agencyName[language] }
      return ([...guidelineElements, 'channels'] as const).map((element) => {
        const own = guideline[element] !== ''
        const words = own ? guideline[element] : say(language, `guideline.${element}`, values)
        return {
          element,
          own,
          title: say(language, `guidelineTitle.${element}`),
          lines: words.split('\n').filter((line) => line.trim() !== ''),
        }
      })
    },
  }
}
export type GuidelineRules = ReturnType<typeof createGuidelineRules>
