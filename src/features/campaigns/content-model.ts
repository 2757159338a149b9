// Keeps the library: one row for each version of a piece of content, never changed, and where its drawn pictures are.

import { type Connection, type Model, Schema } from 'mongoose'
import { isDuplicateKey } from '../../driver-values.js'
import { type Content, contentSpecSchema } from './content-schema.js'

/** Where a picture and its preview are served: paths below our public address. */
export interface KeptPicture {
  readonly path: string
  readonly previewPath: string
}

export interface ContentModel {
  /** Every version of every piece, or of one; the newest last. */
  versions(key?: string): Promise<Content[]>
  /** `false` when the version is there already: somebody was faster. */
  addVersion(content: Content, at: Date): Promise<boolean>
  /** `drawing` names everything that a picture is drawn from. */
  picture(drawing: string): Promise<KeptPicture | undefined>
  keepPicture(drawing: string, picture: KeptPicture): Promise<void>
}

interface StoredContent {
  _id: string
  key: string
  version: number
  sha256: string
  body: unknown
  addedAt: Date
}
type StoredPicture = KeptPicture & { _id: string }

const contentSchema = new Schema<StoredContent>(
  {
    _id: String,
    key: String,
    version: Number,
    sha256: String,
    body: Schema.Types.Mixed,
    addedAt: Date,
  },
  { versionKey: false, collection: 'content' },
)
contentSchema.index({ key: 1, version: 1 }, { unique: true })

const pictureSchema = new Schema<StoredPicture>(
  { _id: String, path: String, previewPath: String },
  { versionKey: false, collection: 'contentPictures' },
)

export function createContentModel(connection: Connection): ContentModel {
  const Rows: Model<StoredContent> =
    connection.models.Content ?? connection.model<StoredContent>('Content', contentSchema)
  const Pictures: Model<StoredPicture> =
    connection.models.ContentPicture ?? connection.model<StoredPicture>('ContentPicture', pictureSchema)

  return {
    async versions(key) {
      const rows = await Rows.find(key === undefined ? {} : { key })
        .sort({ key: 1, version: 1 })
        .lean()
      return rows.map(({ key, version, sha256, body }) => ({
        key,
        version,
        sha256,
        body: contentSpecSchema.parse(body),
      }))
    },
    async addVersion(content, at) {
      try {
        await Rows.create({ _id: `${content.key}/${content.version}`, ...content, addedAt: at })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async picture(drawing) {
      const row = await Pictures.findById(drawing).lean()
      return row ? { path: row.path, previewPath: row.previewPath } : undefined
    },
    async keepPicture(drawing, { path, previewPath }) {
      await Pictures.updateOne({ _id: drawing }, { $set: { path, previewPath } }, { upsert: true })
    },
  }
}
