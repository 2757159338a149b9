// The names of the parts of a story and of what can be chosen about them, for the chat, the form and the console.
import type th from '../../../../locales/th/telling.json'
import { type Language, textsOf } from '../../../i18n/texts.js'
import type { Chosen } from '../case-body.js'
import type { TellingPart } from '../filing/tip-completeness.js'

const say = textsOf<typeof th>('telling')

export const partName = (language: Language, part: TellingPart): string => say(language, `part.${part}`)

/** At most 20 characters: they are buttons, too. */
export function chosenName(language: Language, chosen: Chosen): string {
  switch (chosen.about) {
    case 'who':
      return say(language, `chosen.who.${chosen.value}`)
    case 'when':
      return say(language, `chosen.when.${chosen.value}`)
    case 'where':
      return say(language, `chosen.where.${chosen.value}`)
    case 'howKnown':
      return say(language, `chosen.howKnown.${chosen.value}`)
  }
}
