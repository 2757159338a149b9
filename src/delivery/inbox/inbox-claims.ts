// Which event is next: one chat at a time and in order of the events' timestamps, over all replicas on one database.
// A replica that dies lets go of its chats when their leases run out.

import { randomUUID } from 'node:crypto'
import { isDuplicateKey } from '../../database/driver-values.js'
import { createGroupCommit } from '../../database/group-commit.js'
import type { Clock } from '../../operation/clock.js'
import type { InboxModel, InboxRow } from './inbox-model.js'

export interface Claimed {
  readonly row: InboxRow
  /** The person took the message back; LINE may deliver the unsend before the message. */
  readonly withdrawn: boolean
}

export interface InboxClaims {
  /** At most `most` rows of different chats, none of them in `busy`. The caller holds these chats until it lets go. */
  claim(most: number, busy: readonly string[]): Promise<Claimed[]>
  letGo(chat: string): Promise<void>
  /** Chats whose first event could be worked on now. */
  due(): Promise<number>
  /** To be called every few seconds: what is held stays, and what dead processes have left goes. */
  renew(): Promise<void>
}

export const leaseMilliseconds = 12_000

type Chats = { readonly only: readonly string[] } | { readonly notOf: readonly string[] }

function chatFilter(among: Chats, seen: ReadonlyMap<string, unknown>) {
  if ('only' in among) return { chat: { $in: among.only.filter((chat) => !seen.has(chat)) } }
  const left = [...among.notOf, ...seen.keys()]
  return left.length === 0 ? {} : { chat: { $nin: left } }
}

export function createInboxClaims({ model, clock }: { model: InboxModel; clock: Clock }): InboxClaims {
  const owner = randomUUID()
  const held = new Set<string>()

  /** The first row of each chat, when it is due. A chat with hundreds of rows hides no other: what was seen is looked past. */
  async function firstRows(
    among: Chats,
    most: number,
    projection?: Readonly<Partial<Record<keyof InboxRow, 1>>>,
  ): Promise<InboxRow[]> {
    const now = clock()
    const heads = new Map<string, InboxRow>()
    const size = most * 4 + 32
    const isDue = ({ dueAt }: InboxRow) => dueAt === undefined || dueAt <= now
    for (;;) {
      const rows = await model.rows
        .find<InboxRow>({ state: 'waiting', ...chatFilter(among, heads) }, projection && { projection })
        .sort({ at: 1, seq: 1 })
        .limit(size)
        .toArray()
      for (const row of rows) {
        if (row.chat !== undefined && !heads.has(row.chat)) heads.set(row.chat, row)
      }
      // A chat whose first event waits for its next try keeps its later events waiting too.
      const due = [...heads.values()].filter(isDue)
      if (rows.length < size || due.length >= most) return due.slice(0, most)
    }
  }

  async function lease(chats: readonly string[]): Promise<string[]> {
    const now = clock()
    const until = new Date(now.getTime() + leaseMilliseconds)
    try {
      await model.leases.bulkWrite(
        chats.map((chat) => ({
          updateOne: {
            filter: { _id: chat, until: { $lte: now } },
            update: { $set: { owner, until } },
            upsert: true,
          },
        })),
        { ordered: false },
      )
      return [...chats]
    } catch (error) {
      // Held by another replica: the upsert met its row. Which ones are ours is read back.
      if (!isDuplicateKey(error)) throw error
      const ours = await model.leases.find({ _id: { $in: [...chats] }, owner, until }).toArray()
      return ours.map(({ _id }) => _id)
    }
  }

  async function markTaken(rows: readonly InboxRow[]): Promise<Claimed[]> {
    if (rows.length === 0) return []
    const messages = rows.flatMap(({ message, unsend }) => (message === undefined || unsend ? [] : [message]))
    const [unsends] = await Promise.all([
      messages.length === 0 ? [] : model.rows.find({ message: { $in: messages }, unsend: true }).toArray(),
      model.rows.updateMany({ _id: { $in: rows.map(({ _id }) => _id) } }, { $inc: { attempts: 1 } }),
    ])
    const withdrawn = new Set(unsends.map(({ message }) => message))
    return rows.map((row) => ({
      row: { ...row, attempts: row.attempts + 1 },
      withdrawn: !row.unsend && withdrawn.has(row.message),
    }))
  }

  const release = createGroupCommit<string>(async (chats) => {
    await model.leases.deleteMany({ _id: { $in: [...chats] }, owner })
  })

  async function letGo(chat: string): Promise<void> {
    held.delete(chat)
    await release(chat)
  }

  return {
    letGo,
    due: async () => (await firstRows({ notOf: [] }, 100, { chat: 1, dueAt: 1 })).length,
    async claim(most, busy) {
      const seen = await firstRows({ notOf: busy }, most, { chat: 1, dueAt: 1 })
      const chats = seen.flatMap(({ chat }) => chat ?? [])
      if (chats.length === 0) return []
      const leased = await lease(chats)
      for (const chat of leased) held.add(chat)
      try {
        // Read again now that they are ours: another replica may have finished what the first look saw.
        const rows = await firstRows({ only: leased }, leased.length)
        const found = new Set(rows.map(({ chat }) => chat))
        await Promise.all(leased.filter((chat) => !found.has(chat)).map(letGo))
        return await markTaken(rows)
      } catch (error) {
        for (const chat of leased) held.delete(chat)
        throw error
      }
    },
    async renew() {
      const now = clock().getTime()
      // Left by a process that died: it would tell for ever when somebody said the last thing.
      await model.leases.deleteMany({ until: { $lte: new Date(now - leaseMilliseconds) } })
      if (held.size === 0) return
      const until = new Date(now + leaseMilliseconds)
      await model.leases.updateMany({ _id: { $in: [...held] }, owner }, { $set: { until } })
    },
  }
}
