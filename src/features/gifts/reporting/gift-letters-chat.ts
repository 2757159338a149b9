// What the daily job sends about gifts, in words. A digest names a number and nothing else: not whose gift it is, nor its value.
import type { Outgoing } from '../../../conversation/turn.js'
import type { Day } from '../../../i18n/calendar/bangkok-time.js'
import { dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import { text } from '../../../line/message-builders.js'
import { say } from '../gifts-words.js'
import { type GiftLetter, type LettersDue, registerKeepers } from './gift-letters-rules.js'

export type GiftLetters = (today: Day, channel: string) => Promise<Outgoing[]>

export const createGiftLetters =
  (lettersDue: LettersDue): GiftLetters =>
  async (today, channel) =>
    (await lettersDue(today, channel)).map((letter) => ({
      id: letter.id,
      to: letter.to,
      messages: [text(wordsOf(letter))],
      ...(letter.kind === 'digest' && { onlyFor: registerKeepers }),
    }))

function wordsOf(letter: GiftLetter): string {
  const { language } = letter
  switch (letter.kind) {
    case 'digest':
      return say(language, 'digest', { number: letter.count })
    case 'dueIn7':
    case 'dueIn1':
      return say(language, `reminder.${letter.kind}`, {
        due: dayTitle(letter.dueOn, language),
        received: dayTitle(letter.receivedOn, language),
      })
  }
}
