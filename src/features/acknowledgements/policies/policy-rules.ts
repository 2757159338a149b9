// Which version of a policy holds on a day. A version is open from its first day until its fiscal year, or its due day
// if that is later, is over; the newest one that has opened is the current one.
import { createHash } from 'node:crypto'
import { addDays, type Day, lastDayOf } from '../../../i18n/calendar/bangkok-time.js'
import { monthsOfFiscalYear } from '../../../i18n/calendar/fiscal-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { PolicyModel } from './policy-model.js'
import { type Policy, type PolicySpec, policySpecSchema } from './policy-schema.js'

/** `fields` are dotted paths, such as `th.text`; nothing was kept. */
type BadPolicy = { readonly ok: false; readonly why: 'badPolicy'; readonly fields: readonly string[] }
type PolicyAdded = { readonly ok: true; readonly version: number; readonly added: boolean } | BadPolicy

/** `isNew`: it would be a version that nobody has been asked for. */
type PolicyPlanned =
  | { readonly ok: true; readonly policy: Omit<Policy, 'addedOn'>; readonly isNew: boolean }
  | BadPolicy

/** Names the places at fault, never the words in them. */
class UnfitPolicy extends Error {
  override readonly name = 'UnfitPolicy'
  constructor(fields: readonly string[]) {
    super(`This policy cannot be opened: ${fields.join(', ')}`)
  }
}

export interface PolicyRules {
  /**
   * Adds a version, unless one with the same texts and fiscal year is there: then only its card's words and dates are
   * brought up to date, and `added` is false.
   */
  addPolicy(spec: PolicySpec): Promise<PolicyAdded>
  /**
   * Adds exactly this version, which an officer was shown. What is there already stays as it is: the `same` texts of the
   * same year change nothing, and when another text took this number meanwhile, it is `overtaken`. Throws for a spec that
   * `planPolicy` refuses. `by` stands in the audit chain.
   */
  openVersion(spec: PolicySpec, version: number, by: string): Promise<'opened' | 'same' | 'overtaken'>
  /** What `addPolicy` would do now; nothing is kept. */
  planPolicy(spec: PolicySpec): Promise<PolicyPlanned>
  /** The current version of every policy that is open on this day, in the order of their keys. */
  currentPolicies(today: Day): Promise<Policy[]>
  /** The newest version that has opened by this day, although its time may be over. */
  newestPolicy(key: string, today: Day): Promise<Policy | undefined>
  policyVersion(key: string, version: number): Promise<Policy | undefined>
  /** The newest version of every policy of a fiscal year, in the order of their keys. */
  policiesOfYear(fiscalYear: number): Promise<Policy[]>
  /** The day whose roster counts for this version: today, or, when its time is over, the last day on which it asked. */
  rosterDayOf(policy: Policy, today: Day): Promise<Day>
}

export function createPolicyRules({
  model,
  clock,
  audit,
}: {
  readonly model: PolicyModel
  readonly clock: Clock
  readonly audit: Audit
}): PolicyRules {
  async function planPolicy(spec: PolicySpec): Promise<PolicyPlanned> {
    const read = policySpecSchema.safeParse(spec)
    if (!read.success) {
      const fields = read.error.issues.map((issue) => issue.path.join('.') || 'policy')
      return { ok: false, why: 'badPolicy', fields: [...new Set(fields)] }
    }
    const sha256 = {
      th: sha256Of(read.data.th.text),
      ...(read.data.en && { en: sha256Of(read.data.en.text) }),
    }
    const versions = await model.policies(read.data.key)
    const same = versions.find((policy) => isSameVersion(policy, { ...read.data, sha256 }))
    const version = same?.version ?? (versions.at(-1)?.version ?? 0) + 1
    return { ok: true, policy: { ...read.data, sha256, version }, isNew: same === undefined }
  }

  async function addPolicy(spec: PolicySpec): Promise<PolicyAdded> {
    for (;;) {
      const planned = await planPolicy(spec)
      if (!planned.ok) return planned
      const { policy, isNew } = planned
      if (!isNew) {
        await model.retouchPolicy(policy)
        return { ok: true, version: policy.version, added: false }
      }
      if (await addVersion(policy, 'system')) return { ok: true, version: policy.version, added: true }
    }
  }

  async function openVersion(spec: PolicySpec, version: number, by: string) {
    for (;;) {
      const planned = await planPolicy(spec)
      if (!planned.ok) throw new UnfitPolicy(planned.fields)
      if (!planned.isNew) return 'same'
      if (planned.policy.version !== version) return 'overtaken'
      if (await addVersion(planned.policy, by)) return 'opened'
    }
  }

  /** `false` when the version is there already. */
  async function addVersion(policy: Omit<Policy, 'addedOn'>, who: string): Promise<boolean> {
    const added = await model.addPolicy(policy, clock())
    const about = `${policy.key} ${policy.version}`
    if (added) await audit.record({ who, action: 'policy version added', about, outcome: 'done' })
    return added
  }

  return {
    addPolicy,
    planPolicy,
    openVersion,
    async currentPolicies(today) {
      const newest = new Map((await model.policies()).filter(hasOpened(today)).map((one) => [one.key, one]))
      return [...newest.values()].filter((policy) => today <= lastDayToAcknowledge(policy))
    },
    async newestPolicy(key, today) {
      return (await model.policies(key)).filter(hasOpened(today)).at(-1)
    },
    async rosterDayOf(policy, today) {
      const next = (await model.policies(policy.key)).find(({ version }) => version === policy.version + 1)
      const replaced = next && later(next.opens, next.addedOn)
      const lastDay = lastDayToAcknowledge(policy)
      const end = replaced && replaced <= lastDay ? addDays(replaced, -1) : lastDay
      // A version that was replaced on its first day counts whoever was there on that day.
      return earlier(today, later(end, later(policy.opens, policy.addedOn)))
    },
    async policiesOfYear(fiscalYear) {
      const ofYear = (await model.policies()).filter((policy) => policy.fiscalYear === fiscalYear)
      return [...new Map(ofYear.map((policy) => [policy.key, policy])).values()]
    },
    async policyVersion(key, version) {
      return (await model.policies(key)).find((policy) => policy.version === version)
    },
  }
}

/** Late is better than never, so the due day closes nothing; the end of the fiscal year does. */
export function lastDayToAcknowledge({ fiscalYear, due }: Policy): Day {
  const september = monthsOfFiscalYear(fiscalYear).at(-1)
  const endOfYear = september && lastDayOf(september)
  return endOfYear && endOfYear > due ? endOfYear : due
}

function later(one: Day, other: Day): Day {
  if (one > other) return one
  return other
}

function earlier(one: Day, other: Day): Day {
  if (one < other) return one
  return other
}

const hasOpened = (today: Day) => (policy: Policy) => policy.opens <= today

const isSameVersion = (one: Policy, other: Pick<Policy, 'fiscalYear' | 'sha256'>) =>
  one.fiscalYear === other.fiscalYear &&
  one.sha256.th === other.sha256.th &&
  one.sha256.en === other.sha256.en

const sha256Of = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
