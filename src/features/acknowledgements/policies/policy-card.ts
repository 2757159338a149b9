// The card of a policy: what it is, what it asks in a few points, by when, and the button that says it was read.

import type th from '../../../../locales/th/acknowledgements.json'
import { dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { band, listLine, mainButton, quietButton, rule, stack, words } from '../../../line/card-parts.js'
import type { Action, FlexBubble } from '../../../line/message-builders.js'
import { type Policy, policyWordsFor } from './policy-schema.js'

const say = textsOf<typeof th>('acknowledgements')

export interface PolicyActions {
  readonly acknowledge: Action
  readonly read: Action
}

export function policyCard(policy: Policy, language: Language, actions: PolicyActions): FlexBubble {
  const { title, summary, points } = policyWordsFor(policy, language).words
  const { version, fiscalYear } = policy
  return {
    type: 'bubble',
    size: 'mega',
    header: band(say(language, `card.${policy.kind}`), title),
    body: stack([
      words(summary),
      ...points.map((point) => listLine('•', point)),
      rule(),
      words(say(language, 'card.due', { day: dayTitle(policy.due, language) }), { bold: true }),
      words(say(language, 'card.version', { version, fiscalYear }), { size: 'xs', colour: 'quiet' }),
      words(say(language, 'card.statement'), { size: 'xs', colour: 'quiet' }),
    ]),
    footer: stack([mainButton(actions.acknowledge), quietButton(actions.read)], 'xs'),
  }
}

/** What a notification and a screen reader say of the card. */
export const policyCardInWords = (policy: Policy, language: Language): string =>
  say(language, 'card.inWords', {
    title: policyWordsFor(policy, language).words.title,
    day: dayTitle(policy.due, language),
  })
