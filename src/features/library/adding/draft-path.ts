// Where a draft goes next: to what is still asked, and when nothing is, to the check; but never to the check with a piece that
// cannot be kept or drawn. Then it goes back to the field at fault, and says why.
import type { StepResult } from '../../../conversation/dialog.js'
import type { Turn } from '../../../conversation/turn.js'
import { type Message, text } from '../../../line/message-builders.js'
import type { DrawingProblem } from '../../../media/drawing/picture-problem.js'
import { lengthOf } from '../content/content-measure.js'
import type { ContentPictures } from '../content/content-picture-card.js'
import type { ContentRules } from '../content/content-rules.js'
import { type ContentBody, isDrawn } from '../content/content-schema.js'
import { say } from '../library-words.js'
import { type ContentDraft, specOf } from './content-draft.js'
import { fieldNames } from './content-fields.js'

export type DraftResult = StepResult<ContentDraft>

export interface DraftPath {
  onward(turn: Turn, draft: ContentDraft, first?: readonly Message[]): Promise<DraftResult>
  /** Undefined while something is wrong or missing. */
  bodyOf(draft: ContentDraft): ContentBody | undefined
}

export function createDraftPath({
  rules,
  pictures,
}: {
  readonly rules: Pick<ContentRules, 'readContent'>
  readonly pictures: Pick<ContentPictures, 'problemsOf'>
}): DraftPath {
  const read = (draft: ContentDraft) => rules.readContent(specOf(draft))

  async function faultOf(draft: ContentDraft): Promise<DrawingProblem | undefined> {
    const spec = read(draft)
    if (!spec.ok) return { field: spec.fields[0] ?? 'content', problem: 'invalid' }
    return isDrawn(spec.body) ? (await pictures.problemsOf(spec.body))[0] : undefined
  }

  return {
    bodyOf(draft) {
      const spec = read(draft)
      return spec.ok ? spec.body : undefined
    },
    async onward(turn, draft, first = []) {
      const [next] = draft.todo
      if (next !== undefined) return { go: stepOf(next), answers: draft, first }
      const fault = await faultOf(draft)
      if (!fault) return { go: 'checking', answers: draft, first }
      const todo = [placeOf(fault.field)]
      const sentence = text(faultInWords(turn, draft, fault))
      return { go: stepOf(todo[0] ?? ''), answers: { ...draft, todo }, first: [...first, sentence] }
    },
  }
}

const steps: Readonly<Record<string, string>> = {
  pictures: 'sendingPictures',
  english: 'askingEnglish',
  tags: 'choosingTags',
  icons: 'choosingIcons',
}
const stepOf = (question: string): string => steps[question] ?? 'writing'

/** 'th.points.2.text' is asked by 'th.points'; what belongs to no language is asked with the Thai words. */
function placeOf(field: string): string {
  const [language, name] = field.split('.')
  if (language === 'pictures') return 'pictures'
  if ((language === 'th' || language === 'en') && fieldNames.some((one) => one === name))
    return `${language}.${name}`
  return fieldNames.some((one) => one === language) ? `th.${language}` : 'th.title'
}

function faultInWords(turn: Turn, draft: ContentDraft, fault: DrawingProblem): string {
  const { language } = turn.person
  const [spoken, name] = placeOf(fault.field).split('.')
  const known = fieldNames.find((one) => one === name) ?? 'title'
  const field = say(language, `field.${known}`)
  const items = (spoken === 'en' ? draft.en : draft.th)?.[known] ?? []
  const at = /^\w+\.\w+\.(\d+)/u.exec(fault.field)?.[1]
  switch (fault.problem) {
    case 'charactersWithoutLetter':
      return say(language, 'fault.characters', { field, characters: fault.characters.join(' ') })
    case 'doesNotFit': {
      const lengths = items.map(lengthOf)
      const longest = Math.max(...lengths, 0)
      const line = lengths.indexOf(longest) + 1
      return items.length > 1
        ? say(language, 'fault.together', { field, line, length: longest })
        : say(language, 'fault.doesNotFit', { field, length: longest })
    }
    case 'empty':
    case 'invalid':
    case 'notAPicture':
      return at === undefined
        ? say(language, 'fault.invalid', { field })
        : say(language, 'fault.invalidLine', { field, line: Number(at) + 1 })
  }
}
