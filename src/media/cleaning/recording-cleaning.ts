/*
 * Takes out of a recording what can be taken out safely without drawing it anew: places, times, devices, names and titles
 * in MP4, MOV and M4A, the tags of MP3. What it does not understand whole, or what carries a track that is neither picture
 * nor sound, it refuses, so that nobody takes it for clean. Voices and faces stay. Runs in the browser and on the server.
 */

import { fileKindOf, latin1 } from '../kinds/file-kind.js'
import { wordsOf } from '../kinds/writing-kind.js'
import { blank, boxesIn } from './box-reading.js'

export interface CleanedRecording {
  readonly bytes: Uint8Array
  readonly mime: string
}

/** `undefined`: not one of the kinds that can be cleaned, or something in it is not understood. */
export function cleanRecording(bytes: Uint8Array): CleanedRecording | undefined {
  const { ending, mime, family } = fileKindOf(bytes)
  if (withBoxes.includes(ending)) return cleanMovie(bytes, mime)
  if (ending === 'mp3') return cleanMp3(bytes)
  return family === 'text' && isPlain(bytes) ? { bytes: new Uint8Array(bytes), mime } : undefined
}

const withBoxes = ['mp4', 'mov', 'm4v', 'm4a', '3gp']

const outer = new Set([
  'ftyp',
  'styp',
  'moov',
  'mdat',
  'moof',
  'sidx',
  'mfra',
  'free',
  'skip',
  'wide',
  'pdin',
])
const nested = new Set(['moov', 'trak', 'mdia', 'moof', 'traf', 'mvex', 'edts', 'minf', 'dinf', 'stbl'])
const withTimes = new Set(['mvhd', 'tkhd', 'mdhd'])
/** Hold titles, places, makers, thumbnails, anything. Blanked in their place: tables of offsets stay right. */
const telling = new Set([
  'udta',
  'meta',
  'uuid',
  'free',
  'skip',
  'wide',
  'emsg',
  'prft',
  'Xtra',
  'tref',
  'iods',
])

function cleanMovie(original: Uint8Array, mime: string): CleanedRecording | undefined {
  const bytes = new Uint8Array(original)
  const tracks: string[] = []
  if (!cleanBoxes(bytes, 0, bytes.length, tracks, true)) return undefined
  if (tracks.length === 0 || tracks.some((kind) => kind !== 'vide' && kind !== 'soun')) return undefined
  return { bytes, mime: tracks.includes('vide') ? mime : 'audio/mp4' }
}

/** Changes `bytes` and keeps every box where it is. `false`: not understood. */
function cleanBoxes(
  bytes: Uint8Array,
  start: number,
  end: number,
  tracks: string[],
  atTop: boolean,
): boolean {
  const boxes = boxesIn(bytes, start, end)
  if (!boxes) return false
  for (const box of boxes) {
    const { type, from, to } = box
    if (telling.has(type)) blank(bytes, box)
    else if (atTop && !outer.has(type)) return false
    else if (withTimes.has(type)) eraseTimes(bytes, from, to)
    else if (type === 'hdlr' && !cleanHandler(bytes, from, to, tracks)) return false
    else if (nested.has(type) && !cleanBoxes(bytes, from, to, tracks, false)) return false
  }
  return true
}

/** Version and flags (4), then made and changed: 4 bytes each, or 8 in version 1. */
function eraseTimes(bytes: Uint8Array, from: number, to: number): void {
  bytes.fill(0, from + 4, Math.min(to, from + 4 + (bytes[from] === 1 ? 16 : 8)))
}

/** What a track holds; its name often is the telephone's. Version (4), predefined (4), kind (4), reserved (12), name. */
function cleanHandler(bytes: Uint8Array, from: number, to: number, tracks: string[]): boolean {
  if (to - from < 24) return false
  const component = latin1(bytes, from + 4, from + 8)
  // QuickTime describes its data handler in the same way ('dhlr'): it is no track.
  if (component !== 'dhlr') tracks.push(latin1(bytes, from + 8, from + 12))
  bytes.fill(0, from + 12, to)
  return true
}

function cleanMp3(bytes: Uint8Array): CleanedRecording | undefined {
  let from = 0
  while (latin1(bytes, from, from + 3) === 'ID3' && from + 10 <= bytes.length) {
    const size = [6, 7, 8, 9].reduce((sum, place) => (sum << 7) | ((bytes[from + place] ?? 0) & 0x7f), 0)
    const footer = ((bytes[from + 5] ?? 0) & 0x10) === 0 ? 0 : 10
    from += 10 + size + footer
  }
  let to = bytes.length
  if (latin1(bytes, to - 128, to - 125) === 'TAG') to -= 128
  const sound = bytes.subarray(from, to)
  const begins = sound.length > 4 && sound[0] === 0xff && ((sound[1] ?? 0) & 0xe6) === 0xe2
  // Tags of other kinds lie at the end or between; a file that has them is not cut by guessing.
  if (!begins || /APETAGEX|LYRICS|3DI/.test(latin1(sound, Math.max(0, sound.length - 8192), sound.length)))
    return undefined
  return { bytes: Uint8Array.from(sound), mime: 'audio/mpeg' }
}

/** A program's or a page's text can carry names and links; only writing without markup is what it looks like. */
const isPlain = (bytes: Uint8Array): boolean =>
  !/^\s*(?:[<{%]|#!)/.test((wordsOf(bytes) ?? '<').slice(0, 4096))
