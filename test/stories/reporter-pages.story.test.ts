// The reporter's pages where they are easily forgotten: on paper, without a script, in a hurry, and when somebody decides later to
// say who they are. In both languages, on a telephone and on a desk.
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { bodyPlace, partPlace } from '../../src/features/cases/case.js'
import { writeCaseBody } from '../../src/features/cases/case-body.js'
import { readCaseMessage } from '../../src/features/cases/case-message.js'
import { createCasesModel } from '../../src/features/cases/cases-model.js'
import { newCaseKey, openPart, sealPart } from '../../src/sealing/vault.js'
import { fromStored, toStored } from '../../src/sealing/vault-encoding.js'
import {
  pressEscapeTwiceAtOnce,
  seriousFindings,
  type Visit,
  visit,
  widerThanWindow,
  withBrowser,
} from '../harness/browser.js'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { addReader } from '../harness/reader-added.js'
import { begin, post, reportFor } from '../web/reporter/sealed-report.js'

const sizes = [
  ['th', 360],
  ['en', 1100],
] as const
const paths = ['/report', '/receipt', '/case', '/privacy'] as const

describe("Story: the reporter's pages on paper, without a script, and in a hurry", () => {
  const browser = withBrowser()
  let running: RunningProduct

  beforeEach(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    await addReader(running)
  })
  afterEach(() => running.stop())

  async function looksRight(page: Page): Promise<void> {
    expect(await seriousFindings(page), page.url()).to.deep.equal([])
    expect(await widerThanWindow(page), page.url()).to.be.at.most(0)
  }

  /** A report that is there, and the page of its receipt. */
  async function receiptPage({ page }: Visit, language: 'th' | 'en') {
    const begun = await begin(running.url)
    const report = await reportFor(begun, 'เรื่องที่แจ้ง')
    await post(running.url, '/report/api/send', report, begun.pass)
    await running.connection.collection('receipts').deleteMany({})
    await running.connection.collection('cases').updateMany({}, { $unset: { reporter: '' } })
    const { caseId } = begun
    const caseKey = newCaseKey()
    const { url } = await running.product.features.cases.receipts.offer({ caseId, caseKey })
    await page.goto(url.replace('#', `&lang=${language}#`))
    await page.click('#form button')
    await page.waitForSelector('#receipt span')
    return { caseId, caseKey }
  }

  const seen = (page: Page, selector: string) => page.locator(selector).first().isVisible()

  for (const [language, width] of sizes) {
    it(`When the receipt is printed in ${language}, then the paper has the receipt and what to do with it, and no button`, async () => {
      const reporter = await visit(browser(), { width, language })
      const { page } = reporter
      await receiptPage(reporter, language)
      await looksRight(page)
      await page.emulateMedia({ media: 'print' })
      expect(await seen(page, '#receipt')).to.equal(true)
      expect(await seen(page, '#receipt ~ p')).to.equal(true)
      for (const gone of ['button', '.good', '#quick-exit', '.corner', '.skip'])
        expect(await seen(page, gone), gone).to.equal(false)
      const pdf = await page.pdf({ format: 'A4' })
      expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).to.have.length(1)
    })

    it(`When there is no script in ${language}, then every page says plainly what to do, and asks nothing`, async () => {
      const context = await browser().newContext({
        javaScriptEnabled: false,
        viewport: { width, height: 800 },
        locale: language === 'th' ? 'th-TH' : 'en-GB',
      })
      const page = await context.newPage()
      for (const path of ['/report', '/receipt', '/case']) {
        await page.goto(`${running.url}${path}?lang=${language}`)
        expect(await seen(page, 'noscript .problem'), path).to.equal(true)
        const said = (await page.locator('main').textContent()) ?? ''
        expect(said, path).to.include('JavaScript').and.to.include('1205')
        expect(await page.locator('input, textarea, form').count(), path).to.equal(0)
        for (const button of await page.locator('button').all())
          expect(await button.isVisible()).to.equal(false)
        expect(await page.locator('#quick-exit').getAttribute('href')).to.equal('https://www.tmd.go.th/')
      }
      await page.goto(`${running.url}/privacy?lang=${language}`)
      expect(await page.locator('main').textContent()).to.include('2562')
      await context.close()
    })

    it(`When somebody says later who they are in ${language}, then it takes a tick, is sealed, and nobody else can read it`, async () => {
      const reporter = await visit(browser(), { width, language })
      const { page, requests } = reporter
      const { caseId, caseKey } = await receiptPage(reporter, language)
      const receipt = (await page.locator('#receipt span').allTextContents()).join('').replaceAll(' ', '')
      await sealAgain(caseId, caseKey)
      await page.goto(`${running.url}/case?lang=${language}`)
      await page.fill('input[name=receipt]', receipt)
      await page.click('button[type=submit]')
      await page.waitForSelector('ol.talk', { state: 'attached' })
      const form = 'form:has([name=identity])'
      await page.click(`details:has([name=identity]) summary`)
      await looksRight(page)
      const name = 'นางสาวมานี นกขมิ้นเหลืองอ่อน'
      await page.fill('[name=identity]', name)
      await page.click(`${form} button[type=submit]`)
      await page.waitForSelector(`${form} [role=alert]`)
      expect(await createCasesModel(running.connection).parts(caseId, ['message'])).to.deep.equal([])
      await page.click(`${form} input[type=checkbox]`)
      await page.click(`${form} button[type=submit]`)
      await page.waitForSelector('ol.talk li.reporter')
      await looksRight(page)
      const [part = expect.fail('Nothing was said')] = await createCasesModel(running.connection).parts(
        caseId,
        ['message'],
      )
      const sealed = fromStored(part.sealed) ?? new Uint8Array()
      const opened = await openPart(caseKey, partPlace(caseId, part.id, 'message'), sealed)
      expect(readCaseMessage(opened)).to.deep.include({ sort: 'identity', words: name })
      for (const request of requests)
        expect((request.postDataBuffer() ?? Buffer.from('')).includes(name)).to.equal(false)
    })
  }

  it('When the button to leave is pressed on any page, then the chosen site is there and the way back does not lead here', async () => {
    const site = 'https://weather.example/'
    await running.product.features.settings.rules.change({ leaveNowUrl: site }, 'system')
    for (const path of paths) {
      const { page, context } = await visit(browser(), { width: 360, language: 'th' })
      await page.route(`${site}**`, (route) => route.fulfill({ body: 'weather', contentType: 'text/plain' }))
      await page.goto(`${running.url}/health`)
      await page.goto(`${running.url}${path}?lang=th`)
      await page.waitForLoadState('networkidle')
      await page.click('#quick-exit')
      await page.waitForURL(site)
      await page.goBack()
      if (path !== '/privacy') expect(page.url(), path).to.equal(`${running.url}/health`)
      await context.close()
    }
  })

  it('When Esc is pressed once, or twice with a pause, then the page stays; twice at once, then it is gone', async () => {
    const { page } = await visit(browser(), { language: 'th' })
    await page.route('https://www.tmd.go.th/**', (route) =>
      route.fulfill({ body: 'weather', contentType: 'text/plain' }),
    )
    for (const path of ['/report', '/receipt', '/case']) {
      await page.goto(`${running.url}${path}?lang=th`)
      await page.waitForFunction(
        () =>
          document.querySelector('#form')?.childElementCount !== 0 ||
          document.querySelector('#begin:not([hidden])'),
      )
      for (const times of ['once', 'twice with a pause']) {
        await page.keyboard.press('Escape')
        expect(await page.locator('h1').count(), `${path} ${times}`).to.equal(1)
        await page.waitForFunction(
          (since) => performance.now() > since + 1100,
          await page.evaluate(() => performance.now()),
        )
      }
      await pressEscapeTwiceAtOnce(page)
      await page.waitForURL('https://www.tmd.go.th/')
    }
  })

  it('When the pages are read on a telephone and on a desk, then axe finds nothing serious in either language', async () => {
    for (const [language, width] of [...sizes, ['en', 360], ['th', 1100]] as const) {
      const { page, problems, context } = await visit(browser(), { width, language })
      for (const path of paths) {
        await page.goto(`${running.url}${path}?lang=${language}`)
        await page.waitForLoadState('networkidle')
        await looksRight(page)
      }
      expect(problems).to.deep.equal([])
      await context.close()
    }
  })

  /** The body under the key that the receipt leads to. */
  async function sealAgain(caseId: string, caseKey: Uint8Array): Promise<void> {
    const body = writeCaseBody({
      ...{ version: 1, unknown: ['when'], pictures: [] },
      texts: [{ about: 'what', words: 'เรื่องที่แจ้ง' }],
    })
    const sealed = toStored(await sealPart(caseKey, bodyPlace(caseId), body))
    await running.connection
      .collection<{ _id: string }>('cases')
      .updateOne({ _id: caseId }, { $set: { 'envelope.body': sealed } })
  }
})
