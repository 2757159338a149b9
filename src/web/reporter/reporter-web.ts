// Everything a reporter's browser meets, joined: three pages and their routes, one proof of work, one set of limits.
import { Router } from 'express'
import type { Clock } from '../../clock.js'
import type { Cases } from '../../features/cases/cases-feature.js'
import type { Keyring } from '../../security/keyring.js'
import { createProofOfWork } from '../../security/proof-of-work.js'
import { createReceiptGuesses } from '../../security/receipt-guesses.js'
import { createReporterPasses } from '../../security/reporter-pass.js'
import { createAddressLimits } from './address-limits.js'
import { createCaseRoutes } from './case-routes.js'
import { createReceiptRoutes } from './receipt-routes.js'
import { createReportRoutes } from './report-routes.js'
import { createReporterPages } from './reporter-page.js'

export function createReporterWeb({
  cases,
  keyring,
  clock,
  agencyName,
  answerDays,
}: {
  readonly cases: Cases
  readonly keyring: Keyring
  readonly clock: Clock
  readonly agencyName: { readonly th: string; readonly en: string }
  readonly answerDays: () => Promise<number>
}): Router {
  const shared = {
    cases,
    proofOfWork: createProofOfWork(keyring, clock),
    passes: createReporterPasses(keyring, clock),
    limits: createAddressLimits(clock),
  }
  const router = Router()
  router.use(
    createReporterPages({
      agencyName,
      answerDays,
      fingerprints: async () => (await cases.webReports.recipients()).map(({ id }) => id),
    }),
    createReportRoutes(shared),
    createReceiptRoutes(shared),
    createCaseRoutes({ ...shared, guesses: createReceiptGuesses(clock), clock }),
  )
  return router
}
