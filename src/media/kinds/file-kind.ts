// What a file is, by its bytes and never by its name: containers are looked into as far as their table of contents. Every look is
// bounded or linear, nothing is unpacked. `claimed` decides only between kinds whose bytes are alike.

import { plainEntry, zipEntries } from '../dangers/zip-entries.js'
import { type FileKind, type KnownEnding, kindByMime, kindNamed } from './file-kinds.js'
import { writingKind } from './writing-kind.js'

/** The kind of these bytes; `bin` where nobody can tell. */
export function fileKindOf(bytes: Uint8Array, claimed = ''): FileKind {
  const head = latin1(bytes, 0, 1100)
  const ending =
    simpleKind(head) ??
    (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06') ? zipKind(bytes) : undefined) ??
    (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') ? compoundKind(bytes, claimed) : undefined) ??
    boxedKind(head, claimed) ??
    riffKind(head) ??
    (head.startsWith('\x1a\x45\xdf\xa3') ? matroskaKind(head, claimed) : undefined) ??
    (head.startsWith('OggS') ? oggKind(head) : undefined) ??
    (latin1(bytes, 0x8001, 0x8006) === 'CD001' ? 'program' : undefined) ??
    soundKind(head) ??
    writingKind(bytes, claimed) ??
    'bin'
  return kindNamed(ending)
}

type Ending = Parameters<typeof kindNamed>[0]

/** One letter for each byte, so that signs can be written as they are. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Array.from(bytes.subarray(from, to), (byte) => String.fromCharCode(byte)).join('')
}

const signs: readonly (readonly [string, Ending])[] = [
  ...([
    ['\xff\xd8\xff', 'jpg'],
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['GIF87a', 'gif'],
    ['GIF89a', 'gif'],
    ['II*\0', 'tiff'],
    ['MM\0*', 'tiff'],
    ['{\\rtf', 'rtf'],
    ['Rar!\x1a\x07', 'rar'],
    ["7z\xbc\xaf'\x1c", '7z'],
    ['\x1f\x8b', 'gz'],
    ['fLaC', 'flac'],
    ['#!AMR', 'amr'],
  ] as const),
  // What runs: Windows, Linux, macOS (and Java classes), Android, links of Windows.
  ...(
    [
      ...['MZ', '\x7fELF', '\xfe\xed\xfa\xce', '\xfe\xed\xfa\xcf', '\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe'],
      ...['\xca\xfe\xba\xbe', 'dex\n', 'L\0\0\0\x01\x14\x02\0'],
    ] as const
  ).map((sign) => [sign, 'program'] as const),
]

const bitmapHeads = [12, 40, 52, 56, 64, 108, 124]

function simpleKind(head: string): Ending | undefined {
  const found = signs.find(([sign]) => head.startsWith(sign))?.[1]
  if (found) return found
  // A bitmap says how long it is and how long its own header.
  if (head.startsWith('BM') && bitmapHeads.includes(head.charCodeAt(14)) && head.slice(15, 18) === '\0\0\0')
    return 'bmp'
  return head.slice(0, 1024).includes('%PDF-') ? 'pdf' : undefined
}

function zipKind(bytes: Uint8Array): Ending {
  const entries = zipEntries(bytes) ?? []
  const has = (start: string) => entries.some(({ name }) => name.startsWith(start))
  const first = entries.find(({ name }) => name === 'mimetype')
  const said = first && kindByMime(plainEntry(bytes, first) ?? '')
  if (said && said.family === 'office') return said.ending as KnownEnding
  const runsMacros = entries.some(({ name }) => /vbaProject\.bin$/i.test(name))
  if (has('[Content_Types].xml')) {
    if (has('word/')) return runsMacros ? 'docm' : 'docx'
    if (has('xl/')) return runsMacros ? 'xlsm' : 'xlsx'
    if (has('ppt/')) return runsMacros ? 'pptm' : 'pptx'
  }
  return has('AndroidManifest.xml') || has('META-INF/MANIFEST.MF') ? 'program' : 'zip'
}

/** The older files of Office, letters of Outlook, installers: named by their streams, in UTF-16. */
const streams: readonly (readonly [string, Ending])[] = [
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  ['PowerPoint Document', 'ppt'],
  ['__properties_version1.0', 'msg'],
]

function compoundKind(bytes: Uint8Array, claimed: string): Ending {
  const names = streams.map(([name, ending]) => [wide(name), ending] as const)
  const found = names.find(([name]) => holds(bytes, name))?.[1]
  if (found) return found
  // Behind a password the streams are closed: what it was called is all there is.
  const said = kindByMime(claimed)
  const isOffice = said.family === 'office' && holds(bytes, wide('EncryptedPackage'))
  return isOffice ? (said.ending as KnownEnding) : 'bin'
}

export const wide = (text: string): Uint8Array =>
  Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0), 0]))

/** Whether these bytes lie in it somewhere; linear for needles without repetition, as names are. */
export function holds(bytes: Uint8Array, needle: Uint8Array): boolean {
  const [first = 0] = needle
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1))
    if (needle.every((byte, place) => bytes[at + place] === byte)) return true
  return false
}

function boxedKind(head: string, claimed: string): Ending | undefined {
  const type = head.slice(4, 8)
  // Older films of Apple have no brand.
  if (['moov', 'mdat', 'wide', 'pnot'].includes(type)) return 'mov'
  if (type !== 'ftyp') return undefined
  const brands = head.slice(8, 64)
  const brand = brands.slice(0, 4)
  if (/^(?:avif|avis)/.test(brand)) return 'avif'
  if (/^(?:hei[cxms]|hev[cxms])/.test(brand)) return 'heic'
  if (/^(?:mif1|msf1)/.test(brand))
    return brands.includes('avif') ? 'avif' : /hei[cxms]/.test(brands) ? 'heic' : 'heif'
  if (brand === 'qt  ') return 'mov'
  if (/^M4[AB]/.test(brand)) return 'm4a'
  if (brand.startsWith('M4V')) return 'm4v'
  if (/^3g[p2]/.test(brand)) return '3gp'
  return kindByMime(claimed).family === 'audio' ? 'm4a' : 'mp4'
}

function riffKind(head: string): Ending | undefined {
  if (!head.startsWith('RIFF')) return undefined
  const kinds: Readonly<Record<string, Ending>> = { WEBP: 'webp', WAVE: 'wav', 'AVI ': 'avi' }
  return kinds[head.slice(8, 12)]
}

const matroskaKind = (head: string, claimed: string): Ending =>
  head.includes('webm') ? 'webm' : kindByMime(claimed).ending === 'webm' ? 'webm' : 'mkv'

const oggKind = (head: string): Ending => (head.includes('OpusHead') ? 'opus' : 'ogg')

/** Sound without a container begins with eleven or twelve bits that are set. */
function soundKind(head: string): Ending | undefined {
  if (head.startsWith('ID3')) return 'mp3'
  const [first = 0, second = 0] = [head.charCodeAt(0), head.charCodeAt(1)]
  if (first !== 0xff || (second & 0xe0) !== 0xe0 || head.length < 4) return undefined
  const layer = (second >> 1) & 3
  if ((second & 0xf6) === 0xf0) return 'aac'
  return layer === 1 && second >> 3 !== 0x1d ? 'mp3' : undefined
}
