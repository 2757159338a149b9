// Gives the cases of past days their registry numbers, in one batch and in a shuffled order: a number tells the day's batch and
// nothing of who came first. The cases of today wait for tomorrow's batch.
import { randomInt } from 'node:crypto'
import {
  dayInBangkok,
  type FiscalYear,
  fiscalYearOf,
  monthOfDay,
} from '../../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { Complaint } from '../../complaints/complaint.js'
import type { ComplaintKind } from '../../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import type { CaseWorkModel } from '../lifecycle/case-work-model.js'
import type { CaseNumbersModel } from './case-numbers-model.js'
import { registryLabel } from './registry-number.js'

export interface CaseNumbersRules {
  /** May run at any time and on several replicas at once. Answers how many numbers it gave. */
  issue(): Promise<number>
}

export function createCaseNumbersRules({
  numbers,
  work,
  complaints,
  settings,
  clock,
}: {
  readonly numbers: CaseNumbersModel
  readonly work: CaseWorkModel
  readonly complaints: Pick<ComplaintsRules, 'findAll'>
  readonly settings: Pick<SettingsRules, 'get'>
  readonly clock: Clock
}): CaseNumbersRules {
  return {
    async issue() {
      const today = dayInBangkok(clock())
      const waiting = await work.withoutNumber()
      const due = (await complaints.findAll(waiting)).filter(({ receivedOn }) => receivedOn < today)
      const { corruptionNumberPrefix: corruption, generalNumberPrefix: general } = await settings.get()
      const prefixes: Record<ComplaintKind, string> = { corruption, general }
      let given = 0
      for (const { kind, fiscalYear, ids } of booksOf(due)) {
        const taken = await numbers.take(shuffled(ids), kind, fiscalYear)
        given += await work.setNumbers(
          taken.map(({ caseId, number }) => ({
            caseId,
            registryNumber: registryLabel(prefixes[kind], { fiscalYear, number }),
          })),
        )
      }
      return given
    },
  }
}

/** Each kind has a book of its own in each fiscal year. */
function booksOf(due: readonly Complaint[]) {
  const books = new Map<string, { kind: ComplaintKind; fiscalYear: FiscalYear; ids: string[] }>()
  for (const { id, kind, receivedOn } of due) {
    const fiscalYear = fiscalYearOf(monthOfDay(receivedOn))
    const name = `${kind}/${fiscalYear}`
    const book = books.get(name) ?? { kind, fiscalYear, ids: [] }
    book.ids.push(id)
    books.set(name, book)
  }
  return books.values()
}

/** Fisher and Yates, from the system's own randomness. */
function shuffled<T>(items: readonly T[]): T[] {
  const rest = [...items]
  return items.flatMap(() => rest.splice(randomInt(rest.length), 1))
}
