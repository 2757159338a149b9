// Reads a roster (CSV) completely before anything is done with it: either every row is good, or every bad row is named
// with its line. Refuses what is not UTF-8, because guessing an encoding would store broken names.
import { z } from 'zod'
import { type CsvRecord, decodeCsv, recordsIn } from '../../../documents/csv-records.js'

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

/** `bytes`: the whole file. Delimiter: comma, semicolon or tab, as the header has it. */
export function readRoster(bytes: Uint8Array): RosterFile {
  const decoded = decodeCsv(bytes)
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
