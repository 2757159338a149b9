// Gives the cases of past days their registry numbers, in one batch and in a shuffled order: a number tells the day's batch and
// nothing of who came first. The cases of today wait for tomorrow's batch.
import { randomInt } from 'node:crypto'
import type { Clock } from '../../clock.js'
import { dayInBangkok, fiscalYearOf, monthOfDay } from '../../i18n/thai-calendar.js'
import type { ComplaintKind } from '../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import type { CaseNumbersModel } from './case-numbers-model.js'
import type { CaseWorkModel } from './case-work-model.js'
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
      for (const { id, kind, receivedOn } of shuffled(due)) {
        const fiscalYear = fiscalYearOf(monthOfDay(receivedOn))
        const number = await numbers.take(id, kind, fiscalYear)
        if (await work.setNumber(id, registryLabel(prefixes[kind], { fiscalYear, number }))) given += 1
      }
      return given
    },
  }
}

/** Fisher and Yates, from the system's own randomness. */
function shuffled<T>(items: readonly T[]): T[] {
  const rest = [...items]
  return items.flatMap(() => rest.splice(randomInt(rest.length), 1))
}
