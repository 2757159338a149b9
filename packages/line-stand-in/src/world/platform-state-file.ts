// What survives a restart. People, groups and friendships are written at once (so ids never change); chat history, contents
// and what LINE has counted a moment later, and when the platform stops. Every file is replaced whole, so a kill leaves the old or the new.

import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { QuotaLedger } from '../limits/quota-ledger.js'
import { type InsightDesk, insightDeskFile } from './insight-desk.js'
import { MessageIds } from './platform-ids.js'
import type { PlatformWorld } from './platform-world.js'
import { richMenuShelfFile } from './rich-menu-shelf.js'

const HISTORY_DELAY_MS = 500

const tie = z.object({ friend: z.boolean(), blocked: z.boolean(), wroteAt: z.number() })

const worldFile = z.object({
  version: z.literal(1),
  sealSecret: z.string(),
  people: z.array(
    z.object({
      userId: z.string(),
      name: z.string(),
      language: z.string(),
      consent: z.boolean(),
      ties: z.record(z.string(), tie),
    }),
  ),
  groups: z.array(
    z.object({
      groupId: z.string(),
      name: z.string(),
      channel: z.string(),
      botIsMember: z.boolean(),
      members: z.array(z.string()),
    }),
  ),
  richMenus: richMenuShelfFile.optional(),
})

const author = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bot'), name: z.string() }),
  z.object({ kind: z.literal('person'), userId: z.string(), name: z.string() }),
])

const message = z.object({
  id: z.string(),
  sequence: z.number(),
  time: z.number(),
  from: author,
  type: z.string(),
  content: z.record(z.string(), z.unknown()),
  quickReplyPressed: z.boolean(),
  unsent: z.boolean(),
  edited: z.boolean(),
})

const historyFile = z.object({
  lastMessageId: z.string(),
  chats: z.array(z.object({ key: z.string(), messages: z.array(message) })),
  contents: z.record(
    z.string(),
    z.object({
      mime: z.string(),
      channel: z.string(),
      messageType: z.string(),
      transcoding: z.enum(['processing', 'succeeded', 'failed']),
      gone: z.boolean(),
    }),
  ),
  insight: insightDeskFile.optional(),
  /** Messages spent, by channel and month. */
  quota: z.record(z.string(), z.number()).optional(),
})

/** What LINE counts of what was sent. */
interface Counts {
  readonly insight: InsightDesk
  readonly quota: QuotaLedger
}

/** A state file that is there but cannot be understood. It is never overwritten. */
export class StateFileError extends Error {
  constructor(file: string, cause: unknown) {
    super(`The LINE stand-in cannot read ${file}. Move it away to begin with an empty platform.`, { cause })
    this.name = 'StateFileError'
  }
}

export class PlatformStateFile {
  private timer: NodeJS.Timeout | undefined
  private readonly written = new Set<string>()

  private constructor(
    private readonly file: string,
    private readonly world: PlatformWorld,
    private readonly counts: Counts,
    readonly sealSecret: string,
  ) {}

  /** Fills the world and the counts from the file, or begins a new one. Throws StateFileError. */
  static open(file: string, world: PlatformWorld, counts: Counts): PlatformStateFile {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    const known = readJson(file, worldFile)
    const state = new PlatformStateFile(
      file,
      world,
      counts,
      known?.sealSecret ?? randomBytes(16).toString('hex'),
    )
    for (const person of known?.people ?? []) {
      world.addPerson({ ...person, ties: new Map(Object.entries(person.ties)) })
    }
    for (const group of known?.groups ?? []) {
      if (world.channels.has(group.channel)) {
        world.groups.set(group.groupId, { ...group, members: new Set(group.members) })
      }
    }
    if (known?.richMenus) world.richMenus.restore(known.richMenus, (id) => state.storedContent(id))
    state.readHistory()
    if (!known) state.saveWorld()
    return state
  }

  changed(when: 'now' | 'soon'): void {
    if (when === 'now') this.saveWorld()
    this.timer ??= setTimeout(() => this.flush(), HISTORY_DELAY_MS)
  }

  flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.saveWorld()
    this.saveHistory()
  }

  private saveWorld(): void {
    const people = [...this.world.people.values()].map((person) => ({
      ...person,
      ties: Object.fromEntries(person.ties),
    }))
    const groups = [...this.world.groups.values()].map((group) => ({ ...group, members: [...group.members] }))
    const { sealSecret } = this
    // The pictures first: a menu must not come back without its own.
    for (const { richMenuId, bytes } of this.world.richMenus.pictures) this.saveContent(richMenuId, bytes)
    const richMenus = this.world.richMenus.saved()
    replaceFile(this.file, JSON.stringify({ version: 1, sealSecret, people, groups, richMenus }))
  }

  private saveHistory(): void {
    this.world.settleMail()
    const chats = [...this.world.chats.values()].map(({ key, messages }) => ({ key, messages }))
    const contents: Record<string, unknown> = {}
    for (const [id, { bytes, ...about }] of this.world.contents) {
      contents[id] = about
      this.saveContent(id, bytes)
    }
    const lastMessageId = this.world.messageIds.newest
    const [insight, quota] = [this.counts.insight.saved(), this.counts.quota.saved()]
    replaceFile(`${this.file}.history`, JSON.stringify({ lastMessageId, chats, contents, insight, quota }))
  }

  private saveContent(id: string, bytes: Buffer): void {
    if (this.written.has(id)) return
    fs.mkdirSync(this.contentFolder, { recursive: true })
    replaceFile(path.join(this.contentFolder, id), bytes)
    this.written.add(id)
  }

  private readHistory(): void {
    const known = readJson(`${this.file}.history`, historyFile)
    if (!known) return
    this.world.messageIds = new MessageIds(known.lastMessageId)
    if (known.insight) this.counts.insight.restore(known.insight)
    if (known.quota) this.counts.quota.restore(known.quota)
    for (const { key, messages } of known.chats) {
      const chat = this.world.chatByKey(key)
      if (chat) for (const one of messages) this.world.restoreMessage(chat, one)
    }
    for (const [id, about] of Object.entries(known.contents)) {
      const bytes = this.storedContent(id)
      if (bytes) this.world.contents.set(id, { ...about, bytes })
    }
  }

  private storedContent(id: string): Buffer | undefined {
    const file = path.join(this.contentFolder, path.basename(id))
    if (!fs.existsSync(file)) return undefined
    this.written.add(id)
    return fs.readFileSync(file)
  }

  private get contentFolder(): string {
    return `${this.file}.contents`
  }
}

function readJson<Shape>(file: string, shape: z.ZodType<Shape>): Shape | null {
  if (!fs.existsSync(file)) return null
  try {
    return shape.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
  } catch (error) {
    throw new StateFileError(file, error)
  }
}

function replaceFile(file: string, content: string | Buffer): void {
  const fresh = `${file}.new`
  const handle = fs.openSync(fresh, 'w', 0o600)
  try {
    fs.writeFileSync(handle, content)
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
  fs.renameSync(fresh, file)
}
