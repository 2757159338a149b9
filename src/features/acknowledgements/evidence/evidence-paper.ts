// The evidence of one policy as a paper for an assessor: the figures, every unit, every person with time, channel and the hash
// of the text, and the state of the chain. Who refused is named only for ethics officers; their reasons are never printed.
import type th from '../../../../locales/th/evidence.json'
import type { Cell, Fact, Paper, Section } from '../../../documents/paper.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { chainInWords, signersOf } from '../../handed-papers.js'
import { policyWordsFor } from '../policies/policy-schema.js'
import type { Evidence, EvidenceCount, EvidenceRow } from './evidence-rules.js'

const say = textsOf<typeof th>('evidence')

export interface EvidenceReader {
  readonly language: Language
  readonly agency: string
  readonly asOf: Date
  /** Ethics officers only. */
  readonly seesRefusals: boolean
}

export function evidencePaper(evidence: Evidence, reader: EvidenceReader): Paper {
  const { policy, chain, rows } = evidence
  const { language, agency, asOf, seesRefusals } = reader
  const { title } = policyWordsFor(policy, language).words
  const refused = seesRefusals ? rows.filter(({ state }) => state === 'refused') : []
  return {
    language,
    agency,
    asOf,
    orientation: 'landscape',
    title: say(language, 'acknowledgement.title'),
    subtitle: title,
    facts: factsOf(evidence, language),
    sections: [
      ...(chain.firstBroken === undefined
        ? []
        : [{ kind: 'text', paragraphs: [brokenWarning(language, chain.firstBroken)] } as const]),
      unitsTable(evidence, language),
      rosterTable(evidence, reader),
      ...(refused.length > 0 ? [refusalsTable(refused, language)] : []),
      {
        kind: 'text',
        heading: say(language, 'acknowledgement.howToCheck'),
        paragraphs: [say(language, 'acknowledgement.chainExplained')],
      },
      {
        kind: 'signatures',
        statement: say(language, 'acknowledgement.statement'),
        signers: signersOf(language),
      },
    ],
    footer: title,
  }
}

export const brokenWarning = (language: Language, number: number): string =>
  say(language, 'acknowledgement.broken', { number })

function factsOf({ policy, rosterDay, all, chain }: Evidence, language: Language): Fact[] {
  const fact = (key: Label, value: Cell): Fact => [label(language, key), value]
  return [
    fact('policy', policyWordsFor(policy, language).words.title),
    fact('key', policy.key),
    fact('version', policy.version),
    fact('fiscalYear', String(policy.fiscalYear)),
    fact('opens', { day: policy.opens }),
    fact('due', { day: policy.due }),
    fact('rosterDay', { day: rosterDay }),
    fact('total', all.total),
    fact('acknowledged', all.acknowledged),
    fact('paper', all.paper),
    fact('refused', all.refused),
    fact('pending', all.pending),
    fact('percent', { share: [all.acknowledged, all.total] }),
    fact('textHash', policy.sha256.th),
    ...(policy.sha256.en === undefined ? [] : [fact('textHashEn', policy.sha256.en)]),
    fact('chainLength', chain.length),
    fact('chainHead', chain.head ?? say(language, 'acknowledgement.noRows')),
    fact('chain', chainInWords(language, chain.firstBroken)),
  ]
}

function unitsTable({ units, all }: Evidence, language: Language): Section {
  // By unit a refusal could name somebody: there it is among those who have not acknowledged.
  const row = (unit: string, { total, acknowledged, paper, refused, pending }: EvidenceCount): Cell[] => [
    unit,
    total,
    acknowledged,
    paper,
    refused + pending,
    total === 0 ? null : { share: [acknowledged, total] },
  ]
  return {
    kind: 'table',
    heading: say(language, 'acknowledgement.byUnit'),
    columns: [
      { title: label(language, 'unit'), width: 4 },
      { title: label(language, 'total') },
      { title: label(language, 'acknowledged'), width: 1.2 },
      { title: label(language, 'paper'), width: 1.2 },
      { title: label(language, 'notYet'), width: 1.3 },
      { title: label(language, 'percent') },
    ],
    rows: units.map((unit) => row(unit.unit, unit)),
    totals: row(say(language, 'acknowledgement.all'), all),
  }
}

function rosterTable({ rows }: Evidence, { language, seesRefusals }: EvidenceReader): Section {
  return {
    kind: 'table',
    heading: say(language, 'acknowledgement.roster'),
    columns: [
      { title: label(language, 'number'), width: 0.8 },
      { title: label(language, 'code'), width: 1.3 },
      { title: label(language, 'name'), width: 3.4 },
      { title: label(language, 'unit'), width: 2.7 },
      { title: label(language, 'state'), width: 1.6 },
      { title: label(language, 'at'), width: 2.65 },
      { title: label(language, 'version'), width: 0.8 },
      { title: label(language, 'channel'), width: 1.9 },
      { title: label(language, 'witness'), width: 1.2 },
      { title: label(language, 'hashBegins'), width: 1.3 },
      { title: label(language, 'chainNumber'), width: 0.9 },
      { title: label(language, 'fullTextHash'), width: 6, only: 'workbook' },
      { title: label(language, 'rowHash'), width: 6, only: 'workbook' },
    ],
    rows: rows.map((row, index) => rosterRow(row, index, language, seesRefusals)),
  }
}

function rosterRow(row: EvidenceRow, index: number, language: Language, seesRefusals: boolean): Cell[] {
  const { employeeCode, name, unit, version, witness } = row
  const state = row.state === 'refused' && !seesRefusals ? 'pending' : row.state
  const declared = state === 'pending' ? undefined : row.declared
  const answered: Cell[] = declared
    ? [
        declared.kind === 'paper' ? { day: declared.signedOn } : { moment: declared.at },
        version,
        declared.kind === 'paper'
          ? say(language, 'acknowledgement.channels.paper')
          : say(language, `acknowledgement.channels.${declared.place}`),
        witness ?? null,
        declared.textHash.slice(0, 8),
        declared.number,
        declared.textHash,
        declared.hash,
      ]
    : [null, version]
  return [index + 1, employeeCode, name, unit, say(language, `acknowledgement.states.${state}`), ...answered]
}

function refusalsTable(refused: readonly EvidenceRow[], language: Language): Section {
  return {
    kind: 'table',
    heading: say(language, 'acknowledgement.refusals'),
    columns: [
      { title: label(language, 'code') },
      { title: label(language, 'name'), width: 3 },
      { title: label(language, 'unit'), width: 3 },
      { title: label(language, 'at'), width: 2 },
    ],
    rows: refused.map(({ employeeCode, name, unit, declared }) => [
      employeeCode,
      name,
      unit,
      declared ? { moment: declared.at } : null,
    ]),
  }
}

type Label = keyof (typeof th)['acknowledgement']['label']

const label = (language: Language, key: Label): string => say(language, `acknowledgement.label.${key}`)
