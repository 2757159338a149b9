// The check before a piece is kept: exactly what people will see, what stands with it, and every part can be mended. Only
// ยืนยัน keeps it, as a new version; what is the same as before is said to be so.
import type { Choice, Step } from '../../../conversation/dialog.js'
import type { Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import type { Language } from '../../../i18n/texts.js'
import { longText } from '../../../line/long-text.js'
import { type Message, messageAction, text, withQuickReplies } from '../../../line/message-builders.js'
import { type ContentChat, fullTextIn } from '../content/content-chat.js'
import type { ContentRules } from '../content/content-rules.js'
import { type ContentBody, headlineOf, isUploaded } from '../content/content-schema.js'
import { keeperOf, mayKeep } from '../library-officers.js'
import { say } from '../library-words.js'
import type { ContentDraft } from './content-draft.js'
import { fieldsOf, iconField } from './content-fields.js'
import type { DraftPath, DraftResult } from './draft-path.js'
import type { UploadRules } from './upload-rules.js'

export interface CheckingParts {
  readonly path: DraftPath
  readonly rules: Pick<ContentRules, 'addVersion' | 'setArchived'>
  readonly content: Pick<ContentChat, 'draftMessagesOf'>
  readonly uploads: Pick<UploadRules, 'settle'>
}

export function checkingStep({ path, rules, content, uploads }: CheckingParts): Step<ContentDraft> {
  // The button of the full text says its own label: nothing is kept yet that it could name.
  const inLanguage = (body: ContentBody, language: Language) =>
    content.draftMessagesOf(body, language, messageAction(say(language, 'card.readInFull')))

  async function preview(body: ContentBody): Promise<Message[]> {
    const shown = await Promise.all(languagesOf(body).map((language) => inLanguage(body, language)))
    return shown.flat()
  }

  async function confirm(turn: Turn, draft: ContentDraft): Promise<DraftResult> {
    const { language } = turn.person
    const body = path.bodyOf(draft)
    if (!body) return path.onward(turn, draft)
    if (!mayKeep(turn)) return { done: { messages: [text(say(language, 'notAllowed'))] } }
    if (isUploaded(body) && !(await uploads.settle(body.pictures))) {
      const first = [text(say(language, 'picture.lost'))]
      return { go: 'sendingPictures', answers: { ...draft, pictures: [], todo: ['pictures'] }, first }
    }
    const by = keeperOf(turn)
    const added = await rules.addVersion(body, by)
    if (!added.ok) return path.onward(turn, draft)
    // Somebody made it today: it is not something that was put away.
    await rules.setArchived(body.key, false, by)
    const { title } = headlineOf(body, language)
    const { version } = added
    const key = added.added ? (version === 1 ? 'added' : 'addedVersion') : 'sameAsBefore'
    return {
      done: {
        messages: withQuickReplies(
          [text(say(language, key, { title, version }))],
          [messageAction(say(language, 'command.publish')), messageAction(say(language, 'command.shelf'))],
        ),
      },
    }
  }

  return {
    takes: [],
    ask: async (turn, draft) => {
      const body = path.bodyOf(draft)
      const { language } = turn.person
      return body ? [...(await preview(body)), text(checkInWords(language, draft, body))] : []
    },
    choices: ({ person: { language } }, draft) => [
      { value: 'confirm', label: buttonLabel(language, 'confirm') },
      ...readsOf(path.bodyOf(draft)),
      ...editsOf(language, draft),
    ],
    take: async (turn, said, draft) => {
      const value = said.kind === 'choice' ? said.value : ''
      const body = path.bodyOf(draft)
      const asked = body && languagesOf(body).find((language) => value === `read.${language}`)
      const words = asked && fullTextIn(body, asked)
      if (words !== undefined) return { again: longText(words) }
      return value === 'confirm'
        ? confirm(turn, draft)
        : path.onward(turn, { ...draft, todo: [value], iconAt: undefined })
    },
  }
}

const languagesOf = (body: ContentBody): Language[] => (body.en && !isUploaded(body) ? ['th', 'en'] : ['th'])

/** Only where there is a full text to read. */
const readsOf = (body: ContentBody | undefined): Choice[] =>
  body
    ? languagesOf(body).flatMap((language) =>
        fullTextIn(body, language) === undefined
          ? []
          : [{ value: `read.${language}`, label: say(language, 'card.readInFull') }],
      )
    : []

function editsOf(language: Language, draft: ContentDraft): Choice[] {
  const { kind, way } = draft
  if (!kind || !way) return []
  const edit = (value: string, what: string): Choice => ({
    value,
    label: say(language, 'choice.edit', { what }),
  })
  return [
    ...(way === 'pictures' ? [edit('pictures', say(language, 'field.pictures'))] : []),
    ...fieldsOf(kind, way).map(({ name }) => edit(`th.${name}`, say(language, `field.${name}`))),
    ...(way === 'words' && iconField[kind] ? [edit('icons', say(language, 'field.icons'))] : []),
    edit('english', say(language, 'field.english')),
    edit('tags', say(language, 'field.tags')),
  ]
}

function checkInWords(language: Language, { tags, from }: ContentDraft, body: ContentBody): string {
  const { title, summary } = headlineOf(body, language)
  const tagged = tags.map((tag) => say(language, `tag.${tag}`)).join(', ')
  return [
    say(language, 'check.above'),
    '',
    say(language, 'check.kind', { kind: say(language, `kind.${body.kind}`) }),
    say(language, 'check.title', { title }),
    ...(isUploaded(body) && summary !== undefined ? [say(language, 'check.summary', { summary })] : []),
    say(language, 'check.tags', { tags: tagged === '' ? say(language, 'check.noTags') : tagged }),
    say(language, body.en ? 'check.withEnglish' : 'check.onlyThai'),
    ...(from === undefined ? [] : [say(language, 'check.newVersion', { version: from })]),
    '',
    say(language, 'check.how', { confirm: buttonLabel(language, 'confirm') }),
  ].join('\n')
}
