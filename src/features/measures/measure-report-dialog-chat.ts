// รายงานผล: what was done, what came of it, what stood in the way, and a picture that proves it; kept only after ยืนยัน.
import { z } from 'zod'
import type th from '../../../locales/th/measures.json'
import { type Dialog, defineDialog, type Step, type StepResult } from '../../conversation/dialog.js'
import type { SentFile, Turn } from '../../conversation/turn.js'
import { buttonLabel } from '../../i18n/button-labels.js'
import { composed } from '../../i18n/letters/composed.js'
import { textsOf } from '../../i18n/texts.js'
import { text } from '../../line/message-builders.js'
import { cleanPicture } from '../../media/cleaning/picture-cleaning.js'
import type { MediaStore } from '../../media/media-store.js'
import { changerOf, measureReaders } from './measure-changer.js'
import type { MeasuresRules } from './measures-rules.js'

const say = textsOf<typeof th>('measures')
export const reportDialogName = 'measures.report'
const longest = 1500

const answersSchema = z.strictObject({
  m: z.string().max(40),
  result: z.string().optional(),
  outcome: z.string().optional(),
  problems: z.string().optional(),
  picture: z.string().optional(),
})
type Answers = z.infer<typeof answersSchema>
type Result = StepResult<Answers>

export function createMeasureReportDialog(rules: MeasuresRules, media: MediaStore): Dialog {
  function writing(
    field: 'result' | 'outcome' | 'problems',
    next: string,
    mayBeSkipped: boolean,
  ): Step<Answers> {
    return {
      takes: ['text'],
      ask: ({ person: { language } }) => [text(say(language, `report.${field}`))],
      ...(mayBeSkipped && {
        choices: ({ person: { language } }: Turn) => [
          { value: 'skip', label: buttonLabel(language, 'skip') },
        ],
      }),
      take: async (turn, said, answers) => {
        if (said.kind === 'choice') return { go: next, answers: { ...answers, [field]: '' } }
        const words = said.kind === 'text' ? composed(said.text).trim() : ''
        if (words === '' || words.length > longest)
          return { again: [text(say(turn.person.language, 'report.tooLong', { longest }))] }
        return { go: next, answers: { ...answers, [field]: words } }
      },
    }
  }

  async function takePicture(turn: Turn, file: SentFile, answers: Answers): Promise<Result> {
    const refuse = (): Result => ({ again: [text(say(turn.person.language, 'report.badPicture'))] })
    if (file.kind !== 'picture') return refuse()
    const original = await file.read()
    if (!original.ok) return refuse()
    const clean = await cleanPicture(original.bytes)
    if ('refused' in clean) return refuse()
    const { path } = await media.keep(clean.bytes, clean.mime)
    return { go: 'confirming', answers: { ...answers, picture: path } }
  }

  const confirming: Step<Answers> = {
    takes: [],
    ask: async ({ person: { language } }, { m, result = '', outcome = '', problems = '', picture }) => {
      const title = (await rules.measure(m))?.measure ?? ''
      const written = (words: string) => (words === '' ? say(language, 'report.nothing') : words)
      return [
        text(
          say(language, 'report.check', {
            title,
            result,
            outcome: written(outcome),
            problems: written(problems),
            picture: say(language, picture === undefined ? 'report.withoutPicture' : 'report.withPicture'),
          }),
        ),
      ]
    },
    choices: ({ person: { language } }) => [{ value: 'confirm', label: buttonLabel(language, 'confirm') }],
    take: async (turn, _said, { m, result = '', outcome = '', problems = '', picture }) => {
      const { language } = turn.person
      const who = changerOf(turn)
      const how = await rules.setResult(m, { result, outcome, problems }, who, turn.at)
      if (how !== 'done')
        return { done: { messages: [text(say(language, how === 'notYours' ? how : 'unknown'))] } }
      if (picture !== undefined)
        await rules.attach(m, { eventKey: turn.eventKey, at: turn.at, by: who.by, picture }, who)
      return { done: { messages: [text(say(language, 'report.done'))] } }
    },
  }

  return defineDialog<Answers>({
    name: reportDialogName,
    version: 1,
    idleMinutes: 30,
    who: measureReaders,
    places: ['private'],
    answers: answersSchema,
    first: 'writingResult',
    steps: {
      writingResult: writing('result', 'writingOutcome', false),
      writingOutcome: writing('outcome', 'writingProblems', true),
      writingProblems: writing('problems', 'sendingProof', true),
      sendingProof: {
        takes: ['file'],
        ask: ({ person: { language } }) => [text(say(language, 'report.picture'))],
        choices: ({ person: { language } }) => [{ value: 'skip', label: buttonLabel(language, 'skip') }],
        take: async (turn, said, answers) =>
          said.kind === 'file' ? takePicture(turn, said.file, answers) : { go: 'confirming', answers },
      },
      confirming,
    },
  })
}
