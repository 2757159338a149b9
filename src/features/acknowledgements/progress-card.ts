// How far the acknowledgement of a policy has come, as a table: all units first, then unit by unit. Never a name.
import type th from '../../../locales/th/acknowledgements.json'
import { dateTimeTitle, dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { band, progressBar, quietButton, rule, stack, words } from '../../line/card-parts.js'
import type { Action, FlexBubble, FlexComponent } from '../../line/message-builders.js'
import type { Count, Progress } from './evidence/evidence-rules.js'
import { type Policy, policyWordsFor } from './policies/policy-schema.js'

const say = textsOf<typeof th>('acknowledgements')

/** Units beyond this many would pass LINE's 30 KB; the card then says how many are left out. */
const mostUnits = 24
const mostPolicies = 10

/** The table of one policy. A group does not hear how many refused. */
export function unitsCard(
  progress: Progress,
  language: Language,
  at: Date,
  place: 'private' | 'group',
): FlexBubble {
  const { policy, all, units } = progress
  const refused = place === 'private' ? all.refused : undefined
  const left = units.length - mostUnits
  return {
    type: 'bubble',
    size: 'mega',
    header: band(say(language, 'progress.title'), titleOf(policy, language)),
    body: stack([
      ...summary(all, language),
      ...(refused === undefined
        ? []
        : [words(say(language, 'progress.refused', { number: refused }), { colour: 'warning' })]),
      rule(),
      ...units.slice(0, mostUnits).map((unit) => unitRow(unit.unit, unit, language)),
      ...(left > 0
        ? [words(say(language, 'progress.furtherUnits', { number: left }), { colour: 'quiet' })]
        : []),
      rule(),
      ...smallPrint(policy, language, at),
    ]),
  }
}

/** One line for each policy, each with its way to the table by unit. */
export function policiesCard(
  all: readonly Progress[],
  language: Language,
  at: Date,
  byUnit: (policy: Policy) => Action,
): FlexBubble {
  const rows = all
    .slice(0, mostPolicies)
    .map((progress) =>
      stack(
        [
          words(titleOf(progress.policy, language), { bold: true }),
          unitRow(say(language, 'progress.allUnits'), progress.all, language),
          quietButton(byUnit(progress.policy)),
        ],
        'sm',
      ),
    )
  const asOf = say(language, 'progress.asOf', { when: dateTimeTitle(at, language) })
  return {
    type: 'bubble',
    size: 'mega',
    body: stack([
      words(say(language, 'progress.title'), { size: 'lg', bold: true, colour: 'primary' }),
      ...rows.flatMap((row) => [rule(), row]),
      rule(),
      words(asOf, { size: 'xs', colour: 'quiet' }),
    ]),
  }
}

export function progressInWords({ policy, all }: Progress, language: Language): string {
  const title = titleOf(policy, language)
  const { acknowledged, total, percent } = all
  return percent === undefined
    ? say(language, 'progress.inWordsWithoutStaff', { title })
    : say(language, 'progress.inWords', { title, acknowledged, total, percent })
}

function summary(all: Count, language: Language): FlexComponent[] {
  return [
    words(say(language, 'progress.allUnits'), { colour: 'quiet' }),
    {
      type: 'box',
      layout: 'horizontal',
      alignItems: 'flex-end',
      contents: [
        words(percentOf(all, language), {
          size: all.percent === undefined ? 'md' : '3xl',
          bold: true,
          colour: isDone(all) ? 'good' : 'primary',
          flex: 5,
        }),
        words(peopleOf(all, language), { size: 'sm', align: 'end', flex: 4 }),
      ],
    },
    progressBar(shareOf(all), 10),
  ]
}

/** The name on its own line, however long it is; under it the bar and its numbers. */
function unitRow(unit: string, count: Count, language: Language): FlexComponent {
  const numbers =
    count.percent === undefined
      ? say(language, 'progress.noStaff')
      : `${count.acknowledged}/${count.total} · ${percentOf(count, language)}`
  return stack(
    [
      words(unit),
      {
        type: 'box',
        layout: 'horizontal',
        spacing: 'md',
        alignItems: 'center',
        contents: [
          { ...stack([progressBar(shareOf(count), 6)], 'none'), flex: 4 },
          words(numbers, { size: 'xs', colour: isDone(count) ? 'good' : 'quiet', align: 'end', flex: 5 }),
        ],
      },
    ],
    'none',
  )
}

function smallPrint(policy: Policy, language: Language, at: Date): FlexComponent[] {
  const { version, fiscalYear } = policy
  return [
    say(language, 'card.version', { version, fiscalYear }),
    say(language, 'progress.due', { day: dayTitle(policy.due, language) }),
    say(language, 'progress.asOf', { when: dateTimeTitle(at, language) }),
  ].map((line) => words(line, { size: 'xs', colour: 'quiet' }))
}

const titleOf = (policy: Policy, language: Language) => policyWordsFor(policy, language).words.title
const isDone = ({ acknowledged, total }: Count) => total > 0 && acknowledged === total
const shareOf = ({ acknowledged, total }: Count) => (total === 0 ? 0 : acknowledged / total)

const percentOf = ({ percent }: Count, language: Language) =>
  percent === undefined ? say(language, 'progress.noStaff') : say(language, 'progress.percent', { percent })

const peopleOf = ({ acknowledged, total }: Count, language: Language) =>
  say(language, 'progress.people', { acknowledged, total })
