// Keeps pictures of gifts, sealed. A picture of a report that was never confirmed dies after a day; one that belongs to a
// report stays with it.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { bytesOf } from '../../../database/driver-values.js'

export interface GiftPicture {
  /** Random. */
  readonly pictureId: string
  readonly giftId: string
  readonly mime: 'image/png' | 'image/jpeg'
  readonly sealed: Buffer
}

export interface GiftPicturesModel {
  add(picture: GiftPicture, expiresAt: Date): Promise<void>
  /** How many of them are still there; from now on they stay. */
  keep(giftId: string, pictureIds: readonly string[]): Promise<number>
  find(pictureId: string): Promise<GiftPicture | undefined>
  /** Only those of a report that was never confirmed. */
  dropUnkept(giftId: string, pictureIds?: readonly string[]): Promise<void>
}

type Stored = Omit<GiftPicture, 'pictureId'> & { _id: string; expiresAt?: Date }

const pictureSchema = new Schema<Stored>(
  { _id: String, giftId: String, mime: String, sealed: Buffer, expiresAt: Date },
  { ...clustered, collection: 'gift_pictures' },
)
pictureSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
pictureSchema.index({ giftId: 1 })

export function createGiftPicturesModel(connection: Connection): GiftPicturesModel {
  const Rows: Model<Stored> =
    connection.models.GiftPicture ?? connection.model<Stored>('GiftPicture', pictureSchema)
  return {
    async add({ pictureId, ...picture }, expiresAt) {
      await Rows.updateOne({ _id: pictureId }, { $setOnInsert: { ...picture, expiresAt } }, { upsert: true })
    },
    async keep(giftId, pictureIds) {
      if (pictureIds.length === 0) return 0
      const these = { _id: { $in: [...pictureIds] }, giftId }
      await Rows.updateMany(these, { $unset: { expiresAt: '' } })
      return Rows.countDocuments(these)
    },
    async find(pictureId) {
      const row = await Rows.findById(pictureId).lean()
      return row
        ? { pictureId: row._id, giftId: row.giftId, mime: row.mime, sealed: bytesOf(row.sealed) }
        : undefined
    },
    async dropUnkept(giftId, pictureIds) {
      await Rows.deleteMany({
        giftId,
        expiresAt: { $exists: true },
        ...(pictureIds && { _id: { $in: [...pictureIds] } }),
      })
    },
  }
}
