import { expect } from 'chai'
import { puzzle } from '../../../src/sealing/puzzle.js'
import { newVaultId, toStored } from '../../../src/sealing/vault-encoding.js'
import { type RunningProduct, startProduct } from '../../harness/product.js'
import { addReader } from '../../harness/reader-added.js'
import { begin, post, reportFor, showsReceipt } from './sealed-report.js'

describe("The routes of the reporter's page", () => {
  let running: RunningProduct
  let lock: Awaited<ReturnType<typeof reportFor>>['lock']
  let caseId: string
  beforeEach(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    await addReader(running, 'ก')
    const begun = await begin(running.url)
    const report = await reportFor(begun, 'เรื่อง', 'AB12')
    await post(running.url, '/report/api/send', report, begun.pass)
    lock = report.lock
    caseId = begun.caseId
  })
  afterEach(() => running.stop())

  const shows = (selector: string, authenticator: string) =>
    showsReceipt(running.url, { selector, authenticator })
  async function pass() {
    const opened = await shows('AB12', lock.authenticator)
    return { authorization: `Bearer ${opened.body.pass}` }
  }
  const message = () => ({ id: newVaultId(), sealed: toStored(new Uint8Array(100)), files: [] })

  it('When the receipt is right, then the case comes sealed and its page notes the day alone', async () => {
    const read = await post(running.url, '/case/api/read', {}, await pass())
    expect(read.body).to.deep.include({
      caseId,
      status: 'received',
      receivedOn: '2026-11-20',
      isClosed: false,
    })
    const work = await running.product.features.cases.work.find(caseId)
    expect(work?.reporterReadOn).to.equal('2026-11-20')
  })

  it('When it is unknown or wrong, then the answers are the same to the letter', async () => {
    const wrong = await shows('AB12', toStored(new Uint8Array(32)))
    const unknown = await shows('ZZ99', toStored(new Uint8Array(32)))
    expect([wrong.status, wrong.body]).to.deep.equal([unknown.status, unknown.body])
    expect(wrong.body).to.deep.include({ code: 'unknownOrWrong' })
  })

  it('When a stranger guesses all day, then the puzzle gets dearer and the reporter still comes in', async () => {
    const bitsOf = async () =>
      puzzle.parse((await post(running.url, '/case/api/salts', { selector: 'AB12' })).body.puzzle).bits
    const bits = await bitsOf()
    for (let tries = 0; tries < 7; tries += 1) await shows('AB12', toStored(new Uint8Array(32)))
    expect(await bitsOf()).to.equal(bits + 3)
    expect((await shows('AB12', lock.authenticator)).status).to.equal(200)
  })

  it('When half an hour has passed, then the pass is worth nothing', async () => {
    const held = await pass()
    running.passTime(31 * 60_000)
    expect((await post(running.url, '/case/api/read', {}, held)).body).to.deep.include({
      code: 'passExpired',
    })
  })

  it('When a message is sent twice, then it is there once; a rating before the end is refused', async () => {
    const held = await pass()
    const said = message()
    for (let time = 0; time < 2; time += 1)
      expect((await post(running.url, '/case/api/say', said, held)).status).to.equal(200)
    expect(await running.connection.collection('case_parts').countDocuments()).to.equal(1)
    const early = await post(running.url, '/case/api/rate', { rating: 5 }, held)
    expect(early.body).to.deep.include({ code: 'notClosed' })
    expect((await post(running.url, '/case/api/rate', { rating: 6 }, held)).status).to.equal(400)
    const missing = await post(running.url, '/case/api/say', { ...message(), files: [newVaultId()] }, held)
    expect(missing.body).to.deep.include({ code: 'filesMissing' })
  })

  it('When a file of another case is asked for, then it is not given', async () => {
    const id = newVaultId()
    await running.product.features.cases.filing.keepAttachment({
      id,
      caseId: newVaultId(),
      sealed: new Uint8Array(50),
    })
    const asked = await post(running.url, '/case/api/attachment', { id }, await pass())
    expect(asked.body).to.deep.include({ code: 'gone' })
  })

  it('When the case was destroyed, then its receipt is as unknown as any other', async () => {
    const held = await pass()
    await running.product.features.cases.receipts.forget(caseId)
    expect((await shows('AB12', lock.authenticator)).body).to.deep.include({ code: 'unknownOrWrong' })
    await running.connection.collection('cases').deleteMany({})
    expect((await post(running.url, '/case/api/read', {}, held)).body).to.deep.include({ code: 'gone' })
  })
})
