import { type Day, isDay } from '../../../src/i18n/calendar/bangkok-time.js'

export function day(text: string): Day {
  if (!isDay(text)) throw new Error(`There is no day ${text}`)
  return text
}
