// Files of a tip that is still being told: sealed the moment they arrive under a key that lives only in the dialog's
// answers, gone when the dialog ends, whatever ends it, and at the latest when the next day is over.

import type { HeavyWork } from '../../heavy-work/heavy-threads.js'
import { openedBeside, sealedBeside } from '../../heavy-work/sealed-beside.js'
import { addDays, dayInBangkok, startOfDay } from '../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../operation/clock.js'
import { fromStored, newVaultId } from '../../sealing/vault-encoding.js'
import type { CaseFilingRules } from '../cases/filing/case-filing-rules.js'
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
  /** The draft with the file. The same message brings it once. Rejects with HeavyWorkFailed when there was no time to seal it. */
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

const purpose = 'tip draft'

export function createTipDraftsRules({
  model,
  filing,
  heavyWork,
  clock,
}: {
  readonly model: TipsModel
  readonly heavyWork: Pick<HeavyWork, 'run'>
  readonly filing: Pick<CaseFilingRules, 'hasAttachment'>
  readonly clock: Clock
}): TipDraftsRules {
  async function keep(draft: TipDraft, bytes: Uint8Array, mime: string): Promise<DraftFile> {
    const draftPart = newVaultId()
    const sealed = await sealedBeside(heavyWork, keyOf(draft), placeOf(draft, draftPart), bytes)
    // The end of a day: a part that outlives its draft does not tell when somebody fell silent.
    const expiresAt = startOfDay(addDays(dayInBangkok(clock()), 2))
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

  const isStored = async ({ caseId }: TipDraft, { draftPart, attachment }: DraftFile) =>
    (await model.hasDraftPart(draftPart)) || (await filing.hasAttachment(caseId, attachment))

  async function isLost(draft: TipDraft, file: Kept): Promise<boolean> {
    for (const part of partsOf(file)) if (!(await isStored(draft, part))) return true
    return false
  }

  return {
    begin: newTipDraft,
    async addFile(draft, file) {
      const { messageKey, kind } = file
      if ([...draft.pictures, ...draft.files].some((one) => one.messageKey === messageKey)) return draft
      const clean = file.clean && (await keep(draft, file.clean.bytes, file.clean.mime))
      const original = await keep(draft, file.original.bytes, file.original.mime)
      const number = nextNumber(draft)
      if (kind === 'picture' && clean)
        return { ...draft, pictures: [...draft.pictures, { number, messageKey, clean, original }] }
      const other = {
        ...{ number, messageKey },
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
        if (await isLost(draft, file)) lost.add(file.messageKey)
      return drop(draft, ({ messageKey }) => lost.has(messageKey))
    },
    async openFile(draft, { draftPart }) {
      const part = await model.findDraftPart(draftPart)
      return part && openedBeside(heavyWork, keyOf(draft), placeOf(draft, draftPart), part.sealed)
    },
    discard: (draft) => model.dropDraft(draft.draftId),
    purgeExpiredDrafts: (now) => model.dropExpiredDraftParts(now),
  }
}

/** One that was taken back leaves a gap; the case counts without it. */
const nextNumber = ({ pictures, files }: TipDraft): number =>
  1 + Math.max(0, ...[...pictures, ...files].map(({ number = 0 }) => number))

const partsOf = ({ clean, original }: Kept): DraftFile[] => (clean ? [clean, original] : [original])
const keyOf = ({ draftKey }: TipDraft): Uint8Array => fromStored(draftKey) ?? new Uint8Array()
const placeOf = ({ draftId }: TipDraft, part: string) => ({ caseId: draftId, part, purpose })
