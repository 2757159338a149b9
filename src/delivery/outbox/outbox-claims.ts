// Which letters are next: of each chat the oldest one that waits, and only when its time has come. However many letters
// wait for their time, those of other chats are found.
import { randomUUID } from 'node:crypto'
import type { Clock } from '../../operation/clock.js'
import type { OutboxModel, OutboxRow } from './outbox-model.js'

export interface OutboxClaims {
  /** At most `most` letters to different chats; nobody else tries them until their lease runs out. */
  claim(most: number): Promise<OutboxRow[]>
  /** Letters that could be claimed now. */
  due(): Promise<number>
}

/** Longer than one call to LINE may take. */
export const letterLeaseMilliseconds = 15_000

const page = 500

type Head = Pick<OutboxRow, '_id' | 'chat' | 'seq'>

export function createOutboxClaims({ model, clock }: { model: OutboxModel; clock: Clock }): OutboxClaims {
  async function dueHeads(): Promise<Head[]> {
    const now = clock()
    const passedOver = new Set<string>()
    for (;;) {
      const rows = await model
        .find<Head>(
          {
            state: 'waiting',
            dueAt: { $lte: now },
            leaseUntil: { $lte: now },
            ...(passedOver.size > 0 && { chat: { $nin: [...passedOver] } }),
          },
          { projection: { chat: 1, seq: 1 } },
        )
        .sort({ seq: 1 })
        .limit(page)
        .toArray()
      const heads = new Map<string, Head>()
      for (const row of rows) if (!heads.has(row.chat)) heads.set(row.chat, row)
      for (const chat of await chatsHeldUp(heads, now)) {
        heads.delete(chat)
        passedOver.add(chat)
      }
      if (heads.size > 0 || rows.length < page) return [...heads.values()]
    }
  }

  /** An older letter to the same chat waits for its time, or is being tried. */
  async function chatsHeldUp(heads: ReadonlyMap<string, Head>, now: Date): Promise<string[]> {
    if (heads.size === 0) return []
    const ahead = await model
      .find<Head>(
        {
          state: 'waiting',
          chat: { $in: [...heads.keys()] },
          $or: [{ dueAt: { $gt: now } }, { leaseUntil: { $gt: now } }],
        },
        { projection: { chat: 1, seq: 1 } },
      )
      .toArray()
    return ahead.filter(({ chat, seq }) => seq < (heads.get(chat)?.seq ?? 0)).map(({ chat }) => chat)
  }

  return {
    due: async () => (await dueHeads()).length,
    async claim(most) {
      const ids = (await dueHeads()).slice(0, most).map(({ _id }) => _id)
      if (ids.length === 0) return []
      const now = clock()
      const free = { _id: { $in: ids }, state: 'waiting' as const, leaseUntil: { $lte: now } }
      // Whoever tried them before us died in the middle: LINE may have taken the reply.
      await model.updateMany({ ...free, trying: true }, { $set: { maybeReplied: true } })
      const owner = randomUUID()
      await model.updateMany(free, {
        $set: { owner, leaseUntil: new Date(now.getTime() + letterLeaseMilliseconds), trying: true },
        $inc: { attempts: 1 },
      })
      return model.find({ _id: { $in: ids }, owner }).toArray()
    },
  }
}
