// Who is reminded when, in private, and what a group is told. A person hears of a version when it first asks them, seven days
// and one day before it is due, on that day, and each week after; a group hears percentages on Mondays and never a name.
import { addDays, type Day, daysBetween } from '../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../i18n/texts.js'
import type { ChatAddress } from '../../security/chat-address.js'
import type { EvidenceRules, Progress } from './evidence/evidence-rules.js'
import type { PolicyRules } from './policies/policy-rules.js'
import { asks, type Policy } from './policies/policy-schema.js'
import type { AcknowledgementsDeps } from './room-deps.js'

export interface Reminder {
  /** Names policy, version, person and stage, so that it can be sent once. */
  readonly id: string
  readonly stage: ReminderStage
  readonly policy: Policy
  readonly staffId: string
  readonly language: Language
  readonly address: ChatAddress
}

/** When it first asks this person, seven days and one day before the due day, on it, and each week after. */
export type ReminderStage = 'start' | 'inSevenDays' | 'tomorrow' | 'today' | `weeksLate${number}`

export interface Nudge {
  /** Names group and day. */
  readonly id: string
  readonly address: ChatAddress
  readonly unit: string
  /** Of each policy that is not acknowledged by everybody yet. */
  readonly progress: readonly Progress[]
}

export interface ReminderRules {
  remindersDue(today: Day, channel: string): Promise<Reminder[]>
  /** To be said once reminders are on their way, or somebody was asked in another way. */
  asked(people: readonly { policy: Policy; staffId: string }[], on: Day): Promise<void>
  nudgesDue(today: Day, channel: string): Promise<Nudge[]>
}

/** So long after the due day groups still hear of it; who is missing then hears it in private. */
const nudgedDaysAfterDue = 28

export function createReminderRules(
  { models, people }: Pick<AcknowledgementsDeps, 'models' | 'people'>,
  policies: PolicyRules,
  { progressOfAll }: Pick<EvidenceRules, 'progressOfAll'>,
): ReminderRules {
  return {
    async remindersDue(today, channel) {
      const current = await policies.currentPolicies(today)
      if (current.length === 0) return []
      const linked = await people.linkedStaff({ channel })
      const reminders = current.map(async (policy) => {
        const { key, version, due } = policy
        const [states, asked] = await Promise.all([
          models.declarations.statesOf(key, version),
          models.readings.askedStaff(key, version),
        ])
        return linked
          .filter(({ staffId, unit }) => asks(policy, unit) && !states.has(staffId))
          .flatMap(({ staffId, language, address }): Reminder[] => {
            const stage = stageOf(today, due) ?? (asked.has(staffId) || today > due ? undefined : 'start')
            const id = `reminder:${key}:${version}:${staffId}:${stage}`
            return stage === undefined ? [] : [{ id, stage, policy, staffId, language, address }]
          })
      })
      return (await Promise.all(reminders)).flat()
    },
    async asked(those, on) {
      const marks = those.map(({ policy: { key, version }, staffId }) => ({
        policyKey: key,
        version,
        staffId,
      }))
      await models.readings.markAsked(marks, on)
    },
    async nudgesDue(today, channel) {
      if (!isMonday(today)) return []
      const progress = (await progressOfAll(today)).filter(
        ({ policy, all }) => all.acknowledged < all.total && today <= addDays(policy.due, nudgedDaysAfterDue),
      )
      if (progress.length === 0) return []
      return (await people.registeredGroups(channel)).map(({ groupId, unit, address }) => ({
        id: `nudge:${groupId}:${today}`,
        address,
        unit,
        progress,
      }))
    },
  }
}

const isMonday = (day: Day): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 1

function stageOf(today: Day, due: Day): ReminderStage | undefined {
  const left = daysBetween(today, due)
  if (left === 7) return 'inSevenDays'
  if (left === 1) return 'tomorrow'
  if (left === 0) return 'today'
  return left < 0 && left % 7 === 0 ? `weeksLate${-left / 7}` : undefined
}
