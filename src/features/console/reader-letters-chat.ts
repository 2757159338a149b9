// What everybody of the console hears of a reader whom a script added: who it is, from when, and where to object. Nothing of a case.
import type th from '../../../locales/th/console.json'
import type { Outgoing } from '../../conversation/turn.js'
import { type Day, dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { textsOf } from '../../i18n/texts.js'
import { text } from '../../line/message-builders.js'
import type { ReaderAdding, ReaderLetter } from './reader-adding-rules.js'
import { consoleRoles } from './sign-in-rules.js'

const say = textsOf<typeof th>('console')

export const createReaderLetters =
  ({ lettersDue }: Pick<ReaderAdding, 'lettersDue'>) =>
  async (today: Day, channel: string): Promise<Outgoing[]> =>
    (await lettersDue(today, channel)).map((letter) => ({
      id: letter.id,
      to: letter.to,
      messages: [text(wordsOf(letter))],
      onlyFor: consoleRoles,
    }))

function wordsOf({ language, reader: { name, id }, opensOn }: ReaderLetter): string {
  if (opensOn === undefined) return say(language, 'readerLetter.added', { name, fingerprint: id })
  const day = dayTitle(opensOn, language)
  return say(language, 'readerLetter.waits', { name, fingerprint: id, day })
}
