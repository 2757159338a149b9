// $dateTrunc and $dateToString with time zones. Ours instead of mingo's: mingo's $dateTrunc misses the hours between midnight in
// Bangkok and midnight in UTC, and both ask Intl twice for every document.
import { evalExpr } from 'mingo/core'
import type { Options } from 'mingo/types'
import { type BsonDocument, isDocument, toNumber } from '../bson/bson-values.js'
import { MongoError } from '../commands/mongo-errors.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const formatters = new Map<string, Intl.DateTimeFormat>()
const knownOffsets = new Map<string, number>()
const MOST_OFFSETS = 10_000

/** Milliseconds to add to UTC for the wall clock of the zone: an Olson name, or +07, +0700, +07:00. */
function zoneOffset(zone: string | undefined, time: number): number {
  if (zone === undefined || zone === 'UTC' || zone === 'GMT') return 0
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(zone)
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * HOUR + Number(fixed[3] ?? 0) * MINUTE)
  // No zone changes its clock inside a quarter of an hour.
  const quarter = Math.floor(time / (15 * MINUTE))
  const key = `${zone} ${quarter}`
  const known = knownOffsets.get(key)
  if (known !== undefined) return known
  if (knownOffsets.size > MOST_OFFSETS) knownOffsets.clear()
  const start = quarter * 15 * MINUTE
  const offset = wallClock(zone, start) - start
  knownOffsets.set(key, offset)
  return offset
}

function wallClock(zone: string, time: number): number {
  const parts = Object.fromEntries(
    formatterFor(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  try {
    const formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(zone, formatter)
    return formatter
  } catch {
    throw new MongoError(40485, `unrecognized time zone identifier: "${zone}"`)
  }
}

/** The instant at which the wall clock of the zone shows this. */
function instantOf(zone: string | undefined, wall: number): number {
  const guess = wall - zoneOffset(zone, wall)
  return wall - zoneOffset(zone, guess)
}

function argumentsOf(object: unknown, expression: unknown, options: Options, name: string): BsonDocument {
  const values = evalExpr(object, expression, options)
  if (!isDocument(values)) throw new MongoError(18629, `${name} only supports an object as its argument`)
  return values
}

function zoneOf(value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw new MongoError(40517, 'timezone must evaluate to a string')
  return value
}

export function dateTrunc(object: unknown, expression: unknown, options: Options): unknown {
  const { date, unit, binSize, timezone, startOfWeek } = argumentsOf(
    object,
    expression,
    options,
    '$dateTrunc',
  )
  if (date === undefined || date === null || unit === undefined || unit === null || timezone === null)
    return null
  if (!(date instanceof Date)) throw new MongoError(5439012, "$dateTrunc requires 'date' to be a date")
  const size = binSize === undefined ? 1 : toNumber(binSize)
  if (size === undefined || !Number.isInteger(size) || size <= 0) {
    throw new MongoError(5439018, "$dateTrunc requires 'binSize' to be a positive integer")
  }
  const zone = zoneOf(timezone)
  const wall = new Date(date.getTime() + zoneOffset(zone, date.getTime()))
  const start = binStart(wall, String(unit), size, typeof startOfWeek === 'string' ? startOfWeek : 'sunday')
  return new Date(instantOf(zone, start))
}

/** MongoDB counts bins from the first of January 2000. */
const REFERENCE = Date.UTC(2000, 0, 1)
const FIXED_UNITS: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: 1000,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
}
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 }
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const WEEKDAY_OF_REFERENCE = 6

const floorTo = (value: number, step: number): number => Math.floor(value / step) * step

function binStart(wall: Date, unit: string, size: number, startOfWeek: string): number {
  const fixed = FIXED_UNITS[unit]
  if (fixed !== undefined) return REFERENCE + floorTo(wall.getTime() - REFERENCE, fixed * size)
  const months = MONTHS[unit]
  if (months !== undefined) {
    const sinceReference = (wall.getUTCFullYear() - 2000) * 12 + wall.getUTCMonth()
    return Date.UTC(2000, floorTo(sinceReference, months * size), 1)
  }
  const weekday = WEEKDAYS.indexOf(startOfWeek.slice(0, 3).toLowerCase())
  if (unit !== 'week' || weekday < 0) throw new MongoError(5439014, `unknown time unit value: ${unit}`)
  const firstWeek = REFERENCE + ((weekday - WEEKDAY_OF_REFERENCE + 7) % 7) * DAY
  return firstWeek + floorTo(wall.getTime() - firstWeek, 7 * DAY * size)
}

const DEFAULT_FORMAT = '%Y-%m-%dT%H:%M:%S.%LZ'
const MONTH_NAMES =
  'January February March April May June July August September October November December'.split(' ')

const padded = (value: number, size: number): string => String(value).padStart(size, '0')

export function dateToString(object: unknown, expression: unknown, options: Options): unknown {
  const { date, format, timezone, onNull = null } = argumentsOf(object, expression, options, '$dateToString')
  if (date === undefined || date === null) return onNull
  if (timezone === null || format === null) return null
  if (!(date instanceof Date)) throw new MongoError(16006, "can't convert to Date")
  const zone = zoneOf(timezone)
  const offset = zoneOffset(zone, date.getTime())
  const wall = new Date(date.getTime() + offset)
  const pattern =
    format === undefined ? (zone === undefined ? DEFAULT_FORMAT : '%Y-%m-%dT%H:%M:%S.%L') : String(format)
  return pattern.replace(/%(.)/g, (_, symbol: string) => formatted(symbol, wall, offset))
}

function formatted(symbol: string, wall: Date, offset: number): string {
  switch (symbol) {
    case 'Y':
      return padded(wall.getUTCFullYear(), 4)
    case 'm':
      return padded(wall.getUTCMonth() + 1, 2)
    case 'd':
      return padded(wall.getUTCDate(), 2)
    case 'H':
      return padded(wall.getUTCHours(), 2)
    case 'M':
      return padded(wall.getUTCMinutes(), 2)
    case 'S':
      return padded(wall.getUTCSeconds(), 2)
    case 'L':
      return padded(wall.getUTCMilliseconds(), 3)
    case 'j':
      return padded(dayOfYear(wall), 3)
    case 'w':
      return String(wall.getUTCDay() + 1)
    case 'u':
      return String(wall.getUTCDay() || 7)
    case 'U':
      return padded(Math.floor((dayOfYear(wall) + 6 - wall.getUTCDay()) / 7), 2)
    case 'V':
      return padded(isoWeek(wall).week, 2)
    case 'G':
      return padded(isoWeek(wall).year, 4)
    case 'b':
      return MONTH_NAMES[wall.getUTCMonth()]?.slice(0, 3) ?? ''
    case 'B':
      return MONTH_NAMES[wall.getUTCMonth()] ?? ''
    case 'z': {
      const minutes = Math.abs(offset) / MINUTE
      return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`
    }
    case 'Z':
      return String(offset / MINUTE)
    case '%':
      return '%'
    default:
      throw new MongoError(18536, `Invalid format character '%${symbol}' in format string`)
  }
}

const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1

/** The ISO week belongs to the year of its Thursday. */
function isoWeek(date: Date): { week: number; year: number } {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY)
  return { week: Math.ceil(dayOfYear(thursday) / 7), year: thursday.getUTCFullYear() }
}
