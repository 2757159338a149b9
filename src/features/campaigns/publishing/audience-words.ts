// An audience and a time as an officer reads them.
import type th from '../../../../locales/th/publishing.json'
import { dateTimeTitle } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, linesOf, textsOf } from '../../../i18n/texts.js'
import type { Audience, AudiencePart } from './audience.js'
import type { Timing } from './timing.js'

const say = textsOf<typeof th>('publishing')
const lines = linesOf<typeof th>('publishing')

export function audienceInWords({ parts, exceptUnits }: Audience, language: Language): string {
  const audience = joined(
    parts.map((part) => partInWords(part, language)),
    language,
  )
  return exceptUnits.length === 0
    ? audience
    : say(language, 'audience.except', { audience, units: joined(exceptUnits, language) })
}

const joined = (words: readonly string[], language: Language): string =>
  words.reduce((one, other) => say(language, 'audience.and', { one, other }))

function partInWords(part: AudiencePart, language: Language): string {
  switch (part.kind) {
    case 'unit':
      return say(language, 'audience.ofUnit', { unit: part.unit })
    case 'role':
      return say(language, 'audience.ofRole', { role: say(language, `role.${part.role}`) })
    case 'notAcknowledged':
      return say(language, 'audience.notYet', { title: part.title })
    case 'someGroups': {
      const units = joined(
        part.groups.map(({ unit }) => unit),
        language,
      )
      return say(language, 'audience.someGroups', { units })
    }
    case 'groups':
    case 'linkedStaff':
    case 'followers':
      return say(language, `audience.${part.kind}`)
  }
}

export function timingInWords(timing: Timing, language: Language): string {
  switch (timing.kind) {
    case 'now':
      return say(language, 'when.now')
    case 'once':
      return dateTimeTitle(timing.at, language)
    case 'weekly': {
      const weekday = lines(language, 'weekdays')[timing.weekday] ?? ''
      return say(language, 'when.weeklyInWords', { weekday, time: timing.time })
    }
    case 'series': {
      const when = dateTimeTitle(timing.start, language)
      return say(language, 'when.seriesInWords', { number: timing.days.length, when })
    }
  }
}
