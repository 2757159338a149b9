// Small things around a chat: the loading animation, marking as read, and message content (on the data host).

import { RATE } from '../limits/token-buckets.js'
import { isUserId, openToken } from '../world/platform-ids.js'
import { type ApiAnswer, type ApiCall, type Endpoint, ok } from '../world/platform-parts.js'
import type { StoredContent } from '../world/platform-records.js'
import { refusals } from './api-errors.js'

function showLoading({ parts, channel, body }: ApiCall): ApiAnswer {
  if (!isUserId(body.chatId)) throw refusals.invalidProperty("'chatId'")
  const seconds = body.loadingSeconds ?? 20
  if (typeof seconds !== 'number' || seconds < 5 || seconds > 60) {
    throw refusals.bodyErrors([{ message: 'Must be between 5 and 60', property: 'loadingSeconds' }])
  }
  if (seconds % 5 !== 0) {
    throw refusals.bodyErrors([{ message: 'must be a multiple of five', property: 'loadingSeconds' }])
  }
  const person = parts.world.personKnownTo(channel, body.chatId)
  if (person) {
    const chat = parts.world.privateChat(person, channel)
    chat.loadingUntil = parts.clock() + seconds * 1000
    parts.world.onLoading(chat)
  }
  return { status: 202, json: {} }
}

function markAsRead({ parts, channel, body }: ApiCall): ApiAnswer {
  const token = typeof body.markAsReadToken === 'string' ? body.markAsReadToken : ''
  const opened = openToken(parts.sealSecret, 'read', token)
  if (opened?.[0] !== channel.name) {
    throw refusals.bodyErrors([{ message: 'invalid token', property: 'markAsReadToken' }])
  }
  return ok()
}

function contentOf({ parts, channel, params }: ApiCall): StoredContent {
  const content = parts.world.contents.get(params.messageId ?? '')
  if (!content || content.channel !== channel.name) throw refusals.contentNotFound()
  if (content.gone) throw refusals.contentGone()
  return content
}

function content(call: ApiCall): ApiAnswer {
  const { bytes, mime, transcoding } = contentOf(call)
  if (transcoding === 'processing') return { status: 202 }
  return { status: 200, bytes, mime }
}

function preview(call: ApiCall): ApiAnswer {
  const { bytes, mime, messageType } = contentOf(call)
  if (messageType !== 'image' && messageType !== 'video') {
    throw refusals.invalidContent('The content can not be previewed')
  }
  return { status: 200, bytes, mime: messageType === 'image' ? mime : 'image/jpeg' }
}

function transcoding(call: ApiCall): ApiAnswer {
  const { messageType, transcoding: status } = contentOf(call)
  if (messageType !== 'video' && messageType !== 'audio') {
    throw refusals.invalidContent("Transcoding status doesn't support this type of content")
  }
  return ok({ status })
}

const api = { host: 'api', rate: RATE.usual } as const
const data = { host: 'data', rate: RATE.usual } as const
const CONTENT = '/v2/bot/message/:messageId/content'

export const chatEndpoints: readonly Endpoint[] = [
  { ...api, method: 'POST', path: '/v2/bot/chat/loading/start', rate: RATE.loading, answer: showLoading },
  { ...api, method: 'POST', path: '/v2/bot/chat/markAsRead', answer: markAsRead },
  { ...data, method: 'GET', path: CONTENT, answer: content },
  { ...data, method: 'GET', path: `${CONTENT}/preview`, answer: preview },
  { ...data, method: 'GET', path: `${CONTENT}/transcoding`, answer: transcoding },
]
