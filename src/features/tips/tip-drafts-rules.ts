// Pictures of a tip that is still being told: sealed the moment they arrive under a key that lives only in the dialog's
// answers, gone when the dialog ends, whatever ends it, and at the latest a day after they came.
import type { Clock } from '../../clock.js'
import { openPart, sealPart } from '../../security/vault.js'
import { fromStored, newVaultId } from '../../security/vault-encoding.js'
import type { CaseFilingRules } from '../cases/case-filing-rules.js'
import { type DraftFile, type DraftPicture, newTipDraft, type TipDraft } from './tip-draft.js'
import type { TipsModel } from './tips-model.js'

interface NewPicture {
  readonly messageKey: string
  /** What an officer will look at: drawn anew, without metadata. */
  readonly clean: { readonly bytes: Uint8Array; readonly mime: string }
  /** What was sent, as evidence. */
  readonly original: { readonly bytes: Uint8Array; readonly mime: string }
}

export interface TipDraftsRules {
  begin(): TipDraft
  /** The draft with the picture. The same message brings it once. */
  addPicture(draft: TipDraft, picture: NewPicture): Promise<TipDraft>
  dropPictures(draft: TipDraft): Promise<TipDraft>
  /** Takes back what one message brought, words or picture. */
  withdraw(draft: TipDraft, messageKey: string): Promise<TipDraft>
  /** Takes out pictures whose sealed parts have died. */
  withoutLostPictures(draft: TipDraft): Promise<TipDraft>
  openFile(draft: TipDraft, file: DraftFile): Promise<Uint8Array | undefined>
  /** Everything of the draft that is stored outside its answers. */
  discard(draft: TipDraft): Promise<void>
  /** How many parts of dead drafts were deleted; the TTL index does the same when the database has one. */
  purgeExpiredDrafts(now: Date): Promise<number>
}

const longestLifeHours = 24
const purpose = 'tip draft'

export function createTipDraftsRules({
  model,
  filing,
  clock,
}: {
  readonly model: TipsModel
  readonly filing: Pick<CaseFilingRules, 'hasAttachment'>
  readonly clock: Clock
}): TipDraftsRules {
  async function keep(draft: TipDraft, bytes: Uint8Array, mime: string): Promise<DraftFile> {
    const draftPart = newVaultId()
    const sealed = await sealPart(keyOf(draft), placeOf(draft, draftPart), bytes)
    const expiresAt = new Date(clock().getTime() + longestLifeHours * 3_600_000)
    await model.addDraftPart({ id: draftPart, draftId: draft.draftId, sealed, expiresAt })
    return { draftPart, attachment: newVaultId(), mime }
  }

  async function drop(draft: TipDraft, gone: readonly DraftPicture[]): Promise<TipDraft> {
    if (gone.length === 0) return draft
    await model.dropDraftParts(gone.flatMap(({ clean, original }) => [clean.draftPart, original.draftPart]))
    return { ...draft, pictures: draft.pictures.filter((picture) => !gone.includes(picture)) }
  }

  const isStored = async ({ draftPart, attachment }: DraftFile) =>
    (await model.hasDraftPart(draftPart)) || (await filing.hasAttachment(attachment))

  return {
    begin: newTipDraft,
    async addPicture(draft, { messageKey, clean, original }) {
      if (draft.pictures.some((picture) => picture.messageKey === messageKey)) return draft
      const picture = {
        messageKey,
        clean: await keep(draft, clean.bytes, clean.mime),
        original: await keep(draft, original.bytes, original.mime),
      }
      return { ...draft, pictures: [...draft.pictures, picture] }
    },
    dropPictures: (draft) => drop(draft, draft.pictures),
    async withdraw(draft, messageKey) {
      const kept = await drop(
        draft,
        draft.pictures.filter((picture) => picture.messageKey === messageKey),
      )
      return { ...kept, texts: kept.texts.filter((text) => text.messageKey !== messageKey) }
    },
    async withoutLostPictures(draft) {
      const lost: DraftPicture[] = []
      for (const picture of draft.pictures)
        if (!(await isStored(picture.clean)) || !(await isStored(picture.original))) lost.push(picture)
      return drop(draft, lost)
    },
    async openFile(draft, { draftPart }) {
      const part = await model.findDraftPart(draftPart)
      return part && openPart(keyOf(draft), placeOf(draft, draftPart), part.sealed)
    },
    discard: (draft) => model.dropDraft(draft.draftId),
    purgeExpiredDrafts: (now) => model.dropExpiredDraftParts(now),
  }
}

const keyOf = ({ draftKey }: TipDraft): Uint8Array => fromStored(draftKey) ?? new Uint8Array()
const placeOf = ({ draftId }: TipDraft, part: string) => ({ caseId: draftId, part, purpose })
