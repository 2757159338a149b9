// The whole way in real browsers, in both languages: a clerk reports in the form and keeps the receipt; an officer comes in by
// the link of the chat, opens the case and answers; the clerk reads it, answers back and says at the end how it was.
import { BSON } from 'bson'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { visit, withBrowser } from '../harness/browser.js'
import { withConsoleWorld } from '../web/console/console-world.js'
import { looksRight, officerAtBrowser, passphrase } from '../web/console/officer-at-browser.js'

const told = {
  what: 'หัวหน้าคลังขอเงินค่าตรวจรับ นกกาเหว่าสีคราม',
  answer: 'เห็นเองที่โรงจอดรถ นกเอี้ยงเลี้ยงควาย',
  rating: 'ตอบเร็วและชัดเจน นกกระเรียนทอง',
}
const written = {
  question: 'ท่านเห็นด้วยตนเองหรือไม่ ดอกจำปาลาว',
  note: 'ตรวจกล้องวงจรปิดแล้ว ดอกลำดวนป่า',
  reason: 'สอบข้อเท็จจริงครบถ้วน ดอกพุดซ้อน',
}

describe('Story: from the report to the answer, in two browsers', function () {
  this.timeout(600_000)
  const browser = withBrowser()
  const world = withConsoleWorld()

  const next = (page: Page) => page.click('form > .row button[type=submit]')

  async function reports(page: Page, language: 'th' | 'en'): Promise<string> {
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } })
      .jpeg()
      .toBuffer()
    await page.goto(`${world().url}/report?lang=${language}`)
    await page.waitForSelector('#begin:not([hidden])')
    await looksRight(page)
    await page.click('#begin')
    await page.click('input[name=kind] >> nth=0')
    await page.click('input[name=category] >> nth=0')
    await looksRight(page)
    await next(page)
    await page.fill('[name=what-words]', told.what)
    await looksRight(page)
    for (const part of ['who', 'when', 'where']) {
      await next(page)
      await page.click(`input[name=${part}] >> nth=-1`)
    }
    await next(page)
    await page.click('input[name=howKnown] >> nth=0')
    await next(page)
    const file = { name: 'โรงจอดรถ.jpg', mimeType: 'image/jpeg', buffer: picture }
    await page.setInputFiles('input[type=file]', [file])
    await page.waitForSelector('ul.files li[data-state=ready]')
    await looksRight(page)
    await next(page)
    await page.waitForSelector('meter')
    await looksRight(page)
    await next(page)
    await page.waitForSelector('#receipt')
    await looksRight(page)
    return writesDown(page)
  }

  /** The groups are asked for again, in another order. */
  async function writesDown(page: Page): Promise<string> {
    const groups = await page.locator('#receipt span').allTextContents()
    await page.click('section button >> nth=0')
    await looksRight(page)
    for (const label of await page.locator('form label').all()) {
      const [place = '1'] = /[1-4]/.exec((await label.textContent()) ?? '') ?? []
      await label.locator('input').fill(groups[Number(place) - 1] ?? '')
    }
    await page.click('form button[type=submit]')
    await page.waitForSelector('section a.button')
    await looksRight(page)
    return groups.join('-')
  }

  async function comesBack(page: Page, language: 'th' | 'en', receipt: string): Promise<void> {
    await page.goto(`${world().url}/case?lang=${language}`)
    await page.waitForSelector('input[name=receipt]')
    await looksRight(page)
    await page.fill('input[name=receipt]', receipt)
    await page.click('button[type=submit]')
    await page.waitForSelector('ol.talk', { state: 'attached' })
    await looksRight(page)
  }

  /** What both sides wrote, wherever it may lie: the requests of both browsers, every row, the log. */
  async function nothingIsInClear(sent: readonly Buffer[], secrets: readonly string[]): Promise<void> {
    const rows = []
    for (const collection of (await world().connection.db?.collections()) ?? [])
      for (const row of await collection.find().toArray()) rows.push(Buffer.from(BSON.serialize(row)))
    expect(rows).not.to.have.length(0)
    const places = [...sent, ...rows, Buffer.from(world().logged())]
    for (const secret of secrets)
      expect(places.filter((bytes) => bytes.includes(secret)).length, secret).to.equal(0)
  }

  for (const [language, width] of [
    ['th', 360],
    ['en', 1100],
  ] as const)
    it(`When a report is made, answered, asked about and ended in ${language}, then each side reads what the other wrote and nobody else does`, async () => {
      const person = await world().person(['ethics'])
      const officer = await officerAtBrowser(world(), browser(), person, { language })
      await officer.page.goto(`${world().url}/console/sign-in?lang=${language}`)
      await officer.looksRight()
      await officer.signIn()
      await officer.looksRight()
      const { keys } = await officer.makeKey('นางสาวผู้อ่าน')
      await officer.looksRight()

      const clerk = await visit(browser(), { width, language })
      const receipt = await reports(clerk.page, language)
      const [row] = await world().connection.collection<{ _id: string }>('cases').find().toArray()
      const caseId = row?._id ?? expect.fail('No case')
      await world().product.runJob('case-numbers')

      // Another day: the tab was closed, so that the key is closed, too.
      const { page } = officer
      await page.click('[data-sign-out]')
      await page.waitForURL('**/console/sign-in*')
      await officer.signIn()
      await officer.go('cases')
      await officer.looksRight()
      await page.click('table.cases a')
      await page.waitForSelector('#unlock-words')
      await officer.looksRight()
      await officer.unlock()
      await page.getByText(told.what).waitFor()
      await officer.looksRight()
      await page.click('.attachment button >> nth=0')
      await page.frameLocator('.attachment iframe[data-state=shown]').getByRole('img').waitFor()
      await page.click('section[aria-labelledby=decide] > div > button')
      await page.fill('#reply', written.question)
      await page.check('form:has(#reply) input[type=checkbox]')
      await page.click('form:has(#reply) button[type=submit]')
      await page.getByText(written.question).waitFor()
      await page.fill('#note', written.note)
      await page.click('form:has(#note) button[type=submit]')
      await page.locator('section[aria-labelledby=notes] .told').waitFor()

      await comesBack(clerk.page, language, receipt)
      expect(await clerk.page.textContent('ol.talk')).to.contain(written.question)
      await clerk.page.fill('textarea[name=answer]', told.answer)
      await clerk.page.click('form:has([name=answer]) button[type=submit]')
      await clerk.page.waitForSelector('ol.talk li.reporter')
      await looksRight(clerk.page)

      await page.reload()
      await page.getByText(told.answer).waitFor()
      await page.click('details:has(#status-to) summary')
      await page.selectOption('#status-to', 'completed')
      await page.fill('#status-on', '2026-11-20')
      await page.fill('#status-reason', written.reason)
      await officer.looksRight()
      await page.click('form:has(#status-to) button[type=submit]')
      await page.getByText(written.reason).waitFor()
      await officer.looksRight()

      await comesBack(clerk.page, language, receipt)
      await clerk.page.click('input[name=rating] >> nth=4')
      await clerk.page.fill('[name=rating-word]', told.rating)
      await clerk.page.click('form:has([name=rating]) button[type=submit]')
      await clerk.page.waitForSelector('p.good')
      await looksRight(clerk.page)
      expect(await clerk.page.content())
        .not.to.include(written.note)
        .and.not.to.include(written.reason)

      await page.reload()
      await page.getByText(told.rating).waitFor()
      await officer.looksRight()
      expect(await world().product.features.cases.work.find(caseId)).to.include({
        ...{ rating: 5, answeredOn: '2026-11-20', reporterWroteOn: '2026-11-20' },
      })
      expect((await world().product.features.complaints.rules.find(caseId))?.status).to.equal('completed')

      for (const { problems, requests } of [officer, clerk]) {
        expect(problems).to.deep.equal([])
        for (const request of requests)
          expect(request.url()).to.match(new RegExp(`^(${world().url}/|blob:|data:)`))
      }
      const sent = [...officer.requests, ...clerk.requests].map((request) =>
        Buffer.concat([
          Buffer.from(decodeURIComponent(request.url())),
          request.postDataBuffer() ?? Buffer.alloc(0),
        ]),
      )
      await nothingIsInClear(sent, [
        ...Object.values(told),
        ...Object.values(written),
        ...[passphrase, keys.privateKey, receipt, receipt.replaceAll('-', ''), 'โรงจอดรถ.jpg'],
      ])
    })
})
