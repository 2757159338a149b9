// Officers at the console in a real browser: from the link in the chat to the answer that a reporter reads, in both languages.
// What leaves the browser is looked at, too: nothing of it is in clear.
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { partPlace } from '../../../src/features/cases/case.js'
import { createCasesModel } from '../../../src/features/cases/cases-model.js'
import { openKey, openPart, type RecipientKeys } from '../../../src/security/vault.js'
import { fromStored } from '../../../src/security/vault-encoding.js'
import { seriousFindings, visit, widerThanWindow, withBrowser } from '../../harness/browser.js'
import { type ConsoleWorld, openConsoleWorld } from './console-world.js'

const passphrase = 'ม้า แบตเตอรี่ ลวด ทะเล'
const canary = 'นายทดสอบเรียกรับเงินสามหมื่นบาท'
const answerCanary = 'ขอบคุณสำหรับข้อมูลที่แจ้งเข้ามา'

describe('The console in a browser', function () {
  this.timeout(300_000)
  const browser = withBrowser()
  let world: ConsoleWorld
  beforeEach(async () => {
    world = await openConsoleWorld()
  })
  afterEach(() => world.stop())

  async function signIn(page: Page, role: 'ethics' | 'admin'): Promise<void> {
    const person = await world.person([role])
    await page.goto(`${world.url}/console/sign-in#${await world.linkFor(person)}`)
    await page.waitForURL('**/console/second-factor')
    await page.locator('summary').click()
    const secret = ((await page.locator('p.code').textContent()) ?? '').replaceAll(' ', '')
    await page.locator('#code').fill(world.code(secret))
    await page.locator('form button').click()
    await page.waitForURL('**/console/cases')
  }

  /** Makes a key and answers what unlocks it. */
  async function enrol(page: Page): Promise<RecipientKeys> {
    await page.goto(`${world.url}/console/key`)
    await page.locator('#key-name').fill('นางสาวผู้อ่าน')
    await page.locator('#new-first').fill(passphrase)
    await page.locator('#new-second').fill(passphrase)
    await page.locator('#new-second ~ button').click()
    await page.locator('[data-recovery-key]').waitFor({ timeout: 60_000 })
    await page.locator('input[type=checkbox]').check()
    await page.locator('.choice ~ button').click()
    await page.locator('a[href="/console/cases"].button').waitFor()
    return page.evaluate(() => JSON.parse(sessionStorage.getItem('sujarit officer key') ?? '{}'))
  }

  async function isFine(page: Page): Promise<void> {
    expect(await seriousFindings(page), page.url()).to.deep.equal([])
    expect(await widerThanWindow(page), page.url()).to.be.at.most(0)
  }

  it('When an ethics officer enrols, then she opens a case, answers it and ends it, and no word leaves in clear', async () => {
    const { page, requests, problems } = await visit(browser(), { width: 1280 })
    await signIn(page, 'ethics')
    const keys = await enrol(page)
    const [{ id = '' } = {}] = await world.product.features.console.keys.all()
    const caseId = await world.file([{ id, publicKey: keys.publicKey }], [], canary)

    await page.goto(`${world.url}/console/cases`)
    await page.locator('table.cases a').click()
    await page.getByText(canary).waitFor()
    expect(await page.locator('#reply').count()).to.equal(0)
    await page.getByText('รับเรื่องนี้', { exact: true }).click()
    await page.locator('#reply').fill(answerCanary)
    await page.getByText('ส่งข้อความ', { exact: true }).click()
    await page.locator('.talk .ours').waitFor()
    await page.locator('#note').fill('ตรวจแล้วมีมูล')
    await page.getByText('บันทึก', { exact: true }).click()
    await page.locator('#notes ~ .told').waitFor()
    await page.getByText('เปลี่ยนสถานะ', { exact: true }).click()
    await page.locator('#status-to').selectOption('factFinding')
    await page.locator('#status-on').fill('2026-11-20')
    await page.locator('#status-reason').fill('ข้อมูลเพียงพอ')
    await page.getByText('บันทึกสถานะ', { exact: true }).click()
    await page.locator('#history').waitFor()
    await isFine(page)

    expect((await world.product.features.complaints.rules.find(caseId))?.status).to.equal('factFinding')
    const model = createCasesModel(world.connection)
    const [reply] = await model.parts(caseId, ['reply'])
    const sealed = await model.find(caseId)
    const caseKey = await openKey(keys, sealed?.envelope.recipients[0]?.sealedKey ?? '')
    const place = partPlace(caseId, reply?.id ?? '', 'reply')
    const opened = await openPart(caseKey, place, fromStored(reply?.sealed ?? '') ?? new Uint8Array())
    expect(new TextDecoder().decode(opened)).to.include(answerCanary)

    const sent = requests.map((request) => `${request.url()} ${request.postData() ?? ''}`).join('\n')
    for (const secret of [canary, answerCanary, passphrase, keys.privateKey, 'ข้อมูลเพียงพอ', 'ตรวจแล้วมีมูล']) {
      expect(sent).not.to.include(secret)
      expect(sent).not.to.include(encodeURIComponent(secret))
      expect(world.logged()).not.to.include(secret)
    }
    expect(
      requests.every(
        (request) =>
          request.url().startsWith(world.url) ||
          request.url().startsWith('blob:') ||
          request.url().startsWith('data:'),
      ),
    ).to.equal(true)
    expect(problems).to.deep.equal([])
  })

  it('When the tab is closed, then the key is asked for again, and a wrong passphrase opens nothing', async () => {
    const { page, context } = await visit(browser(), { width: 390 })
    await signIn(page, 'ethics')
    const keys = await enrol(page)
    const [{ id = '' } = {}] = await world.product.features.console.keys.all()
    const caseId = await world.file([{ id, publicKey: keys.publicKey }], [], canary)
    const other = await context.newPage()
    await other.goto(`${world.url}/console/cases/${caseId}`)
    await other.locator('#unlock-words').fill('อะไรก็ไม่รู้')
    await other.locator('form button[type=submit]').click()
    await other.locator('[role=alert]').waitFor({ timeout: 60_000 })
    expect(await other.content()).not.to.include(canary)
    await other.locator('#unlock-words').fill(passphrase)
    await other.locator('form button[type=submit]').click()
    await other.getByText(canary).waitFor({ timeout: 60_000 })
    await isFine(other)
  })

  it('When a letter is entered by hand, then it is sealed in the browser and in the register', async () => {
    const { page, requests } = await visit(browser(), { width: 1280 })
    await signIn(page, 'ethics')
    await enrol(page)
    await page.goto(`${world.url}/console/entry`)
    await page.locator('textarea').first().fill(canary)
    await page.locator('form button[type=submit]').click()
    await page.locator('.good').waitFor()
    expect(requests.map((request) => request.postData() ?? '').join('\n')).not.to.include(canary)
    await page.goto(`${world.url}/console/cases`)
    await page.locator('table.cases a').click()
    await page.getByText(canary).waitFor()
  })

  for (const language of ['th', 'en'] as const)
    it(`When the pages are read in ${language}, then axe finds nothing serious, wide or narrow`, async () => {
      const { page, problems } = await visit(browser(), { width: 1280, language })
      await page.goto(`${world.url}/console/sign-in?lang=${language}`)
      await isFine(page)
      await signIn(page, 'admin')
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 })
        for (const place of [
          'cases',
          'key',
          'entry',
          'overview',
          'officers',
          'campaigns',
          'audit',
          'settings',
        ]) {
          await page.goto(`${world.url}/console/${place}?lang=${language}`)
          await isFine(page)
        }
      }
      expect(problems).to.deep.equal([])
    })
})
