// The console, joined: one door, and behind it a file for each group of pages.

import type { Router } from 'express'
import type { Features } from '../../../features/index.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { Keyring } from '../../../security/keyring.js'
import type { SharedCounts } from '../../../security/reports/shared-counts.js'
import { addAuditRoutes } from './audit-routes.js'
import { addCampaignsRoutes } from './campaigns-routes.js'
import { addCaseListRoutes } from './cases/case-list-routes.js'
import { addCaseRoutes } from './cases/case-routes.js'
import { createEntryPasses } from './cases/entry-pass.js'
import { addEntryRoutes } from './cases/entry-routes.js'
import { addSourceRoutes } from './cases/source-routes.js'
import { createConsoleCookie } from './console-cookie.js'
import { createConsoleDoor } from './console-door.js'
import { createConsoleFrame } from './console-frame.js'
import { addKeyRoutes } from './officers/key-routes.js'
import { addOfficersRoutes } from './officers/officers-routes.js'
import { addPasskeysRoutes } from './officers/passkeys-routes.js'
import { addRolesRoutes } from './officers/roles-routes.js'
import { addSignInRoutes } from './officers/sign-in-routes.js'
import { addOverviewRoutes } from './overview-routes.js'
import { addSettingsRoutes } from './settings-routes.js'

export interface ConsoleRouteDeps {
  readonly features: Pick<
    Features,
    'console' | 'cases' | 'recipients' | 'campaigns' | 'people' | 'settings' | 'space' | 'tips' | 'roles'
  >
  readonly audit: Audit
  readonly keyring: Pick<Keyring, 'seal' | 'open'>
  readonly counts: Pick<SharedCounts, 'spend'>
  readonly clock: Clock
  readonly publicUrl: string
  readonly assetsKey?: Uint8Array
  readonly agencyName: { readonly th: string; readonly en: string }
}

export function createConsoleRoutes({
  features,
  audit,
  clock,
  publicUrl,
  assetsKey,
  agencyName,
  keyring,
  counts,
}: ConsoleRouteDeps): Router {
  const { cases, recipients, campaigns, people, settings, tips, roles } = features
  const { signIn, passkeys, keys, scopes, readsKinds } = features.console
  const cookie = createConsoleCookie(publicUrl)
  const door = createConsoleDoor({
    agencyName,
    cookie,
    visitorOf: signIn.visitor,
    readerOf: keys.readerOf,
    standingOf: cases.officer.standing,
  })
  const frame = createConsoleFrame(agencyName)
  const shared = {
    frame,
    keys,
    recipients,
    audit,
    clock,
    officer: cases.officer,
    desk: cases.desk,
    space: cases.space,
  }
  addSignInRoutes(door, { signIn, passkeys, cookie, frame, agencyName })
  addPasskeysRoutes(door, { passkeys, cookie, frame })
  addKeyRoutes(door, { ...shared, signIn, cookie, agencyName })
  addCaseListRoutes(door, shared)
  addCaseRoutes(door, shared)
  addSourceRoutes(door, { notices: cases.notices, limits: tips.rules.limits })
  addEntryRoutes(door, { ...shared, ...cases, passes: createEntryPasses({ keyring, counts, clock }) })
  addOfficersRoutes(door, {
    ...shared,
    signIn,
    scopes,
    readers: cases.readers,
    ...(assetsKey && { assetsKey }),
  })
  addRolesRoutes(door, { frame, roles: roles.rules })
  addOverviewRoutes(door, {
    ...shared,
    figures: cases.figures,
    room: features.space.rules.figures,
    readsKinds,
  })
  addCampaignsRoutes(door, { ...shared, rules: campaigns.rules, links: campaigns.links })
  addAuditRoutes(door, { ...shared, people: people.rules })
  addSettingsRoutes(door, { ...shared, settings: settings.rules })
  return door.router
}
