// Reads when something shall go out, as officers write it: '20 ธ.ค. 69 09:00', 'พรุ่งนี้ 8.30 น.', 'ทุกวันจันทร์ 08:30',
// '0, 3, 7'. It never guesses: what it cannot read for certain is `undefined`, and the officer is asked again.
import type th from '../../../../locales/th/publishing.json'
import { addDays, type Day, dayInBangkok, isDay } from '../../../i18n/calendar/bangkok-time.js'
import { monthNumberFrom } from '../../../i18n/calendar/month-words.js'
import { gregorianYearFrom } from '../../../i18n/calendar/year-words.js'
import { fromThaiDigits } from '../../../i18n/letters/thai-digits.js'
import { languages, linesOf } from '../../../i18n/texts.js'
import { longestSeriesDays, mostSteps } from './timing.js'
import { momentOf } from './timing-rules.js'

const lines = linesOf<typeof th>('publishing')
const longestWording = 80
/** Where a day lies whose year is not written. */
type Side = 'ahead' | 'past'

const timeAtEnd = /(?:^|[ ,]{1,4})(?:เวลา|at)? ?([01]?\d|2[0-3])[:.]([0-5]\d) ?(?:นาฬิกา|น\.?|hrs?)?$/
const isoDay = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const dayInDigits = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?$/
const dayInWords = /^(\d{1,2}) ?([ก-๎.]{1,20}?|[a-z.]{1,20}) ?(?:พ\.?ศ\.?|ค\.?ศ\.?)? ?(\d{4}|\d{2})?$/

/** A day with a time of day, in Bangkok. A day without a year is the next such day. */
export function readMoment(text: string, now: Date): Date | undefined {
  const words = plain(text)
  const time = timeAtEnd.exec(words)
  if (!time || words.length > longestWording) return undefined
  const day = readDay(
    words
      .slice(0, time.index)
      .replace(/^(?:วันที่|on)\s*/, '')
      .trim(),
    dayInBangkok(now),
    'ahead',
  )
  return day && momentOf(day, clockTime(time))
}

/** A day alone; without a year it is the last such day that has come. */
export function readDayWords(text: string, today: Day): Day | undefined {
  const words = plain(text).replace(/^(?:วันที่|on)\s*/, '')
  if (words.length > longestWording) return undefined
  if (/^(?:เมื่อวาน(?:นี้)?|yesterday)$/.test(words)) return addDays(today, -1)
  return readDay(words, today, 'past')
}

/** Which weekday (0 is Sunday) and time: 'ทุกวันจันทร์ 08:30', 'every Monday 8.30'. */
export function readWeekly(text: string): { readonly weekday: number; readonly time: string } | undefined {
  const words = plain(text)
  const time = timeAtEnd.exec(words)
  if (!time || words.length > longestWording) return undefined
  const name = words
    .slice(0, time.index)
    .replace(/^(?:ทุก|every)\s*/, '')
    .replace(/^วัน/, '')
    .trim()
  const weekday =
    name.length < 3 ? -1 : weekdays().findIndex((names) => names.some((one) => one.startsWith(name)))
  return weekday < 0 ? undefined : { weekday, time: clockTime(time) }
}

/** '0 3 7': the days of a series, which begins with day 0 and rises. */
export function readDays(text: string): readonly number[] | undefined {
  const words = plain(text)
  if (!/^\d{1,3}(?:[ ,]{1,3}\d{1,3})+$/.test(words)) return undefined
  const days = words.split(/[\s,]+/).map(Number)
  const rises = days.every((day, index) => (index === 0 ? day === 0 : day > (days[index - 1] ?? 0)))
  const last = days.at(-1) ?? 0
  return rises && days.length <= mostSteps && last <= longestSeriesDays ? days : undefined
}

function readDay(words: string, today: Day, side: Side): Day | undefined {
  if (/^(?:วันนี้|today)$/.test(words)) return today
  if (/^(?:พรุ่งนี้|tomorrow)$/.test(words)) return addDays(today, 1)
  if (/^(?:มะรืน(?:นี้)?)$/.test(words)) return addDays(today, 2)
  const iso = isoDay.exec(words)
  if (iso) return dayFrom(iso[3], Number(iso[2]), iso[1], today, side)
  const digits = dayInDigits.exec(words)
  if (digits) return dayFrom(digits[1], Number(digits[2]), digits[3], today, side)
  const named = dayInWords.exec(words)
  const month = named?.[2] && monthNumberFrom(named[2].replaceAll('.', ''))
  return named && month ? dayFrom(named[1], month, named[3], today, side) : undefined
}

function dayFrom(day = '', month: number, year: string | undefined, today: Day, side: Side): Day | undefined {
  const thisYear = Number(today.slice(0, 4))
  const dayOfYear = (gregorian: number): Day | undefined => {
    const written = `${gregorian}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
    return isDay(written) ? written : undefined
  }
  if (year === undefined) {
    const near = dayOfYear(thisYear)
    if (side === 'past') return near && near <= today ? near : dayOfYear(thisYear - 1)
    return near && near >= today ? near : dayOfYear(thisYear + 1)
  }
  const gregorian = gregorianYearFrom(year, thisYear)
  return gregorian === undefined ? undefined : dayOfYear(gregorian)
}

const clockTime = ([, hours = '', minutes = '']: RegExpExecArray): string =>
  `${hours.padStart(2, '0')}:${minutes}`

function weekdays(): readonly (readonly string[])[] {
  const [thai = [], english = []] = languages.map((language) => lines(language, 'weekdays'))
  return thai.map((name, index) => [name, english[index] ?? name].map((one) => one.toLowerCase()))
}

const plain = (text: string): string =>
  fromThaiDigits(text)
    .toLowerCase()
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
