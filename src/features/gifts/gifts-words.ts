// What the gift desk says, and how it writes values. What sounds legal is in the locale files and speaks of the agency's criteria.
import type th from '../../../locales/th/gifts.json'
import { type Language, textsOf } from '../../i18n/texts.js'

export const say = textsOf<typeof th>('gifts')

/** '2,500' · '1,250.50' */
export const bahtInDigits = (baht: number): string =>
  new Intl.NumberFormat('en', {
    minimumFractionDigits: Number.isInteger(baht) ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(baht)

export const valueTitle = (language: Language, baht: number | null | undefined): string =>
  baht === null || baht === undefined
    ? say(language, 'unknownBaht')
    : say(language, 'baht', { baht: bahtInDigits(baht) })
