// A paper as DOCX, for whoever must still change it: the same order, TH Sarabun New (the letter of Thai official papers,
// on the reader's machine), table heads on every page, page numbers counted by the word processor.
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import type { Cell, Column, Fact, Paper, PictureSection, Section, TableSection } from './paper.js'
import { onPages, type PaperWords, say, standsRight, wordsOf } from './paper-words.js'
import { signatureLines } from './pdf-paper.js'
import { repacked } from './zip-file.js'

const FONT = 'TH Sarabun New'
/** Word counts half points. */
const TEXT = 32
const SMALL = 26
const A4 = { width: 11_906, height: 16_838 }
const MARGIN = { top: 1134, right: 1134, bottom: 1134, left: 1417 }
const PICTURE_PIXELS = 420

type Block = Paragraph | Table
type Align = Column['align']

/** The bytes of the paper as DOCX. */
export async function docxOf(paper: Paper): Promise<Buffer> {
  const words = wordsOf(paper)
  const blocks: Block[] = [
    line(words.text(paper.agency), { size: 36, bold: true, align: 'center' }),
    line(words.text(paper.title), { size: 40, bold: true, align: 'center' }),
    ...(paper.subtitle === undefined ? [] : [line(words.text(paper.subtitle), { align: 'center' })]),
    line(words.asOf, { align: 'center', size: SMALL }),
    ...factLines(paper.facts ?? [], words),
  ]
  for (const section of paper.sections) blocks.push(...(await blocksOf(section, paper, words)))
  const document = new Document({
    title: paper.title,
    creator: paper.agency,
    lastModifiedBy: paper.agency,
    styles: { default: { document: { run: { font: FONT, size: TEXT } } } },
    sections: [
      {
        properties: {
          page: {
            // The library turns the two round for landscape by itself.
            size: {
              ...A4,
              orientation:
                paper.orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: MARGIN,
          },
        },
        headers: { default: new Header({ children: [line(words.text(paper.agency), { size: SMALL })] }) },
        footers: { default: new Footer({ children: [footLine(paper, words)] }) },
        children: blocks,
      },
    ],
  })
  return dated(await Packer.toBuffer(document), paper.asOf)
}

async function blocksOf(section: Section, paper: Paper, words: PaperWords): Promise<Block[]> {
  const heading =
    'heading' in section && section.heading !== undefined
      ? [line(words.text(section.heading), { bold: true, before: 200, keepNext: true })]
      : []
  switch (section.kind) {
    case 'text':
      return [...heading, ...section.paragraphs.map((text) => line(words.text(text)))]
    case 'facts':
      return [...heading, ...factLines(section.facts, words)]
    case 'table':
      return [...heading, tableOf(onPages(section), words), line('')]
    case 'picture':
      return [
        ...heading,
        await pictureOf(section),
        line(words.text(section.caption ?? ''), { align: 'center' }),
      ]
    case 'signatures':
      return [
        ...(section.statement === undefined
          ? []
          : [line(words.text(section.statement), { before: 300, keepNext: true })]),
        ...section.signers.flatMap((signer) =>
          signatureLines(signer, paper).map((text, index) =>
            line(words.text(text), { align: 'right', before: index === 0 ? 500 : 60, keepNext: index < 3 }),
          ),
        ),
      ]
  }
}

function factLines(facts: readonly Fact[], words: PaperWords): Paragraph[] {
  return facts.map(
    ([label, value]) =>
      new Paragraph({
        children: [
          new TextRun({ text: `${words.text(label)}: `, bold: true }),
          new TextRun({ text: words.cell(value) }),
        ],
      }),
  )
}

function tableOf({ columns, rows, totals }: TableSection, words: PaperWords): Table {
  const whole = columns.reduce((sum, column) => sum + (column.width ?? 1), 0)
  const row = (cells: readonly Cell[], style: { bold?: boolean; head?: boolean } = {}) =>
    new TableRow({
      tableHeader: style.head ?? false,
      cantSplit: true,
      children: columns.map((column, index) => {
        const cell = cells[index] ?? null
        const align = column.align ?? (standsRight(style.head ? rows[0]?.[index] : cell) ? 'right' : 'left')
        return new TableCell({
          width: { size: (100 * (column.width ?? 1)) / whole, type: WidthType.PERCENTAGE },
          children: [line(words.cell(cell), { size: SMALL, align, bold: style.bold ?? false })],
        })
      }),
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      row(
        columns.map((column) => column.title),
        { head: true, bold: true },
      ),
      ...rows.map((cells) => row(cells)),
      ...(totals ? [row(totals, { bold: true })] : []),
    ],
  })
}

async function pictureOf({ bytes }: PictureSection): Promise<Paragraph> {
  const { data, info } = await sharp(bytes)
    .resize({
      width: 2 * PICTURE_PIXELS,
      height: 2 * PICTURE_PIXELS,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 85 })
    .toBuffer({ resolveWithObject: true })
  const scale = Math.min(1, PICTURE_PIXELS / Math.max(info.width, info.height))
  const transformation = { width: Math.round(info.width * scale), height: Math.round(info.height * scale) }
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    children: [new ImageRun({ type: 'jpg', data, transformation })],
  })
}

function footLine(paper: Paper, words: PaperWords): Paragraph {
  const before = [words.asOf, ...(paper.footer === undefined ? [] : [words.text(paper.footer)])].join(' · ')
  const [lead = '', between = ''] = say(paper.language, 'page', { number: '\n', pages: '\n' }).split('\n')
  return new Paragraph({
    children: [
      new TextRun({
        size: SMALL,
        children: [`${before} · ${lead}`, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES],
      }),
    ],
  })
}

interface LineStyle {
  readonly size?: number
  readonly bold?: boolean
  readonly align?: Align
  readonly before?: number
  readonly keepNext?: boolean
}

function line(
  text: string,
  { size = TEXT, bold = false, align = 'left', before = 0, keepNext = false }: LineStyle = {},
): Paragraph {
  return new Paragraph({
    alignment: { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }[align],
    spacing: { before },
    keepNext,
    // Word shows a line feed within a run as a blank.
    children: text
      .split('\n')
      .map((part, index) => new TextRun({ text: part, size, bold, ...(index > 0 && { break: 1 }) })),
  })
}

/**
 * The library writes the moment of writing into the file's properties, and numbers pictures through all files that it ever
 * wrote: the paper's own date and numbers from 1 take their place.
 */
function dated(file: Uint8Array, asOf: Date): Promise<Buffer> {
  const stamp = asOf.toISOString().replace(/\.\d+Z$/, 'Z')
  const [properties, body] = ['docProps/core.xml', 'word/document.xml'] as const
  const parts = unzipSync(file, { filter: ({ name }) => name === properties || name === body })
  const textOf = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
  let pictures = 0
  const texts: Readonly<Record<string, string>> = {
    [properties]: textOf(properties).replace(/(<dcterms:\w+[^>]*>)[^<]*(<)/g, `$1${stamp}$2`),
    [body]: textOf(body).replace(
      /(<wp:docPr id=")\d+(")/g,
      (_found, before, after) => `${before}${++pictures}${after}`,
    ),
  }
  return repacked(file, asOf, (name) => texts[name])
}
