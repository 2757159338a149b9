// The statement that nothing was received: the exact sentence, and once it is signed by whom, when and with which check code.

import { dateTimeTitle } from '../../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../../i18n/texts.js'
import { band, fact, rule, stack, words } from '../../../line/card-parts.js'
import { type FlexComponent, flex, type Message } from '../../../line/message-builders.js'
import { say } from '../gifts-words.js'
import type { Statement } from './gift-statements-model.js'

export const statementToSign = (language: Language, sentence: string, hint: string): Message =>
  flex(hint, bubble(language, [words(sentence), rule(), words(hint, { size: 'xs', colour: 'quiet' })]))

export function signedStatementCard(
  language: Language,
  { text, role, number, signedAt, textHash }: Statement,
  name: string,
): Message {
  const as = role === 'executive' ? 'executive' : 'ethics'
  return flex(
    say(language, 'statement.inWords'),
    bubble(language, [
      words(text),
      rule(),
      fact(say(language, 'statement.number'), String(number)),
      fact(say(language, 'statement.signedBy'), name),
      fact(say(language, 'statement.role'), say(language, `statement.roles.${as}`)),
      fact(say(language, 'statement.signedAt'), dateTimeTitle(signedAt, language)),
      words(say(language, 'statement.fingerprint', { hash: textHash.slice(0, 16) }), {
        size: 'xxs',
        colour: 'quiet',
      }),
      words(say(language, 'statement.later'), { size: 'xs', colour: 'quiet' }),
    ]),
  )
}

const bubble = (language: Language, contents: readonly FlexComponent[]) =>
  ({
    type: 'bubble',
    size: 'mega',
    header: band(say(language, 'statement.kind'), say(language, 'statement.title')),
    body: stack(contents),
  }) as const
