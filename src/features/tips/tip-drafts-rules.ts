// Files of a tip that is still being told: sealed the moment they arrive under a key that lives only in the dialog's
// answers, gone when the dialog ends, whatever ends it, and at the latest when the next day is over.

import type { HeavyWork } from '../../heavy-work/heavy-threads.js'
import { openedBeside, sealedBeside } from '../../heavy-work/sealed-beside.js'
import { addDays, dayInBangkok, startOfDay } from '../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../operation/clock.js'
import { fromStored, newVaultId } from '../../sealing/vault-encoding.js'
import type { ChatAddress } from '../../security/chat-address.js'
import type { CaseFilingRules } from '../cases/filing/case-filing-rules.js'
import { mostSealedBytes } from '../cases/filing/case-uploads-rules.js'
import type { Room, SpaceRules } from '../space/space-rules.js'
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
  /** For one file more of this chat, before it is fetched; `undefined`: there is none now. */
  roomFor(draft: TipDraft, chat: Pick<ChatAddress, 'key'>): Promise<Room | undefined>
  /** The draft with the file. The same message brings it once. Rejects with HeavyWorkFailed when there was no time to seal it. */
  addFile(draft: TipDraft, file: NewFile, room: Pick<Room, 'use'>): Promise<TipDraft>
  dropFiles(draft: TipDraft): Promise<TipDraft>
  /** Takes back what one message brought, words or file. */
  withdraw(draft: TipDraft, messageKey: string): Promise<TipDraft>
  /** Takes out files whose sealed parts have died. */
  withoutLostFiles(draft: TipDraft): Promise<TipDraft>
  openFile(draft: TipDraft, file: DraftFile): Promise<Uint8Array | undefined>
  /** Its files are with the case now. */
  settle(draft: TipDraft): Promise<void>
  /** Everything of the draft that is stored outside its answers. */
  discard(draft: TipDraft): Promise<void>
  /** How many parts of dead drafts were deleted; the TTL index does the same when the database has one. */
  purgeExpiredDrafts(now: Date): Promise<number>
}

const purpose = 'tip draft'

export function createTipDraftsRules({
  model,
  filing,
  space,
  heavyWork,
  clock,
}: {
  readonly model: TipsModel
  readonly heavyWork: Pick<HeavyWork, 'run'>
  readonly filing: Pick<CaseFilingRules, 'hasAttachment'>
  readonly space: Pick<SpaceRules, 'hold' | 'keep' | 'giveBack'>
  readonly clock: Clock
}): TipDraftsRules {
  /** The end of a day: a part that outlives its draft does not tell when somebody fell silent. */
  const endOfNextDay = () => startOfDay(addDays(dayInBangkok(clock()), 2))

  async function sealed(draft: TipDraft, { bytes, mime }: FileContent) {
    const draftPart = newVaultId()
    const sealed = await sealedBeside(heavyWork, keyOf(draft), placeOf(draft, draftPart), bytes)
    return { file: { draftPart, attachment: newVaultId(), mime }, sealed }
  }

  async function keep(draft: TipDraft, { file, sealed }: { file: DraftFile; sealed: Uint8Array }) {
    const part = { id: file.draftPart, draftId: draft.draftId, sealed, expiresAt: endOfNextDay() }
    await model.addDraftPart(part)
  }

  async function drop(draft: TipDraft, isGone: (file: Kept) => boolean): Promise<TipDraft> {
    const gone = [...draft.pictures, ...draft.files].filter(isGone)
    if (gone.length === 0) return draft
    await model.dropDraftParts(gone.flatMap(partsOf).map(({ draftPart }) => draftPart))
    await space.giveBack(ownerOf(draft), gone.map(roomOf))
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
    async roomFor(draft, { key }) {
      const room = await space.hold({
        ...{ source: `chat ${key}`, owner: ownerOf(draft), until: endOfNextDay() },
        // Cleaned and untouched.
        bytes: 2 * mostSealedBytes,
      })
      return room.ok ? room : undefined
    },
    async addFile(draft, file, room) {
      const { messageKey, kind } = file
      if ([...draft.pictures, ...draft.files].some((one) => one.messageKey === messageKey)) return draft
      const cleaned = file.clean && (await sealed(draft, file.clean))
      const untouched = await sealed(draft, file.original)
      const [clean, original] = [cleaned?.file, untouched.file]
      await room.use(original.draftPart, untouched.sealed.length + (cleaned?.sealed.length ?? 0))
      if (cleaned) await keep(draft, cleaned)
      await keep(draft, untouched)
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
    async settle(draft) {
      await space.keep(ownerOf(draft), [...draft.pictures, ...draft.files].map(roomOf))
      await model.dropDraft(draft.draftId)
    },
    async discard(draft) {
      await model.dropDraft(draft.draftId)
      await space.giveBack(ownerOf(draft))
    },
    purgeExpiredDrafts: (now) => model.dropExpiredDraftParts(now),
  }
}

/** One that was taken back leaves a gap; the case counts without it. */
const nextNumber = ({ pictures, files }: TipDraft): number =>
  1 + Math.max(0, ...[...pictures, ...files].map(({ number = 0 }) => number))

/** Under which name its bytes are held. */
const roomOf = ({ original }: Kept): string => original.draftPart
const ownerOf = ({ caseId }: TipDraft) => ({ caseId, by: 'chat' })

const partsOf = ({ clean, original }: Kept): DraftFile[] => (clean ? [clean, original] : [original])
const keyOf = ({ draftKey }: TipDraft): Uint8Array => fromStored(draftKey) ?? new Uint8Array()
const placeOf = ({ draftId }: TipDraft, part: string) => ({ caseId: draftId, part, purpose })
