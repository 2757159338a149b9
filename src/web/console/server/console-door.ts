// The one way into the console. Each route is looked up in the access matrix: who is signed in, how far, with which role,
// and how they stand to the case; every change must carry the page's own token. Only then its handler runs, and only from here
// it has a case: what changes one takes no id that is a mere string (known-case).
import { timingSafeEqual } from 'node:crypto'
import express, { type Request, type RequestHandler, type Response, type Router } from 'express'
import type { KnownCase } from '../../../features/cases/known-case.js'
import type { CaseOfficer } from '../../../features/cases/officer/case-officer-rules.js'
import type { Standing } from '../../../features/cases/officer/case-standing-rules.js'
import type { Visitor } from '../../../features/console/sign-in-rules.js'
import { type Language, languages } from '../../../i18n/texts.js'
import { sendProblem } from '../../pages/problem-page.js'
import { exactRouter } from '../../server/exact-router.js'
import { accessMatrix, type ConsoleRoute, mayPass, type OpenRoute } from './access-matrix.js'
import type { ConsoleCookie } from './console-cookie.js'

export interface Entered {
  readonly request: Request
  readonly response: Response
  readonly visitor: Visitor
  /** Their approved key; absent: they can read no case. */
  readonly reader?: string
}

export interface EnteredCase extends Entered {
  readonly caseId: KnownCase
  readonly officer: CaseOfficer
  readonly relation: 'assigned' | 'recipient'
}

type CaseRoute = Extract<ConsoleRoute, `${string}/:caseId${string}`>
type Handler<E> = (entered: E) => Promise<void> | void

export interface ConsoleDoor {
  readonly router: Router
  open(route: OpenRoute, handler: (request: Request, response: Response) => Promise<void> | void): void
  on(route: Exclude<ConsoleRoute, CaseRoute | OpenRoute>, handler: Handler<Entered>): void
  onCase(route: CaseRoute, handler: Handler<EnteredCase>): void
}

export interface DoorDeps {
  readonly agencyName: { readonly th: string; readonly en: string }
  readonly cookie: ConsoleCookie
  readonly visitorOf: (token: string, language?: Language) => Promise<Visitor | undefined>
  readonly readerOf: (account: string) => Promise<string | undefined>
  readonly standingOf: (caseId: string, reader: string | undefined) => Promise<Standing>
}

/** Of a request that does not come from our own page. */
const fromElsewhere = (request: Request): boolean => {
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

export function createConsoleDoor({ agencyName, ...deps }: DoorDeps): ConsoleDoor {
  const router = exactRouter()
  const json = express.json({ limit: '2mb' })

  router.use('/console', (_request, response, next) => {
    response.set('cache-control', 'no-store')
    next()
  })

  function add(route: ConsoleRoute, ...handlers: RequestHandler[]): void {
    const [method = '', path = ''] = route.split(' ')
    // Sealed files are read by whoever has room for them.
    const parser = method === 'GET' ? [] : [json]
    const [guard, ...rest] = handlers
    const all = guard && rest.length > 0 ? [guard, ...parser, ...rest] : [...parser, ...handlers]
    if (method === 'GET') router.get(path, ...all)
    else if (method === 'PUT') router.put(path, ...all)
    else router.post(path, ...all)
  }

  function turnAway(
    route: ConsoleRoute,
    request: Request,
    response: Response,
    status: 401 | 403,
    why: string,
    page?: string,
  ): undefined {
    if (page !== undefined && route.startsWith('GET /console') && !route.includes('/api/'))
      response.redirect(302, page)
    else sendProblem(request, response, status, agencyName, why)
    return undefined
  }

  async function enter(route: ConsoleRoute, request: Request, response: Response) {
    const row = accessMatrix[route]
    const isChange = !route.startsWith('GET ')
    const token = deps.cookie.read(request)
    const asked = languages.find((language) => language === request.query.lang)
    const visitor = token === undefined ? undefined : await deps.visitorOf(token, asked)
    if (!visitor) return turnAway(route, request, response, 401, 'signedOut', '/console/sign-in')
    if (row.stage === 'full' && !visitor.passed)
      return turnAway(route, request, response, 401, 'secondFactor', '/console/second-factor')
    if (isChange && (fromElsewhere(request) || !isSame(request.get('x-change-token'), visitor.changeToken)))
      return turnAway(route, request, response, 403, 'changeToken')
    if (!mayPass({ stage: row.stage, roles: row.roles }, visitor.roles))
      return turnAway(route, request, response, 403, 'notAllowed')
    const reader = row.stage === 'full' ? await deps.readerOf(visitor.key) : undefined
    return { request, response, visitor, ...(reader !== undefined && { reader }) }
  }

  return {
    router,
    open(route, handler) {
      add(route, async (request, response) => {
        if (fromElsewhere(request) && !route.startsWith('GET ')) return void response.status(403).end()
        await handler(request, response)
      })
    },
    on(route, handler) {
      add(
        route,
        async (request, response, next) => {
          const entered = await enter(route, request, response)
          if (!entered) return
          response.locals.entered = entered
          next()
        },
        async (_request, response) => handler(response.locals.entered),
      )
    },
    onCase(route, handler) {
      add(
        route,
        async (request, response, next) => {
          const entered = await enter(route, request, response)
          if (!entered) return
          const { visitor } = entered
          const standing = await deps.standingOf(String(request.params.caseId), entered.reader)
          if (!standing.isThere) return void sendProblem(request, response, 404, agencyName, 'notThere')
          const { caseId, relation, reader } = standing
          if (!mayPass(accessMatrix[route], visitor.roles, relation))
            return void sendProblem(request, response, 403, agencyName, 'notAssigned')
          const officer = { reader, who: visitor.who }
          response.locals.entered = { ...entered, caseId, relation, officer } satisfies EnteredCase
          next()
        },
        async (_request, response) => handler(response.locals.entered),
      )
    },
  }
}

function isSame(given: string | undefined, expected: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}
