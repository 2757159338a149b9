// Keeps what a receipt proves itself against, and the offers of receipts that were not made yet. The receipt is in neither:
// a selector is a pepper's HMAC, an authenticator a hash, and an offer's secret was never here.
import { type Connection, type Model, Schema } from 'mongoose'

export interface StoredReceipt {
  /** HMAC of the selector. */
  readonly selectorName: string
  readonly caseId: string
  readonly authenticatorSalt: string
  readonly wrappingSalt: string
  readonly authenticatorHash: string
  readonly publicKey: string
  readonly wrappedKey: string
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
  /** `false` when the selector belongs to another receipt. The same receipt twice is kept once. */
  insert(receipt: StoredReceipt): Promise<boolean>
  find(selectorName: string): Promise<StoredReceipt | undefined>
  remove(selectorName: string): Promise<void>
  insertOffer(offer: StoredOffer): Promise<void>
  findOffer(offerId: string): Promise<StoredOffer | undefined>
  removeOffer(offerId: string): Promise<void>
  /** Everything by which the reporter of a case could come back. */
  forget(caseId: string): Promise<void>
  dropExpiredOffers(now: Date): Promise<number>
}

type ReceiptRow = Omit<StoredReceipt, 'selectorName'> & { _id: string }
type OfferRow = Omit<StoredOffer, 'offerId'> & { _id: string }

export function createReceiptsModel(connection: Connection): ReceiptsModel {
  const Receipts: Model<ReceiptRow> =
    connection.models.Receipt ?? connection.model<ReceiptRow>('Receipt', receiptSchema(), 'receipts')
  const Offers: Model<OfferRow> =
    connection.models.ReceiptOffer ??
    connection.model<OfferRow>('ReceiptOffer', offerSchema(), 'receipt_offers')

  return {
    async insert({ selectorName, ...row }) {
      await Receipts.updateOne({ _id: selectorName }, { $setOnInsert: row }, { upsert: true })
      const kept = await Receipts.findById(selectorName).lean()
      return kept?.caseId === row.caseId && kept.authenticatorHash === row.authenticatorHash
    },
    async find(selectorName) {
      const row = await Receipts.findById(selectorName).lean()
      if (!row) return undefined
      const { _id, ...receipt } = row
      return { selectorName: _id, ...receipt }
    },
    async remove(selectorName) {
      await Receipts.deleteOne({ _id: selectorName })
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
      await Receipts.deleteMany({ caseId })
    },
    async dropExpiredOffers(now) {
      return (await Offers.deleteMany({ expiresAt: { $lte: now } })).deletedCount
    },
  }
}

function receiptSchema(): Schema<ReceiptRow> {
  const schema = new Schema<ReceiptRow>(
    {
      _id: String,
      caseId: String,
      authenticatorSalt: String,
      wrappingSalt: String,
      authenticatorHash: String,
      publicKey: String,
      wrappedKey: String,
    },
    { versionKey: false },
  )
  schema.index({ caseId: 1 })
  return schema
}

function offerSchema(): Schema<OfferRow> {
  const schema = new Schema<OfferRow>(
    { _id: String, caseId: String, sealedKey: String, expiresAt: Date },
    { versionKey: false },
  )
  schema.index({ caseId: 1 })
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}
