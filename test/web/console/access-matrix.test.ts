// The access matrix, cell by cell and through the door: roles × routes × relation to the case. What the table says is what
// HTTP answers; a route without a row, or a row without a route, is found here.

import { expect } from 'chai'
import { knownCase } from '../../../src/features/cases/known-case.js'
import { type CaseRelation, caseRelations } from '../../../src/features/cases/officer/case-standing-rules.js'
import { consoleRoles } from '../../../src/features/console/sign-in-rules.js'
import { createSharedCounts } from '../../../src/security/reports/shared-counts.js'
import { type Access, accessMatrix, mayPass } from '../../../src/web/console/server/access-matrix.js'
import { createConsoleRoutes } from '../../../src/web/console/server/console-routes.js'
import { type ConsoleWorld, openConsoleWorld, type Session } from './console-world.js'

const routes = Object.entries(accessMatrix) as [keyof typeof accessMatrix, Access][]

describe('The access matrix of the console', () => {
  let world: ConsoleWorld
  before(async () => {
    world = await openConsoleWorld()
  })
  after(() => world.stop())

  it('When a route is registered, then it has a row, and each row has its route', () => {
    const router = createConsoleRoutes({
      features: world.product.features,
      audit: world.product.deps.audit,
      keyring: world.product.deps.keyring,
      counts: createSharedCounts(world.connection, world.product.deps.keyring, world.now),
      clock: world.now,
      publicUrl: world.url,
      agencyName: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
    })
    const registered = router.stack.flatMap(({ route }) =>
      route ? route.stack.map(({ method = '' }) => `${method.toUpperCase()} ${route.path}`) : [],
    )
    expect([...new Set(registered)].sort()).to.deep.equal(Object.keys(accessMatrix).sort())
  })

  it('When nobody is signed in, then no route answers but the two that begin', async () => {
    for (const [route, { stage }] of routes) {
      if (stage === 'open') continue
      const { status } = await world.send({}, filled(route, 'none'))
      expect(status, route).to.be.oneOf([302, 401])
    }
  })

  it('When the second factor is still to come, then nothing is open but itself and the way out', async () => {
    const person = await world.person(['ethics'])
    const session: Session = { cookie: '', changeToken: '', secret: '' }
    await world.send(session, 'POST /console/api/sign-in', { secret: await world.linkFor(person) })
    for (const [route, { stage }] of routes) {
      if (stage !== 'full') continue
      const { status } = await world.send(session, filled(route, 'none'))
      expect(status, route).to.be.oneOf([302, 401])
    }
  })

  it('When a role stands to a case in some way, then each route answers as its cell says', async () => {
    const first = await world.signIn(['ethics'])
    const anybody = await world.reader(first)
    for (const role of consoleRoles) {
      const session = await world.signIn([role])
      const holdsKey = role !== 'executive'
      const own = holdsKey ? await world.reader(session) : anybody
      const ids: Record<CaseRelation, string> = {
        assigned: await world.file([own]),
        recipient: await world.file([own]),
        leftOut: await world.file([anybody], [own.id]),
        none: await world.file([anybody]),
      }
      const change = { kind: 'assigned', to: [own.id] } as const
      await world.product.features.cases.work.change(knownCase(ids.assigned), change, 'test')
      for (const [route, row] of routes) {
        // Signing in and out is its own story (sign-in.test.ts).
        if (row.stage !== 'full') continue
        const relations = route.includes(':caseId') ? caseRelations : (['none'] as const)
        for (const relation of relations) {
          const { status } = await world.send(session, filled(route, ids[relation]))
          const cell = `${role} ${route} ${relation}`
          if (!mayPass({ ...row, relations: undefined } as Access, [role])) expect(status, cell).to.equal(403)
          else if (!row.relations) expect(status, cell).not.to.be.oneOf([401, 403])
          else if (relation === 'leftOut' || relation === 'none') expect(status, cell).to.equal(404)
          else if (mayPass(row, [role], relation)) expect(status, cell).to.be.oneOf([200, 404, 409])
          else expect(status, cell).to.equal(403)
        }
      }
    }
  })

  it('When a case is a duplicate of one that its reader may not see, then neither its page nor the trail names that one', async () => {
    const session = await world.signIn(['admin'])
    const own = await world.reader(session)
    const other = await world.reader(await world.signIn(['officer']))
    const [duplicate, seen, unseen] = [
      await world.file([own]),
      await world.file([own]),
      await world.file([other], [own.id]),
    ]
    for (const [of, isNamed] of [
      [unseen, false],
      [seen, true],
    ] as const) {
      const change = { kind: 'duplicate', of } as const
      expect((await world.product.features.cases.work.change(knownCase(duplicate), change, 'x')).ok).to.equal(
        true,
      )
      const page = await (await world.send(session, `GET /console/api/cases/${duplicate}`)).json()
      expect(page.work.duplicateOf).to.equal(isNamed ? of : undefined)
      expect(JSON.stringify(page).includes(of)).to.equal(isNamed)
    }
    const older = { who: 'x', about: duplicate, outcome: 'done' } as const
    await world.product.deps.audit.record({ ...older, action: `case duplicate ${unseen}` })
    const trail = await (await world.send(session, 'GET /console/audit?lang=en')).text()
    expect(trail).to.include('Marked a case as a duplicate').and.not.to.include(unseen.slice(0, 10))
  })

  it('When somebody is left out, then the answer is to the letter that of a case that does not exist', async () => {
    const session = await world.signIn(['officer'])
    const own = await world.reader(session)
    const other = await world.reader(await world.signIn(['officer']))
    const leftOut = await world.file([other], [own.id])
    const answers = await Promise.all(
      [leftOut, '0'.repeat(26)].map(async (id) => {
        const answer = await world.send(session, `GET /console/api/cases/${id}`)
        return [answer.status, await answer.text()]
      }),
    )
    expect(answers[0]).to.deep.equal(answers[1])
    const list = await (await world.send(session, 'GET /console/cases?status=all')).text()
    expect(list).not.to.include(leftOut)
  })
})

/** Every change is sent with a body that no route takes: what passes the door is refused behind it, and changes nothing. */
function filled(route: string, caseId: string): string {
  return route.replace(':caseId', caseId).replace(/:\w+/g, '0'.repeat(26))
}
