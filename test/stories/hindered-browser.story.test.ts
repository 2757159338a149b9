// Attack 18: a browser in which something is missing or blocked, and a line on which anything may happen. What can be done
// is done, what cannot is said before the first question, and nothing waits for ever or is sent twice.
import { expect } from 'chai'
import type { BrowserContext, Page } from 'playwright-core'
import { type Visit, visit, withBrowser } from '../harness/browser.js'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { addReader } from '../harness/reader-added.js'

const next = '#form form > .row button[type=submit]'

const blocked = `
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'Worker'])
    Object.defineProperty(globalThis, name, { get() { throw new DOMException('blocked', 'SecurityError') } })
  Object.defineProperty(crypto, 'subtle', { value: undefined })
  HTMLCanvasElement.prototype.getContext = () => null`

describe('Story: somebody reports from a hindered browser', () => {
  const browser = withBrowser()
  let running: RunningProduct

  beforeEach(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    await addReader(running)
  })
  afterEach(() => running.stop())

  const casesThere = () => running.connection.collection('cases').countDocuments()

  async function begins(page: Page): Promise<void> {
    await page.goto(`${running.url}/report?lang=th`)
    await page.click('#begin')
    await page.click('input[name=kind] >> nth=0')
    await page.click(next)
    await page.fill('[name=what-words]', 'มีการเรียกรับเงิน')
  }

  async function untilReview(page: Page): Promise<void> {
    for (const at of ['who', 'when', 'where', 'howKnown', 'evidence-words']) {
      await page.click(next)
      await page.waitForSelector(`[name=${at}]`)
    }
    await page.click(next)
    await page.waitForSelector('meter')
  }

  async function told(page: Page): Promise<void> {
    await begins(page)
    await untilReview(page)
  }

  async function receiptOf(page: Page): Promise<string> {
    await page.waitForSelector('#receipt')
    return (await page.locator('#receipt span').allTextContents()).join('-')
  }

  /** Before any script of ours runs in the page. What the server sends may not be touched: the page would refuse it. */
  const beforeScripts = (context: BrowserContext, code: string) => context.addInitScript({ content: code })

  /** In the place of the worker's script, which the page starts from a copy; `${'$'}{own}` is that copy. */
  const inWorker = (context: BrowserContext, changed: (own: string) => string) =>
    beforeScripts(
      context,
      `const Plain = Blob
      globalThis.Blob = class extends Plain {
        constructor(parts, options) {
          super(options?.type === 'text/javascript' ? [${changed('...parts')}] : parts, options)
        }
      }`,
    )

  it('When there is no WebAssembly, then the same receipt is made without it, and opens where there is', async () => {
    const { page, context, requests }: Visit = await visit(browser())
    await beforeScripts(context, 'delete globalThis.WebAssembly')
    await told(page)
    await page.click(next)
    const receipt = await receiptOf(page)
    expect(requests.filter((one) => one.url().endsWith('/assets/heavy-work-plain.js'))).not.to.have.length(0)

    const ordinary = await visit(browser())
    await ordinary.page.goto(`${running.url}/case?lang=th`)
    await ordinary.page.fill('input[name=receipt]', receipt)
    await ordinary.page.click('button[type=submit]')
    await ordinary.page.waitForSelector('ol.talk', { state: 'attached' })
    expect(ordinary.requests.filter((one) => one.url().includes('plain'))).to.have.length(0)
  })

  it('When WebAssembly may not be used and nothing else comes, then the page says so before the first question', async () => {
    const { page, context } = await visit(browser())
    await beforeScripts(context, 'WebAssembly.instantiate = () => Promise.reject(new Error("blocked"))')
    await context.route('**/assets/*plain.js', (route) => route.abort())
    for (const path of ['/report', '/receipt', '/case']) {
      await page.goto(`${running.url}${path}?lang=th`)
      await page.waitForSelector('#impossible')
      expect(await page.textContent('#impossible'), path)
        .to.contain('เข้ารหัสไม่ได้')
        .and.to.contain('1205')
      expect(await page.locator('input, textarea, #begin:not([hidden])').count(), path).to.equal(0)
    }
  })

  it('When a browser is slow, then it is said before the first question how long it takes', async () => {
    const { page, context } = await visit(browser())
    // A clock that runs forty times as fast makes a machine forty times as slow.
    const fastClock = 'const now = performance.now.bind(performance); performance.now = () => now() * 40;'
    await inWorker(context, (own) => `"${fastClock}", ${own}`)
    await page.goto(`${running.url}/report?lang=th`)
    expect(await page.textContent('#check .slow')).to.match(/ประมาณ \d+ (วินาที|นาที)/)
    await page.waitForSelector('#begin:not([hidden])')
  })

  it('When workers, storage, canvas and crypto.subtle are blocked, then the page says that it will stand still, and sends', async () => {
    const { page, context, problems } = await visit(browser())
    await context.addInitScript({ content: blocked })
    await begins(page)
    expect(await page.textContent('#check .slow')).to.contain('หน้านี้จะนิ่งไป')
    await untilReview(page)
    await page.click(next)
    await receiptOf(page)
    expect(await casesThere()).to.equal(1)
    expect(problems).to.deep.equal([])
  })

  it('When the worker cannot load, or falls silent, then the page does the work itself', async () => {
    const broken = await visit(browser())
    await broken.context.route('**/assets/heavy-work.js', (route) => route.fulfill({ status: 404 }))
    await broken.page.goto(`${running.url}/report?lang=th`)
    await broken.page.waitForSelector('#begin:not([hidden])')

    const silent = await visit(browser())
    await inWorker(silent.context, () => `'postMessage({ kind: "ready" })'`)
    await silent.page.clock.install()
    await silent.page.goto(`${running.url}/report?lang=th`)
    await silent.page.waitForSelector('#checking')
    await passesUntil(silent.page, '#begin:not([hidden])')
  })

  /** Minutes of the page's clock, until something is there. */
  async function passesUntil(page: Page, selector: string): Promise<void> {
    while (!(await page.locator(selector).isVisible())) await page.clock.runFor(30_000)
  }

  it('When the line is cut before, between and after, then a sentence says so, and one report arrives', async () => {
    const { page, context } = await visit(browser())
    await told(page)
    await context.setOffline(true)
    await page.click(next)
    await page.waitForSelector('#form [role=alert]')
    expect(await page.textContent('#form [role=alert]')).to.contain('ติดต่อเซิร์ฟเวอร์ไม่ได้')
    // Nothing went out yet: the words may be changed.
    expect(await page.locator('#form button').count()).to.equal(2)
    await context.setOffline(false)

    await context.route('**/report/api/send', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.click('#form button >> nth=0')
    await page.waitForSelector('text=อาจถึงหน่วยงานแล้ว')
    expect(await casesThere()).to.equal(1)
    expect(await page.locator('#form button').count()).to.equal(1)
    await page.goBack()
    expect(await page.locator('#form button').count()).to.equal(1)

    await context.unroute('**/report/api/send')
    await page.click('#form button')
    await receiptOf(page)
    expect(await casesThere()).to.equal(1)
  })

  it('When somebody on the way answers 413, 429, 503 or nonsense, then each has its sentence, and another try is good', async () => {
    const { page, context } = await visit(browser())
    await told(page)
    const said = new Set<string | null>()
    let button = next
    for (const status of [413, 429, 503, 500, 200]) {
      await context.route('**/report/api/puzzle', (route) => route.fulfill({ status, body: '<html>' }))
      await page.click(button)
      await page.waitForSelector('#form [role=alert]')
      said.add(await page.textContent('#form [role=alert]'))
      button = '#form section button >> nth=0'
      await context.unroute('**/report/api/puzzle')
    }
    // 429 and 503 say the same, and so do the last two.
    expect(said.size).to.equal(3)
    await page.click(button)
    await receiptOf(page)
  })

  it('When the server never answers, then it is not waited for for ever', async () => {
    const { page, context } = await visit(browser())
    await page.clock.install()
    await told(page)
    await context.route('**/report/api/puzzle', () => undefined)
    await page.click(next)
    await page.waitForSelector('#form progress')
    await passesUntil(page, '#form [role=alert]')
    expect(await page.textContent('#form [role=alert]')).to.contain('ติดต่อเซิร์ฟเวอร์ไม่ได้')
  })

  it('When the pass ends in the middle, then another one is got by itself, for a report and for an answer', async () => {
    const { page, context } = await visit(browser())
    await told(page)
    let late = true
    await context.route('**/api/{send,say}', (route) => {
      if (late) running.passTime(4 * 3_600_000)
      late = false
      return route.continue()
    })
    await page.click(next)
    const receipt = await receiptOf(page)
    expect(await casesThere()).to.equal(1)

    const later = await visit(browser())
    await later.page.goto(`${running.url}/case?lang=th`)
    await later.page.fill('input[name=receipt]', receipt)
    await later.page.click('button[type=submit]')
    await later.page.waitForSelector('ol.talk', { state: 'attached' })
    running.passTime(3_600_000)
    await later.page.fill('textarea[name=words]', 'ขอเพิ่มเติม')
    await later.page.click('form:has([name=words]) button[type=submit]')
    await later.page.waitForSelector('ol.talk li.reporter')
  })
})
