// Drafts the month's statistics when they are due, publishes what an officer approves, and corrects only by new versions with
// a reason. What was approved is what is published: a draft is counted once. Nothing is published by itself.

import {
  addMonths,
  type Day,
  dayInBangkok,
  type FiscalYear,
  fiscalYearOf,
  lastDayOf,
  type Month,
  monthOfDay,
  monthsOfFiscalYear,
} from '../../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import { firstOf } from '../../../security/audit/chain-seals.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import type { StatisticsRules } from '../counting/statistics-rules.js'
import type { SplitRules } from '../splitting/split-rules.js'
import { publishDayOf } from './publish-day.js'
import {
  beginningOfChain,
  type Draft,
  firstBrokenOf,
  hashOf,
  type Snapshot,
  type SnapshotFigures,
} from './snapshot.js'
import type { SnapshotsModel } from './snapshots-model.js'

export type Approved =
  /** `byThis` is false when another event had approved it before: what follows from an approval follows once. */
  | { readonly ok: true; readonly snapshot: Snapshot; readonly byThis: boolean }
  | { readonly ok: false; readonly why: 'unknown' | 'replaced' }

type Corrected =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly why: 'nothingPublished' | 'noDifference' | 'noReason' }

export interface SnapshotsRules {
  /** The draft of last month, made when its day has come; `undefined` before that day and when it is published. */
  draftDue(today: Day): Promise<Draft | undefined>
  draft(id: string): Promise<Draft | undefined>
  waiting(): Promise<readonly Draft[]>
  chooseGroups(id: string, groups: readonly string[]): Promise<void>
  /** The same draft again answers the same publication. `by` is a staff id or a pseudonym, `event` what approved it. */
  approve(id: string, by: string, event: string): Promise<Approved>
  /** Counts the newest publication of the year again, as of its own day. `id` names the correction: safe to run twice. */
  correct(what: {
    readonly id: string
    readonly fiscalYear?: FiscalYear
    readonly reason: string
  }): Promise<Corrected>
  /** The oldest first. */
  versions(fiscalYear: FiscalYear): Promise<readonly Snapshot[]>
  publishedYears(): Promise<readonly FiscalYear[]>
  firstBroken(): Promise<number | undefined>
}

export const longestReason = 200

export function createSnapshotsRules({
  model,
  statistics,
  splits,
  settings,
  audit,
  clock,
}: {
  readonly model: SnapshotsModel
  readonly statistics: Pick<StatisticsRules, 'table'>
  readonly splits: SplitRules
  readonly settings: Pick<SettingsRules, 'get'>
  readonly audit: Audit
  readonly clock: Clock
}): SnapshotsRules {
  async function figuresThrough(through: Month, asOf: Day): Promise<SnapshotFigures> {
    const fiscalYear = fiscalYearOf(through)
    const months = monthsOfFiscalYear(fiscalYear).filter((month) => month <= through)
    const { kind: _kind, ...table } = await statistics.table({ months, asOf })
    const answers = [
      ...(await splits.splits('category', months)),
      ...(await splits.splits('channel', months)),
    ]
    const due = answers.flatMap((answer) => (answer.ok ? [answer.split] : []))
    return { fiscalYear, through, ...table, asOf, splits: due }
  }

  async function add(id: string, figures: SnapshotFigures): Promise<Draft | undefined> {
    // Whatever waited is older than this one, and must not be published after it.
    for (const older of await model.waitingDrafts())
      if (older.id !== id && older.fiscalYear === figures.fiscalYear)
        await model.setDraft(older.id, { state: 'replaced' })
    await model.addDraft({ id, ...figures, draftedOn: dayInBangkok(clock()), state: 'waiting' })
    return model.draft(id)
  }

  async function publish(draft: Draft, event: string): Promise<{ snapshot: Snapshot; event: string }> {
    const { id, draftedOn: _draftedOn, state: _state, groups: _groups, ...figures } = draft
    for (;;) {
      const [last, versions] = await Promise.all([model.end(), model.versions(draft.fiscalYear)])
      const unhashed = {
        ...figures,
        number: (last?.number ?? 0) + 1,
        version: (versions.at(-1)?.version ?? 0) + 1,
        publishedOn: dayInBangkok(clock()),
        previousHash: last?.hash ?? beginningOfChain,
      }
      const snapshot = { ...unhashed, hash: hashOf(unhashed) }
      if (await model.publish(snapshot, id, event)) return { snapshot, event }
      const published = await model.publishedFrom(id)
      if (published) return published
    }
  }

  return {
    async draftDue(today) {
      const { statisticsPublishDay, holidays } = await settings.get()
      const running = monthOfDay(today)
      if (today < publishDayOf(running, statisticsPublishDay, holidays)) return undefined
      const through = addMonths(running, -1)
      const id = `month/${through}`
      const known = await model.draft(id)
      if (known) return known.state === 'waiting' ? known : undefined
      return add(id, await figuresThrough(through, lastDayOf(through)))
    },
    draft: (id) => model.draft(id),
    waiting: () => model.waitingDrafts(),
    chooseGroups: (id, groups) => model.setDraft(id, { groups }),
    async approve(id, by, event) {
      const draft = await model.draft(id)
      if (!draft) return { ok: false, why: 'unknown' }
      const before = await model.publishedFrom(id)
      if (before) return { ok: true, snapshot: before.snapshot, byThis: before.event === event }
      if (draft.state !== 'waiting') return { ok: false, why: 'replaced' }
      await audit.record({ who: by, action: 'statistics published', about: id, outcome: 'done' })
      const published = await publish(draft, event)
      await model.setDraft(id, { state: 'published' })
      return { ok: true, snapshot: published.snapshot, byThis: published.event === event }
    },
    async correct({ id, fiscalYear, reason }) {
      const why = reason.trim().slice(0, longestReason)
      if (why === '') return { ok: false, why: 'noReason' }
      const year = fiscalYear ?? (await model.last())?.fiscalYear
      const newest = year === undefined ? undefined : (await model.versions(year)).at(-1)
      if (!newest) return { ok: false, why: 'nothingPublished' }
      const figures = await figuresThrough(newest.through, newest.asOf)
      const known = await model.draft(id)
      if (known) return { ok: true, draft: known }
      if (sameTable(figures, newest)) return { ok: false, why: 'noDifference' }
      const draft = await add(id, { ...figures, reason: why })
      return draft ? { ok: true, draft } : { ok: false, why: 'nothingPublished' }
    },
    versions: (fiscalYear) => model.versions(fiscalYear),
    async publishedYears() {
      return [...new Set((await model.chain()).map(({ fiscalYear }) => fiscalYear))]
    },
    firstBroken: async () => firstOf(firstBrokenOf(await model.chain()), await model.firstWrong()),
  }
}

function sameTable(one: SnapshotFigures, other: SnapshotFigures): boolean {
  const table = ({ months, completedStatuses }: SnapshotFigures) =>
    JSON.stringify([
      completedStatuses,
      months.map(({ month, total, completed }) => [month, total, completed]),
    ])
  return table(one) === table(other)
}
