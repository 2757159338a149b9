// The steps of a new piece that are answered by a press: its kind, how it is made, English or not, tags, icons.
import type { Said, Step } from '../../../conversation/dialog.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { text } from '../../../line/message-builders.js'
import { contentKinds, contentTags } from '../content/content-schema.js'
import { iconFor } from '../content/thai-icon-words.js'
import { say } from '../library-words.js'
import { type ContentDraft, englishQuestions, questionsOf } from './content-draft.js'
import { iconField, waysOf } from './content-fields.js'
import type { DraftPath } from './draft-path.js'
import { answered } from './writing-step-chat.js'

type Asked = Step<ContentDraft>
const chosen = (said: Said): string => (said.kind === 'choice' ? said.value : '')

export function choosingSteps({ onward }: Pick<DraftPath, 'onward'>) {
  const choosingKind: Asked = {
    takes: [],
    ask: ({ person: { language } }) => {
      const kinds = contentKinds.map((kind) => `• ${say(language, `kind.${kind}`)}`).join('\n')
      return [text(say(language, 'ask.kind', { kinds }))]
    },
    choices: ({ person: { language } }) =>
      contentKinds.map((kind) => ({ value: kind, label: say(language, `kindShort.${kind}`) })),
    take: async (turn, said, draft) => {
      const kind = contentKinds.find((one) => one === chosen(said)) ?? 'infographic'
      const [way, other] = waysOf(kind)
      const next = { ...draft, kind, way }
      if (other !== undefined) return { go: 'choosingWay', answers: next }
      return onward(turn, { ...next, todo: questionsOf(next) })
    },
  }

  const choosingWay: Asked = {
    takes: [],
    ask: ({ person: { language } }, { kind }) => [
      text(say(language, kind === 'document' ? 'ask.wayOfDocument' : 'ask.way')),
    ],
    choices: ({ person: { language } }, { kind }) => [
      { value: 'words', label: say(language, kind === 'document' ? 'choice.link' : 'choice.words') },
      { value: 'pictures', label: say(language, 'choice.pictures') },
    ],
    take: async (turn, said, draft) => {
      const next: ContentDraft = { ...draft, way: chosen(said) === 'pictures' ? 'pictures' : 'words' }
      return onward(turn, { ...next, todo: questionsOf(next) })
    },
  }

  const askingEnglish: Asked = {
    takes: [],
    ask: ({ person: { language } }) => [text(say(language, 'ask.english'))],
    choices: ({ person: { language } }, { en }) => [
      { value: 'add', label: say(language, 'choice.addEnglish') },
      en
        ? { value: 'remove', label: say(language, 'choice.removeEnglish') }
        : { value: 'skip', label: buttonLabel(language, 'skip') },
    ],
    take: async (turn, said, draft) => {
      const { kind, way } = draft
      const what = chosen(said)
      const rest = answered(draft)
      if (what === 'remove') return onward(turn, { ...rest, en: undefined })
      if (what !== 'add' || !kind || !way) return onward(turn, rest)
      return onward(turn, {
        ...rest,
        en: draft.en ?? {},
        todo: [...englishQuestions(kind, way), ...rest.todo],
      })
    },
  }

  const choosingTags: Asked = {
    takes: [],
    ask: ({ person: { language } }, { tags }) => {
      const words = tags.map((tag) => say(language, `tag.${tag}`)).join(', ')
      return [text(tags.length === 0 ? say(language, 'ask.tags') : say(language, 'ask.tagsSoFar', { words }))]
    },
    choices: ({ person: { language } }, { tags }) => [
      { value: 'done', label: say(language, tags.length === 0 ? 'choice.noTags' : 'choice.done') },
      ...contentTags.map((tag) => ({
        value: tag,
        label: `${tags.includes(tag) ? '✓ ' : ''}${say(language, `tagShort.${tag}`)}`,
      })),
    ],
    take: async (turn, said, draft) => {
      const tag = contentTags.find((one) => one === chosen(said))
      if (!tag) return onward(turn, answered(draft))
      const { tags } = draft
      const toggled = contentTags.filter((one) => tags.includes(one) !== (one === tag))
      return { go: 'choosingTags', answers: { ...draft, tags: toggled } }
    },
  }

  const choosingIcons: Asked = {
    takes: [],
    ask: ({ person: { language } }, draft) => {
      const { at, items } = iconsIn(draft)
      const words = items[at] ?? ''
      const icon = say(language, `icon.${offered(draft.icons[at] ?? iconFor(words))}`)
      return [text(say(language, 'ask.icon', { number: at + 1, count: items.length, words, icon }))]
    },
    choices: ({ person: { language } }) => [
      { value: 'next', label: say(language, 'choice.thisIcon') },
      ...offeredIcons.map((icon) => ({ value: icon, label: say(language, `icon.${icon}`) })),
    ],
    take: async (turn, said, draft) => {
      const { at, items } = iconsIn(draft)
      const icon = offeredIcons.find((one) => one === chosen(said)) ?? draft.icons[at] ?? null
      const icons = items.map((_words, index) => (index === at ? icon : (draft.icons[index] ?? null)))
      if (at + 1 < items.length) return { go: 'choosingIcons', answers: { ...draft, icons, iconAt: at + 1 } }
      return onward(turn, answered({ ...draft, icons, iconAt: undefined }))
    },
  }

  return { choosingKind, choosingWay, askingEnglish, choosingTags, choosingIcons }
}

const offeredIcons = [
  'shield',
  'hand-stop',
  'gift',
  'document',
  'people',
  'coin',
  'clock',
  'phone',
  'mail',
  'globe',
] as const
/** Others can be guessed from words or named by a script; in the chat they are called by one word. */
const offered = (icon: string) => offeredIcons.find((one) => one === icon) ?? 'other'

function iconsIn({ kind, th, iconAt = 0 }: ContentDraft) {
  const field = kind && iconField[kind]
  return { at: iconAt, items: (field && th[field]) ?? [] }
}
