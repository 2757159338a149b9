// Puts counted links in the place of the links of a message: those behind buttons, and one that stands in a line of its own.
import type { Message } from '../../../line/message-builders.js'
import { isCountable } from './counted-links-rules.js'

/** `counted` answers the address to show instead. Pictures and our own addresses stay as they are. */
export async function withCountedLinks(
  messages: readonly Message[],
  publicUrl: string,
  counted: (url: string) => Promise<string>,
): Promise<Message[]> {
  const replacements = new Map<string, string>()
  for (const url of linksIn(messages))
    if (isCountable(url) && !url.startsWith(`${publicUrl}/`)) replacements.set(url, await counted(url))
  const shown = (url: string) => replacements.get(url) ?? url
  return JSON.parse(JSON.stringify(messages), (key, value: unknown) => {
    if (isUriAction(value)) return { ...value, uri: shown(value.uri) }
    if (key === 'text' && typeof value === 'string') return value.split('\n').map(shown).join('\n')
    return value
  })
}

function linksIn(messages: readonly Message[]): Set<string> {
  const found = new Set<string>()
  JSON.parse(JSON.stringify(messages), (key, value: unknown) => {
    if (isUriAction(value)) found.add(value.uri)
    if (key === 'text' && typeof value === 'string')
      for (const line of value.split('\n')) if (/^https:\/\/\S+$/.test(line)) found.add(line)
    return value
  })
  return found
}

function isUriAction(value: unknown): value is { type: 'uri'; uri: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'uri' &&
    'uri' in value &&
    typeof value.uri === 'string'
  )
}
