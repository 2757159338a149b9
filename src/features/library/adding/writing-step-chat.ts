// The one step that asks for words, whichever field is next. What does not fit the field is explained by line and by how much,
// and nothing that was said before is lost.
import type { Choice, Said, Step } from '../../../conversation/dialog.js'
import type { Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { type Language, languages } from '../../../i18n/texts.js'
import { text } from '../../../line/message-builders.js'
import { measure, type Unusable } from '../content/content-measure.js'
import { say } from '../library-words.js'
import type { ContentDraft } from './content-draft.js'
import { type Field, fieldsOf } from './content-fields.js'
import type { DraftPath, DraftResult } from './draft-path.js'

interface Asked {
  /** As in `todo`: 'th.points'. */
  readonly place: string
  readonly field: Field
  readonly spoken: Language
  readonly items: readonly string[]
}

export function writingStep(
  { onward }: Pick<DraftPath, 'onward'>,
  defaultAddress: string | undefined,
): Step<ContentDraft> {
  async function choose(turn: Turn, value: string, draft: ContentDraft, asked: Asked): Promise<DraftResult> {
    const [what, place] = value.split(' ')
    // A button of a question that has been answered since.
    if (place !== asked.place) return { go: 'writing', answers: draft }
    if (what === 'clear') return { go: 'writing', answers: withItems(draft, asked, []) }
    const rest = what === 'remove' ? withItems(draft, asked, []) : draft
    const filled = what === 'ours' && defaultAddress ? withItems(draft, asked, [defaultAddress]) : rest
    return onward(turn, answered(filled))
  }

  async function write(
    turn: Turn,
    said: Said & { kind: 'text' },
    draft: ContentDraft,
    asked: Asked,
  ): Promise<DraftResult> {
    const { field, items } = asked
    if (isWordOfButton(turn.person.language, said.text)) return { go: 'writing', answers: draft }
    const measured = measure(field, items, said.text)
    if (!measured.ok) return { again: [text(unusableInWords(turn.person.language, field, measured))] }
    const next = withItems(draft, asked, measured.items)
    const more = field.most > 1 && measured.items.length < field.most
    return more ? { go: 'writing', answers: next } : onward(turn, answered(next))
  }

  return {
    takes: ['text'],
    ask: (turn, draft) => {
      const asked = askedIn(draft)
      return asked ? [text(questionInWords(turn.person.language, asked))] : []
    },
    choices: (turn, draft) => {
      const asked = askedIn(draft)
      return asked ? choicesOf(turn.person.language, asked, defaultAddress !== undefined) : []
    },
    take: async (turn, said, draft) => {
      const asked = askedIn(draft)
      if (!asked) return onward(turn, answered(draft))
      if (said.kind === 'choice') return choose(turn, said.value, draft, asked)
      return said.kind === 'text' ? write(turn, said, draft, asked) : { go: 'writing', answers: draft }
    },
  }
}

/** A button that is not there now, typed: it is meant for us and never becomes a point of the piece. */
function isWordOfButton(language: Language, typed: string): boolean {
  const labels = [say(language, 'choice.done'), say(language, 'choice.clear'), buttonLabel(language, 'skip')]
  return labels.some((label) => label.toLowerCase() === typed.trim().toLowerCase())
}

export const answered = (draft: ContentDraft): ContentDraft => ({ ...draft, todo: draft.todo.slice(1) })

function askedIn(draft: ContentDraft): Asked | undefined {
  const place = draft.todo[0] ?? ''
  const [language, name] = place.split('.')
  const spoken = languages.find((one) => one === language)
  const { kind, way } = draft
  const field = kind && way && fieldsOf(kind, way).find((one) => one.name === name)
  return spoken && field ? { place, field, spoken, items: draft[spoken]?.[field.name] ?? [] } : undefined
}

function withItems(draft: ContentDraft, { field, spoken }: Asked, items: readonly string[]): ContentDraft {
  return { ...draft, [spoken]: { ...draft[spoken], [field.name]: [...items] } }
}

function questionInWords(language: Language, { field, spoken, items }: Asked): string {
  const { name, longest, least, most } = field
  const values = { longest, least, most }
  const inWhich = spoken === 'en' ? [say(language, 'ask.inEnglish')] : []
  const question = [...inWhich, say(language, `ask.${name}`, values)].join('\n')
  if (items.length === 0) return question
  const list = items.map((item, index) => (most > 1 ? `${index + 1}. ${item}` : item)).join('\n')
  return most > 1
    ? say(language, items.length < least ? 'ask.listTooShort' : 'ask.listSoFar', {
        field: say(language, `field.${name}`),
        count: items.length,
        least,
        most,
        list,
      })
    : `${question}\n\n${say(language, 'ask.now', { words: list })}`
}

function choicesOf(language: Language, { place, field, items }: Asked, hasAddress: boolean): Choice[] {
  const { least, most, shape } = field
  const choice = (what: string, label: string): Choice => ({ value: `${what} ${place}`, label })
  const enough = items.length >= Math.max(least, 1)
  if (most > 1)
    return [
      ...(enough ? [choice('done', say(language, 'choice.done'))] : []),
      ...(items.length > 0 ? [choice('clear', say(language, 'choice.clear'))] : []),
      ...(items.length === 0 && least === 0 ? [choice('skip', buttonLabel(language, 'skip'))] : []),
    ]
  return [
    ...(items.length > 0 ? [choice('done', say(language, 'choice.keep'))] : []),
    ...(items.length > 0 && least === 0 ? [choice('remove', say(language, 'choice.remove'))] : []),
    ...(items.length === 0 && least === 0 ? [choice('skip', buttonLabel(language, 'skip'))] : []),
    ...(shape === 'qr' && hasAddress ? [choice('ours', say(language, 'choice.ourReportPage'))] : []),
  ]
}

function unusableInWords(language: Language, field: Field, unusable: Unusable): string {
  const { longest, most } = field
  const name = say(language, `field.${field.name}`)
  switch (unusable.why) {
    case 'tooLong': {
      const { line, length, over } = unusable
      const values = { field: name, line, length, over, longest }
      return say(language, most > 1 ? 'unusable.lineTooLong' : 'unusable.tooLong', values)
    }
    case 'tooMany':
      return say(language, 'unusable.tooMany', { field: name, count: unusable.count, most })
    case 'empty':
      return say(language, 'unusable.empty', { field: name })
    case 'notPair':
    case 'notFigure':
    case 'noHeading':
      return say(language, `unusable.${unusable.why}`, { line: unusable.line })
    case 'notLink':
    case 'codeTooLong':
      return say(language, `unusable.${unusable.why}`)
  }
}
