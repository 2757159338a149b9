import { type Day, isDay } from '../../../src/i18n/calendar/thai-calendar.js'

export function day(text: string): Day {
  if (!isDay(text)) throw new Error(`${text} is no day`)
  return text
}
