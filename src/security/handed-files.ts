// Files that an officer's command made, handed out for a short time. A file is kept sealed under a key that is only in its
// link: the database holds the link's hash and ciphertext, so that neither a copy of it nor SECRET_KEY opens a file.
// What is past its time is not given out any more, and the purge deletes it.

import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import { z } from 'zod'
import { clustered } from '../database/clustered.js'
import type { Clock } from '../operation/clock.js'
import type { Audit } from './audit/audit.js'

export interface FileToHand {
  /** As the reader's machine will call it; any script. */
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
  /** For the audit chain: a staff id or pseudonym, and what the file is ('evidence policy-7'), never anybody's words. */
  readonly madeFor: { readonly who: string; readonly what: string }
  /** Milliseconds; a day when absent. */
  readonly keepFor?: number
}

export interface HandedFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Buffer
}

export interface HandedFiles {
  /** Keeps the file and gives the one link that opens it. Nobody can find the link again. */
  hand(file: FileToHand): Promise<{ readonly url: string; readonly expiresAt: Date }>
  /** What a link's token opens; `undefined` when there is no such file, or its time is over. */
  open(token: string): Promise<HandedFile | undefined>
  /** Whoever had them made lost the role for it: the links open nothing any more. Answers how many rows went. */
  withdraw(who: readonly string[]): Promise<number>
  /** Deletes what is past its time; answers how many rows went. */
  purge(): Promise<number>
}

const A_DAY = 24 * 3_600_000
/** A MongoDB document holds 16 MB. */
const PART_BYTES = 8_000_000
const NONCE = 12
const TAG = 16

const wrapping = z.object({ name: z.string(), mime: z.string() })

interface StoredPart {
  /** The hash of the token, and the number of the part. */
  _id: string
  parts: number
  bytes: Buffer
  expiresAt: Date
  /** A hash of whom it was made for: it tells nobody's id, and finds what is theirs. */
  owner?: string
}

export function createHandedFiles(deps: {
  readonly connection: Connection
  readonly clock: Clock
  readonly audit: Audit
  readonly publicUrl: string
}): HandedFiles {
  const { connection, clock, audit, publicUrl } = deps
  const schema = new Schema<StoredPart>(
    { _id: String, parts: Number, bytes: Buffer, expiresAt: Date, owner: String },
    { ...clustered, collection: 'handed_files' },
  )
  schema.index({ expiresAt: 1 })
  const Parts: Model<StoredPart> =
    connection.models.HandedFilePart ?? connection.model<StoredPart>('HandedFilePart', schema)

  return {
    async hand({ name, mime, bytes, madeFor, keepFor = A_DAY }) {
      const token = randomBytes(32).toString('base64url')
      const expiresAt = new Date(clock().getTime() + keepFor)
      const sealed = seal(token, { name, mime }, bytes)
      const parts = Math.ceil(sealed.length / PART_BYTES)
      for (let part = 0; part < parts; part++) {
        const slice = sealed.subarray(part * PART_BYTES, (part + 1) * PART_BYTES)
        await Parts.create({
          _id: partId(token, part),
          parts,
          bytes: slice,
          expiresAt,
          owner: ownerOf(madeFor.who),
        })
      }
      await audit.record({
        who: madeFor.who,
        action: 'file handed out',
        about: madeFor.what,
        outcome: 'done',
      })
      // LINE's own browser on a phone shows files badly; this asks it to hand over to the phone's.
      const url = `${publicUrl}/files/${token}/${encodeURIComponent(name)}?openExternalBrowser=1`
      return { url, expiresAt }
    },

    async open(token) {
      if (!/^[\w-]{43}$/.test(token)) return undefined
      const first = await Parts.findById(partId(token, 0)).lean()
      if (!first || first.expiresAt <= clock()) return undefined
      const slices = [first.bytes]
      for (let part = 1; part < first.parts; part++) {
        const next = await Parts.findById(partId(token, part)).lean()
        // The purge may come in between.
        if (!next) return undefined
        slices.push(next.bytes)
      }
      return unseal(token, Buffer.concat(slices.map(bufferOf)))
    },

    async withdraw(who) {
      return (await Parts.deleteMany({ owner: { $in: who.map(ownerOf) } })).deletedCount
    },

    async purge() {
      const { deletedCount } = await Parts.deleteMany({ expiresAt: { $lte: clock() } })
      return deletedCount
    },
  }
}

const ownerOf = (who: string): string =>
  createHash('sha256').update(`sujarit/handed-file-owner/${who}`).digest('base64url')

const partId = (token: string, part: number): string =>
  `${createHash('sha256').update(`sujarit/handed-file/${token}`).digest('base64url')}/${part}`

const keyOf = (token: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(token, 'base64url'), 'sujarit', 'handed-file', 32))

/** Nonce, tag, ciphertext of: length of the wrapping (4 bytes), the wrapping as JSON, the file. */
function seal(token: string, wrapped: z.infer<typeof wrapping>, bytes: Uint8Array): Buffer {
  const head = Buffer.from(JSON.stringify(wrapped))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(head.length)
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(token), nonce)
  const body = [cipher.update(length), cipher.update(head), cipher.update(bytes), cipher.final()]
  return Buffer.concat([nonce, cipher.getAuthTag(), ...body])
}

function unseal(token: string, sealed: Buffer): HandedFile {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(token), sealed.subarray(0, NONCE))
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  const plain = Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()])
  const from = 4 + plain.readUInt32BE(0)
  return {
    ...wrapping.parse(JSON.parse(plain.subarray(4, from).toString('utf8'))),
    bytes: plain.subarray(from),
  }
}

/** A lean row gives the driver's Binary. */
function bufferOf(bytes: Buffer | { readonly buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer)
}
