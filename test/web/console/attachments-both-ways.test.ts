// Files between a reporter and an officer, in two real browsers: each is sealed where it is chosen and opened where it is read.
// Pictures lose what hides in them; what cannot be cleaned is given out only after a warning was heard.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { createCasesModel } from '../../../src/features/cases/cases-model.js'
import { openKey } from '../../../src/sealing/vault.js'
import { type Visit, withBrowser } from '../../harness/browser.js'
import { reporterOf } from '../files/reporter-at-form.js'
import { withConsoleWorld } from './console-world.js'
import { looksRight, type OfficerAtBrowser, officerAtBrowser } from './officer-at-browser.js'

const canary = { file: 'kept-secret-name', inside: 'นกแก้วเจ้าเอ๋ย', camera: 'camera-of-the-clerk' }
const warning = { th: 'ไฟล์นี้ลบข้อมูลแฝงไม่ได้', en: 'Hidden data could not be removed' } as const
const harm = { th: 'PDF มีคำสั่งที่ทำงานเอง', en: 'orders that run by themselves' } as const

describe('Files between a reporter and an officer', () => {
  const browser = withBrowser()
  const world = withConsoleWorld()

  const picture = () =>
    sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } })
      .jpeg()
      .withExif({ IFD0: { Make: canary.camera } })
      .toBuffer()
  /** With an order that would run by itself: whoever opens it is warned, on either side. */
  const paper = Buffer.from(`%PDF-1.4 /JavaScript ${canary.inside}`)
  const chosen = async () => [
    { name: `${canary.file}.jpg`, mimeType: 'image/jpeg', buffer: await picture() },
    { name: `${canary.file}.pdf`, mimeType: 'application/pdf', buffer: paper },
  ]

  async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([page.waitForEvent('download'), press()])
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
  }

  /** In the frame, and drawn there. */
  async function isShown(page: Page, place: string): Promise<void> {
    const image = page.frameLocator(`${place} iframe[data-state=shown]`).locator('img')
    expect(await image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).to.equal(60)
  }

  async function savedPictureIsClean(page: Page, place: string): Promise<void> {
    const { bytes } = await saved(page, () => page.locator(`${place} figcaption button`).last().click())
    expect((await sharp(bytes).metadata()).exif).to.equal(undefined)
  }

  async function addsEvidence({ page }: Visit): Promise<void> {
    await page.setInputFiles('input[type=file]', await chosen())
    await page.waitForSelector('ul.files li[data-state=ready] >> nth=1')
    await looksRight(page)
    await page.fill('textarea[name=words]', 'หลักฐานเพิ่ม')
    await page.click('form:has([name=words]) button[type=submit]')
    await page.waitForSelector('ol.talk li.reporter')
    const shown = page.locator('ol.talk li.reporter button')
    await shown.first().click()
    await isShown(page, 'ol.talk li.reporter .case-file')
    await looksRight(page)
  }

  async function opensEvidence({ page, looksRight: right }: OfficerAtBrowser, language: 'th' | 'en') {
    const files = page.locator('ol.talk .attachment')
    await files.nth(0).locator('button').first().click()
    await isShown(page, 'ol.talk .attachment')
    await savedPictureIsClean(page, 'ol.talk .attachment >> nth=0 >>')
    const other = files.nth(1)
    let downloads = 0
    page.on('download', () => {
      downloads += 1
    })
    await other.locator('figcaption button').last().click()
    expect(await other.locator('[role=alert]').textContent()).to.include(warning[language])
    await right()
    await other.locator('[role=alert] button.second').click()
    expect(await other.locator('[role=alert]').count()).to.equal(0)
    expect(downloads, 'nothing was saved before it was confirmed').to.equal(0)
    await other.locator('figcaption button').last().click()
    const { name, bytes } = await saved(page, () => other.locator('[role=alert] button.danger').click())
    expect(name)
      .to.match(/\.pdf\.unsafe$/)
      .and.not.include(canary.file)
    expect(bytes.equals(paper)).to.equal(true)
    // What came with the report and is an original only.
    const original = page.locator('section:has(#told) .attachment')
    await original.locator('figcaption button').last().click()
    expect(await original.locator('[role=alert]').textContent()).to.include(warning[language])
  }

  async function answersWithFiles({ page, looksRight: right }: OfficerAtBrowser): Promise<void> {
    const big = { name: 'big.zip', mimeType: 'application/zip', buffer: Buffer.alloc(10_000_001) }
    await page.setInputFiles('#reply-files', big)
    await page.waitForSelector('form:has(#reply) li[data-state=refused]')
    await page.setInputFiles('#reply-files', await chosen())
    await page.waitForSelector('form:has(#reply) ul.files li[data-state=ready] >> nth=1')
    await right()
    await page.fill('#reply', 'หนังสือตอบ')
    await page.click('form:has(#reply) button[type=submit]')
    await page.waitForSelector('ol.talk li.ours .attachment')
    await savedPictureIsClean(page, 'ol.talk li.ours .attachment >> nth=0 >>')
  }

  async function opensAnswer({ page }: Visit, language: 'th' | 'en'): Promise<void> {
    await page.fill('textarea[name=words]', 'ขอบคุณ')
    await page.click('form:has([name=words]) button[type=submit]')
    await page.waitForSelector('ol.talk li.agency .case-file >> nth=1')
    const files = page.locator('ol.talk li.agency .case-file')
    const other = files.nth(1)
    await other.locator('figcaption button').last().click()
    expect(await other.locator('[role=alert]').textContent()).to.include(harm[language])
    await looksRight(page)
    const { name, bytes } = await saved(page, () => other.locator('[role=alert] button.danger').click())
    expect(name)
      .to.match(/\.pdf\.unsafe$/)
      .and.not.include(canary.file)
    expect(bytes.equals(paper)).to.equal(true)
    await files.nth(0).locator('button').first().click()
    await isShown(page, 'ol.talk li.agency .case-file')
    await looksRight(page)
  }

  for (const [language, width] of [
    ['th', 360],
    ['en', 1280],
  ] as const)
    it(`When files go both ways in ${language} at ${width} px, then each side opens the other's, and nothing leaves in clear`, async () => {
      const officer = await officerAtBrowser(world(), browser(), await world().person(['ethics']), {
        language,
        width,
      })
      const keys = await officer.isInWithKey('ผู้อ่าน')
      const caseId = await world().file([keys])
      const sealed = await createCasesModel(world().connection).find(caseId)
      const caseKey = await openKey(keys, sealed?.envelope.recipients[0]?.sealedKey ?? '')

      const reporter = await reporterOf(world(), browser(), { caseId, caseKey }, { language, width })
      await addsEvidence(reporter)
      await officer.go(`cases/${caseId}`)
      await opensEvidence(officer, language)
      await officer.page
        .locator('section:has(#work) button, button')
        .filter({ hasText: /รับเรื่องนี้|Take/ })
        .first()
        .click()
      await officer.page.waitForSelector('#reply')
      await answersWithFiles(officer)
      await opensAnswer(reporter, language)

      for (const { requests } of [officer, reporter])
        for (const request of requests) {
          const sent = Buffer.concat([
            Buffer.from(request.url()),
            request.postDataBuffer() ?? Buffer.from(''),
          ])
          for (const secret of Object.values(canary)) expect(sent.includes(secret)).to.equal(false)
        }
      for (const secret of Object.values(canary)) expect(world().logged()).not.to.include(secret)
      expect([...officer.problems, ...reporter.problems]).to.deep.equal([])
    })
})
