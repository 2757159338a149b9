// บันทึกเผยแพร่ step by step: what was published, through which channel, on which day, and a picture that proves it.
import { z } from 'zod'
import type th from '../../../../locales/th/publishing.json'
import { type Dialog, defineDialog, type StepResult } from '../../../conversation/dialog.js'
import type { SentFile, Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { type Day, dayInBangkok, isDay } from '../../../i18n/calendar/bangkok-time.js'
import { dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import { textsOf } from '../../../i18n/texts.js'
import { text } from '../../../line/message-builders.js'
import { cleanPicture } from '../../../media/cleaning/picture-cleaning.js'
import type { MediaStore } from '../../../media/media-store.js'
import { type ContentRules, type Published, titleOf } from '../../library/content/content-rules.js'
import { readDayWords } from '../publishing/moment-words.js'
import { listChoices, listMessage, type Option, pickedFrom } from '../publishing/numbered-choice-chat.js'
import type { EvidenceRules } from '../results/campaign-evidence-rules.js'
import { byOf, mayPublish, publishers } from '../runs/campaign-start-chat.js'
import { outsideChannels } from './outside-channels.js'

const say = textsOf<typeof th>('publishing')

export const recordDialogName = 'campaigns.record'

const answersSchema = z.strictObject({
  page: z.int(),
  content: z.string().optional(),
  channel: z.enum(outsideChannels).optional(),
  on: z.string().optional(),
  proof: z.string().optional(),
})
type Answers = z.infer<typeof answersSchema>
type Result = StepResult<Answers>
type PictureProblem = 'onlyPictures' | 'gone' | 'notReady' | 'tooLarge' | 'unreadable'

export function createRecordDialog({
  evidence,
  library,
  media,
}: {
  readonly evidence: Pick<EvidenceRules, 'record'>
  readonly library: ContentRules
  readonly media: MediaStore
}): Dialog {
  const contentOptions = async (turn: Turn): Promise<Option[]> =>
    (await library.publishedContent(dayInBangkok(turn.at))).map((published) => ({
      value: published.id,
      title: titleOf(published, turn.person.language),
    }))
  const channelOptions = ({ person: { language } }: Turn): Option[] =>
    outsideChannels.map((channel) => ({ value: channel, title: say(language, `channel.${channel}`) }))

  async function takeProof(turn: Turn, file: SentFile, answers: Answers): Promise<Result> {
    const refuse = (problem: PictureProblem): Result => ({
      again: [text(say(turn.person.language, `record.picture.${problem}`))],
    })
    if (file.kind !== 'picture') return refuse('onlyPictures')
    const original = await file.read()
    if (!original.ok) return refuse(original.why)
    const clean = await cleanPicture(original.bytes)
    if ('refused' in clean) return refuse(clean.refused === 'notAPicture' ? 'unreadable' : 'tooLarge')
    const { path } = await media.keep(clean.bytes, clean.mime)
    return { go: 'confirming', answers: { ...answers, proof: path } }
  }

  async function readyIn(
    answers: Answers,
  ): Promise<{ published: Published; channel: NonNullable<Answers['channel']>; on: Day } | undefined> {
    const published = await library.everPublished(answers.content ?? '')
    const { channel, on = '' } = answers
    return published && channel && isDay(on) ? { published, channel, on } : undefined
  }

  return defineDialog<Answers>({
    name: recordDialogName,
    version: 1,
    idleMinutes: 30,
    who: publishers,
    places: ['private'],
    answers: answersSchema,
    first: 'choosingContent',
    steps: {
      choosingContent: {
        takes: ['text'],
        ask: async (turn, { page }) => {
          const { language } = turn.person
          return [listMessage(say(language, 'record.what'), await contentOptions(turn), page, language)]
        },
        choices: async (turn, { page }) =>
          listChoices(await contentOptions(turn), page, turn.person.language),
        take: async (turn, said, answers) => {
          const picked = pickedFrom(await contentOptions(turn), said)
          if (picked.kind === 'page')
            return { go: 'choosingContent', answers: { ...answers, page: picked.page } }
          if (picked.kind === 'none') return { go: 'choosingContent', answers }
          return { go: 'choosingChannel', answers: { ...answers, page: 0, content: picked.value } }
        },
      },
      choosingChannel: {
        takes: ['text'],
        ask: (turn) => {
          const { language } = turn.person
          return [listMessage(say(language, 'record.channel'), channelOptions(turn), 0, language)]
        },
        choices: (turn) => listChoices(channelOptions(turn), 0, turn.person.language),
        take: async (turn, said, answers) => {
          const picked = pickedFrom(channelOptions(turn), said)
          const channel = outsideChannels.find((one) => picked.kind === 'value' && picked.value === one)
          return channel
            ? { go: 'writingDay', answers: { ...answers, channel } }
            : { go: 'choosingChannel', answers }
        },
      },
      writingDay: {
        takes: ['text'],
        ask: ({ person: { language } }) => [text(say(language, 'record.day'))],
        take: async (turn, said, answers) => {
          const { language } = turn.person
          const today = dayInBangkok(turn.at)
          const on = said.kind === 'text' ? readDayWords(said.text, today) : undefined
          const why = on === undefined ? 'unclearDay' : on > today ? 'futureDay' : undefined
          if (why || on === undefined)
            return {
              again: [
                text(`${say(language, `record.${why ?? 'unclearDay'}`)}\n${say(language, 'record.day')}`),
              ],
            }
          return { go: 'sendingProof', answers: { ...answers, on } }
        },
      },
      sendingProof: {
        takes: ['file'],
        ask: ({ person: { language } }) => [text(say(language, 'record.proof'))],
        choices: ({ person: { language } }) => [{ value: 'skip', label: buttonLabel(language, 'skip') }],
        take: async (turn, said, answers) =>
          said.kind === 'file'
            ? takeProof(turn, said.file, answers)
            : { go: 'confirming', answers: { ...answers, proof: undefined } },
      },
      confirming: {
        takes: [],
        ask: async ({ person: { language } }, answers) => {
          const ready = await readyIn(answers)
          if (!ready) return [text(say(language, 'control.unknown'))]
          const proof = say(
            language,
            answers.proof === undefined ? 'record.withoutProof' : 'record.withProof',
          )
          return [text(say(language, 'record.check', { ...wordsOf(ready, language), proof }))]
        },
        choices: ({ person: { language } }) => [
          { value: 'confirm', label: buttonLabel(language, 'confirm') },
        ],
        take: async (turn, _said, answers) => {
          const { language } = turn.person
          const ready = await readyIn(answers)
          if (!ready || !mayPublish(turn))
            return { done: { messages: [text(say(language, 'control.unknown'))] } }
          const { proof } = answers
          const how = await evidence.record({
            ...ready,
            eventKey: turn.eventKey,
            ...(proof !== undefined && { proof }),
            by: byOf(turn),
          })
          const words = how === 'future' ? say(language, 'record.futureDay') : undefined
          return {
            done: {
              messages: [text(words ?? say(language, 'record.done', wordsOf(ready, language)))],
            },
          }
        },
      },
    },
  })
}

function wordsOf(
  { published, channel, on }: { published: Published; channel: (typeof outsideChannels)[number]; on: Day },
  language: 'th' | 'en',
) {
  return {
    title: titleOf(published, language),
    channel: say(language, `channel.${channel}`),
    day: dayTitle(on, language),
  }
}
