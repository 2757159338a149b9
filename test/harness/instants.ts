// Whether a value tells a moment, in whatever form a moment is written: dates, seconds, milliseconds, microseconds, ISO, the
// beginnings of ObjectIds, ULIDs and time-ordered UUIDs, snowflakes, and numbers inside bytes. Also so many whole days later: what
// dies after three days tells when it began.
import { bsonTypeOf, plainValue } from './plain-values.js'

/** From when to when something happened, in milliseconds: by the story's clock, and by the machine's. */
export interface Moment {
  readonly from: number
  readonly to: number
}

const day = 86_400_000
const mostDaysLater = 100
const bangkok = 7 * 3_600_000
/** Of Twitter, of Discord, of Unix: a snowflake counts milliseconds from one of them. */
const snowflakeEpochs = [0, 1_288_834_974_657, 1_420_070_400_000]
const gregorian = 12_219_292_800_000
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** In which form the value tells one of these moments; `undefined` when it does not. */
export function instantIn(value: unknown, moments: readonly Moment[]): string | undefined {
  const earliest = Math.min(...moments.map(({ from }) => from))
  const latest = Math.max(...moments.map(({ to }) => to)) + mostDaysLater * day
  const near = (milliseconds: number) =>
    milliseconds >= earliest && milliseconds <= latest && isNear(milliseconds, moments)
  const plain = plainValue(value)
  if (bsonTypeOf(value) === 'ObjectId') return 'an ObjectId, which begins with a time'
  if (plain instanceof Date) {
    if (near(plain.getTime())) return 'a date near the moment'
    return isMidnight(plain) ? undefined : 'a date that is finer than a day'
  }
  if (plain instanceof Uint8Array) return inBytes(Buffer.from(plain), near)
  if (typeof plain === 'number') return inNumber(plain, near)
  return typeof plain === 'string' ? inText(plain, near) : undefined
}

type Near = (milliseconds: number) => boolean

/** Midnight of either clock: a day. */
const isMidnight = (date: Date): boolean =>
  date.getTime() % day === 0 || (date.getTime() + bangkok) % day === 0

function isNear(milliseconds: number, moments: readonly Moment[]): boolean {
  return moments.some(({ from, to }) => {
    const later = Math.floor((milliseconds - from) / day)
    if (later < 0 || later > mostDaysLater) return false
    return milliseconds - later * day <= to
  })
}

function inNumber(value: number, near: Near): string | undefined {
  if (near(value)) return 'milliseconds'
  if (near(value * 1000)) return 'seconds'
  if (near(value / 1000)) return 'microseconds'
  if (near(value / 1e6)) return 'nanoseconds'
  if (near(value / 10_000 - gregorian)) return 'ticks of a UUID'
  for (const epoch of snowflakeEpochs)
    if (value > 2 ** 50 && near(value / 2 ** 22 + epoch)) return 'a snowflake'
  return undefined
}

function inText(text: string, near: Near): string | undefined {
  for (const [iso] of text.matchAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?/g))
    if (!/[T ]00:00|T17:00/.test(iso)) return 'a time of day'
  for (const [digits] of text.matchAll(/\d{9,}/g)) {
    const how = inNumber(Number(digits), near)
    if (how !== undefined) return how
  }
  if (/^[0-9a-f]{24}$/i.test(text) && near(Number.parseInt(text.slice(0, 8), 16) * 1000)) return 'an ObjectId'
  for (const [, ulid = ''] of text.matchAll(/(?<![0-9A-Za-z])([0-9A-HJKMNP-TV-Z]{26})(?![0-9A-Za-z])/gi)) {
    const time = [...ulid.toUpperCase().slice(0, 10)].reduce(
      (sum, letter) => sum * 32 + crockford.indexOf(letter),
      0,
    )
    if (near(time)) return 'a ULID'
  }
  for (const [uuid] of text.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi)) {
    const hex = uuid.replaceAll('-', '')
    if (near(Number.parseInt(hex.slice(0, 12), 16))) return 'a UUID of version 7'
    const ticks = BigInt(`0x${hex.slice(13, 16)}${hex.slice(8, 12)}${hex.slice(0, 8)}`)
    if (near(Number(ticks / 10_000n) - gregorian)) return 'a UUID of version 1'
  }
  if (/^[0-9a-f]{16,}$/i.test(text) && text.length % 2 === 0) return inBytes(Buffer.from(text, 'hex'), near)
  return /^[\w+/=-]{11,}$/.test(text) ? inBytes(Buffer.from(text, 'base64'), near) : undefined
}

/** Eight bytes at every place; six only where an id would begin: by chance they come too often. */
function inBytes(bytes: Buffer, near: Near): string | undefined {
  if (bytes.length >= 6 && near(bytes.readUIntBE(0, 6))) return 'milliseconds at the beginning of bytes'
  for (let at = 0; at + 8 <= bytes.length; at += 1) {
    for (const value of [
      Number(bytes.readBigUInt64BE(at)),
      Number(bytes.readBigUInt64LE(at)),
      bytes.readDoubleLE(at),
      bytes.readDoubleBE(at),
    ])
      if (near(value) || near(value * 1000) || near(value / 1000)) return `a moment at byte ${at}`
  }
  return undefined
}
