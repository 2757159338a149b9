// The doors for reporters on two replicas with one database: what is limited is counted together, what is spent is spent for both,
// a room of fifty still comes through, and seven hundred tips are one letter whichever replica's morning it is.
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { BSON } from 'bson'
import { expect } from 'chai'
import type { Connection } from 'mongoose'
import type { Product } from '../../src/app/product.js'
import { puzzle } from '../../src/sealing/puzzle.js'
import { makeRecipientKeys } from '../../src/sealing/vault.js'
import { newVaultId, toStored } from '../../src/sealing/vault-encoding.js'
import { hourlyLimits, mostInAnHour } from '../../src/web/reporter/server/address-limits.js'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { addReader } from '../harness/reader-added.js'
import { secondReplica } from '../harness/second-replica.js'
import { begin, post, reportFor, showsReceipt } from '../web/reporter/sealed-report.js'

describe('Reports on two replicas', () => {
  const secretKey = randomBytes(32)
  let running: RunningProduct
  let connection: Connection
  let second: Product
  let server: Server
  let doors: readonly [string, string]

  beforeEach(async () => {
    running = await startProduct({ now: new Date('2026-11-20T00:30:00Z'), product: { secretKey } })
    ;({ product: second, connection } = await secondReplica(running, secretKey))
    await second.start()
    server = createServer(second.web)
    server.keepAliveTimeout = 0
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done)
    })
    const address = server.address()
    doors = [running.url, `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`]
    await addReader(running)
  })
  afterEach(async () => {
    server.close()
    server.closeAllConnections()
    await second.stop()
    await running.stop()
    await connection.close()
  })

  const door = (index: number) => doors[index % 2 === 0 ? 0 : 1]
  const from = (address: string) => ({ 'x-forwarded-for': address })

  it('When one address asks at both doors, then both count it together, and nothing that is stored tells the address', async () => {
    const address = '203.0.113.77'
    const ask = (index: number) =>
      post(door(index), '/report/api/begin', {}, from(address)).then(({ status }) => status)
    const statuses = await Promise.all(Array.from({ length: hourlyLimits.reports }, (_, index) => ask(index)))
    expect(new Set(statuses)).to.deep.equal(new Set([400]))
    const more = mostInAnHour('reports') - hourlyLimits.reports
    for (let index = 0; index < more; index += 1) await ask(index)
    expect([await ask(0), await ask(1)]).to.deep.equal([429, 429])
    const counts = await running.connection.collection('web_counts').find().toArray()
    expect(counts.find(({ count }) => count === mostInAnHour('reports') + 2)).not.to.equal(undefined)
    for (const row of counts) {
      expect(Object.keys(row).sort()).to.deep.equal(['_id', 'count', 'expiresAt'])
      expect(row.expiresAt).to.deep.equal(new Date('2026-11-20T17:00:00Z'))
      expect(Buffer.from(BSON.serialize(row)).includes(address)).to.equal(false)
    }
    running.passTime(3_600_000)
    expect(await ask(1)).to.equal(400)
  })

  it('When the day is over, then the salt of its names is gone, and the next day has another', async () => {
    const salts = () => running.connection.collection('web_day_salts').find().toArray()
    await post(doors[0], '/report/api/puzzle', {})
    const [before] = await salts()
    await post(doors[1], '/report/api/puzzle', {})
    expect(await salts()).to.have.length(1)
    running.passTime(24 * 3_600_000)
    await post(doors[1], '/report/api/puzzle', {})
    const after = (await salts()).find(({ _id }) => String(_id) === '2026-11-21')
    expect(after?.value).to.be.a('string').and.not.equal(before?.value)
    expect(before?.expiresAt).to.deep.equal(new Date('2026-11-20T17:00:00Z'))
  })

  it('When a puzzle was spent at one door, then it is spent at the other, but for the same report', async () => {
    const { asked, caseId } = await begin(doors[0])
    const again = await post(doors[1], '/report/api/begin', asked)
    expect([again.status, again.body.caseId]).to.deep.equal([200, caseId])
    const { publicKey } = await makeRecipientKeys()
    const other = await post(doors[1], '/report/api/begin', { ...asked, publicKey })
    expect(other.body).to.deep.include({ code: 'puzzleWrong' })
    const [spent] = await running.connection.collection('spent_puzzles').find().toArray()
    expect(Buffer.from(BSON.serialize(spent ?? {})).includes(caseId)).to.equal(false)
  })

  it('When somebody guesses at a receipt at both doors, then the price rises at both', async () => {
    const bitsAt = async (url: string) =>
      puzzle.parse((await post(url, '/case/api/salts', { selector: 'AB12' })).body.puzzle).bits
    const usual = await bitsAt(doors[0])
    for (let tries = 0; tries < 7; tries += 1) {
      const authenticator = toStored(new Uint8Array(32).fill(tries))
      await showsReceipt(door(tries), { selector: 'AB12', authenticator })
    }
    expect([await bitsAt(doors[0]), await bitsAt(doors[1])]).to.deep.equal([usual + 3, usual + 3])
  })

  it('When a training room of fifty behind one address sends at once, then all fifty arrive at whichever door', async () => {
    const room = from('198.51.100.5')
    const sent = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const url = door(index)
        const begun = await begin(url)
        const report = await reportFor(begun, `เรื่องที่ ${index}`)
        return post(url, '/report/api/send', report, { ...begun.pass, ...room })
      }),
    )
    expect(sent.map(({ status }) => status)).to.deep.equal(Array(50).fill(200))
    expect(await running.connection.collection('complaints').countDocuments()).to.equal(50)
  })

  it('When seven hundred tips come in a night and both replicas wake up, then an officer gets one letter', async () => {
    const officer = running.platform.addPerson({ name: 'เจ้าหน้าที่', friend: true })
    const { code } = await running.product.features.people.rules.inviteToRole('officer')
    await officer.says(`ลงทะเบียน ${code}`)
    await running.settle()
    const before = officer.texts().length
    const [{ id = '' } = {}] = await running.product.features.recipients.list()
    await tipsOf('2026-11-19', id)
    await Promise.all([running.product.runJob('case-letters'), second.runJob('case-letters')])
    await Promise.all([running.product.worker.drain(), second.worker.drain()])
    await running.settle()
    const letters = officer.texts().slice(before)
    expect(letters).to.have.length(1)
    expect(letters[0]).to.include('700')
  })

  /** Seven hundred, as filing leaves them behind. */
  async function tipsOf(day: string, recipientId: string): Promise<void> {
    const ids = Array.from({ length: 700 }, () => newVaultId())
    const rows = (collection: string, more: object) =>
      running.connection
        .collection<{ _id: string }>(collection)
        .insertMany(ids.map((_id) => ({ _id, ...more })))
    const recipients = [{ recipientId, sealedKey: 'k', sealedOriginalsKey: 'o' }]
    await rows('cases', { envelope: { version: 1, recipients, body: 'sealed' } })
    await rows('case_work', {
      ...{ assignedTo: [], leftOut: [], answerBy: '2026-12-04', extensions: 0 },
      ...{ retention: 'undecided', hold: false, changes: 0 },
    })
    await rows('complaints', {
      ...{ kind: 'corruption', category: 'bribery', channel: 'web', receivedOn: day, month: '2026-11' },
      ...{ status: 'received', changes: 0, uncounted: [] },
    })
  }
})
