// What an agency can prove: who of the roster of a version's last day has answered, how, and that no row was changed since.
// Everything is read once and grouped in memory, so that 20,000 people cost three reads. Names are for evidence only.
import type { Day } from '../../../i18n/calendar/bangkok-time.js'
import { percent } from '../../../i18n/percent.js'
import { firstOf } from '../../../security/audit/chain-seals.js'
import type { PolicyRules } from '../policies/policy-rules.js'
import { asks, type Policy } from '../policies/policy-schema.js'
import type { AcknowledgementsDeps } from '../room-deps.js'
import { type Chained, firstBroken } from './declaration-chain.js'

export interface Count {
  /** By the button or on paper. */
  readonly acknowledged: number
  readonly total: number
  /** Two decimals, `'99.12'`; `undefined` where there is nobody to count. */
  readonly percent?: string
}

export interface Progress {
  readonly policy: Policy
  /** `refused` only when there is one; never by unit, where it could name somebody. */
  readonly all: Count & { readonly refused?: number }
  /** In the order of their names. */
  readonly units: readonly (Count & { readonly unit: string })[]
}

export interface EvidenceCount extends Count {
  readonly paper: number
  readonly refused: number
  readonly pending: number
}

export interface EvidenceRow {
  readonly staffId: string
  readonly employeeCode: string
  readonly name: string
  readonly unit: string
  readonly version: number
  /** Absent while the answer is pending. */
  readonly declared?: Chained
  readonly state: 'acknowledged' | 'paper' | 'refused' | 'pending'
  /** Of a signature on paper. */
  readonly witness?: string
}

export interface Evidence {
  readonly policy: Policy
  /** Today, or the last day on which this version asked: whose roster is counted. */
  readonly rosterDay: Day
  /** By unit and employee code. */
  readonly rows: readonly EvidenceRow[]
  readonly units: readonly (EvidenceCount & { readonly unit: string })[]
  readonly all: EvidenceCount
  readonly chain: {
    /** Rows in all, also of people who have left. */
    readonly length: number
    /** Of the last row: noted on paper, it shows later whether rows were taken from the end. */
    readonly head?: string
    /** The number of the first row that was changed or is missing. */
    readonly firstBroken?: number
  }
}

export interface EvidenceRules {
  /** Of the policy's newest version that has opened; `undefined` for an unknown key. */
  progress(policyKey: string, today: Day): Promise<Progress | undefined>
  /** Of every current policy, in the order of their keys. */
  progressOfAll(today: Day): Promise<Progress[]>
  /** `undefined` when there is no such version. */
  evidence(policyKey: string, version: number, today: Day): Promise<Evidence | undefined>
  /** The number of the first row of a version's chain that does not follow from the one before. */
  firstBroken(policyKey: string, version: number): Promise<number | undefined>
}

type State = EvidenceRow['state']
const thaiOrder = new Intl.Collator('th')

export function createEvidenceRules(
  { models, people }: Pick<AcknowledgementsDeps, 'models' | 'people'>,
  policies: PolicyRules,
): EvidenceRules {
  const rosterOf = async (policy: Policy, day: Day) =>
    (await people.rosterOn(day)).filter(({ unit }) => asks(policy, unit))

  async function progressOf(policy: Policy, today: Day): Promise<Progress> {
    const day = await policies.rosterDayOf(policy, today)
    const [roster, states] = await Promise.all([
      rosterOf(policy, day),
      models.declarations.statesOf(policy.key, policy.version),
    ])
    const { all, units } = totals(
      roster.map(({ staffId, unit }) => ({ unit, state: states.get(staffId) ?? 'pending' })),
    )
    return {
      policy,
      all: { ...plainCount(all), ...(all.refused > 0 && { refused: all.refused }) },
      units: units.map(({ unit, ...count }) => ({ unit, ...plainCount(count) })),
    }
  }

  return {
    async progress(policyKey, today) {
      const policy = await policies.newestPolicy(policyKey, today)
      return policy && progressOf(policy, today)
    },
    async progressOfAll(today) {
      return Promise.all((await policies.currentPolicies(today)).map((policy) => progressOf(policy, today)))
    },
    async evidence(policyKey, version, today) {
      const policy = await policies.policyVersion(policyKey, version)
      if (!policy) return undefined
      const rosterDay = await policies.rosterDayOf(policy, today)
      const [roster, chain] = await Promise.all([
        rosterOf(policy, rosterDay),
        models.declarations.rows(policyKey, version),
      ])
      const declared = new Map<string, Chained>()
      for (const row of chain) {
        if (row.kind !== 'refused' || !declared.has(row.staffId)) declared.set(row.staffId, row)
      }
      const witnesses = await namesOf(chain.flatMap((row) => (row.kind === 'paper' ? [row.witnessId] : [])))
      const rows = roster.map(({ staffId, employeeCode, name, unit }): EvidenceRow => {
        const mine = declared.get(staffId)
        // Each written out whole: an object that is spread 20,000 times costs as much as reading it.
        if (!mine) return { staffId, employeeCode, name, unit, version, state: 'pending' }
        const row = { staffId, employeeCode, name, unit, version, declared: mine, state: mine.kind }
        const witness = mine.kind === 'paper' ? witnesses.get(mine.witnessId) : undefined
        return witness === undefined ? row : { ...row, witness }
      })
      const { all, units } = totals(rows)
      const broken = await wrongIn(policyKey, version, chain)
      const head = chain.at(-1)?.hash
      return {
        policy,
        rosterDay,
        rows: inOrder(
          rows,
          units.map(({ unit }) => unit),
        ),
        units,
        all,
        chain: {
          length: chain.length,
          ...(head !== undefined && { head }),
          ...(broken !== undefined && { firstBroken: broken }),
        },
      }
    },
    firstBroken: async (policyKey, version) =>
      wrongIn(policyKey, version, await models.declarations.rows(policyKey, version)),
  }

  /** What does not follow from the row before, was not written by us, or is missing at the end. */
  async function wrongIn(policyKey: string, version: number, chain: readonly Chained[]) {
    return firstOf(firstBroken(chain), await models.declarations.firstWrong(policyKey, version, chain))
  }

  /** Witnesses are few, and may have left since. */
  async function namesOf(staffIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all([...new Set(staffIds)].map((staffId) => people.staffById(staffId)))
    return new Map(found.flatMap((staff) => (staff ? [[staff.staffId, staff.name]] : [])))
  }
}

function totals(answers: readonly { readonly unit: string; readonly state: State }[]) {
  const byUnit = new Map<string, Record<State, number>>()
  const whole = none()
  for (const { unit, state } of answers) {
    let tally = byUnit.get(unit)
    if (!tally) {
      tally = none()
      byUnit.set(unit, tally)
    }
    tally[state] += 1
    whole[state] += 1
  }
  const names = [...byUnit.keys()].sort(thaiOrder.compare)
  return {
    all: countOf(whole),
    units: names.map((unit) => ({ unit, ...countOf(byUnit.get(unit) ?? none()) })),
  }
}

/** By unit in the order of `units`, and by employee code within each. */
function inOrder(rows: readonly EvidenceRow[], units: readonly string[]): EvidenceRow[] {
  const byUnit = new Map<string, EvidenceRow[]>(units.map((unit) => [unit, []]))
  for (const row of rows) byUnit.get(row.unit)?.push(row)
  return [...byUnit.values()].flatMap((some) =>
    some.sort((one, other) => (one.employeeCode < other.employeeCode ? -1 : 1)),
  )
}

const none = (): Record<State, number> => ({ acknowledged: 0, paper: 0, refused: 0, pending: 0 })

function countOf({ acknowledged, paper, refused, pending }: Record<State, number>): EvidenceCount {
  const given = acknowledged + paper
  const total = given + refused + pending
  const share = total > 0 && { percent: percent(given, total) }
  return { acknowledged: given, total, paper, refused, pending, ...share }
}

const plainCount = ({ acknowledged, total, percent }: Count): Count => ({
  acknowledged,
  total,
  ...(percent !== undefined && { percent }),
})
