// The list of open cases as one card: a line for each with what is due first on top. Numbers, categories and days, never content.
import type { Language } from '../../../i18n/texts.js'
import { band, type CardColour, cardColours, rule, stack, words } from '../../../line/card-parts.js'
import { type Action, type FlexComponent, flex, type Message } from '../../../line/message-builders.js'
import { categoryName, statusName } from '../../complaints/complaint-words.js'
import { daysLeftTitle, numberTitle, say } from '../cases-words.js'
import type { CaseFilter, ListedCase } from './case-list-rules.js'

export interface CasePage {
  readonly filter: CaseFilter
  /** Of those that fit the filter, on all pages. */
  readonly count: number
  /** Counted from 0. */
  readonly page: number
  readonly pages: number
  readonly cases: readonly ListedCase[]
}

/** What has less time left than this is coloured as a warning. */
const nearDays = 3

export function caseListCard(
  language: Language,
  { filter, count, page, pages, cases }: CasePage,
  open: (one: ListedCase) => Action,
): Message {
  const lines = cases.flatMap((one, place) => [
    ...(place > 0 ? [rule()] : []),
    caseLine(language, one, open(one)),
  ])
  return flex(say(language, 'list.inWords'), {
    type: 'bubble',
    size: 'giga',
    header: band(say(language, `filter.${filter}`), say(language, 'list.title', { count: count })),
    body: stack([
      ...(lines.length === 0 ? [words(say(language, `empty.${filter}`), { colour: 'quiet' })] : lines),
      ...(pages > 1
        ? [
            rule(),
            words(say(language, 'list.page', { page: page + 1, pages }), {
              size: 'xs',
              colour: 'quiet',
              align: 'center',
            }),
          ]
        : []),
    ]),
  })
}

function caseLine(language: Language, one: ListedCase, action: Action): FlexComponent {
  const { complaint, work, mine } = one
  const holder = mine ? 'mine' : work.assignedTo.length > 0 ? 'taken' : 'free'
  return {
    type: 'box',
    layout: 'vertical',
    spacing: 'xs',
    action,
    contents: [
      {
        type: 'box',
        layout: 'horizontal',
        contents: [
          words(numberTitle(language, work), { size: 'md', bold: true, flex: 5 }),
          words(daysLeftTitle(language, one), {
            size: 'sm',
            bold: true,
            colour: urgency(one),
            align: 'end',
            flex: 4,
          }),
        ],
      },
      words(categoryName(language, complaint.category)),
      words(`${statusName(language, complaint.status)} · ${say(language, `holder.${holder}`)}`, {
        size: 'xs',
        colour: 'quiet',
      }),
      ...(one.daysLeft === undefined ? [] : [timeBar(one.daysLeft, urgency(one))]),
    ],
  }
}

/** The colour of the days: also said in words, because not everybody sees colours. */
export function urgency({ daysLeft }: Pick<ListedCase, 'daysLeft'>): CardColour {
  if (daysLeft === undefined) return 'quiet'
  return daysLeft <= nearDays ? 'warning' : 'good'
}

/** The days that are left of a fortnight; full when there are more, and full in the colour of warning when there are none. */
function timeBar(daysLeft: number, colour: CardColour): FlexComponent {
  const percent = daysLeft < 0 ? 100 : Math.max(4, Math.min(100, Math.round((daysLeft / 15) * 100)))
  const bar = (backgroundColor: string, contents: FlexComponent[], width?: string): FlexComponent => ({
    type: 'box',
    layout: 'vertical',
    height: '6px',
    cornerRadius: '3px',
    backgroundColor,
    contents,
    ...(width === undefined ? { margin: 'sm' } : { width }),
  })
  return bar(cardColours.line, [bar(cardColours[colour], [], `${percent}%`)])
}
