// What a campaign reaches and costs, that it starts once and only as it was shown, and that it can be held, ended and
// sent again to whom it failed. Nothing is sent here: what is decided is written down, and the runs do the rest.
import { createHash } from 'node:crypto'
import { monthInBangkok } from '../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../operation/clock.js'
import type { Audit } from '../../security/audit/audit.js'
import type { ChatAddress } from '../../security/chat-address.js'
import { type Published, titleOf } from '../library/content/content-rules.js'
import type { Campaign, CampaignsModel, Piece } from './campaigns-model.js'
import type { Audience } from './publishing/audience.js'
import type { AudienceRules } from './publishing/audience-rules.js'
import { furthestDays, type Timing } from './publishing/timing.js'
import { timeOf } from './publishing/timing-rules.js'
import type { Run } from './runs/campaign-run.js'
import type { CampaignRunsModel } from './runs/campaign-runs-model.js'

/** What LINE counts: a push costs one message for each person who gets it. */
interface MessageCosts {
  quota(channel: string): Promise<{ readonly limit?: number; readonly used: number } | undefined>
  memberCount(group: ChatAddress): Promise<number | undefined>
}

/** Messages left this month. */
export type Remaining =
  | { readonly kind: 'limited'; readonly messages: number }
  | { readonly kind: 'unlimited' | 'unknown' }

export interface Plan {
  readonly audience: Audience
  readonly timing: Timing
  readonly groups: number
  readonly people: number
  /** Messages that one sending costs, without the groups whose size LINE does not tell. */
  readonly cost: number
  readonly groupsOfUnknownSize: number
  readonly remaining: Remaining
  /** When it goes out, as far as that is known now: one, the steps of a series, or the next four weeks. */
  readonly times: readonly Date[]
  /** Differs when it would reach somebody else. */
  readonly fingerprint: string
}

type Obstacle = 'nobody' | 'overQuota' | 'past' | 'tooFar'

type Started = { readonly kind: 'started' | 'alreadyStarted'; readonly campaign: Campaign }

export interface CampaignResult {
  readonly campaign: Campaign
  readonly runs: readonly Run[]
}

/** notNow: its state does not allow it, or there is nothing of that kind; putAway: what comes next is not in use any more. */
type Controlled = 'done' | 'notNow' | 'unknown' | 'putAway'

export interface CampaignsRules {
  plan(channel: string, audience: Audience, timing: Timing): Promise<Plan>
  /** Why this plan may not be confirmed. */
  obstacleTo(plan: Plan): Obstacle | undefined
  campaign(id: string): Promise<Campaign | undefined>
  /** The same event may call it again after a crash; any other call with this id starts nothing. */
  start(what: {
    readonly id: string
    readonly eventKey: string
    readonly at: Date
    readonly channel: string
    /** The staff id, or else the pseudonym, of whoever confirmed. */
    readonly by: string
    readonly told: Campaign['told']
    /** One for each step of a series, otherwise one. */
    readonly published: readonly Published[]
    readonly plan: Plan
  }): Promise<Started>
  /** The newest first. */
  results(channel: string, most: number): Promise<readonly CampaignResult[]>
  result(id: string): Promise<CampaignResult | undefined>
  pause(id: string, by: string): Promise<Controlled>
  /** Also tries again what waits for the quota. A weekly sending that was missed meanwhile is not made up for. */
  resume(id: string, by: string): Promise<Controlled>
  /** What is on its way arrives; nothing follows it. */
  stop(id: string, by: string): Promise<Controlled>
  /** Of the last sending, only to whom LINE refused to send. */
  resendFailures(id: string, by: string): Promise<Controlled>
}

export interface CampaignsRulesDeps {
  readonly model: CampaignsModel
  readonly runs: CampaignRunsModel
  readonly audience: AudienceRules
  readonly costs: MessageCosts
  readonly audit: Audit
  readonly clock: Clock
  /** Gregorian days, 'YYYY-MM-DD'. */
  readonly holidays: () => Promise<readonly string[]>
  readonly isPutAway: (piece: Piece) => Promise<boolean>
}

export function createCampaignsRules(deps: CampaignsRulesDeps): CampaignsRules {
  const { model, runs, audience, costs, audit, clock } = deps

  async function remainingOn(channel: string): Promise<Remaining> {
    const quota = await costs.quota(channel)
    if (!quota) return { kind: 'unknown' }
    if (quota.limit === undefined) return { kind: 'unlimited' }
    return { kind: 'limited', messages: Math.max(0, quota.limit - quota.used) }
  }

  async function timesOf(timing: Timing): Promise<Date[]> {
    const holidays = await deps.holidays()
    const times: Date[] = []
    let after = clock()
    for (let number = 1; number <= (timing.kind === 'weekly' ? 4 : 99); number += 1) {
      const at = timeOf(timing, number, after, holidays)
      if (!at) break
      times.push(at)
      after = at
    }
    return times
  }

  async function plan(channel: string, whom: Audience, timing: Timing): Promise<Plan> {
    const sum = { groups: 0, people: 0, cost: 0, unknown: 0 }
    const reached = createHash('sha256')
    for await (const page of audience.targets(channel, whom)) {
      const groups = page.filter(({ kind }) => kind === 'group')
      const sizes = await Promise.all(groups.map(({ to }) => costs.memberCount(to)))
      sum.groups += groups.length
      sum.people += page.length - groups.length
      sum.cost += page.length - groups.length + sizes.reduce<number>((all, size) => all + (size ?? 0), 0)
      sum.unknown += sizes.filter((size) => size === undefined).length
      for (const { targetId, to } of page) reached.update(`${targetId} ${to.key}\n`)
    }
    return {
      audience: whom,
      timing,
      groups: sum.groups,
      people: sum.people,
      cost: sum.cost,
      groupsOfUnknownSize: sum.unknown,
      remaining: await remainingOn(channel),
      times: await timesOf(timing),
      fingerprint: reached
        .update(JSON.stringify([whom, timing]))
        .digest('base64url')
        .slice(0, 22),
    }
  }

  async function controlled(
    id: string,
    by: string,
    action: 'paused' | 'resumed' | 'stopped' | 'failures sent again',
    change: (campaign: Campaign) => Promise<boolean>,
  ): Promise<Controlled> {
    const campaign = await model.campaign(id)
    if (!campaign) return 'unknown'
    await audit.record({ who: by, action: `campaign ${action}`, about: id, outcome: 'done' })
    return (await change(campaign)) ? 'done' : 'notNow'
  }

  const result = async (id: string): Promise<CampaignResult | undefined> => {
    const campaign = await model.campaign(id)
    return campaign && { campaign, runs: await runs.runsOf([id]) }
  }

  async function isAnyPutAway(campaign: Campaign, numbers: readonly number[]): Promise<boolean> {
    const pieces = numbers.flatMap((number) => pieceAt(campaign, number) ?? [])
    return (await Promise.all(pieces.map(deps.isPutAway))).includes(true)
  }

  return {
    plan,
    result,
    obstacleTo({ groups, people, cost, remaining, timing, times: [first] }) {
      if (groups + people === 0) return 'nobody'
      const now = clock()
      if (!first || (timing.kind !== 'now' && first <= now)) return 'past'
      if (first.getTime() - now.getTime() > furthestDays * 86_400_000) return 'tooFar'
      // The quota of a later month is not known, and is asked about when it comes.
      const thisMonth = monthInBangkok(first) === monthInBangkok(now)
      return thisMonth && remaining.kind === 'limited' && cost > remaining.messages ? 'overQuota' : undefined
    },
    campaign: (id) => model.campaign(id),
    async start({ id, eventKey, at, channel, by, told, published, plan }) {
      const [first] = plan.times
      const campaign = await model.addCampaign({
        id,
        channel,
        pieces: published.map(pieceOf),
        audience: plan.audience,
        timing: plan.timing,
        by,
        at,
        eventKey,
        told,
        state: 'active',
        ...(first && { next: { number: 1, at: first } }),
      })
      if (campaign.eventKey !== eventKey) return { kind: 'alreadyStarted', campaign }
      await audit.record({ who: by, action: 'campaign started', about: id, outcome: 'done' })
      return { kind: 'started', campaign }
    },
    async results(channel, most) {
      const campaigns = await model.latestCampaigns(channel, most)
      const all = await runs.runsOf(campaigns.map(({ id }) => id))
      return campaigns.map((campaign) => ({
        campaign,
        runs: all.filter(({ campaignId }) => campaignId === campaign.id),
      }))
    },
    pause: (id, by) => controlled(id, by, 'paused', () => model.change(id, ['active'], 'paused')),
    async resume(id, by) {
      const campaign = await model.campaign(id)
      const open = (await runs.runsOf([id])).filter(({ state }) =>
        ['planning', 'sending', 'parked'].includes(state),
      )
      const numbers = [...open.map(({ number }) => number), ...(campaign?.next ? [campaign.next.number] : [])]
      if (campaign && (await isAnyPutAway(campaign, numbers))) return 'putAway'
      return controlled(id, by, 'resumed', async ({ timing, next }) => {
        const now = clock()
        if (timing.kind === 'weekly' && next && next.at < now) {
          const at = timeOf(timing, next.number, now, await deps.holidays())
          await model.advance(id, next.number, at && { number: next.number, at })
        }
        let parked = false
        for (const run of await runs.runsOf([id])) {
          const again = { set: { state: 'sending', wants: 'unpark' } } as const
          parked = (await runs.change(run._id, ['parked'], again)) || parked
        }
        return (await model.change(id, ['paused'], 'active')) || parked
      })
    },
    stop: (id, by) =>
      controlled(id, by, 'stopped', async () => {
        const stopped = await model.change(id, ['active', 'paused'], 'stopped')
        for (const run of await runs.runsOf([id])) {
          const ended = { set: { state: 'stopped', endedAt: clock(), wants: 'forget' } } as const
          await runs.change(run._id, ['planning', 'sending', 'parked'], ended)
        }
        return stopped
      }),
    async resendFailures(id, by) {
      const last = (await runs.runsOf([id])).at(-1)
      const campaign = await model.campaign(id)
      if (campaign && last && (await isAnyPutAway(campaign, [last.number]))) return 'putAway'
      return controlled(id, by, 'failures sent again', async () => {
        if (!last || last.counts.failed <= last.counts.unsure) return false
        const again = { set: { state: 'sending', wants: 'retryFailed' }, unset: ['endedAt'] } as const
        if (!(await runs.change(last._id, ['ended'], again))) return false
        await model.change(id, ['finished'], 'active')
        return true
      })
    },
  }
}

export function pieceOf(published: Published): Piece {
  const { from, key, version, sha256 } = published
  return {
    from,
    key,
    version,
    sha256,
    title: { th: titleOf(published, 'th'), en: titleOf(published, 'en') },
  }
}

/** The name of the exact version, as the library knows it. */
export const publishedIdOf = ({ from, key, version }: Piece): string => `${from}/${key}/${version}`

/** A series has a piece for each step; anything else has one for all. */
export const pieceAt = ({ pieces }: Pick<Campaign, 'pieces'>, number: number): Piece | undefined =>
  pieces[Math.min(number, pieces.length) - 1]
