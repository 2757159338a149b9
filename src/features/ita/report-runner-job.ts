// Makes files that were asked for, one after the other, hands each over by a link that expires, and tells whoever asked. A failure
// is logged and tried again; the letter's id names the request, so that a file made twice is told once.
import type { Outbox } from '../../delivery/outbox/outbox.js'
import { type Log, problemOf } from '../../operation/log.js'
import type { ChatAddress } from '../../security/chat-address.js'
import type { HandedFiles } from '../../security/handed-files.js'
import { hasAnyRole, type Role } from '../../security/roles.js'
import type { Ita } from './ita-feature.js'
import { reportReaders } from './report/report-making-rules.js'

export function createReportRunner({
  ita: { making, messages },
  files,
  outbox,
  log,
  rolesOf,
}: {
  readonly ita: Pick<Ita, 'making' | 'messages'>
  readonly files: Pick<HandedFiles, 'hand' | 'withdraw'>
  readonly outbox: Pick<Outbox, 'post'>
  readonly log: Log
  /** At this moment: making takes long. */
  readonly rolesOf: (account: ChatAddress) => Promise<readonly Role[]>
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
        // Asked when the file is there: whoever loses the role later loses it with the other files.
        const roles = await rolesOf(request.to)
        if (!hasAnyRole(roles, reportReaders)) {
          await files.withdraw([request.by])
          await making.done(request.id)
          continue
        }
        const words = messages.doneMessages(request, made, { url, until: expiresAt })
        await outbox.post([{ id, to: request.to, messages: words, onlyFor: reportReaders }], {
          sendNow: false,
        })
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
