// LINE's own figures of a sending: how many people saw it and clicked, for the whole of it and never for a person. LINE
// tells them a day later and for 14 days, withholds whatever comes from fewer than 20 people, and takes 1,000 names a month.
import { createHash } from 'node:crypto'
import { type Day, dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../../operation/clock.js'
import type { Run } from '../runs/campaign-run.js'
import type { CampaignRunsModel } from '../runs/campaign-runs-model.js'

/** What can be said about one sending. */
export type InsightState =
  /** LINE would withhold everything: the sending was not counted. */
  | { readonly kind: 'tooFew' }
  /** The month's names were spent, or LINE could not be asked, or it was sent before we counted. */
  | { readonly kind: 'notCounted' }
  | { readonly kind: 'notYet' }
  | {
      readonly kind: 'told'
      readonly seen: number | null
      readonly clicked: number | null
      readonly askedAt: Date
    }

/** A question for LINE; days of UTC+9. */
export interface InsightQuestion {
  readonly runId: string
  readonly channel: string
  readonly unit: string
  readonly from: Day
  readonly to: Day
}

export interface LineInsightRules {
  /** What to ask LINE about now: each sending once a day, from the day after it for 14 days; at most `most`. */
  due(most: number): Promise<readonly InsightQuestion[]>
  note(
    runId: string,
    figures: { readonly seen: number | null; readonly clicked: number | null },
  ): Promise<void>
}

/** What LINE itself counts of a sending: asked for by whoever carries it out, never by a feature. */
export interface LineInsight {
  /** Names under which LINE counts who sees what was sent, used this month; beyond 1,000 LINE drops them without a word. */
  unitsUsed(channel: string): Promise<number | undefined>
  /**
   * People who have seen and clicked what was sent under a name; `null` is what LINE withholds (fewer than 20). Days of UTC+9,
   * 'YYYYMMDD'. `undefined` when LINE cannot say now.
   */
  unitFigures(
    channel: string,
    unit: string,
    from: string,
    to: string,
  ): Promise<{ readonly seen: number | null; readonly clicked: number | null } | undefined>
}

/** LINE: "values below 20" and those from fewer than 20 people are null. */
const fewest = 20
/** LINE: names in one month. */
const mostUnits = 1000
const day = 86_400_000
const toldForDays = 14

/** LINE counts its days in UTC+9. */
const dayOfLine = (moment: Date): Day => dayInBangkok(new Date(moment.getTime() + 2 * 3_600_000))

/** The same for the same sending, so that every try of it sends the same; it says nothing to whoever reads it. */
export function unitOf(
  run: Pick<Run, '_id'>,
  { groups, people }: Pick<Run, 'groups' | 'people'>,
  unitsUsed: number | undefined,
): string | undefined {
  if (isTooSmall({ groups, people })) return undefined
  if (unitsUsed === undefined || unitsUsed >= mostUnits) return undefined
  return `s${createHash('sha256').update(run._id).digest('hex').slice(0, 29)}`
}

/** How many sit in a group is not known here: a group may be large enough. */
const isTooSmall = ({ groups, people }: Pick<Run, 'groups' | 'people'>): boolean =>
  groups === 0 && people < fewest

export function insightOf({
  groups,
  people,
  unit,
  insight,
}: Pick<Run, 'groups' | 'people' | 'unit' | 'insight'>): InsightState {
  if (insight) return { kind: 'told', ...insight }
  if (unit !== undefined) return { kind: 'notYet' }
  return { kind: isTooSmall({ groups, people }) ? 'tooFew' : 'notCounted' }
}

export function createLineInsightRules({
  runs,
  clock,
}: {
  readonly runs: Pick<CampaignRunsModel, 'countedByLine' | 'noteInsight'>
  readonly clock: Clock
}): LineInsightRules {
  return {
    async due(most) {
      const now = clock()
      const today = dayOfLine(now)
      const since = new Date(now.getTime() - toldForDays * day)
      const asked = new Date(`${today}T00:00:00+09:00`)
      const counted = await runs.countedByLine(since, asked, most)
      return counted.flatMap(({ _id, channel, unit, startedAt }) => {
        if (unit === undefined || startedAt === undefined || dayOfLine(startedAt) >= today) return []
        return [{ runId: _id, channel, unit, from: dayOfLine(startedAt), to: today }]
      })
    },
    note: (runId, { seen, clicked }) => runs.noteInsight(runId, { seen, clicked, askedAt: clock() }),
  }
}
