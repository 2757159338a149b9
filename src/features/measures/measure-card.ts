// A measure as its owner and officers see it, with one tap for how far it is.
import type th from '../../../locales/th/measures.json'
import { dateTimeTitle } from '../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { band, fact, mainButton, quietButton, stack, words } from '../../line/card-parts.js'
import type { Action, FlexBubble } from '../../line/message-builders.js'
import { type Measure, type MeasureState, measureStates } from './measure.js'
import { quartersInWords } from './measure-words.js'

const say = textsOf<typeof th>('measures')
const signs: Readonly<Record<MeasureState, string>> = { notStarted: '○', underWay: '◐', done: '●' }

export const signOf = (state: MeasureState): string => signs[state]

export function measureBubble(
  measure: Measure,
  language: Language,
  ways: { readonly state: (state: MeasureState) => Action; readonly report: Action } | undefined,
): FlexBubble {
  const { number, issue, state, owner, quarters, indicator, target, result, attached, updatedAt } = measure
  const others = measureStates.filter((one) => one !== state)
  return {
    type: 'bubble',
    size: 'mega',
    header: band(say(language, 'card.number', { number, issue }), measure.measure),
    body: stack(
      [
        fact(say(language, 'card.state'), say(language, `state.${state}`), state === 'done' ? 'good' : 'ink'),
        fact(say(language, 'column.owner'), owner),
        fact(say(language, 'column.quarters'), quartersInWords(quarters, language)),
        fact(say(language, 'column.indicator'), indicator),
        fact(say(language, 'column.target'), target),
        ...(result === '' ? [] : [words(say(language, 'card.result', { result }))]),
        ...(attached.length > 0 ? [fact(say(language, 'card.attached'), String(attached.length))] : []),
        ...(updatedAt
          ? [
              words(say(language, 'card.updated', { when: dateTimeTitle(updatedAt, language) }), {
                size: 'xs',
                colour: 'quiet',
              }),
            ]
          : []),
      ],
      'sm',
    ),
    ...(ways && {
      footer: stack([...others.map((one) => quietButton(ways.state(one))), mainButton(ways.report)], 'xs'),
    }),
  }
}
