// The card with which an officer approves a publication: its figures, whom it goes to, how many that is, what it costs.

import { dayTitle, shortMonth } from '../../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../../i18n/texts.js'
import { band, fact, mainButton, rule, stack, words } from '../../../line/card-parts.js'
import {
  type Action,
  type FlexBubble,
  type FlexComponent,
  flex,
  type Message,
} from '../../../line/message-builders.js'
import { say, titleOfFigures, written } from '../asking/statistics-words.js'
import type { Draft } from './snapshot.js'
import type { SnapshotAudience } from './snapshot-audience-rules.js'

/** 'ปีงบประมาณ พ.ศ. 2570 (ถึง ต.ค. 69)' */
export function approvalCard(
  draft: Draft,
  audience: SnapshotAudience,
  approve: Action,
  language: Language,
): Message {
  const title = titleOfFigures(draft, language)
  return flex(
    `${say(language, 'draft.letter', { period: title })}\n${say(language, 'figures.total')} ${draft.total}`,
    {
      type: 'bubble',
      size: 'mega',
      header: band(say(language, 'draft.kind'), say(language, 'draft.title', { period: title })),
      body: stack([
        ...(draft.total === 0
          ? [words(say(language, 'none.corruption').replaceAll('\n', ''), { bold: true })]
          : []),
        ...(['total', 'completed', 'inProgress'] as const).map((column) =>
          figure(say(language, `figures.${column}`), draft[column]),
        ),
        ...lastMonth(draft, language),
        words(say(language, 'asOf', { day: dayTitle(draft.asOf, language) }), {
          size: 'xs',
          colour: 'quiet',
        }),
        ...(draft.reason === undefined ? [] : [fact(say(language, 'draft.reason'), draft.reason)]),
        rule(),
        ...audienceFacts(audience, language),
        mainButton(approve),
        words(say(language, 'draft.how'), { size: 'xs', colour: 'quiet' }),
      ]),
    },
  )
}

/** The name has nearly the whole line: a figure is short. */
const figure = (name: string, value: number): FlexComponent => ({
  type: 'box',
  layout: 'horizontal',
  spacing: 'md',
  contents: [
    words(name, { size: 'sm', colour: 'quiet', flex: 5 }),
    words(written(value), { size: 'sm', bold: true, align: 'end', flex: 1 }),
  ],
})

function lastMonth({ months }: Draft, language: Language) {
  const last = months.at(-1)
  return last && months.length > 1
    ? [
        fact(
          shortMonth(last.month, language),
          `${written(last.total)} / ${written(last.completed)} / ${written(last.inProgress)}`,
        ),
      ]
    : []
}

function audienceFacts(
  { groups, plan: { cost, groupsOfUnknownSize, remaining } }: SnapshotAudience,
  language: Language,
): NonNullable<FlexBubble['body']>['contents'] {
  const number = groups.filter(({ chosen }) => chosen).length
  if (number === 0) return [fact(say(language, 'draft.audience'), say(language, 'draft.page'))]
  const left =
    remaining.kind === 'limited'
      ? say(language, 'draft.messages', { number: written(remaining.messages) })
      : say(language, `draft.${remaining.kind}`)
  return [
    fact(say(language, 'draft.audience'), say(language, 'draft.pageAndGroups', { number })),
    fact(say(language, 'draft.people'), say(language, 'draft.peopleCount', { number: written(cost) })),
    fact(
      say(language, 'draft.cost'),
      say(language, groupsOfUnknownSize > 0 ? 'draft.atLeast' : 'draft.messages', { number: written(cost) }),
    ),
    fact(say(language, 'draft.remaining'), left),
  ]
}
