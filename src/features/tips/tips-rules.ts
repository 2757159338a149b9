// Takes a tip in: sealed to the recipients first, stored, then counted in the register. Without a recipient nothing is
// asked and nothing is kept. A second run of the same submit finds the same names and keys and changes nothing.
import { dayInBangkok } from '../../i18n/thai-calendar.js'
import { sealKeyFor, sealPart, vaultVersion } from '../../security/vault.js'
import { fromStored, toStored } from '../../security/vault-encoding.js'
import type { Recipients } from '../../security/vault-recipients.js'
import { bodyPlace, cleanPlace, originalPlace, type SealedKeys } from '../cases/case.js'
import type { CaseFilingRules } from '../cases/case-filing-rules.js'
import { writeTipBody } from './tip-body.js'
import { type DraftFile, isEmpty, type TipDraft } from './tip-draft.js'
import type { TipDraftsRules } from './tip-drafts-rules.js'

type Submitted =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'noRecipient' | 'empty' }
  /** Pictures have died meanwhile; `draft` is what is left, and the person decides. */
  | { readonly ok: false; readonly why: 'picturesLost'; readonly draft: TipDraft }

export interface TipsRules {
  /** Whether there is anybody to seal to. Asked before the first question. */
  mayReceive(): Promise<boolean>
  submit(draft: TipDraft, at: Date): Promise<Submitted>
  readonly drafts: TipDraftsRules
}

export function createTipsRules({
  drafts,
  recipients,
  filing,
}: {
  readonly drafts: TipDraftsRules
  readonly recipients: Recipients
  readonly filing: CaseFilingRules
}): TipsRules {
  async function sealKeysOf(draft: TipDraft): Promise<SealedKeys[]> {
    const sealed: SealedKeys[] = []
    for (const { id, publicKey } of await recipients.list())
      sealed.push({
        recipientId: id,
        sealedKey: await sealKeyFor(publicKey, keyFrom(draft.caseKey)),
        sealedOriginalsKey: await sealKeyFor(publicKey, keyFrom(draft.originalsKey)),
      })
    return sealed
  }

  /** One at a time: ten pictures of 10 MB are not held in memory together. */
  async function storePictures(draft: TipDraft): Promise<void> {
    for (const { clean, original } of draft.pictures) {
      await storePicture(draft, clean, draft.caseKey, cleanPlace)
      await storePicture(draft, original, draft.originalsKey, originalPlace)
    }
  }

  async function storePicture(
    draft: TipDraft,
    file: DraftFile,
    key: string,
    placeOf: typeof cleanPlace,
  ): Promise<void> {
    const { caseId } = draft
    const bytes = await drafts.openFile(draft, file)
    // Not there any more: an earlier run of this submit has stored it and cleared the draft.
    if (!bytes) return
    const sealed = await sealPart(keyFrom(key), placeOf(caseId, file.attachment), bytes)
    await filing.keepAttachment({ id: file.attachment, caseId, sealed })
  }

  async function file(draft: TipDraft, recipients: readonly SealedKeys[], at: Date): Promise<void> {
    const { caseId, category = unsaid } = draft
    const body = await sealPart(keyFrom(draft.caseKey), bodyPlace(caseId), writeTipBody(draft))
    await filing.file({
      caseId,
      envelope: { version: vaultVersion, recipients, body: toStored(body) },
      sort: { kind: 'corruption', category },
      channel: 'line',
      receivedOn: dayInBangkok(at),
      by: 'system',
    })
  }

  return {
    drafts,
    mayReceive: async () => (await recipients.list()).length > 0,
    async submit(draft, at) {
      if (isEmpty(draft)) return { ok: false, why: 'empty' }
      const sealedKeys = await sealKeysOf(draft)
      if (sealedKeys.length === 0) return { ok: false, why: 'noRecipient' }
      const whole = await drafts.withoutLostPictures(draft)
      if (whole.pictures.length < draft.pictures.length)
        return { ok: false, why: 'picturesLost', draft: whole }
      // The envelope after the pictures: a tip that is there is whole. Pictures without one are closed to everybody.
      await storePictures(draft)
      await file(draft, sealedKeys, at)
      await drafts.discard(draft)
      return { ok: true }
    },
  }
}

/** Nobody chose a category: an officer corrects it after reading. */
const unsaid = 'unspecified'

const keyFrom = (stored: string): Uint8Array => fromStored(stored) ?? new Uint8Array()
