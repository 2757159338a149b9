// Makes files that were asked for, one after the other, hands each over by a link that expires, and tells whoever asked. A failure
// is logged and tried again; the letter's id names the request, so that a file made twice is told once.
import type { Outbox } from '../delivery/outbox.js'
import type { Ita } from '../features/ita/ita-feature.js'
import { type Log, problemOf } from '../log.js'
import type { HandedFiles } from '../security/handed-files.js'

export function createReportRunner({
  ita: { making, messages },
  files,
  outbox,
  log,
}: {
  readonly ita: Pick<Ita, 'making' | 'messages'>
  readonly files: Pick<HandedFiles, 'hand'>
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
        const { url, expiresAt } = await files.hand({
          name: made.name,
          mime: 'application/zip',
          bytes: made.bytes,
          madeFor: { who: request.by, what: `report ${request.asked.kind}` },
        })
        const words = messages.doneMessages(request, made, { url, until: expiresAt })
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
