// Talks to the control API under the page: plain fetch and one event stream.
export type Part = { [key: string]: unknown }

export interface PageMessage {
  id: string
  sequence: number
  time: number
  from: { kind: 'bot'; name: string } | { kind: 'person'; userId: string; name: string }
  type: string
  content: Part
  quickReplyPressed: boolean
  unsent: boolean
  edited: boolean
}

export interface PageChat {
  key: string
  channel: string
  messages: PageMessage[]
  loading: boolean
}

export interface PageWorld {
  phones: Phone[]
  channels: { name: string; botName: string; botUserId: string }[]
  people: { userId: string; name: string; friendOf: string[] }[]
  groups: { groupId: string; name: string; channel: string; members: string[]; botIsMember: boolean }[]
}

export interface Phone {
  chat: string
  as: string
}

export interface PageMenu {
  richMenuId: string
  chatBarText: string
  selected: boolean
  size: { width: number; height: number }
  areas: {
    label: string
    bounds: { x: number; y: number; width: number; height: number }
    action: Part
  }[]
}

export interface Outcome {
  kind?: string
  text?: string
  what?: string
  delivery?: { reason: string; status: number; detail: string } | null
}

/** What the stand-in refused, in its own words. */
export class RefusedError extends Error {}

async function ask<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(`api/${path}`, init)
  const answer = await response.json()
  if (!response.ok) throw new RefusedError(answer.message ?? response.statusText)
  return answer
}

const post = <Answer>(path: string, body: unknown) =>
  ask<Answer>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const inChat = (chat: string, act: string) => `chats/${encodeURIComponent(chat)}/${act}`

export const loadWorld = () => ask<PageWorld>('world')
export const loadChat = (chat: string) => ask<PageChat>(`chats/${encodeURIComponent(chat)}`)
export const loadMenu = (chat: string, as: string) =>
  ask<{ menu: PageMenu | null }>(`${inChat(chat, 'menu')}?${new URLSearchParams({ as })}`).then(
    ({ menu }) => menu,
  )
export const tapsMenu = (chat: string, as: string, area: number) =>
  post<Outcome>(inChat(chat, 'menu-taps'), { as, area })
export const addPerson = (name: string) => post<{ userId: string }>('people', { name })
export const says = (chat: string, as: string, text: string, mention: boolean) =>
  post<Outcome>(inChat(chat, 'says'), { as, text, ...(mention ? { mention } : {}) })
export const presses = (chat: string, as: string, messageId: string, index: number, pick?: string) =>
  post<Outcome>(inChat(chat, 'presses'), { as, messageId, index, ...(pick ? { pick } : {}) })
export const follows = (chat: string, as: string) => post<Outcome>(inChat(chat, 'follows'), { as })
export const blocks = (chat: string, as: string) => post<Outcome>(inChat(chat, 'blocks'), { as })
export const unsends = (chat: string, as: string, messageId: string) =>
  post<Outcome>(inChat(chat, 'unsends'), { as, messageId })

export function sendsFile(chat: string, as: string, file: File): Promise<Outcome> {
  const picture = file.type.startsWith('image/')
  const asked = new URLSearchParams({ as, name: file.name })
  return ask<Outcome>(`${inChat(chat, picture ? 'pictures' : 'files')}?${asked}`, {
    method: 'POST',
    headers: { 'content-type': picture ? file.type : 'application/octet-stream' },
    body: file,
  })
}

export interface StreamListener {
  message: (chat: string, message: PageMessage) => void
  loading: (chat: string) => void
  people: () => void
  connection: (open: boolean) => void
}

/** Listens until the page closes; the browser reconnects by itself. */
export function listen(listener: StreamListener): void {
  const stream = new EventSource('api/stream')
  const on = (event: string, act: (data: { chat: string; message: PageMessage }) => void) =>
    stream.addEventListener(event, (raw) => act(JSON.parse(String((raw as MessageEvent).data))))
  on('message', ({ chat, message }) => listener.message(chat, message))
  on('loading', ({ chat }) => listener.loading(chat))
  on('people', () => listener.people())
  stream.addEventListener('open', () => listener.connection(true))
  stream.addEventListener('error', () => listener.connection(false))
}
