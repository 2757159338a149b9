// What a paper is, before it is PDF, XLSX or DOCX: plain data, described once. This room draws papers and knows no feature
// and no database; it reads no clock: the date on a paper is handed in, so that equal papers are equal bytes.
import type { Day } from '../i18n/calendar/bangkok-time.js'
import type { Language } from '../i18n/texts.js'

/**
 * What stands in a cell. A string is printed as it is, never in Thai digits: codes and hashes are strings. A share is
 * printed in percent with two decimals (113 of 114 is 99.12), a moment in Bangkok's time. `null` is an empty cell.
 */
export type Cell =
  | string
  | number
  | null
  | { readonly day: Day }
  | { readonly moment: Date }
  | { readonly share: readonly [part: number, whole: number] }

export type Fact = readonly [label: string, value: Cell]

export interface Column {
  readonly title: string
  /** Text stands left and numbers right, unless this says otherwise. */
  readonly align?: 'left' | 'center' | 'right'
  /** The share of the page that the column takes, in proportion to the others; 1 by default. */
  readonly width?: number
  /** A column for counting and comparing (a whole hash): it stands in the workbook and on no page. */
  readonly only?: 'workbook'
}

/** Somebody who signs by hand; what is not known is left as a dotted line. */
export interface Signer {
  /** 'ผู้รับรอง', 'ผู้จัดทำ' … */
  readonly as: string
  readonly name?: string
  readonly position?: string
}

export type TableSection = {
  readonly kind: 'table'
  readonly heading?: string
  /** The name of its sheet in a workbook; the heading by default. */
  readonly sheet?: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  readonly totals?: readonly Cell[]
}

export type PictureSection = {
  readonly kind: 'picture'
  readonly heading?: string
  /** PNG or JPEG. */
  readonly bytes: Uint8Array
  readonly caption?: string
}

export type Section =
  | { readonly kind: 'text'; readonly heading?: string; readonly paragraphs: readonly string[] }
  | { readonly kind: 'facts'; readonly heading?: string; readonly facts: readonly Fact[] }
  | TableSection
  | PictureSection
  | { readonly kind: 'signatures'; readonly statement?: string; readonly signers: readonly Signer[] }

export interface Paper {
  readonly language: Language
  /** The agency's name, on every page. */
  readonly agency: string
  readonly title: string
  readonly subtitle?: string
  /** 'ข้อมูล ณ วันที่ …', and the only date that the file carries. */
  readonly asOf: Date
  /** Whether `asOf` is read as a moment (the default) or as the day that it falls on in Bangkok. */
  readonly asOfIs?: 'moment' | 'day'
  readonly facts?: readonly Fact[]
  readonly sections: readonly Section[]
  /** A short line at the foot of every page. */
  readonly footer?: string
  /** Thai digits for numbers, dates, pages and running text; never inside a workbook. Arabic by default. */
  readonly digits?: 'arabic' | 'thai'
  /** For tables of many columns; portrait by default. */
  readonly orientation?: 'portrait' | 'landscape'
}
