// The register of measures: imported whole or not at all, updated by its owners and by officers, and followed up with what the
// bot knows by itself. Nobody else's measure can be changed by an owner; a report says only what is kept.
import { createHash } from 'node:crypto'
import { type Day, dayInBangkok, monthOfDay } from '../../i18n/calendar/bangkok-time.js'
import { type FiscalYear, fiscalYearOfMonth, type Month } from '../../i18n/calendar/fiscal-calendar.js'
import type { Language } from '../../i18n/texts.js'
import type { Clock } from '../../operation/clock.js'
import type { Audit } from '../../security/audit/audit.js'
import type { ChatAddress } from '../../security/chat-address.js'
import { type ContentRules, tagsOn } from '../library/content/content-rules.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { dueDayOf, monthsOfRound, quarterHasBegun, roundsDueIn } from './follow-up-rounds.js'
import type { Known, KnownEvidenceRules } from './known-evidence-rules.js'
import type { Attached, DueRound, FollowUpRound, Measure, MeasurePlan, MeasureState } from './measure.js'
import type { MeasureProblem, MeasureRow } from './measure-file.js'
import type { MeasuresModel } from './measures-model.js'
import { belongingTo, kindOf } from './wanted-evidence-rules.js'

export type MeasuresImported =
  | {
      readonly ok: true
      readonly added: number
      readonly changed: number
      /** In the register and not in the file: they stay. */
      readonly missing: number
    }
  | { readonly ok: false; readonly problems: readonly MeasureProblem[] }

export interface FollowUp {
  readonly fiscalYear: FiscalYear
  readonly round: FollowUpRound
  readonly months: readonly Month[]
  readonly due: Day
  readonly asOf: Day
  readonly counts: Readonly<Record<MeasureState, number>>
  readonly rows: readonly { readonly measure: Measure; readonly known: readonly Known[] }[]
}

export interface MeasureReminder {
  readonly id: string
  readonly to: ChatAddress
  readonly language: Language
  readonly due: DueRound & { readonly daysLeft: number }
  readonly measures: readonly Measure[]
}

/** Who changes it: an officer may change all, anybody else what they own. */
export interface Changer {
  readonly staffId?: string
  readonly by: string
  readonly officer: boolean
}
export type Changed = 'done' | 'unknown' | 'notYours'

export interface MeasuresRules {
  importMeasures(fiscalYear: FiscalYear, rows: readonly MeasureRow[], by: string): Promise<MeasuresImported>
  /** One more at the end of the plan; the same event, or the same issue and measure, is the same measure. */
  add(fiscalYear: FiscalYear, plan: MeasurePlan, by: string): Promise<Measure>
  measure(id: string): Promise<Measure | undefined>
  ofYear(fiscalYear: FiscalYear): Promise<Measure[]>
  setState(id: string, state: MeasureState, who: Changer, at: Date): Promise<Changed>
  setResult(
    id: string,
    result: { readonly result: string; readonly outcome: string; readonly problems: string },
    who: Changer,
    at: Date,
  ): Promise<Changed>
  attach(id: string, attached: Attached, who: Changer): Promise<Changed>
  followUp(fiscalYear: FiscalYear, round: FollowUpRound): Promise<FollowUp>
  /** Of measures that have begun and are not done, to their owners, 7 days and 1 day before a report is due. */
  remindersDue(today: Day, channel: string): Promise<MeasureReminder[]>
}

const remindedDaysBefore = [7, 1] as const

export function createMeasuresRules({
  model,
  known,
  library,
  people,
  settings,
  audit,
  clock,
}: {
  readonly model: MeasuresModel
  readonly known: KnownEvidenceRules
  readonly library: Pick<ContentRules, 'shelf'>
  readonly people: Pick<DirectoryRules, 'staffByEmployeeCode' | 'linkedStaff'>
  readonly settings: Pick<SettingsRules, 'get'>
  readonly audit: Audit
  readonly clock: Clock
}): MeasuresRules {
  async function changed(
    id: string,
    who: Changer,
    action: 'reported' | 'evidence added' | `is ${MeasureState}`,
    change: () => Promise<void>,
  ): Promise<Changed> {
    const measure = await model.measure(id)
    if (!measure) return 'unknown'
    const owns = who.staffId !== undefined && measure.ownerStaffId === who.staffId
    if (!who.officer && !owns) return 'notYours'
    await audit.record({ who: who.by, action: `measure ${action}`, about: id, outcome: 'done' })
    await change()
    return 'done'
  }

  return {
    measure: (id) => model.measure(id),
    ofYear: (fiscalYear) => model.ofYear(fiscalYear),
    async importMeasures(fiscalYear, rows, by) {
      const owners = await Promise.all(
        rows.map(({ ownerCode }) => (ownerCode === '' ? undefined : people.staffByEmployeeCode(ownerCode))),
      )
      const problems = rows.flatMap(({ line, ownerCode }, place): MeasureProblem[] =>
        ownerCode === '' || owners[place]?.active ? [] : [{ line, what: 'unknownCode' }],
      )
      if (problems.length > 0) return { ok: false, problems }
      const before = new Map((await model.ofYear(fiscalYear)).map((measure) => [measure.id, measure]))
      await audit.record({ who: by, action: 'measures imported', about: String(fiscalYear), outcome: 'done' })
      let changes = 0
      const ids = new Set<string>()
      for (const [place, { line: _line, ownerCode: _code, ...plan }] of rows.entries()) {
        const id = measureId(fiscalYear, plan)
        const owner = owners[place]
        ids.add(id)
        const next = { ...plan, ...(owner && { ownerStaffId: owner.staffId }) }
        if (before.has(id) && !isPlannedSo(before.get(id), next, place + 1)) changes += 1
        await model.plan(id, fiscalYear, place + 1, next)
      }
      const missing = [...before.keys()].filter((id) => !ids.has(id)).length
      return { ok: true, added: rows.length - (before.size - missing), changed: changes, missing }
    },
    async add(fiscalYear, plan, by) {
      const id = measureId(fiscalYear, plan)
      const all = await model.ofYear(fiscalYear)
      const number = all.find((one) => one.id === id)?.number ?? (all.at(-1)?.number ?? 0) + 1
      await audit.record({ who: by, action: 'measure added', about: id, outcome: 'done' })
      await model.plan(id, fiscalYear, number, plan)
      const added = await model.measure(id)
      if (!added) throw new Error('A measure is gone that was just added')
      return added
    },
    setState: (id, state, who, at) => changed(id, who, `is ${state}`, () => model.setState(id, state, at)),
    setResult: (id, result, who, at) => changed(id, who, 'reported', () => model.setResult(id, result, at)),
    attach: (id, attached, who) => changed(id, who, 'evidence added', () => model.attach(id, attached)),
    async followUp(fiscalYear, round) {
      const months = monthsOfRound(fiscalYear, round)
      const [measures, { followUp }, shelf] = await Promise.all([
        model.ofYear(fiscalYear),
        settings.get(),
        library.shelf(),
      ])
      const tags = tagsOn(shelf)
      const kinds = [...new Set(measures.flatMap(({ evidence }) => evidence.map(kindOf)))]
      const facts = new Map(
        await Promise.all(
          kinds.map(async (kind) => [kind, await known.known(kind, { fiscalYear, months })] as const),
        ),
      )
      const count = (state: MeasureState) => measures.filter((one) => one.state === state).length
      return {
        fiscalYear,
        round,
        months,
        due: dueDayOf(fiscalYear, round, followUp),
        asOf: dayInBangkok(clock()),
        counts: { notStarted: count('notStarted'), underWay: count('underWay'), done: count('done') },
        rows: measures.map((measure) => ({
          measure,
          known: belongingTo(measure, facts, (key) => tags.get(key) ?? []),
        })),
      }
    },
    async remindersDue(today, channel) {
      const { followUp } = await settings.get()
      const running = fiscalYearOfMonth(monthOfDay(today))
      // September's monthly report is due in the October of the next fiscal year.
      const due = roundsDueIn(today, remindedDaysBefore, [running - 1, running], followUp)
      const reminders = await Promise.all(
        due.map(async (round) => {
          const last = monthsOfRound(round.fiscalYear, round.round).at(-1)
          const open = (await model.ofYear(round.fiscalYear)).filter(
            ({ state, quarters, ownerStaffId }) =>
              ownerStaffId !== undefined &&
              state !== 'done' &&
              last !== undefined &&
              quarterHasBegun(quarters, last),
          )
          return remindersOf(round, open, channel)
        }),
      )
      return reminders.flat()
    },
  }

  async function remindersOf(
    due: MeasureReminder['due'],
    open: readonly Measure[],
    channel: string,
  ): Promise<MeasureReminder[]> {
    const staffIds = [...new Set(open.flatMap(({ ownerStaffId }) => ownerStaffId ?? []))]
    if (staffIds.length === 0) return []
    const linked = await people.linkedStaff({ channel, staffIds })
    return linked.map(({ staffId, address, language }) => ({
      id: `measures/${due.fiscalYear}/${due.round.kind}/${due.due}/${due.daysLeft}/${address.key}`,
      to: address,
      language,
      due,
      measures: open.filter(({ ownerStaffId }) => ownerStaffId === staffId),
    }))
  }
}

export const measureId = (
  fiscalYear: FiscalYear,
  { issue, measure }: Pick<MeasurePlan, 'issue' | 'measure'>,
): string =>
  `${fiscalYear}-${createHash('sha256').update(`${issue}\n${measure}`).digest('base64url').slice(0, 12)}`

const planFields = [
  'steps',
  'owner',
  'ownerStaffId',
  'quarters',
  'indicator',
  'target',
  'evidence',
] as const satisfies readonly (keyof MeasurePlan)[]

const isPlannedSo = (before: Measure | undefined, next: MeasurePlan, number: number): boolean =>
  before?.number === number &&
  planFields.every((field) => JSON.stringify(before[field]) === JSON.stringify(next[field]))
