// One case as an officer sees it in chat: what the register knows of it and how the work stands. Never a word of content.

import { type Day, dayTitle } from '../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../i18n/texts.js'
import { band, fact, mainButton, quietButton, rule, stack, words } from '../../line/card-parts.js'
import { type Action, type FlexComponent, flex, type Message } from '../../line/message-builders.js'
import { categoryName, channelName, kindName, statusName } from '../complaints/complaint-words.js'
import { daysLeftTitle, numberTitle, say } from './cases-words.js'
import { urgency } from './list/case-list-card.js'
import type { ListedCase } from './list/case-list-rules.js'

export interface ShownCase {
  readonly one: ListedCase
  /** The labels of those who have it. */
  readonly holders: readonly string[]
  /** The first is the one thing to do. */
  readonly actions: readonly Action[]
  /** Why something is not among them. */
  readonly hint?: string
}

export function caseCard(language: Language, { one, holders, actions, hint }: ShownCase): Message {
  const { complaint, work } = one
  const [main, ...others] = actions
  return flex(say(language, 'card.inWords'), {
    type: 'bubble',
    size: 'mega',
    header: band(kindName(language, complaint.kind), numberTitle(language, work)),
    body: stack([
      fact(say(language, 'card.category'), categoryName(language, complaint.category)),
      fact(say(language, 'card.channel'), channelName(language, complaint.channel)),
      fact(say(language, 'card.status'), statusName(language, complaint.status)),
      rule(),
      fact(say(language, 'card.receivedOn'), dayTitle(complaint.receivedOn, language)),
      ...deadlineFacts(language, one),
      fact(
        say(language, 'card.holders'),
        holders.length === 0 ? say(language, 'holder.free') : holders.join(', '),
        holders.length === 0 ? 'warning' : 'ink',
      ),
      rule(),
      fact(say(language, 'card.reporterWroteOn'), dayOrNever(language, work.reporterWroteOn)),
      fact(say(language, 'card.agencyWroteOn'), dayOrNever(language, work.agencyWroteOn)),
      ...flags(language, one),
      ...(hint === undefined ? [] : [rule(), words(hint, { size: 'xs', colour: 'quiet' })]),
    ]),
    ...(main && { footer: stack([mainButton(main), ...others.map(quietButton)], 'xs') }),
  })
}

function deadlineFacts(language: Language, one: ListedCase): FlexComponent[] {
  const { answerBy, extensions } = one.work
  return [
    fact(say(language, 'card.answerBy'), dayTitle(answerBy, language)),
    fact(say(language, 'card.daysLeft'), daysLeftTitle(language, one), urgency(one)),
    ...(extensions > 0
      ? [fact(say(language, 'card.extensions'), say(language, 'card.times', { count: extensions }))]
      : []),
  ]
}

/** What an officer must not overlook. */
function flags(language: Language, { work }: ListedCase): FlexComponent[] {
  return [
    ...(work.withdrawnOn
      ? [
          words(say(language, 'card.withdrawn', { day: dayTitle(work.withdrawnOn, language) }), {
            colour: 'warning',
          }),
        ]
      : []),
    ...(work.duplicateOf === undefined ? [] : [words(say(language, 'card.duplicate'), { colour: 'quiet' })]),
    ...(work.hold ? [words(say(language, 'card.held'), { colour: 'warning' })] : []),
  ]
}

const dayOrNever = (language: Language, day: Day | undefined): string =>
  day === undefined ? say(language, 'card.never') : dayTitle(day, language)
