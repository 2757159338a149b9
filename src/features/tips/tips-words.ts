// What is said to a person who gives a tip. The wording is the promise of the threat model: change both or neither.
import type th from '../../../locales/th/tips.json'
import { linesOf, textsOf } from '../../i18n/texts.js'

export const say = textsOf<typeof th>('tips')
export const lines = linesOf<typeof th>('tips')
