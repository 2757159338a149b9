// Names of months as people write them: long, short, without dots, without their endings.
import type th from '../../../locales/th/calendar.json'
import { languages, linesOf } from '../texts.js'

const lines = linesOf<typeof th>('calendar')
let numbers: ReadonlyMap<string, number> | undefined

/** The number of the month, 1 for January, that a lower-case word without dots names: 'ตค' is 10. */
export function monthNumberFrom(word: string): number | undefined {
  numbers ??= new Map(languages.flatMap((language) => [...namesIn(language)]))
  return numbers.get(word)
}

function* namesIn(language: (typeof languages)[number]): Generator<[string, number]> {
  for (const [index, name] of lines(language, 'months').entries()) {
    yield [name.toLowerCase(), index + 1]
    yield [name.replace(/(คม|ยน|พันธ์)$/, ''), index + 1]
  }
  for (const [index, name] of lines(language, 'monthsShort').entries()) {
    yield [name.toLowerCase().replaceAll('.', ''), index + 1]
  }
  if (language === 'en') yield ['sept', 9]
}
