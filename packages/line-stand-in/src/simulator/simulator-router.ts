// The chat page at /simulator and the control API under it, with which the page (and a bench in another process) lets
// people speak, press and send pictures. State changes need a JSON or binary body, which a foreign web page cannot post here.
import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express'
import { z } from 'zod'
import type { WebhookDelivery } from '../webhook/webhook-event-types.js'
import type { AcceptedSends } from '../world/accepted-sends.js'
import type { ChatHistory } from '../world/chat-history.js'
import type { ChatVoice } from '../world/chat-voice.js'
import type { LineGroup } from '../world/line-group.js'
import type { LinePerson } from '../world/line-person.js'
import type { NewGroup, NewPerson } from '../world/new-accounts.js'
import type { PlatformParts } from '../world/platform-parts.js'
import { addMenuRoutes } from './simulator-menu-routes.js'
import { pageRoutes } from './simulator-page-files.js'
import { simulatorStream } from './simulator-stream.js'

const MOST_UPLOAD = '20mb'

/** What the page shows and lets somebody do. */
export interface ShownPlatform {
  readonly accepted: AcceptedSends
  readonly deliveries: readonly WebhookDelivery[]
  addPerson(person: NewPerson): LinePerson
  addGroup(group: NewGroup): LineGroup
  person(userId: string): LinePerson | undefined
  people(): readonly LinePerson[]
  group(groupId: string): LineGroup | undefined
}

const says = z.object({
  as: z.string(),
  text: z.string().min(1).max(5000),
  mention: z.literal(true).optional(),
  quotes: z.string().optional(),
})
const presses = z.object({
  as: z.string(),
  messageId: z.string(),
  index: z.int().nonnegative(),
  pick: z.string().optional(),
})
const acts = z.object({ as: z.string() })
const unsends = z.object({ as: z.string(), messageId: z.string() })
const upload = z.object({ as: z.string(), name: z.string().optional() })
const newPerson = z.object({
  name: z.string().min(1).max(60),
  language: z.enum(['th', 'en']).optional(),
  friend: z.boolean().optional(),
  userId: z.string().optional(),
})
const newGroup = z.object({
  name: z.string().min(1).max(60),
  members: z.array(z.string()),
  groupId: z.string().optional(),
})
const member = z.object({ userId: z.string() })

export function simulatorRouter(platform: ShownPlatform, parts: PlatformParts): Router {
  const router = express.Router()
  const api = express.Router()
  router.use('/api', api)
  router.use(pageRoutes())

  api.use(express.json({ limit: '1mb' }))
  api.use(express.raw({ type: ['image/*', 'video/*', 'audio/*', 'application/*'], limit: MOST_UPLOAD }))
  api.get('/world', (_request, response) => void response.json(worldOf(platform, parts)))
  api.get('/chats/:key', (request, response) => void response.json(chatOf(parts, request.params.key)))
  api.get('/deliveries', (_request, response) => void response.json(platform.deliveries.slice(-100)))
  api.get('/accepted', (_request, response) => {
    response.json({ total: platform.accepted.total, counts: platform.accepted.counts })
  })
  api.get('/stream', simulatorStream(parts))
  api.get('/contents/:id', contentRoute(parts))
  addMenuRoutes(api, parts, (chat, userId) => voiceIn(platform, parts, chat, userId))

  api.post(
    '/people',
    answering(async (request) => {
      const person = platform.addPerson(newPerson.parse(request.body))
      return { userId: person.userId, name: person.name }
    }),
  )
  api.post(
    '/groups',
    answering(async (request) => {
      const { members, ...given } = newGroup.parse(request.body)
      const group = platform.addGroup({
        ...given,
        members: members.map((id) => personOf(platform, id)),
        withoutBot: true,
      })
      return { groupId: group.groupId, delivery: await group.invitesBot() }
    }),
  )
  api.post(
    '/groups/:groupId/members',
    answering(async (request) => {
      const person = personOf(platform, member.parse(request.body).userId)
      return { delivery: await groupOf(platform, String(request.params.groupId)).adds(person) }
    }),
  )
  api.post(
    '/chats/:key/says',
    answering(async (request) => {
      const { as, text, ...options } = says.parse(request.body)
      return voiceOf(platform, parts, request, as).says(text, options)
    }),
  )
  api.post(
    '/chats/:key/presses',
    answering(async (request) => {
      const { as, messageId, index, ...options } = presses.parse(request.body)
      return voiceOf(platform, parts, request, as).pressesAction(messageId, index, options)
    }),
  )
  api.post(
    '/chats/:key/pictures',
    answering(async (request) => {
      const { as } = upload.parse(request.query)
      const mime = request.headers['content-type'] ?? 'image/jpeg'
      return voiceOf(platform, parts, request, as).sendsPicture(bytesOf(request), mime)
    }),
  )
  api.post(
    '/chats/:key/files',
    answering(async (request) => {
      const { as, name = 'file' } = upload.parse(request.query)
      const mime = request.headers['content-type'] ?? 'application/octet-stream'
      return voiceOf(platform, parts, request, as).sendsFile(bytesOf(request), name, mime)
    }),
  )
  api.post(
    '/chats/:key/unsends',
    answering(async (request) => {
      const { as, messageId } = unsends.parse(request.body)
      return { delivery: await voiceOf(platform, parts, request, as).unsends(messageId) }
    }),
  )
  api.post(
    '/chats/:key/follows',
    answering(async (request) => {
      const { channel } = chatFor(parts, String(request.params.key))
      return { delivery: await personOf(platform, acts.parse(request.body).as).follow(channel) }
    }),
  )
  api.post(
    '/chats/:key/blocks',
    answering(async (request) => {
      const { channel } = chatFor(parts, String(request.params.key))
      return { delivery: await personOf(platform, acts.parse(request.body).as).block(channel) }
    }),
  )
  api.use(explain)
  return router
}

/** What the page cannot do is told in a sentence; nothing of it is logged. */
function explain(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  const message =
    error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : ''
  response.status(400).json({ message })
}

function answering(act: (request: Request) => Promise<unknown>): RequestHandler {
  return (request, response, next) => {
    act(request).then((result) => response.json(result), next)
  }
}

function bytesOf(request: Request): Buffer {
  if (!Buffer.isBuffer(request.body) || request.body.length === 0)
    throw new Error('There is no file in the request')
  return request.body
}

function personOf(platform: ShownPlatform, userId: string) {
  const person = platform.person(userId)
  if (!person) throw new Error('There is no such person')
  return person
}

function groupOf(platform: ShownPlatform, groupId: string) {
  const group = platform.group(groupId)
  if (!group) throw new Error('There is no such group')
  return group
}

function chatFor(parts: PlatformParts, key: string): ChatHistory {
  const chat = parts.world.chatByKey(key)
  if (!chat) throw new Error('There is no such chat')
  return chat
}

/** A person's voice in the chat of the path; in a private chat only its own person may speak. */
function voiceOf(platform: ShownPlatform, parts: PlatformParts, request: Request, userId: string): ChatVoice {
  return voiceIn(platform, parts, String(request.params.key), userId)
}

function voiceIn(platform: ShownPlatform, parts: PlatformParts, key: string, userId: string): ChatVoice {
  const chat = chatFor(parts, key)
  const person = personOf(platform, userId)
  if (chat.key.startsWith('g:')) return person.in(groupOf(platform, chat.key.slice(2)))
  if (!chat.key.endsWith(`:${userId}`)) throw new Error('This is another person’s chat')
  return person.with(chat.channel)
}

function worldOf(platform: ShownPlatform, parts: PlatformParts) {
  const channels = [...parts.world.channels.values()]
  return {
    phones: parts.world.phones,
    channels: channels.map(({ name, botName, botUserId }) => ({ name, botName, botUserId })),
    people: platform.people().map((person) => ({
      userId: person.userId,
      name: person.name,
      language: person.language,
      friendOf: channels.filter(({ name }) => person.isFriendOf(name)).map(({ name }) => name),
    })),
    groups: [...parts.world.groups.values()].map((group) => ({ ...group, members: [...group.members] })),
  }
}

function chatOf(parts: PlatformParts, key: string) {
  const { channel, messages, loadingUntil } = chatFor(parts, key)
  return { key, channel, messages, loading: loadingUntil > parts.clock() }
}

function contentRoute({ world }: PlatformParts): RequestHandler {
  return (request, response) => {
    const content = world.contents.get(String(request.params.id))
    if (!content || content.gone) return void response.status(404).json({ message: 'not found' })
    // Uploaded by a person: never to be run as a page.
    const safe = /^(image\/(png|jpeg|gif|webp)|video\/mp4|audio\/(mp4|mpeg|m4a))$/.test(content.mime)
    response.setHeader('x-content-type-options', 'nosniff')
    response.type(safe ? content.mime : 'application/octet-stream').send(content.bytes)
  }
}
