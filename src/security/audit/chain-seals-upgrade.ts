// Rows of chains that an earlier version wrote have no code of ours. They are taken as they are found, once: the audit chain says
// so in its first row that has one, and from then on a row without a code shows. Never again: else a thief could begin anew.
// A changed SECRET_KEY makes every code anew; a row whose code was wrong under the key of before keeps a wrong one.
import type { Connection } from 'mongoose'
import type { Audit } from './audit.js'
import { type ChainRow, rowsOfChains } from './chain-rows.js'
import type { ChainSeals } from './chain-seals.js'

/** Before the first row is written by this version, at the start and in scripts. A second time it does nothing. */
export async function sealOldChains(
  connection: Connection,
  seals: Pick<ChainSeals, 'adopt'>,
  audit: Pick<Audit, 'record' | 'latest'>,
): Promise<void> {
  const [last] = await audit.latest(1)
  if (last?.mac !== undefined) return
  const ends = new Map<string, ChainRow>()
  for await (const row of rowsOfChains(connection)) ends.set(row.chain, row)
  if (ends.size === 0) return
  for (const [chain, end] of ends) await seals.adopt(chain, end)
  await audit.record({ who: 'system', action: 'chains sealed', outcome: 'done' })
}

/**
 * After SECRET_KEY was changed, while nothing else runs; may be run again. `before` 'lost': rows are taken as they are found, which
 * the audit chain says.
 */
export async function resealChains(
  connection: Connection,
  { before, now }: { readonly before: ChainSeals | 'lost'; readonly now: ChainSeals },
  audit: Pick<Audit, 'record'>,
): Promise<void> {
  const ends = new Map<string, ChainRow>()
  for await (const row of rowsOfChains(connection)) {
    ends.set(row.chain, row)
    if (before === 'lost' || !before.isOurs(row.chain, row)) continue
    const rows = connection.collection<{ _id: string | number }>(row.collection)
    await rows.updateOne({ _id: row.id }, { $set: { mac: now.macOf(row.chain, row) } })
  }
  for (const [chain, { number, hash }] of ends) {
    if (await now.note(chain)) continue
    if (before === 'lost') await now.putNote(chain, { number, hash, unsealedUntil: number })
    else {
      const note = await before.note(chain)
      if (note) await now.putNote(chain, note)
    }
  }
  await audit.record({ who: 'system', action: 'chains sealed', outcome: 'done' })
}
