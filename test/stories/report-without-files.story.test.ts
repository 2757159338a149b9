// When the agency has no room for files, whoever reports in the browser reads what to do, and sends the words at once.
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { makeRecipientKeys } from '../../src/sealing/vault.js'
import { seriousFindings, visit, widerThanWindow, withBrowser } from '../harness/browser.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

describe('Story: there is no room for files', () => {
  const browser = withBrowser()
  let running: RunningProduct
  before(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    const { publicKey } = await makeRecipientKeys()
    await running.product.features.recipients.add({ name: 'ผู้อ่าน', publicKey, addedOn: '2026-11-01' })
    const full = { total: 20_000_000_000, held: [], changes: 0 }
    await running.connection
      .collection('space_agency')
      .updateOne({ _id: 'agency' as never }, { $set: full }, { upsert: true })
  })
  after(() => running?.stop())

  const rowsOf = (name: string) => running.connection.collection(name).countDocuments()

  async function looksRight(page: Page): Promise<void> {
    expect(await seriousFindings(page)).to.deep.equal([])
    expect(await widerThanWindow(page)).to.be.at.most(0)
  }

  it('When a file is refused, then the words go with one press, once, and nothing else of them is lost', async () => {
    const { page } = await visit(browser(), { width: 390, language: 'th' })
    const next = () => page.click('form > .row button[type=submit]')
    await page.goto(`${running.url}/report?lang=th`)
    await page.waitForSelector('#begin:not([hidden])')
    await page.click('#begin')
    await page.click('input[name=kind] >> nth=0')
    await page.click('input[name=category] >> nth=0')
    await next()
    await page.fill('[name=what-words]', 'มีการเรียกเงิน')
    for (const _part of ['who', 'when', 'where', 'howKnown', 'evidence']) await next()
    await page.setInputFiles('input[type=file]', [
      {
        name: 'a.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.concat([Buffer.from('%PDF-1.4'), Buffer.alloc(9_000_000, 7)]),
      },
    ])
    await page.waitForSelector('ul.files li[data-state=ready]')
    await next()
    await page.waitForSelector('meter')
    await next()
    await page.waitForSelector('[role=alert]')
    expect(await page.textContent('[role=alert]')).to.include('ส่งข้อความได้เสมอ')
    await looksRight(page)
    await page.click('text=ส่งข้อความก่อน ไม่รวมไฟล์')
    await page.waitForSelector('#receipt')
    const receipt = (await page.locator('#receipt span').allTextContents()).join('-')
    for (const [name, rows] of [
      ['cases', 1],
      ['case_uploads', 0],
      ['case_attachments', 0],
    ] as const)
      expect(await rowsOf(name), name).to.equal(rows)

    // And so it is on the page of the report.
    const later = (await visit(browser(), { width: 390, language: 'th' })).page
    await later.goto(`${running.url}/case?lang=th`)
    await later.fill('input[name=receipt]', receipt)
    await later.click('button[type=submit]')
    await later.waitForSelector('ol.talk', { state: 'attached' })
    const form = later.locator('form').filter({ has: later.locator('input[type=file]') })
    await form.locator('textarea').fill('เพิ่งนึกได้อีกเรื่อง')
    await form
      .locator('input[type=file]')
      .setInputFiles([{ name: 'b.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') }])
    await later.waitForSelector('ul.files li[data-state=ready]')
    await form.locator('button[type=submit]').click()
    await later.waitForSelector('[role=alert]')
    await looksRight(later)
    await later.click('text=ส่งข้อความก่อน ไม่รวมไฟล์')
    await later.waitForSelector('[role=status].good')
    expect(await rowsOf('case_parts')).to.equal(1)
    expect(await rowsOf('case_attachments')).to.equal(0)
  })
})
