// The life of one sending: it becomes due, finds out who gets it, is sent in chunks, and ends. Every step can be done
// again: whoever dies in the middle leaves a lease that runs out, and what is written says where to go on.
import { randomUUID } from 'node:crypto'
import { dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../../operation/clock.js'
import type { Campaign, CampaignsModel, Piece } from '../campaigns-model.js'
import { pieceAt } from '../campaigns-rules.js'
import type { Target } from '../publishing/audience.js'
import type { AudienceRules } from '../publishing/audience-rules.js'
import { timeAfter } from '../publishing/timing-rules.js'
import { unitOf } from '../results/line-insight-rules.js'
import { batchOf, type DeliveryRow, noCounts, type Run, type RunCounts } from './campaign-run.js'
import type { CampaignRunsModel } from './campaign-runs-model.js'

export interface Work {
  readonly run: Run
  readonly campaign: Campaign
}

export interface CampaignRunsRules {
  /**
   * Makes the sendings whose time has come. Answers the campaigns whose turn it would be, but whose content was put away
   * meanwhile: nothing of it goes out, and they are to be held.
   */
  openDue(): Promise<readonly Campaign[]>
  /** Until an officer lets it go on. */
  hold(campaign: Campaign): Promise<void>
  /** One that has work, of another campaign than `except`; nobody else gets it while the lease is kept. */
  claim(except: readonly string[]): Promise<Work | undefined>
  /** A new plan: what an earlier one wrote does not count any more. `undefined` when somebody else has the lease. */
  beginPlanning(run: Run): Promise<Run | undefined>
  targets(work: Work): AsyncIterable<readonly Target[]>
  /** That these are in this chunk of the plan. */
  noteDeliveries(
    run: Run,
    placed: readonly { readonly target: Target; readonly chunk: number }[],
  ): Promise<void>
  /** Who is in which chunk of the plan. */
  placed(run: Run): Promise<readonly DeliveryRow[]>
  /** Of those who were placed, `gone` get it no more: as if they had never been in the plan. */
  withdraw(run: Run, placed: readonly DeliveryRow[], gone: ReadonlySet<DeliveryRow>): Promise<Run>
  /** From here on it is sent. */
  planned(
    run: Run,
    sum: { readonly groups: number; readonly people: number },
    unitsUsed: number | undefined,
  ): Promise<Run | undefined>
  /** Keeps the lease and notes how far it is; false when it must not go on: paused, stopped, or somebody else's. */
  goOn(run: Run, counts?: RunCounts): Promise<boolean>
  /** Stopped for good: nobody will be written to again, so that their addresses are to go. */
  toForget(): Promise<readonly Run[]>
  forgotten(run: Run): Promise<void>
  /** What was asked for has been done. */
  granted(run: Run): Promise<void>
  /** `at` is when it came to that, by default now. later: something waits for its time, and the lease is given back. */
  settle(run: Run, how: 'ended' | 'parked' | 'empty' | 'later', counts: RunCounts, at?: Date): Promise<void>
  /** A new hour, perhaps a new month: what waits for the quota tries again, unless its content was put away meanwhile. */
  unpark(): Promise<number>
}

const leaseMilliseconds = 60_000
/** A weekly greeting is not sent at another time of the week because a machine was off. */
const latestWeekly = 12 * 3_600_000
const never = new Date(0)

export function createCampaignRunsRules({
  model,
  runs,
  audience,
  clock,
  holidays,
  isPutAway,
}: {
  readonly model: CampaignsModel
  readonly runs: CampaignRunsModel
  readonly audience: AudienceRules
  readonly clock: Clock
  readonly holidays: () => Promise<readonly string[]>
  readonly isPutAway: (piece: Piece) => Promise<boolean>
}): CampaignRunsRules {
  const owner = randomUUID()
  const lease = () => new Date(clock().getTime() + leaseMilliseconds)

  async function open(campaign: Campaign, closed: readonly string[]): Promise<void> {
    const { id, channel, timing, next } = campaign
    if (!next) return
    const now = clock()
    const missed =
      timing.kind === 'weekly' &&
      (now.getTime() - next.at.getTime() > latestWeekly || closed.includes(dayInBangkok(now)))
    const number = missed ? next.number : next.number + 1
    // The run first: a crash in between makes it again, which changes nothing.
    if (!missed)
      await runs.addRun({
        _id: `${id}/${next.number}`,
        campaignId: id,
        number: next.number,
        channel,
        dueAt: next.at,
        state: 'planning',
        plan: 0,
        owner: '',
        leaseUntil: never,
        groups: 0,
        people: 0,
        counts: noCounts,
      })
    const at = timeAfter(timing, number, now, closed)
    await model.advance(id, next.number, at && { number, at })
  }

  return {
    async openDue() {
      const due = await model.due(clock())
      if (due.length === 0) return []
      const closed = await holidays()
      const held: Campaign[] = []
      for (const campaign of due) {
        const piece = pieceAt(campaign, campaign.next?.number ?? 1)
        if (piece && (await isPutAway(piece))) held.push(campaign)
        else await open(campaign, closed)
      }
      return held
    },
    async hold({ id }) {
      await model.change(id, ['active'], 'paused')
    },
    async claim(except) {
      const passedOver = [...except]
      for (;;) {
        const run = await runs.claim(owner, clock(), lease(), passedOver)
        if (!run) return undefined
        const campaign = await model.campaign(run.campaignId)
        if (campaign?.state === 'active') return { run, campaign }
        await runs.write(run._id, owner, { set: { leaseUntil: never } })
        passedOver.push(run.campaignId)
      }
    },
    async beginPlanning(run) {
      const plan = run.plan + 1
      if (!(await runs.write(run._id, owner, { set: { plan, leaseUntil: lease() } }))) return undefined
      await runs.dropDeliveries(run._id)
      return { ...run, plan }
    },
    targets: ({ campaign }) => audience.targets(campaign.channel, campaign.audience),
    async noteDeliveries(run, placed) {
      const batch = batchOf(run)
      await runs.addDeliveries(
        placed.map(({ target: { kind, targetId, unit, language }, chunk }) => ({
          _id: `${batch}/${kind}/${targetId}`,
          runId: run._id,
          batch,
          chunk,
          kind,
          targetId,
          ...(unit !== undefined && { unit }),
          language,
        })),
      )
    },
    placed: (run) => runs.deliveries(batchOf(run)),
    async withdraw(run, placed, gone) {
      const staying = placed.filter((row) => !gone.has(row))
      const groups = staying.filter(({ kind }) => kind === 'group').length
      const set = { groups, people: staying.length - groups }
      await runs.dropSomeDeliveries([...gone].map(({ _id }) => _id))
      await runs.write(run._id, owner, { set })
      return { ...run, ...set }
    },
    async planned(run, { groups, people }, unitsUsed) {
      const unit = unitOf(run, { groups, people }, unitsUsed)
      const set = {
        ...(unit !== undefined && { unit }),
        state: 'sending' as const,
        groups,
        people,
        startedAt: clock(),
        counts: { ...noCounts, waiting: groups + people },
      }
      // Stopped meanwhile: then it stays so.
      const mine = (await runs.run(run._id))?.owner === owner
      if (!mine || !(await runs.change(run._id, ['planning'], { set }))) return undefined
      return { ...run, ...set }
    },
    async goOn(run, counts) {
      const set = { leaseUntil: lease(), ...(counts && { counts }) }
      const [now, campaign] = await Promise.all([
        runs.keep(run._id, owner, set),
        model.campaign(run.campaignId),
      ])
      return campaign?.state === 'active' && (now?.state === 'sending' || now?.state === 'planning')
    },
    toForget: () => runs.toForget(clock()),
    async forgotten(run) {
      await runs.change(run._id, ['stopped'], { set: {}, unset: ['wants'] })
    },
    async granted(run) {
      await runs.write(run._id, owner, { set: {}, unset: ['wants'] })
    },
    async settle(run, how, counts, at = clock()) {
      await runs.write(run._id, owner, { set: { leaseUntil: never, counts } })
      if (how === 'later') return
      const ended = how === 'parked' ? {} : { endedAt: at }
      await runs.change(run._id, ['planning', 'sending'], { set: { state: how, ...ended } })
      const campaign = await model.campaign(run.campaignId)
      if (campaign && !campaign.next && how !== 'parked')
        await model.change(campaign.id, ['active'], 'finished')
    },
    async unpark() {
      const again = { set: { state: 'sending', wants: 'unpark' } } as const
      let count = 0
      for (const run of await runs.parked()) {
        const campaign = await model.campaign(run.campaignId)
        const piece = campaign && pieceAt(campaign, run.number)
        if (!piece || (await isPutAway(piece))) continue
        if (await runs.change(run._id, ['parked'], again)) count += 1
      }
      return count
    },
  }
}
