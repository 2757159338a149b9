// A paper as a workbook: first what it says, then one sheet for each table. Numbers are numbers and dates are dates, always
// in Arabic digits, so that an assessor can count for himself. A text is never a formula.

import sharp from 'sharp'
import writeExcelFile, { type CellObject, type Image, type Sheet } from 'write-excel-file/node'
import { trimmedEnd } from '../i18n/letters/trimmed-end.js'
import { percent } from '../i18n/percent.js'
import type { Language } from '../i18n/texts.js'
import type { Cell, Paper, PictureSection, TableSection } from './paper.js'
import { say, standsRight, wordsOf } from './paper-words.js'
import { repacked } from './zip-file.js'

const LINES = { borderStyle: 'thin', borderColor: '#9aa3b2' } as const
const HEAD = {
  fontWeight: 'bold',
  backgroundColor: '#e8ecf3',
  wrap: true,
  alignVertical: 'center',
  ...LINES,
} as const
const FONT = { fontFamily: 'TH Sarabun New', fontSize: 14 }
/** Excel refuses more in one cell. */
const MOST_CHARACTERS = 32_767
const ROW_POINTS = 21
/** Of several lines each needs more: letters that stand in for Sarabun are taller. */
const LINE_POINTS = 26
/** Excel makes no row higher than 409 points. */
const MOST_LINES = 15
const ROW_PIXELS = (ROW_POINTS * 96) / 72
const LABEL_CHARACTERS = 34
const VALUE_CHARACTERS = 70
/** How much of a Thai paragraph goes on one line of both columns; marks take no room, so this is careful. */
const LINE_CHARACTERS = LABEL_CHARACTERS + VALUE_CHARACTERS
const PICTURE_PIXELS = 480
const ONE_PAGE_WIDE = 'fitToWidth="1" fitToHeight="0"'
const A4_STANDING =
  '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' +
  `<pageSetup paperSize="9" ${ONE_PAGE_WIDE} orientation="portrait"/>`
const BANGKOK = 7 * 3_600_000

/** The bytes of the workbook: a sheet of the paper's facts, texts and pictures, and one for each table. */
export async function xlsxOf(paper: Paper): Promise<Buffer> {
  const tables = paper.sections.filter((section) => section.kind === 'table')
  const names = new Set<string>()
  const sheets = [
    { ...(await summary(paper)), sheet: sheetName(say(paper.language, 'summary'), names) },
    ...tables.map((table) => ({
      ...tableSheet(table, paper.language),
      sheet: sheetName(table.sheet ?? table.heading ?? paper.title, names),
    })),
  ]
  return repacked(await writeExcelFile(sheets, FONT).toBuffer(), paper.asOf, asWideAsPaper)
}

/** Printed, all columns of a sheet stand on one page (ECMA-376, 18.3.1.65: fitToPage); the writer has no word for it. */
function asWideAsPaper(name: string, textOf: () => string): string | undefined {
  if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) return undefined
  const sheet = textOf().replace(
    /<worksheet\b[^<>]{0,4000}>/,
    '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
  )
  if (sheet.includes('<pageSetup ')) return sheet.replace('<pageSetup ', `<pageSetup ${ONE_PAGE_WIDE} `)
  // A standing sheet has no set-up of its own; its place is after the cells and before a drawing.
  return sheet.replace(/<drawing\b|<\/worksheet>/, `${A4_STANDING}$&`)
}

async function summary(paper: Paper): Promise<Sheet<never>> {
  const { language } = paper
  const words = wordsOf({ ...paper, digits: 'arabic' })
  const rows: (CellObject | null)[][] = []
  const images: Image[] = []
  const line = (text: string, style: Partial<CellObject> = {}) => {
    const height =
      ROW_POINTS * Math.max(1, Math.ceil(text.length / LINE_CHARACTERS)) * (style.fontSize ? 1.3 : 1)
    rows.push([textCell(text, { ...style, columnSpan: 2, wrap: true, alignVertical: 'top', height }), null])
  }
  line(paper.agency, { fontWeight: 'bold' })
  line(paper.title, { fontWeight: 'bold', fontSize: 18 })
  if (paper.subtitle !== undefined) line(paper.subtitle)
  line(words.asOf)
  rows.push([])
  const facts = (list: Paper['facts']) => {
    for (const [label, value] of list ?? []) {
      const long = typeof value === 'string' ? Math.ceil(value.length / VALUE_CHARACTERS) : 1
      const style = { wrap: true, alignVertical: 'top', height: ROW_POINTS * Math.max(1, long) } as const
      rows.push([
        textCell(label, { ...style, fontWeight: 'bold' }),
        { ...cellOf(value, language), ...style, align: 'left' },
      ])
    }
  }
  facts(paper.facts)
  for (const section of paper.sections) {
    if (section.kind === 'table') continue
    rows.push([])
    if ('heading' in section && section.heading !== undefined) line(section.heading, { fontWeight: 'bold' })
    switch (section.kind) {
      case 'text':
        for (const paragraph of section.paragraphs) line(paragraph)
        break
      case 'facts':
        facts(section.facts)
        break
      case 'picture': {
        if (section.caption !== undefined) line(section.caption)
        const picture = await pictureAt(section, rows.length + 1)
        images.push(picture)
        // Each says its height: an empty row without one is as low as each reader thinks, and the picture covers what comes next.
        for (let filled = 0; filled < picture.height + ROW_PIXELS; filled += ROW_PIXELS)
          rows.push([textCell('', { height: ROW_POINTS }), null])
        break
      }
      case 'signatures':
        if (section.statement !== undefined) line(section.statement)
    }
  }
  return {
    data: rows,
    columns: [{ width: LABEL_CHARACTERS }, { width: VALUE_CHARACTERS }],
    images,
  } as Sheet<never>
}

function tableSheet({ columns, rows, totals }: TableSection, language: Language): Sheet<never> {
  const widths = columns.map((column) => Math.round(8 + 10 * (column.width ?? 1)))
  const linesOf = (cell: Cell | undefined, index: number) =>
    typeof cell === 'string'
      ? cell
          .split('\n')
          .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (widths[index] ?? 1))), 0)
      : 1
  const sized = (row: readonly Cell[], style: Partial<CellObject> = {}): CellObject[] => {
    const lines = Math.min(MOST_LINES, Math.max(...columns.map((_, index) => linesOf(row[index], index))))
    return columns.map((_, index) => ({
      ...cellOf(row[index] ?? null, language),
      ...LINES,
      ...(lines > 1 && { wrap: true, alignVertical: 'top' as const }),
      ...style,
      // One cell sets the height of its row: readers do not all find it out by the size of the letters.
      ...(index === 0 && { height: lines === 1 ? ROW_POINTS : lines * LINE_POINTS }),
    }))
  }
  return {
    data: [
      columns.map((column, index) =>
        textCell(column.title, {
          ...HEAD,
          height: 2 * ROW_POINTS,
          align: standsRight(rows[0]?.[index]) ? 'right' : 'left',
        }),
      ),
      ...rows.map((row) => sized(row)),
      ...(totals ? [sized(totals, { fontWeight: 'bold' })] : []),
    ],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  }
}

function cellOf(cell: Cell, language: Language): CellObject {
  const thai = language === 'th' ? '[$-107041E]' : ''
  if (cell === null) return { value: undefined }
  if (typeof cell === 'string') return textCell(cell)
  if (typeof cell === 'number') return { value: cell, type: Number }
  if ('day' in cell)
    return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: `${thai}d mmm yyyy` }
  if ('moment' in cell) {
    // A workbook knows no time zone: it gets the wall clock of Bangkok.
    const value = new Date(Math.floor(cell.moment.getTime() / 60_000) * 60_000 + BANGKOK)
    return { value, type: Date, format: `${thai}d mmm yyyy hh:mm` }
  }
  return { value: Number(percent(...cell.share)), type: Number, format: '0.00' }
}

const textCell = (text: string, style: Partial<CellObject> = {}): CellObject => ({
  ...style,
  value: text.slice(0, MOST_CHARACTERS),
  type: String,
})

async function pictureAt({ bytes }: PictureSection, row: number): Promise<Image> {
  const { data, info } = await sharp(bytes)
    .resize({ width: PICTURE_PIXELS, height: PICTURE_PIXELS, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 85 })
    .toBuffer({ resolveWithObject: true })
  return {
    content: data,
    contentType: 'image/jpeg',
    width: info.width,
    height: info.height,
    dpi: 96,
    anchor: { row, column: 1 },
  }
}

/** Excel takes 31 characters without []:*?/\, not beginning or ending with an apostrophe, each name once. */
function sheetName(wanted: string, taken: Set<string>): string {
  const plain = trimmedEnd(wanted.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+/, ''), "'").trim() || '1'
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : ` (${number})`
    const name = `${plain.slice(0, 31 - ending.length).trimEnd()}${ending}`
    if (!taken.has(name.toLowerCase())) {
      taken.add(name.toLowerCase())
      return name
    }
  }
}
