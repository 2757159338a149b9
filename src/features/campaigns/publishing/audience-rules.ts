// From an audience to the groups and people in it, page by page: however many they are, nobody holds them all. An account
// comes once whatever parts it belongs to; what is left out stays out.
import type { Account, DirectoryRules } from '../../people/roster/directory-rules.js'
import type { Audience, AudiencePart, Target } from './audience.js'

export type Recipients = Pick<DirectoryRules, 'units' | 'registeredGroups' | 'accountPages'>

/** Which of these staff have nothing left to acknowledge of a policy. */
export type WhoAcknowledged = (policyKey: string, staffIds: readonly string[]) => Promise<ReadonlySet<string>>

export interface AudienceRules {
  /** Groups first, then people in a stable order; pages of at most 500. */
  targets(channel: string, audience: Audience): AsyncIterable<readonly Target[]>
}

export function createAudienceRules({
  people,
  whoAcknowledged,
}: {
  readonly people: Recipients
  readonly whoAcknowledged: WhoAcknowledged
}): AudienceRules {
  async function groups(channel: string, { parts, exceptUnits }: Audience): Promise<Target[]> {
    const registered = await people.registeredGroups(channel)
    const all = parts.some(({ kind }) => kind === 'groups')
    const some = new Set(
      parts.flatMap((part) => (part.kind === 'someGroups' ? part.groups.map(({ id }) => id) : [])),
    )
    return registered
      .filter(({ groupId, unit }) => (all || some.has(groupId)) && !exceptUnits.includes(unit))
      .map(({ groupId, unit, address }) => ({
        kind: 'group',
        targetId: groupId,
        unit,
        language: 'th',
        to: address,
      }))
  }

  async function peopleOf(page: readonly Account[], { parts, exceptUnits }: Audience): Promise<Target[]> {
    const staffIds = page.flatMap(({ staff }) => staff?.staffId ?? [])
    const policies = parts.flatMap((part) => (part.kind === 'notAcknowledged' ? [part.policy] : []))
    const done = new Map<string, ReadonlySet<string>>()
    for (const policy of policies) done.set(policy, await whoAcknowledged(policy, staffIds))
    return page
      .filter(({ staff }) => !staff || !exceptUnits.includes(staff.unit))
      .filter((account) => parts.some((part) => belongs(account, part, done)))
      .map(({ address, language, staff }) => ({
        kind: 'person',
        targetId: staff?.staffId ?? address.key,
        ...(staff && { unit: staff.unit }),
        language,
        to: address,
      }))
  }

  return {
    async *targets(channel, audience) {
      if (audience.parts.some(isOfGroups)) {
        const all = await groups(channel, audience)
        for (let start = 0; start < all.length; start += 500) yield all.slice(start, start + 500)
      }
      if (audience.parts.every(isOfGroups)) return
      for await (const page of people.accountPages(channel)) yield await peopleOf(page, audience)
    },
  }
}

const isOfGroups = ({ kind }: AudiencePart): boolean => kind === 'groups' || kind === 'someGroups'

function belongs(
  { staff, roles }: Account,
  part: AudiencePart,
  done: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  switch (part.kind) {
    case 'groups':
    case 'someGroups':
      return false
    case 'followers':
      return true
    case 'linkedStaff':
      return staff !== undefined
    case 'unit':
      return staff?.unit === part.unit
    case 'role':
      return roles.includes(part.role)
    case 'notAcknowledged':
      return staff !== undefined && !done.get(part.policy)?.has(staff.staffId)
  }
}
