// A paper as DOCX, for whoever must still change it: the same order, TH Sarabun New (the letter of Thai official papers,
// on the reader's machine), table heads on every page, page numbers counted by the word processor.
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  ImageRun,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table,
  TabStopType,
  TextRun,
} from 'docx'
import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import type { Fact, Paper, PictureSection, Section } from '../paper.js'
import { onPages, type PaperWords, say, wordsOf } from '../paper-words.js'
import { repacked } from '../zip-file.js'
import { FONT, LEADING, line, SMALL, TEXT } from './docx-line.js'
import { A4, MARGIN, roomOf } from './docx-room.js'
import { signaturesOf } from './docx-signatures.js'
import { docxTable } from './docx-table.js'

const PICTURE_PIXELS = 420
/** Of what stands on every page. */
const GREY = '666666'

type Block = Paragraph | Table

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
  for (const [at, section] of paper.sections.entries()) {
    const tied = paper.sections[at + 1]?.kind === 'signatures'
    blocks.push(...(await blocksOf(section, { paper, words, tied })))
  }
  const foot = new Footer({ children: [footLine(paper, words)] })
  const document = new Document({
    title: paper.title,
    creator: paper.agency,
    lastModifiedBy: paper.agency,
    styles: { default: { document: { run: { font: FONT, size: TEXT } } } },
    sections: [
      {
        properties: {
          // The first page begins with the agency and the title: nothing of it stands above them again.
          titlePage: true,
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
        headers: {
          first: new Header({ children: [line('', { size: SMALL })] }),
          default: new Header({ children: [headLine(paper, words)] }),
        },
        footers: { first: foot, default: foot },
        children: blocks,
      },
    ],
  })
  return dated(await Packer.toBuffer(document), paper.asOf)
}

interface Setting {
  readonly paper: Paper
  readonly words: PaperWords
  /** Signatures come next: the end of this section stands on their page, so that nobody signs an empty sheet. */
  readonly tied: boolean
}

async function blocksOf(section: Section, { paper, words, tied }: Setting): Promise<Block[]> {
  const heading =
    'heading' in section && section.heading !== undefined
      ? [line(words.text(section.heading), { bold: true, before: 200, keepNext: true })]
      : []
  switch (section.kind) {
    case 'text': {
      const last = section.paragraphs.length - 1
      return [
        ...heading,
        ...section.paragraphs.map((text, at) =>
          line(words.text(text), { leading: LEADING, keepNext: tied && at >= last - 1 }),
        ),
      ]
    }
    case 'facts':
      return [...heading, ...factLines(section.facts, words)]
    case 'table':
      return [
        ...heading,
        docxTable(onPages(section), words, { room: roomOf(paper), tied }),
        // Two tables without a line between them would be one.
        line('', { size: 8, leading: 120, keepNext: tied }),
      ]
    case 'picture':
      return [
        ...heading,
        await pictureOf(section),
        line(words.text(section.caption ?? ''), { align: 'center', size: SMALL }),
      ]
    case 'signatures':
      return [
        ...(section.statement === undefined
          ? []
          : [line(words.text(section.statement), { before: 300, keepNext: true })]),
        ...signaturesOf(section.signers, paper, words),
      ]
  }
}

function factLines(facts: readonly Fact[], words: PaperWords): Paragraph[] {
  return facts.map(
    ([label, value]) =>
      new Paragraph({
        spacing: { line: LEADING, lineRule: LineRuleType.EXACT },
        children: [
          new TextRun({ text: `${words.text(label)}: `, bold: true }),
          new TextRun({ text: words.cell(value) }),
        ],
      }),
  )
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

/** From the second page on: whose paper and which. */
function headLine(paper: Paper, words: PaperWords): Paragraph {
  return atBothEnds(paper, [words.text(paper.agency), '\t', words.text(paper.title)], 160)
}

function footLine(paper: Paper, words: PaperWords): Paragraph {
  const before = [words.asOf, ...(paper.footer === undefined ? [] : [words.text(paper.footer)])].join(' · ')
  const [lead = '', between = ''] = say(paper.language, 'page', { number: '\n', pages: '\n' }).split('\n')
  return atBothEnds(paper, [`${before}\t${lead}`, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES], 0)
}

/** One small grey line; what follows its tab stands at the right margin. */
const atBothEnds = (paper: Paper, children: string[], after: number): Paragraph =>
  new Paragraph({
    spacing: { after },
    tabStops: [{ type: TabStopType.RIGHT, position: roomOf(paper).width }],
    children: [new TextRun({ size: FOOT, color: GREY, children })],
  })
const FOOT = 24

/**
 * The library writes the moment of writing into the file's properties, and numbers pictures through all files that it ever
 * wrote: the paper's own date and numbers from 1 take their place.
 */
function dated(file: Uint8Array, asOf: Date): Buffer {
  const stamp = asOf.toISOString().replace(/\.\d+Z$/, 'Z')
  const [properties, body] = ['docProps/core.xml', 'word/document.xml'] as const
  const parts = unzipSync(file, { filter: ({ name }) => name === properties || name === body })
  const textOf = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
  let pictures = 0
  const texts: Readonly<Record<string, string>> = {
    [properties]: textOf(properties).replace(/(<dcterms:[^<>]{1,80}>)[^<]{0,80}(<)/g, `$1${stamp}$2`),
    [body]: textOf(body).replace(
      /(<wp:docPr id=")\d+(")/g,
      (_found, before, after) => `${before}${++pictures}${after}`,
    ),
  }
  return repacked(file, asOf, (name) => texts[name])
}
