// A gift report that is being told: what is answered so far, and which question comes next. It lives in the dialog's sealed
// answers only.
import { z } from 'zod'
import {
  day,
  type GiftFacts,
  type GiftWords,
  giverKinds,
  mostBaht,
  occasions,
  outcomes,
} from '../gift-facts.js'
import type { OpenedGift } from '../gifts-rules.js'

export const mostPictures = 5

const said = z.strictObject({ words: z.string(), messageKey: z.string() })

export const giftDraft = z.strictObject({
  giftId: z.string(),
  /** The version that is corrected; 0 for a new report. */
  from: z.int(),
  receivedOn: day.optional(),
  what: said.optional(),
  giver: z.enum(giverKinds).optional(),
  fromWhom: said.optional(),
  occasion: z.enum(occasions).optional(),
  occasionWords: said.optional(),
  /** `null`: nobody knows. */
  baht: z.number().positive().max(mostBaht).nullable().optional(),
  pictures: z.array(z.strictObject({ pictureId: z.string(), messageKey: z.string() })),
  picturesDone: z.boolean(),
  outcome: z.enum(outcomes).optional(),
})
export type GiftDraft = z.infer<typeof giftDraft>

export const newDraft = (giftId: string): GiftDraft => ({
  giftId,
  from: 0,
  pictures: [],
  picturesDone: false,
})

export function draftOf(gift: OpenedGift): GiftDraft {
  const { words } = gift
  const kept = (text: string) => ({ words: text, messageKey: '' })
  return {
    giftId: gift.giftId,
    from: gift.version,
    receivedOn: gift.receivedOn,
    what: kept(words.what),
    giver: gift.giver,
    fromWhom: kept(words.from),
    occasion: gift.occasion,
    ...(words.occasion !== undefined && { occasionWords: kept(words.occasion) }),
    baht: gift.baht,
    pictures: gift.pictures.map((pictureId) => ({ pictureId, messageKey: '' })),
    picturesDone: true,
    outcome: gift.outcome,
  }
}

/** Named for what the person is doing. */
export const giftSteps = [
  'datingReceipt',
  'describingGift',
  'choosingGiver',
  'namingGiver',
  'choosingOccasion',
  'valuingGift',
  'sendingPictures',
  'choosingOutcome',
] as const
export type GiftStep = (typeof giftSteps)[number]

/** The first question that has no answer yet; `checkingReport` when all have. */
export function nextStep(draft: GiftDraft): GiftStep | 'checkingReport' {
  const unanswered: Record<GiftStep, boolean> = {
    datingReceipt: draft.receivedOn === undefined,
    describingGift: draft.what === undefined,
    choosingGiver: draft.giver === undefined,
    namingGiver: draft.fromWhom === undefined,
    choosingOccasion: draft.occasion === undefined,
    valuingGift: draft.baht === undefined,
    sendingPictures: !draft.picturesDone,
    choosingOutcome: draft.outcome === undefined,
  }
  return giftSteps.find((step) => unanswered[step]) ?? 'checkingReport'
}

export interface ToldGift {
  readonly facts: GiftFacts
  readonly words: GiftWords
}

/** `undefined` while a question is open. */
export function toldBy(draft: GiftDraft): ToldGift | undefined {
  const { receivedOn, what, giver, fromWhom, occasion, occasionWords, baht, outcome } = draft
  if (!receivedOn || !what || !giver || !fromWhom || !occasion || baht === undefined || !outcome)
    return undefined
  return {
    facts: { receivedOn, giver, occasion, outcome, ...(baht !== null && { baht }) },
    words: {
      what: what.words,
      from: fromWhom.words,
      ...(occasionWords && { occasion: occasionWords.words }),
    },
  }
}

/** Without the words that one message brought. */
export function withoutMessage(draft: GiftDraft, messageKey: string): GiftDraft {
  const { what, fromWhom, occasion, occasionWords, pictures, ...rest } = draft
  const stays = (one: { readonly messageKey: string } | undefined) =>
    one !== undefined && one.messageKey !== messageKey
  const occasionStays = occasionWords === undefined || stays(occasionWords)
  return {
    ...rest,
    pictures: pictures.filter(stays),
    ...(what && stays(what) && { what }),
    ...(fromWhom && stays(fromWhom) && { fromWhom }),
    ...(occasion && occasionStays && { occasion }),
    ...(occasionWords && occasionStays && { occasionWords }),
  }
}
