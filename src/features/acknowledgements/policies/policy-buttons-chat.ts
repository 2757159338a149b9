// The buttons of a policy and the cards that carry them. What a button carries is which text was shown: policy, version, language.
import { z } from 'zod'
import type th from '../../../../locales/th/acknowledgements.json'
import { type Button, defineButton } from '../../../conversation/feature.js'
import type { Answer, Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { flex, type Message } from '../../../line/message-builders.js'
import { policyCard, policyCardInWords } from './policy-card.js'
import { type Policy, policyWordsFor } from './policy-schema.js'
import type { ReadingActions } from './reading-card.js'

const say = textsOf<typeof th>('acknowledgements')

const shown = z.strictObject({ p: z.string(), v: z.int(), l: z.enum(['th', 'en']) })
/** `p`olicy, `v`ersion, `l`anguage: postbacks are short. */
export type Shown = z.infer<typeof shown>
const livesDays = 500

export interface PolicyButtons {
  readonly buttons: readonly Button[]
  readonly cardOf: (policy: Policy, language: Language, at: Date) => ReturnType<typeof policyCard>
  /** The policy as it arrives in a chat: its card, with the button. */
  readonly policyMessages: (policy: Policy, language: Language, at: Date) => Message[]
  /** What stands under the full text in this chat. */
  readonly underTheText: (turn: Turn, policy: Policy, language: Language) => ReadingActions
}

export interface Presses {
  readonly acknowledge: (turn: Turn, shown: Shown) => Promise<Answer>
  readonly read: (turn: Turn, shown: Shown) => Promise<Answer>
  readonly refuse: (turn: Turn, shown: Shown) => Promise<Answer>
}

export function createPolicyButtons(presses: Presses): PolicyButtons {
  const everywhere = { livesDays, who: 'everyone', where: ['private', 'group'], data: shown } as const
  const acknowledge = defineButton<Shown>({
    id: 'acknowledgements.acknowledge',
    version: 1,
    ...everywhere,
    press: presses.acknowledge,
  })
  const read = defineButton<Shown>({
    id: 'acknowledgements.read',
    version: 1,
    ...everywhere,
    press: presses.read,
  })
  const refuse = defineButton<Shown>({
    id: 'acknowledgements.refuse',
    version: 1,
    ...everywhere,
    where: ['private'],
    press: presses.refuse,
  })

  const dataOf = (policy: Policy, language: Language): Shown => ({
    p: policy.key,
    v: policy.version,
    l: policyWordsFor(policy, language).language,
  })

  const cardOf: PolicyButtons['cardOf'] = (policy, language, at) =>
    policyCard(policy, language, {
      acknowledge: acknowledge.action(buttonLabel(language, 'acknowledge'), at, dataOf(policy, language)),
      read: read.action(say(language, 'card.readInFull'), at, dataOf(policy, language)),
    })

  return {
    buttons: [acknowledge, read, refuse],
    cardOf,
    policyMessages: (policy, language, at) => [
      flex(policyCardInWords(policy, language), cardOf(policy, language, at)),
    ],
    underTheText({ place, at, person }, policy, language) {
      const data = dataOf(policy, language)
      return {
        acknowledge: acknowledge.action(buttonLabel(person.language, 'acknowledge'), at, data),
        ...(place === 'private' && {
          refuse: refuse.action(say(person.language, 'read.refuse'), at, data),
        }),
      }
    },
  }
}
