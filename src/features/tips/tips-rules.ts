// Takes a tip in: sealed to the recipients first, stored, then counted in the register. Without a recipient nothing is
// asked and nothing is kept. A second run of the same submit finds the same names and keys and changes nothing.

import { type HeavyWork, orTooHeavy } from '../../heavy-work/heavy-threads.js'
import { sealedBeside } from '../../heavy-work/sealed-beside.js'
import { dayInBangkok } from '../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../i18n/texts.js'
import { sealKeyFor, sealPart, vaultVersion } from '../../sealing/vault.js'
import { fromStored, toStored } from '../../sealing/vault-encoding.js'
import type { ChatAddress } from '../../security/chat-address.js'
import { bodyPlace, cleanPlace, originalPlace, type SealedKeys } from '../cases/case.js'
import { writeCaseBody } from '../cases/case-body.js'
import type { CaseFilingRules } from '../cases/filing/case-filing-rules.js'
import type { CaseRecipientsRules, Reader } from '../cases/filing/case-recipients-rules.js'
import type { NoticeRules } from '../cases/reporter/notice-rules.js'
import type { ReceiptRules } from '../cases/reporter/receipt-rules.js'
import type { ComplaintKind, ComplaintSort } from '../complaints/complaint-kinds.js'
import { bodyOf, sortOf } from './tip-body.js'
import { type DraftFile, isEmpty, kindOf, type TipDraft } from './tip-draft.js'
import type { TipDraftsRules } from './tip-drafts-rules.js'
import type { TipLimitsRules } from './tip-limits-rules.js'

/** Who sends it. It is used to count, to bind a notice that was asked for, and is kept with nothing. */
interface From {
  readonly at: Date
  readonly eventKey: string
  readonly chat: ChatAddress
  readonly person: { readonly language: Language }
}

type Limits = { readonly perHour: number; readonly perDay: number }

type Submitted =
  | { readonly ok: true; readonly receiptUrl: string; readonly stopName?: string }
  | { readonly ok: false; readonly why: 'noRecipient' | 'everybodyNamed' | 'tooHeavy' | 'empty' }
  | { readonly ok: false; readonly why: 'tooMany'; readonly limits: Limits }
  /** Files have died meanwhile; `draft` is what is left, and the person decides. */
  | { readonly ok: false; readonly why: 'filesLost'; readonly draft: TipDraft }

type MayBegin =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'noRecipient' }
  | { readonly ok: false; readonly why: 'tooMany'; readonly limits: Limits }

export interface TipsRules {
  /** Asked before the first question, so that nobody tells what cannot be taken. */
  mayBegin(chat: ChatAddress): Promise<MayBegin>
  /** Whether there is anybody to seal this kind to. */
  takesKind(kind: ComplaintKind): Promise<boolean>
  submit(draft: TipDraft, from: From): Promise<Submitted>
  readonly drafts: TipDraftsRules
  readonly limits: TipLimitsRules
}

export interface TipsRulesDeps {
  readonly drafts: TipDraftsRules
  readonly limits: TipLimitsRules
  /** What is published: the same numbers that `limits` counts by. */
  readonly limitsSaid: () => Promise<Limits>
  readonly readers: Pick<CaseRecipientsRules, 'choose' | 'readersOf'>
  readonly filing: CaseFilingRules
  readonly receipts: Pick<ReceiptRules, 'offer'>
  readonly heavyWork: Pick<HeavyWork, 'run'>
  readonly notices: Pick<NoticeRules, 'bind'>
}

export function createTipsRules(deps: TipsRulesDeps): TipsRules {
  const { drafts, limits, readers, filing, receipts, notices, heavyWork } = deps

  async function sealKeysOf(draft: TipDraft, to: readonly Reader[]): Promise<SealedKeys[]> {
    const sealed: SealedKeys[] = []
    for (const { id, publicKey } of to)
      sealed.push({
        recipientId: id,
        sealedKey: await sealKeyFor(publicKey, keyFrom(draft.caseKey)),
        sealedOriginalsKey: await sealKeyFor(publicKey, keyFrom(draft.originalsKey)),
      })
    return sealed
  }

  /** One at a time: ten files of 10 MB are not held in memory together. */
  async function storeFiles(draft: TipDraft): Promise<void> {
    for (const { clean, original } of [...draft.pictures, ...draft.files]) {
      if (clean) await storeFile(draft, clean, draft.caseKey, cleanPlace)
      // Where there is nothing beside it, whoever reads the case and its reporter need it.
      await storeFile(draft, original, clean ? draft.originalsKey : draft.caseKey, originalPlace)
    }
  }

  async function storeFile(
    draft: TipDraft,
    file: DraftFile,
    key: string,
    placeOf: typeof cleanPlace,
  ): Promise<void> {
    const { caseId } = draft
    const bytes = await drafts.openFile(draft, file)
    // Not there any more: an earlier run of this submit has stored it and cleared the draft.
    if (!bytes) return
    const sealed = await sealedBeside(heavyWork, keyFrom(key), placeOf(caseId, file.attachment), bytes)
    await filing.keepAttachment({ id: file.attachment, caseId, sealed })
  }

  async function file(
    draft: TipDraft,
    { recipients, leftOut }: { recipients: readonly SealedKeys[]; leftOut: readonly string[] },
    at: Date,
  ): Promise<void> {
    const { caseId } = draft
    const body = await sealPart(keyFrom(draft.caseKey), bodyPlace(caseId), writeCaseBody(bodyOf(draft)))
    const sort: ComplaintSort = sortOf(draft)
    await filing.file({
      caseId,
      envelope: { version: vaultVersion, recipients, body: toStored(body) },
      sort,
      channel: 'line',
      receivedOn: dayInBangkok(at),
      leftOut,
      by: 'system',
    })
  }

  return {
    drafts,
    limits,
    async mayBegin(chat) {
      const both = [...(await readers.readersOf('corruption')), ...(await readers.readersOf('general'))]
      if (both.length === 0) return { ok: false, why: 'noRecipient' }
      if (await limits.mayTell(chat)) return { ok: true }
      return { ok: false, why: 'tooMany', limits: await deps.limitsSaid() }
    },
    takesKind: async (kind) => (await readers.readersOf(kind)).length > 0,
    async submit(draft, { at, eventKey, chat, person }) {
      if (isEmpty(draft)) return { ok: false, why: 'empty' }
      const chosen = await readers.choose(
        kindOf(draft),
        draft.texts.map(({ words }) => words),
      )
      if (!chosen.ok) return chosen
      const whole = await drafts.withoutLostFiles(draft)
      if (whole.pictures.length + whole.files.length < draft.pictures.length + draft.files.length)
        return { ok: false, why: 'filesLost', draft: whole }
      if (!(await limits.count(chat, eventKey)))
        return { ok: false, why: 'tooMany', limits: await deps.limitsSaid() }
      const recipients = await sealKeysOf(draft, chosen.readers)
      // The envelope after the files: a tip that is there is whole. Files without one are closed to everybody.
      if ((await orTooHeavy(storeFiles(draft))) === 'tooHeavy') return { ok: false, why: 'tooHeavy' }
      await limits.allowMuting(chat, draft.caseId, draft.muteId)
      const stopName = draft.notice
        ? await notices.bind(draft.noticeId, draft.caseId, chat, person.language)
        : undefined
      await file(draft, { recipients, leftOut: chosen.leftOut }, at)
      const { caseId } = draft
      const { url: receiptUrl } = await receipts.offer({ caseId, caseKey: keyFrom(draft.caseKey) })
      await drafts.settle(draft)
      return { ok: true, receiptUrl, ...(stopName !== undefined && { stopName }) }
    },
  }
}

const keyFrom = (stored: string): Uint8Array => fromStored(stored) ?? new Uint8Array()
