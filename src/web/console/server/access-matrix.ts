// Who may do what in the console, as one table: roles × routes × relation to the case. Every route goes through it, a route
// without a row does not compile, and a test walks through every cell.
import type { CaseRelation } from '../../../features/cases/officer/case-standing-rules.js'
import { keyRoles } from '../../../features/console/sign-in-rules.js'
import { hasAnyRole, type Role } from '../../../security/roles.js'

export interface Access {
  /** `open`: before anybody is known; `begun`: the link was used; `full`: the second factor was shown. */
  readonly stage: 'open' | 'begun' | 'full'
  readonly roles: readonly Role[]
  /** Only for routes of one case. For every other relation the case is not there. */
  readonly relations?: readonly CaseRelation[]
}

const everybody: readonly Role[] = ['officer', 'ethics', 'executive', 'admin']
const keyHolders: readonly Role[] = keyRoles
const managers: readonly Role[] = ['ethics', 'admin']
const admins: readonly Role[] = ['admin']
const overseers: readonly Role[] = ['executive', 'admin']
const publishers: readonly Role[] = ['ethics', 'executive', 'admin']

const open: Access = { stage: 'open', roles: everybody }
const begun: Access = { stage: 'begun', roles: everybody }
const full = (roles: readonly Role[]): Access => ({ stage: 'full', roles })
/** Whoever can read it. */
const reading: Access = { stage: 'full', roles: keyHolders, relations: ['assigned', 'recipient'] }
/** Whoever has taken it on: one hand answers the reporter. */
const handling: Access = { stage: 'full', roles: keyHolders, relations: ['assigned'] }

export const accessMatrix = {
  'GET /console': full(everybody),
  'GET /console/sign-in': open,
  'POST /console/api/sign-in': open,
  'GET /console/second-factor': begun,
  'POST /console/api/second-factor': begun,
  'POST /console/api/second-factor/passkey-options': begun,
  'POST /console/api/second-factor/passkey': begun,
  'POST /console/api/sign-out': begun,
  'GET /console/api/sessions': full(everybody),
  'POST /console/api/sign-out-everywhere': begun,

  'GET /console/passkeys': full(everybody),
  'POST /console/api/passkeys/options': full(everybody),
  'POST /console/api/passkeys': full(everybody),
  'POST /console/api/passkeys/:passkeyId/removal': full(everybody),

  'GET /console/key': full(keyHolders),
  'POST /console/api/keys': full(keyHolders),
  'POST /console/api/keys/challenge': full(keyHolders),
  'POST /console/api/keys/take-over': full(keyHolders),
  'POST /console/api/keys/tab-secret': full(keyHolders),
  'PUT /console/api/keys/own': full(keyHolders),

  'GET /console/cases': full(keyHolders),
  'GET /console/cases/:caseId': reading,
  'GET /console/api/cases/:caseId': reading,
  'GET /console/api/cases/:caseId/attachments/:id': reading,
  'POST /console/api/cases/:caseId/exports': reading,
  'POST /console/api/cases/:caseId/notes': reading,
  'POST /console/api/cases/:caseId/assignment': reading,
  'POST /console/api/cases/:caseId/keys': reading,
  'PUT /console/api/cases/:caseId/uploads/:id': handling,
  'POST /console/api/cases/:caseId/replies': handling,
  'POST /console/api/cases/:caseId/redactions': handling,
  'POST /console/api/cases/:caseId/status': handling,
  'POST /console/api/cases/:caseId/category': handling,
  'POST /console/api/cases/:caseId/unit': handling,
  'POST /console/api/cases/:caseId/extension': handling,
  'POST /console/api/cases/:caseId/work': handling,
  'POST /console/api/cases/:caseId/notices/:noticeId/ring': handling,
  'POST /console/api/cases/:caseId/notices/:noticeId/closed': handling,
  'POST /console/api/cases/:caseId/mutes/:muteId': handling,

  'GET /console/entry': full(keyHolders),
  'GET /console/api/readers': full(keyHolders),
  'POST /console/api/entries/begun': full(keyHolders),
  'PUT /console/api/uploads/:newCaseId/:id': full(keyHolders),
  'POST /console/api/entries': full(keyHolders),

  'GET /console/officers': full(keyHolders),
  'GET /console/api/officers/:recipientId/closed': full(keyHolders),
  // Rules let only who reads approve or send away; the role alone is not enough.
  'POST /console/api/officers/:recipientId/approval': full(keyHolders),
  'POST /console/api/officers/:recipientId/withdrawal': full(keyHolders),
  'POST /console/api/officers/:recipientId/removal': full(managers),
  'POST /console/api/officers/:recipientId/scope': full(managers),
  'POST /console/api/officers/:recipientId/sign-out': full(admins),
  'POST /console/api/officers/:recipientId/second-factor-reset': full(admins),

  'GET /console/roles': full(admins),
  'POST /console/api/roles/:mark/:role/end': full(admins),
  'POST /console/api/invitations/:mark/withdrawal': full(admins),
  'POST /console/api/groups/:mark/end': full(admins),

  'GET /console/overview': full(everybody),
  'GET /console/campaigns': full(publishers),
  'POST /console/api/campaigns/:campaignId/:control': full(managers),
  'GET /console/audit': full(overseers),
  'GET /console/settings': full(admins),
  'POST /console/api/settings': full(admins),
} as const satisfies Readonly<Record<string, Access>>

export type ConsoleRoute = keyof typeof accessMatrix
export type OpenRoute = 'GET /console/sign-in' | 'POST /console/api/sign-in'

/** Whether this role, with this relation where the route is of one case, passes the row. */
export function mayPass(row: Access, roles: readonly Role[], relation?: CaseRelation): boolean {
  if (!hasAnyRole(roles, row.roles)) return false
  return !row.relations || (relation !== undefined && row.relations.includes(relation))
}

/** Whoever was left out is as far from a case as whoever never had it, and must not see the difference. */
export const isClosed = (relation: CaseRelation): boolean => relation === 'none' || relation === 'leftOut'
