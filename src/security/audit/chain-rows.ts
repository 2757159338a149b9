// Where the rows of each chain lie, for what is done to all chains at once: taking over those of an earlier version, and a changed
// SECRET_KEY. What a row means is known to its own model alone.
import type { Connection } from 'mongoose'
import type { SealedRow } from './chain-seals.js'

export const giftChain = 'gift statements'
export const snapshotChain = 'published statistics'
export const declarationChain = (policyKey: string, version: number): string =>
  `declarations ${policyKey}/${version}`

/** The policy and version of a chain of declarations. */
export function declarationsIn(chain: string): { policyKey: string; version: number } | undefined {
  const read = /^declarations (.+)\/(\d{1,9})$/.exec(chain)
  return read?.[1] && read[2] ? { policyKey: read[1], version: Number(read[2]) } : undefined
}

export interface ChainRow extends SealedRow {
  readonly chain: string
  readonly collection: string
  readonly id: string | number
}

interface Stored {
  readonly _id: string | number
  readonly hash?: string
  readonly mac?: string
  readonly number?: number
  readonly policyKey?: string
  readonly version?: number
  readonly snapshot?: { readonly hash: string }
}

const places: readonly {
  readonly collection: string
  readonly chainOf: (row: Stored) => string
  readonly sort: Readonly<Record<string, 1>>
}[] = [
  { collection: 'audit', chainOf: () => 'audit', sort: { _id: 1 } },
  { collection: 'gift_statements', chainOf: () => giftChain, sort: { _id: 1 } },
  { collection: 'statistics_snapshots', chainOf: () => snapshotChain, sort: { _id: 1 } },
  {
    collection: 'acknowledgements',
    chainOf: ({ policyKey = '', version = 0 }) => declarationChain(policyKey, version),
    sort: { policyKey: 1, version: 1, number: 1 },
  },
]

/** Every row of every chain, each chain in its order. */
export async function* rowsOfChains(connection: Connection): AsyncIterable<ChainRow> {
  for (const { collection, chainOf, sort } of places)
    for await (const row of connection.collection<Stored>(collection).find().sort(sort)) {
      const number = row.number ?? Number(row._id)
      const hash = row.hash ?? row.snapshot?.hash ?? ''
      yield { chain: chainOf(row), collection, id: row._id, number, hash, mac: row.mac }
    }
}
