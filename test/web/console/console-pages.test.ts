// Officers at the console in a real browser: from the link in the chat to the answer that a reporter reads, in both languages.
// What leaves the browser is looked at, too: nothing of it is in clear.
import { expect } from 'chai'
import { partPlace } from '../../../src/features/cases/case.js'
import { createCasesModel } from '../../../src/features/cases/cases-model.js'
import { openKey, openPart } from '../../../src/sealing/vault.js'
import { fromStored } from '../../../src/sealing/vault-encoding.js'
import { withBrowser } from '../../harness/browser.js'
import { withConsoleWorld } from './console-world.js'
import { looksRight, officerAtBrowser, passphrase } from './officer-at-browser.js'

const canary = 'นายทดสอบเรียกรับเงินสามหมื่นบาท'
const answerCanary = 'ขอบคุณสำหรับข้อมูลที่แจ้งเข้ามา'

describe('The console in a browser', () => {
  const browser = withBrowser()
  const world = withConsoleWorld()

  const come = async (role: 'ethics' | 'admin', how: { width?: number; language?: 'th' | 'en' } = {}) =>
    officerAtBrowser(world(), browser(), await world().person([role]), how)

  it('When an ethics officer enrols, then she opens a case, answers it and ends it, and no word leaves in clear', async () => {
    const officer = await come('ethics')
    const { page, requests, problems } = officer
    await officer.signIn()
    const { keys } = await officer.makeKey('นางสาวผู้อ่าน')
    const [{ id = '' } = {}] = await world().product.features.console.keys.all()
    const caseId = await world().file([{ id, publicKey: keys.publicKey }], [], canary)

    await page.goto(`${world().url}/console/cases`)
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
    await looksRight(page)

    expect((await world().product.features.complaints.rules.find(caseId))?.status).to.equal('factFinding')
    const model = createCasesModel(world().connection)
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
      expect(world().logged()).not.to.include(secret)
    }
    expect(
      requests.every(
        (request) =>
          request.url().startsWith(world().url) ||
          request.url().startsWith('blob:') ||
          request.url().startsWith('data:'),
      ),
    ).to.equal(true)
    expect(problems).to.deep.equal([])
  })

  it('When the tab is closed, then the key is asked for again, and a wrong passphrase opens nothing', async () => {
    const officer = await come('ethics', { width: 390 })
    await officer.signIn()
    const { keys } = await officer.makeKey('นางสาวผู้อ่าน')
    const [{ id = '' } = {}] = await world().product.features.console.keys.all()
    const caseId = await world().file([{ id, publicKey: keys.publicKey }], [], canary)
    const other = await officer.context.newPage()
    await other.goto(`${world().url}/console/cases/${caseId}`)
    await other.locator('#unlock-words').fill('อะไรก็ไม่รู้')
    await other.locator('form button[type=submit]').click()
    await other.locator('[role=alert]').waitFor()
    expect(await other.content()).not.to.include(canary)
    await other.locator('#unlock-words').fill(passphrase)
    await other.locator('form button[type=submit]').click()
    await other.getByText(canary).waitFor()
    await looksRight(other)
  })

  it('When a letter is entered by hand, then it is sealed in the browser and in the register', async () => {
    const officer = await come('ethics')
    const { page, requests } = officer
    await officer.isInWithKey('นางสาวผู้อ่าน')
    await officer.go('entry')
    await page.locator('textarea').first().fill(canary)
    await page.locator('form button[type=submit]').click()
    await page.locator('.good').waitFor()
    expect(requests.map((request) => request.postData() ?? '').join('\n')).not.to.include(canary)
    await page.goto(`${world().url}/console/cases`)
    await page.locator('table.cases a').click()
    await page.getByText(canary).waitFor()
  })

  for (const language of ['th', 'en'] as const)
    it(`When the pages are read in ${language}, then axe finds nothing serious, wide or narrow`, async () => {
      const officer = await come('admin', { language })
      const { page, problems } = officer
      await officer.go('sign-in')
      await officer.looksRight()
      await officer.isIn()
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
          await officer.go(place)
          await officer.looksRight()
        }
      }
      expect(problems).to.deep.equal([])
    })
})
