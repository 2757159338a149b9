// Sealed files on their way to a case: each is taken once, waits for what names it, and goes with the case only then. It
// refuses more than ten files of a report bring with them, and never sees what a file is.
import type { Clock } from '../../clock.js'
import { addDays, dayInBangkok, startOfDay } from '../../i18n/bangkok-time.js'
import type { SealedAttachment } from './case.js'
import type { CaseUploadsModel } from './case-uploads-model.js'
import type { CasesModel } from './cases-model.js'

/** Ten pictures, each cleaned and untouched. */
export const mostWaiting = 20
/** 10 MB, padded to 12 MiB by the vault, and its envelope. */
export const mostSealedBytes = 12 * 1024 * 1024 + 64

type Taken =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'tooMany' | 'tooLarge' | 'empty' | 'otherCase' }

export interface CaseUploadsRules {
  take(upload: SealedAttachment): Promise<Taken>
  /** Moves them to the case. `false` when one of them is neither waiting nor there. The same again changes nothing. */
  settle(caseId: string, ids: readonly string[]): Promise<boolean>
  purgeExpired(): Promise<number>
}

export function createCaseUploadsRules({
  model,
  cases,
  clock,
}: {
  readonly model: CaseUploadsModel
  readonly cases: Pick<CasesModel, 'insertAttachment' | 'hasAttachment' | 'findAttachment'>
  readonly clock: Clock
}): CaseUploadsRules {
  async function isThere(caseId: string, id: string): Promise<boolean> {
    const waiting = await model.find(id)
    if (waiting) return waiting.caseId === caseId
    return (await cases.findAttachment(id))?.caseId === caseId
  }

  return {
    async take(upload) {
      if (upload.sealed.length > mostSealedBytes) return { ok: false, why: 'tooLarge' }
      if (upload.sealed.length === 0) return { ok: false, why: 'empty' }
      const known = await model.find(upload.id)
      if (known) return known.caseId === upload.caseId ? { ok: true } : { ok: false, why: 'otherCase' }
      if (await cases.hasAttachment(upload.id)) return { ok: true }
      if ((await model.count(upload.caseId)) >= mostWaiting) return { ok: false, why: 'tooMany' }
      await model.insert(upload, startOfDay(addDays(dayInBangkok(clock()), 2)))
      return { ok: true }
    },
    async settle(caseId, ids) {
      for (const id of ids) if (!(await isThere(caseId, id))) return false
      for (const id of ids) {
        const waiting = await model.find(id)
        // Not waiting any more: an earlier run has moved it.
        if (waiting) await cases.insertAttachment(waiting)
        await model.remove(id)
      }
      return true
    },
    purgeExpired: () => model.dropExpired(clock()),
  }
}
