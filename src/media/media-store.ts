/*
 * Keeps pictures by the SHA-256 of their bytes. The address is the content: equal bytes are kept once, an address never
 * changes what it shows, and it cannot be guessed. Nothing is kept but the bytes, their kind and the day.
 */

import { createHash } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../database/clustered.js'
import type { Clock } from '../operation/clock.js'

type MediaMime = 'image/png' | 'image/jpeg'
type KeptMedia = { sha256: string; path: string }
type FoundMedia = { bytes: Buffer; mime: MediaMime }

export interface MediaStore {
  /** Keeps the bytes (once) and says where the web room serves them. Throws MediaRefused. */
  keep(bytes: Buffer, mime: MediaMime): Promise<KeptMedia>
  /** The same for a day, unless it is kept or settled meanwhile: what somebody has sent and not yet confirmed. */
  keepForADay(bytes: Buffer, mime: MediaMime): Promise<KeptMedia>
  /** Keeps for good what was kept for a day; says whether all of it is still there. */
  settle(sha256s: readonly string[]): Promise<boolean>
  /** The bytes kept under a hash in lower-case hexadecimal, or undefined. */
  find(sha256: string): Promise<FoundMedia | undefined>
}

/** LINE takes pictures of up to 10 MB, and a MongoDB document holds 16 MB. */
export const MOST_MEDIA_BYTES = 10_000_000

/** empty; tooLarge: more than 10 MB; notThisKind: the bytes are not what the mime type says. */
export class MediaRefused extends Error {
  constructor(readonly reason: 'empty' | 'tooLarge' | 'notThisKind') {
    super(`The file was not kept: ${reason}`)
    this.name = 'MediaRefused'
  }
}

const EXTENSIONS: Record<MediaMime, string> = { 'image/png': 'png', 'image/jpeg': 'jpg' }
const FIRST_BYTES: Record<MediaMime, Buffer> = {
  'image/png': Buffer.from('89504e470d0a1a0a', 'hex'),
  'image/jpeg': Buffer.from('ffd8ff', 'hex'),
}
const SHA256 = /^[0-9a-f]{64}$/
const DUPLICATE_KEY = 11000

type MediaFile = { _id: string; mime: MediaMime; bytes: Buffer; keptOn: Date; expiresAt?: Date }

const mediaSchema = new Schema<MediaFile>(
  {
    _id: { type: String, required: true },
    mime: { type: String, required: true, enum: Object.keys(EXTENSIONS) as MediaMime[] },
    bytes: { type: Buffer, required: true },
    keptOn: { type: Date, required: true },
    expiresAt: { type: Date },
  },
  { collection: 'media', ...clustered },
)

mediaSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
const DAY = 24 * 3_600_000

/** A store on this connection; several stores on one connection share what they keep. */
export function createMediaStore(connection: Connection, clock: Clock = () => new Date()): MediaStore {
  const files: Model<MediaFile> =
    connection.models.MediaFile ?? connection.model<MediaFile>('MediaFile', mediaSchema)

  async function put(bytes: Buffer, mime: MediaMime, expiresAt: Date | undefined): Promise<KeptMedia> {
    assertMayBeKept(bytes, mime)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const keptOn = startOfDay(clock())
    const lasting = expiresAt === undefined
    try {
      await files.updateOne(
        { _id: sha256 },
        {
          $setOnInsert: { mime, bytes, keptOn, ...(!lasting && { expiresAt }) },
          ...(lasting && { $unset: { expiresAt: '' } }),
        },
        { upsert: true },
      )
    } catch (error) {
      // Two keepers of the same bytes at the same moment: the other one was first, which is as good.
      if (!isDuplicateKey(error)) throw error
      if (lasting) await files.updateOne({ _id: sha256 }, { $unset: { expiresAt: '' } })
    }
    return { sha256, path: `/media/${sha256}.${EXTENSIONS[mime]}` }
  }

  return {
    keep: (bytes, mime) => put(bytes, mime, undefined),
    keepForADay: (bytes, mime) => put(bytes, mime, new Date(clock().getTime() + DAY)),
    async settle(sha256s) {
      const these = { _id: { $in: [...sha256s] } }
      await files.updateMany(these, { $unset: { expiresAt: '' } })
      return (await files.countDocuments(these)) === new Set(sha256s).size
    },

    async find(sha256) {
      if (!SHA256.test(sha256)) return undefined
      const file = await files.findById(sha256).exec()
      return file === null ? undefined : { bytes: Buffer.from(file.bytes), mime: file.mime }
    },
  }
}

function assertMayBeKept(bytes: Buffer, mime: MediaMime): void {
  if (bytes.length === 0) throw new MediaRefused('empty')
  if (bytes.length > MOST_MEDIA_BYTES) throw new MediaRefused('tooLarge')
  const expected = FIRST_BYTES[mime]
  if (!bytes.subarray(0, expected.length).equals(expected)) throw new MediaRefused('notThisKind')
}

function startOfDay(moment: Date): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()))
}

function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY
}
