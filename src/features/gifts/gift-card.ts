// The cards of the gift desk. Their altText, which a locked screen shows, names neither the gift nor the giver.
import { buttonLabel } from '../../i18n/button-labels.js'
import { type Day, dayTitle } from '../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../i18n/texts.js'
import { band, fact, mainButton, quietButton, rule, stack, words } from '../../line/card-parts.js'
import {
  type Action,
  cut,
  type FlexBubble,
  type FlexComponent,
  flex,
  type Message,
} from '../../line/message-builders.js'
import type { GiftDecision } from './gift-decision-rules.js'
import type { GiftFacts, GiftWords } from './gift-facts.js'
import type { OpenedGift } from './gifts-rules.js'
import { bahtInDigits, say, valueTitle } from './gifts-words.js'

interface Told {
  readonly facts: Omit<GiftFacts, 'baht'> & { readonly baht?: number | null | undefined }
  readonly words: GiftWords
  readonly pictures: number
}

/** The sentence of the decision, and what to do next. */
export function decisionInWords(
  language: Language,
  decision: GiftDecision,
  outcome: GiftFacts['outcome'],
  today: Day,
): string[] {
  const { kind, limitBaht, reportDays, dueOn } = decision
  const due =
    dueOn === undefined
      ? say(language, 'next.notDue')
      : say(language, dueOn < today ? 'next.late' : 'next.due', {
          day: dayTitle(dueOn, language),
          days: reportDays,
        })
  return [
    say(language, `decision.${kind}`, { limit: bahtInDigits(limitBaht) }),
    due,
    ...(outcome === 'notYet' ? [say(language, 'next.notYet')] : []),
    ...(outcome === 'couldNotRefuse' ? [say(language, 'next.couldNotRefuse')] : []),
  ]
}

function factsOf(language: Language, { facts, words: told, pictures }: Told): FlexComponent[] {
  return [
    fact(say(language, 'fact.day'), dayTitle(facts.receivedOn, language)),
    fact(say(language, 'fact.what'), cut(told.what, 300)),
    fact(say(language, 'fact.giver'), say(language, `giver.${facts.giver}`)),
    fact(say(language, 'fact.from'), cut(told.from, 300)),
    fact(say(language, 'fact.occasion'), told.occasion ?? say(language, `occasion.${facts.occasion}`)),
    fact(say(language, 'fact.value'), valueTitle(language, facts.baht)),
    fact(
      say(language, 'fact.pictures'),
      pictures === 0 ? say(language, 'noPictures') : say(language, 'pictureCount', { pictures }),
    ),
    fact(say(language, 'fact.outcome'), say(language, `outcome.${facts.outcome}`)),
  ]
}

export function summaryCard(language: Language, told: Told, decision: GiftDecision, today: Day): Message {
  const confirm = { confirm: buttonLabel(language, 'confirm') }
  const [decided = '', ...next] = decisionInWords(language, decision, told.facts.outcome, today)
  return flex(say(language, 'summary.inWords', confirm), {
    type: 'bubble',
    size: 'mega',
    header: band(say(language, 'summary.kind'), say(language, 'summary.title')),
    body: stack([
      ...factsOf(language, told),
      rule(),
      words(decided, { bold: true, colour: decision.dueOn === undefined ? 'good' : 'warning' }),
      ...next.map((sentence) => words(sentence)),
      rule(),
      words(say(language, 'summary.confirm', confirm), { size: 'xs', colour: 'quiet' }),
    ]),
  })
}

/** A report as its reporter or the register sees it. */
export function giftBubble(
  language: Language,
  gift: OpenedGift,
  more: { readonly reporter?: string; readonly actions?: readonly Action[] } = {},
): FlexBubble {
  const withdrawn = gift.state === 'withdrawn'
  const title = withdrawn
    ? say(language, 'mine.withdrawn')
    : say(language, `shortDecision.${gift.decision.kind}`)
  const { dueOn } = gift.decision
  return {
    type: 'bubble',
    size: 'mega',
    header: band(say(language, 'mine.kind'), title),
    body: stack([
      ...(more.reporter === undefined ? [] : [fact(say(language, 'fact.reporter'), more.reporter)]),
      fact(say(language, 'fact.unit'), gift.unit),
      ...factsOf(language, { facts: gift, words: gift.words, pictures: gift.pictures.length }),
      ...(dueOn && !withdrawn ? [fact(say(language, 'fact.due'), dayTitle(dueOn, language), 'warning')] : []),
      fact(say(language, 'fact.version'), String(gift.version)),
    ]),
    ...(more.actions && { footer: stack(more.actions.map(quietButton), 'xs') }),
  }
}

export function deskCard(language: Language, actions: readonly Action[]): Message {
  const title = say(language, 'menu.title')
  return flex(title, {
    type: 'bubble',
    size: 'mega',
    header: band(say(language, 'menu.kind'), title),
    body: stack([
      words(say(language, 'menu.explains')),
      words(say(language, 'menu.whoSees'), { size: 'xs', colour: 'quiet' }),
    ]),
    footer: stack(
      actions.map((action, index) => (index === 0 ? mainButton(action) : quietButton(action))),
      'xs',
    ),
  })
}
