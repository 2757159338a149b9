// What administrators read of room for files, and what they can do. Nothing of a case, an address or a moment.
import type { Outgoing } from '../../conversation/turn.js'
import type { Day } from '../../i18n/calendar/thai-calendar.js'
import { text } from '../../line/message-builders.js'
import type { SpaceLetter } from './space-letters-rules.js'
import { say, spaceNumbers } from './space-words.js'

export const createSpaceLetters =
  (lettersDue: (today: Day, channel: string) => Promise<SpaceLetter[]>) =>
  async (today: Day, channel: string): Promise<Outgoing[]> =>
    (await lettersDue(today, channel)).map((letter) => ({
      id: letter.id,
      to: letter.to,
      messages: [text(wordsOf(letter))],
      onlyFor: ['admin'],
    }))

function wordsOf({ language, about, figure, asOf }: SpaceLetter): string {
  const numbers = spaceNumbers(language, about, { asOf, all: figure, day: figure })
  const state = figure.state === 'full' ? 'full' : 'near'
  return [say(language, `letter.${about}.${state}`, numbers), say(language, 'letter.words')].join('\n')
}
