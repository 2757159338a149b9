// One message to many people: multicast in chunks of 500, a group by push, each chunk with its retry key and its words
// stored before the first try. Whoever dies in the middle leaves chunks that the next one finishes; LINE takes none twice.
import { randomUUID } from 'node:crypto'
import type { mongo } from 'mongoose'
import { duplicatesOnly } from '../../database/driver-values.js'
import type { Message } from '../../line/message-builders.js'
import type { Clock } from '../../operation/clock.js'
import { type ChatAddress, openAddress } from '../../security/chat-address.js'
import type { Keyring } from '../../security/keyring.js'
import type { BulkChunkRow, BulkModel, ChunkState } from './bulk-model.js'
import { type BulkSending, type BulkSendingDeps, createBulkSending } from './bulk-sending.js'

/** LINE's limit for one multicast. */
export const mostOfChunk = 500

export interface BulkChunk {
  /** Its place in the batch: the same number is the same chunk. */
  readonly number: number
  readonly channel: string
  /** A push goes to one group; a multicast to people only. */
  readonly way: 'multicast' | 'push'
  /** The name of a text of the batch. */
  readonly text: string
  readonly to: readonly ChatAddress[]
}

/** Addresses by what became of them. `unsure` are among the failed: they may have arrived, and are never sent again. */
type BulkCounts = Readonly<Record<ChunkState | 'unsure', number>>

interface ChunkFate {
  readonly number: number
  readonly state: ChunkState
  readonly at?: Date
  readonly status?: number
}

export interface BulkPost extends BulkSending {
  /** The first words under a name stay. */
  keepText(batch: string, name: string, messages: readonly Message[]): Promise<void>
  /** Durable when it resolves; nothing is sent yet. */
  add(batch: string, chunks: readonly BulkChunk[]): Promise<void>
  counts(batch: string): Promise<BulkCounts>
  fates(batch: string): Promise<ChunkFate[]>
  /** The quota may be there again. Answers how many chunks wait anew. */
  unpark(batch: string): Promise<number>
  /** Only what LINE has refused; nothing that may have arrived. Answers how many chunks wait anew. */
  retryFailed(batch: string): Promise<number>
  /** The numbers of chunks that LINE knows nothing of: their addresses may still be changed. */
  untried(batch: string): Promise<number[]>
  /** Nobody else of this chunk, which nobody has tried, is written to; with nobody left it is gone. */
  readdress(batch: string, number: number, to: readonly ChatAddress[]): Promise<void>
  /** Nothing of it will be sent any more: addresses and words go, what became of each chunk stays. */
  forget(batch: string): Promise<void>
  discard(batch: string): Promise<void>
}

export interface BulkDeps extends BulkSendingDeps {
  readonly model: BulkModel
  readonly keyring: Keyring
  readonly clock: Clock
}

const neverTried: mongo.Filter<BulkChunkRow> = {
  state: { $in: ['waiting', 'parked'] },
  triedAt: { $exists: false },
}

export function createBulkPost(deps: BulkDeps): BulkPost {
  const { keyring, clock } = deps
  const { chunks, addresses, texts } = deps.model
  const sending = createBulkSending(deps)

  function rowOf(batch: string, { number, channel, way, text, to }: BulkChunk): BulkChunkRow {
    return {
      _id: `${batch}/${number}`,
      batch,
      number,
      channel,
      way,
      size: to.length,
      text,
      state: 'waiting',
      dueAt: clock(),
      attempts: 0,
      retryKey: randomUUID(),
    }
  }

  function sealedTo(batch: string, { number, to }: Pick<BulkChunk, 'number' | 'to'>) {
    const id = `${batch}/${number}`
    const lineIds = to.map((address) => openAddress(keyring, address))
    return { _id: id, batch, to: keyring.seal('bulk-to', lineIds.join('\n'), id) }
  }

  /** Nothing of it can be sent any more; what became of each chunk stays. */
  async function forget(batch: string): Promise<void> {
    await addresses.deleteMany({ batch })
    await texts.deleteMany({ batch })
  }

  return {
    async keepText(batch, name, messages) {
      const id = `${batch}/${name}`
      const sealed = keyring.seal('bulk-text', JSON.stringify(messages), id)
      await texts.updateOne({ _id: id }, { $setOnInsert: { batch, messages: sealed } }, { upsert: true })
    },
    async add(batch, some) {
      if (some.length === 0) return
      const once = { ordered: false } as const
      // The addresses first: a chunk without them could not be sent.
      const sealed = some.map((chunk) => sealedTo(batch, chunk))
      await addresses.insertMany(sealed, once).catch((error: unknown) => duplicatesOnly(error))
      const rows = some.map((chunk) => rowOf(batch, chunk))
      await chunks.insertMany(rows, once).catch((error: unknown) => duplicatesOnly(error))
    },
    send: sending.send,
    async counts(batch) {
      const rows = await chunks
        .aggregate<{ _id: { state: ChunkState; unsure: boolean }; size: number }>([
          { $match: { batch } },
          { $group: { _id: { state: '$state', unsure: '$maybeSent' }, size: { $sum: '$size' } } },
        ])
        .toArray()
      const sum = (which: (row: (typeof rows)[number]) => boolean) =>
        rows.filter(which).reduce((total, { size }) => total + size, 0)
      const of = (state: ChunkState) => sum(({ _id }) => _id.state === state)
      return {
        waiting: of('waiting'),
        sent: of('sent'),
        parked: of('parked'),
        failed: of('failed'),
        unsure: sum(({ _id }) => _id.state === 'failed' && _id.unsure === true),
      }
    },
    async fates(batch) {
      const rows = await chunks
        .find({ batch }, { projection: { to: 0 } })
        .sort({ number: 1 })
        .toArray()
      return rows.map(({ number, state, settledAt, problem }) => ({
        number,
        state,
        ...(settledAt && { at: settledAt }),
        ...(problem?.status !== undefined && { status: problem.status }),
      }))
    },
    async unpark(batch) {
      const parked = { batch, state: 'parked' as const }
      // LINE refused these for want of quota, so that it does not know their keys: the day in which a key is safe begins anew.
      await chunks.updateMany({ ...parked, 'problem.status': 429 }, { $unset: { triedAt: '' } })
      const again = { $set: { state: 'waiting' as const, dueAt: clock() } }
      return (await chunks.updateMany(parked, again)).modifiedCount
    },
    async retryFailed(batch) {
      const failed = await chunks
        .find({ batch, state: 'failed', maybeSent: { $ne: true } }, { projection: { _id: 1 } })
        .toArray()
      if (failed.length === 0) return 0
      await chunks.bulkWrite(
        failed.map(({ _id }) => ({
          updateOne: {
            filter: { _id, state: 'failed' },
            update: {
              $set: { state: 'waiting', dueAt: clock(), attempts: 0, retryKey: randomUUID() },
              $unset: { triedAt: '', settledAt: '', problem: '' },
            },
          },
        })),
        { ordered: false },
      )
      return failed.length
    },
    async untried(batch) {
      const rows = await chunks.find({ batch, ...neverTried }, { projection: { number: 1 } }).toArray()
      return rows.map(({ number }) => number)
    },
    async readdress(batch, number, to) {
      const { _id, ...sealed } = sealedTo(batch, { number, to })
      const chunk = { _id, ...neverTried }
      // The chunk first: it says whether its addresses may change at all.
      if (to.length > 0) {
        const { matchedCount } = await chunks.updateOne(chunk, { $set: { size: to.length } })
        if (matchedCount > 0) await addresses.updateOne({ _id }, { $set: sealed })
        return
      }
      if ((await chunks.deleteOne(chunk)).deletedCount > 0) await addresses.deleteOne({ _id })
    },
    forget,
    async discard(batch) {
      await chunks.deleteMany({ batch })
      await forget(batch)
    },
  }
}
