// A feature for tests of the engine: a dialog with every kind of step, commands for every place and role, one button.
import { z } from 'zod'
import { defineDialog, type WhyClosed } from '../../src/conversation/dialog.js'
import { type Command, defineButton, type Feature } from '../../src/conversation/feature.js'
import { text } from '../../src/line/message-builders.js'

const answers = z.object({ name: z.string().optional(), colour: z.string().optional() })
type Answers = z.infer<typeof answers>

export const thanksButton = defineButton({
  id: 'survey.thanks',
  version: 2,
  livesDays: 7,
  who: ['officer'],
  where: ['private'],
  data: z.object({ times: z.number() }),
  press: async (_turn, { times }) => ({ messages: [text(`thanks ${times}`)] }),
})

export function createSurvey(version = 1) {
  const closed: { readonly name: string | undefined; readonly why: WhyClosed }[] = []
  const done: Answers[] = []
  const survey = defineDialog<Answers>({
    name: 'survey',
    version,
    idleMinutes: 30,
    who: 'everyone',
    places: ['private'],
    answers,
    first: 'name',
    steps: {
      name: {
        takes: ['text'],
        ask: () => [text('name?')],
        take: async (_turn, said) =>
          said.kind === 'text' && said.text !== 'nobody'
            ? { go: 'colour', answers: { name: said.text } }
            : { again: [text('nobody is no name')] },
      },
      colour: {
        takes: [],
        ask: (_turn, { name }) => [text(`colour, ${name}?`)],
        choices: () => [
          { value: 'red', label: 'สี แดง' },
          { value: 'blue', label: 'สีฟ้า' },
        ],
        take: async (_turn, said, before) =>
          said.kind === 'choice'
            ? { go: 'photo', answers: { ...before, colour: said.value } }
            : { again: [text('never')] },
      },
      photo: {
        takes: ['file'],
        ask: () => [text('photo?')],
        choices: () => [{ value: 'skip', label: 'ข้าม' }],
        take: async (_turn, _said, before) => {
          done.push(before)
          return { done: { messages: [text(`done ${before.name} ${before.colour}`)] } }
        },
      },
    },
    forget: async (before) => ({ ...before, name: 'withdrawn' }),
    closed: async ({ name }, why) => {
      closed.push({ name, why })
    },
  })

  const command = (id: string, more: Partial<Command>): Command => ({
    id: `survey.${id}`,
    words: { th: [id], en: [] },
    who: 'everyone',
    where: ['private'],
    argument: 'none',
    help: () => ({ summary: `about ${id}` }),
    run: async (_turn, argument) => ({ messages: [text(`${id} ran ${argument}`.trim())] }),
    ...more,
  })
  const opens = async () => ({ open: { dialog: 'survey', answers: {} } })

  const feature: Feature = {
    name: 'survey',
    dialogs: [survey],
    buttons: [thanksButton],
    commands: [
      command('ถาม', { run: opens, offered: true }),
      command('ถามในกลุ่ม', { run: opens, where: ['group'] }),
      command('คดี', { who: ['officer', 'admin'], audited: true }),
      command('กลุ่ม', { where: ['group'] }),
      command('ลับ', { quietElsewhere: true }),
      command('หา', {
        argument: 'required',
        help: () => ({ summary: 'find', example: 'หา 123' }),
      }),
    ],
  }
  return { feature, closed, done }
}
