// Keeps the library: one row for each version of a piece of content, never changed, which pieces are put away, and where
// drawn pictures are. A row that this version cannot read throws; it is never left out in silence.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { isDuplicateKey } from '../../../database/driver-values.js'
import { type Content, type ContentBody, readContentSpec } from './content-schema.js'

/** Where a picture and its preview are served: paths below our public address. */
export interface KeptPicture {
  readonly path: string
  readonly previewPath: string
}

export interface ContentModel {
  /** Every version of every piece, or of one; the newest last. */
  versions(key?: string): Promise<Content[]>
  /** `false` when the version is there already: somebody was faster. */
  addVersion(content: Content): Promise<boolean>
  /** The keys of what is put away. */
  archived(): Promise<ReadonlySet<string>>
  setArchived(key: string, archived: boolean, at: Date): Promise<void>
  /** `drawing` names everything that a picture is drawn from. */
  picture(drawing: string, now: Date): Promise<(KeptPicture & { readonly until?: Date }) | undefined>
  /** For good, or `until` then. */
  keepPicture(drawing: string, picture: KeptPicture, until: Date | undefined): Promise<void>
}

interface StoredContent {
  _id: string
  key: string
  version: number
  sha256: string
  body: unknown
  addedAt: Date
}
type StoredPicture = KeptPicture & { _id: string; until?: Date }
type StoredState = { _id: string; archived: boolean; changedAt: Date }

const contentSchema = new Schema<StoredContent>(
  {
    _id: String,
    key: String,
    version: Number,
    sha256: String,
    body: Schema.Types.Mixed,
    addedAt: Date,
  },
  { ...clustered, collection: 'content' },
)
contentSchema.index({ key: 1, version: 1 }, { unique: true })

const pictureSchema = new Schema<StoredPicture>(
  { _id: String, path: String, previewPath: String, until: Date },
  { ...clustered, collection: 'contentPictures' },
)
pictureSchema.index({ until: 1 }, { expireAfterSeconds: 0 })

const stateSchema = new Schema<StoredState>(
  { _id: String, archived: Boolean, changedAt: Date },
  { ...clustered, collection: 'contentStates' },
)

/** What is kept is not a piece of content. Names the piece, never its words. */
export class ContentBroken extends Error {
  override readonly name = 'ContentBroken'
  constructor(id: string, fields: readonly string[]) {
    super(`Stored content that this version cannot use: ${id} (${fields.join(', ')})`)
  }
}

export function createContentModel(connection: Connection): ContentModel {
  const Rows: Model<StoredContent> =
    connection.models.Content ?? connection.model<StoredContent>('Content', contentSchema)
  const Pictures: Model<StoredPicture> =
    connection.models.ContentPicture ?? connection.model<StoredPicture>('ContentPicture', pictureSchema)

  const States: Model<StoredState> =
    connection.models.ContentState ?? connection.model<StoredState>('ContentState', stateSchema)

  return {
    async versions(key) {
      const rows = await Rows.find(key === undefined ? {} : { key })
        .sort({ key: 1, version: 1 })
        .lean()
      return rows.map(({ key, version, sha256, body, addedAt }) => ({
        key,
        version,
        sha256,
        body: bodyOf(`${key}/${version}`, body),
        addedAt,
      }))
    },
    async addVersion(content) {
      try {
        await Rows.create({ _id: `${content.key}/${content.version}`, ...content })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async archived() {
      const rows = await States.find({ archived: true }, { _id: 1 }).lean()
      return new Set(rows.map(({ _id }) => _id))
    },
    async setArchived(key, archived, changedAt) {
      await States.updateOne({ _id: key }, { $set: { archived, changedAt } }, { upsert: true })
    },
    async picture(drawing, now) {
      const row = await Pictures.findById(drawing).lean()
      if (!row || (row.until && row.until <= now)) return undefined
      const { path, previewPath, until } = row
      return { path, previewPath, ...(until && { until }) }
    },
    async keepPicture(drawing, { path, previewPath }, until) {
      const change = until
        ? { $set: { path, previewPath, until } }
        : { $set: { path, previewPath }, $unset: { until: '' } }
      await Pictures.updateOne({ _id: drawing }, change, { upsert: true })
    },
  }
}

function bodyOf(id: string, stored: unknown): ContentBody {
  const read = readContentSpec(stored)
  if (!read.ok) throw new ContentBroken(id, read.fields)
  return read.body
}
