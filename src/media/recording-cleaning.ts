/*
 * Takes out of a recording what can be taken out safely without drawing it anew: places, times, devices, names and titles
 * in MP4, MOV and M4A, the tags of MP3. What it does not understand whole, or what carries a track that is neither picture
 * nor sound, it refuses, so that nobody takes it for clean. Voices and faces stay.
 */

export interface CleanedRecording {
  readonly bytes: Buffer
  readonly mime: 'video/mp4' | 'audio/mp4' | 'audio/mpeg' | 'text/plain'
}

/** `undefined`: not one of the kinds that can be cleaned, or something in it is not understood. */
export function cleanRecording(bytes: Buffer): CleanedRecording | undefined {
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return cleanMovie(bytes)
  if (isMp3(bytes)) return cleanMp3(bytes)
  return isPlainText(bytes) ? { bytes: Buffer.from(bytes), mime: 'text/plain' } : undefined
}

interface Box {
  readonly type: string
  readonly start: number
  /** Where its content begins and ends. */
  readonly from: number
  readonly to: number
}

/** `undefined` when sizes do not add up. */
function boxesIn(bytes: Buffer, start: number, end: number): Box[] | undefined {
  const boxes: Box[] = []
  for (let at = start; at < end; ) {
    if (at + 8 > end) return undefined
    const short = bytes.readUInt32BE(at)
    const long = short === 1
    if (long && at + 16 > end) return undefined
    const size = short === 0 ? end - at : long ? Number(bytes.readBigUInt64BE(at + 8)) : short
    const from = at + (long ? 16 : 8)
    if (size < from - at || at + size > end) return undefined
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), start: at, from, to: at + size })
    at += size
  }
  return boxes
}

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

function cleanMovie(original: Buffer): CleanedRecording | undefined {
  const bytes = Buffer.from(original)
  const tracks: string[] = []
  if (!cleanBoxes(bytes, 0, bytes.length, tracks, true)) return undefined
  if (tracks.length === 0 || tracks.some((kind) => kind !== 'vide' && kind !== 'soun')) return undefined
  return { bytes, mime: tracks.includes('vide') ? 'video/mp4' : 'audio/mp4' }
}

/** Changes `bytes` and keeps every box where it is. `false`: not understood. */
function cleanBoxes(bytes: Buffer, start: number, end: number, tracks: string[], atTop: boolean): boolean {
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

function blank(bytes: Buffer, { start, from, to }: Box): void {
  bytes.write('free', start + 4, 'latin1')
  bytes.fill(0, from, to)
}

/** Version and flags (4), then made and changed: 4 bytes each, or 8 in version 1. */
function eraseTimes(bytes: Buffer, from: number, to: number): void {
  bytes.fill(0, from + 4, Math.min(to, from + 4 + (bytes[from] === 1 ? 16 : 8)))
}

/** What a track holds; its name often is the telephone's. Version (4), predefined (4), kind (4), reserved (12), name. */
function cleanHandler(bytes: Buffer, from: number, to: number, tracks: string[]): boolean {
  if (to - from < 24) return false
  const component = bytes.toString('latin1', from + 4, from + 8)
  // QuickTime describes its data handler in the same way ('dhlr'): it is no track.
  if (component !== 'dhlr') tracks.push(bytes.toString('latin1', from + 8, from + 12))
  bytes.fill(0, from + 12, to)
  return true
}

const isMp3 = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2)

function cleanMp3(bytes: Buffer): CleanedRecording | undefined {
  let from = 0
  while (bytes.toString('latin1', from, from + 3) === 'ID3' && from + 10 <= bytes.length) {
    const size = [6, 7, 8, 9].reduce((sum, place) => (sum << 7) | ((bytes[from + place] ?? 0) & 0x7f), 0)
    const footer = ((bytes[from + 5] ?? 0) & 0x10) === 0 ? 0 : 10
    from += 10 + size + footer
  }
  let to = bytes.length
  if (bytes.toString('latin1', to - 128, to - 125) === 'TAG') to -= 128
  const sound = bytes.subarray(from, to)
  const begins = sound.length > 4 && sound[0] === 0xff && ((sound[1] ?? 0) & 0xe6) === 0xe2
  // Tags of other kinds lie at the end or between; a file that has them is not cut by guessing.
  if (!begins || /APETAGEX|LYRICS|3DI/.test(sound.toString('latin1', Math.max(0, sound.length - 8192))))
    return undefined
  return { bytes: Buffer.from(sound), mime: 'audio/mpeg' }
}

function isPlainText(bytes: Buffer): boolean {
  if (bytes.length === 0 || bytes.includes(0)) return false
  try {
    const words = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // A program's or a page's text can carry names and links; only writing without markup is what it looks like.
    return !/^\s*(?:[<{%]|#!)/.test(words)
  } catch {
    return false
  }
}
