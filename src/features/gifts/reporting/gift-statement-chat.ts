// `ไม่มีของขวัญ [ช่วง]`: whoever keeps the register signs that a unit received nothing in a period: unit, period, the exact sentence, and
// only then ยืนยัน. It is refused where the register says otherwise.
import { z } from 'zod'
import type { Choice, Dialog, Said, StepResult } from '../../../conversation/dialog.js'
import { defineDialog } from '../../../conversation/dialog.js'
import type { Command, Feature } from '../../../conversation/feature.js'
import type { Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { type Period, periodTitle } from '../../../i18n/calendar/period.js'
import { parsePeriod, wordsOf } from '../../../i18n/calendar/period-words.js'
import { dayTitle, fromThaiDigits } from '../../../i18n/calendar/thai-calendar.js'
import { composed } from '../../../i18n/letters/composed.js'
import { cut, type Message, text } from '../../../line/message-builders.js'
import { day } from '../gift-facts.js'
import { newGiftId } from '../gifts-rules.js'
import { say } from '../gifts-words.js'
import { registerKeepers } from './gift-letters-rules.js'
import type { GiftReportRules, Signed } from './gift-report-rules.js'
import { signedStatementCard, statementToSign } from './gift-statement-card.js'

const answersSchema = z.strictObject({
  statementId: z.string(),
  /** Typed with the command, or chosen. */
  period: z.string().optional(),
  /** Empty: the whole agency. */
  unit: z.string().optional(),
  sentence: z.string().optional(),
  from: day.optional(),
  until: day.optional(),
})
type Answers = z.infer<typeof answersSchema>
type Result = StepResult<Answers>

const dialogName = 'gifts.none'
const mostUnitChoices = 11
const periodWords = {
  lastQuarter: 'last quarter',
  thisQuarter: 'this quarter',
  lastHalf: 'last half',
  thisHalf: 'this half',
  lastYear: 'last fiscal year',
  thisYear: 'this fiscal year',
} as const
const periodNames = ['lastQuarter', 'thisQuarter', 'lastHalf', 'thisHalf', 'lastYear', 'thisYear'] as const

export interface StatementChatDeps {
  readonly reports: Pick<GiftReportRules, 'daysOf' | 'countReceived' | 'sign'>
  readonly units: () => Promise<readonly string[]>
  readonly nameOf: (staffId: string) => Promise<string>
  readonly agencyName: { readonly th: string; readonly en: string }
}

export function createStatementChat(
  deps: StatementChatDeps,
): Required<Pick<Feature, 'commands' | 'dialogs'>> {
  const { reports, units } = deps

  const unitTitle = ({ person: { language } }: Turn, unit: string): string =>
    unit === '' ? say(language, 'statement.wholeAgency', { agency: deps.agencyName[language] }) : unit

  /** On to the sentence, or back with what stands against it. */
  async function proposed(turn: Turn, answers: Answers, period: Period): Promise<Result> {
    const { language } = turn.person
    const { unit = '' } = answers
    const days = reports.daysOf(period)
    const count = await reports.countReceived(days, unit === '' ? undefined : unit)
    if (count > 0)
      return { done: { messages: [refusal(turn, unit, { ok: false, why: 'giftsReceived', count })] } }
    const sentence = say(language, 'statement.text', {
      unit: unitTitle(turn, unit),
      period: periodTitle(period, language),
      from: dayTitle(days.from, language),
      until: dayTitle(days.until, language),
    })
    return { go: 'confirming', answers: { ...answers, ...days, sentence, period: wordsOf(period) } }
  }

  function refusal(turn: Turn, unit: string, signed: Extract<Signed, { ok: false }>): Message {
    const { language } = turn.person
    switch (signed.why) {
      case 'giftsReceived': {
        const values = { unit: unitTitle(turn, unit), number: signed.count }
        return text(say(language, 'statement.refused.giftsReceived', values))
      }
      case 'unknownUnit':
        return text(say(language, 'statement.refused.unknownUnit'))
      case 'notStaff':
        return text(say(language, 'refused.notStaff'))
    }
  }

  async function chosenUnit(turn: Turn, said: Said): Promise<string | undefined> {
    const known = await units()
    if (said.kind === 'choice') return said.value === 'all' ? '' : known[Number(said.value)]
    const typed = said.kind === 'text' ? composed(said.text).trim() : ''
    if (typed === say(turn.person.language, 'statement.allUnits')) return ''
    return /^\d{1,4}$/.test(fromThaiDigits(typed))
      ? known[Number(fromThaiDigits(typed)) - 1]
      : known.find((unit) => unit === typed)
  }

  async function takePeriod(turn: Turn, answers: Answers, words: string): Promise<Result> {
    const period = periodIn(words, turn.at)
    if (typeof period === 'string')
      return { again: [text(say(turn.person.language, `statement.badPeriod.${period}`))] }
    return proposed(turn, answers, period)
  }

  async function sign(turn: Turn, answers: Answers): Promise<Result> {
    const { language, roles, staffId } = turn.person
    const { statementId, unit = '', period, sentence, from, until } = answers
    const role = registerKeepers.findLast((one) => roles.includes(one))
    if (staffId === undefined || role === undefined)
      return { done: { messages: [text(say(language, 'statement.refused.notAllowed'))] } }
    if (period === undefined || sentence === undefined || from === undefined || until === undefined)
      return { go: 'choosingPeriod', answers }
    const signed = await reports.sign({
      ...{ statementId, staffId, role, period, from, until },
      ...(unit !== '' && { unit }),
      text: sentence,
      at: turn.at,
    })
    if (!signed.ok) return { done: { messages: [refusal(turn, unit, signed)] } }
    return {
      done: { messages: [signedStatementCard(language, signed.statement, await deps.nameOf(staffId))] },
    }
  }

  const dialog: Dialog = defineDialog<Answers>({
    name: dialogName,
    version: 1,
    idleMinutes: 30,
    who: registerKeepers,
    places: ['private'],
    answers: answersSchema,
    first: 'choosingUnit',
    steps: {
      choosingUnit: {
        takes: ['text'],
        ask: async ({ person: { language } }) => {
          const list = (await units()).map((unit, index) => `${index + 1}. ${unit}`).join('\n')
          return [text(say(language, 'statement.askUnit', { list }))]
        },
        choices: async ({ person: { language } }) => [
          { value: 'all', label: say(language, 'statement.allUnits') },
          ...(await units()).slice(0, mostUnitChoices).map(
            (unit, index): Choice => ({
              value: String(index),
              label: cut(`${index + 1}. ${unit}`, 20),
            }),
          ),
        ],
        take: async (turn, said, answers) => {
          const unit = await chosenUnit(turn, said)
          if (unit === undefined) {
            const last = (await units()).length
            return { again: [text(say(turn.person.language, 'statement.noSuchUnit', { last }))] }
          }
          const chosen = { ...answers, unit }
          if (answers.period === undefined) return { go: 'choosingPeriod', answers: chosen }
          const result = await takePeriod(turn, chosen, answers.period)
          return 'again' in result ? { go: 'choosingPeriod', answers: chosen, first: result.again } : result
        },
      },
      choosingPeriod: {
        takes: ['text'],
        ask: ({ person: { language } }) => [text(say(language, 'statement.askPeriod'))],
        choices: ({ person: { language } }) =>
          periodNames.map((name) => ({
            value: periodWords[name],
            label: say(language, `statement.periods.${name}`),
          })),
        take: (turn, said, answers) => {
          const words = said.kind === 'choice' ? said.value : said.kind === 'text' ? said.text : ''
          return takePeriod(turn, answers, words)
        },
      },
      confirming: {
        takes: [],
        ask: ({ person: { language } }, { sentence = '' }) => [
          statementToSign(
            language,
            sentence,
            say(language, 'statement.check', { confirm: buttonLabel(language, 'confirm') }),
          ),
        ],
        choices: ({ person: { language } }) => [
          { value: 'confirm', label: buttonLabel(language, 'confirm') },
        ],
        take: (turn, _said, answers) => sign(turn, answers),
      },
    },
  })

  const command: Command = {
    id: 'gifts.none',
    words: { th: ['ไม่มีของขวัญ'], en: ['no-gifts', 'no gifts'] },
    who: registerKeepers,
    where: ['private'],
    argument: 'optional',
    audited: true,
    help: (language) => ({ summary: say(language, 'help.none'), example: say(language, 'help.noneExample') }),
    async run(turn, argument) {
      const { language, staffId } = turn.person
      if (staffId === undefined) return { messages: [text(say(language, 'howToLink'))] }
      const period = argument === '' ? undefined : periodIn(argument, turn.at)
      if (typeof period === 'string')
        return { messages: [text(say(language, `statement.badPeriod.${period}`))] }
      const answers = { statementId: newGiftId(), ...(period && { period: wordsOf(period) }) }
      return { open: { dialog: dialogName, answers } }
    },
  }

  return { commands: [command], dialogs: [dialog] }
}

/** A statement is made of a quarter, half a fiscal year or a fiscal year. */
function periodIn(words: string, at: Date): Period | 'future' | 'unclear' {
  const read = parsePeriod(words, at)
  if (!read.ok) return read.reason === 'future' ? 'future' : 'unclear'
  const { period } = read
  return period.kind === 'month' || period.kind === 'range' || words.trim() === '' ? 'unclear' : period
}
