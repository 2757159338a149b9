// What an officer's browser can do to the source of a case without learning who it is: ring, end the ringing after the case,
// mute for a day. The names come out of the sealed case and count with that case alone; whether anything is behind them is told
// to nobody.
import { z } from 'zod'
import type { NoticeRules } from '../../../../features/cases/reporter/notice-rules.js'
import type { TipLimitsRules } from '../../../../features/tips/tip-limits-rules.js'
import type { ConsoleDoor } from '../console-door.js'

const name = z.string().max(64)

export function addSourceRoutes(
  door: ConsoleDoor,
  {
    notices,
    limits,
  }: {
    readonly notices: Pick<NoticeRules, 'ring' | 'caseClosed'>
    readonly limits: Pick<TipLimitsRules, 'mute'>
  },
): void {
  door.onCase(
    'POST /console/api/cases/:caseId/notices/:noticeId/ring',
    async ({ request, response, caseId }) => {
      const read = name.safeParse(request.params.noticeId)
      if (read.success) await notices.ring(caseId, read.data)
      response.json({ ok: true })
    },
  )
  door.onCase(
    'POST /console/api/cases/:caseId/notices/:noticeId/closed',
    async ({ request, response, caseId }) => {
      const read = name.safeParse(request.params.noticeId)
      if (read.success) await notices.caseClosed(caseId, read.data)
      response.json({ ok: true })
    },
  )
  door.onCase('POST /console/api/cases/:caseId/mutes/:muteId', async ({ request, response, caseId }) => {
    const read = name.safeParse(request.params.muteId)
    if (read.success) await limits.mute(caseId, read.data)
    response.json({ ok: true })
  })
}
