// Signing in to the console, through the chat and HTTP: links that work once, a second factor that slows a guesser, sessions
// that end, changes that only our own pages can make.
import { expect } from 'chai'
import { type Session, withConsoleWorld } from './console-world.js'

const minutes = 60_000

describe('Signing in to the console', () => {
  const world = withConsoleWorld()

  const fresh = (): Session => ({ cookie: '', changeToken: '', secret: '' })
  const exchange = (secret: string, session = fresh()) =>
    world().send(session, 'POST /console/api/sign-in', { secret })

  it('When a citizen types คอนโซล, then there is no link', async () => {
    const citizen = world().platform.addPerson({ name: 'ประชาชน', friend: true })
    await citizen.says('คอนโซล')
    await world().settle()
    expect(citizen.texts().join()).not.to.include('/console')
  })

  it('When an officer spends the link, then it is spent, and the cookie is for the console alone', async () => {
    const secret = await world().linkFor(await world().person(['officer']))
    const first = await exchange(secret)
    const cookie = first.headers.get('set-cookie') ?? ''
    expect(first.status).to.equal(200)
    expect(cookie)
      .to.match(/HttpOnly/)
      .and.match(/SameSite=Strict/)
      .and.match(/Path=\/console/)
    expect((await exchange(secret)).status).to.equal(401)
  })

  it('When a preview or a proxy opens the page first, then the link still works', async () => {
    const secret = await world().linkFor(await world().person(['officer']))
    expect((await world().send({}, 'GET /console/sign-in')).status).to.equal(200)
    expect((await exchange(secret)).status).to.equal(200)
  })

  it('When five minutes have passed, then the link is dead', async () => {
    const secret = await world().linkFor(await world().person(['officer']))
    world().passTime(5 * minutes)
    expect((await exchange(secret)).status).to.equal(401)
  })

  it('When half an hour passes without use, or ten hours with it, then the session is over', async () => {
    const idle = await world().signIn(['officer'])
    world().passTime(29 * minutes)
    expect((await world().send(idle, 'GET /console/overview')).status).to.equal(200)
    world().passTime(30 * minutes)
    expect((await world().send(idle, 'GET /console/overview')).status).to.equal(302)

    const busy = await world().signIn(['ethics'])
    for (let half = 0; half < 23; half += 1) {
      world().passTime(25 * minutes)
      expect((await world().send(busy, 'GET /console/overview')).status).to.equal(200)
    }
    world().passTime(25 * minutes)
    expect((await world().send(busy, 'GET /console/overview')).status).to.equal(302)
  })

  it('When somebody signs out, then the browser is told to forget and the cookie is worth nothing', async () => {
    const session = await world().signIn(['officer'])
    const { cookie } = session
    const answer = await world().send(session, 'POST /console/api/sign-out')
    expect(answer.headers.get('clear-site-data')).to.include('"storage"')
    expect((await world().send({ cookie }, 'GET /console/overview')).status).to.equal(302)
  })

  it('When somebody signs out everywhere, or an admin does it for them, then every session ends, with its count, in the chain', async () => {
    const first = await world().signIn(['officer'])
    const own = await world().reader(first)
    const comesAgain = async () => {
      world().passTime(minutes)
      return world().signInAs(first.person, first.secret)
    }
    const second = await comesAgain()
    const third = await comesAgain()
    const stranger = await world().signIn(['admin'])
    const count = await (await world().send(second, 'GET /console/api/sessions')).json()
    expect(count).to.deep.equal({ count: 3 })
    const { cookie, changeToken } = second
    const noToken = await world().send({ cookie }, 'POST /console/api/sign-out-everywhere')
    expect(noToken.status).to.equal(403)
    const ended = await world().send({ cookie, changeToken }, 'POST /console/api/sign-out-everywhere')
    expect(await ended.json()).to.deep.equal({ ok: true, count: 3 })
    const isIn = async (one: Session) =>
      (await world().send({ cookie: one.cookie }, 'GET /console/overview')).status === 200
    for (const one of [first, second, third]) expect(await isIn(one)).to.equal(false)
    expect(await isIn(stranger)).to.equal(true)

    const fourth = await comesAgain()
    const path = `POST /console/api/officers/${own.id}/sign-out`
    expect((await world().send(fourth, path)).status).to.equal(403)
    expect((await world().send(stranger, path)).status).to.equal(200)
    expect(await isIn(fourth)).to.equal(false)
    const rows = (await world().product.deps.audit.rows()).filter(
      ({ action }) => action === 'console signed out everywhere',
    )
    expect(rows).to.have.length(2)
    expect(rows[1]?.who).not.to.equal(rows[0]?.who)
  })

  it('When a change comes without the token of our page, or from another site, then it is refused', async () => {
    const session = await world().signIn(['admin'])
    const { cookie } = session
    expect((await world().send({ cookie }, 'POST /console/api/settings', { answerDays: 3 })).status).to.equal(
      403,
    )
    const elsewhere = await fetch(`${world().url}/console/api/settings`, {
      method: 'POST',
      headers: {
        cookie,
        'x-change-token': session.changeToken,
        'content-type': 'application/json',
        'sec-fetch-site': 'cross-site',
      },
      body: JSON.stringify({ answerDays: 3 }),
    })
    expect(elsewhere.status).to.equal(403)
    expect((await world().product.features.settings.rules.get()).answerDays).to.equal(15)
    expect((await world().send(session, 'POST /console/api/settings', { answerDays: 3 })).status).to.equal(
      200,
    )
    expect((await world().product.features.settings.rules.get()).answerDays).to.equal(3)
  })

  it('When she comes again, then the code is asked, each one once, and wrong ones slow down', async () => {
    const { person, secret } = await world().signIn(['officer'])
    const session = fresh()
    await exchange(await world().linkFor(person), session)
    const page = await (await world().send(session, 'GET /console/second-factor')).text()
    expect(page).not.to.include('<svg')
    session.changeToken = /"changeToken":"([\w-]+)"/.exec(page)?.[1] ?? ''
    const tries = async (code: string) => {
      const answer = await world().send(session, 'POST /console/api/second-factor', { code })
      return ((await answer.json()) as { why?: string; ok?: boolean }).why ?? 'in'
    }
    const used = world().code(secret)
    expect(await tries(used)).to.equal('wrongCode')
    world().passTime(60_000)
    expect(await tries('000000')).to.equal('wrongCode')
    expect(await tries('000001')).to.equal('wrongCode')
    expect(await tries(world().code(secret))).to.equal('wait')
    world().passTime(31_000)
    expect(await tries(world().code(secret))).to.equal('in')
  })

  it('When the role is taken away, then the open session ends with the next request', async () => {
    await world().product.features.people.rules.importRoster([
      { employeeCode: '1', name: 'สมศรี', unit: 'กองกลาง', position: 'นิติกร' },
    ])
    const session = await world().signIn(['officer'])
    const links = world().connection.collection('links')
    await links.updateMany({ roles: 'officer' }, { $set: { roles: [] } })
    expect((await world().send(session, 'GET /console/overview')).status).to.equal(302)
  })

  it('When the database is read by a thief, then no secret of a link, a session or a factor is in it', async () => {
    const session = await world().signIn(['officer'])
    const token = session.cookie.split('=')[1] ?? ''
    for (const collection of (await world().connection.db?.collections()) ?? [])
      for (const row of await collection.find().toArray()) {
        const words = JSON.stringify(row)
        expect(words).not.to.include(token)
        expect(words).not.to.include(session.secret)
      }
    expect(world().logged()).not.to.include(token)
  })

  it('When anything is read or changed, then the chain has it, and is whole', async () => {
    const session = await world().signIn(['ethics'])
    const own = await world().reader(session)
    const caseId = await world().file([own])
    await world().send(session, `GET /console/api/cases/${caseId}`)
    await world().send(session, `POST /console/api/cases/${caseId}/assignment`, { to: [own.id] })
    const actions = (await world().product.deps.audit.rows()).map(({ action }) => action)
    expect(actions).to.include.members(['console signed in', 'officer key made', 'case read'])
    expect(actions).to.include(`case assigned ${own.id}`)
    expect(await world().product.deps.audit.firstBroken()).to.equal(undefined)
  })
})
