// Counts what cases hold where nobody has: after an upgrade from a version that did not, and after a restoration, whose backup leaves
// the counts out. Once, at the start; each night only the sum of all is made anew from what each case has.
import type { SpaceRules } from '../../space/space-rules.js'
import type { CasesModel } from '../cases-model.js'

const batchSize = 500

/** One file at a time; answers how many cases have any. */
export async function countKeptFiles(
  cases: Pick<CasesModel, 'idsAfter' | 'attachmentBytes'>,
  space: Pick<SpaceRules, 'isCounted' | 'count' | 'recount'>,
): Promise<number> {
  if (await space.isCounted()) return 0
  let count = 0
  for (let after = ''; ; ) {
    const ids = await cases.idsAfter(after, batchSize)
    for (const caseId of ids) {
      const sizes = await cases.attachmentBytes(caseId)
      if (sizes.length > 0) await space.count(caseId, sizes)
      if (sizes.length > 0) count += 1
    }
    const last = ids.at(-1)
    if (last === undefined) break
    after = last
  }
  await space.recount()
  return count
}
