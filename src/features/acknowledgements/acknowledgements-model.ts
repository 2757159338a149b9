// Keeps what people declared about policies, as one chain for each version. Rows are added and never changed: one for each
// person, and one more where somebody refused first. Every write may be run twice, and by several replicas at once.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { isDuplicateKey } from '../../database/driver-values.js'
import { readWhole } from '../../database/whole-read.js'
import { declarationChain } from '../../security/audit/chain-rows.js'
import { createChainSeals } from '../../security/audit/chain-seals.js'
import type { Keyring } from '../../security/keyring.js'
import { type Chained, chained, type Declaration } from './evidence/declaration-chain.js'

export interface AcknowledgementsModel {
  /** What is kept for this person, policy and version; the first one wins and is never written over. */
  record(declaration: Declaration): Promise<Chained>
  /** Those of one version that are not there yet; what is there is never written over. */
  recordAll(declarations: readonly Declaration[]): Promise<void>
  /** An acknowledgement or a signature on paper; a refusal only when there is neither. */
  find(policyKey: string, version: number, staffId: string): Promise<Chained | undefined>
  /** The chain of one version, in its order. */
  rows(policyKey: string, version: number): Promise<Chained[]>
  /** Of this chain, the number of the first row that we did not write, or that is missing at its end. */
  firstWrong(policyKey: string, version: number, chain: readonly Chained[]): Promise<number | undefined>
  /** Who has acknowledged, and who has refused and not acknowledged since. */
  statesOf(policyKey: string, version: number): Promise<ReadonlyMap<string, Declaration['kind']>>
  answeredBy(staffId: string): Promise<Pick<Declaration, 'policyKey' | 'version' | 'kind'>[]>
}

type Stored = Chained & { _id: string }

const schema = new Schema<Stored>(
  {
    _id: String,
    policyKey: String,
    version: Number,
    number: Number,
    staffId: String,
    kind: String,
    at: Date,
    channel: String,
    place: String,
    language: String,
    textHash: String,
    reason: String,
    signedOn: String,
    witnessId: String,
    recordedBy: String,
    eventKey: String,
    previous: String,
    hash: String,
    mac: String,
  },
  { ...clustered, collection: 'acknowledgements' },
)
schema.index({ policyKey: 1, version: 1, number: 1 }, { unique: true })
schema.index({ staffId: 1 })

const batch = 1000

export function createAcknowledgementsModel(
  connection: Connection,
  keyring: Pick<Keyring, 'pseudonym'>,
): AcknowledgementsModel {
  const seals = createChainSeals(connection, keyring)
  const Rows: Model<Stored> =
    connection.models.Acknowledgement ?? connection.model<Stored>('Acknowledgement', schema)
  const name = Rows.collection.collectionName

  const idOf = ({ policyKey, version, staffId }: Pick<Stored, 'policyKey' | 'version' | 'staffId'>) =>
    `${policyKey}/${version}/${staffId}`
  const idOfRow = (one: Declaration) => (one.kind === 'refused' ? `${idOf(one)}/refused` : idOf(one))

  /** All of one version; answers what was added. Another replica may take the next number: then the chain's end is read again. */
  async function append(
    policyKey: string,
    version: number,
    wanted: readonly Declaration[],
  ): Promise<Chained[]> {
    for (;;) {
      const [kept, last] = await Promise.all([
        Rows.find({ _id: { $in: wanted.map(idOfRow) } }, { _id: 1 }).lean(),
        Rows.findOne({ policyKey, version }).sort({ number: -1 }).lean(),
      ])
      const there = new Set(kept.map(({ _id }) => _id))
      const missing = wanted.filter((one) => !there.has(idOfRow(one)))
      if (missing.length === 0) return []
      const chain = declarationChain(policyKey, version)
      const end = await seals.endAfter(chain, last ? plain(last) : undefined)
      const rows = chained(end, missing).map((row) => ({
        ...row,
        mac: seals.macOf(chain, row),
      }))
      try {
        await Rows.insertMany(
          rows.map((row) => ({ ...row, _id: idOfRow(row) })),
          { ordered: true },
        )
        const newest = rows.at(-1)
        if (newest) await seals.reached(chain, newest)
        return rows
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    }
  }

  // One at a time within a process, so that a burst does not race against itself for the next number.
  let queue: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = queue.then(work)
    queue = mine.catch(() => undefined)
    return mine
  }

  async function find(policyKey: string, version: number, staffId: string) {
    const _id = idOf({ policyKey, version, staffId })
    const rows = await Rows.find({ _id: { $in: [_id, `${_id}/refused`] } }).lean()
    const row = rows.find((one) => one._id === _id) ?? rows[0]
    return row && plain(row)
  }

  return {
    find,
    async record(declaration) {
      const { policyKey, version } = declaration
      const [added] = await inTurn(() => append(policyKey, version, [declaration]))
      if (added) return added
      const kept = await Rows.findById(idOfRow(declaration)).lean()
      if (!kept) throw new AcknowledgementLost()
      return plain(kept)
    },
    async recordAll(declarations) {
      const versions = new Map<string, Declaration[]>()
      for (const one of declarations) {
        const key = `${one.policyKey}/${one.version}`
        const some = versions.get(key)
        if (some) some.push(one)
        else versions.set(key, [one])
      }
      for (const some of versions.values()) {
        for (let from = 0; from < some.length; from += batch) {
          const [first, ...others] = some.slice(from, from + batch)
          if (first) await inTurn(() => append(first.policyKey, first.version, [first, ...others]))
        }
      }
    },
    async rows(policyKey, version) {
      // What all rows share is not asked for 20,000 times: the time is in reading what the database sends.
      const found = await readWhole<Omit<Chained, 'policyKey' | 'version'>>(connection, name, {
        filter: { policyKey, version },
        projection: { _id: 0, policyKey: 0, version: 0 },
        sort: { number: 1 },
      })
      return found.map((row) => Object.assign(row, { policyKey, version }) as Chained)
    },
    firstWrong: (policyKey, version, chain) => seals.firstWrong(declarationChain(policyKey, version), chain),
    async statesOf(policyKey, version) {
      const found = await readWhole<Pick<Declaration, 'staffId' | 'kind'>>(connection, name, {
        filter: { policyKey, version },
        projection: { _id: 0, staffId: 1, kind: 1 },
      })
      const refused = found.filter(({ kind }) => kind === 'refused')
      const given = found.filter(({ kind }) => kind !== 'refused')
      return new Map([...refused, ...given].map(({ staffId, kind }) => [staffId, kind]))
    },
    async answeredBy(staffId) {
      const found = await Rows.find({ staffId }, { _id: 0, policyKey: 1, version: 1, kind: 1 }).lean()
      return found.map(({ policyKey, version, kind }) => ({ policyKey, version, kind }))
    },
  }
}

class AcknowledgementLost extends Error {
  override readonly name = 'AcknowledgementLost'
  constructor() {
    super('An acknowledgement that was just written is not there: was the collection emptied?')
  }
}

function plain({ _id, ...row }: Stored): Chained {
  return row
}
