// The questions of เปิดรับทราบ: which text, of which fiscal year, from when, until when, and who is asked. What cannot be
// read for certain, or cannot be, is said with its reason, and the same question stays.
import type th from '../../../../locales/th/acknowledgements.json'
import type { Choice, Said } from '../../../conversation/dialog.js'
import type { Turn } from '../../../conversation/turn.js'
import { addDays, type Day, dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import { dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import { fromThaiDigits } from '../../../i18n/letters/thai-digits.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { cut, text } from '../../../line/message-builders.js'
import { readDay } from '../evidence/signed-day.js'
import {
  type OpenPolicyAnswers,
  type OpenPolicyParts,
  type OpenPolicyResult,
  type OpenPolicyStep,
  type PolicyPiece,
  type Propose,
  pieceOf,
  pieceTitle,
  sameInWords,
  specFrom,
} from './open-policy-answers.js'
import { earliestOpening, whyNotDue, whyNotOpening, yearsOffered } from './open-policy-days.js'

const say = textsOf<typeof th>('acknowledgements')
const mostPieces = 20
const mostButtons = 10
const dueAfterDays = [15, 30] as const
const everybody = 'everybody'

export function openPolicySteps(
  parts: OpenPolicyParts,
  propose: Propose,
): Readonly<Record<string, OpenPolicyStep>> {
  const { rules, people } = parts

  const listed = async () => (await parts.pieces()).slice(0, mostPieces)

  const units = async () => (await people.staffCountByUnit()).map(({ unit }) => unit)

  /** Whether this text asks anybody anew in this year is known now: nobody answers four questions for nothing. */
  async function yearChosen(
    turn: Turn,
    answers: OpenPolicyAnswers,
    piece: PolicyPiece,
    fiscalYear: number,
  ): Promise<OpenPolicyResult> {
    const { language } = turn.person
    const today = dayInBangkok(turn.at)
    const spec = specFrom(piece, { fiscalYear, opens: today, due: addDays(today, 1) })
    const planned = spec && (await rules.planPolicy(spec))
    if (!planned?.ok) return { again: [text(say(language, 'open.unfit'))] }
    if (planned.isNew) return { go: 'choosingOpens', answers: { ...answers, fiscalYear } }
    return { done: { messages: [text(sameInWords(planned.policy, language))] } }
  }

  return {
    choosingPiece: {
      takes: ['text'],
      ask: async ({ person: { language } }) => {
        const titles = (await listed()).map((piece, at) => `${at + 1}. ${pieceTitle(piece, language)}`)
        return [text([say(language, 'open.askPiece'), ...titles].join('\n'))]
      },
      choices: async ({ person: { language } }) =>
        (await listed()).slice(0, mostButtons).map((piece, at) => ({
          value: `${piece.key}/${piece.version}`,
          label: cut(`${at + 1}. ${pieceTitle(piece, language)}`, 20),
        })),
      take: async (turn, said) => {
        const number = numberIn(said)
        const chosen = (await listed()).find(
          ({ key, version }, at) =>
            at + 1 === number || (said.kind === 'choice' && said.value === `${key}/${version}`),
        )
        if (!chosen) return { again: [text(say(turn.person.language, 'open.noSuchNumber'))] }
        const answers = { piece: { key: chosen.key, version: chosen.version } }
        const [year, next] = yearsOffered(turn.at)
        if (year === undefined || next !== undefined) return { go: 'choosingYear', answers }
        return yearChosen(turn, answers, chosen, year)
      },
    },

    choosingYear: {
      takes: ['text'],
      ask: ({ person: { language } }) => [text(say(language, 'open.askYear'))],
      choices: ({ at }) => yearsOffered(at).map((year) => ({ value: String(year), label: String(year) })),
      take: async (turn, said, answers) => {
        const { language } = turn.person
        const typed = said.kind === 'choice' ? Number(said.value) : numberIn(said)
        const year = yearsOffered(turn.at).find((one) => one === typed)
        if (year === undefined) return { again: [text(say(language, 'open.noSuchYear'))] }
        const piece = await pieceOf(parts, answers)
        if (!piece) return { go: 'choosingPiece', answers: {}, first: [text(say(language, 'open.gone'))] }
        return yearChosen(turn, answers, piece, year)
      },
    },

    choosingOpens: {
      takes: ['text'],
      ask: ({ at, person: { language } }, { fiscalYear = 0 }) => [
        text(say(language, 'open.askOpens', { example: exampleOfOpening(fiscalYear, at, language) })),
      ],
      choices: ({ at, person: { language } }, { fiscalYear = 0 }): Choice[] => {
        const today = dayInBangkok(at)
        const first = earliestOpening(fiscalYear, today)
        return [
          { value: first, label: first === today ? say(language, 'open.today') : dayTitle(first, language) },
        ]
      },
      take: async (turn, said, answers) => {
        const { language } = turn.person
        const { fiscalYear = 0 } = answers
        const today = dayInBangkok(turn.at)
        const opens = readDay(wordsOf(said), today)
        if (!opens) {
          const example = exampleOfOpening(fiscalYear, turn.at, language)
          return { again: [text(say(language, 'open.noSuchDay', { example }))] }
        }
        const why = whyNotOpening(opens, fiscalYear, today)
        if (why) return { again: [text(say(language, `open.refused.${why}`, { fiscalYear }))] }
        return { go: 'choosingDue', answers: { ...answers, opens } }
      },
    },

    choosingDue: {
      takes: ['text'],
      ask: ({ at, person: { language } }, { opens = dayInBangkok(at) }) => [
        text(say(language, 'open.askDue', { example: exampleOfDue(opens, language) })),
      ],
      choices: ({ person: { language } }, { opens }) =>
        opens === undefined
          ? []
          : dueAfterDays.map((count) => ({
              value: addDays(opens, count),
              label: say(language, 'open.days', { count }),
            })),
      take: async (turn, said, answers) => {
        const { language } = turn.person
        const today = dayInBangkok(turn.at)
        const { opens = today } = answers
        const due = readDay(wordsOf(said), today)
        if (!due) {
          const example = exampleOfDue(opens, language)
          return { again: [text(say(language, 'open.noSuchDay', { example }))] }
        }
        const why = whyNotDue(due, opens)
        if (why)
          return { again: [text(say(language, `open.refused.${why}`, { day: dayTitle(opens, language) }))] }
        return { go: 'choosingWho', answers: { ...answers, due } }
      },
    },

    choosingWho: {
      takes: ['text'],
      ask: async ({ person: { language } }) => {
        const names = (await units()).map((unit, at) => `${at + 1}. ${unit}`)
        return [text(cut([say(language, 'open.askWho'), ...names].join('\n'), 5000))]
      },
      choices: async ({ person: { language } }) => [
        { value: everybody, label: say(language, 'open.everybody') },
        ...(await units()).slice(0, mostButtons).map((unit, at) => ({
          value: `unit ${unit}`,
          label: cut(`${at + 1}. ${unit}`, 20),
        })),
      ],
      take: async (turn, said, answers) => {
        const { units: _before, ...rest } = answers
        if (said.kind === 'choice' && said.value === everybody) return propose(turn, rest)
        const all = await units()
        const chosen =
          said.kind === 'choice' ? [said.value.replace(/^unit /u, '')] : numberedIn(wordsOf(said), all)
        if (chosen.length === 0) return { again: [text(say(turn.person.language, 'open.noSuchUnit'))] }
        return propose(turn, { ...rest, units: chosen })
      },
    },
  }
}

/** Days that would be taken, so that whoever copies the example is understood. */
const exampleOfOpening = (fiscalYear: number, at: Date, language: Language): string =>
  dayTitle(earliestOpening(fiscalYear, dayInBangkok(at)), language)
const exampleOfDue = (opens: Day, language: Language): string =>
  dayTitle(addDays(opens, Math.max(...dueAfterDays)), language)

const wordsOf = (said: Said): string =>
  said.kind === 'choice' ? said.value : said.kind === 'text' ? said.text.trim() : ''

/** 0 for anything but a whole number. */
function numberIn(said: Said): number {
  const typed = said.kind === 'text' ? fromThaiDigits(said.text).trim() : ''
  return /^\d{1,4}$/.test(typed) ? Number(typed) : 0
}

/** '1, 3 5': these of the list; none when one of the numbers is not there. */
function numberedIn(typed: string, all: readonly string[]): string[] {
  const plain = fromThaiDigits(typed)
  if (!/^\d{1,4}(?:[\s,]+\d{1,4})*$/.test(plain)) return []
  const found = plain.split(/[\s,]+/).map((number) => all[Number(number) - 1])
  const units = found.filter((unit) => unit !== undefined)
  return units.length === found.length ? [...new Set(units)] : []
}
