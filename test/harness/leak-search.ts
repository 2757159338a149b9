// Where a word could have leaked to, and every form in which it could lie there. What is packed is looked into: archives, the
// papers inside them, the streams of a PDF.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { textOfPdf } from './pdf-text.js'

/** As it is, in other encodings, and as it looks inside base64 at each of the three places where it can begin. */
export function formsOf(words: string): Buffer[] {
  const bytes = Buffer.from(words)
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  )
  const escaped = words.replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const texts = [
    ...shifted,
    ...shifted.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(words),
    escaped,
    JSON.stringify(words).slice(1, -1),
  ]
  const swapped = Buffer.from(words, 'utf16le').swap16()
  return [bytes, Buffer.from(words, 'utf16le'), swapped, ...texts.map((form) => Buffer.from(form))]
}

/** A file and everything that is packed in it, each under its own name. */
export function unpacked(name: string, bytes: Buffer): [name: string, bytes: Buffer][] {
  const found: [string, Buffer][] = [[name, bytes]]
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    for (const [inner, content] of Object.entries(unzipSync(bytes)))
      found.push(...unpacked(`${name}/${inner}`, Buffer.from(content)))
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    found.push([`${name} as text`, Buffer.from(textOfPdf(bytes))])
    for (const [place, stream] of streamsOf(bytes).entries()) found.push([`${name} stream ${place}`, stream])
  }
  return found
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
