// Carries campaigns out: finds what is due, plans it (once, from the beginning if it was interrupted), and has it sent.
// All that it knows is in rows, so that any replica can go on where another died.

import type { BulkChunk, BulkPost } from '../../../delivery/bulk/bulk-post.js'
import { mostOfChunk } from '../../../delivery/bulk/bulk-post.js'
import type { Outbox } from '../../../delivery/outbox/outbox.js'
import type { Language } from '../../../i18n/texts.js'
import type { Clock } from '../../../operation/clock.js'
import type { CampaignRuns } from '../campaigns-feature.js'
import type { Target } from '../publishing/audience.js'
import type { ProgressPoint } from './campaign-progress-chat.js'
import { batchOf, noCounts, type Run, type RunCounts } from './campaign-run.js'
import type { Work } from './campaign-runs-rules.js'
import { withoutWhoHasGone } from './plan-renewal-job.js'

export interface CampaignRunner {
  /** Everything that can be done now; answers how many sendings were worked on to an end. `stopping` is asked often. */
  runDue(stopping: () => boolean): Promise<number>
}

export function createCampaignRunner({
  runs,
  post,
  outbox,
  clock,
  unitsUsed,
}: {
  readonly runs: CampaignRuns
  readonly post: BulkPost
  readonly outbox: Pick<Outbox, 'post'>
  readonly clock: Clock
  /** Names for counting that this month has used already on a channel. */
  readonly unitsUsed: (channel: string) => Promise<number | undefined>
}): CampaignRunner {
  const { rules } = runs

  /** The same point of the same sending is told once: the letter's id says so. */
  async function tell(work: Work, point: ProgressPoint, counts: RunCounts): Promise<void> {
    const messages = runs.progressMessages(work, point, counts)
    if (messages.length === 0) return
    const id = `campaign/${work.run._id}/${point}`
    await outbox.post([{ id, to: work.campaign.told.to, messages }], { sendNow: false })
  }

  /** Told before it is held: whoever dies in between tells it again, under the same id. */
  async function tellHeld(campaign: Work['campaign']): Promise<void> {
    const id = `campaign/${campaign.id}/held/${campaign.next?.at.toISOString()}`
    const messages = runs.heldMessages(campaign)
    await outbox.post([{ id, to: campaign.told.to, messages }], { sendNow: false })
  }

  async function plan(work: Work, stopping: () => boolean): Promise<Run | undefined> {
    await post.discard(batchOf(work.run))
    const begun = await rules.beginPlanning(work.run)
    return begun && planAnew({ ...work, run: begun }, stopping)
  }

  async function planAnew(work: Work, stopping: () => boolean): Promise<Run | undefined> {
    const { run } = work
    const batch = batchOf(run)
    const open = new Map<Language, Target[]>()
    const languages = new Set<Language>()
    const sum = { groups: 0, people: 0 }
    let number = 0

    async function place(targets: readonly (readonly Target[])[], way: BulkChunk['way']): Promise<void> {
      const chunks = targets.map((some, index): BulkChunk => {
        const [first] = some
        return {
          number: number + index,
          channel: run.channel,
          way,
          text: first?.language ?? 'th',
          to: some.map(({ to }) => to),
        }
      })
      number += chunks.length
      const placed = targets.flatMap((some, index) =>
        some.map((target) => ({ target, chunk: chunks[index]?.number ?? 0 })),
      )
      await Promise.all([rules.noteDeliveries(run, placed), post.add(batch, chunks)])
    }

    for await (const page of rules.targets(work)) {
      if (stopping() || !(await rules.goOn(run))) {
        await rules.settle(run, 'later', noCounts)
        return undefined
      }
      const groups = page.filter(({ kind }) => kind === 'group')
      sum.groups += groups.length
      sum.people += page.length - groups.length
      for (const { language } of page) languages.add(language)
      await place(
        groups.map((group) => [group]),
        'push',
      )
      for (const person of page.filter(({ kind }) => kind === 'person')) {
        const some = open.get(person.language) ?? []
        some.push(person)
        open.set(person.language, some)
        if (some.length < mostOfChunk) continue
        open.delete(person.language)
        await place([some], 'multicast')
      }
    }
    for (const some of open.values()) await place([some], 'multicast')
    for (const language of languages)
      await post.keepText(batch, language, await runs.messagesOf(work, language, clock()))
    return rules.planned(run, sum, await unitsUsed(run.channel))
  }

  /** What was asked for meanwhile, and who has gone meanwhile. */
  async function resume(work: Work): Promise<Run> {
    const { run } = work
    const batch = batchOf(run)
    if (run.wants === 'retryFailed') await post.retryFailed(batch)
    if (run.wants === 'unpark') await post.unpark(batch)
    const renewed = await withoutWhoHasGone(work, { post, rules, clock })
    if (run.wants) await rules.granted(run)
    return renewed
  }

  async function send(work: Work, stopping: () => boolean): Promise<boolean> {
    const { run } = work
    const batch = batchOf(run)
    const total = run.groups + run.people
    if (total === 0) {
      await tell(work, 'empty', noCounts)
      await rules.settle(run, 'empty', noCounts)
      return true
    }
    // Nothing goes out later because an officer is told that it begins.
    let told = tell(work, 'start', run.counts)
    told.catch(() => undefined)
    let counts = await post.counts(batch)
    const noted = (more: number) => {
      const { sent } = counts
      counts = { ...counts, sent: sent + more, waiting: counts.waiting - more }
      if (sent * 2 >= total || counts.sent * 2 < total || counts.sent === total) return
      const half = counts
      told = told.then(() => tell(work, 'halfway', half))
      told.catch(() => undefined)
    }
    const mayGoOn = async () => (await rules.goOn(run, counts)) && !stopping()
    const how = await post.send(batch, mayGoOn, { unit: run.unit, noted })
    const at = clock()
    await told
    counts = await post.counts(batch)
    switch (how) {
      case 'sent':
        await tell(work, 'ended', counts)
        await rules.settle(run, 'ended', counts, at)
        return true
      case 'parked':
        await tell(work, 'parked', counts)
        await rules.settle(run, 'parked', counts)
        return true
      case 'later':
      case 'halted':
        await rules.settle(run, 'later', counts)
        return false
    }
  }

  return {
    async runDue(stopping) {
      for (const campaign of await rules.openDue()) {
        await tellHeld(campaign)
        await rules.hold(campaign)
      }
      for (const run of await rules.toForget()) {
        await post.forget(batchOf(run))
        await rules.forgotten(run)
      }
      const seen: string[] = []
      let done = 0
      while (!stopping()) {
        const work = await rules.claim(seen)
        if (!work) break
        seen.push(work.campaign.id)
        const run = work.run.state === 'planning' ? await plan(work, stopping) : await resume(work)
        if (run && (await send({ ...work, run }, stopping))) done += 1
      }
      return done
    },
  }
}
