// The gift desk: takes reports, corrections and withdrawals by the person who received the gift, and by nobody else. Nothing is
// written over: a correction is a new version and says by which rules it was decided. What it was and who gave it stay sealed.
import { randomBytes } from 'node:crypto'
import { type Day, dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../operation/clock.js'
import type { Audit } from '../../security/audit/audit.js'
import type { Keyring } from '../../security/keyring.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import type { GiftPicturesModel } from './declaring/gift-pictures-model.js'
import { decideGift, type GiftDecision } from './gift-decision-rules.js'
import { type GiftFacts, type GiftWords, giftWords } from './gift-facts.js'
import type { GiftsModel, GiftVersion, KeptGift } from './gifts-model.js'

export interface GiftReport {
  /** Made by newGiftId when the report was begun, so that it is taken only once. */
  readonly giftId: string
  /** The version that is corrected; 0 for a new report. */
  readonly from: number
  readonly staffId: string
  readonly facts: GiftFacts
  readonly words: GiftWords
  readonly pictures: readonly string[]
  readonly at: Date
  readonly eventKey: string
}

export interface Withdrawal {
  readonly giftId: string
  readonly from: number
  readonly staffId: string
  readonly reason: string
  readonly at: Date
  readonly eventKey: string
}

/** A gift with its words opened: only for whoever reported it, and for those who keep the register. */
export interface OpenedGift extends KeptGift {
  readonly words: GiftWords & { readonly reason?: string }
}

export type Taken =
  | { readonly ok: true; readonly gift: KeptGift }
  | {
      readonly ok: false
      /** changed: the version that was corrected is no longer the current one, or was withdrawn. */
      readonly why: 'notStaff' | 'notYours' | 'inFuture' | 'changed' | 'picturesLost'
    }

export interface GiftsRules {
  decide(facts: GiftFacts): Promise<GiftDecision>
  limits(): Promise<{ readonly giftLimitBaht: number; readonly giftReportDays: number }>
  take(report: GiftReport): Promise<Taken>
  withdraw(withdrawal: Withdrawal): Promise<Taken>
  /** The person's own reports, the latest receipt first. */
  ofStaff(staffId: string, most: number): Promise<OpenedGift[]>
  /** One of the person's own, when it can still be corrected. */
  mine(giftId: string, staffId: string): Promise<OpenedGift | undefined>
  /** For those who keep the register; `by` goes into the audit chain. */
  latest(by: string, most: number): Promise<OpenedGift[]>
}

export interface GiftsRulesDeps {
  readonly model: GiftsModel
  readonly pictures: GiftPicturesModel
  readonly people: Pick<DirectoryRules, 'staffById' | 'rosterOn'>
  readonly settings: Pick<SettingsRules, 'get'>
  readonly keyring: Keyring
  readonly clock: Clock
  readonly audit: Audit
}

/** Random: tells nothing of when it was made. */
export const newGiftId = (): string => randomBytes(12).toString('base64url')

const purpose = 'gift words'
const reasoned = giftWords.extend({ reason: giftWords.shape.what.optional() })

export function createGiftsRules(deps: GiftsRulesDeps): GiftsRules {
  const { model, pictures, people, settings, keyring, clock, audit } = deps

  const seal = (giftId: string, words: OpenedGift['words']): string =>
    keyring.seal(purpose, JSON.stringify(words), giftId).toString('base64')

  function opened(gift: KeptGift): OpenedGift {
    const plain = keyring.open(purpose, Buffer.from(gift.sealedWords, 'base64'), gift.giftId)
    return { ...gift, words: reasoned.parse(JSON.parse(plain.toString('utf8'))) }
  }

  const decide = async (facts: GiftFacts) => decideGift(facts, await settings.get())

  async function unitOn(day: Day, staffId: string, now: string): Promise<string> {
    const then = (await people.rosterOn(day)).find((staff) => staff.staffId === staffId)
    return then?.unit ?? now
  }

  /** The next version on top of the current one, which joins the earlier ones. */
  async function revise(
    { giftId, from, staffId, eventKey }: Pick<GiftReport, 'giftId' | 'from' | 'staffId' | 'eventKey'>,
    change: (current: KeptGift) => Promise<{ readonly version: GiftVersion; readonly unit: string }>,
    action: 'gift corrected' | 'gift withdrawn',
  ): Promise<Taken> {
    const current = await model.find(giftId)
    if (!current || current.staffId !== staffId) return { ok: false, why: 'notYours' }
    if (current.eventKey === eventKey) return { ok: true, gift: current }
    if (current.version !== from || current.state === 'withdrawn') return { ok: false, why: 'changed' }
    const { version, unit } = await change(current)
    const { giftId: _id, staffId: _staff, unit: _unit, firstAt, earlier, ...before } = current
    const gift = { ...version, giftId, staffId, unit, firstAt, earlier: [...earlier, before] }
    await audit.record({ who: staffId, action, about: giftId, outcome: 'done' })
    if (await model.revise(gift, from)) return { ok: true, gift }
    return { ok: false, why: 'changed' }
  }

  return {
    decide,
    async limits() {
      const { giftLimitBaht, giftReportDays } = await settings.get()
      return { giftLimitBaht, giftReportDays }
    },
    async take({ giftId, from, staffId, facts, words, pictures: pictureIds, at, eventKey }) {
      const staff = await people.staffById(staffId)
      if (!staff?.active) return { ok: false, why: 'notStaff' }
      if (facts.receivedOn > dayInBangkok(clock())) return { ok: false, why: 'inFuture' }
      if ((await pictures.keep(giftId, pictureIds)) < pictureIds.length)
        return { ok: false, why: 'picturesLost' }
      const version: GiftVersion = {
        ...facts,
        version: from + 1,
        state: 'reported',
        baht: facts.baht ?? null,
        decision: await decide(facts),
        sealedWords: seal(giftId, words),
        pictures: [...pictureIds],
        at,
        eventKey,
      }
      const unit = await unitOn(facts.receivedOn, staffId, staff.unit)
      const report = { giftId, from, staffId, eventKey }
      if (from > 0) return revise(report, async () => ({ version, unit }), 'gift corrected')
      await audit.record({ who: staffId, action: 'gift reported', about: giftId, outcome: 'done' })
      const gift = await model.add({ ...version, giftId, staffId, unit, firstAt: at, earlier: [] })
      return gift.staffId === staffId ? { ok: true, gift } : { ok: false, why: 'notYours' }
    },
    withdraw: ({ reason, at, ...withdrawal }) =>
      revise(
        withdrawal,
        async (current) => {
          const { giftId, staffId: _staff, unit, firstAt: _first, earlier: _earlier, ...before } = current
          const sealedWords = seal(giftId, { ...opened(current).words, reason })
          const { eventKey } = withdrawal
          const next = {
            version: current.version + 1,
            state: 'withdrawn',
            sealedWords,
            at,
            eventKey,
          } as const
          return { version: { ...before, ...next }, unit }
        },
        'gift withdrawn',
      ),
    ofStaff: async (staffId, most) => (await model.ofStaff(staffId, most)).map(opened),
    async mine(giftId, staffId) {
      const gift = await model.find(giftId)
      return gift?.staffId === staffId && gift.state === 'reported' ? opened(gift) : undefined
    },
    async latest(by, most) {
      await audit.record({ who: by, action: 'gift register read', outcome: 'done' })
      return (await model.latest(most)).map(opened)
    },
  }
}
