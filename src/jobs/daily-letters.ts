// Posts what a feature has to say by itself today, on every channel. The letters' ids name what they say: however often the job
// runs, each is sent once.

import type { Outbox } from '../delivery/outbox/outbox.js'
import type { Letter } from '../delivery/outbox/outbox-letter.js'
import { type Day, dayInBangkok } from '../i18n/calendar/bangkok-time.js'
import type { Clock } from '../operation/clock.js'

type LettersOf = (today: Day, channel: string) => Promise<readonly Letter[]>

export function createDailyLetters({
  channels,
  outbox,
  clock,
}: {
  readonly channels: readonly { readonly name: string }[]
  readonly outbox: Pick<Outbox, 'post'>
  readonly clock: Clock
}): (lettersOf: LettersOf) => Promise<number> {
  return async (lettersOf) => {
    const today = dayInBangkok(clock())
    let count = 0
    for (const { name } of channels) {
      const due = await lettersOf(today, name)
      await outbox.post(
        due.map((letter) => ({ ...letter, id: `job/${letter.id}` })),
        { sendNow: false },
      )
      count += due.length
    }
    return count
  }
}
