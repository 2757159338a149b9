// Removes documents whose time is over, as MongoDB's TTL monitor does: once a minute, by the index, in small writes. Also
// sweeps away what is left of dropped collections, and forgets cursors that nobody asks.

import type { ServerState } from '../commands/server-state.js'
import type { IndexDefinition } from '../indexes/collection-index.js'
import { splitPath } from '../query/filter-path.js'
import { findDocuments } from '../query/query.js'
import type { Collection } from './collection.js'

const EVERY_MS = 60_000
const STEP = 500

export interface Sweeper {
  /** Removes what is due now; the number of documents removed. */
  sweep(): Promise<number>
  stop(): void
}

export function startSweeper(state: ServerState, everyMs = EVERY_MS): Sweeper {
  let running: Promise<number> | undefined
  const sweep = (): Promise<number> => {
    running ??= sweepOnce(state).finally(() => {
      running = undefined
    })
    return running
  }
  // A sweep that fails (the disk is full) is tried again at the next turn.
  const timer = setInterval(() => void sweep().catch(() => 0), everyMs)
  timer.unref()
  return { sweep, stop: () => clearInterval(timer) }
}

async function sweepOnce(state: ServerState): Promise<number> {
  state.cursors.forgetIdle()
  while (await state.store.write(() => state.catalog.sweepDropped()));
  let removed = 0
  for (const collection of state.catalog.all()) {
    for (const { definition } of collection.indexes) {
      if (definition.expireAfterSeconds !== undefined) removed += await expire(state, collection, definition)
    }
  }
  return removed
}

async function expire(
  state: ServerState,
  { record }: Collection,
  definition: IndexDefinition,
): Promise<number> {
  const [path = ''] = Object.keys(definition.key)
  let removed = 0
  for (;;) {
    const due = new Date(state.now().getTime() - (definition.expireAfterSeconds ?? 0) * 1000)
    const test = { op: '$lte', value: due } as const
    const step = await state.store.write(() => {
      const collection = state.catalog.find(record.db, record.name)
      if (!collection?.indexes.some((index) => index.definition.name === definition.name)) return 0
      const found = [
        ...findDocuments(state.store, collection, {
          filter: { kind: 'leaf', path, parts: splitPath(path), test },
          hint: definition.name,
          limit: STEP,
        }),
      ]
      for (const { record: number, stored } of found) collection.remove(number, stored)
      return found.length
    })
    removed += step
    if (step < STEP) return removed
  }
}
