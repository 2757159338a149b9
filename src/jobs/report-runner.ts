// Makes files that were asked for, one after the other, hands each over by a link that expires, and tells whoever asked. A failure
// is logged and tried again; the letter's id names the request, so that a file made twice is told once.
import type { Outbox } from '../delivery/outbox.js'
import type { Ita } from '../features/ita/ita-feature.js'
import { type Log, problemOf } from '../log.js'

/** Keeps the bytes for a while and says under which address. */
export type HandOver = (file: {
  readonly name: string
  readonly bytes: Buffer
}) => Promise<{ readonly url: string; readonly until: Date }>

export function createReportRunner({
  ita: { making, messages },
  handOver,
  outbox,
  log,
}: {
  readonly ita: Pick<Ita, 'making' | 'messages'>
  readonly handOver: HandOver
  readonly outbox: Pick<Outbox, 'post'>
  readonly log: Log
}): (stopping: () => boolean) => Promise<number> {
  return async (stopping) => {
    let count = 0
    while (!stopping()) {
      const next = await making.claim()
      if (!next) break
      const { request, state } = next
      const id = `report/${request.id}/${state}`
      if (state === 'failed') {
        await outbox.post([{ id, to: request.to, messages: messages.failedMessages(request) }], {
          sendNow: false,
        })
        continue
      }
      try {
        const made = await making.make(request.asked, request.language)
        const link = await handOver({ name: made.name, bytes: made.bytes })
        const words = messages.doneMessages(request, made, link)
        await outbox.post([{ id, to: request.to, messages: words }], { sendNow: false })
        await making.done(request.id)
        count += 1
      } catch (error) {
        // Claimed again when its lease ends; the third failure is told.
        log.error('report failed', problemOf(error))
      }
    }
    return count
  }
}
