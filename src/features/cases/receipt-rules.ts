// Who comes back with a receipt. It offers one to a case that was told in the chat, keeps the lock that the reporter's
// browser made, and opens it to whoever proves the receipt. An unknown receipt and a wrong one get the same answer for the
// same work, so that nobody learns by trying which exist.
import { timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../clock.js'
import { addDays, dayInBangkok, startOfDay } from '../../i18n/bangkok-time.js'
import type { Keyring } from '../../security/keyring.js'
import type { ReceiptLock, ReceiptSalts } from '../../security/receipt-keys.js'
import { newOfferSecret, offerIdOf, sealForOffer } from '../../security/receipt-offer.js'
import type { ReporterKeys } from './case.js'
import type { CasesModel } from './cases-model.js'
import type { ReceiptsModel, StoredReceipt } from './receipts-model.js'

type Kept = { readonly ok: true } | { readonly ok: false; readonly why: 'selectorTaken' }
type Claimed = Kept | { readonly ok: false; readonly why: 'noOffer' | 'hasReceipt' }
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
  /** The lock of a case that is filed with its way back in it. The same lock again changes nothing. */
  keep(caseId: string, lock: ReceiptLock): Promise<Kept>
  /** For every selector, known or not, always the same two. */
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

  /** What an unknown selector would be, if it were one: as random as the real ones and the same each time. */
  const decoyOf = (selector: string): StoredReceipt => ({
    selectorName: nameOf(selector),
    caseId: '',
    authenticatorSalt: keyring.pseudonym('receipt decoy salt', `authenticator ${selector}`, saltLength),
    wrappingSalt: keyring.pseudonym('receipt decoy salt', `wrapping ${selector}`, saltLength),
    authenticatorHash: keyring.pseudonym('receipt decoy', selector),
    publicKey: '',
    wrappedKey: '',
  })

  /** The decoy is made in both cases, so that both cost the same. */
  async function lookUp(selector: string): Promise<{ found: StoredReceipt; known: boolean }> {
    const decoy = decoyOf(selector)
    const kept = await model.find(nameOf(selector))
    return { found: kept ?? decoy, known: kept !== undefined }
  }

  async function keep(caseId: string, { selector, authenticator, ...lock }: ReceiptLock): Promise<Kept> {
    const row = { selectorName: nameOf(selector), caseId, authenticatorHash: hashOf(authenticator), ...lock }
    return (await model.insert(row)) ? { ok: true } : { ok: false, why: 'selectorTaken' }
  }

  async function wasClaimed({ lock }: Parameters<ReceiptRules['claim']>[0]): Promise<boolean> {
    const kept = await model.find(nameOf(lock.selector))
    return kept?.authenticatorHash === hashOf(lock.authenticator) && kept.publicKey === lock.publicKey
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
      const kept = await keep(offer.caseId, lock)
      if (!kept.ok) return kept
      if (!(await cases.setReporter(offer.caseId, reporter))) {
        await model.remove(nameOf(lock.selector))
        return { ok: false, why: 'hasReceipt' }
      }
      await model.removeOffer(offerId)
      return { ok: true }
    },
    keep,
    async salts(selector) {
      const { authenticatorSalt, wrappingSalt } = (await lookUp(selector)).found
      return { authenticatorSalt, wrappingSalt }
    },
    async open({ selector, authenticator }) {
      const { found, known } = await lookUp(selector)
      const right = timingSafeEqual(Buffer.from(found.authenticatorHash), Buffer.from(hashOf(authenticator)))
      if (!right || !known) return { ok: false, why: 'unknownOrWrong' }
      const { caseId, publicKey, wrappedKey } = found
      return { ok: true, caseId, publicKey, wrappedKey }
    },
    nameOf,
    forget: model.forget,
    purgeExpiredOffers: () => model.dropExpiredOffers(clock()),
  }
}

/** 16 bytes in base64url. */
const saltLength = 22
