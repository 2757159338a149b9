import { expect } from 'chai'
import { type RunningProduct, startProduct } from '../harness/product.js'

const bytes = Buffer.from('ทะเบียนผู้รับทราบ 113/114')
const hour = 3_600_000

describe('Files handed out by a link', () => {
  let running: RunningProduct
  beforeEach(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
  })
  afterEach(() => running.stop())

  const hand = (more: { keepFor?: number; bytes?: Buffer } = {}) =>
    running.product.deps.files.hand({
      name: 'หลักฐาน 2569.pdf',
      mime: 'application/pdf',
      bytes,
      madeFor: { who: 'staff-1', what: 'evidence policy-7' },
      ...more,
    })
  const rows = () => running.connection.collection('handed_files')

  it('When the link is opened, then the file comes under its name and nothing on the way may keep it', async () => {
    const { url, expiresAt } = await hand()
    expect(expiresAt).to.deep.equal(new Date('2026-11-21T03:00:00Z'))
    const response = await fetch(url)
    expect(response.status).to.equal(200)
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).to.equal(true)
    expect(response.headers.get('content-type')).to.equal('application/pdf')
    expect(response.headers.get('content-disposition')).to.match(/^attachment; .*filename\*=UTF-8''%E0/)
    expect(response.headers.get('cache-control')).to.equal('no-store')
    expect(response.headers.get('x-robots-tag')).to.include('noindex')
  })
  it('When somebody reads the database, then there is no link, no name and no word of it', async () => {
    const { url } = await hand()
    const token = new URL(url).pathname.split('/')[2] ?? ''
    expect(Buffer.from(token, 'base64url')).to.have.length(32)
    const kept = await rows().find().toArray()
    expect(kept).to.have.length(1)
    const everything = JSON.stringify(kept) + kept.map((row) => row.bytes.buffer.toString('utf8')).join()
    expect(everything).not.to.include(token)
    // With a sign that sealed letters never have: three of them alone turn up by chance.
    expect(everything).not.to.match(/หลักฐาน|ทะเบียน|\.pdf|application\/pdf/)
  })
  it('When a day has passed, then the link opens a calm page and the purge deletes the file', async () => {
    const { url } = await hand()
    running.passTime(24 * hour)
    const gone = await fetch(url)
    expect(gone.status).to.equal(404)
    expect(gone.headers.get('cache-control')).to.equal('no-store')
    expect(await gone.text()).to.match(/ลิงก์นี้หมดอายุแล้ว.*This file is not here/s)
    await running.product.runJob('expired-drafts')
    expect(await rows().countDocuments()).to.equal(0)
  })
  it('When a link is guessed, broken or changed, then the page is the same', async () => {
    const { url } = await hand()
    const gone = [
      url.replace(/files\/./, 'files/_'),
      `${running.url}/files/x/y`,
      `${running.url}/files/${'A'.repeat(43)}/x`,
    ]
    for (const other of gone.filter((one) => one !== url)) {
      expect((await fetch(other)).status).to.equal(404)
    }
  })
  it('When a file is larger than one row may be, then it comes whole', async () => {
    const large = Buffer.alloc(17_000_000, 'สุจริต')
    const { url } = await hand({ bytes: large })
    expect(await rows().countDocuments()).to.equal(3)
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(large)).to.equal(true)
  })
  it('When a file is handed out, then the audit chain says to whom and what, and not what is in it', async () => {
    await hand()
    const last = (await running.product.deps.audit.rows()).at(-1)
    expect(last).to.include({ who: 'staff-1', action: 'file handed out', about: 'evidence policy-7' })
  })
})
