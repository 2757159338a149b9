// LINE's JSON, narrowed to the few kinds that mean something to us. What is unknown is named by its type and dropped,
// never thrown: LINE adds types and properties without notice. Group talk that is not addressed to us is dropped here,
// before anything is stored.
import { z } from 'zod'

export type Source =
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'group' | 'room'; readonly id: string; readonly userId?: string }

export type FileKind = 'picture' | 'video' | 'audio' | 'file'

export type Happening =
  | { readonly kind: 'text'; readonly messageId: string; readonly text: string }
  | {
      readonly kind: 'sentFile'
      readonly messageId: string
      readonly file: FileKind
      readonly external: boolean
    }
  | { readonly kind: 'otherMessage'; readonly messageId: string }
  | { readonly kind: 'unsend'; readonly messageId: string }
  | { readonly kind: 'press'; readonly data: string; readonly picked?: string }
  | { readonly kind: 'follow' | 'unfollow' | 'join' | 'leave' }
  | { readonly kind: 'memberJoined'; readonly count: number }

export interface LineEvent {
  /** webhookEventId: the same when LINE delivers again. */
  readonly id: string
  /** Unix milliseconds of the event itself, also when it is delivered late. */
  readonly at: number
  readonly replyToken?: string
  readonly source: Source
  readonly happening: Happening
}

export interface ReadBody {
  readonly events: readonly LineEvent[]
  /** Types that were dropped, for the log: never their content. */
  readonly dropped: readonly string[]
}

const body = z.object({ events: z.array(z.unknown()) })

/** The end of the year 9999: beyond it dates cannot be stored, and one bad event must not hold up its neighbours. */
const latest = 253_402_300_799_999

const event = z.object({
  type: z.string(),
  mode: z.string().optional(),
  timestamp: z.int().min(0).max(latest),
  webhookEventId: z.string().min(1).max(100),
  replyToken: z.string().optional(),
  source: z.object({
    type: z.string(),
    userId: z.string().optional(),
    groupId: z.string().optional(),
    roomId: z.string().optional(),
  }),
})

const mentionee = z.object({ index: z.number(), length: z.number(), isSelf: z.boolean().optional() })

const message = z.object({
  message: z.object({
    id: z.string(),
    type: z.string(),
    text: z.string().optional(),
    mention: z.object({ mentionees: z.array(mentionee) }).optional(),
    contentProvider: z.object({ type: z.string() }).optional(),
  }),
})

const postback = z.object({
  postback: z.object({
    data: z.string(),
    params: z.object({ date: z.string(), time: z.string(), datetime: z.string() }).partial().optional(),
  }),
})

const unsend = z.object({ unsend: z.object({ messageId: z.string() }) })
const joined = z.object({ joined: z.object({ members: z.array(z.unknown()) }) })

const fileKinds: Readonly<Record<string, FileKind>> = {
  image: 'picture',
  video: 'video',
  audio: 'audio',
  file: 'file',
}

/** The console's old Verify button sends events of this person with dummy reply tokens. */
const verifyButton = 'Udeadbeefdeadbeefdeadbeefdeadbeef'

/** `undefined` when the text is not JSON or not a webhook body at all. Group talk that is no command is dropped. */
export function readWebhookBody(
  json: string,
  isGroupCommand: (words: string) => boolean,
): ReadBody | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    return undefined
  }
  const read = body.safeParse(parsed)
  if (!read.success) return undefined
  const events: LineEvent[] = []
  const dropped: string[] = []
  for (const raw of read.data.events) {
    const narrowed = narrow(raw, isGroupCommand)
    if (typeof narrowed === 'string') dropped.push(narrowed)
    else events.push(narrowed)
  }
  return { events, dropped }
}

/** The event, or the word under which it is dropped. */
type IsGroupCommand = (words: string) => boolean

function narrow(raw: unknown, isGroupCommand: IsGroupCommand): LineEvent | string {
  const read = event.safeParse(raw)
  if (!read.success) return 'unreadable'
  const { type, mode, timestamp, webhookEventId, replyToken } = read.data
  // LINE: "standby" events belong to another module; the bot must not answer.
  if (mode === 'standby') return 'standby'
  const source = narrowSource(read.data.source)
  if (source === undefined) return 'unknownSource'
  if (source.userId === verifyButton) return 'verify'
  const happening = narrowHappening(type, raw, source, isGroupCommand)
  if (typeof happening === 'string') return happening
  return {
    id: webhookEventId,
    at: timestamp,
    ...(replyToken !== undefined && { replyToken }),
    source,
    happening,
  }
}

function narrowSource(source: z.infer<typeof event>['source']): Source | undefined {
  const { type, userId, groupId, roomId } = source
  if (type === 'user') return userId === undefined ? undefined : { kind: 'user', userId }
  const id = type === 'group' ? groupId : type === 'room' ? roomId : undefined
  if (id === undefined) return undefined
  return { kind: type === 'group' ? 'group' : 'room', id, ...(userId !== undefined && { userId }) }
}

function narrowHappening(
  type: string,
  raw: unknown,
  source: Source,
  isGroupCommand: IsGroupCommand,
): Happening | string {
  switch (type) {
    case 'message':
      return narrowMessage(raw, source, isGroupCommand)
    case 'postback': {
      const read = postback.safeParse(raw)
      if (!read.success) return 'postback'
      const { data, params } = read.data.postback
      const picked = params?.datetime ?? params?.date ?? params?.time
      return { kind: 'press', data, ...(picked !== undefined && { picked }) }
    }
    case 'unsend': {
      const read = unsend.safeParse(raw)
      return read.success ? { kind: 'unsend', messageId: read.data.unsend.messageId } : 'unsend'
    }
    case 'memberJoined': {
      const read = joined.safeParse(raw)
      return read.success ? { kind: 'memberJoined', count: read.data.joined.members.length } : 'memberJoined'
    }
    case 'follow':
    case 'unfollow':
    case 'join':
    case 'leave':
      return { kind: type }
    default:
      // messageEdited is here on purpose: an edit must never run a command that was not sent as one.
      return /^[A-Za-z]{1,40}$/.test(type) ? type : 'unknown'
  }
}

function narrowMessage(raw: unknown, source: Source, isGroupCommand: IsGroupCommand): Happening | string {
  const read = message.safeParse(raw)
  if (!read.success) return 'message'
  const { id, type, text, mention, contentProvider } = read.data.message
  if (source.kind !== 'user') {
    const said =
      type === 'text' && text !== undefined ? addressedToUs(text, mention?.mentionees ?? []) : undefined
    return said === undefined || !isGroupCommand(said)
      ? 'groupTalk'
      : { kind: 'text', messageId: id, text: said }
  }
  if (type === 'text' && text !== undefined) return { kind: 'text', messageId: id, text }
  const file = fileKinds[type]
  if (file) return { kind: 'sentFile', messageId: id, file, external: contentProvider?.type === 'external' }
  return { kind: 'otherMessage', messageId: id }
}

/** In a group: a text that begins with "/", or one that mentions the bot (the mention is cut out). Else nothing. */
function addressedToUs(text: string, mentionees: readonly z.infer<typeof mentionee>[]): string | undefined {
  if (/^\s*[/／]/u.test(text)) return text
  const self = mentionees.filter(({ isSelf }) => isSelf)
  if (self.length === 0) return undefined
  return self
    .sort((a, b) => b.index - a.index)
    .reduce((rest, { index, length }) => rest.slice(0, index) + rest.slice(index + length), text)
    .trim()
}
