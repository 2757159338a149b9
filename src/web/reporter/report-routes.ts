// The anonymous form: its page, and the few things its script asks the server for. A report comes sealed, in pieces that may
// each be sent again; what is not finished is gone within two days.
import { Router } from 'express'
import { mostSealedBytes } from '../../features/cases/case-uploads-rules.js'
import type { Cases } from '../../features/cases/cases-feature.js'
import type { ProofOfWork } from '../../security/proof-of-work.js'
import type { PassHolder, ReporterPasses } from '../../security/reporter-pass.js'
import type { AddressLimits } from './address-limits.js'
import { createDoor, type DoorAnswer } from './reporter-door.js'
import { beginAsked, nothing, sendAsked, vaultId } from './reporter-schemas.js'

export interface ReporterWeb {
  readonly cases: Pick<Cases, 'uploads' | 'webReports' | 'receipts' | 'reporter'>
  readonly proofOfWork: ProofOfWork
  readonly passes: ReporterPasses
  readonly limits: AddressLimits
}

export function createReportRoutes({ cases, proofOfWork, passes, limits }: ReporterWeb): Router {
  const router = Router()
  const door = createDoor(router, { limits, passes })

  door.open('/report/api/puzzle', {
    counts: 'visits',
    schema: nothing,
    answer: async () => ({ ok: true, body: await proofOfWork.puzzle('report') }),
  })
  door.open('/report/api/begin', {
    counts: 'reports',
    schema: beginAsked,
    async answer({ caseId, kind, publicKey, solved }) {
      if (!(await proofOfWork.accepts('report', solved, caseId))) return { ok: false, why: 'puzzleWrong' }
      const recipients = await cases.webReports.recipients(kind)
      if (recipients.length === 0) return { ok: false, why: 'noRecipient' }
      const marks = await cases.webReports.marks()
      return { ok: true, body: { pass: passes.issue('report', { caseId, publicKey }), recipients, marks } }
    },
  })
  door.bytes('/report/api/upload', {
    use: 'report',
    counts: 'files',
    most: mostUpload,
    answer: (bytes, holder) => takeUpload(cases.uploads, bytes, holder),
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
  { caseId }: PassHolder,
): Promise<DoorAnswer> {
  const id = vaultId.safeParse(Buffer.from(bytes.subarray(0, idLength)).toString('latin1'))
  if (!id.success) return { ok: false, why: 'badRequest' }
  const taken = await uploads.take({ id: id.data, caseId, sealed: bytes.subarray(idLength) })
  if (taken.ok) return taken
  switch (taken.why) {
    case 'tooLarge':
      return { ok: false, why: 'tooLarge' }
    case 'tooMany':
      return { ok: false, why: 'tooManyFiles' }
    case 'empty':
    case 'otherCase':
      return { ok: false, why: 'badRequest' }
  }
}
