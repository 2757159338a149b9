// After SECRET_KEY was changed: who was left out of each case is sealed anew under the key of now. With the key of before nothing is
// lost; without it whoever was named in a case is kept from its content by the missing key alone, and sees that there is such a case.
import { type Keyring, SealBroken } from '../../../security/keyring.js'
import type { CaseWork } from '../case.js'
import type { CasesModel } from '../cases-model.js'
import type { BlankKeys } from '../filing/case-blank-keys.js'
import type { CaseDeskModel } from '../list/case-desk-model.js'
import type { HiddenRowsModel } from '../list/case-hidden-rows-model.js'
import type { CaseWorkModel } from './case-work-model.js'

export type Resealed =
  /** `lost`: cases of which it is not known any more whom they left out. The lists are made anew at the next start. */
  | { readonly ok: true; readonly resealed: number; readonly lost: number }
  /** There is a case that neither key opens. What could be sealed anew until then has been. */
  | { readonly ok: false; readonly why: 'wrongKey' }

export interface CaseResealRules {
  /** May be run again. `before`: the keyring of the earlier SECRET_KEY, or 'lost'. No replica may run meanwhile. */
  reseal(before: Keyring | 'lost'): Promise<Resealed>
}

const batchSize = 500

export function createCaseResealRules({
  cases,
  workWith,
  blanks,
  rows,
  hidden,
  keyring,
}: {
  /** As stored, blank keys among them. */
  readonly cases: Pick<CasesModel, 'addRecipients' | 'removeRecipient'>
  readonly workWith: (keyring: Keyring) => Pick<CaseWorkModel, 'find' | 'idsAfter' | 'setLeftOut'>
  readonly blanks: Pick<BlankKeys, 'make'>
  readonly rows: Pick<CaseDeskModel, 'clear'>
  readonly hidden: Pick<HiddenRowsModel, 'clear'>
  readonly keyring: Keyring
}): CaseResealRules {
  const work = workWith(keyring)

  async function exchangeBlanks({ caseId, leftOut }: CaseWork): Promise<void> {
    for (const id of leftOut) await cases.removeRecipient(caseId, id)
    await cases.addRecipients(caseId, await blanks.make(caseId, leftOut))
  }

  return {
    async reseal(before) {
      const earlier = before === 'lost' ? undefined : workWith(before)
      let [resealed, lost] = [0, 0]
      for (let ids = await work.idsAfter('', batchSize); ids.length > 0; ) {
        for (const caseId of ids) {
          if ((await opened(work, caseId)) !== 'broken') continue
          const found = earlier ? await opened(earlier, caseId) : undefined
          if (found === 'broken') return { ok: false, why: 'wrongKey' }
          await work.setLeftOut(caseId, found?.leftOut ?? [])
          if (found && !found.destruction) await exchangeBlanks(found)
          if (found) resealed += 1
          else lost += 1
        }
        ids = await work.idsAfter(ids.at(-1) ?? '', batchSize)
      }
      await rows.clear()
      await hidden.clear()
      return { ok: true, resealed, lost }
    },
  }
}

async function opened(
  work: Pick<CaseWorkModel, 'find'>,
  caseId: string,
): Promise<CaseWork | undefined | 'broken'> {
  try {
    return await work.find(caseId)
  } catch (error) {
    if (error instanceof SealBroken) return 'broken'
    throw error
  }
}
