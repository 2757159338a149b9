// Refusing a policy, with a reason, in private; and how ethics officers see refusals. Nobody else ever sees one.
import { z } from 'zod'
import type th from '../../../locales/th/acknowledgements.json'
import { type Dialog, defineDialog } from '../../conversation/dialog.js'
import type { Command } from '../../conversation/feature.js'
import type { Answer, Turn } from '../../conversation/turn.js'
import { buttonLabel } from '../../i18n/button-labels.js'
import { dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import { dateTimeTitle, dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { textsOf } from '../../i18n/texts.js'
import { text } from '../../line/message-builders.js'
import { notNowInWords, pressOf, refusalDialogName } from './acknowledgements-chat.js'
import type { AcknowledgementsRules } from './acknowledgements-rules.js'
import { policyWordsFor } from './policies/policy-schema.js'

const say = textsOf<typeof th>('acknowledgements')

const longestReason = 1000

const answersSchema = z.strictObject({
  p: z.string(),
  v: z.int(),
  l: z.enum(['th', 'en']),
  reason: z.string().optional(),
})
type Answers = z.infer<typeof answersSchema>

export function createRefusalDialog(rules: AcknowledgementsRules): Dialog {
  async function titleOf(turn: Turn, { p, v }: Answers): Promise<string> {
    const policy = await rules.policyVersion(p, v)
    return policy ? policyWordsFor(policy, turn.person.language).words.title : p
  }

  async function refused(turn: Turn, answers: Answers): Promise<Answer> {
    const { language } = turn.person
    const press = pressOf(turn, answers)
    if (typeof press === 'string') return { messages: [text(press)] }
    const result = await rules.refuse({ ...press, reason: answers.reason ?? '' })
    switch (result.kind) {
      case 'refused':
        return {
          messages: [text(say(language, 'refusal.recorded', { when: dateTimeTitle(result.at, language) }))],
        }
      case 'alreadyRefused':
        return {
          messages: [text(say(language, 'refusal.already', { when: dateTimeTitle(result.at, language) }))],
        }
      case 'already': {
        const title = policyWordsFor(result.policy, language).words.title
        const when = dateTimeTitle(result.at, language)
        return { messages: [text(say(language, 'already', { title, when }))] }
      }
      case 'oldVersion':
        return { messages: [text(say(language, 'refusal.oldVersion'))] }
      case 'notStaff':
        return { messages: [text(say(language, 'howToLink'))] }
      default:
        return { messages: [text(notNowInWords(result, language))] }
    }
  }

  return defineDialog<Answers>({
    name: refusalDialogName,
    version: 1,
    idleMinutes: 30,
    who: ['staff'],
    places: ['private'],
    answers: answersSchema,
    first: 'givingReason',
    steps: {
      givingReason: {
        takes: ['text'],
        ask: async (turn, answers) => [
          text(say(turn.person.language, 'refusal.askReason', { title: await titleOf(turn, answers) })),
        ],
        take: async (turn, said, answers) => {
          const reason = said.kind === 'text' ? said.text.trim() : ''
          if (reason === '') return { again: [text(say(turn.person.language, 'refusal.reasonNeeded'))] }
          if (reason.length > longestReason)
            return { again: [text(say(turn.person.language, 'refusal.tooLong', { most: longestReason }))] }
          return { go: 'confirming', answers: { ...answers, reason } }
        },
      },
      confirming: {
        takes: [],
        ask: async (turn, answers) => {
          const title = await titleOf(turn, answers)
          const reason = answers.reason ?? ''
          return [text(say(turn.person.language, 'refusal.confirm', { title, reason }))]
        },
        choices: (turn) => [{ value: 'confirm', label: buttonLabel(turn.person.language, 'confirm') }],
        take: async (turn, _said, answers) => ({ done: await refused(turn, answers) }),
      },
    },
  })
}

export function createRefusalsCommand(rules: AcknowledgementsRules): Command {
  return {
    id: 'acknowledgements.refusals',
    words: { th: ['ผู้ไม่รับทราบ'], en: ['refusals'] },
    who: ['ethics'],
    where: ['private'],
    argument: 'none',
    audited: true,
    help: (language) => ({ summary: say(language, 'help.refusals') }),
    async run(turn) {
      const { language } = turn.person
      const current = await rules.currentPolicies(dayInBangkok(turn.at))
      const parts = await Promise.all(
        current.map(async (policy) => {
          const refusals = await rules.refusals(policy.key, policy.version)
          const lines = refusals.map(({ name, unit, at, reason }) =>
            say(language, 'refusal.line', { name, unit, day: dayTitle(at, language), reason }),
          )
          const { title } = policyWordsFor(policy, language).words
          return lines.length === 0 ? [] : [say(language, 'refusal.of', { title }), ...lines]
        }),
      )
      const said = parts.flat()
      return { messages: [text(said.length === 0 ? say(language, 'refusal.none') : said.join('\n\n'))] }
    },
  }
}
