// Whom an approved publication is sent to besides the public page: the registered groups that were chosen, how many people that
// is, and what it costs of what is left. Asked anew at the approval: what was shown must still be so.
import { createHash } from 'node:crypto'
import type { ChatAddress } from '../../security/chat-address.js'
import type { DirectoryRules } from '../people/directory-rules.js'
import type { Draft } from './snapshot.js'

/** What LINE counts: a push to a group costs one message for each member. */
interface MessageCosts {
  quota(channel: string): Promise<{ readonly limit?: number; readonly used: number } | undefined>
  memberCount(group: ChatAddress): Promise<number | undefined>
}

interface GroupChoice {
  readonly groupId: string
  readonly unit: string
  readonly address: ChatAddress
  readonly chosen: boolean
}

export interface SnapshotAudience {
  /** All registered ones of the channel. */
  readonly groups: readonly GroupChoice[]
  /** Messages, without the groups whose size LINE does not tell. */
  readonly cost: number
  readonly groupsOfUnknownSize: number
  readonly remaining:
    | { readonly kind: 'limited'; readonly messages: number }
    | { readonly kind: 'unlimited' | 'unknown' }
  readonly overQuota: boolean
  /** Differs when it would reach or cost something else. */
  readonly fingerprint: string
}

export interface SnapshotAudienceRules {
  audienceOf(draft: Pick<Draft, 'groups'>, channel: string): Promise<SnapshotAudience>
}

export function createSnapshotAudienceRules({
  people,
  costs,
}: {
  readonly people: Pick<DirectoryRules, 'registeredGroups'>
  readonly costs: MessageCosts
}): SnapshotAudienceRules {
  async function remainingOn(channel: string): Promise<SnapshotAudience['remaining']> {
    const quota = await costs.quota(channel)
    if (!quota) return { kind: 'unknown' }
    if (quota.limit === undefined) return { kind: 'unlimited' }
    return { kind: 'limited', messages: Math.max(0, quota.limit - quota.used) }
  }

  return {
    async audienceOf({ groups: ids }, channel) {
      const registered = await people.registeredGroups(channel)
      const groups = registered.map((group) => ({ ...group, chosen: ids?.includes(group.groupId) ?? true }))
      const chosen = groups.filter((group) => group.chosen)
      const sizes = await Promise.all(chosen.map(({ address }) => costs.memberCount(address)))
      const cost = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
      const remaining = chosen.length === 0 ? ({ kind: 'unknown' } as const) : await remainingOn(channel)
      const reached = chosen.map(({ groupId, address }) => `${groupId} ${address.key}`).sort()
      return {
        groups,
        cost,
        groupsOfUnknownSize: sizes.filter((size) => size === undefined).length,
        remaining,
        overQuota: remaining.kind === 'limited' && cost > remaining.messages,
        fingerprint: createHash('sha256')
          .update(JSON.stringify([reached, cost]))
          .digest('base64url')
          .slice(0, 16),
      }
    },
  }
}
