// How a paper's cells, dates and page numbers read for people. Workbooks keep values instead (see xlsx-paper).
import type th from '../../locales/th/documents.json'
import { dateTimeTitle, dayTitle, timeInBangkok, toThaiDigits } from '../i18n/calendar/thai-calendar.js'
import { percent } from '../i18n/percent.js'
import { type Language, textsOf } from '../i18n/texts.js'
import type { Cell, Paper, TableSection } from './paper.js'

export const say = textsOf<typeof th>('documents')

export interface PaperWords {
  /** Running text, with the paper's digits. */
  text(words: string): string
  cell(cell: Cell): string
  /** 'ข้อมูล ณ วันที่ 20 พ.ย. 2569 เวลา 18:40 น.' */
  readonly asOf: string
  /** 'หน้า 1/3' */
  page(number: number, count: number): string
}

export function wordsOf({
  language,
  digits,
  asOf,
  asOfIs,
}: Pick<Paper, 'language' | 'digits' | 'asOf' | 'asOfIs'>): PaperWords {
  const text = (words: string) => (digits === 'thai' ? inThaiDigits(words) : words)
  return {
    text,
    cell(cell) {
      if (cell === null) return ''
      if (typeof cell === 'string') return cell
      if (typeof cell === 'number') return text(grouped(cell))
      if ('day' in cell) return text(dayTitle(cell.day, language))
      if ('moment' in cell) return text(shortMoment(cell.moment, language))
      return text(percent(...cell.share))
    },
    asOf: text(
      say(language, 'asOf', {
        when: asOfIs === 'day' ? dayTitle(asOf, language) : dateTimeTitle(asOf, language),
      }),
    ),
    page: (number, count) => text(say(language, 'page', { number, pages: count })),
  }
}

/** The table as pages show it, without the columns that are for the workbook alone. */
export function onPages(table: TableSection): TableSection {
  const shown = table.columns.map(({ only }) => only === undefined)
  if (shown.every(Boolean)) return table
  const those = <T>(list: readonly T[]) => list.filter((_, index) => shown[index])
  return {
    ...table,
    columns: those(table.columns),
    rows: table.rows.map(those),
    ...(table.totals && { totals: those(table.totals) }),
  }
}

/** Numbers stand right, words left, unless the column says otherwise. */
export function standsRight(cell: Cell | undefined): boolean {
  return typeof cell === 'number' || (typeof cell === 'object' && cell !== null && 'share' in cell)
}

/** '20 พ.ย. 2569 18:40 น.', so that a column of them stays narrow. */
const shortMoment = (moment: Date, language: Language): string =>
  say(language, 'moment', { day: dayTitle(moment, language), time: timeInBangkok(moment) })

/** 'SHA-256' and 'O1' are names and keep their digits. */
const inThaiDigits = (words: string): string =>
  words.replace(/[^\s()]+/g, (word) => (/[A-Za-z]/.test(word) ? word : toThaiDigits(word)))

function grouped(value: number): string {
  const [whole = '', fraction] = String(value).split('.')
  const thousands = whole.replace(/\B(?=(?:\d{3}){1,8}$)/g, ',')
  return fraction === undefined ? thousands : `${thousands}.${fraction}`
}
