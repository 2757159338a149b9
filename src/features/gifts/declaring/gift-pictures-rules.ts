// Pictures of gifts: sealed the moment they arrive, tied to one report, gone within a day when the report is never confirmed.
// A gift record is personal data and not a tip: the server can open it, for the person who reported and for the register.
import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { Keyring } from '../../../security/keyring.js'
import type { GiftPicture, GiftPicturesModel } from './gift-pictures-model.js'

export interface GiftPicturesRules {
  /** `bytes` must have been cleaned. Answers the picture's random name. */
  add(
    giftId: string,
    picture: { readonly bytes: Buffer; readonly mime: GiftPicture['mime'] },
  ): Promise<string>
  /** Takes pictures out of a report that is being told; what belongs to a confirmed report stays. */
  drop(giftId: string, pictureIds?: readonly string[]): Promise<void>
  /** For whoever keeps the register; `by` goes into the audit chain. */
  open(by: string, pictureId: string): Promise<{ bytes: Buffer; mime: GiftPicture['mime'] } | undefined>
}

const purpose = 'gift picture'
const draftLivesHours = 24

export function createGiftPicturesRules({
  model,
  keyring,
  clock,
  audit,
}: {
  readonly model: GiftPicturesModel
  readonly keyring: Keyring
  readonly clock: Clock
  readonly audit: Audit
}): GiftPicturesRules {
  const contextOf = (giftId: string, pictureId: string) => `${giftId}/${pictureId}`
  return {
    async add(giftId, { bytes, mime }) {
      const pictureId = randomBytes(12).toString('base64url')
      const sealed = keyring.seal(purpose, bytes, contextOf(giftId, pictureId))
      const expiresAt = new Date(clock().getTime() + draftLivesHours * 3_600_000)
      await model.add({ pictureId, giftId, mime, sealed }, expiresAt)
      return pictureId
    },
    drop: (giftId, pictureIds) => model.dropUnkept(giftId, pictureIds),
    async open(by, pictureId) {
      const picture = await model.find(pictureId)
      if (!picture) return undefined
      await audit.record({ who: by, action: 'gift picture opened', about: picture.giftId, outcome: 'done' })
      const { giftId, sealed, mime } = picture
      return { bytes: keyring.open(purpose, sealed, contextOf(giftId, pictureId)), mime }
    },
  }
}
