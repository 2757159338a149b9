// What is told in numbers to whoever does not read the cases: where they stand, how many are late, what reporters thought. All of it
// as it was when the last day ended, so that nobody sees at which minute a case came, was closed, or its reporter came back.
import { z } from 'zod'
import {
  addDays,
  type Day,
  dayInBangkok,
  isMonth,
  type Month,
  monthOfDay,
} from '../../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { Complaint } from '../../complaints/complaint.js'
import {
  type ComplaintKind,
  type ComplaintStatus,
  complaintKinds,
  complaintStatuses,
} from '../../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { KeptFigures } from '../../figures/kept-figures-rules.js'
import type { CaseDeskRules, OverdueFigures } from '../list/case-desk-rules.js'
import type { CaseDeskUpkeep } from '../list/case-desk-upkeep-rules.js'
import type { CaseFeedback, CaseFeedbackOf } from '../reporter/case-feedback-rules.js'

export interface CaseStanding {
  readonly asOf: Day
  readonly open: Readonly<Partial<Record<ComplaintStatus, number>>>
  readonly late: OverdueFigures
}

interface Sight {
  /** Only for officers who read these cases. */
  readonly seesToday: boolean
}

export interface CaseFigures {
  standing(sight: Sight): Promise<CaseStanding>
  overdue(): Promise<OverdueFigures>
  feedback(
    asked: Sight & { readonly kind: ComplaintKind; readonly months: readonly Month[] },
  ): Promise<CaseFeedback>
  /** Soon after midnight, so that no first question of a day takes longer than another. */
  keepAll(): Promise<void>
}

const standingSchema = z.object({
  open: z.partialRecord(z.enum(complaintStatuses), z.number()),
  late: z.object({
    count: z.number(),
    unassigned: z.number(),
    since: z.custom<Day>((day) => typeof day === 'string').optional(),
  }),
})
const feedbackSchema = z.object({
  rated: z.number(),
  satisfied: z.number(),
  returned: z.number(),
  total: z.number(),
})

const all = 'all'
const none: CaseFeedback = { rated: 0, satisfied: 0, returned: 0, total: 0 }

export function createCaseFigures({
  kept,
  desk,
  feedbackOf,
  complaints,
  upkeep,
  clock,
}: {
  readonly kept: KeptFigures
  readonly desk: Pick<CaseDeskRules, 'openCounts' | 'overdueFigures'>
  readonly feedbackOf: CaseFeedbackOf
  readonly complaints: Pick<ComplaintsRules, 'beforeChange' | 'findAll'>
  readonly upkeep: Pick<CaseDeskUpkeep, 'beforeChange'>
  readonly clock: Clock
}): CaseFigures {
  const today = () => dayInBangkok(clock())

  async function standingNow() {
    const [open, late] = await Promise.all([desk.openCounts(), desk.overdueFigures(today())])
    return { open, late }
  }

  const standing = kept.figure(
    'standing',
    standingSchema,
    async (parts) =>
      new Map(await Promise.all(parts.map(async (part) => [part, await standingNow()] as const))),
  )
  const feedback = kept.figure(
    'feedback',
    feedbackSchema,
    async (parts) =>
      new Map(
        await Promise.all(parts.map(async (part) => [part, await feedbackOf(feedbackPart(part))] as const)),
      ),
  )

  complaints.beforeChange(async (cells) => {
    await standing.keep([all])
    await feedback.keep(cells.map(({ kind, month }) => `${kind}/${month}`))
  })
  upkeep.beforeChange(async (caseIds) => {
    await standing.keep([all])
    await feedback.keep((await complaints.findAll(caseIds)).map(partOf))
  })

  async function standingKept() {
    return (await standing.asDayEnded([all])).get(all) ?? standingNow()
  }

  return {
    async standing({ seesToday }) {
      if (seesToday) return { asOf: today(), ...(await standingNow()) }
      return { asOf: addDays(today(), -1), ...(await standingKept()) }
    },
    overdue: async () => (await standingKept()).late,
    async feedback({ seesToday, kind, months }) {
      if (seesToday) return feedbackOf({ kind, months })
      const begun = months.filter((month) => month <= monthOfDay(today()))
      const found = await feedback.asDayEnded(begun.map((month) => `${kind}/${month}`))
      return [...found.values()].reduce(
        (sum, one) => ({
          rated: sum.rated + one.rated,
          satisfied: sum.satisfied + one.satisfied,
          returned: sum.returned + one.returned,
          total: sum.total + one.total,
        }),
        none,
      )
    },
    keepAll: () => standing.keep([all]),
  }
}

const partOf = ({ kind, receivedOn }: Complaint): string => `${kind}/${monthOfDay(receivedOn)}`

function feedbackPart(part: string): { readonly kind: ComplaintKind; readonly months: readonly Month[] } {
  const kind = complaintKinds.find((one) => part.startsWith(`${one}/`))
  const month = part.slice(part.indexOf('/') + 1)
  if (!kind || !isMonth(month))
    throw new Error(`What reporters thought is kept of no month that exists: ${part}`)
  return { kind, months: [month] }
}
