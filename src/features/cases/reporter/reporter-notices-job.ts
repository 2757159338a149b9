// Posts the notices to reporters whose minute has come. A crash between posting and noting it posts the same ids again, which
// the post room knows.

import type { Outbox } from '../../../delivery/outbox/outbox.js'
import type { Letter } from '../../../delivery/outbox/outbox-letter.js'
import type { Clock } from '../../../operation/clock.js'

type NoticesDue = (now: Date) => Promise<{ letters: readonly Letter[]; posted: () => Promise<void> }>

export function createReporterNotices(
  due: NoticesDue,
  outbox: Pick<Outbox, 'post'>,
  clock: Clock,
): () => Promise<number> {
  return async () => {
    const { letters, posted } = await due(clock())
    await outbox.post(letters, { sendNow: false })
    await posted()
    return letters.length
  }
}
