// Keeps what a receipt proves itself against, and the offers of receipts that were not made yet. The receipt is in neither:
// a proof is a pepper's HMAC of selector and authenticator together, and an offer's secret was never here. Nothing in a row is
// found by a selector alone: whoever has only that finds the same nothing, whether there is such a receipt or not.
import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'

export interface StoredReceipt {
  /** HMAC of the proof and the case. */
  readonly id: string
  /** HMAC of selector and authenticator together. */
  readonly proof: string
  readonly caseId: string
  readonly publicKey: string
  readonly wrappedKey: string
}

/** As an earlier version kept it: under its selector, with salts that the browser had drawn. */
export interface OldReceipt {
  readonly authenticatorSalt: string
  readonly wrappingSalt: string
  /** Absent: its case is gone. The salts stay, so that nobody who asks for them sees it go. */
  readonly opens?: Pick<StoredReceipt, 'caseId' | 'publicKey' | 'wrappedKey'> & {
    readonly authenticatorHash: string
  }
}

export interface StoredOffer {
  /** A hash of the secret in the link. */
  readonly offerId: string
  readonly caseId: string
  /** The case key, sealed under that secret. */
  readonly sealedKey: string
  /** The end of a day, so that it tells no time of filing. */
  readonly expiresAt: Date
}

export interface ReceiptsModel {
  /** The same receipt twice is kept once. */
  insert(receipt: StoredReceipt): Promise<void>
  find(proof: string): Promise<StoredReceipt | undefined>
  findOld(selectorName: string): Promise<OldReceipt | undefined>
  remove(id: string): Promise<void>
  insertOffer(offer: StoredOffer): Promise<void>
  findOffer(offerId: string): Promise<StoredOffer | undefined>
  removeOffer(offerId: string): Promise<void>
  /** Everything by which the reporter of a case could come back. */
  forget(caseId: string): Promise<void>
  dropExpiredOffers(now: Date): Promise<number>
}

type ReceiptRow = Omit<StoredReceipt, 'id'> & { _id: string }
type OldRow = Pick<OldReceipt, 'authenticatorSalt' | 'wrappingSalt'> &
  Partial<NonNullable<OldReceipt['opens']>>
type OfferRow = Omit<StoredOffer, 'offerId'> & { _id: string }

export function createReceiptsModel(connection: Connection): ReceiptsModel {
  const Receipts: Model<ReceiptRow> =
    connection.models.Receipt ?? connection.model<ReceiptRow>('Receipt', receiptSchema(), 'receipts')
  const Offers: Model<OfferRow> =
    connection.models.ReceiptOffer ??
    connection.model<OfferRow>('ReceiptOffer', offerSchema(), 'receipt_offers')

  return {
    async insert({ id, ...row }) {
      await Receipts.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true })
    },
    async find(proof) {
      // One and the same receipt for two cases: whoever made that has both halves of it, and always finds the same one.
      const row = await Receipts.findOne({ proof }).sort({ _id: 1 }).lean()
      if (!row) return undefined
      const { _id, ...receipt } = row
      return { id: _id, ...receipt }
    },
    async findOld(selectorName) {
      const row = await Receipts.findOne({ _id: selectorName, proof: { $exists: false } }).lean<OldRow>()
      if (!row) return undefined
      const { authenticatorSalt, wrappingSalt, caseId, publicKey, wrappedKey, authenticatorHash } = row
      const isOpen = caseId && publicKey && wrappedKey && authenticatorHash
      const opens = isOpen ? { caseId, publicKey, wrappedKey, authenticatorHash } : undefined
      return { authenticatorSalt, wrappingSalt, ...(opens && { opens }) }
    },
    async remove(id) {
      await Receipts.deleteOne({ _id: id })
    },
    async insertOffer({ offerId, ...row }) {
      await Offers.updateOne({ _id: offerId }, { $setOnInsert: row }, { upsert: true })
    },
    async findOffer(offerId) {
      const row = await Offers.findById(offerId).lean()
      if (!row) return undefined
      const { _id, ...offer } = row
      return { offerId: _id, ...offer }
    },
    async removeOffer(offerId) {
      await Offers.deleteOne({ _id: offerId })
    },
    async forget(caseId) {
      await Offers.deleteMany({ caseId })
      await Receipts.deleteMany({ caseId, proof: { $exists: true } })
      const opened = { caseId: '', authenticatorHash: '', publicKey: '', wrappedKey: '' }
      await Receipts.updateMany({ caseId }, { $unset: opened })
    },
    async dropExpiredOffers(now) {
      return (await Offers.deleteMany({ expiresAt: { $lte: now } })).deletedCount
    },
  }
}

function receiptSchema(): Schema<ReceiptRow> {
  const schema = new Schema<ReceiptRow>(
    {
      ...{ _id: String, proof: String, caseId: String, publicKey: String, wrappedKey: String },
      // Of earlier versions.
      ...{ authenticatorSalt: String, wrappingSalt: String, authenticatorHash: String },
    },
    { ...clustered },
  )
  schema.index({ caseId: 1 })
  schema.index({ proof: 1 })
  return schema
}

function offerSchema(): Schema<OfferRow> {
  const schema = new Schema<OfferRow>(
    { _id: String, caseId: String, sealedKey: String, expiresAt: Date },
    { ...clustered },
  )
  schema.index({ caseId: 1 })
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}
