// A day in a person's words: '19 พ.ย. 69', '19/11/2569', '2026-11-19', in Thai or Arabic digits.
// Two readings are never guessed between: whoever asks shows what was understood before anything is kept.
import { type Day, isDay } from '../../../i18n/calendar/bangkok-time.js'
import { monthNumberFrom } from '../../../i18n/calendar/month-words.js'
import { gregorianYearFrom } from '../../../i18n/calendar/year-words.js'
import { composed } from '../../../i18n/letters/composed.js'
import { fromThaiDigits } from '../../../i18n/letters/thai-digits.js'

const patterns = {
  yearFirst: /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})$/,
  dayFirst: /^(?<day>\d{1,2})[-/. ](?<month>\d{1,2})[-/. ](?<year>\d{4}|\d{2})$/,
  named: /^(?:วันที่ ?)?(?<day>\d{1,2}) ?(?<name>[ก-๎]+|[a-z]+) ?(?:พศ|คศ|be|ce|ad)? ?(?<year>\d{4}|\d{2})$/,
}

/** `undefined` when it names no day of the calendar. */
export function readDay(words: string, today: Day): Day | undefined {
  const plain = fromThaiDigits(composed(words)).trim().toLowerCase().replace(/\s+/g, ' ')
  const named = patterns.named.exec(plain.replace(/([ก-๎a-z])\./g, '$1'))
  const found = patterns.yearFirst.exec(plain) ?? patterns.dayFirst.exec(plain) ?? named
  const { year = '', month, name, day = '' } = found?.groups ?? {}
  const number = name === undefined ? Number(month) : monthNumberFrom(name)
  const gregorian = gregorianYearFrom(year, Number(today.slice(0, 4)))
  if (!found || number === undefined || gregorian === undefined) return undefined
  const written = `${gregorian}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(written) ? written : undefined
}
