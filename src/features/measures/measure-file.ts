// Reads a plan of measures (CSV or JSON) completely before anything is done with it: either every row is good, or every bad row
// is named with its line and the cell at fault. Columns may be named in Thai or English; a list is parted by `|` or new lines.
import { z } from 'zod'
import type th from '../../../locales/th/measures.json'
import { decodeCsv, recordsIn } from '../../documents/csv-records.js'
import type { Quarter } from '../../i18n/calendar/fiscal-calendar.js'
import { fromThaiDigits } from '../../i18n/letters/thai-digits.js'
import { languages, linesOf } from '../../i18n/texts.js'
import { type KnownKind, keyedKinds, knownKinds, type MeasurePlan, type WantedEvidence } from './measure.js'

const lines = linesOf<typeof th>('measures')

export const measureColumns = [
  'issue',
  'measure',
  'steps',
  'owner',
  'ownerCode',
  'quarters',
  'indicator',
  'target',
  'evidence',
] as const
export type MeasureColumn = (typeof measureColumns)[number]
const needed: readonly MeasureColumn[] = [
  'issue',
  'measure',
  'steps',
  'owner',
  'quarters',
  'indicator',
  'target',
]

const cellFaults = ['empty', 'tooLong', 'notQuarters', 'notEvidence'] as const
type CellFault = (typeof cellFaults)[number]

/** `line`: of a CSV file; of JSON the place in the list, counted from 1. */
export type MeasureProblem = { readonly line: number } & (
  | { readonly what: 'cell'; readonly column: MeasureColumn; readonly fault: CellFault }
  | { readonly what: 'cells'; readonly found: number; readonly expected: number }
  | { readonly what: 'twice'; readonly firstLine: number }
  | { readonly what: 'quotes' | 'unknownCode' }
)

export interface MeasureRow extends Omit<MeasurePlan, 'ownerStaffId'> {
  readonly line: number
  /** Employee code of whoever is reminded; may be empty. */
  readonly ownerCode: string
}

export type MeasureFile =
  | { readonly ok: true; readonly rows: readonly MeasureRow[] }
  | {
      readonly ok: false
      readonly why: 'tooLarge' | 'workbook' | 'utf16' | 'notUtf8' | 'notJson' | 'noRows'
    }
  | { readonly ok: false; readonly why: 'columns'; readonly missing: readonly MeasureColumn[] }
  | { readonly ok: false; readonly why: 'rows'; readonly problems: readonly MeasureProblem[] }

const cell = (most: number) => z.string().trim().max(most, 'tooLong')
const required = (most: number) => cell(most).min(1, 'empty')
const refused = (context: z.RefinementCtx, fault: CellFault) => {
  context.addIssue(fault)
  return z.NEVER
}

const rowSchema = z.object({
  issue: required(500),
  measure: required(1000),
  steps: required(4000).transform(partsOf),
  owner: required(300),
  ownerCode: cell(40).default(''),
  quarters: required(60).transform(
    (written, context) => quartersIn(written) ?? refused(context, 'notQuarters'),
  ),
  indicator: required(1000),
  target: required(500),
  evidence: cell(500)
    .default('')
    .transform((written, context) => evidenceIn(written) ?? refused(context, 'notEvidence')),
})

interface RawRow {
  readonly line: number
  readonly cells: Readonly<Record<string, unknown>>
}

/** `bytes`: the whole file. What begins with `[` is JSON. */
export function readMeasures(bytes: Uint8Array): MeasureFile {
  const decoded = decodeCsv(bytes)
  if (!decoded.ok) return decoded
  const text = decoded.text.replace(/^\ufeff/, '')
  return text.trimStart().startsWith('[') ? fromJson(text) : fromCsv(text)
}

function fromJson(text: string): MeasureFile {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    // JSON.parse says nothing that a person could use.
    return { ok: false, why: 'notJson' }
  }
  const read = z.array(z.record(z.string(), z.unknown())).safeParse(list)
  if (!read.success) return { ok: false, why: 'notJson' }
  const joined = (value: unknown) => (Array.isArray(value) ? value.join(' | ') : value)
  return checked(
    read.data.map((row, index) => ({
      line: index + 1,
      cells: Object.fromEntries(
        Object.entries(row).map(([name, value]) => [columnNamed(name) ?? name, joined(value)]),
      ),
    })),
    [],
  )
}

function fromCsv(text: string): MeasureFile {
  const { records, openQuote } = recordsIn(text)
  const [header, ...body] = records.filter(({ cells }) => cells.some((one) => one !== ''))
  const problems: MeasureProblem[] = openQuote === undefined ? [] : [{ line: openQuote, what: 'quotes' }]
  if (!header)
    return problems.length > 0 ? { ok: false, why: 'rows', problems } : { ok: false, why: 'noRows' }
  const names = header.cells.map((name) => columnNamed(name) ?? '')
  const missing = needed.filter((column) => !names.includes(column))
  if (missing.length > 0) return { ok: false, why: 'columns', missing }
  const rows = body.flatMap(({ cells, line }): RawRow[] => {
    if (cells.length === names.length)
      return [{ line, cells: Object.fromEntries(names.map((name, at) => [name, cells[at]])) }]
    problems.push({ line, what: 'cells', found: cells.length, expected: names.length })
    return []
  })
  return checked(rows, problems)
}

function checked(raw: readonly RawRow[], before: readonly MeasureProblem[]): MeasureFile {
  const problems = [...before]
  const rows: MeasureRow[] = []
  const lineOf = new Map<string, number>()
  for (const { line, cells } of raw) {
    const read = rowSchema.safeParse(cells)
    if (!read.success) {
      problems.push(...faultsOf(read.error, line))
      continue
    }
    const name = `${read.data.issue}\n${read.data.measure}`
    const firstLine = lineOf.get(name)
    if (firstLine !== undefined) problems.push({ line, what: 'twice', firstLine })
    else lineOf.set(name, line)
    rows.push({ line, ...read.data })
  }
  if (problems.length > 0) return { ok: false, why: 'rows', problems }
  return rows.length > 0 ? { ok: true, rows } : { ok: false, why: 'noRows' }
}

/** The first fault of each cell. A cell that is missing is empty. */
function faultsOf({ issues }: z.ZodError, line: number): MeasureProblem[] {
  return measureColumns.flatMap((column): MeasureProblem[] => {
    const issue = issues.find(({ path }) => path[0] === column)
    const fault = cellFaults.find((one) => one === issue?.message) ?? 'empty'
    return issue ? [{ line, what: 'cell', column, fault }] : []
  })
}

function columnNamed(name: string): MeasureColumn | undefined {
  const plain = name.trim().toLowerCase().replace(/[\s_]/g, '')
  return measureColumns.find((column) =>
    [column, ...languages.flatMap((language) => lines(language, `columns.${column}`))].some(
      (known) => known.toLowerCase().replace(/[\s_]/g, '') === plain,
    ),
  )
}

function partsOf(written: string): string[] {
  return written
    .split(/[|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

const quarterNumbers = [1, 2, 3, 4] as const

/** '1-4', '1, 2', 'ไตรมาส ๑–๒', '3'. */
export function quartersIn(written: string): readonly Quarter[] | undefined {
  const plain = fromThaiDigits(written).replace(/[‐-―−~]/g, '-')
  const rest = plain.replace(/[1-4]/g, '').replace(/\p{L}|\p{M}|[\s,|/.-]/gu, '')
  const found = new Set<number>()
  for (const [, first, last] of plain.matchAll(/([1-4])(?:\s*-\s*([1-4]))?/g))
    for (let one = Number(first); one <= Number(last ?? first); one += 1) found.add(one)
  const quarters = quarterNumbers.filter((one) => found.has(one))
  return rest === '' && quarters.length > 0 ? quarters : undefined
}

/** 'การอบรม | แบบสำรวจ', or one of a kind by its key: 'การเผยแพร่: complaint-channels'. */
function evidenceIn(written: string): readonly WantedEvidence[] | undefined {
  const words = written.split(/[|,\n]/).flatMap((part) => part.trim().toLowerCase() || [])
  const wanted = words.map(wantedIn).filter((one) => one !== undefined)
  return wanted.length === words.length ? [...new Set(wanted)] : undefined
}

function wantedIn(word: string): WantedEvidence | undefined {
  const colon = word.indexOf(':')
  const name = (colon < 0 ? word : word.slice(0, colon)).trim()
  const key = colon < 0 ? undefined : word.slice(colon + 1).trim()
  const isNamed = (kind: KnownKind) =>
    [kind, ...languages.flatMap((language) => lines(language, `known.${kind}`))].some(
      (known) => known.toLowerCase() === name,
    )
  if (key === undefined) return knownKinds.find(isNamed)
  const kind = keyedKinds.find(isNamed)
  return kind && /^[a-z0-9-]+$/.test(key) ? `${kind}:${key}` : undefined
}
