// Who comes back with a receipt. It offers one to a case that was told in the chat, keeps the lock that the reporter's
// browser made, and opens it to whoever proves the receipt. Nothing is looked up by a selector, and salts are made from it, so
// that receipts that exist and that do not take the same way through the same code: nobody learns by trying which exist.
import { timingSafeEqual } from 'node:crypto'
import { addDays, dayInBangkok, startOfDay } from '../../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../../operation/clock.js'
import type { ReceiptLock, ReceiptSalts } from '../../../sealing/receipt-keys.js'
import { newOfferSecret, offerIdOf, sealForOffer } from '../../../sealing/receipt-offer.js'
import type { Keyring } from '../../../security/keyring.js'
import type { ReporterKeys } from '../case.js'
import type { CasesModel } from '../cases-model.js'
import type { ReceiptsModel } from './receipts-model.js'

type Claimed = { readonly ok: true } | { readonly ok: false; readonly why: 'noOffer' | 'hasReceipt' }
type Opened =
  | { readonly ok: true; readonly caseId: string; readonly publicKey: string; readonly wrappedKey: string }
  | { readonly ok: false; readonly why: 'unknownOrWrong' }

export interface ReceiptRules {
  /** A link that makes a receipt for this case once, until the end of tomorrow in Bangkok. */
  offer(told: {
    readonly caseId: string
    readonly caseKey: Uint8Array
  }): Promise<{ readonly url: string; readonly expiresAt: Date }>
  findOffer(offerId: string): Promise<{ readonly caseId: string; readonly sealedKey: string } | undefined>
  /** The way back for a case told in the chat. The same claim again changes nothing. */
  claim(claim: {
    readonly offerId: string
    readonly reporter: ReporterKeys
    readonly lock: ReceiptLock
  }): Promise<Claimed>
  /**
   * The lock of a case that is filed with its way back in it. The same lock again changes nothing. Two receipts may have one
   * selector: whoever names one that is taken must not learn it.
   */
  keep(caseId: string, lock: ReceiptLock): Promise<void>
  /** With which a receipt is locked and proved: for every selector, known or not, always the same two. */
  salts(selector: string): Promise<ReceiptSalts>
  open(shown: { readonly selector: string; readonly authenticator: string }): Promise<Opened>
  /** A name for a selector that cannot be turned back, for whoever counts tries. */
  nameOf(selector: string): string
  forget(caseId: string): Promise<void>
  purgeExpiredOffers(): Promise<number>
}

export function createReceiptRules({
  model,
  cases,
  keyring,
  clock,
  publicUrl,
}: {
  readonly model: ReceiptsModel
  readonly cases: Pick<CasesModel, 'setReporter'>
  readonly keyring: Pick<Keyring, 'pseudonym'>
  readonly clock: Clock
  readonly publicUrl: string
}): ReceiptRules {
  const nameOf = (selector: string) => keyring.pseudonym('receipt selector', selector)
  const hashOf = (authenticator: string) => keyring.pseudonym('receipt authenticator', authenticator)
  const proofOf = ({ selector, authenticator }: Pick<ReceiptLock, 'selector' | 'authenticator'>) =>
    keyring.pseudonym('receipt proof', `${selector} ${authenticator}`)
  const rowOf = (caseId: string, proof: string) => keyring.pseudonym('receipt row', `${proof} ${caseId}`)

  /** Sixteen bytes, written down as the browser writes sixteen random ones: to the last bit. */
  const saltFor = (use: string, selector: string): string =>
    Buffer.from(keyring.pseudonym('receipt salt', `${use} ${selector}`), 'base64url')
      .subarray(0, saltBytes)
      .toString('base64url')

  async function keep(caseId: string, lock: ReceiptLock): Promise<void> {
    const proof = proofOf(lock)
    const { publicKey, wrappedKey } = lock
    await model.insert({ id: rowOf(caseId, proof), proof, caseId, publicKey, wrappedKey })
  }

  async function wasClaimed({ lock }: Parameters<ReceiptRules['claim']>[0]): Promise<boolean> {
    return (await model.find(proofOf(lock)))?.publicKey === lock.publicKey
  }

  async function liveOffer(offerId: string) {
    const offer = await model.findOffer(offerId)
    return offer && offer.expiresAt > clock() ? offer : undefined
  }

  return {
    async offer({ caseId, caseKey }) {
      const secret = newOfferSecret()
      // A whole day at least, and no hour that would tell when the case was told.
      const expiresAt = startOfDay(addDays(dayInBangkok(clock()), 2))
      const sealedKey = await sealForOffer(secret, caseId, caseKey)
      await model.insertOffer({ offerId: await offerIdOf(secret), caseId, sealedKey, expiresAt })
      return { url: `${publicUrl}/receipt?openExternalBrowser=1#${secret}`, expiresAt }
    },
    async findOffer(offerId) {
      const offer = await liveOffer(offerId)
      return offer && { caseId: offer.caseId, sealedKey: offer.sealedKey }
    },
    async claim(claim) {
      const { offerId, reporter, lock } = claim
      const offer = await liveOffer(offerId)
      if (!offer) return (await wasClaimed(claim)) ? { ok: true } : { ok: false, why: 'noOffer' }
      await keep(offer.caseId, lock)
      if (!(await cases.setReporter(offer.caseId, reporter))) {
        await model.remove(rowOf(offer.caseId, proofOf(lock)))
        return { ok: false, why: 'hasReceipt' }
      }
      await model.removeOffer(offerId)
      return { ok: true }
    },
    keep,
    async salts(selector) {
      const made = {
        authenticatorSalt: saltFor('authenticator', selector),
        wrappingSalt: saltFor('wrapping', selector),
      }
      const { authenticatorSalt, wrappingSalt } = (await model.findOld(nameOf(selector))) ?? made
      return { authenticatorSalt, wrappingSalt }
    },
    async open(shown) {
      const { selector, authenticator } = shown
      const [found, old] = await Promise.all([model.find(proofOf(shown)), model.findOld(nameOf(selector))])
      const hash = hashOf(authenticator)
      const oldHash = old?.opens?.authenticatorHash ?? hashOf(selector)
      const isOld = timingSafeEqual(Buffer.from(oldHash), Buffer.from(hash))
      const opened = found ?? (isOld ? old?.opens : undefined)
      if (!opened) return { ok: false, why: 'unknownOrWrong' }
      const { caseId, publicKey, wrappedKey } = opened
      return { ok: true, caseId, publicKey, wrappedKey }
    },
    nameOf,
    forget: model.forget,
    purgeExpiredOffers: () => model.dropExpiredOffers(clock()),
  }
}

const saltBytes = 16
