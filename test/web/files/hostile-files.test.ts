// Hostile files through the whole product, in a real browser: a server outside writes down who calls, and nobody may. The same files
// opened the usual way do call, so that the server's silence says something.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { strToU8, zipSync } from 'fflate'
import type { Frame, Locator } from 'playwright-core'
import { createCasesModel } from '../../../src/features/cases/cases-model.js'
import { openKey, type RecipientKeys } from '../../../src/sealing/vault.js'
import { pressEscapeTwiceAtOnce, visit, withBrowser } from '../../harness/browser.js'
import { withConsoleWorld } from '../console/console-world.js'
import { looksRight, type OfficerAtBrowser, officerAtBrowser } from '../console/officer-at-browser.js'
import { callingPaper, lockedPaper, longPaper, multiplyingPaper, swellingPaper } from './hostile-papers.js'
import { hugeGif, hugePng, hugeWebp, multiplyingDrawing } from './hostile-pictures.js'
import { atEvidence, reporterOf, sends } from './reporter-at-form.js'

describe('Hostile files in front of an officer', () => {
  const browser = withBrowser()
  const world = withConsoleWorld()
  let called: string[] = []
  let served = ''
  const outside = createServer((request, response) => {
    if (request.url === '/page') return void response.setHeader('content-type', 'text/html').end(served)
    called.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*').end('x')
  })
  const at = () => `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
  before((done) => void outside.listen(0, '127.0.0.1', done))
  after((done) => void outside.close(done))
  beforeEach(() => {
    called = []
  })

  const attack = () =>
    `new Image().src='${at()}/script';try{fetch('${at()}/fetch')}catch{};try{top.document.title='taken'}catch{}`
  const svg = () =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="${attack()}"><script>${attack()}</script><image href="${at()}/picture" width="9" height="9"/><rect width="40" height="40" fill="red"/></svg>`
  const html = () =>
    `<!DOCTYPE html><html><body><img src="${at()}/pixel"><link rel="stylesheet" href="${at()}/style"><script>${attack()}</script></body></html>`
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!', '$H+H*'].join('')
  const bomb = () => Buffer.from(zipSync({ zeros: new Uint8Array(40_000_000), 'run.exe': strToU8('MZ') }))

  async function officerWith(files: readonly Buffer[], width = 1280): Promise<OfficerAtBrowser> {
    const officer = await officerAtBrowser(world(), browser(), await world().person(['ethics']), { width })
    await officer.isInWithKey('ผู้อ่าน')
    const reporter = await atEvidence(browser(), { url: world().url })
    const named = files.map((buffer, place) => ({ name: `f${place}`, mimeType: '', buffer }))
    await reporter.page.setInputFiles('#evidence', named)
    await reporter.page
      .locator('fieldset:has(#evidence) li[data-state=ready]')
      .nth(files.length - 1)
      .waitFor()
    await sends(reporter)
    const [row] = await world().connection.collection<{ _id: string }>('cases').find().toArray()
    await officer.go(`cases/${row?._id}`)
    await officer.page
      .locator('section:has(#told) .attachment:not(details *)')
      .nth(files.length - 1)
      .waitFor()
    return officer
  }
  /** As a reporter's own program would send them, past the checks of our form. */
  async function filedFor(
    files: readonly Buffer[],
  ): Promise<OfficerAtBrowser & { keys: RecipientKeys; caseId: string }> {
    const officer = await officerAtBrowser(world(), browser(), await world().person(['ethics']))
    const keys = await officer.isInWithKey('ผู้อ่าน')
    const caseId = await world().file([keys], [], 'เรื่องที่แจ้ง', undefined, files)
    await officer.go(`cases/${caseId}`)
    await attachment(officer, files.length - 1).waitFor()
    return { ...officer, keys, caseId }
  }
  const attachment = ({ page }: OfficerAtBrowser, place: number) =>
    page.locator('section:has(#told) .attachment:not(details *)').nth(place)

  async function looks(file: Locator): Promise<void> {
    await file.locator('button', { hasText: 'แสดง' }).click()
    const warned = file.locator('[role=alert] button.danger')
    await file.locator('iframe, [role=alert]').first().waitFor()
    if (await warned.count()) await warned.click()
  }

  /** Through the warning, if there is one; answers the frame when it says that it shows something. */
  async function looksAt(file: Locator): Promise<Frame> {
    await looks(file)
    const shown = file.locator('iframe')
    await file.locator('iframe[data-state=shown]').waitFor()
    const frame = await (await shown.elementHandle())?.contentFrame()
    if (!frame) throw new Error('There is no frame')
    return frame
  }

  /** The sentence in the place of the frame, or in it. */
  const inkOn = (canvas: Locator) =>
    canvas.evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement
      const points = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data
      return points?.some((value, place) => place % 4 === 0 && value < 60) ?? false
    })

  it('When a PDF, a drawing and a page that call out are looked at, then they are seen as pictures and words, and nobody is called', async () => {
    const officer = await officerWith([callingPaper(at()), Buffer.from(svg()), Buffer.from(html())])
    const shown = await looksAt(attachment(officer, 0))
    const canvas = shown.locator('canvas')
    expect(await canvas.count()).to.equal(1)
    expect(await inkOn(canvas), 'something is written on it').to.equal(true)
    for (const press of [1, 2]) await canvas.click({ clickCount: press })
    expect(await shown.locator('a, input, [onclick], iframe, embed, object').count()).to.equal(0)
    const drawing = await looksAt(attachment(officer, 1))
    expect(await drawing.locator('img').evaluate((img) => (img as HTMLImageElement).naturalWidth)).to.equal(
      40,
    )
    const words = await looksAt(attachment(officer, 2))
    expect(await words.locator('pre').textContent()).to.equal(html())
    expect(called).to.deep.equal([])
    expect(await officer.page.title()).to.not.equal('taken')
    await officer.looksRight()
  })

  it('When a PDF or a picture would freeze the browser, is locked, broken or endless, then it ends with a sentence and the page goes on', async () => {
    const endings = [
      [multiplyingPaper(), 'ใช้เวลานานเกินไป'],
      [lockedPaper(), 'มีรหัสผ่าน'],
      [Buffer.from('%PDF-1.7\nnothing that anybody could read'), 'ไฟล์อาจเสีย'],
      [hugePng(), 'จำนวนพิกเซลมากผิดปกติ'],
      [hugeWebp(), 'จำนวนพิกเซลมากผิดปกติ'],
      [hugeGif(), 'จำนวนพิกเซลมากผิดปกติ'],
      [Buffer.from(multiplyingDrawing()), 'ซับซ้อน'],
    ] as const
    const officer = await filedFor(endings.map(([bytes]) => bytes))
    for (const [place, [, sentence]] of endings.entries()) {
      const file = attachment(officer, place)
      await looks(file)
      await file.locator('[role=alert]', { hasText: sentence }).waitFor()
      expect(await file.locator('iframe').count(), sentence).to.equal(0)
    }
    await officer.looksRight()
  })

  it('When a PDF is long, has a page miles wide, or swells when it is unpacked, then the first pages are shown within bounds, and it is said that there are more', async () => {
    const officer = await filedFor([longPaper(60), swellingPaper()])
    const shown = await looksAt(attachment(officer, 0))
    expect(await shown.locator('canvas').count()).to.equal(50)
    expect(await shown.locator('body').textContent()).to.include('50 หน้าแรก')
    const sizes = await shown
      .locator('canvas')
      .evaluateAll((all) =>
        all.map((one) => [one as HTMLCanvasElement].map(({ width, height }) => width * height)[0] ?? 0),
      )
    expect(Math.max(...sizes)).to.be.at.most(2_500_000)
    // What swells beyond any page is not unpacked to its end.
    const swollen = await looksAt(attachment(officer, 1))
    expect(await inkOn(swollen.locator('canvas'))).to.equal(false)
  })

  it('When code does run in the frame, then it has no origin, no keys, no window of ours and no way out', async () => {
    const officer = await filedFor([Buffer.from('บันทึกของผู้เห็นเหตุการณ์')])
    const frame = await looksAt(attachment(officer, 0))
    // Written down, so that no compiler puts its own words into it.
    const reached = await frame.evaluate(`(async () => {
      const address = '${at()}'
      const tries = {
        top: () => window.top.document.title,
        location: () => window.top.location.href,
        move: () => { window.top.location.href = address + '/moved' },
        session: () => window.sessionStorage.length,
        local: () => window.localStorage.length,
        cookie: () => document.cookie,
        opener: () => window.opener.document,
        other: () => window.open(address + '/window').name,
        fetch: () => fetch(address + '/fetch'),
        own: () => fetch('/console/cases', { credentials: 'include' }),
        picture: () => new Promise((done, failed) => {
          const image = new Image()
          image.onload = done
          image.onerror = () => failed(new Error('none'))
          image.src = address + '/picture'
        }),
      }
      const got = []
      for (const [name, attempt] of Object.entries(tries))
        await Promise.resolve().then(attempt).then(() => got.push(name), () => undefined)
      navigator.sendBeacon(address + '/beacon')
      return got
    })()`)
    expect(reached).to.deep.equal([])
    expect(called).to.deep.equal([])
    expect(await frame.evaluate(() => window.origin)).to.equal('null')
  })

  it('When the same page is opened the usual way, then it does call out: the silence above says something', async () => {
    served = html()
    const { page } = await visit(browser(), { width: 1280, language: 'th' })
    await page.goto(`${at()}/page`, { waitUntil: 'networkidle' })
    expect(called).to.include.members(['/pixel', '/script', '/fetch'])
  })

  it('When a file shows signs of harm, then it is said what, nothing is given out before that was heard, and its name starts nothing', async () => {
    const officer = await officerWith([Buffer.from(eicar), bomb()], 390)
    const { page } = officer
    let downloads = 0
    page.on('download', () => {
      downloads += 1
    })
    for (const [place, words, name] of [
      [0, 'EICAR', 'หลักฐาน-1.txt.unsafe'],
      [1, 'ใหญ่ผิดปกติ', 'หลักฐาน-2.zip.unsafe'],
    ] as const) {
      const file = attachment(officer, place)
      await file.locator('button', { hasText: 'บันทึก' }).click()
      const warning = file.locator('[role=alert]')
      expect(await warning.textContent()).to.include(words)
      expect(downloads, 'nothing before it was heard').to.equal(place)
      await officer.looksRight()
      const download = page.waitForEvent('download')
      await warning.locator('button.danger').click()
      expect((await download).suggestedFilename()).to.equal(name)
    }
  })

  it('When a reporter opens what may do harm, then it is warned of and shown in the same frame, and Esc pressed twice in it leaves the page', async () => {
    const { keys, caseId } = await filedFor([callingPaper(at()), hugePng(), Buffer.from(eicar)])
    const sealed = await createCasesModel(world().connection).find(caseId)
    const caseKey = await openKey(keys, sealed?.envelope.recipients[0]?.sealedKey ?? '')
    const { page } = await reporterOf(world(), browser(), { caseId, caseKey }, { language: 'th', width: 390 })
    await page.locator('summary').last().click()
    const file = (place: number) => page.locator('details .case-file').nth(place)
    await file(2).locator('button', { hasText: 'บันทึก' }).click()
    expect(await file(2).locator('[role=alert]').textContent()).to.include('EICAR')
    await looks(file(1))
    await file(1).locator('[role=alert]', { hasText: 'จำนวนพิกเซลมากผิดปกติ' }).waitFor()
    const shown = await looksAt(file(0))
    expect(await inkOn(shown.locator('canvas'))).to.equal(true)
    await looksRight(page)
    expect(called).to.deep.equal([])
    const away = 'https://www.tmd.go.th/'
    await page.route(`${away}**`, (route) => route.fulfill({ body: 'weather', contentType: 'text/plain' }))
    await shown.locator('canvas').click()
    await pressEscapeTwiceAtOnce(page)
    await page.waitForURL(away)
  })

  it('When nothing is found, then it is not called safe', async () => {
    const officer = await filedFor([Buffer.from('บันทึก')])
    await looksAt(attachment(officer, 0))
    const told = await attachment(officer, 0).locator('[role=status]').textContent()
    expect(told).to.include('ไม่ได้แปลว่าไฟล์ปลอดภัย')
  })
})
