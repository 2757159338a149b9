// What the daily job sends: a private reminder with its card to whoever is left, and a line of percentages to groups.
import type th from '../../../locales/th/acknowledgements.json'
import type { Outgoing } from '../../conversation/turn.js'
import { type Day, startOfDay } from '../../i18n/calendar/bangkok-time.js'
import { dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { type Message, text } from '../../line/message-builders.js'
import type { AcknowledgementsChat } from './acknowledgements-chat.js'
import type { AcknowledgementsRules } from './acknowledgements-rules.js'
import type { Progress } from './evidence/evidence-rules.js'
import { policyWordsFor } from './policies/policy-schema.js'
import type { Nudge, Reminder } from './reminder-rules.js'

const say = textsOf<typeof th>('acknowledgements')
/** Groups are written to in Thai, as campaigns do. */
const groupLanguage: Language = 'th'

/** Each id names the job, what it is about and its day or stage: however often the job runs on a day, it is sent once. */
export type DailyMessages = (
  today: Day,
  channel: string,
) => Promise<{
  readonly outgoing: readonly Outgoing[]
  /** To be called once they are durable. */
  readonly posted: () => Promise<void>
}>

export function createDailyMessages(
  rules: AcknowledgementsRules,
  { policyMessages }: Pick<AcknowledgementsChat, 'policyMessages'>,
): DailyMessages {
  return async (today, channel) => {
    const reminders = await rules.remindersDue(today, channel)
    const nudges = await rules.nudgesDue(today, channel)
    // The same words go to thousands: they are made once for each policy, stage and language.
    const made = new Map<string, readonly Message[]>()
    const messagesOf = (reminder: Reminder): readonly Message[] => {
      const { policy, stage, language } = reminder
      const key = [policy.key, policy.version, stage, language].join('/')
      const messages = made.get(key) ?? [
        text(wordsOf(reminder)),
        ...policyMessages(policy, language, startOfDay(today)),
      ]
      made.set(key, messages)
      return messages
    }
    return {
      outgoing: [
        ...reminders.map((one) => ({ id: `job/${one.id}`, to: one.address, messages: messagesOf(one) })),
        ...nudges.map((one) => ({
          id: `job/${one.id}`,
          to: one.address,
          messages: [text(nudgeInWords(one))],
        })),
      ],
      posted: () => rules.asked(reminders, today),
    }
  }
}

function wordsOf({ stage, policy, language }: Reminder): string {
  const values = {
    title: policyWordsFor(policy, language).words.title,
    day: dayTitle(policy.due, language),
  }
  switch (stage) {
    case 'start':
    case 'inSevenDays':
    case 'tomorrow':
    case 'today':
      return say(language, `reminder.${stage}`, values)
    default:
      return say(language, 'reminder.late', values)
  }
}

function nudgeInWords({ unit, progress }: Nudge): string {
  const lines = progress.map((one) => lineOf(one, unit))
  return [say(groupLanguage, 'nudge.title'), ...lines, say(groupLanguage, 'nudge.how')].join('\n\n')
}

function lineOf({ policy, all, units }: Progress, unit: string): string {
  const title = policyWordsFor(policy, groupLanguage).words.title
  const ours = units.find((one) => one.unit === unit)?.percent
  const values = { title, percent: all.percent ?? '0.00' }
  return ours === undefined
    ? say(groupLanguage, 'nudge.line', values)
    : say(groupLanguage, 'nudge.lineWithUnit', { ...values, unit, unitPercent: ours })
}
