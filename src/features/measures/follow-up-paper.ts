// The follow-up report on measures in the layout that agencies hand in: for each issue its measures with steps, period,
// responsible unit, result and outcome; then indicators, targets, states and problems. It says only what is kept.
import type th from '../../../locales/th/measures.json'
import type { Paper, PictureSection, TableSection } from '../../documents/paper.js'
import { dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { knownInWords } from './known-evidence-words.js'
import { quartersInWords, roundInWords } from './measure-words.js'
import type { FollowUp } from './measures-rules.js'

const say = textsOf<typeof th>('measures')

export interface FollowUpPaperParts {
  readonly report: FollowUp
  readonly language: Language
  readonly agency: string
  readonly asOf: Date
  /** Evidence sent by hand, with the number of its measure. */
  readonly pictures: readonly { readonly number: number; readonly bytes: Uint8Array }[]
}

export function followUpPaper({ report, language, agency, asOf, pictures }: FollowUpPaperParts): Paper {
  const { counts, rows, due, fiscalYear } = report
  return {
    language,
    agency,
    title: say(language, 'paper.title', { round: roundInWords(report.round, language) }),
    subtitle: say(language, 'paper.subtitle', { year: fiscalYear }),
    asOf,
    orientation: 'landscape',
    facts: [
      [say(language, 'paper.due'), dayTitle(due, language)],
      [say(language, 'paper.measures'), rows.length],
      [say(language, 'state.done'), counts.done],
      [say(language, 'state.underWay'), counts.underWay],
      [say(language, 'state.notStarted'), counts.notStarted],
    ],
    sections: [
      ...followUpSections(report, language),
      ...pictures.map(
        ({ number, bytes }): PictureSection => ({
          kind: 'picture',
          bytes,
          caption: say(language, 'paper.pictureOf', { number }),
        }),
      ),
      {
        kind: 'signatures',
        statement: say(language, 'paper.statement'),
        signers: [{ as: say(language, 'paper.preparedBy') }, { as: say(language, 'paper.certifiedBy') }],
      },
    ],
  }
}

/** Results and outcomes, then indicators and targets. */
export const followUpSections = (report: FollowUp, language: Language): readonly TableSection[] => [
  resultsTable(report, language),
  targetsTable(report, language),
]

function resultsTable({ rows, round }: FollowUp, language: Language): TableSection {
  const columns = ['issue', 'measure', 'steps', 'quarters', 'owner', 'result', 'outcome'] as const
  const widths = { issue: 1.2, measure: 1.6, steps: 1.6, quarters: 1, owner: 1.3, result: 3.2, outcome: 1.3 }
  return {
    kind: 'table',
    heading: say(language, 'paper.results', { round: roundInWords(round, language) }),
    sheet: say(language, 'paper.resultsSheet', { round: roundInWords(round, language) }),
    columns: columns.map((column) => ({
      title: say(language, `column.${column}`),
      align: 'left',
      width: widths[column],
    })),
    rows: rows.map(({ measure, known }) => [
      measure.issue,
      `${measure.number}. ${measure.measure}`,
      measure.steps.map((step, place) => `${place + 1}) ${step}`).join('\n'),
      quartersInWords(measure.quarters, language),
      measure.owner,
      [
        measure.result === '' ? say(language, 'paper.noResult') : measure.result,
        ...known.flatMap((one) => knownInWords(one, language)).map((fact) => `• ${fact}`),
      ].join('\n'),
      measure.outcome === '' ? '–' : measure.outcome,
    ]),
  }
}

function targetsTable({ rows, round }: FollowUp, language: Language): TableSection {
  const columns = ['measure', 'indicator', 'target', 'state', 'problems'] as const
  const widths = { measure: 2.4, indicator: 1.8, target: 1.1, state: 1.1, problems: 2 }
  return {
    kind: 'table',
    heading: say(language, 'paper.targets', { round: roundInWords(round, language) }),
    sheet: say(language, 'paper.targetsSheet', { round: roundInWords(round, language) }),
    columns: columns.map((column) => ({
      title: say(language, `column.${column}`),
      align: 'left',
      width: widths[column],
    })),
    rows: rows.map(({ measure }) => [
      `${measure.number}. ${measure.measure}`,
      measure.indicator,
      measure.target,
      say(language, `state.${measure.state}`),
      measure.problems === '' ? say(language, 'report.nothing') : measure.problems,
    ]),
  }
}

/** What was planned, without what became of it. */
export function planTable({ rows }: FollowUp, language: Language): TableSection {
  const columns = ['issue', 'measure', 'steps', 'quarters', 'owner', 'indicator', 'target'] as const
  return {
    kind: 'table',
    heading: say(language, 'paper.plan'),
    columns: columns.map((column) => ({
      title: say(language, `column.${column}`),
      align: 'left',
      width: column === 'measure' || column === 'steps' ? 2 : 1,
    })),
    rows: rows.map(({ measure }) => [
      measure.issue,
      `${measure.number}. ${measure.measure}`,
      measure.steps.map((step, place) => `${place + 1}) ${step}`).join('\n'),
      quartersInWords(measure.quarters, language),
      measure.owner,
      measure.indicator,
      measure.target,
    ]),
  }
}
