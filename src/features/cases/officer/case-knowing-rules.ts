// Which cases an officer may know of at all. Whoever may not is answered as if there were no such case: a case that names an
// officer is sealed to the others, and the one who is named must not learn that it exists. Figures count every case, for everybody
// alike: what is left out of a figure would tell more than the figure.
import type { CaseWork } from '../case.js'
import type { CasesModel } from '../cases-model.js'
import { everyCase } from '../list/case-desk-model.js'

/** Whoever asks, as a turn or a list of accounts knows them. */
export interface Officer {
  /** Of the LINE account (ChatAddress). */
  readonly accountKey: string
  readonly staffId?: string
}

/** The recipient whose key is this officer's, at most one; `undefined` when nothing ties this account to a key. */
export type KeysOf = (officer: Officer) => Promise<readonly [] | readonly [string] | undefined>

export interface CaseKnowing {
  /** Those of these few cases that the officer may know of: their envelopes are read. */
  known(officer: Officer, works: readonly CaseWork[]): Promise<CaseWork[]>
  /** For many officers: the envelopes are read once. */
  knownOf(works: readonly CaseWork[]): Promise<(officer: Officer) => Promise<CaseWork[]>>
  /** Under which name this officer's rows are kept (DeskRow.reader); `undefined`: there are none. */
  deskOf(officer: Officer): Promise<string | undefined>
  readonly keysOf: KeysOf
}

/**
 * `keys`: as KeysOf answers. `opens`: whether one of them opens the case. An account without a tie may know of what names
 * nobody; of a case that leaves somebody out it cannot be said that this is not the one.
 */
export function mayKnowOf(
  keys: readonly string[] | undefined,
  { leftOut, opens }: { readonly leftOut: readonly string[]; readonly opens: boolean },
): boolean {
  if (!keys) return leftOut.length === 0
  return opens && !keys.some((key) => leftOut.includes(key))
}

export function createCaseKnowing({
  cases,
  keysOf,
}: {
  readonly cases: Pick<CasesModel, 'recipientsOf'>
  readonly keysOf: KeysOf
}): CaseKnowing {
  async function knownOf(works: readonly CaseWork[]) {
    const sealed = await cases.recipientsOf(works.map(({ caseId }) => caseId))
    const readersOf = new Map(
      sealed.map(({ caseId, recipients }) => [caseId, recipients.map(({ recipientId }) => recipientId)]),
    )
    return async (officer: Officer) => {
      const keys = await keysOf(officer)
      return works.filter(({ caseId, leftOut }) => {
        const opens = keys?.some((key) => readersOf.get(caseId)?.includes(key)) ?? false
        return mayKnowOf(keys, { leftOut, opens })
      })
    }
  }

  return {
    keysOf,
    knownOf,
    known: async (officer, works) => (works.length === 0 ? [] : (await knownOf(works))(officer)),
    async deskOf(officer) {
      const keys = await keysOf(officer)
      return keys ? keys[0] : everyCase
    },
  }
}
