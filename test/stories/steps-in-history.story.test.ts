// Attack 22: a gesture for "back", a reload, a closed tab. Nothing that was typed is lost without a question, nor the only
// showing of a receipt; and the quick exit is asked about by nobody.
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { visit, withBrowser } from '../harness/browser.js'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { addReader } from '../harness/reader-added.js'

const next = '#form form > .row button[type=submit]'
const weather = 'https://www.tmd.go.th/'

describe('Story: a gesture in the middle of a report', () => {
  const browser = withBrowser()
  let running: RunningProduct

  beforeEach(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    await addReader(running)
  })
  afterEach(() => running.stop())

  async function begins(page: Page): Promise<void> {
    await page.goto(`${running.url}/health`)
    await page.goto(`${running.url}/report?lang=th`)
    await page.click('#begin')
    await page.click('input[name=kind] >> nth=0')
    await page.click(next)
    await page.fill('[name=what-words]', 'มีการเรียกรับเงิน')
  }

  /** Whether the browser asks; the answer is to stay. */
  async function asksBeforeReloading(page: Page): Promise<boolean> {
    const asked = page.waitForEvent('dialog')
    const loaded = page.waitForEvent('load')
    await page.evaluate(() => setTimeout(() => location.reload()))
    const first = await Promise.race([asked, loaded])
    if (!('dismiss' in first)) return false
    await first.dismiss()
    return first.type() === 'beforeunload'
  }

  it('When somebody goes back and forward, then each step is there with its answers, and the address says nothing', async () => {
    const { page } = await visit(browser(), { width: 390 })
    await begins(page)
    const address = page.url()
    await page.click(next)
    await page.waitForSelector('[name=who-words]')
    await page.goBack()
    expect(await page.inputValue('[name=what-words]')).to.equal('มีการเรียกรับเงิน')
    await page.goBack()
    expect(await page.isChecked('input[name=kind] >> nth=0')).to.equal(true)
    await page.goBack()
    await page.waitForSelector('#begin')
    expect(await page.isVisible('#form')).to.equal(false)
    await page.goForward()
    await page.goForward()
    expect(await page.inputValue('[name=what-words]')).to.equal('มีการเรียกรับเงิน')
    expect(page.url()).to.equal(address)
    await page.goBack()
    await page.goBack()
    await page.click('#begin')
    await page.click(next)
    expect(await page.inputValue('[name=what-words]')).to.equal('มีการเรียกรับเงิน')
    await page.click('#form form > .row button.second')
    await page.waitForSelector('input[name=kind]')
  })

  it('When something was typed, then reloading asks; when nothing was, it does not', async () => {
    const { page } = await visit(browser())
    await page.goto(`${running.url}/report?lang=th`)
    await page.click('#begin')
    await page.waitForSelector('input[name=kind]')
    expect(await asksBeforeReloading(page)).to.equal(false)
    await begins(page)
    expect(await asksBeforeReloading(page)).to.equal(true)
    expect(await page.inputValue('[name=what-words]')).to.equal('มีการเรียกรับเงิน')
  })

  it('When a page was loaded anew in the middle, then it begins at its beginning and keeps nothing', async () => {
    const { page } = await visit(browser())
    await begins(page)
    page.on('dialog', (dialog) => void dialog.accept())
    await page.reload().catch(() => undefined)
    await page.waitForSelector('#begin:not([hidden])')
    expect(await page.locator('input, textarea').count()).to.equal(0)
    await page.waitForFunction(() => history.state === null)
  })

  it('When somebody leaves at once in the middle, then nobody asks, and neither back nor forward leads here', async () => {
    const { page, context } = await visit(browser())
    await context.route(`${weather}**`, (route) =>
      route.fulfill({ body: 'weather', contentType: 'text/plain' }),
    )
    await begins(page)
    let asked = 0
    page.on('dialog', (dialog) => {
      asked += 1
      void dialog.dismiss()
    })
    await page.click('#quick-exit')
    await page.waitForURL(weather)
    expect(asked).to.equal(0)
    await page.goForward().catch(() => undefined)
    await page.waitForURL(weather)
    await page.goBack()
    expect(page.url()).to.equal(`${running.url}/health`)
  })

  it('When the receipt was not confirmed, then no gesture takes it away; once it was, the page may be left', async () => {
    const { page } = await visit(browser(), { width: 390 })
    await begins(page)
    for (const at of ['who', 'when', 'where', 'howKnown', 'evidence-words']) {
      await page.click(next)
      await page.waitForSelector(`[name=${at}]`)
    }
    await page.click(next)
    await page.waitForSelector('meter')
    await page.click(next)
    await page.waitForSelector('#receipt')
    const receipt = await page.textContent('#receipt')
    await page.goBack()
    await page.waitForSelector('#form [role=alert]')
    expect(await page.textContent('#receipt')).to.equal(receipt)
    expect(await asksBeforeReloading(page)).to.equal(true)
    expect(await page.textContent('#receipt')).to.equal(receipt)

    // Who cannot type it says so with a tick.
    await page.click('#form section button >> nth=0')
    await page.click('#form details summary')
    expect(await page.isDisabled('#form details button')).to.equal(true)
    await page.click('#form details input')
    await page.click('#form details button')
    await page.waitForSelector('#form section a.button')
    // It can be looked at again while the tab lives.
    await page.click('#form section button')
    expect(await page.textContent('#receipt')).to.equal(receipt)
    await page.waitForFunction(() => history.state === null)
    expect(await asksBeforeReloading(page)).to.equal(false)
  })

  it('When an answer was begun on the page of a case, or the chat’s receipt is not confirmed, then leaving asks, too', async () => {
    const { page } = await visit(browser())
    const caseKey = crypto.getRandomValues(new Uint8Array(32))
    const { createCasesModel } = await import('../../src/features/cases/cases-model.js')
    const { newVaultId, toStored } = await import('../../src/sealing/vault-encoding.js')
    const { bodyPlace } = await import('../../src/features/cases/case.js')
    const { sealPart } = await import('../../src/sealing/vault.js')
    const { writeCaseBody } = await import('../../src/features/cases/case-body.js')
    const caseId = newVaultId()
    const told = writeCaseBody({ version: 1, texts: [], unknown: ['when'], pictures: [] })
    const body = toStored(await sealPart(caseKey, bodyPlace(caseId), told))
    await createCasesModel(running.connection).insert({
      caseId,
      envelope: { version: 1, recipients: [], body },
    })
    const { url } = await running.product.features.cases.receipts.offer({ caseId, caseKey })
    await page.goto(url)
    await page.click('#form button')
    await page.waitForSelector('#receipt')
    await page.goBack()
    await page.waitForSelector('#form [role=alert]')
    expect(await page.isVisible('#receipt')).to.equal(true)
    expect(await asksBeforeReloading(page)).to.equal(true)
  })
})
