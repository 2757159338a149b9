// What an opened key is sealed under while the session lives, through the door: whom it is handed to, and when no more.
import { expect } from 'chai'
import { z } from 'zod'
import { openInTab, sealForTab } from '../../../src/sealing/tab-key.js'
import { makeRecipientKeys, VaultBroken } from '../../../src/sealing/vault.js'
import { type ConsoleWorld, openConsoleWorld, type Session } from './console-world.js'

const minutes = 60_000

describe('The secret of a tab', () => {
  let opened: ConsoleWorld
  const world = () => opened
  before(async () => {
    opened = await openConsoleWorld()
  })
  after(() => opened.stop())

  async function asks(session: Partial<Session>, publicKey: string) {
    const response = await world().send(session, 'POST /console/api/keys/tab-secret', { publicKey })
    const { secret } = z.object({ secret: z.string().optional() }).parse(await response.json())
    return { status: response.status, secret, cached: response.headers.get('cache-control') }
  }

  it('When a session lives, then it has one secret for its own key, which no cache and no database keeps', async () => {
    const session = await world().signIn(['ethics'])
    const own = await world().reader(session)
    const { secret = '', status, cached } = await asks(session, own.publicKey)
    expect([status, cached]).to.deep.equal([200, 'no-store'])
    expect(secret).to.match(/^[\w-]{43}$/)
    expect((await asks(session, own.publicKey)).secret).to.equal(secret)
    for (const collection of (await world().connection.db?.collections()) ?? [])
      expect(JSON.stringify(await collection.find().toArray())).not.to.include(secret)
    expect(world().logged()).not.to.include(secret)

    const colleague = await world().signIn(['officer'])
    const hers = await world().reader(colleague)
    expect((await asks(colleague, own.publicKey)).status).to.equal(404)
    expect((await asks(colleague, hers.publicKey)).secret).not.to.equal(secret)
    const { cookie } = session
    expect((await asks({ cookie }, own.publicKey)).status).to.equal(403)
    world().passTime(2 * minutes)
    const again = await world().signInAs(session.person, session.secret)
    expect((await asks(again, own.publicKey)).secret).not.to.equal(secret)
  })

  const ends: Record<string, (session: Session & { keyId: string }) => Promise<unknown> | unknown> = {
    'signs out': (session) => world().send({ ...session }, 'POST /console/api/sign-out'),
    'is idle for half an hour': () => world().passTime(30 * minutes),
    'loses the role': () =>
      world()
        .connection.collection('links')
        .updateMany({ roles: 'officer' }, { $set: { roles: [] } }),
    'has the second factor reset': async (session) => {
      const admin = await world().signIn(['admin'])
      const path = `POST /console/api/officers/${session.keyId}/second-factor-reset`
      expect((await world().send(admin, path)).status).to.equal(200)
    },
    'has the key removed': async ({ keyId }) => {
      const admin = await world().signIn(['admin'])
      const removed = await world().send(admin, `POST /console/api/officers/${keyId}/removal`)
      expect(removed.status).to.equal(200)
    },
  }
  for (const [end, happens] of Object.entries(ends))
    it(`When somebody ${end}, then the secret is handed out no more`, async () => {
      await world().reader(await world().signIn(['ethics']))
      const session = await world().signIn(['officer'])
      const own = await world().reader(session)
      expect((await asks(session, own.publicKey)).status).to.equal(200)
      await happens({ ...session, keyId: own.id })
      expect((await asks(session, own.publicKey)).secret).to.equal(undefined)
    })

  it('When one bit, the key or the secret is another, then nothing opens', async () => {
    const [keys, other] = [await makeRecipientKeys(), await makeRecipientKeys()]
    const [secret, otherSecret] = [other.privateKey, keys.privateKey]
    const sealed = await sealForTab(keys, secret)
    expect(sealed).not.to.include(keys.privateKey)
    expect(await openInTab(sealed, keys.publicKey, secret)).to.deep.equal(keys)
    const moved = sealed.replace(keys.publicKey, other.publicKey)
    for (const [words, publicKey, by] of [
      [sealed, keys.publicKey, otherSecret],
      [sealed, other.publicKey, secret],
      [moved, other.publicKey, secret],
      [sealed.replace(/.(?=.{20}"}$)/, (one) => (one === 'A' ? 'B' : 'A')), keys.publicKey, secret],
      ['{', keys.publicKey, secret],
      [sealed, keys.publicKey, 'short'],
    ] as const) {
      const opened = await openInTab(words, publicKey, by).catch((error: unknown) => error)
      expect(opened).to.be.instanceOf(VaultBroken)
    }
  })
})
