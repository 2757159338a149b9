// The durable sending: a row is stored, with its retry key, before the first try. A reply is used while its token is
// fresh (it is free), a push afterwards. What LINE refuses for good is kept for the operator with LINE's own details.
import { randomUUID } from 'node:crypto'
import { duplicatesOnly } from '../../database/driver-values.js'
import { createGroupCommit } from '../../database/group-commit.js'
import type { Role } from '../../security/roles.js'
import { createChatsBehind } from '../inbox/chats-behind.js'
import { createOutboxClaims, letterLeaseMilliseconds } from './outbox-claims.js'
import { type Letter, sealLetter } from './outbox-letter.js'
import type { OutboxRow } from './outbox-model.js'
import { createSending, neverLeased, type SendingDeps } from './outbox-sending.js'
import { withdrawLetters } from './outbox-withdrawal.js'

export interface Outbox {
  /** Durable when it resolves. `sendNow`: the caller has the chat's turn, the letters are tried at once. */
  post(letters: readonly Letter[], how: { readonly sendNow: boolean }): Promise<void>
  /** Tries what is due, oldest first and one letter per chat at a time. Answers how many letters were tried. */
  sendDue(): Promise<number>
  /** Takes out what waits or is parked for a chat and was meant for roles that its holder has no more. Answers how many. */
  withdraw(chat: string, rolesLeft: readonly Role[]): Promise<number>
  /** Parked letters get another chance (a new month, a larger plan). Answers how many. */
  unpark(channel?: string): Promise<number>
  parked(channel: string): Promise<number>
  waiting(): Promise<number>
  /** Letters that can be tried now. */
  due(): Promise<number>
  dead(): Promise<number>
}

/** Letters that are tried at the same time; a lease must not run out while a letter waits for its lane. */
const lanes = 32

export function createOutbox(deps: SendingDeps): Outbox {
  const { model, keyring, clock } = deps
  const owner = randomUUID()
  const behind = createChatsBehind()
  const claims = createOutboxClaims({ model, clock })
  const sending = createSending(deps, behind)
  let lastSeq = 0

  function nextSeq(): number {
    lastSeq = Math.max(lastSeq + 1, clock().getTime() * 1000)
    return lastSeq
  }

  function rowOf(letter: Letter, tryNow: boolean): OutboxRow {
    const now = clock()
    return {
      _id: letter.id,
      channel: letter.to.channel,
      chat: letter.to.key,
      seq: nextSeq(),
      state: 'waiting',
      dueAt: now,
      leaseUntil: tryNow ? new Date(now.getTime() + letterLeaseMilliseconds) : neverLeased,
      owner: tryNow ? owner : '',
      attempts: tryNow ? 1 : 0,
      retryKey: randomUUID(),
      createdAt: now,
      trying: tryNow,
      maybeReplied: false,
      replySpent: false,
      body: sealLetter(keyring, letter),
      ...(letter.receipt && { receipt: { ...letter.receipt } }),
      ...(letter.onlyFor && { onlyFor: [...letter.onlyFor] }),
    }
  }

  const insert = createGroupCommit<{ rows: OutboxRow[]; known: Set<string> }>(async (posts) => {
    const rows = posts.flatMap((post) => post.rows)
    try {
      await model.insertMany(rows, { ordered: false })
    } catch (error) {
      const known = new Set(duplicatesOnly(error).flatMap((index) => rows[index]?._id ?? []))
      for (const post of posts) for (const id of known) post.known.add(id)
    }
  })

  /** Another replica may have sent what waits here. */
  async function lookAfterOthers(): Promise<void> {
    const oldest = behind.oldest(200)
    if (oldest.length === 0) return
    const rows = await model
      .find(
        { _id: { $in: oldest.map(({ letter }) => letter) }, state: 'waiting' },
        { projection: { _id: 1 } },
      )
      .toArray()
    const waiting = new Set(rows.map(({ _id }) => _id))
    for (const { chat, letter } of oldest) if (!waiting.has(letter)) behind.settled(chat, letter)
  }

  return {
    async post(letters, { sendNow }) {
      if (letters.length === 0) return
      const rows = letters.map((letter) => rowOf(letter, sendNow && !behind.isBehind(letter.to.key)))
      const known = new Set<string>()
      await insert({ rows, known })
      for (const row of rows) {
        if (known.has(row._id)) continue
        if (!row.trying) behind.waits(row.chat, row._id)
        else if (behind.isBehind(row.chat)) await sending.putBack(row)
        else await sending.attempt(row)
      }
    },
    async sendDue() {
      const rows = await claims.claim(lanes)
      if (rows.length === 0) await lookAfterOthers()
      const tries = await Promise.allSettled(rows.map(sending.attempt))
      const broken = tries.find((one) => one.status === 'rejected')
      if (broken) throw broken.reason
      return rows.length
    },
    withdraw: (chat, rolesLeft) => withdrawLetters(model, chat, rolesLeft),
    async unpark(channel) {
      const { modifiedCount } = await model.updateMany(
        { state: 'parked', ...(channel !== undefined && { channel }) },
        // LINE refused them, so that it does not know their retry keys: the day in which these are safe begins anew.
        { $set: { state: 'waiting', dueAt: clock(), createdAt: clock(), leaseUntil: neverLeased } },
      )
      return modifiedCount
    },
    parked: (channel) => model.countDocuments({ state: 'parked', channel }),
    waiting: () => model.countDocuments({ state: 'waiting' }),
    due: () => claims.due(),
    dead: () => model.countDocuments({ state: 'dead' }),
  }
}
