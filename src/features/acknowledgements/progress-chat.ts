// ความคืบหน้า: how many have acknowledged, in all and unit by unit. In a registered group the same numbers, and never a name.
import { z } from 'zod'
import type th from '../../../locales/th/acknowledgements.json'
import { type Button, type Command, defineButton } from '../../conversation/feature.js'
import type { Answer, Turn } from '../../conversation/turn.js'
import { dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import { textsOf } from '../../i18n/texts.js'
import { flex, type Message, text } from '../../line/message-builders.js'
import type { Role } from '../../security/roles.js'
import type { AcknowledgementsRules } from './acknowledgements-rules.js'
import type { Progress } from './evidence/evidence-rules.js'
import { type Policy, policyWordsFor } from './policies/policy-schema.js'
import { policiesCard, progressInWords, unitsCard } from './progress-card.js'

const say = textsOf<typeof th>('acknowledgements')
const who: readonly Role[] = ['ethics', 'executive', 'officer', 'admin']

export function createProgressChat(rules: AcknowledgementsRules): {
  readonly commands: readonly Command[]
  readonly buttons: readonly Button[]
} {
  const byUnit = defineButton({
    id: 'acknowledgements.progress',
    version: 1,
    livesDays: 500,
    who,
    where: ['private', 'group'],
    data: z.strictObject({ p: z.string() }),
    press: async (turn, { p }): Promise<Answer> => {
      if (isInUnknownGroup(turn)) return refusal(turn)
      const progress = await rules.progress(p, dayInBangkok(turn.at))
      return {
        messages: progress ? [tableOf(turn, progress)] : [text(say(turn.person.language, 'progress.none'))],
      }
    },
  })

  const showProgress: Command = {
    id: 'acknowledgements.progress',
    words: { th: ['ความคืบหน้า'], en: ['progress'] },
    who,
    where: ['private', 'group'],
    argument: 'optional',
    help: (language) => ({
      summary: say(language, 'help.progress'),
      example: say(language, 'help.progressExample'),
    }),
    run: async (turn, wanted): Promise<Answer> => {
      if (isInUnknownGroup(turn)) return refusal(turn)
      const { language } = turn.person
      const today = dayInBangkok(turn.at)
      const all = await rules.progressOfAll(today)
      const found = wanted === '' ? all : all.filter(({ policy }) => isCalled(policy, wanted))
      // By its key a policy of a year that is over is found too: its numbers are wanted for reports.
      const [only] = found.length > 0 ? found : [await rules.progress(wanted.toLowerCase(), today)]
      if (only && found.length <= 1) return { messages: [tableOf(turn, only)] }
      if (all.length === 0) return { messages: [text(say(language, 'progress.none'))] }
      const notFound = text(say(language, 'progress.notFound'))
      return { messages: found.length > 0 ? [listOf(turn, found)] : [notFound, listOf(turn, all)] }
    },
  }

  function listOf(turn: Turn, all: readonly Progress[]): Message {
    const { language } = turn.person
    const inWords = all.map((progress) => progressInWords(progress, language)).join('\n')
    const label = say(language, 'progress.byUnit')
    const card = policiesCard(all, language, turn.at, ({ key }) => byUnit.action(label, turn.at, { p: key }))
    return flex(inWords, card)
  }

  return { commands: [showProgress], buttons: [byUnit] }
}

function tableOf(turn: Turn, progress: Progress): Message {
  const { language } = turn.person
  return flex(progressInWords(progress, language), unitsCard(progress, language, turn.at, turn.place))
}

const isInUnknownGroup = (turn: Turn) => turn.place === 'group' && !turn.group

const refusal = (turn: Turn): Answer => ({
  messages: [text(say(turn.person.language, 'progress.registeredGroupsOnly'))],
})

/** By its key, or by a part of a title, as people type it: case and spaces do not matter. */
export function isCalled(policy: Policy, wanted: string): boolean {
  const plain = (words: string) => words.toLowerCase().replace(/[\s"“”]/g, '')
  const titles = (['th', 'en'] as const).map((language) => policyWordsFor(policy, language).words.title)
  return plain(policy.key) === plain(wanted) || titles.some((title) => plain(title).includes(plain(wanted)))
}
