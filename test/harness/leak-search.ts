// Where a word could have leaked to, and every form in which it could lie there. What is packed is looked into: archives, the
// papers inside them, the streams of a PDF, the databases of a browser.
import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { constants, gunzipSync, inflateSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { isOfLevelDb, levelDbContents } from './leveldb-contents.js'
import { textOfPdf } from './pdf-text.js'

/** As it is, in other encodings, and as it looks inside base64 at each of the three places where it can begin. */
export function formsOf(words: string): Buffer[] {
  const bytes = Buffer.from(words)
  const wide = Buffer.from(words, 'utf16le')
  const shifted = [bytes, wide].flatMap(insideBase64)
  const eachLetter = (form: (letter: string) => string) => words.replace(/[^ -~]/gu, form)
  const code = (letter: string) => letter.codePointAt(0) ?? 0
  const four = (letter: string) => code(letter).toString(16).padStart(4, '0')
  const percent = encodeURIComponent(words)
  const texts = [
    ...shifted,
    ...shifted.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    percent,
    percent.replace(/%../g, (one) => one.toLowerCase()),
    percent.replaceAll('%', '='),
    eachLetter((letter) => `&#${code(letter)};`),
    eachLetter((letter) => `&#x${code(letter).toString(16)};`),
    eachLetter((letter) => `&#x${code(letter).toString(16).toUpperCase()};`),
    eachLetter((letter) => `\\u${four(letter)}`),
    eachLetter((letter) => `\\u${four(letter).toUpperCase()}`),
    JSON.stringify(words).slice(1, -1),
  ]
  const forms = [bytes, wide, Buffer.from(wide).swap16(), ...texts.map((form) => Buffer.from(form))]
  return [...new Map(forms.map((form) => [form.toString('latin1'), form])).values()]
}

function insideBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  )
}

/** What is not words: as it is, and as text writes it. */
export const formsOfBytes = (bytes: Buffer): Buffer[] => [
  bytes,
  ...insideBase64(bytes).flatMap((form) => [
    Buffer.from(form),
    Buffer.from(form.replaceAll('+', '-').replaceAll('/', '_')),
  ]),
  Buffer.from(bytes.toString('hex')),
  Buffer.from(bytes.toString('hex').toUpperCase()),
]

/** A moment as databases, journals and texts write it, to the millisecond, the second and the minute. */
export function formsOfMoment(moment: Date): Buffer[] {
  const milliseconds = moment.getTime()
  const numbers = Array.from({ length: 4 }, () => Buffer.alloc(8))
  numbers[0]?.writeBigInt64LE(BigInt(milliseconds))
  numbers[1]?.writeBigInt64BE(BigInt(milliseconds))
  numbers[2]?.writeDoubleLE(milliseconds)
  numbers[3]?.writeDoubleBE(milliseconds)
  const bangkok = new Date(milliseconds + 7 * 3_600_000).toISOString()
  const texts = [moment.toISOString(), bangkok].flatMap((iso) => [
    iso.slice(0, 16),
    iso.slice(0, 16).replace('T', ' '),
  ])
  const counted = [String(milliseconds), String(Math.floor(milliseconds / 1000))]
  return [...numbers, ...[...texts, ...counted].map((form) => Buffer.from(form))]
}

export interface Wanted {
  readonly what: string
  readonly forms: readonly Buffer[]
}

/**
 * Looks for all of them at once: hundreds of words in dozens of forms, in every file of a product, one after the other would take
 * minutes. What stands last in a form is the most random of it; wherever four such bytes are met, the whole form is compared.
 */
export function searchFor<One extends Wanted>(wanted: readonly One[]): (bytes: Buffer) => Set<One> {
  const byEnd = new Map<number, { form: Buffer; one: One }[]>()
  const perhaps = new Uint8Array(2 ** 20)
  for (const one of wanted)
    for (const form of one.forms) {
      if (form.length < 6) throw new Error(`Too short to be looked for: ${one.what}`)
      const end = form.readInt32BE(form.length - 4)
      byEnd.set(end, [...(byEnd.get(end) ?? []), { form, one }])
      perhaps[bucketOf(end)] = 1
    }
  return (bytes) => {
    const found = new Set<One>()
    let last = 0
    for (let at = 0; at < bytes.length; at += 1) {
      last = (last << 8) | (bytes[at] ?? 0)
      if (perhaps[bucketOf(last)] === 0) continue
      for (const { form, one } of byEnd.get(last) ?? []) {
        const start = at + 1 - form.length
        if (start >= 0 && form.compare(bytes, start, at + 1) === 0) found.add(one)
      }
    }
    return found
  }
}

const bucketOf = (four: number): number => Math.imul(four, 0x9e3779b1) >>> 12

/** A file and everything that is packed in it, each under its own name. */
export function unpacked(name: string, bytes: Buffer): [name: string, bytes: Buffer][] {
  const found: [string, Buffer][] = [[name, bytes]]
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    for (const [inner, content] of Object.entries(unzipSync(bytes)))
      found.push(...unpacked(`${name}/${inner}`, Buffer.from(content)))
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    const text = textOfPdf(bytes)
    // A line ends in the middle of a long word, or at a blank, which is then not drawn.
    const asOneLine = ['', ' '].map((between) => text.replaceAll('\n', between))
    found.push([`${name} as text`, Buffer.from([text, ...asOneLine].join('\n\n'))])
    for (const [place, stream] of streamsOf(bytes).entries()) found.push([`${name} stream ${place}`, stream])
  }
  // Word and Excel cut a line into runs wherever its look changes.
  if (/\.(xml|html?|svg)$/.test(name))
    found.push([`${name} as text`, Buffer.from(bytes.toString('utf8').replace(/<[^>]*>/g, ''))])
  if (isOfLevelDb(name))
    for (const [place, inner] of levelDbContents(name, bytes).entries())
      found.push([`${name} entry ${place}`, inner])
  if (/\/Cookies$/.test(name))
    for (const [place, cookie] of cookiesIn(bytes).entries()) found.push([`${name} opened ${place}`, cookie])
  for (const [place, inner] of compressedIn(bytes).entries()) found.push([`${name} unpacked ${place}`, inner])
  return found
}

/** Where the machine has no ring of keys, Chromium seals cookies under a password that stands in its source. */
const everybodysKey = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1')

/** How long one is stands elsewhere: behind its end comes noise. */
function cookiesIn(bytes: Buffer): Buffer[] {
  const opened: Buffer[] = []
  for (let at = bytes.indexOf('v10'); at >= 0; at = bytes.indexOf('v10', at + 1)) {
    const sealed = bytes.subarray(at + 3, at + 3 + 4096)
    const opener = createDecipheriv('aes-128-cbc', everybodysKey, Buffer.alloc(16, ' ')).setAutoPadding(false)
    opened.push(opener.update(sealed.subarray(0, sealed.length - (sealed.length % 16))))
  }
  return opened
}

const gzipMagic = Buffer.from([0x1f, 0x8b, 0x08])

/** Gzip wherever it begins (a browser's cache has it behind a head of its own), deflate where it is all there is. */
function compressedIn(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  const cutShort = { finishFlush: constants.Z_SYNC_FLUSH }
  for (let at = bytes.indexOf(gzipMagic); at >= 0; at = bytes.indexOf(gzipMagic, at + 1))
    found.push(...asFarAsItGoes(() => gunzipSync(bytes.subarray(at), cutShort)))
  if (bytes[0] === 0x78 && bytes.readUInt16BE(0) % 31 === 0)
    found.push(...asFarAsItGoes(() => inflateSync(bytes, cutShort)))
  return found
}

/** Three bytes may look like a beginning and be none: then nothing is packed there. */
function asFarAsItGoes(unpack: () => Buffer): Buffer[] {
  try {
    return [unpack()]
  } catch (error) {
    if (error instanceof Error && 'code' in error) return []
    throw error
  }
}

function streamsOf(pdf: Buffer): Buffer[] {
  const streams: Buffer[] = []
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at)) {
    const end = pdf.indexOf('\nendstream', at)
    const body = pdf.subarray(at + 'stream\n'.length, end)
    streams.push(body[0] === 0x78 ? inflateSync(body) : body)
    at = end + '\nendstream'.length
  }
  return streams
}

/** Every file below a folder, whole. Those that vanish meanwhile are gone. */
export async function filesBelow(folder: string): Promise<[path: string, bytes: Buffer][]> {
  const found: [string, Buffer][] = []
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await filesBelow(path)))
    const bytes = entry.isFile() ? await readFile(path).catch(() => undefined) : undefined
    if (bytes) found.push([path, bytes])
  }
  return found
}

/** Files that lie in a folder itself and were touched since; others write there, too. */
export async function filesTouchedIn(
  folder: string,
  since: number,
): Promise<[path: string, bytes: Buffer][]> {
  const found: [string, Buffer][] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    const known = entry.isFile() ? await stat(path).catch(() => undefined) : undefined
    if (!known || known.mtimeMs < since || known.size > 64_000_000) continue
    const bytes = await readFile(path).catch(() => undefined)
    if (bytes) found.push([path, bytes])
  }
  return found
}
