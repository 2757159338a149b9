// Reads a roster (CSV) completely before anything is done with it: either every row is good, or every bad row is named
// with its line. Refuses what is not UTF-8, because guessing an encoding would store broken names.
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

const rosterColumns = ['employee_code', 'name', 'unit', 'position'] as const
type RosterColumn = (typeof rosterColumns)[number]

export interface RosterRow {
  readonly employeeCode: string
  readonly name: string
  readonly unit: string
  /** May be empty. */
  readonly position: string
}

const cellFaults = ['empty', 'tooLong', 'controlCharacter', 'formula', 'blankInside', 'rounded'] as const
type CellFault = (typeof cellFaults)[number]

/** `line` is where the row begins; the header is line 1, and line breaks inside quotes count. */
export type RosterProblem = { readonly line: number } & (
  | { readonly what: 'cells'; readonly found: number; readonly expected: number }
  | { readonly what: 'cell'; readonly column: RosterColumn; readonly fault: CellFault }
  | { readonly what: 'twice'; readonly employeeCode: string; readonly firstLine: number }
  | { readonly what: 'quotes' }
)

export type RosterFile =
  | { readonly ok: true; readonly rows: readonly RosterRow[]; readonly ignoredColumns: readonly string[] }
  | { readonly ok: false; readonly why: 'tooLarge' | 'workbook' | 'utf16' | 'notUtf8' | 'empty' | 'noRows' }
  | {
      readonly ok: false
      readonly why: 'columns'
      readonly missing: readonly RosterColumn[]
      readonly twice: readonly RosterColumn[]
    }
  | { readonly ok: false; readonly why: 'rows'; readonly problems: readonly RosterProblem[] }

const mostBytes = 20 * 1024 * 1024
const fault = (name: CellFault) => ({ error: name })
const cell = (most: number) =>
  z
    .string()
    .max(most, fault('tooLong'))
    .regex(/^\P{Cc}*$/u, fault('controlCharacter'))
const required = (most: number) => cell(most).min(1, fault('empty'))

const rowSchema = z.object({
  employee_code: required(40)
    // A spreadsheet that opens our lists would run such a code.
    .regex(/^[^=+\-@]/, fault('formula'))
    .regex(/^\S*$/u, fault('blankInside'))
    // What a spreadsheet makes of a long number: the last digits are lost.
    .refine((code) => !/^\d[.,]?\d*E\+?\d+$/i.test(code), fault('rounded')),
  name: required(200),
  unit: required(200),
  position: cell(200),
})

interface CsvRecord {
  readonly cells: readonly string[]
  readonly line: number
}

/** `bytes`: the whole file. Delimiter: comma, semicolon or tab, as the header has it. */
export function readRoster(bytes: Uint8Array): RosterFile {
  const decoded = decode(bytes)
  if (!decoded.ok) return decoded
  const { records, openQuote } = recordsIn(decoded.text)
  const [header, ...body] = records.filter(({ cells }) => cells.some((one) => one !== ''))
  if (!header && openQuote === undefined) return { ok: false, why: 'empty' }

  const names = (header?.cells ?? []).map((name) => name.toLowerCase())
  const missing = rosterColumns.filter((column) => !names.includes(column))
  const twice = rosterColumns.filter((column) => names.indexOf(column) !== names.lastIndexOf(column))
  if (missing.length > 0 || twice.length > 0) return { ok: false, why: 'columns', missing, twice }

  const { rows, problems } = checkRows(body, names)
  if (openQuote !== undefined) problems.push({ line: openQuote, what: 'quotes' })
  if (problems.length > 0) return { ok: false, why: 'rows', problems }
  if (rows.length === 0) return { ok: false, why: 'noRows' }
  const ignoredColumns = names.filter((name) => name !== '' && !rosterColumns.some((one) => one === name))
  return { ok: true, rows, ignoredColumns }
}

type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: 'tooLarge' | 'workbook' | 'utf16' | 'notUtf8' }

function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > mostBytes) return { ok: false, why: 'tooLarge' }
  const [first = 0, second = 0] = bytes
  if (first === 0x50 && second === 0x4b) return { ok: false, why: 'workbook' }
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { ok: false, why: 'utf16' }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    // The decoder's only complaint: these bytes are no UTF-8.
    return { ok: false, why: 'notUtf8' }
  }
}

function recordsIn(text: string): { records: CsvRecord[]; openQuote?: number } {
  const records: CsvRecord[] = []
  // Counted here: the parser takes a Windows line break inside quotes for two lines.
  let line = 1
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      on_record: (cells: string[]) => {
        records.push({ cells: cells.map(tidy), line })
        line += cells.reduce((sum, one) => sum + (one.match(/\r\n|\r|\n/g)?.length ?? 0), 1)
        return null
      },
    })
    return { records }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))) throw error
    return { records, openQuote: line }
  }
}

/** Spreadsheets of some countries write semicolons; the header's names contain none of the three. */
function delimiterOf(text: string): string {
  const header = text.split(/[\r\n]/, 1)[0] ?? ''
  const count = (sign: string) => header.split(sign).length
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ','
}

/** One form for what looks the same: no invisible characters, single blanks, and SARA AM in one piece. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/gu, '$1\u0e33')
    .replace(/\s+/gu, ' ')
    .trim()
}

function checkRows(body: readonly CsvRecord[], names: readonly string[]) {
  const problems: RosterProblem[] = []
  const rows: RosterRow[] = []
  const lineOf = new Map<string, number>()
  for (const { cells, line } of body) {
    if (cells.length !== names.length) {
      problems.push({ line, what: 'cells', found: cells.length, expected: names.length })
      continue
    }
    const read = rowSchema.safeParse(Object.fromEntries(names.map((name, at) => [name, cells[at]])))
    if (!read.success) {
      problems.push(...faultsOf(read.error, line))
      continue
    }
    const { employee_code: employeeCode, ...rest } = read.data
    const firstLine = lineOf.get(employeeCode)
    if (firstLine !== undefined) problems.push({ line, what: 'twice', employeeCode, firstLine })
    else lineOf.set(employeeCode, line)
    rows.push({ employeeCode, ...rest })
  }
  return { rows, problems }
}

/** The first fault of each cell: the others follow from it. */
function faultsOf({ issues }: z.ZodError, line: number): RosterProblem[] {
  return rosterColumns.flatMap((column): RosterProblem[] => {
    const issue = issues.find(({ path }) => path[0] === column)
    const fault = cellFaults.find((one) => one === issue?.message)
    return issue ? [{ line, what: 'cell', column, fault: fault ?? 'empty' }] : []
  })
}
