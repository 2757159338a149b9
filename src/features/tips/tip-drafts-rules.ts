// Files of a tip that is still being told: sealed the moment they arrive under a key that lives only in the dialog's
// answers, gone when the dialog ends, whatever ends it, and at the latest a day after they came.
import type { Clock } from '../../clock.js'
import { openPart, sealPart } from '../../security/vault.js'
import { fromStored, newVaultId } from '../../security/vault-encoding.js'
import type { CaseFilingRules } from '../cases/case-filing-rules.js'
import { type DraftFile, newTipDraft, type TipDraft } from './tip-draft.js'
import type { TipsModel } from './tips-model.js'

interface FileContent {
  readonly bytes: Uint8Array
  readonly mime: string
}

/** `clean` is what an officer will look at, without metadata; `original` what was sent, as evidence. */
export type NewFile =
  | {
      readonly kind: 'picture'
      readonly messageKey: string
      readonly clean: FileContent
      readonly original: FileContent
    }
  | {
      readonly kind: 'video' | 'audio' | 'file'
      readonly messageKey: string
      readonly clean?: FileContent
      readonly original: FileContent
    }

type Kept = {
  readonly messageKey: string
  readonly clean?: DraftFile | undefined
  readonly original: DraftFile
}

export interface TipDraftsRules {
  begin(): TipDraft
  /** The draft with the file. The same message brings it once. */
  addFile(draft: TipDraft, file: NewFile): Promise<TipDraft>
  dropFiles(draft: TipDraft): Promise<TipDraft>
  /** Takes back what one message brought, words or file. */
  withdraw(draft: TipDraft, messageKey: string): Promise<TipDraft>
  /** Takes out files whose sealed parts have died. */
  withoutLostFiles(draft: TipDraft): Promise<TipDraft>
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

  async function drop(draft: TipDraft, isGone: (file: Kept) => boolean): Promise<TipDraft> {
    const gone = [...draft.pictures, ...draft.files].filter(isGone)
    if (gone.length === 0) return draft
    await model.dropDraftParts(gone.flatMap(partsOf).map(({ draftPart }) => draftPart))
    const stays = (file: Kept) => !isGone(file)
    return { ...draft, pictures: draft.pictures.filter(stays), files: draft.files.filter(stays) }
  }

  const isStored = async ({ draftPart, attachment }: DraftFile) =>
    (await model.hasDraftPart(draftPart)) || (await filing.hasAttachment(attachment))

  async function isLost(file: Kept): Promise<boolean> {
    for (const part of partsOf(file)) if (!(await isStored(part))) return true
    return false
  }

  return {
    begin: newTipDraft,
    async addFile(draft, file) {
      const { messageKey, kind } = file
      if ([...draft.pictures, ...draft.files].some((one) => one.messageKey === messageKey)) return draft
      const clean = file.clean && (await keep(draft, file.clean.bytes, file.clean.mime))
      const original = await keep(draft, file.original.bytes, file.original.mime)
      if (kind === 'picture' && clean)
        return { ...draft, pictures: [...draft.pictures, { messageKey, clean, original }] }
      const other = {
        messageKey,
        kind: kind === 'picture' ? 'file' : kind,
        original,
        ...(clean && { clean }),
      }
      return { ...draft, files: [...draft.files, other] }
    },
    dropFiles: (draft) => drop(draft, () => true),
    async withdraw(draft, messageKey) {
      const kept = await drop(draft, (file) => file.messageKey === messageKey)
      return { ...kept, texts: kept.texts.filter((text) => text.messageKey !== messageKey) }
    },
    async withoutLostFiles(draft) {
      const lost = new Set<string>()
      for (const file of [...draft.pictures, ...draft.files])
        if (await isLost(file)) lost.add(file.messageKey)
      return drop(draft, ({ messageKey }) => lost.has(messageKey))
    },
    async openFile(draft, { draftPart }) {
      const part = await model.findDraftPart(draftPart)
      return part && openPart(keyOf(draft), placeOf(draft, draftPart), part.sealed)
    },
    discard: (draft) => model.dropDraft(draft.draftId),
    purgeExpiredDrafts: (now) => model.dropExpiredDraftParts(now),
  }
}

const partsOf = ({ clean, original }: Kept): DraftFile[] => (clean ? [clean, original] : [original])
const keyOf = ({ draftKey }: TipDraft): Uint8Array => fromStored(draftKey) ?? new Uint8Array()
const placeOf = ({ draftId }: TipDraft, part: string) => ({ caseId: draftId, part, purpose })
