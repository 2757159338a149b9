// A training as an officer sees it: how many came, from which units, and what can be done with it now.
import type th from '../../../locales/th/trainings.json'
import { dateTimeTitle } from '../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { band, fact, mainButton, quietButton, rule, stack } from '../../line/card-parts.js'
import { type Action, type FlexBubble, flex, type Message, uriAction } from '../../line/message-builders.js'
import type { TrainingCount } from './trainings-rules.js'

const say = textsOf<typeof th>('trainings')
const unitsShown = 12

export function trainingCard(
  count: TrainingCount,
  language: Language,
  ways: { readonly open: boolean; readonly page: string; readonly paper: Action; readonly close: Action },
): Message & { readonly contents: FlexBubble } {
  const { training, participants, onPaper, units, others } = count
  const people = say(language, 'people', { number: participants })
  const bubble: FlexBubble = {
    type: 'bubble',
    size: 'mega',
    header: band(say(language, ways.open ? 'state.open' : 'state.closed'), training.title),
    body: stack(
      [
        fact(say(language, 'openedAt'), dateTimeTitle(training.openedAt, language)),
        fact(say(language, 'participants'), people),
        ...(onPaper > 0
          ? [fact(say(language, 'onPaper'), say(language, 'people', { number: onPaper }))]
          : []),
        ...(units.length > 0 ? [rule()] : []),
        ...units.slice(0, unitsShown).map(({ unit, count: number }) => fact(unit, String(number))),
        ...(others > 0 ? [fact(say(language, 'others'), String(others))] : []),
      ],
      'sm',
    ),
    footer: stack(
      [
        ...(ways.open ? [mainButton(uriAction(say(language, 'openPage'), ways.page))] : []),
        quietButton(ways.paper),
        ...(ways.open ? [quietButton(ways.close)] : []),
      ],
      'xs',
    ),
  }
  return { ...flex(`${training.title}: ${people}`, bubble), contents: bubble }
}
