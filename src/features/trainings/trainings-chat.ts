// `อบรม <ชื่อ>` opens a training and gives the projector page; `เช็กชื่อ <code>` counts whoever types the code of the moment. An
// officer may note how many signed on paper, and close it.
import { z } from 'zod'
import type th from '../../../locales/th/trainings.json'
import { defineDialog } from '../../conversation/dialog.js'
import { type Command, defineButton, type Feature } from '../../conversation/feature.js'
import type { Answer, Turn } from '../../conversation/turn.js'
import { fromThaiDigits } from '../../i18n/letters/thai-digits.js'
import { textsOf } from '../../i18n/texts.js'
import { carousels } from '../../line/carousels.js'
import { text } from '../../line/message-builders.js'
import type { Role } from '../../security/roles.js'
import { trainingCard } from './training-card.js'
import type { TrainingCount, TrainingsRules } from './trainings-rules.js'
import { longestTitle, mostOnPaper } from './trainings-rules.js'

const say = textsOf<typeof th>('trainings')
const who: readonly Role[] = ['ethics', 'admin']
const where = ['private'] as const
const paperDialog = 'trainings.paper'
const shown = 8
const which = z.strictObject({ t: z.string().max(64) })

const byOf = ({ person, sender, chat }: Turn): string => person.staffId ?? sender?.key ?? chat.key

export function createTrainingsChat({
  rules,
  publicUrl,
}: {
  readonly rules: TrainingsRules
  readonly publicUrl: string
}): Required<Pick<Feature, 'commands' | 'buttons' | 'dialogs'>> {
  const gone = (turn: Turn): Answer => ({ messages: [text(say(turn.person.language, 'gone'))] })

  async function countOf(id: string): Promise<TrainingCount | undefined> {
    const training = await rules.training(id)
    if (!training) return undefined
    const { trainings } = await rules.ofDays(training.on, training.on)
    return trainings.find((one) => one.training.id === id)
  }

  const close = defineButton({
    id: 'trainings.close',
    version: 1,
    livesDays: 30,
    who,
    where,
    data: which,
    press: async (turn, { t }): Promise<Answer> => {
      if (!(await rules.close(t, byOf(turn)))) return gone(turn)
      const count = await countOf(t)
      return count ? { messages: [cardOf(turn, count)] } : gone(turn)
    },
  })

  const paper = defineButton({
    id: 'trainings.paper',
    version: 1,
    livesDays: 60,
    who,
    where,
    data: which,
    press: async (turn, { t }): Promise<Answer> =>
      (await rules.training(t)) ? { open: { dialog: paperDialog, answers: { t } } } : gone(turn),
  })

  function cardOf(turn: Turn, count: TrainingCount) {
    const { language } = turn.person
    const open = count.training.closedAt === undefined && count.training.endsAt > turn.at
    const data = { t: count.training.id }
    return trainingCard(count, language, {
      open,
      page: `${publicUrl}/training/${count.training.page}?lang=${language}`,
      paper: paper.action(say(language, 'addOnPaper'), turn.at, data),
      close: close.action(say(language, 'close'), turn.at, data),
    })
  }

  const training: Command = {
    id: 'trainings.open',
    words: { th: ['อบรม'], en: ['training'] },
    who,
    where,
    argument: 'optional',
    audited: true,
    help: (language) => ({ summary: say(language, 'help.open'), example: say(language, 'help.openExample') }),
    async run(turn, title) {
      const { language } = turn.person
      if (title.trim() === '') {
        const latest = await rules.latest(shown)
        const cards = latest.map((count) => cardOf(turn, count).contents)
        const bubbles = cards.flatMap((one) => (one.type === 'bubble' ? [one] : []))
        return {
          messages: [...carousels(say(language, 'latest'), bubbles), text(say(language, 'howToOpen'))],
        }
      }
      const { eventKey, channel, at } = turn
      const opened = await rules.open({ eventKey, title, channel, by: byOf(turn), at })
      if (!opened.ok) return { messages: [text(say(language, 'badTitle', { most: longestTitle }))] }
      const count = await countOf(opened.training.id)
      return count ? { messages: [text(say(language, 'opened')), cardOf(turn, count)] } : gone(turn)
    },
  }

  const checkIn: Command = {
    id: 'trainings.check-in',
    words: { th: ['เช็กชื่อ', 'เช็คชื่อ'], en: ['check-in', 'check in', 'checkin'] },
    who: 'everyone',
    where,
    argument: 'required',
    help: (language) => ({
      summary: say(language, 'help.checkIn'),
      example: say(language, 'checkIn.says', { code: '7K3M2P' }),
    }),
    async run(turn, typed) {
      const { language, staffId } = turn.person
      const accountKey = turn.sender?.key ?? turn.chat.key
      const done = await rules.checkIn({
        typed,
        accountKey,
        ...(staffId !== undefined && { staffId }),
        at: turn.at,
      })
      if (!done.ok) return { messages: [text(say(language, `checkIn.${done.why}`))] }
      const { title } = done.training
      return { messages: [text(say(language, done.before ? 'checkIn.before' : 'checkIn.done', { title }))] }
    },
  }

  const paperCount = defineDialog<z.infer<typeof which>>({
    name: paperDialog,
    version: 1,
    idleMinutes: 30,
    who,
    places: ['private'],
    answers: which,
    first: 'counting',
    steps: {
      counting: {
        takes: ['text'],
        ask: ({ person: { language } }) => [text(say(language, 'paper.ask'))],
        take: async (turn, said, { t }) => {
          const { language } = turn.person
          const typed = said.kind === 'text' ? fromThaiDigits(said.text).trim() : ''
          const count = /^\d{1,4}$/.test(typed) ? Number(typed) : 0
          if (count < 1 || count > mostOnPaper)
            return { again: [text(say(language, 'paper.badNumber', { most: mostOnPaper }))] }
          const noted = await rules.addOnPaper({ id: t, eventKey: turn.eventKey, count, by: byOf(turn) })
          const now = noted ? await countOf(t) : undefined
          return { done: now ? { messages: [cardOf(turn, now)] } : gone(turn) }
        },
      },
    },
  })

  return { commands: [training, checkIn], buttons: [close, paper], dialogs: [paperCount] }
}
