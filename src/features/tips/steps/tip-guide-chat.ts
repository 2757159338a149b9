// Which body hears what: corruption or another complaint, this agency or another one, and whom else a person may turn to.
// It advises and never sends anybody away: whoever wants to tell it here can. The words are the agency's (settings).
import type { Choice, Step } from '../../../conversation/dialog.js'
import type { Language } from '../../../i18n/texts.js'
import { type Message, text } from '../../../line/message-builders.js'
import { legalText } from '../../settings/legal-words.js'
import type { GuideTopic, Settings } from '../../settings/settings-schema.js'
import { kindOf, type TipDraft } from '../tip-draft.js'
import type { TipsRules } from '../tips-rules.js'
import { say } from '../tips-words.js'
import { heardAnyway } from './tip-category-chat.js'
import type { TakeFile } from './tip-files-chat.js'
import { onFrom, skip } from './tip-steps-chat.js'

export type SettingsOf = () => Promise<Pick<Settings, 'guideTexts' | 'legalTexts' | 'answerDays'>>

/** What the agency says about a topic, or what the product says until the agency does. */
export async function guideText(
  settings: SettingsOf,
  language: Language,
  topic: GuideTopic,
): Promise<Message> {
  const own = (await settings()).guideTexts[topic]
  return text(own ? own[language] : say(language, `guide.${topic}`))
}

/** That nothing can be taken now, and where else to go. */
export async function notNow(settings: SettingsOf, language: Language, why: string): Promise<Message> {
  return text(`${why}\n${legalText(language, 'otherBodies', await settings())}`)
}

export const choosingKind = (
  rules: Pick<TipsRules, 'takesKind'>,
  takeFile: TakeFile,
  settings: SettingsOf,
): Step<TipDraft> => ({
  takes: ['text', 'file'],
  ask: ({ person: { language } }) => [text(say(language, 'ask.kind', { skip: skip(language).label }))],
  choices: ({ person: { language } }) => [
    { value: 'corruption', label: say(language, 'choice.corruption') },
    { value: 'general', label: say(language, 'choice.general') },
    skip(language),
  ],
  take: async (turn, said, draft) => {
    if (said.kind !== 'choice') return heardAnyway('choosingKind', turn, said, draft, takeFile)
    const kind = said.value === 'general' ? 'general' : 'corruption'
    if (!(await rules.takesKind(kind))) {
      const { language } = turn.person
      return { again: [await notNow(settings, language, say(language, 'refused.noRecipient'))] }
    }
    if (kind === kindOf(draft)) return onFrom({ ...draft, kind }, 'choosingKind')
    // The categories of one kind do not stand under the other: it is asked again.
    const { category: _other, ...rest } = draft
    return draft.editing
      ? { go: 'choosingCategory', answers: { ...rest, kind } }
      : onFrom({ ...rest, kind }, 'choosingKind')
  },
})

export const choosingAgency = (takeFile: TakeFile): Step<TipDraft> => ({
  takes: ['text', 'file'],
  ask: ({ person: { language } }) => [text(say(language, 'ask.agency'))],
  choices: ({ person: { language } }) => [
    { value: 'own', label: say(language, 'choice.ownAgency') },
    { value: 'other', label: say(language, 'choice.otherAgency') },
    skip(language),
  ],
  take: async (turn, said, draft) => {
    if (said.kind !== 'choice') return heardAnyway('choosingAgency', turn, said, draft, takeFile)
    if (said.value === 'other') return { go: 'readingWhereToGo', answers: { ...draft, agency: 'other' } }
    return onFrom(said.value === 'own' ? { ...draft, agency: 'own' } : draft, 'choosingAgency')
  },
})

export function readingWhereToGo(settings: SettingsOf): Step<TipDraft> {
  const here = (language: Language): Choice => ({ value: 'here', label: say(language, 'choice.tellHere') })
  return {
    takes: [],
    ask: async ({ person: { language } }) => [await guideText(settings, language, 'otherAgency')],
    choices: ({ person: { language } }) => [here(language)],
    take: async (_turn, _said, draft) => onFrom(draft, 'choosingAgency'),
  }
}
