// The No Gift report as a paper: counts by unit, the register without anybody's name or words, and every statement that
// nothing was received with who signed it and the exact sentence. "Nothing received" is a report too.
import type th from '../../../../locales/th/evidence.json'
import type { Cell, Paper, Section } from '../../../documents/paper.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { chainInWords, signersOf } from '../../handed-papers.js'
import { say as sayGift } from '../gifts-words.js'
import type { GiftCounts, GiftRow, NoGiftReport, ShownStatement } from './gift-report-rules.js'

const say = textsOf<typeof th>('evidence')

export interface GiftReportToPrint {
  readonly language: Language
  readonly agency: string
  readonly asOf: Date
  /** 'ไตรมาส 1/2570' */
  readonly period: string
  readonly report: NoGiftReport
  readonly rows: readonly GiftRow[]
  readonly statements: readonly (ShownStatement & { readonly signer: string })[]
  readonly firstBroken?: number
}

const counted = [
  'count',
  'within',
  'over',
  'valueUnknown',
  'exceptions',
  'returned',
  'handedOver',
  'couldNotRefuse',
  'notYet',
] as const

export function giftReportPaper(printed: GiftReportToPrint): Paper {
  const { language, agency, asOf, period, report, rows, statements, firstBroken } = printed
  const fact = (key: Label, value: Cell) => [label(language, key), value] as const
  return {
    language,
    agency,
    asOf,
    orientation: 'landscape',
    title: say(language, 'gifts.title'),
    subtitle: period,
    facts: [
      fact('from', { day: report.from }),
      fact('until', { day: report.until }),
      ...counted.map((key) => fact(key, report.all[key])),
      fact('statements', statements.length),
      fact('chain', chainInWords(language, firstBroken)),
    ],
    sections: [
      ...(firstBroken === undefined
        ? []
        : [paragraph(say(language, 'gifts.broken', { number: firstBroken }))]),
      unitsTable(report, language),
      rows.length > 0 ? registerTable(rows, language) : paragraph(say(language, 'gifts.noGifts')),
      ...(statements.length > 0 ? statementSections(statements, language) : []),
      { kind: 'signatures', statement: say(language, 'gifts.statement'), signers: signersOf(language) },
    ],
    footer: period,
  }
}

const paragraph = (words: string): Section => ({ kind: 'text', paragraphs: [words] })

function unitsTable({ units, all, statements }: NoGiftReport, language: Language): Section {
  const row = (unit: string, counts: GiftCounts, signed: number): Cell[] => [
    unit,
    ...counted.map((key) => counts[key]),
    signed,
  ]
  const ofUnits = units.reduce((sum, unit) => sum + unit.statements.length, 0)
  return {
    kind: 'table',
    heading: say(language, 'gifts.byUnit'),
    columns: [
      { title: label(language, 'unit'), width: 3 },
      ...counted.map((key) => ({ title: label(language, key) })),
      { title: label(language, 'statements') },
    ],
    rows: units.map((unit) => row(unit.unit, unit, unit.statements.length)),
    totals: row(say(language, 'gifts.all'), all, ofUnits + statements.length),
  }
}

function registerTable(rows: readonly GiftRow[], language: Language): Section {
  const byDay = rows.toSorted((one, other) => (one.receivedOn < other.receivedOn ? -1 : 1))
  return {
    kind: 'table',
    heading: say(language, 'gifts.register'),
    columns: [
      { title: label(language, 'number'), width: 0.6 },
      { title: label(language, 'receivedOn'), width: 1.3 },
      { title: label(language, 'unit'), width: 2.2 },
      { title: label(language, 'giver'), width: 1.4 },
      { title: label(language, 'occasion'), width: 1.6 },
      { title: label(language, 'baht'), align: 'right' },
      { title: label(language, 'decision'), width: 1.6 },
      { title: label(language, 'outcome'), width: 1.6 },
      { title: label(language, 'dueOn'), width: 1.3 },
    ],
    rows: byDay.map((gift, index) => [
      index + 1,
      { day: gift.receivedOn },
      gift.unit,
      sayGift(language, `giver.${gift.giver}`),
      sayGift(language, `occasion.${gift.occasion}`),
      gift.baht ?? sayGift(language, 'unknownBaht'),
      sayGift(language, `shortDecision.${gift.decision.kind}`),
      sayGift(language, `outcome.${gift.outcome}`),
      gift.decision.dueOn === undefined ? null : { day: gift.decision.dueOn },
    ]),
  }
}

function statementSections(
  statements: GiftReportToPrint['statements'],
  language: Language,
): readonly Section[] {
  const sentences = statements.map(({ number, text }) => say(language, 'gifts.sentence', { number, text }))
  return [
    {
      kind: 'table',
      heading: say(language, 'gifts.statements'),
      columns: [
        { title: label(language, 'number'), width: 0.6 },
        { title: label(language, 'unit'), width: 2.4 },
        { title: label(language, 'from'), width: 1.3 },
        { title: label(language, 'until'), width: 1.3 },
        { title: label(language, 'signer'), width: 2 },
        { title: label(language, 'role'), width: 2 },
        { title: label(language, 'signedAt'), width: 1.8 },
        { title: label(language, 'state'), width: 1.8 },
        { title: label(language, 'textHash'), width: 6, only: 'workbook' },
        { title: label(language, 'rowHash'), width: 6, only: 'workbook' },
      ],
      rows: statements.map((one) => [
        one.number,
        one.unit === '' ? say(language, 'gifts.wholeAgency') : one.unit,
        { day: one.from },
        { day: one.until },
        one.signer,
        sayGift(language, `statement.roles.${one.role === 'executive' ? 'executive' : 'ethics'}`),
        { moment: one.signedAt },
        say(language, one.superseded ? 'gifts.superseded' : 'gifts.valid'),
        one.textHash,
        one.hash,
      ]),
    },
    { kind: 'text', heading: say(language, 'gifts.sentences'), paragraphs: sentences },
  ]
}

type Label = keyof (typeof th)['gifts']['label']

const label = (language: Language, key: Label): string => say(language, `gifts.label.${key}`)
