// Everything a reporter's browser meets, joined: three pages and their routes, one proof of work, one set of limits.

import type { Router } from 'express'
import type { Cases } from '../../../features/cases/cases-feature.js'
import type { SettingsRules } from '../../../features/settings/settings-rules.js'
import type { Clock } from '../../../operation/clock.js'
import type { Keyring } from '../../../security/keyring.js'
import { createProofOfWork } from '../../../security/reports/proof-of-work.js'
import { createReceiptGuesses } from '../../../security/reports/receipt-guesses.js'
import { createReporterPasses } from '../../../security/reports/reporter-pass.js'
import type { SharedCounts } from '../../../security/reports/shared-counts.js'
import { exactRouter } from '../../server/exact-router.js'
import { createAddressLimits } from './address-limits.js'
import { createCaseRoutes } from './case-routes.js'
import { createReceiptRoutes } from './receipt-routes.js'
import { createReportRoutes } from './report-routes.js'
import { createReporterPages } from './reporter-page.js'

export function createReporterWeb({
  features: { cases, settings },
  counts,
  keyring,
  clock,
  agencyName,
}: {
  readonly counts: SharedCounts
  readonly features: {
    readonly cases: Cases
    readonly settings: { readonly rules: Pick<SettingsRules, 'get'> }
  }
  readonly keyring: Keyring
  readonly clock: Clock
  readonly agencyName: { readonly th: string; readonly en: string }
}): Router {
  const shared = {
    cases,
    proofOfWork: createProofOfWork(keyring, clock, counts),
    passes: createReporterPasses(keyring, clock),
    limits: createAddressLimits(counts),
  }
  const router = exactRouter()
  router.use(
    createReporterPages({
      agencyName,
      open: cases.webReports.openKinds,
      settings: settings.rules.get,
    }),
    createReportRoutes(shared),
    createReceiptRoutes(shared),
    createCaseRoutes({ ...shared, guesses: createReceiptGuesses(counts), clock }),
  )
  return router
}
