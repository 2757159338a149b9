// What stands under a policy's full text: one large button that says it was read, and in private the way to refuse.
import type th from '../../../../locales/th/acknowledgements.json'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { mainButton, quietButton, stack, words } from '../../../line/card-parts.js'
import { longText } from '../../../line/long-text.js'
import { type Action, flex, type Message, text, withQuickReplies } from '../../../line/message-builders.js'
import { type Policy, policyWordsFor } from './policy-schema.js'

const say = textsOf<typeof th>('acknowledgements')
/** LINE takes five messages in one reply. */
const mostMessages = 5

export interface ReadingActions {
  readonly acknowledge: Action
  /** Absent in a group: a refusal is nobody else's business. */
  readonly refuse?: Action
}

/** The exact text and the button under it; `intro` comes first where there is room. */
export function fullText(
  policy: Policy,
  language: Language,
  actions: ReadingActions,
  intro?: string,
): Message[] {
  const parts = longText(policyWordsFor(policy, language).words.text)
  if (parts.length >= mostMessages) return withQuickReplies(parts, [actions.acknowledge])
  const first = intro !== undefined && parts.length <= mostMessages - 2 ? [text(intro)] : []
  return [...first, ...parts, declarationCard(policy, language, say(language, 'read.done'), actions)]
}

export function declarationCard(
  policy: Policy,
  language: Language,
  sentence: string,
  { acknowledge, refuse }: ReadingActions,
): Message {
  const { title } = policyWordsFor(policy, language).words
  return flex(`${title}\n${sentence}`, {
    type: 'bubble',
    size: 'mega',
    body: stack([
      words(title, { bold: true, colour: 'primary' }),
      words(sentence, { size: 'md' }),
      words(say(language, 'card.statement'), { size: 'xs', colour: 'quiet' }),
    ]),
    footer: stack([mainButton(acknowledge), ...(refuse ? [quietButton(refuse)] : [])], 'md'),
  })
}
