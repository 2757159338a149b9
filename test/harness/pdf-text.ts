// What a PDF of ours says: every text of it carries what was written (/ActualText), and that is what copying gives.
import { inflateSync } from 'node:zlib'

/** The texts of a PDF in the order drawn, one line each. Throws when it is no PDF. */
export function textOfPdf(file: Buffer): string {
  return contentsOf(file)
    .flatMap((content) => [...content.matchAll(/\/ActualText <([0-9a-f]*)>/g)])
    .map(([, hex = '']) => Buffer.from(hex, 'hex').swap16().toString('utf16le').slice(1))
    .join('\n')
}

/** How many boxes are drawn where a font has no letter: its glyph 0. */
export function emptyBoxesIn(file: Buffer): number {
  const drawn = contentsOf(file).flatMap((content) => content.match(/\[[^\]]*\] TJ/g) ?? [])
  const glyphs = drawn.flatMap((one) => [...one.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => hex))
  return glyphs.flatMap((hex) => hex.match(/.{4}/g) ?? []).filter((glyph) => glyph === '0000').length
}

function contentsOf(file: Buffer): string[] {
  if (file.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Error('This is no PDF')
  const contents: string[] = []
  for (let at = file.indexOf('stream\n'); at >= 0; at = file.indexOf('stream\n', at)) {
    const end = file.indexOf('\nendstream', at)
    const body = file.subarray(at + 'stream\n'.length, end)
    // Only our content streams are wanted: pictures and fonts are deflated too, or are not.
    if (body[0] === 0x78) contents.push(inflateSync(body).toString('latin1'))
    at = end + '\nendstream'.length
  }
  return contents
}

export function pagesOfPdf(file: Buffer): number {
  return [...file.toString('latin1').matchAll(/\/Type \/Page\b(?!s)/g)].length
}
