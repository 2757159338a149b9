// What may stand inside a text: LINE emoji at `$` signs, and textV2's `{placeholders}` with mentions and emoji.

import type { JsonObject } from '../webhook/webhook-event-types.js'
import { isUserId } from '../world/platform-ids.js'
import {
  checkFields,
  type Findings,
  isAbsent,
  isObject,
  pattern,
  required,
  type Spot,
  text,
} from './check-primitives.js'

const emojiFields = { productId: required(text({ max: 100 })), emojiId: required(text({ max: 100 })) }

export function emojis(message: JsonObject, spot: Spot, findings: Findings): void {
  if (!Array.isArray(message.emojis) || typeof message.text !== 'string') return
  for (const [index, emoji] of message.emojis.filter(isObject).entries()) {
    const here = spot.field('emojis').item(index)
    checkFields(emoji, emojiFields, here, findings)
    const place = emoji.index
    if (typeof place !== 'number' || message.text.charAt(place) !== '$') {
      findings.add(here.field('index'), 'invalid property')
    }
  }
}

export function substitutions(message: JsonObject, spot: Spot, findings: Findings): void {
  if (typeof message.text !== 'string') return
  const given = isAbsent(message.substitution) ? {} : message.substitution
  const here = spot.field('substitution')
  if (!isObject(given)) {
    findings.add(here, 'invalid property')
    return
  }
  if (Object.keys(given).length > 100) findings.add(here, 'Size must be between 0 and 100')
  checkCounts(given, here, findings)
  for (const [key, value] of Object.entries(given)) {
    pattern(/^[0-9a-zA-Z_]{1,20}$/)(key, here.field(key), findings)
    checkSubstitution(value, here.field(key), findings)
  }
  const names = placeholders(message.text)
  if (names === null) {
    findings.add(spot.field('text'), 'invalid placeholder')
    return
  }
  for (const name of names) {
    if (!(name in given)) findings.add(spot.field('text'), `substitution for {${name}} must be specified`)
  }
}

function checkCounts(given: JsonObject, spot: Spot, findings: Findings): void {
  for (const type of ['mention', 'emoji']) {
    const count = Object.values(given).filter((value) => isObject(value) && value.type === type).length
    if (count > 20) findings.add(spot, `The number of ${type} must be 20 or less`)
  }
}

function checkSubstitution(value: unknown, spot: Spot, findings: Findings): void {
  if (isObject(value) && value.type === 'emoji') {
    checkFields(value, emojiFields, spot, findings)
    return
  }
  if (!isObject(value) || value.type !== 'mention') {
    findings.add(spot.field('type'), 'Must be one of the following values: [mention, emoji]')
    return
  }
  const { mentionee } = value
  const good = isObject(mentionee) && (mentionee.type === 'all' || isUserId(mentionee.userId))
  if (!good) findings.add(spot.field('mentionee'), 'invalid property')
}

/** The keys used in the text; null when a brace stands alone. `{{` and `}}` are literal braces. */
export function placeholders(words: string): string[] | null {
  const rest = words.replaceAll('{{', '').replaceAll('}}', '')
  const names = [...rest.matchAll(/\{([0-9a-zA-Z_]{1,20})\}/g)].map((match) => match[1] ?? '')
  return /[{}]/.test(rest.replace(/\{[0-9a-zA-Z_]{1,20}\}/g, '')) ? null : names
}
