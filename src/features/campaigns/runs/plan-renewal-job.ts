// A sending that goes on long after it was planned (paused, waiting for the quota, sent again to who failed) reaches only who
// still belongs to its audience: whoever has left or acknowledged since is not written to, and leaves no address behind.

import type { BulkPost } from '../../../delivery/bulk/bulk-post.js'
import type { Clock } from '../../../operation/clock.js'
import type { Target } from '../publishing/audience.js'
import { batchOf, type DeliveryRow, type Run } from './campaign-run.js'
import type { CampaignRunsRules, Work } from './campaign-runs-rules.js'

/** A plan is believed for so long. */
const freshMilliseconds = 3_600_000

/** Answers the sending with as many groups and people as it now has. Every step can be done again. */
export async function withoutWhoHasGone(
  work: Work,
  {
    post,
    rules,
    clock,
  }: {
    readonly post: Pick<BulkPost, 'untried' | 'readdress'>
    readonly rules: Pick<CampaignRunsRules, 'targets' | 'placed' | 'withdraw'>
    readonly clock: Clock
  },
): Promise<Run> {
  const { run } = work
  const batch = batchOf(run)
  if (!run.startedAt || clock().getTime() - run.startedAt.getTime() < freshMilliseconds) return run
  const untried = new Map<number, DeliveryRow[]>((await post.untried(batch)).map((number) => [number, []]))
  if (untried.size === 0) return run
  const placed = await rules.placed(run)
  for (const row of placed) untried.get(row.chunk)?.push(row)
  const there = await addressesNow(rules.targets(work))
  const gone = new Set<DeliveryRow>()
  const emptied: number[] = []
  for (const [number, rows] of untried) {
    const to = rows.flatMap((row) => there.get(nameOf(row)) ?? [])
    if (to.length === 0) emptied.push(number)
    else if (to.length < rows.length) await post.readdress(batch, number, to)
    for (const row of rows) if (!there.has(nameOf(row))) gone.add(row)
  }
  const left = gone.size > 0 ? await rules.withdraw(run, placed, gone) : run
  // Last: a chunk without deliveries says after a crash that it is to go.
  for (const number of emptied) await post.readdress(batch, number, [])
  return left
}

async function addressesNow(
  pages: AsyncIterable<readonly Target[]>,
): Promise<ReadonlyMap<string, Target['to']>> {
  const there = new Map<string, Target['to']>()
  for await (const page of pages) for (const target of page) there.set(nameOf(target), target.to)
  return there
}

const nameOf = ({ kind, targetId }: Pick<Target, 'kind' | 'targetId'>): string => `${kind}/${targetId}`
