// What those who answer for the agency hear by themselves, in numbers only: each week how many cases are overdue and how far the
// audit chain has come, each month how many cases were destroyed, by class, and how many closed ones still wait for somebody to
// decide how long they are kept. The letter on their telephone is a witness of the chain that nobody here can change.

import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  lastDayOf,
  type Month,
  monthOfDay,
} from '../../../i18n/calendar/thai-calendar.js'
import { isWorkingDay, mondayOf } from '../../../i18n/calendar/working-days.js'
import type { Language } from '../../../i18n/texts.js'
import type { Audit } from '../../../security/audit/audit.js'
import { witnessCode } from '../../../security/audit/chain-seals.js'
import type { ChatAddress } from '../../../security/chat-address.js'
import type { Role } from '../../../security/roles.js'
import { isClosed } from '../../complaints/complaint-status.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { DirectoryRules } from '../../people/roster/directory-rules.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import type { RetentionClass } from '../case.js'
import type { CaseStagesModel } from '../lifecycle/case-stages-model.js'
import type { CaseWorkModel } from '../lifecycle/case-work-model.js'
import type { OverdueFigures } from '../list/case-desk-rules.js'
import type { CaseLettersDue } from './case-letters-rules.js'

interface Letter {
  readonly id: string
  readonly to: ChatAddress
  readonly language: Language
}

export type OversightLetter =
  | (Letter & {
      readonly kind: 'overdue'
      readonly count: number
      /** Of these, how many nobody has. */
      readonly unassigned: number
      /** Days since the deadline of the one that waits longest. */
      readonly longest: number
      readonly code?: string
    })
  | (Letter & {
      readonly kind: 'witness'
      /** A row of the audit chain and the beginning of its hash. */
      readonly code: string
    })
  | (Letter & {
      readonly kind: 'purge'
      readonly month: Month
      readonly destroyed: readonly { readonly retention: RetentionClass; readonly count: number }[]
      /** Closed, and nobody has decided how long it is kept. */
      readonly undecided: number
    })

/** Hears weekly of what is overdue. */
export const escalatedTo: readonly Role[] = ['executive']
/** Hears monthly of what was destroyed. */
export const purgeReportTo: readonly Role[] = ['admin', 'executive']
const morningsLooked = 3

export function createCaseOversightRules({
  work,
  complaints,
  overdueFigures,
  stages,
  people,
  settings,
  audit,
}: {
  readonly work: Pick<CaseWorkModel, 'destroyedBetween' | 'undecided'>
  readonly complaints: Pick<ComplaintsRules, 'findAll'>
  /** Of the day that is over: the letter's hour must not tell what was closed this morning. */
  readonly overdueFigures: () => Promise<OverdueFigures>
  readonly stages: Pick<CaseStagesModel, 'insert' | 'toldOn'>
  readonly people: Pick<DirectoryRules, 'peopleWithRole'>
  readonly settings: Pick<SettingsRules, 'get'>
  readonly audit: Pick<Audit, 'record' | 'end'>
}): CaseLettersDue<OversightLetter> {
  async function accountsWith(roles: readonly Role[], channel: string) {
    const all = (await Promise.all(roles.map((role) => people.peopleWithRole(role, channel)))).flat()
    return [...new Map(all.map((one) => [one.address.key, one])).values()]
  }

  /** One letter a week: what is overdue, if anything is, and the code that witnesses the audit chain. */
  async function weeklyLetters(today: Day, channel: string): Promise<OversightLetter[]> {
    const executives = await accountsWith(escalatedTo, channel)
    if (executives.length === 0) return []
    const [{ count, unassigned, since }, end] = await Promise.all([overdueFigures(), audit.end()])
    const code = end && witnessCode(end)
    return executives.flatMap(({ address: to, language }): OversightLetter[] => {
      const letter = { to, language, ...(code !== undefined && { code }) }
      if (since !== undefined)
        return [
          {
            kind: 'overdue',
            id: `case-overdue/${mondayOf(today)}/${to.key}`,
            ...{ ...letter, count, unassigned },
            longest: daysBetween(since, today),
          },
        ]
      if (code === undefined) return []
      return [{ kind: 'witness', id: `audit-witness/${mondayOf(today)}/${to.key}`, to, language, code }]
    })
  }

  async function purgeLetters(month: Month, channel: string): Promise<OversightLetter[]> {
    const destroyed = await work.destroyedBetween(firstDayOf(month), lastDayOf(month))
    const undecided = await closedUndecided()
    if (destroyed.length === 0 && undecided === 0) return []
    return (await accountsWith(purgeReportTo, channel)).map(({ address: to, language }) => ({
      kind: 'purge',
      id: `case-purge/${month}/${to.key}`,
      ...{ to, language, month, destroyed, undecided },
    }))
  }

  async function closedUndecided(): Promise<number> {
    const some = await complaints.findAll(await work.undecided())
    return some.filter(({ status }) => isClosed(status)).length
  }

  /** The chain has the report too, whether or not anybody was there to hear it. */
  async function recordPurge(month: Month): Promise<void> {
    const counts = await work.destroyedBetween(firstDayOf(month), lastDayOf(month))
    const about = [month, ...counts.map(({ retention, count }) => `${retention}=${count}`)].join(' ')
    await audit.record({ who: 'system', action: 'purge report', about, outcome: 'done' })
  }

  return async (today, channel) => {
    if (!isWorkingDay(today, (await settings.get()).holidays)) return []
    const week = `week/${mondayOf(today)}`
    const month = addMonths(monthOfDay(today), -1)
    const purge = `purge/${month}`
    await stages.insert({ id: week, stage: 'week', on: today })
    if (await stages.insert({ id: purge, stage: 'purge', on: today })) await recordPurge(month)
    const days = Array.from({ length: morningsLooked }, (_, ago) => addDays(today, -ago))
    const due = (await stages.toldOn(days)).map(({ id }) => id)
    return [
      ...(due.includes(week) ? await weeklyLetters(today, channel) : []),
      ...(due.includes(purge) ? await purgeLetters(month, channel) : []),
    ]
  }
}

function firstDayOf(month: Month): Day {
  return addDays(lastDayOf(addMonths(month, -1)), 1)
}
