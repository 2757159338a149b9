// What an officer sees while publishing: numbered lists to choose from, the sheet to confirm, and how it went.
import type th from '../../../../locales/th/campaigns.json'
import type publishing from '../../../../locales/th/publishing.json'
import { dateTimeTitle } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { band, cardColours, fact, longFact, rule, stack, words } from '../../../line/card-parts.js'
import { cut, type FlexBubble, type FlexComponent, messageAction } from '../../../line/message-builders.js'
import type { Plan, Remaining } from '../campaigns-rules.js'
import { audienceInWords, timingInWords } from './audience-words.js'

const say = textsOf<typeof th>('campaigns')
const tell = textsOf<typeof publishing>('publishing')

export interface ListEntry {
  readonly number: number
  readonly title: string
  readonly detail?: string
}

/** A tap on a line says its number, which is the same as choosing it: quick replies are not shown on a computer. */
export function numberedList(title: string, hint: string, entries: readonly ListEntry[]): FlexBubble {
  return {
    type: 'bubble',
    size: 'mega',
    body: stack([
      words(title, { size: 'lg', bold: true, colour: 'primary' }),
      words(hint, { size: 'xs', colour: 'quiet' }),
      ...entries.flatMap((entry) => [rule(), entryRow(entry)]),
    ]),
  }
}

function entryRow({ number, title, detail }: ListEntry): FlexComponent {
  return {
    type: 'box',
    layout: 'horizontal',
    spacing: 'md',
    action: messageAction(cut(`${number}. ${title}`, 20), String(number)),
    contents: [
      {
        type: 'box',
        layout: 'vertical',
        flex: 0,
        width: '28px',
        height: '28px',
        cornerRadius: '14px',
        backgroundColor: cardColours.primary,
        justifyContent: 'center',
        contents: [words(String(number), { size: 'sm', colour: 'onPrimary', bold: true, align: 'center' })],
      },
      stack(
        [
          words(title, { bold: true }),
          ...(detail === undefined ? [] : [words(detail, { size: 'xs', colour: 'quiet' })]),
        ],
        'none',
      ),
    ],
  }
}

/** The next times; what goes on every week after them says so. */
function timesInWords({ timing, times }: Plan, language: Language): string {
  const listed = times.map((time) => dateTimeTitle(time, language))
  return [...listed, ...(timing.kind === 'weekly' ? [tell(language, 'plan.goesOn')] : [])].join('\n')
}

/** Content, audience, time, number of targets, and what it costs of what is left. */
export function planCard(title: string, plan: Plan, language: Language): FlexBubble {
  const { timing, times } = plan
  return {
    type: 'bubble',
    size: 'mega',
    header: band(say(language, 'plan.title'), title),
    body: stack([
      fact(say(language, 'plan.audience'), audienceInWords(plan.audience, language)),
      fact(say(language, 'plan.targets'), targetsInWords(plan, language)),
      longFact(tell(language, 'plan.when'), timingInWords(timing, language)),
      ...(times.length > 1 ? [longFact(tell(language, 'plan.times'), timesInWords(plan, language))] : []),
      fact(
        times.length > 1 ? tell(language, 'plan.each') : say(language, 'plan.cost'),
        costInWords(plan, language),
      ),
      fact(say(language, 'plan.remaining'), remainingInWords(plan.remaining, language)),
      ...(plan.groupsOfUnknownSize > 0
        ? [words(say(language, 'plan.unknownSize', { number: plan.groupsOfUnknownSize }), small)]
        : []),
      ...(timing.kind === 'now' ? [] : [words(tell(language, 'plan.resolved'), small)]),
      rule(),
      words(tell(language, 'plan.howToConfirm'), small),
    ]),
  }
}

const small = { size: 'xs', colour: 'quiet' } as const

/** The same in one sentence, for notifications and screen readers. */
export const planInWords = (title: string, plan: Plan, language: Language): string =>
  say(language, 'plan.inWords', {
    title,
    audience: audienceInWords(plan.audience, language),
    targets: targetsInWords(plan, language),
    cost: costInWords(plan, language),
    remaining: remainingInWords(plan.remaining, language),
  })

export function targetsInWords(
  { groups, people }: Pick<Plan, 'groups' | 'people'>,
  language: Language,
): string {
  const ofGroups = say(language, 'plan.groups', { count: groups, number: written(groups) })
  const ofPeople = say(language, 'plan.people', { count: people, number: written(people) })
  if (groups > 0 && people > 0) return tell(language, 'plan.both', { groups: ofGroups, people: ofPeople })
  return groups > 0 ? ofGroups : ofPeople
}

/** 30000 messages are read as 30,000. */
const written = (count: number): string => count.toLocaleString('en-US')

const costInWords = ({ cost, groupsOfUnknownSize }: Plan, language: Language) =>
  say(language, groupsOfUnknownSize > 0 ? 'plan.atLeast' : 'plan.messages', {
    count: cost,
    number: written(cost),
  })

function remainingInWords(remaining: Remaining, language: Language): string {
  return remaining.kind === 'limited'
    ? say(language, 'plan.messages', { count: remaining.messages, number: written(remaining.messages) })
    : say(language, `plan.${remaining.kind}`)
}
