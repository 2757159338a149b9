// Whom an approved publication is sent to besides the public page: the registered groups that were chosen, how many people that
// is, and what it costs of what is left, as campaigns reckon it. Asked anew at the approval: what was shown must still be so.
import { createHash } from 'node:crypto'
import type { CampaignsRules, Plan } from '../../campaigns/campaigns-rules.js'
import type { DirectoryRules } from '../../people/roster/directory-rules.js'
import type { Draft } from './snapshot.js'
import { chosenGroups } from './snapshot-campaign.js'

interface GroupChoice {
  readonly groupId: string
  readonly unit: string
  readonly chosen: boolean
}

export interface SnapshotAudience {
  /** All registered ones of the channel. */
  readonly groups: readonly GroupChoice[]
  /** To those that were chosen. */
  readonly plan: Plan
  readonly overQuota: boolean
  /** Differs when it would reach or cost something else. */
  readonly fingerprint: string
}

export interface SnapshotAudienceRules {
  audienceOf(draft: Pick<Draft, 'groups'>, channel: string): Promise<SnapshotAudience>
}

export function createSnapshotAudienceRules({
  people,
  campaigns,
}: {
  readonly people: Pick<DirectoryRules, 'registeredGroups'>
  readonly campaigns: Pick<CampaignsRules, 'plan' | 'obstacleTo'>
}): SnapshotAudienceRules {
  return {
    async audienceOf({ groups: ids }, channel) {
      const registered = await people.registeredGroups(channel)
      const groups = registered.map(({ groupId, unit }) => ({
        ...{ groupId, unit },
        chosen: ids?.includes(groupId) ?? true,
      }))
      const plan = await campaigns.plan(channel, chosenGroups(groups.filter(({ chosen }) => chosen)), {
        kind: 'now',
      })
      return {
        groups,
        plan,
        overQuota: campaigns.obstacleTo(plan) === 'overQuota',
        fingerprint: createHash('sha256')
          .update(JSON.stringify([plan.fingerprint, plan.cost]))
          .digest('base64url')
          .slice(0, 16),
      }
    },
  }
}
