// The console, joined: one door, and behind it a file for each group of pages.

import type { Router } from 'express'
import type { Clock } from '../../clock.js'
import type { Features } from '../../features/index.js'
import type { Audit } from '../../security/audit.js'
import { addAuditRoutes } from './audit-routes.js'
import { addCampaignsRoutes } from './campaigns-routes.js'
import { addCaseListRoutes } from './case-list-routes.js'
import { addCaseRoutes } from './case-routes.js'
import { createConsoleCookie } from './console-cookie.js'
import { createConsoleDoor } from './console-door.js'
import { createConsoleFrame } from './console-frame.js'
import { addEntryRoutes } from './entry-routes.js'
import { addKeyRoutes } from './key-routes.js'
import { addOfficersRoutes } from './officers-routes.js'
import { addOverviewRoutes } from './overview-routes.js'
import { addSettingsRoutes } from './settings-routes.js'
import { addSignInRoutes } from './sign-in-routes.js'
import { addSourceRoutes } from './source-routes.js'

export interface ConsoleRouteDeps {
  readonly features: Pick<
    Features,
    'console' | 'cases' | 'recipients' | 'campaigns' | 'people' | 'settings' | 'tips'
  >
  readonly audit: Audit
  readonly clock: Clock
  readonly publicUrl: string
  readonly agencyName: { readonly th: string; readonly en: string }
}

export function createConsoleRoutes({
  features,
  audit,
  clock,
  publicUrl,
  agencyName,
}: ConsoleRouteDeps): Router {
  const { cases, recipients, campaigns, people, settings, tips } = features
  const { signIn, keys, scopes } = features.console
  const cookie = createConsoleCookie(publicUrl)
  const door = createConsoleDoor({
    cookie,
    visitorOf: signIn.visitor,
    readerOf: keys.readerOf,
    relationOf: cases.officer.relation,
  })
  const frame = createConsoleFrame(agencyName)
  const shared = { frame, keys, recipients, audit, clock, officer: cases.officer, desk: cases.desk }
  addSignInRoutes(door, { signIn, cookie, frame, agencyName })
  addKeyRoutes(door, shared)
  addCaseListRoutes(door, shared)
  addCaseRoutes(door, { ...shared, uploads: cases.uploads })
  addSourceRoutes(door, { notices: cases.notices, limits: tips.rules.limits })
  addEntryRoutes(door, { ...shared, ...cases })
  addOfficersRoutes(door, { ...shared, signIn, scopes, readers: cases.readers })
  addOverviewRoutes(door, shared)
  addCampaignsRoutes(door, { ...shared, rules: campaigns.rules, links: campaigns.links })
  addAuditRoutes(door, { ...shared, people: people.rules })
  addSettingsRoutes(door, { ...shared, settings: settings.rules })
  return door.router
}
