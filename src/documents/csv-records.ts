// Reads the records of a CSV file as spreadsheets write them, each with its line; the header is line 1. Refuses what is not
// UTF-8, because guessing an encoding would store broken names.
import { parse } from 'csv-parse/sync'
import { composed } from '../i18n/letters/composed.js'

export interface CsvRecord {
  readonly cells: readonly string[]
  /** Where it begins; line breaks inside quotes count. */
  readonly line: number
}

const mostBytes = 20 * 1024 * 1024

export type DecodedCsv =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: 'tooLarge' | 'workbook' | 'utf16' | 'notUtf8' }

/** `bytes`: the whole file. */
export function decodeCsv(bytes: Uint8Array): DecodedCsv {
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

/** Delimiter: comma, semicolon or tab, as the header has it. `openQuote`: the line of a quote that never ends. */
export function recordsIn(text: string): { records: CsvRecord[]; openQuote?: number } {
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
  return composed(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/gu, '$1\u0e33')
    .replace(/\s+/gu, ' ')
    .trim()
}
