// The anonymous form: its page, and the few things its script asks the server for. A report comes sealed, in pieces that may
// each be sent again; what is not finished is gone with its pass.
import type { Router } from 'express'
import type { Cases } from '../../../features/cases/cases-feature.js'
import { mostSealedBytes } from '../../../features/cases/filing/case-uploads-rules.js'
import { sentByReporter } from '../../../features/cases/reporter/case-reporter-rules.js'
import type { Room } from '../../../features/space/space-rules.js'
import type { ProofOfWork } from '../../../security/reports/proof-of-work.js'
import type { PassHolder, ReporterPasses } from '../../../security/reports/reporter-pass.js'
import { exactRouter } from '../../server/exact-router.js'
import { beginAsked, nothing, sendAsked, vaultId } from '../shared/reporter-schemas.js'
import type { AddressLimits } from './address-limits.js'
import { createDoor, type DoorAnswer } from './reporter-door.js'

export interface ReporterWeb {
  readonly cases: Pick<Cases, 'uploads' | 'space' | 'webReports' | 'receipts' | 'reporter'>
  readonly proofOfWork: ProofOfWork
  readonly passes: ReporterPasses
  readonly limits: AddressLimits
}

export function createReportRoutes({ cases, proofOfWork, passes, limits }: ReporterWeb): Router {
  const router = exactRouter()
  const door = createDoor(router, { limits, passes, space: cases.space })

  door.open('/report/api/puzzle', {
    counts: 'visits',
    schema: nothing,
    answer: async () => ({ ok: true, body: await proofOfWork.puzzle('report') }),
  })
  door.open('/report/api/begin', {
    counts: 'reports',
    schema: beginAsked,
    async answer({ kind, publicKey, solved, goesOn }) {
      if (!(await proofOfWork.accepts('report', solved, publicKey))) return { ok: false, why: 'puzzleWrong' }
      const recipients = await cases.webReports.recipients(kind)
      if (recipients.length === 0) return { ok: false, why: 'noRecipient' }
      const begun = goesOn === undefined ? undefined : passes.readEnded('report', goesOn)
      // One puzzle, one case, however often its answer is sent; and nobody chooses the name of a case.
      const caseId =
        begun?.publicKey === publicKey
          ? begun.caseId
          : cases.webReports.nameFor(`${solved.challenge} ${publicKey}`)
      const marks = await cases.webReports.marks()
      const pass = passes.issue('report', { caseId, publicKey })
      return { ok: true, body: { pass, caseId, recipients, marks } }
    },
  })
  door.bytes('/report/api/upload', {
    use: 'report',
    counts: 'files',
    most: mostUpload,
    answer: (bytes, holder, room) => takeUpload(cases.uploads, bytes, holder, room),
  })
  door.withPass('/report/api/send', {
    use: 'report',
    counts: 'visits',
    schema: sendAsked,
    async answer(report, { caseId, publicKey }) {
      if (report.reporter.publicKey !== publicKey) return { ok: false, why: 'badRequest' }
      return cases.webReports.file({ caseId, ...report })
    },
  })
  return router
}

const idLength = 26
export const mostUpload = mostSealedBytes + idLength

/** The file's random name in 26 characters, then its sealed bytes: a name in the address would be in a proxy's log. */
export async function takeUpload(
  uploads: Cases['uploads'],
  bytes: Uint8Array,
  holder: PassHolder,
  room: Room,
): Promise<DoorAnswer> {
  const id = vaultId.safeParse(Buffer.from(bytes.subarray(0, idLength)).toString('latin1'))
  if (!id.success) return { ok: false, why: 'badRequest' }
  const file = { id: id.data, sealed: bytes.subarray(idLength), until: new Date(holder.until) }
  const taken = await uploads.take(file, sentByReporter(holder), room)
  if (taken.ok) return taken
  switch (taken.why) {
    case 'tooLarge':
      return { ok: false, why: 'tooLarge' }
    case 'tooMany':
      return { ok: false, why: 'tooManyFiles' }
    case 'empty':
      return { ok: false, why: 'badRequest' }
  }
}
