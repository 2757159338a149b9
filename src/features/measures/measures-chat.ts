// `มาตรการ`: owners see theirs and officers all, each with one-tap progress; a reminder brings the same cards. Who may only read
// gets no buttons.
import { z } from 'zod'
import type th from '../../../locales/th/measures.json'
import { type Command, defineButton, type Feature } from '../../conversation/feature.js'
import type { Answer, Outgoing } from '../../conversation/turn.js'
import type { Day } from '../../i18n/calendar/bangkok-time.js'
import { dayTitle, type FiscalYear, fiscalYearOf } from '../../i18n/calendar/thai-calendar.js'
import { fromThaiDigits } from '../../i18n/letters/thai-digits.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { carousels } from '../../line/carousels.js'
import { longText } from '../../line/long-text.js'
import { text } from '../../line/message-builders.js'
import type { Measure } from './measure.js'
import { measureStates } from './measure.js'
import { addDialogName } from './measure-add-dialog-chat.js'
import { measureBubble, signOf } from './measure-card.js'
import { changerOf, mayChange, measureOfficers, measureReaders } from './measure-changer.js'
import { reportDialogName } from './measure-report-dialog-chat.js'
import { roundInWords } from './measure-words.js'
import type { MeasuresRules } from './measures-rules.js'

const say = textsOf<typeof th>('measures')
const where = ['private'] as const
const cardsShown = 10

export type MeasureLetters = (today: Day, channel: string) => Promise<Outgoing[]>

export function createMeasuresChat(rules: MeasuresRules): Required<Pick<Feature, 'commands' | 'buttons'>> & {
  readonly letters: MeasureLetters
} {
  const state = defineButton({
    id: 'measures.state',
    version: 1,
    livesDays: 400,
    who: measureReaders,
    where,
    data: z.strictObject({ m: z.string().max(40), s: z.enum(measureStates) }),
    press: async (turn, { m, s }): Promise<Answer> => {
      const { language } = turn.person
      const how = await rules.setState(m, s, changerOf(turn), turn.at)
      const measure = how === 'done' ? await rules.measure(m) : undefined
      if (!measure) return { messages: [text(say(language, how === 'notYours' ? 'notYours' : 'unknown'))] }
      const noted = say(language, 'noted', { state: say(language, `state.${s}`) })
      return { messages: carousels(noted, [bubbleOf(measure, turn.at, language, true)]) }
    },
  })

  const report = defineButton({
    id: 'measures.report',
    version: 1,
    livesDays: 400,
    who: measureReaders,
    where,
    data: z.strictObject({ m: z.string().max(40) }),
    press: async (turn, { m }): Promise<Answer> => {
      const measure = await rules.measure(m)
      if (!measure) return { messages: [text(say(turn.person.language, 'unknown'))] }
      if (!mayChange(turn, measure)) return { messages: [text(say(turn.person.language, 'notYours'))] }
      return { open: { dialog: reportDialogName, answers: { m } } }
    },
  })

  const bubbleOf = (measure: Measure, at: Date, language: Language, changes: boolean) =>
    measureBubble(
      measure,
      language,
      changes
        ? {
            state: (s) => state.action(say(language, `state.${s}`), at, { m: measure.id, s }),
            report: report.action(say(language, 'report.button'), at, { m: measure.id }),
          }
        : undefined,
    )

  const list: Command = {
    id: 'measures.list',
    words: { th: ['มาตรการ'], en: ['measures'] },
    who: measureReaders,
    where,
    argument: 'optional',
    help: (language) => ({ summary: say(language, 'help.list'), example: say(language, 'help.listExample') }),
    async run(turn, argument) {
      const { language, roles } = turn.person
      const asked = fromThaiDigits(argument).trim()
      if (asked !== '' && !/^\d{1,4}$/.test(asked)) return { messages: [text(say(language, 'badNumber'))] }
      const year = Number(asked) >= 2500 ? Number(asked) : fiscalYearOf(turn.at)
      const all = await rules.ofYear(year)
      const mayRead = roles.some((role) => role !== 'staff' && measureReaders.includes(role))
      const mine = mayRead ? all : all.filter((measure) => mayChange(turn, measure))
      if (mine.length === 0) return { messages: [text(say(language, 'none', { year }))] }
      const number = Number(asked) < 2500 ? Number(asked) : 0
      const shown = number > 0 ? mine.filter((one) => one.number === number) : openOf(mine)
      if (number > 0 && shown.length === 0) return { messages: [text(say(language, 'badNumber'))] }
      const bubbles = shown
        .slice(0, cardsShown)
        .map((measure) => bubbleOf(measure, turn.at, language, mayChange(turn, measure)))
      const summary = number > 0 ? [] : longText(summaryOf(mine, year, language)).slice(0, 3)
      return { messages: [...summary, ...carousels(say(language, 'title', { year }), bubbles)] }
    },
  }

  const add: Command = {
    id: 'measures.add',
    words: { th: ['เพิ่มมาตรการ'], en: ['add-measure', 'add measure'] },
    who: measureOfficers,
    where,
    argument: 'none',
    audited: true,
    help: (language) => ({ summary: say(language, 'help.add') }),
    run: async (turn) => ({
      open: { dialog: addDialogName, answers: { year: fiscalYearOf(turn.at), written: [] } },
    }),
  }

  return {
    commands: [list, add],
    buttons: [state, report],
    async letters(today, channel) {
      const due = await rules.remindersDue(today, channel)
      return due.map(({ id, to, language, due, measures }) => {
        const values = {
          round: roundInWords(due.round, language),
          due: dayTitle(due.due, language),
          days: due.daysLeft,
          measures: measures.length,
        }
        const at = new Date(`${today}T12:00:00+07:00`)
        const bubbles = measures.slice(0, cardsShown).map((one) => bubbleOf(one, at, language, true))
        const words = say(language, 'reminder', values)
        return {
          id,
          to,
          messages: [text(words), ...carousels(say(language, 'title', { year: due.fiscalYear }), bubbles)],
        }
      })
    },
  }
}

const openOf = (measures: readonly Measure[]) => measures.filter(({ state }) => state !== 'done')

function summaryOf(measures: readonly Measure[], year: FiscalYear, language: Language): string {
  const count = (wanted: Measure['state']) => measures.filter(({ state }) => state === wanted).length
  const head = say(language, 'summary', {
    year,
    all: measures.length,
    done: count('done'),
    underWay: count('underWay'),
    notStarted: count('notStarted'),
  })
  return [head, '', ...measures.map((one) => `${signOf(one.state)} ${one.number}. ${one.measure}`)].join('\n')
}
