import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { mostWaiting } from '../../../src/features/cases/filing/case-uploads-rules.js'
import { makeRecipientKeys } from '../../../src/sealing/vault.js'
import { newVaultId } from '../../../src/sealing/vault-encoding.js'
import { reportMinutes } from '../../../src/security/reports/reporter-pass.js'
import { mostInAnHour } from '../../../src/web/reporter/server/address-limits.js'
import { type RunningProduct, startProduct } from '../../harness/product.js'
import { begin, post, reportFor } from './sealed-report.js'

describe('The routes of the anonymous form', () => {
  let running: RunningProduct
  beforeEach(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
  })
  afterEach(() => running.stop())

  async function addReader(name = 'ผู้อำนวยการ') {
    const { publicKey } = await makeRecipientKeys()
    await running.product.features.recipients.add({ name, publicKey, addedOn: '2026-11-01' })
  }
  const count = (name: string) => running.connection.collection(name).countDocuments()

  it('When fifty people in one room send at once, then all fifty arrive', async () => {
    await addReader()
    const sent = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const begun = await begin(running.url)
        const report = await reportFor(begun, `เรื่องที่ ${index}`)
        return post(running.url, '/report/api/send', report, begun.pass)
      }),
    )
    expect(sent.map(({ status }) => status)).to.deep.equal(Array(50).fill(200))
    expect(await count('cases')).to.equal(50)
    expect(await count('complaints')).to.equal(50)
    expect(await count('receipts')).to.equal(50)
  })

  it('When the same pieces are sent again, then nothing is doubled', async () => {
    await addReader()
    const begun = await begin(running.url)
    const id = newVaultId()
    const piece = Buffer.concat([Buffer.from(id), randomBytes(2000)])
    for (let time = 0; time < 2; time += 1)
      expect((await post(running.url, '/report/api/upload', piece, begun.pass)).status).to.equal(200)
    const report = { ...(await reportFor(begun, 'เรื่อง')), files: [id] }
    for (let time = 0; time < 2; time += 1)
      expect((await post(running.url, '/report/api/send', report, begun.pass)).status).to.equal(200)
    expect((await post(running.url, '/report/api/begin', begun.asked)).status).to.equal(200)
    for (const name of ['cases', 'complaints', 'receipts', 'case_attachments'])
      expect(await count(name), name).to.equal(1)
    expect(await count('case_uploads')).to.equal(0)
  })

  it('When a file was sent and no report followed, then it is gone with its pass', async () => {
    await addReader()
    const begun = await begin(running.url)
    const piece = Buffer.concat([Buffer.from(newVaultId()), randomBytes(100)])
    await post(running.url, '/report/api/upload', piece, begun.pass)
    expect(await count('case_uploads')).to.equal(1)
    running.passTime((reportMinutes + 10) * 60_000)
    await running.product.runJob('expired-drafts')
    expect(await count('case_uploads')).to.equal(0)
  })

  it('When nobody can read, then the page says so before the first question and nothing can begin', async () => {
    const page = await (await fetch(`${running.url}/report?lang=th`)).text()
    expect(page).to.contain('ขณะนี้ยังรับแจ้งทางหน้านี้ไม่ได้').and.not.to.contain('<script type="module"')
    const { begun } = await begin(running.url)
    expect(begun.status).to.equal(503)
    expect(begun.body).to.deep.include({ code: 'noRecipient' })
  })

  it('When a reader was added or removed meanwhile, then it must be sealed again', async () => {
    await addReader('หนึ่ง')
    const begun = await begin(running.url)
    const report = await reportFor(begun, 'เรื่อง')
    await addReader('สอง')
    const refused = await post(running.url, '/report/api/send', report, begun.pass)
    expect(refused.status).to.equal(409)
    expect(refused.body).to.deep.include({ code: 'recipientsChanged' })
    expect(await count('cases')).to.equal(0)
  })

  it('When somebody knows the id of a case, then there is no way to name it: the server names cases, and a pass goes on with its own', async () => {
    await addReader()
    const first = await begin(running.url)
    const named = { ...first.asked, caseId: first.caseId }
    expect((await post(running.url, '/report/api/begin', named)).status).to.equal(400)
    const other = await begin(running.url)
    expect(other.caseId).not.to.equal(first.caseId)
    // Another's pass does not go on for one's own key, and a changed one for nobody.
    const own = await begin(running.url, { goesOn: first.begun.body.pass })
    expect(own.caseId).not.to.be.oneOf([first.caseId, other.caseId])
    running.passTime(91 * 60_000)
    const late = await post(running.url, '/report/api/send', await reportFor(first, 'เรื่อง'), first.pass)
    expect(late.body).to.deep.include({ code: 'passExpired' })
    const goesOn = await begin(running.url, { goesOn: first.begun.body.pass }, first.own)
    expect(goesOn.caseId).to.equal(first.caseId)
  })

  it('When somebody names a receipt that is taken, then the answer is that of any other, and both open their own', async () => {
    await addReader()
    const sent = []
    for (let time = 0; time < 2; time += 1) {
      const begun = await begin(running.url)
      const report = await reportFor(begun, 'เรื่อง', 'AB12')
      const { status, body } = await post(running.url, '/report/api/send', report, begun.pass)
      sent.push({ status, body })
    }
    expect(sent[0]).to.deep.equal({ status: 200, body: {} })
    expect(sent[1]).to.deep.equal(sent[0])
    expect(await count('cases')).to.equal(2)
  })

  it('When a stranger sends files, then the reporter still sends twenty', async () => {
    await addReader()
    const [reporter, stranger] = [await begin(running.url), await begin(running.url)]
    const file = () => Buffer.concat([Buffer.from(newVaultId()), randomBytes(100)])
    const send = ({ pass }: typeof reporter, piece = file()) =>
      post(running.url, '/report/api/upload', piece, pass).then(({ status }) => status)
    const same = file()
    expect(await send(stranger, same)).to.equal(200)
    for (let number = 1; number < mostWaiting; number += 1) expect(await send(stranger)).to.equal(200)
    expect(await send(stranger)).to.equal(400)
    expect(await send(reporter, same)).to.equal(200)
    for (let number = 1; number < mostWaiting; number += 1) expect(await send(reporter)).to.equal(200)
    expect(await send(reporter)).to.equal(400)
  })

  it('When what comes is not right, then each gets a sentence, and nothing of it is stored or logged', async () => {
    await addReader()
    const begun = await begin(running.url)
    const report = await reportFor(begun, 'เรื่อง')
    const canary = 'นกขมิ้นเหลืองอ่อน'
    const { pass } = begun
    const other = await makeRecipientKeys()
    const wrong: [string, unknown, Record<string, string>, number, string][] = [
      ['/report/api/begin', {}, {}, 400, 'badRequest'],
      ['/report/api/begin', `{"x": "${canary}`, {}, 400, 'badRequest'],
      ['/report/api/begin', { ...begun.asked, publicKey: other.publicKey }, {}, 403, 'puzzleWrong'],
      [
        '/report/api/send',
        { ...report, lock: { ...report.lock, wrappingSalt: 'x' } },
        pass,
        400,
        'badRequest',
      ],
      [
        '/report/api/begin',
        { ...begun.asked, solved: { challenge: 'x', answer: 1 } },
        {},
        403,
        'puzzleWrong',
      ],
      ['/report/api/send', report, {}, 401, 'passExpired'],
      ['/report/api/send', report, { authorization: 'Bearer AAAA' }, 401, 'passExpired'],
      ['/report/api/send', { ...report, body: canary }, pass, 400, 'badRequest'],
      [
        '/report/api/send',
        { ...report, sort: { kind: 'corruption', category: canary } },
        pass,
        400,
        'badRequest',
      ],
      ['/report/api/send', { ...report, files: [newVaultId()] }, pass, 409, 'filesMissing'],
      ['/report/api/send', { ...report, recipients: [] }, pass, 409, 'recipientsChanged'],
      [
        '/report/api/send',
        { ...report, reporter: { ...report.reporter, publicKey: other.publicKey } },
        pass,
        400,
        'badRequest',
      ],
      ['/report/api/send', `"${'x'.repeat(1_100_000)}"`, pass, 413, 'tooLarge'],
      ['/report/api/upload', randomBytes(100), {}, 401, 'passExpired'],
      ['/report/api/upload', Buffer.from(`${canary} ${canary}`), pass, 400, 'badRequest'],
      ['/report/api/upload', randomBytes(13_000_000), pass, 413, 'tooLarge'],
      ['/receipt/api/offer', { offerId: 'x' }, {}, 400, 'badRequest'],
      ['/case/api/salts', { selector: 'IIII' }, {}, 400, 'badRequest'],
      ['/case/api/read', {}, pass, 401, 'passExpired'],
    ]
    for (const [path, body, headers, status, code] of wrong) {
      const answer = await post(running.url, path, body, headers)
      expect([path, answer.status, answer.body.code]).to.deep.equal([path, status, code])
      expect(answer.body.error).to.match(/[ก-๙]{5}/)
      expect(answer.headers.get('cache-control')).to.equal('no-store')
      expect(answer.headers.get('set-cookie')).to.equal(null)
    }
    for (const name of ['cases', 'complaints', 'receipts', 'case_uploads'])
      expect(await count(name), name).to.equal(0)
    expect(running.logged()).not.to.contain(canary)
    expect(running.logged()).not.to.contain('127.0.0.1')
  })

  it('When one address asks too often, then it waits an hour and others do not', async () => {
    await addReader()
    const ask = (address: string) =>
      post(running.url, '/report/api/begin', {}, { 'x-forwarded-for': address }).then(({ status }) => status)
    for (let time = 0; time < mostInAnHour('reports'); time += 1) await ask('203.0.113.7')
    expect(await ask('203.0.113.7')).to.equal(429)
    expect(await ask('203.0.113.8')).to.equal(400)
    running.passTime(3_600_001)
    expect(await ask('203.0.113.7')).to.equal(400)
  })

  it('When one address writes to cases without end, then it waits an hour, and reading and reporting go on', async () => {
    const ask = (path: string) => post(running.url, path, {}).then(({ status }) => status)
    for (let time = 0; time < mostInAnHour('messages'); time += 1)
      await ask(['/case/api/say', '/case/api/withdraw', '/case/api/rate'][time % 3] ?? '')
    expect(await ask('/case/api/say')).to.equal(429)
    expect(await ask('/case/api/read')).to.equal(401)
    expect(await ask('/report/api/begin')).to.equal(400)
  })

  it('When the page is fetched, then only our own may load, nothing is cached and no cookie is set', async () => {
    await addReader()
    for (const path of ['/report', '/receipt', '/case']) {
      const { headers } = await fetch(running.url + path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).to.contain("default-src 'none'")
      expect(policy).not.to.match(/https?:|'unsafe-inline'|'unsafe-eval'/)
      expect(headers.get('referrer-policy')).to.equal('no-referrer')
      expect(headers.get('cache-control')).to.equal('no-store')
      expect(headers.get('set-cookie')).to.equal(null)
    }
  })

  it("When it is opened inside LINE, then it explains and offers the device's own browser", async () => {
    await addReader()
    const open = (agent: string) =>
      fetch(`${running.url}/report?lang=en`, { headers: { 'user-agent': agent } }).then((page) => page.text())
    expect(await open('Mozilla/5.0 (iPhone) Line/15.2.0')).to.contain('openExternalBrowser=1')
    expect(await open('Mozilla/5.0 (iPhone) Safari')).not.to.contain('openExternalBrowser=1')
  })
})
