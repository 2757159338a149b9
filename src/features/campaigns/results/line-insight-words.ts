// What LINE counted, in words and as a table of its own beside ours: a number that LINE withholds is said, never left empty.
import type th from '../../../../locales/th/evidence.json'
import type publishing from '../../../../locales/th/publishing.json'
import type { Section } from '../../../documents/paper.js'
import { dateTimeTitle } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import type { Run } from '../runs/campaign-run.js'
import type { SendingEvidence } from './campaign-evidence-rules.js'
import { type InsightState, insightOf } from './line-insight-rules.js'

const say = textsOf<typeof th>('evidence')
const tell = textsOf<typeof publishing>('publishing')

/** Of the last sending that has reached somebody; empty before there is one. */
export function latestInsight(runs: readonly Run[], language: Language): string {
  const last = runs.findLast(({ counts }) => counts.sent > 0)
  if (!last) return ''
  const what = insightInWords(insightOf(last), language)
  return runs.length > 1 ? tell(language, 'insight.ofSending', { number: last.number, what }) : what
}

function insightInWords(state: InsightState, language: Language): string {
  if (state.kind !== 'told') return tell(language, `insight.${state.kind}`)
  const { seen, clicked, askedAt } = state
  const when = dateTimeTitle(askedAt, language)
  if (seen === null && clicked === null) return tell(language, 'insight.withheld', { when })
  const people = (number: number | null) =>
    number === null ? tell(language, 'insight.fewer') : tell(language, 'insight.people', { number })
  return tell(language, 'insight.told', { when, seen: people(seen), clicked: people(clicked) })
}

/** Nothing where nothing was sent. */
export function insightTable(sendings: readonly SendingEvidence[], language: Language): Section[] {
  const begun = sendings.flatMap((sending, index) =>
    sending.startedAt && sending.groups + sending.people > 0 ? [{ ...sending, number: index + 1 }] : [],
  )
  if (begun.length === 0) return []
  const column = (key: 'number' | 'content' | 'seen' | 'clicked' | 'askedAt' | 'note', width: number) => ({
    title: say(language, `campaign.label.${key}`),
    width,
  })
  const figure = (number: number | null) => number ?? tell(language, 'insight.fewer')
  return [
    {
      kind: 'table',
      heading: say(language, 'campaign.insight'),
      columns: [
        column('number', 0.7),
        column('content', 2.6),
        column('seen', 1.8),
        column('clicked', 1.8),
        column('askedAt', 1.6),
        column('note', 3),
      ],
      rows: begun.map(({ number, piece, insight }) => [
        number,
        piece?.title[language] ?? null,
        ...(insight.kind === 'told'
          ? [figure(insight.seen), figure(insight.clicked), { moment: insight.askedAt }, null]
          : [null, null, null, tell(language, `insight.${insight.kind}`)]),
      ]),
    },
  ]
}
