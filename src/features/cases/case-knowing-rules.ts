// Which cases an officer may know of at all. Whoever may not is answered as if there were no such case: a case that names an
// officer is sealed to the others, and the one who is named must not learn that it exists. Figures count every case, for everybody
// alike: what is left out of a figure would tell more than the figure.
import type { CaseWork } from './case.js'
import type { CasesModel } from './cases-model.js'

/** Whoever asks, as a turn or a list of accounts knows them. */
export interface Officer {
  /** Of the LINE account (ChatAddress). */
  readonly accountKey: string
  readonly staffId?: string
}

/** The recipients whose keys are this officer's; `undefined` when nothing ties this account to a key. */
export type KeysOf = (officer: Officer) => Promise<readonly string[] | undefined>

export interface CaseKnowing {
  /** Those of these cases that the officer may know of. */
  known(officer: Officer, works: readonly CaseWork[]): Promise<CaseWork[]>
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
  readonly cases: Pick<CasesModel, 'sealedTo'>
  readonly keysOf: KeysOf
}): CaseKnowing {
  return {
    keysOf,
    async known(officer, works) {
      if (works.length === 0) return []
      const keys = await keysOf(officer)
      const sealed = new Set((await Promise.all((keys ?? []).map(cases.sealedTo))).flat())
      return works.filter(({ caseId, leftOut }) => mayKnowOf(keys, { leftOut, opens: sealed.has(caseId) }))
    },
  }
}
