// เปิดรับทราบ step by step: an ethics officer opens a text of the library for acknowledgement. It is previewed as staff will
// see it, and only ยืนยัน keeps it. What is confirmed is what was shown; a second press changes nothing and says so.
import type th from '../../../../locales/th/acknowledgements.json'
import { type Dialog, defineDialog } from '../../../conversation/dialog.js'
import type { Command } from '../../../conversation/feature.js'
import type { Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import { dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import { textsOf } from '../../../i18n/texts.js'
import { cut, type Message, text } from '../../../line/message-builders.js'
import { hasAnyRole, type Role } from '../../../security/roles.js'
import {
  countAsked,
  type OpenPolicyAnswers,
  type OpenPolicyParts,
  type OpenPolicyResult,
  type OpenPolicyStep,
  openPolicyAnswersSchema,
  type Propose,
  pieceOf,
  sameInWords,
  specFrom,
} from './open-policy-answers.js'
import { firstAskedOn } from './open-policy-days.js'
import { openPolicySteps } from './open-policy-steps-chat.js'
import { type Policy, policyWordsFor } from './policy-schema.js'

const say = textsOf<typeof th>('acknowledgements')
const who: readonly Role[] = ['ethics', 'admin']
const dialogName = 'acknowledgements.open'
/** Of the 5,000 characters of a message; the rest is for the last sentence. */
const longestSummary = 4500

export function createOpenPolicy(parts: OpenPolicyParts): {
  readonly command: Command
  readonly dialog: Dialog
} {
  const { rules, pieces, policyMessages } = parts

  async function planOf(answers: OpenPolicyAnswers) {
    const piece = await pieceOf(parts, answers)
    const spec = piece && specFrom(piece, answers)
    const plan = spec && (await rules.planPolicy(spec))
    return spec && plan?.ok ? { ...plan, spec } : undefined
  }

  const gone = ({ person: { language } }: Turn): OpenPolicyResult => ({
    go: 'choosingPiece',
    answers: {},
    first: [text(say(language, 'open.gone'))],
  })

  const propose: Propose = async (turn, answers, first = []) => {
    const { language } = turn.person
    const plan = await planOf(answers)
    if (!plan) return gone(turn)
    const { policy, isNew } = plan
    if (!isNew) return { done: { messages: [text(sameInWords(policy, language))] } }
    if ((await countAsked(parts, policy.units)) === 0)
      return { go: 'choosingWho', answers, first: [text(say(language, 'open.nobodyThere'))] }
    return { go: 'confirming', answers: { ...answers, shown: policy.version }, first }
  }

  function summary(turn: Turn, policy: Policy, count: number): Message {
    const { language } = turn.person
    const { version, fiscalYear, units } = policy
    const title = policyWordsFor(policy, language).words.title
    const lines = [
      say(language, version === 1 ? 'open.first' : 'open.newVersion', { title, version, fiscalYear }),
      say(language, 'open.when', {
        opens: dayTitle(policy.opens, language),
        due: dayTitle(policy.due, language),
      }),
      say(language, 'open.asked', { count, who: units?.join(', ') ?? say(language, 'open.everybody') }),
      say(language, 'open.heard', { day: dayTitle(firstAskedOn(policy.opens, turn.at), language) }),
    ]
    return text(`${cut(lines.join('\n\n'), longestSummary)}\n\n${say(language, 'open.confirm')}`)
  }

  const confirming: OpenPolicyStep = {
    takes: [],
    ask: async (turn, answers) => {
      const { language } = turn.person
      const plan = await planOf(answers)
      if (!plan) return [text(say(language, 'open.gone'))]
      const policy: Policy = { ...plan.policy, addedOn: dayInBangkok(turn.at) }
      return [
        text(say(language, 'open.preview')),
        ...policyMessages(policy, 'th', turn.at),
        ...(policy.en ? policyMessages(policy, 'en', turn.at) : []),
        summary(turn, policy, await countAsked(parts, policy.units)),
      ]
    },
    // The version is named in the choice, so that a press under an earlier preview cannot confirm this one.
    choices: ({ person: { language } }, { shown = 0 }) => [
      { value: `confirm ${shown}`, label: buttonLabel(language, 'confirm') },
    ],
    take: (turn, _said, answers) => confirmed(turn, answers),
  }

  async function confirmed(turn: Turn, answers: OpenPolicyAnswers): Promise<OpenPolicyResult> {
    const { language } = turn.person
    // Whoever lost the role while the dialog was open opens nothing any more.
    if (!hasAnyRole(turn.person.roles, who))
      return { done: { messages: [text(say(language, 'open.notAllowed'))] } }
    const plan = await planOf(answers)
    const { shown = 0 } = answers
    if (!plan) return gone(turn)
    if (plan.isNew && (await countAsked(parts, plan.policy.units)) === 0) return propose(turn, answers)
    const by = turn.person.staffId ?? turn.chat.key
    const opened = await rules.openVersion(plan.spec, shown, by)
    if (opened === 'overtaken') return propose(turn, answers, [text(say(language, 'open.changed'))])
    if (opened === 'same') return { done: { messages: [text(sameInWords(plan.policy, language))] } }
    const { opens, version } = plan.policy
    const title = policyWordsFor(plan.policy, language).words.title
    const day = dayTitle(firstAskedOn(opens, turn.at), language)
    return { done: { messages: [text(say(language, 'open.done', { title, version, day }))] } }
  }

  const command: Command = {
    id: 'acknowledgements.open',
    words: { th: ['เปิดรับทราบ'], en: ['open-policy', 'open policy'] },
    who,
    where: ['private'],
    argument: 'none',
    audited: true,
    help: (language) => ({ summary: say(language, 'help.open') }),
    run: async ({ person: { language } }) => {
      if ((await pieces()).length === 0) return { messages: [text(say(language, 'open.noPiece'))] }
      if ((await countAsked(parts, undefined)) === 0)
        return { messages: [text(say(language, 'open.noStaff'))] }
      return { open: { dialog: dialogName, answers: {} } }
    },
  }

  const dialog = defineDialog<OpenPolicyAnswers>({
    name: dialogName,
    version: 1,
    idleMinutes: 30,
    who,
    places: ['private'],
    answers: openPolicyAnswersSchema,
    first: 'choosingPiece',
    steps: { ...openPolicySteps(parts, propose), confirming },
  })

  return { command, dialog }
}
