// Passkeys attacked over HTTP, with an authenticator that lies: replays, other officers, other sites, other sessions, copies.
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import type { Connection } from 'mongoose'
import { z } from 'zod'
import type { Product } from '../../../src/app/product.js'
import { createPasskeyModel } from '../../../src/features/console/passkey-model.js'
import { secondReplica } from '../../harness/second-replica.js'
import { type ConsoleWorld, openConsoleWorld, type Session } from './console-world.js'
import { SoftwareAuthenticator } from './software-authenticator.js'

const minutes = 60_000
const offered = z.object({ ok: z.literal(true), options: z.looseObject({ challenge: z.string() }) })

describe('Passkeys', () => {
  const secretKey = randomBytes(32)
  let world: ConsoleWorld
  beforeEach(async () => {
    world = await openConsoleWorld({ host: 'localhost', product: { secretKey } })
  })
  afterEach(() => world.stop())

  type Officer = Session & { readonly person: LinePerson }
  const path = 'POST /console/api/second-factor/passkey'
  const device = () => new SoftwareAuthenticator(world.url)

  async function challengeAt(session: Session, route: string): Promise<string> {
    const answer = await world.send(session, route, {})
    expect(answer.status, await answer.clone().text()).to.equal(200)
    return offered.parse(await answer.json()).options.challenge
  }
  const toMake = (session: Session) => challengeAt(session, 'POST /console/api/passkeys/options')
  const toShow = (session: Session) => challengeAt(session, `${path}-options`)

  async function adds(session: Session, authenticator = device(), name = 'โน้ตบุ๊ก') {
    const made = authenticator.make(await toMake(session))
    const answer = await world.send(session, 'POST /console/api/passkeys', { name, made })
    expect(answer.status, await answer.clone().text()).to.equal(200)
    return authenticator
  }

  /** A new link, before the second step. */
  async function begins({ person }: Officer): Promise<Session> {
    world.passTime(minutes)
    const session: Session = { cookie: '', changeToken: '', secret: '' }
    await world.send(session, 'POST /console/api/sign-in', { secret: await world.linkFor(person) })
    const page = await (await world.send(session, 'GET /console/second-factor?lang=th')).text()
    session.changeToken = /"changeToken":"([\w-]+)"/.exec(page)?.[1] ?? ''
    return session
  }
  const shows = (session: Session, shown: unknown) => world.send(session, path, { shown })
  const isIn = async (session: Session) =>
    (await world.send({ cookie: session.cookie }, 'GET /console/overview')).status === 200
  async function refused(session: Session, shown: unknown) {
    const { cookie } = session
    const answer = await shows(session, shown)
    expect(answer.status).to.equal(403)
    expect((await answer.json()).why).to.equal('passkeyRefused')
    expect(await isIn({ ...session, cookie })).to.equal(false)
  }
  const actions = async () => (await world.product.deps.audit.rows()).map(({ action }) => action)

  it('When an officer added one, then it takes the place of the code, is told in LINE and stands in the chain', async () => {
    const officer: Officer = await world.signIn(['officer'])
    await officer.person.hears(/มีการตั้งค่าแอปยืนยันตัวตน/)
    const authenticator = await adds(officer)
    await officer.person.hears(/มีการเพิ่มพาสคีย์ “โน้ตบุ๊ก”/)
    const session = await begins(officer)
    const before = session.cookie
    expect((await shows(session, authenticator.show(await toShow(session)))).status).to.equal(200)
    expect(session.cookie).not.to.equal(before)
    expect(await isIn(session)).to.equal(true)
    expect(await isIn({ ...session, cookie: before })).to.equal(false)
    const page = await (await world.send(session, 'GET /console/passkeys?lang=th')).text()
    expect(page).to.include('โน้ตบุ๊ก').and.include('ใช้ล่าสุด 20 พ.ย. 2569')
    expect(await actions()).to.include.members(['console passkey added', 'console signed in'])
    // The code goes on working beside it.
    world.passTime(minutes)
    expect(await isIn(await world.signInAs(officer.person, officer.secret))).to.equal(true)
  })

  it('When an answer is sent again, then it is refused, in its own session and in a new one', async () => {
    const officer: Officer = await world.signIn(['officer'])
    const authenticator = await adds(officer)
    const session = await begins(officer)
    const shown = authenticator.show(await toShow(session))
    const thief = { ...session }
    expect((await shows(session, shown)).status).to.equal(200)
    expect((await shows(thief, shown)).status).to.equal(401)
    const next = await begins(officer)
    await refused(next, shown)
    await toShow(next)
    await refused(next, shown)
    expect(await actions()).to.include('console passkey')
  })

  it('When the challenge was another session’s, another question’s, too old or spent, then it is refused', async () => {
    const officer: Officer = await world.signIn(['officer'])
    const authenticator = await adds(officer)
    const [one, two] = [await begins(officer), await begins(officer)]
    const ofOne = await toShow(one)
    await refused(two, authenticator.show(ofOne))
    await toShow(two)
    await refused(two, authenticator.show(ofOne))
    // Spent by a wrong answer.
    const spent = await toShow(two)
    await refused(two, authenticator.show('AAAA'))
    await refused(two, authenticator.show(spent))
    const late = await toShow(two)
    world.passTime(5 * minutes)
    await refused(two, authenticator.show(late))
    const making = await toMake(officer)
    await refused(two, authenticator.show(making))
    expect((await shows(officer, authenticator.show(making))).status).to.equal(403)
    expect((await shows(two, authenticator.show(await toShow(two)))).status).to.equal(200)
  })

  it('When it is a colleague’s passkey, then it opens nothing of another officer’s', async () => {
    const officer: Officer = await world.signIn(['officer'])
    const colleague: Officer = await world.signIn(['ethics'])
    await adds(officer)
    const theirs = await adds(colleague)
    const session = await begins(officer)
    await refused(session, theirs.show(await toShow(session)))
    // Nor by naming the officer's passkey and signing with one's own key.
    const [mine] = await world.product.features.console.passkeys.of(
      (await world.connection.collection<{ _id: string }>('links').findOne({ roles: 'officer' }))?._id ?? '',
    )
    const id = mine?.id ?? expect.fail('No passkey')
    await refused(session, { ...theirs.show(await toShow(session)), id, rawId: id })
    expect((await world.send(colleague, `POST /console/api/passkeys/${id}/removal`)).status).to.equal(409)
  })

  it('When it was made or shown for another site, then it is refused, whatever Host the request names', async () => {
    const officer: Officer = await world.signIn(['officer'])
    const authenticator = await adds(officer)
    const session = await begins(officer)
    for (const lies of [
      { origin: 'https://evil.example' },
      { origin: world.url.replace('localhost', 'localhost.evil.example') },
      { origin: world.url.replace('http:', 'https:') },
      { rpId: 'evil.example' },
      { type: 'webauthn.create' },
    ])
      await refused(session, authenticator.show(await toShow(session), lies))
    // The question itself is for the configured address, also where a proxy passes on a forged Host.
    const { port } = new URL(world.url)
    const forged = await askedAs(`evil.example:${port}`, session)
    expect(forged.options.rpId).to.equal('localhost')
    for (const lies of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }]) {
      const made = device().make(await toMake(officer), lies)
      const answer = await world.send(officer, 'POST /console/api/passkeys', { name: 'x', made })
      expect(answer.status).to.equal(409)
    }
  })

  it('When nobody was verified on the device, then it is neither kept nor taken', async () => {
    const officer: Officer = await world.signIn(['officer'])
    const made = device().make(await toMake(officer), { verified: false })
    expect((await world.send(officer, 'POST /console/api/passkeys', { name: 'x', made })).status).to.equal(
      409,
    )
    const authenticator = await adds(officer)
    const session = await begins(officer)
    await refused(session, authenticator.show(await toShow(session), { verified: false }))
  })

  it('When a counter stands still or goes back, then it is a copy, and refused; two at one moment are one too many', async () => {
    const officer: Officer = await world.signIn(['officer'])
    const authenticator = await adds(officer)
    const copy = authenticator.clone()
    const session = await begins(officer)
    expect((await shows(session, authenticator.show(await toShow(session)))).status).to.equal(200)
    const next = await begins(officer)
    await refused(next, copy.show(await toShow(next)))
    await refused(next, copy.show(await toShow(next), { counter: 0 }))
    const [one, two] = [await begins(officer), await begins(officer)]
    copy.counter = authenticator.counter
    const answers = await Promise.all([
      shows(one, authenticator.show(await toShow(one))),
      shows(two, copy.show(await toShow(two))),
    ])
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 403])
    // At two replicas that looked at the same moment.
    const model = createPasskeyModel(world.connection)
    const owner = (await world.connection.collection<{ _id: string }>('links').findOne())?._id ?? ''
    const passkey = (await model.find(owner, authenticator.id)) ?? expect.fail('No passkey')
    const on = passkey.addedOn
    expect(await model.use(passkey, passkey.counter + 1, on)).to.equal(true)
    expect(await model.use(passkey, passkey.counter + 1, on)).to.equal(false)
  })

  it('When a passkey was removed, reset by an admin, or its owner has no role any more, then it opens nothing', async () => {
    const admin = await world.signIn(['admin'])
    const officer: Officer = await world.signIn(['officer'])
    const own = await world.reader(officer)
    const authenticator = await adds(officer)
    const removal = `POST /console/api/passkeys/${authenticator.id}/removal`
    const waiting = await begins(officer)
    const asked = await toShow(waiting)
    expect((await world.send(officer, removal)).status).to.equal(200)
    await officer.person.hears(/พาสคีย์ “โน้ตบุ๊ก” .*ถูกลบแล้ว/)
    await refused(waiting, authenticator.show(asked))
    expect((await world.send(waiting, `${path}-options`, {})).status).to.equal(409)

    const again = await adds(officer)
    const reset = `POST /console/api/officers/${own.id}/second-factor-reset`
    expect((await world.send(admin, reset)).status).to.equal(200)
    await officer.person.hears(/การยืนยันขั้นที่สองและพาสคีย์.*ถูกล้างแล้ว/)
    const fresh = await begins(officer)
    expect((await world.send(fresh, `${path}-options`, {})).status).to.equal(409)
    await refused(fresh, again.show('AAAA'))
    expect(await world.connection.collection('console_passkeys').countDocuments()).to.equal(0)

    const back: Officer = Object.assign(await world.signInAs(officer.person), { person: officer.person })
    const last = await adds(back)
    const holder = (await world.product.features.roles.rules.holders('script')).find(({ roles }) =>
      roles.some(({ role }) => role === 'officer'),
    )
    const body = { evenIfLast: 'yes' }
    const end = `POST /console/api/roles/${holder?.mark}/officer/end`
    expect((await world.send(admin, end, body)).status).to.equal(200)
    expect(await world.connection.collection('console_passkeys').countDocuments()).to.equal(0)
    await officer.person.says(
      `ลงทะเบียน ${(await world.product.features.people.rules.inviteToRole('officer')).code}`,
    )
    await world.settle()
    await refused(await begins(officer), last.show('AAAA'))
  })

  it('When the second step is ten minutes old, then passkeys are neither added nor removed until it was taken anew', async () => {
    const officer: Officer = await world.signIn(['officer'])
    const authenticator = await adds(officer)
    const challenge = await toMake(officer)
    world.passTime(10 * minutes)
    const why = async (route: string, body: unknown = {}) => {
      const answer = await world.send(officer, route, body)
      return answer.status === 200 ? 'done' : String((await answer.json()).why)
    }
    const made = device().make(challenge)
    expect(await why('POST /console/api/passkeys', { name: 'x', made })).to.equal('notFresh')
    expect(await why('POST /console/api/passkeys/options')).to.equal('notFresh')
    expect(await why(`POST /console/api/passkeys/${authenticator.id}/removal`)).to.equal('notFresh')
    const page = await (await world.send(officer, 'GET /console/passkeys?lang=th')).text()
    expect(page).to.include('โปรดยืนยันตัวตนอีกครั้ง').and.not.include('data-new-passkey')
    expect((await shows(officer, authenticator.show(await toShow(officer)))).status).to.equal(200)
    const renewed = await (await world.send(officer, 'GET /console/passkeys')).text()
    officer.changeToken = /"changeToken":"([\w-]+)"/.exec(renewed)?.[1] ?? ''
    await adds(officer)
  })

  it('When it is asked at one replica and shown at another, then it opens', async () => {
    const officer: Officer = await world.signIn(['officer'])
    const authenticator = await adds(officer)
    const other = await replica()
    try {
      const session = await begins(officer)
      const shown = authenticator.show(await toShow(session))
      const answer = await fetch(`${other.url}/console/api/second-factor/passkey`, {
        method: 'POST',
        headers: {
          cookie: session.cookie,
          'x-change-token': session.changeToken,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ shown }),
      })
      expect(answer.status).to.equal(200)
    } finally {
      await other.stop()
    }
  })

  it('When what a browser is said to answer is nonsense, then it is refused as the sender’s mistake', async () => {
    const officer: Officer = await world.signIn(['officer'])
    await adds(officer)
    const session = await begins(officer)
    const good = device().show(await toShow(session))
    for (const shown of [
      ...[undefined, null, 7, 'x', [], {}, { ...good, id: '../x' }, { ...good, type: 'password' }],
      { ...good, response: { ...good.response, signature: 'é' } },
      { ...good, response: { ...good.response, authenticatorData: 'A'.repeat(30_000) } },
    ])
      expect(
        (await world.send(session, path, { shown })).status,
        JSON.stringify(shown)?.slice(0, 60),
      ).to.equal(400)
    await refused(session, { ...good, response: { ...good.response, authenticatorData: 'AAAA' } })
    await refused(session, { ...good, response: { ...good.response, clientDataJSON: 'AAAA' } })
    expect(world.logged()).not.to.match(/"level":(?:50|60)/)
  })

  it('When the site has no name but a number, then no passkey is offered, and the code is as it was', async () => {
    const numbered = await openConsoleWorld()
    try {
      const officer = await numbered.signIn(['officer'])
      expect((await numbered.send(officer, 'POST /console/api/passkeys/options', {})).status).to.equal(409)
      const page = await (await numbered.send(officer, 'GET /console/passkeys?lang=th')).text()
      expect(page).to.include('PUBLIC_URL').and.not.include('data-new-passkey')
    } finally {
      await numbered.stop()
    }
  })

  /** Not by fetch, which writes its own Host. */
  async function askedAs(host: string, session: Session) {
    const { request } = await import('node:http')
    const body = await new Promise<string>((done, fail) => {
      const asking = request(
        `${world.url.replace('localhost', '127.0.0.1')}/console/api/second-factor/passkey-options`,
        {
          method: 'POST',
          headers: {
            ...{ host, 'x-forwarded-host': host, cookie: session.cookie },
            ...{ 'x-change-token': session.changeToken, 'content-type': 'application/json' },
          },
        },
        (response) => {
          let words = ''
          response.setEncoding('utf8').on('data', (part: string) => {
            words += part
          })
          response.on('end', () => done(words))
        },
      )
      asking.on('error', fail)
      asking.end('{}')
    })
    return offered.parse(JSON.parse(body))
  }

  async function replica(): Promise<{ readonly url: string; stop(): Promise<void> }> {
    const { product, connection }: { product: Product; connection: Connection } = await secondReplica(
      world,
      secretKey,
    )
    const server: Server = createServer(product.web)
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done)
    })
    const address = server.address()
    return {
      url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
      async stop() {
        server.close()
        server.closeAllConnections()
        await product.stop()
        await connection.close()
      },
    }
  }
})
