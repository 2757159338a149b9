// The messages that our features say, in LINE's JSON. Limits of the Messaging API are kept here, once:
// text is cut at 5,000 UTF-16 units, quick replies at 13, labels at 20, altText at 1,500. Identifiers are never cut.
import type { messagingApi } from '@line/bot-sdk'
import { segmentsOf, startsOf } from '../i18n/letters/segments.js'

export type Message = messagingApi.Message
export type FlexBubble = messagingApi.FlexBubble
export type FlexComponent = messagingApi.FlexComponent
export type Action = messagingApi.Action

const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' })
const thaiWords = new Intl.Segmenter('th', { granularity: 'word' })
/** So much of the text behind the end is looked at, that the last word is known whole. */
const LONGEST_WORD = 60
/** An end between words is taken when it keeps at least this much of what there is room for. */
const LEAST_SHARE = 0.6

/** Cuts after a word, or else after a whole character (graphemes stay whole), with an ellipsis when something is lost. */
export function cut(text: string, units: number): string {
  if (text.length <= units) return text
  const room = units - 1
  const within = text.slice(0, units + LONGEST_WORD)
  let end = 0
  let atWord = 0
  const wordEnds = new Set(startsOf(thaiWords, within))
  for (const segment of segmentsOf(graphemes, within)) {
    if (end + segment.length > room) break
    end += segment.length
    if (wordEnds.has(end)) atWord = end
  }
  return `${text.slice(0, atWord >= room * LEAST_SHARE ? atWord : end).trimEnd()}…`
}

export function text(words: string): Message {
  return { type: 'text', text: cut(words, 5000) }
}

export function image(url: string, previewUrl: string): Message {
  return { type: 'image', originalContentUrl: url, previewImageUrl: previewUrl }
}

export function flex(altText: string, contents: messagingApi.FlexContainer): Message {
  return { type: 'flex', altText: cut(altText, 1500), contents }
}

/** `displayText` is what the chat shows as said by the person who presses. */
export function postbackAction(label: string, data: string, displayText = label): Action {
  return { type: 'postback', label: cut(label, 20), data, displayText: cut(displayText, 300) }
}

export function messageAction(label: string, says = label): Action {
  return { type: 'message', label: cut(label, 20), text: cut(says, 300) }
}

export function uriAction(label: string, uri: string): Action {
  return { type: 'uri', label: cut(label, 20), uri }
}

/** Quick replies show only under the last message of a send, so they are put there; those it already has come first. */
export function withQuickReplies(messages: readonly Message[], actions: readonly Action[]): Message[] {
  const last = messages.at(-1)
  if (!last || actions.length === 0) return [...messages]
  const items = [
    ...(last.quickReply?.items ?? []),
    ...actions.map((action) => ({ type: 'action' as const, action })),
  ]
  return [...messages.slice(0, -1), { ...last, quickReply: { items: items.slice(0, 13) } }]
}
