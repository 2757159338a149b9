// Trainings: opened by an officer, checked in to by whoever is in the room, counted as times and people. A person counts
// once for each training, and once in the year's number of people however many trainings they came to.

import { type Day, dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import { composed } from '../../i18n/letters/composed.js'
import type { Clock } from '../../operation/clock.js'
import type { Audit } from '../../security/audit/audit.js'
import type { Keyring } from '../../security/keyring.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import { codeShownAt, isCodeOf, readCheckInCode, type ShownCode } from './check-in-code.js'
import type { Attendance, Training, TrainingsModel } from './trainings-model.js'

const openHours = 12
export const longestTitle = 200
export const mostOnPaper = 5000

export interface TrainingCount {
  readonly training: Training
  /** Checked in by code, and on paper. */
  readonly participants: number
  readonly onPaper: number
  /** Of those who checked in and are on the roster, in Thai order. */
  readonly units: readonly { readonly unit: string; readonly count: number }[]
  /** Checked in without being on the roster. */
  readonly others: number
}

export interface TrainingTotals {
  readonly times: number
  /** Each person once. Those on paper are counted as they were noted: nobody knows who they were. */
  readonly people: number
  /** The sum over all trainings. */
  readonly attendances: number
}

export interface TrainingsOfDays extends TrainingTotals {
  readonly trainings: readonly TrainingCount[]
}

export interface Projected extends ShownCode {
  readonly training: Training
  readonly open: boolean
  readonly count: number
}

export type CheckedIn =
  | { readonly ok: true; readonly training: Training; readonly before: boolean }
  | { readonly ok: false; readonly why: 'unreadable' | 'notNow' }

export interface TrainingsRules {
  /** The same event opens it once. */
  open(what: {
    readonly eventKey: string
    readonly title: string
    readonly channel: string
    readonly by: string
    readonly at: Date
  }): Promise<
    { readonly ok: true; readonly training: Training } | { readonly ok: false; readonly why: 'badTitle' }
  >
  training(id: string): Promise<Training | undefined>
  latest(most: number): Promise<TrainingCount[]>
  /** `undefined` for an address that we never gave out. */
  projected(page: string): Promise<Projected | undefined>
  checkIn(what: {
    readonly typed: string
    /** The pseudonym of the account. */
    readonly accountKey: string
    readonly staffId?: string
    readonly at: Date
  }): Promise<CheckedIn>
  close(id: string, by: string): Promise<boolean>
  addOnPaper(what: {
    readonly id: string
    readonly eventKey: string
    readonly count: number
    readonly by: string
  }): Promise<boolean>
  ofDays(from: Day, until: Day): Promise<TrainingsOfDays>
  /** Who came, for the agency's own files: roster names are looked up by whoever may see them. */
  attendances(id: string): Promise<readonly Attendance[]>
}

const thaiOrder = new Intl.Collator('th')

export function createTrainingsRules({
  model,
  people,
  keyring,
  audit,
  clock,
}: {
  readonly model: TrainingsModel
  readonly people: Pick<DirectoryRules, 'staffById'>
  readonly keyring: Keyring
  readonly audit: Audit
  readonly clock: Clock
}): TrainingsRules {
  const isOpen = ({ endsAt, closedAt }: Training, at: Date) => closedAt === undefined && endsAt > at

  async function counted(trainings: readonly Training[]): Promise<TrainingsOfDays> {
    const all = await model.attendances(trainings.map(({ id }) => id))
    const counts = trainings.map((training) =>
      countOf(
        training,
        all.filter(({ trainingId }) => trainingId === training.id),
      ),
    )
    const onPaper = counts.reduce((sum, one) => sum + one.onPaper, 0)
    return {
      trainings: counts,
      times: trainings.length,
      people: new Set(all.map(({ who }) => who)).size + onPaper,
      attendances: counts.reduce((sum, one) => sum + one.participants, 0),
    }
  }

  return {
    training: (id) => model.training(id),
    attendances: (id) => model.attendances([id]),
    async latest(most) {
      return [...(await counted(await model.latest(most))).trainings]
    },
    async open({ eventKey, title, channel, by, at }) {
      const named = composed(title).replace(/\s+/gu, ' ').trim()
      if (named === '' || named.length > longestTitle) return { ok: false, why: 'badTitle' }
      await audit.record({ who: by, action: 'training opened', about: eventKey, outcome: 'done' })
      const training = await model.add({
        id: eventKey,
        title: named,
        on: dayInBangkok(at),
        channel,
        openedAt: at,
        endsAt: new Date(at.getTime() + openHours * 3_600_000),
        page: keyring.pseudonym('training-page', eventKey, 32),
        by,
        onPaper: [],
      })
      return { ok: true, training }
    },
    async projected(page) {
      const training = await model.byPage(page)
      if (!training) return undefined
      const now = clock()
      const count = await model.countOf(training.id)
      return { training, open: isOpen(training, now), count, ...codeShownAt(keyring, training.id, now) }
    },
    async checkIn({ typed, accountKey, staffId, at }) {
      const code = readCheckInCode(typed)
      if (code === undefined) return { ok: false, why: 'unreadable' }
      const open = await model.openAt(at)
      const training = open.find(({ id }) => isCodeOf(keyring, id, code, at))
      if (!training) return { ok: false, why: 'notNow' }
      const staff = staffId === undefined ? undefined : await people.staffById(staffId)
      const first = await model.attend({
        trainingId: training.id,
        who: staff ? staff.staffId : keyring.pseudonym('training-guest', accountKey, 22),
        ...(staff && { staffId: staff.staffId, unit: staff.unit }),
        at,
      })
      return { ok: true, training, before: !first }
    },
    async close(id, by) {
      if (!(await model.training(id))) return false
      await audit.record({ who: by, action: 'training closed', about: id, outcome: 'done' })
      await model.close(id, clock())
      return true
    },
    async addOnPaper({ id, eventKey, count, by }) {
      if (!(await model.training(id))) return false
      await audit.record({ who: by, action: 'participants on paper', about: id, outcome: 'done' })
      await model.addOnPaper(id, eventKey, count)
      return true
    },
    ofDays: async (from, until) => counted(await model.between(from, until)),
  }
}

function countOf(training: Training, attendances: readonly Attendance[]): TrainingCount {
  const onPaper = training.onPaper.reduce((sum, { count }) => sum + count, 0)
  const units = new Map<string, number>()
  for (const { unit } of attendances) if (unit !== undefined) units.set(unit, (units.get(unit) ?? 0) + 1)
  return {
    training,
    participants: attendances.length + onPaper,
    onPaper,
    units: [...units]
      .map(([unit, count]) => ({ unit, count }))
      .sort((one, other) => thaiOrder.compare(one.unit, other.unit)),
    others: attendances.filter(({ unit }) => unit === undefined).length,
  }
}
