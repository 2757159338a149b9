// A paper as PDF: A4, Sarabun, lines that end at words, the agency on every page, "หน้า 1/3", room to sign. Equal papers
// give equal bytes. A picture is drawn smaller than it is kept; its hash, not its size on paper, says which one it is.
import sharp from 'sharp'
import type { Fact, Paper, PictureSection, Section, Signer } from '../paper.js'
import { onPages, say } from '../paper-words.js'
import { lineHeight, openPages, type PdfPages } from './pdf-page.js'
import { drawTable } from './pdf-table.js'

const TEXT = 12
const HEADING = { size: 13, weight: 'bold' } as const
const CAPTION = { size: 10, grey: 0.3, align: 'center' } as const
/** Most of a page's height for one picture, so that its caption stays with it. */
const PICTURE_SHARE = 0.5
const PICTURE_PIXELS = 1000
/** A picture becomes at most this much smaller rather than leave half a page white. */
const SMALLER_TO_STAY = 0.62
/** Between a picture and what stands above it. */
const PICTURE_AIR = 6
const UNDER_HEADING = 2
const UNDER_PICTURE = 6
const UNDER_TABLE = 8
const SIGNATURE_AIR = 16
const SIGNATURE_STEP = lineHeight(TEXT) * 1.35

/** The bytes of the paper as PDF 1.3. Pictures must be PNG or JPEG; anything else throws what the decoder says. */
export async function pdfOf(paper: Paper): Promise<Buffer> {
  const pages = openPages(paper)
  drawTitle(pages, paper)
  if (paper.facts) drawFacts(pages, paper.facts)
  for (const [at, section] of paper.sections.entries())
    await drawSection(pages, section, { paper, below: roomToSign(pages, paper.sections[at + 1]) })
  return pages.finish()
}

function drawTitle(pages: PdfPages, paper: Paper): void {
  const { words } = pages
  pages.write(words.text(paper.agency), { size: 14, weight: 'bold', align: 'center' })
  pages.write(words.text(paper.title), { size: 17, weight: 'bold', align: 'center' })
  if (paper.subtitle !== undefined) pages.write(words.text(paper.subtitle), { size: 13, align: 'center' })
  pages.write(words.asOf, { size: 11, align: 'center', grey: 0.35 })
  pages.y += 8
}

/** `below`: the height of what must stand on the page on which this section ends. */
async function drawSection(
  pages: PdfPages,
  section: Section,
  { paper, below }: { paper: Paper; below: number },
): Promise<void> {
  const picture = section.kind === 'picture' ? await settled(pages, section) : undefined
  const tied = below === 0 ? 0 : below + UNDER_PICTURE
  if ('heading' in section && section.heading !== undefined) {
    pages.y += 10
    const least = picture
      ? leastHeight(picture) + tied
      : 4 * lineHeight(TEXT) + (isShort(section) ? below : 0)
    pages.ensure(lineHeight(HEADING.size) + UNDER_HEADING + least)
    pages.write(pages.words.text(section.heading), HEADING)
    pages.y += UNDER_HEADING
  }
  if (picture) drawPicture(pages, picture, tied)
  switch (section.kind) {
    case 'text':
      for (const [at, paragraph] of section.paragraphs.entries()) {
        const words = pages.words.text(paragraph)
        if (below > 0 && at === section.paragraphs.length - 1) keepTogether(pages, words, below)
        pages.write(words, { size: TEXT })
        pages.y += 4
      }
      return
    case 'facts':
      return drawFacts(pages, section.facts, below)
    case 'table':
      await drawTable(pages, onPages(section), below + UNDER_TABLE)
      pages.y += UNDER_TABLE
      return
    case 'picture':
      return
    case 'signatures':
      return drawSignatures(pages, section, paper)
  }
}

/** A last paragraph goes over to the page of the signatures: nobody signs an empty sheet. */
function keepTogether(pages: PdfPages, words: string, below: number): void {
  const height = pages.lines(words, pages.width, { size: TEXT }).length * lineHeight(TEXT) + 4
  if (height + below < pages.fullRoom) pages.ensure(height + below)
}

/** So little that its heading had better go along when its end does. */
function isShort(section: Section): boolean {
  switch (section.kind) {
    case 'text':
      return section.paragraphs.length < 3
    case 'facts':
      return section.facts.length < 3
    case 'table':
      return section.rows.length < 3
    case 'picture':
    case 'signatures':
      return false
  }
}

function drawFacts(pages: PdfPages, facts: readonly Fact[], below = 0): void {
  const label = pages.width * 0.32
  for (const [index, [name, value]] of facts.entries()) {
    if (index === facts.length - 1) pages.ensure(lineHeight(TEXT) + below)
    const style = { size: TEXT }
    const names = pages.lines(pages.words.text(name), label - 8, { ...style, weight: 'bold' })
    const values = pages.lines(pages.words.cell(value), pages.width - label, style)
    for (let at = 0; at < Math.max(names.length, values.length); at++) {
      pages.ensure(lineHeight(TEXT))
      const top = pages.y
      pages.line(names[at] ?? '', { ...style, weight: 'bold' }, { left: pages.left, width: label, top })
      pages.line(values[at] ?? '', style, { left: pages.left + label, width: pages.width - label, top })
      pages.y += lineHeight(TEXT)
    }
  }
}

type SettledPicture = Awaited<ReturnType<typeof settled>>

/** A picture in the size in which it is drawn, with the height that it takes with its caption. */
async function settled(pages: PdfPages, { bytes, caption }: PictureSection) {
  const { data, info } = await sharp(bytes)
    .resize({ width: PICTURE_PIXELS, height: PICTURE_PIXELS, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 85 })
    .toBuffer({ resolveWithObject: true })
  const most = { width: pages.width * 0.7, height: pages.fullRoom * PICTURE_SHARE }
  const scale = Math.min(most.width / info.width, most.height / info.height, 0.75)
  const words = caption === undefined ? '' : pages.words.text(caption)
  const captions = words === '' ? 0 : pages.lines(words, pages.width, CAPTION).length
  const height = info.height * scale
  return {
    data,
    words,
    width: info.width * scale,
    height,
    // A point more: what is made to fit exactly may miss it by less than a hair.
    wholeHeight: PICTURE_AIR + height + 6 + captions * lineHeight(CAPTION.size) + 1,
  }
}

/** What a picture takes when it is drawn as small as it may be to stay on this page. */
const leastHeight = ({ height, wholeHeight }: SettledPicture): number =>
  wholeHeight - height * (1 - SMALLER_TO_STAY)

function drawPicture(pages: PdfPages, picture: SettledPicture, below: number): void {
  const { data, words, wholeHeight } = picture
  pages.ensure(leastHeight(picture) + below)
  const share = Math.min(1, 1 - (wholeHeight + below - pages.room()) / picture.height)
  const [width, height] = [picture.width * share, picture.height * share]
  pages.y += PICTURE_AIR
  const left = pages.left + (pages.width - width) / 2
  pages.document.image(data, left, pages.y, { width, height })
  pages.document.lineWidth(0.5).strokeColor('#bbbbbb').rect(left, pages.y, width, height).stroke()
  pages.y += height + 6
  if (words !== '') pages.write(words, CAPTION)
  pages.y += UNDER_PICTURE
}

/** The height of what is signed with the first signatures; none when the next section is another. */
function roomToSign(pages: PdfPages, section: Section | undefined): number {
  if (section?.kind !== 'signatures') return 0
  const { statement } = section
  const lines =
    statement === undefined ? 0 : pages.lines(pages.words.text(statement), pages.width, { size: TEXT }).length
  return SIGNATURE_AIR + lines * lineHeight(TEXT) + 5 * SIGNATURE_STEP
}

function drawSignatures(
  pages: PdfPages,
  section: Extract<Section, { kind: 'signatures' }>,
  paper: Paper,
): void {
  const step = SIGNATURE_STEP
  const perRow = section.signers.length > 1 ? 2 : 1
  const blocks: (readonly Signer[])[] = []
  for (let at = 0; at < section.signers.length; at += perRow)
    blocks.push(section.signers.slice(at, at + perRow))
  // What is signed and the first signatures stand on the same page.
  pages.ensure(roomToSign(pages, section))
  pages.y += SIGNATURE_AIR
  if (section.statement !== undefined) pages.write(pages.words.text(section.statement), { size: TEXT })
  for (const block of blocks) {
    pages.ensure(5 * step)
    pages.y += step
    const top = pages.y
    const width = pages.width / 2
    block.forEach((signer, index) => {
      const left = pages.left + (perRow === 1 ? width : index * width)
      signatureLines(signer, paper).forEach((line, at) => {
        pages.line(
          pages.words.text(line),
          { size: TEXT, align: 'center' },
          { left, width, top: top + at * step },
        )
      })
    })
    pages.y = top + 4 * step
  }
}

/** The four lines under which somebody signs by hand; docx-paper prints the same. */
export function signatureLines(signer: Signer, { language }: Pick<Paper, 'language'>): readonly string[] {
  const dots = '.'.repeat(44)
  return [
    say(language, 'signature.signed', { dots, as: signer.as }),
    `(${signer.name ?? dots})`,
    `${say(language, 'signature.position')} ${signer.position ?? dots}`,
    `${say(language, 'signature.date')} ......... / .................. / ............`,
  ]
}
