// What officers hear by themselves: one letter a working morning, with how many cases are new and which of theirs come to a
// stage of the clock. Each is said once. There is no notice at the hour of a tip, on purpose: it would show everybody who sees
// an officer's phone when somebody wrote, and seven hundred tips would ring seven hundred times.

import { addDays, type Day } from '../../../i18n/calendar/thai-calendar.js'
import { isWorkingDay } from '../../../i18n/calendar/working-days.js'
import type { Language } from '../../../i18n/texts.js'
import type { ChatAddress } from '../../../security/chat-address.js'
import type { Role } from '../../../security/roles.js'
import type { Complaint } from '../../complaints/complaint.js'
import type { ComplaintKind } from '../../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { DirectoryRules } from '../../people/roster/directory-rules.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import type { CaseWork } from '../case.js'
import { clockRuns, isOverdue, stageName, stageReached } from '../lifecycle/case-deadlines.js'
import type { CaseStagesModel, TellingRow } from '../lifecycle/case-stages-model.js'
import type { CaseWorkModel } from '../lifecycle/case-work-model.js'
import type { CaseKnowing, Officer } from './case-knowing-rules.js'

/** Who works on cases and hears of them. */
export const caseOfficers: readonly Role[] = ['officer']

export interface OfficerLetter {
  readonly kind: 'morning'
  readonly id: string
  readonly to: ChatAddress
  readonly language: Language
  /** Received since the last working morning. */
  readonly fresh: Readonly<Record<ComplaintKind, number>>
  /** Furthest first; the numbers of those that have one already. */
  readonly stages: readonly {
    readonly stage: string
    readonly count: number
    readonly numbers: readonly string[]
  }[]
  /** All that are overdue now, said before or not. */
  readonly overdue: number
}

export type CaseLettersDue<L> = (today: Day, channel: string) => Promise<L[]>

/** A morning that was cut off is finished by the next ones; what was sent is known by its id. */
const morningsLooked = 3
/** Longer than any row of free days: older cases are no news. */
const freshDays = 21

interface Known {
  readonly work: CaseWork
  readonly complaint: Complaint
}

export function createCaseLettersRules({
  work,
  complaints,
  stages,
  knowing,
  people,
  settings,
}: {
  readonly work: Pick<CaseWorkModel, 'findAll'>
  readonly complaints: Pick<ComplaintsRules, 'open' | 'findAll'>
  readonly stages: CaseStagesModel
  readonly knowing: CaseKnowing
  readonly people: Pick<DirectoryRules, 'peopleWithRole'>
  readonly settings: Pick<SettingsRules, 'get'>
}): CaseLettersDue<OfficerLetter> {
  async function withWork(some: readonly Complaint[]): Promise<Known[]> {
    const works = new Map((await work.findAll(some.map(({ id }) => id))).map((one) => [one.caseId, one]))
    return some.flatMap((complaint) => {
      const mine = works.get(complaint.id)
      return mine && !mine.destruction ? [{ work: mine, complaint }] : []
    })
  }

  async function noteWhatIsDue(today: Day, open: readonly Known[]): Promise<void> {
    const chosen = await settings.get()
    const rows = open.flatMap(({ work: one, complaint }): TellingRow[] => {
      const { caseId } = one
      const stage = stageReached(one, complaint, today, chosen)
      const name = stage && stageName(one, stage)
      const isFresh = complaint.receivedOn < today && complaint.receivedOn >= addDays(today, -freshDays)
      return [
        ...(isFresh ? [{ id: `${caseId}/new`, caseId, stage: 'new', on: today }] : []),
        ...(name === undefined ? [] : [{ id: `${caseId}/${name}`, caseId, stage: name, on: today }]),
      ]
    })
    await stages.insertAll(rows)
  }

  async function lettersTo(
    { officer, to, language }: Reachable,
    { today, days, rows, cases, open, knownTo, reached }: Morning,
  ): Promise<OfficerLetter[]> {
    const mayKnow = new Set((await knownTo(officer)).map(({ caseId }) => caseId))
    const known = new Map(
      cases.filter(({ work: { caseId } }) => mayKnow.has(caseId)).map((one) => [one.work.caseId, one]),
    )
    /** With somebody who can be reached it is theirs to hear of; otherwise everybody's. */
    const concerns = ({ caseId, assignedTo }: CaseWork) => {
      if (!mayKnow.has(caseId)) return false
      const theirs = (keys: readonly string[]) => assignedTo.some((id) => keys.includes(id))
      return theirs(reached.get(officer.accountKey) ?? []) || ![...reached.values()].some(theirs)
    }
    const overdue = open.filter(
      (one) => concerns(one.work) && isOverdue(one.work, one.complaint, today),
    ).length
    return days.flatMap((on) => {
      const said = saidOn(
        rows.filter((row) => row.on === on),
        known,
        concerns,
      )
      const nothing = said.fresh.corruption + said.fresh.general + said.stages.length === 0
      const id = `case-morning/${on}/${to.key}`
      return nothing ? [] : [{ kind: 'morning' as const, id, to, language, ...said, overdue }]
    })
  }

  return async (today, channel) => {
    if (!isWorkingDay(today, (await settings.get()).holidays)) return []
    const open = await withWork(await complaints.open())
    await noteWhatIsDue(today, open)
    const officers = await officersOn(people, channel)
    const days = Array.from({ length: morningsLooked }, (_, ago) => addDays(today, -ago))
    const rows = await stages.toldOn(days)
    if (officers.length === 0 || rows.length === 0) return []
    const told = new Set(rows.flatMap(({ caseId }) => caseId ?? []))
    const cases = await withWork(await complaints.findAll([...told]))
    const reached = new Map<string, readonly string[]>()
    for (const { officer } of officers) reached.set(officer.accountKey, (await knowing.keysOf(officer)) ?? [])
    const knownTo = await knowing.knownOf([...cases, ...open].map((one) => one.work))
    const letters: OfficerLetter[] = []
    for (const one of officers)
      letters.push(...(await lettersTo(one, { today, days, rows, cases, open, knownTo, reached })))
    return letters
  }
}

interface Reachable {
  readonly officer: Officer
  readonly to: ChatAddress
  readonly language: Language
}

interface Morning {
  readonly today: Day
  readonly days: readonly Day[]
  readonly rows: readonly TellingRow[]
  /** What the rows are about. */
  readonly cases: readonly Known[]
  readonly open: readonly Known[]
  readonly knownTo: (officer: Officer) => Promise<readonly CaseWork[]>
  /** The keys of each officer who has an account on this channel. */
  readonly reached: ReadonlyMap<string, readonly string[]>
}

const stageOrder = ['overdue', 'due']

function saidOn(
  rows: readonly TellingRow[],
  known: ReadonlyMap<string, Known>,
  concerns: (one: CaseWork) => boolean,
): Pick<OfficerLetter, 'fresh' | 'stages'> {
  const fresh = { corruption: 0, general: 0 }
  const byStage = new Map<string, Known[]>()
  for (const { caseId = '', stage } of rows) {
    const one = known.get(caseId)
    if (!one) continue
    const name = stage.split('/').at(-1) ?? stage
    if (name === 'new') fresh[one.complaint.kind] += 1
    else if (concerns(one.work) && clockRuns(one.work, one.complaint))
      byStage.set(name, [...(byStage.get(name) ?? []), one])
  }
  const place = (stage: string) =>
    stageOrder.includes(stage) ? stageOrder.indexOf(stage) : 1000 - daysOf(stage)
  return {
    fresh,
    stages: [...byStage]
      .sort(([one], [other]) => place(one) - place(other))
      .map(([stage, some]) => ({
        stage,
        count: some.length,
        numbers: some.flatMap(({ work: { registryNumber } }) => registryNumber ?? []).sort(),
      })),
  }
}

/** The days in 'day12'; 0 for another stage. */
export const daysOf = (stage: string): number => Number(/^day(\d+)$/.exec(stage)?.[1] ?? 0)

async function officersOn(
  people: Pick<DirectoryRules, 'peopleWithRole'>,
  channel: string,
): Promise<Reachable[]> {
  const accounts = (
    await Promise.all(caseOfficers.map((role) => people.peopleWithRole(role, channel)))
  ).flat()
  return accounts.map(({ address, language, staffId }) => ({
    to: address,
    language,
    officer: { accountKey: address.key, ...(staffId !== undefined && { staffId }) },
  }))
}
