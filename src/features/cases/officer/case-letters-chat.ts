// The letters about cases in words: cards whose altText, which a locked screen shows, says nothing of complaints.
import type { Outgoing } from '../../../conversation/turn.js'
import { type Day, longMonth } from '../../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../../i18n/texts.js'
import { band, fact, rule, stack, words } from '../../../line/card-parts.js'
import {
  type FlexComponent,
  flex,
  type Message,
  messageAction,
  withQuickReplies,
} from '../../../line/message-builders.js'
import { say } from '../cases-words.js'
import { type CaseLettersDue, caseOfficers, daysOf, type OfficerLetter } from './case-letters-rules.js'
import { escalatedTo, type OversightLetter, purgeReportTo } from './case-oversight-rules.js'

type CaseLetter = OfficerLetter | OversightLetter

export const createCaseLetters =
  (due: readonly CaseLettersDue<CaseLetter>[]) =>
  async (today: Day, channel: string): Promise<Outgoing[]> =>
    (await Promise.all(due.map((letters) => letters(today, channel)))).flat().map((letter) => ({
      id: letter.id,
      to: letter.to,
      messages: cardOf(letter),
      onlyFor: receiversOf[letter.kind],
    }))

/** Whoever has none of these any more gets no letter that still waits. */
const receiversOf = {
  morning: caseOfficers,
  overdue: escalatedTo,
  witness: escalatedTo,
  purge: purgeReportTo,
}

function cardOf(letter: CaseLetter): Message[] {
  const { language } = letter
  switch (letter.kind) {
    case 'morning':
      return withList(language, card(language, say(language, 'letter.morning.title'), morning(letter)))
    case 'overdue':
      return [card(language, say(language, 'letter.overdue.title'), overdue(letter))]
    case 'witness':
      return [card(language, say(language, 'letter.witness.title'), witnessed(language, letter.code))]
    case 'purge':
      return [card(language, say(language, 'letter.purge.title'), purge(letter))]
  }
}

const card = (language: Language, title: string, contents: readonly FlexComponent[]): Message =>
  flex(say(language, 'letter.inWords'), {
    type: 'bubble',
    size: 'mega',
    header: band(say(language, 'letter.kind'), title),
    body: stack(contents),
  })

const withList = (language: Language, message: Message): Message[] =>
  withQuickReplies([message], [messageAction(say(language, 'command'))])

const counted = (language: Language, number: number): string =>
  say(language, 'letter.cases', { count: number })

const mostNumbers = 8

function morning({ language, fresh, stages, overdue: late }: OfficerLetter): FlexComponent[] {
  const news = (['corruption', 'general'] as const).filter((kind) => fresh[kind] > 0)
  return [
    ...news.map((kind) => fact(say(language, `letter.fresh.${kind}`), counted(language, fresh[kind]))),
    ...(news.length > 0 && stages.length > 0 ? [rule()] : []),
    ...stages.flatMap(({ stage, count, numbers }) => [
      fact(
        stageTitle(language, stage),
        counted(language, count),
        stage.startsWith('day') ? 'ink' : 'warning',
      ),
      ...(numbers.length > 0 ? [words(someOf(language, numbers), { size: 'xs', colour: 'quiet' })] : []),
    ]),
    ...(late > 0
      ? [rule(), fact(say(language, 'letter.allOverdue'), counted(language, late), 'warning')]
      : []),
  ]
}

function stageTitle(language: Language, stage: string): string {
  const days = daysOf(stage)
  if (days > 0) return say(language, 'letter.stage.day', { days })
  return say(language, stage === 'due' ? 'letter.stage.due' : 'letter.stage.overdue')
}

function someOf(language: Language, numbers: readonly string[]): string {
  const shown = numbers.slice(0, mostNumbers).join(' · ')
  const rest = numbers.length - mostNumbers
  return rest > 0 ? say(language, 'letter.andMore', { shown, rest }) : shown
}

function overdue({
  language,
  count,
  unassigned,
  longest,
  code,
}: Extract<OversightLetter, { kind: 'overdue' }>): FlexComponent[] {
  return [
    fact(say(language, 'letter.overdue.count'), counted(language, count), 'warning'),
    fact(say(language, 'letter.overdue.unassigned'), counted(language, unassigned)),
    fact(say(language, 'letter.overdue.longest'), say(language, 'letter.days', { count: longest })),
    rule(),
    words(say(language, 'letter.overdue.explains'), { size: 'xs', colour: 'quiet' }),
    ...(code === undefined ? [] : [rule(), ...witnessed(language, code)]),
  ]
}

const witnessed = (language: Language, code: string): FlexComponent[] => [
  fact(say(language, 'letter.witness.code'), code),
  words(say(language, 'letter.witness.explains'), { size: 'xs', colour: 'quiet' }),
]

function purge({
  language,
  month,
  destroyed,
  undecided,
}: Extract<OversightLetter, { kind: 'purge' }>): FlexComponent[] {
  return [
    words(longMonth(month, language), { bold: true }),
    ...(destroyed.length === 0 ? [words(say(language, 'letter.purge.none'), { colour: 'quiet' })] : []),
    ...destroyed.map(({ retention, count }) =>
      fact(say(language, `retention.${retention}`), counted(language, count)),
    ),
    ...(undecided > 0
      ? [rule(), fact(say(language, 'letter.purge.undecided'), counted(language, undecided), 'warning')]
      : []),
  ]
}
