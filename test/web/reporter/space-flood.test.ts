// Attack 8: whoever solves puzzles fills the disk. Budgets are small here, so that what a flood leaves is quickly measured; each attack
// comes through a real socket, and what lies in the database afterwards is counted by its bytes.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import sharp from 'sharp'
import { mostSealedBytes } from '../../../src/features/cases/filing/case-uploads-rules.js'
import type { SpaceBudgets } from '../../../src/features/space/space-budgets.js'
import { makeRecipientKeys } from '../../../src/sealing/vault.js'
import { newVaultId } from '../../../src/sealing/vault-encoding.js'
import { reportMinutes } from '../../../src/security/reports/reporter-pass.js'
import { type RunningProduct, startProduct } from '../../harness/product.js'
import { secondReplica } from '../../harness/second-replica.js'
import { sendsTip, tellsTip } from '../../harness/tip-in-chat.js'
import { rawUpload } from './raw-upload.js'
import { begin, post, reportFor } from './sealed-report.js'

const step = 64 * 1024
const secretKey = randomBytes(32)
/** In steps of 64 KiB; a file of the largest size has 193 of them. */
const space: SpaceBudgets = { source: 540 * step, ofCase: 400 * step, day: 800 * step, total: 8000 * step }

describe('Whoever fills the disk', () => {
  let running: RunningProduct
  const begun: Awaited<ReturnType<typeof begin>>[] = []
  const address = (last: number) => ({ 'x-forwarded-for': `203.0.113.${last}` })
  const piece = (bytes: number) => Buffer.concat([Buffer.from(newVaultId()), Buffer.alloc(bytes, 7)])

  before(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z'), product: { space, secretKey } })
    const { publicKey } = await makeRecipientKeys()
    await running.product.features.recipients.add({ name: 'ผู้อำนวยการ', publicKey, addedOn: '2026-11-01' })
    // Twenty solved puzzles, for whoever attacks.
    for (let puzzle = 0; puzzle < 20; puzzle += 1) begun.push(await begin(running.url))
  })
  after(() => running?.stop())
  beforeEach(async () => {
    for (const name of ['case_uploads', 'case_attachments', 'space_held', 'space_agency', 'web_counts'])
      await running.connection.collection(name).deleteMany({})
  })

  async function onDisk(): Promise<number> {
    const rows = await running.connection.collection('case_uploads').find().toArray()
    return rows.reduce((sum, { sealed }) => sum + sealed.length(), 0)
  }
  async function heldRows() {
    return running.connection.collection('space_held').find().toArray()
  }
  const full = () =>
    running.connection
      .collection('space_agency')
      .updateOne(
        { _id: 'agency' as never },
        { $set: { total: space.total, held: [], changes: 0 } },
        { upsert: true },
      )
  const agencyTotal = async () =>
    (await running.connection.collection('space_agency').findOne({ _id: 'agency' as never }))?.total ?? 0
  const upload = (
    { pass }: { pass: Record<string, string> },
    bytes: number,
    from: number,
    url = running.url,
  ) => post(url, '/report/api/upload', piece(bytes), { ...pass, ...address(from) })

  it('When twenty puzzles are solved and the largest files sent from one address, then its budget ends it, and another address and every report in words goes on', async () => {
    const statuses: number[] = []
    for (const one of begun) statuses.push((await upload(one, mostSealedBytes - 26, 1)).status)
    const taken = statuses.filter((status) => status === 200).length
    expect([1, 2]).to.include(taken)
    expect(await onDisk())
      .to.be.at.most(space.source)
      .and.equal(taken * (mostSealedBytes - 26))
    const first = begun.at(-1)
    if (!first) throw new Error('Nobody begins')
    // Refused kindly, alike in both languages; and the words go, from the very same address.
    const refused = await upload(first, mostSealedBytes - 26, 1)
    expect(refused.status).to.equal(503)
    expect(refused.body).to.deep.include({ code: 'noRoom' })
    expect(refused.body.error).to.match(/ส่งข้อความได้เสมอ/)
    const sent = await post(running.url, '/report/api/send', await reportFor(first, 'เรื่อง'), {
      ...first.pass,
      ...address(1),
    })
    expect(sent.status).to.equal(200)
    const other = await begin(running.url)
    expect((await upload(other, 1000, 2)).status).to.equal(200)
  })

  it('When fifty come at once by two replicas, then neither the address nor the case nor the agency gets a byte more', async () => {
    const second = await secondReplica(running, secretKey, { space })
    const server = createServer(second.product.web)
    server.keepAliveTimeout = 0
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const at = server.address()
    const urls = [running.url, `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`]
    try {
      const one = await begin(running.url)
      const size = 12 * step - 26
      const flood = (from: (index: number) => number) =>
        Promise.all(Array.from({ length: 50 }, (_, index) => upload(one, size, from(index), urls[index % 2])))
      const own = await flood((index) => index)
      expect(own.map(({ body }) => body.code ?? 'taken')).to.include('caseFull')
      expect(await onDisk())
        .to.be.at.most(space.ofCase)
        .and.above(space.ofCase / 2)
      const all = await Promise.all(
        begun
          .slice(1, 7)
          .flatMap((pass, index) =>
            Array.from({ length: 13 }, () => upload(pass, size, 100 + (index % 3), urls[index % 2])),
          ),
      )
      expect(all.map(({ body }) => body.code ?? 'taken')).to.include('noRoom')
      expect(await onDisk()).to.be.at.most(space.day)
      for (const { total, owner } of await heldRows())
        expect(total).to.be.at.most(owner === undefined ? space.source : space.ofCase)
      expect(await agencyTotal()).to.equal(Math.ceil((await onDisk()) / step) * step)
    } finally {
      await new Promise((done) => server.close(done))
      server.closeAllConnections()
      await second.product.stop()
      await second.connection.close()
    }
  })

  const raw = (head: readonly string[], body: Buffer, { hangUpAt }: { hangUpAt?: number } = {}) =>
    rawUpload(running.url, head, body, ...(hangUpAt === undefined ? [] : [() => heldFor(hangUpAt)]))

  /** By looks and not by time: each is an answer of the database. */
  async function until(isSo: () => Promise<boolean>): Promise<void> {
    for (let looks = 0; looks < 20_000; looks += 1) if (await isSo()) return
    throw new Error('It never came to that')
  }
  const nothingOnItsWay = () =>
    until(
      async () =>
        !(await heldRows()).some(({ held }) => held.some(({ id }: { id: string }) => id.startsWith('~'))),
    )
  /** Until so many bytes are held by whoever is on the way. */
  const heldFor = (bytes: number) => until(async () => (await agencyTotal()) === bytes)

  const headOf = ({ pass }: { pass: { authorization: string } }, ...more: string[]) => [
    `authorization: ${pass.authorization}`,
    'content-type: application/octet-stream',
    'x-forwarded-for: 203.0.113.9',
    ...more,
  ]

  it('When a body is chunked, packed, longer or shorter than it says, slow or broken off, then it costs what it brought, or nothing', async () => {
    const one = await begin(running.url)
    const most = Math.ceil((mostSealedBytes + 26) / step) * step
    // Without a length the most of the route is held, and what did not come is given back.
    const chunk = piece(100)
    const chunked = Buffer.concat([
      Buffer.from(`${chunk.length.toString(16)}\r\n`),
      chunk,
      Buffer.from('\r\n0\r\n\r\n'),
    ])
    expect(await raw(headOf(one, 'transfer-encoding: chunked'), chunked)).to.match(/^HTTP\/1.1 200/)
    expect(await agencyTotal()).to.equal(step)
    await raw(headOf(one, 'transfer-encoding: chunked'), chunked.subarray(0, 60), {
      hangUpAt: step + most,
    })
    await heldFor(step)
    // Slow: it says much, brings little, and leaves.
    await raw(headOf(one, `content-length: ${10 * step}`), piece(10), { hangUpAt: 11 * step })
    await heldFor(step)
    // Longer than it says: the rest is no part of it, and comes nowhere.
    const longer = await raw(headOf(one, 'content-length: 100'), piece(5 * step))
    expect(longer).to.match(/^HTTP\/1.1 (200|400)/)
    await nothingOnItsWay()
    const lying = await onDisk()
    expect([100, 100 + 100 - 26]).to.include(lying)
    const kept = await agencyTotal()
    expect(kept).to.equal(lying === 100 ? step : 2 * step)
    // Two lengths at once, none that is a number, more than the route takes.
    for (const lies of [
      ['content-length: 10', 'transfer-encoding: chunked'],
      ['content-length: -5'],
      ['content-length: 1e9'],
      [`content-length: ${mostSealedBytes + 27}`],
    ])
      expect(await raw(headOf(one, ...lies), chunk)).to.match(/^HTTP\/1.1 4/)
    // Packed: short on the way, long on the disk.
    const packed = await post(running.url, '/report/api/upload', gzipSync(piece(50 * step)), {
      ...one.pass,
      'content-encoding': 'gzip',
    })
    expect(packed.status).to.equal(400)
    await nothingOnItsWay()
    expect(await agencyTotal()).to.equal(kept)
    expect(
      (await heldRows()).flatMap(({ held }) => held).filter(({ id }) => id.startsWith('~')),
    ).to.deep.equal([])
  })

  it('When the pass dies, or the process that took a file, then the bytes are there again', async () => {
    const [left, reports] = [await begin(running.url), await begin(running.url)]
    expect((await upload(left, 3 * step - 26, 3)).status).to.equal(200)
    const file = piece(2 * step - 26)
    expect((await post(running.url, '/report/api/upload', file, reports.pass)).status).to.equal(200)
    const report = { ...(await reportFor(reports, 'เรื่อง')), files: [file.subarray(0, 26).toString()] }
    expect((await post(running.url, '/report/api/send', report, reports.pass)).status).to.equal(200)
    // One that died in the middle: nobody is there to give back what it held.
    const { rules } = running.product.features.space
    const held = {
      source: 'address 203.0.113.4',
      owner: { caseId: 'x', by: 'y' },
      bytes: step,
      until: running.now(),
    }
    expect((await rules.hold(held)).ok).to.equal(true)
    expect(await agencyTotal()).to.equal(6 * step)
    running.passTime((reportMinutes + 10) * 60_000)
    await running.product.runJob('expired-drafts')
    expect(await onDisk()).to.equal(0)
    expect(await agencyTotal()).to.equal(2 * step)
    expect((await heldRows()).filter(({ owner }) => owner !== undefined)).to.have.lengthOf(1)
    // What a crash has left is mended in the night; and what nobody counted, after a restoration, at the start.
    await full()
    await running.product.runJob('space-recount')
    expect(await agencyTotal()).to.equal(2 * step)
    for (const name of ['space_held', 'space_agency'])
      await running.connection.collection(name).deleteMany({})
    for (const counted of [1, 0])
      expect(await running.product.features.cases.countKeptFiles()).to.equal(counted)
    expect(await agencyTotal()).to.equal(2 * step)
    await rules.forget(reports.caseId)
    expect(await agencyTotal()).to.equal(0)
  })

  it('When evidence comes in the chat, then it counts, goes with the draft, and without room is refused kindly while the words go', async () => {
    const { platform, settle } = running
    const person = platform.addPerson({ name: 'ผู้แจ้ง', friend: true })
    const evidence = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer()
    const picture = () => person.sendsPicture(evidence)
    const told = { what: 'มีการเรียกเงิน', evidence: [picture] }
    await tellsTip({ person, settle }, told)
    expect(await agencyTotal()).to.equal(step)
    await person.says('ยกเลิก')
    await settle()
    expect(await agencyTotal()).to.equal(0)
    await full()
    await tellsTip({ person, settle }, { ...told, evidence: [picture, () => person.says('มีภาพถ่ายอยู่กับตัว')] })
    expect(person.texts().join()).to.match(/ขณะนี้รับไฟล์เพิ่มไม่ได้ แต่เล่าเป็นข้อความได้เสมอ/)
    await sendsTip({ person, settle })
    expect(await agencyTotal()).to.equal(space.total)
  })

  it('When all that the agency takes is used, then files are refused alike whoever sends them, and words go', async () => {
    await full()
    const [one, other] = [await begin(running.url), await begin(running.url)]
    const refused = [await upload(one, 10, 5), await upload(other, 9 * step, 6)]
    for (const { status, body } of refused) expect([status, body]).to.deep.equal([503, refused[0]?.body])
    const sent = await post(running.url, '/report/api/send', await reportFor(one, 'เรื่อง'), one.pass)
    expect(sent.status).to.equal(200)
    expect(await heldRows()).to.satisfy((rows: { total: number }[]) => rows.every(({ total }) => total === 0))
  })
})
