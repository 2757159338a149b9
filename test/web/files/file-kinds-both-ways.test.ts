// Files of many kinds through every door of a browser: what each is called, what hid in it, under which name it opens, and that
// both sides give it the same number.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { type Visit, withBrowser } from '../../harness/browser.js'
import { examplesOfKinds } from '../../media/file-examples.js'
import { withConsoleWorld } from '../console/console-world.js'
import { type OfficerAtBrowser, officerAtBrowser } from '../console/officer-at-browser.js'
import { atEvidence, comesBack, sends } from './reporter-at-form.js'

const canary = 'CANARY-camera'

describe('Kinds of files between a reporter and an officer', () => {
  const browser = withBrowser()
  const world = withConsoleWorld()

  /** Nothing of the kind is told to the browser: it has to look. */
  const file = (ending: string, buffer = examplesOfKinds[ending] ?? Buffer.from('?')) => ({
    name: `secret-name-${ending}`,
    mimeType: '',
    buffer,
  })
  const photograph = () =>
    sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } }).withExif({
      IFD0: { Make: canary },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '13/1 45/1 0/1' },
    })
  async function heic(): Promise<Buffer> {
    const bytes = await photograph().avif({ effort: 0 }).toBuffer()
    // All its brands: else a browser that draws AVIF draws it.
    const brands = bytes.toString('latin1', 0, 48).replaceAll('avif', 'heic')
    bytes.write(brands, 0, 'latin1')
    return bytes
  }

  async function chooses(
    { page }: Visit,
    input: string,
    files: ReturnType<typeof file>[],
  ): Promise<string[]> {
    await page.setInputFiles(input, files)
    const form = page.locator(`fieldset:has(${input})`)
    await form
      .locator('li[data-state=ready]')
      .nth(files.length - 1)
      .waitFor()
    return form.locator('li .facts').allTextContents()
  }
  async function saves(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
  }
  /** Presses through the warning, if there is one. */
  async function officerSaves({ page }: OfficerAtBrowser, attachment: Locator) {
    const button = attachment.locator('figcaption button').last()
    const download = page.waitForEvent('download')
    await button.click()
    // Asked first, or saved at once: either shows.
    const warned = attachment.locator('[role=alert] button.danger')
    await Promise.race([warned.waitFor(), download]).catch(() => undefined)
    if (await warned.count()) await warned.click()
    const saved = await download
    return { name: saved.suggestedFilename(), bytes: await readFile(await saved.path()) }
  }

  it('When a reporter sends what a telephone and an office make, then each is named, cleaned where it can be, opens on the other side, and has one number', async () => {
    const officer = await officerAtBrowser(world(), browser(), await world().person(['ethics']))
    await officer.isInWithKey('ผู้อ่าน')
    const at = { url: world().url }
    const reporter = await atEvidence(browser(), at)
    const told = await chooses(reporter, '#evidence', [
      file('doc'),
      file('heic', await heic()),
      file('tiff', await photograph().tiff().toBuffer()),
      file('mov'),
      file('png', await photograph().png().toBuffer()),
      file('bin', Buffer.from([0, 1, 2, 3, 0, 5])),
    ])
    const expected = [
      /DOC.*ผู้แก้ไข/,
      /HEIC.*ลบข้อมูลแฝง/,
      /TIFF.*ลบข้อมูลแฝง/,
      /MOV.*พิกัด/,
      /PNG.*วาดใหม่/,
      /ไม่รู้จักชนิด/,
    ]
    for (const [place, pattern] of expected.entries()) expect(told[place]).to.match(pattern)
    const receipt = await sends(reporter)

    const [row] = await world().connection.collection<{ _id: string }>('cases').find().toArray()
    await officer.go(`cases/${row?._id}`)
    const attachments = officer.page.locator('section:has(#told) .attachment:not(details *)')
    await attachments.nth(5).waitFor()
    const names: string[] = []
    for (let place = 0; place < 6; place += 1) {
      const { name, bytes } = await officerSaves(officer, attachments.nth(place))
      names.push(name)
      expect(bytes.includes(canary), name).to.equal(false)
      expect(bytes.includes('GPSLatitude'), name).to.equal(false)
    }
    const endings = ['doc', 'heic', 'tiff', 'mov', 'png', 'bin']
    expect(names).to.deep.equal(endings.map((ending, place) => `หลักฐาน-${place + 1}.${ending}`))
    await officer.looksRight()

    await officer.page
      .getByRole('button', { name: /รับเรื่องนี้/ })
      .first()
      .click()
    await officer.page.waitForSelector('#reply')
    const again = await chooses(officer, '#reply-files', [file('xls'), file('ogg')])
    expect(again.map((row) => /ไฟล์ที่ (\d+)/.exec(row)?.[1])).to.deep.equal(['7', '8'])
    await officer.page.fill('#reply', 'หนังสือตอบ')
    await officer.page.click('form:has(#reply) button[type=submit]')
    await officer.page.waitForSelector('ol.talk li.ours .attachment >> nth=1')

    await comesBack(reporter, at, receipt)
    await reporter.page.locator('summary').last().click()
    const own = reporter.page.locator('details:has(dl.told)')
    const all = (await own.textContent()) ?? ''
    for (const number of [1, 2, 3, 4, 5, 6]) expect(all).to.include(`ไฟล์ที่ ${number}`)
    const tiff = await saves(
      reporter.page,
      own.locator('.case-file', { hasText: 'TIFF' }).locator('button').last(),
    )
    expect(tiff.name).to.equal('ไฟล์-3.tiff')
    expect((await sharp(tiff.bytes).metadata()).format).to.equal('tiff')
    // What could not be cleaned is the reporter's own, too.
    const doc = await saves(
      reporter.page,
      own.locator('.case-file', { hasText: 'DOC' }).locator('button').last(),
    )
    expect(doc.name).to.equal('ไฟล์-1.doc')
    expect(doc.bytes.equals(file('doc').buffer)).to.equal(true)
    const answered = reporter.page.locator('li.agency .case-file')
    const received = [
      (await saves(reporter.page, answered.nth(0).locator('button').last())).name,
      (await saves(reporter.page, answered.nth(1).locator('button').last())).name,
    ]
    expect(received).to.deep.equal(['ไฟล์-7.xls', 'ไฟล์-8.ogg'])
    const later = await chooses(reporter, '#words-files', [file('csv')])
    expect(later[0]).to.match(/ไฟล์ที่ 9/)
    await reporter.page.click('form:has(#words-files) button[type=submit]')
    await reporter.page.locator('ol.talk li.reporter', { hasText: 'ไฟล์ที่ 9' }).waitFor()
    await officer.go(`cases/${row?._id}`)
    await officer.page.locator('ol.talk li.theirs', { hasText: 'ไฟล์ที่ 9' }).waitFor()
    expect([...officer.problems, ...reporter.problems]).to.deep.equal([])
  })

  it('When an officer enters a letter by hand, then its files are cleaned and named as those of reporters are', async () => {
    const officer = await officerAtBrowser(world(), browser(), await world().person(['ethics']), {
      language: 'en',
    })
    await officer.isInWithKey('Reader')
    await officer.go('entry')
    await officer.page.fill('textarea[required]', 'A letter came')
    const told = await chooses(officer, '#entry-files', [
      file('jpg', await photograph().jpeg().toBuffer()),
      file('docx'),
    ])
    expect(told[0]).to.match(/JPG.*Drawn anew/)
    expect(told[1]).to.match(/DOCX.*author/)
    await officer.looksRight()
    await officer.page.click('form button[type=submit]')
    await officer.page.waitForSelector('.good')
    const [row] = await world().connection.collection<{ _id: string }>('cases').find().toArray()
    await officer.go(`cases/${row?._id}`)
    const attachments = officer.page.locator('section:has(#told) .attachment:not(details *)')
    await attachments.nth(1).waitFor()
    const picture = await officerSaves(officer, attachments.nth(0))
    expect(picture.name).to.equal('evidence-1.jpg')
    expect(picture.bytes.includes(canary)).to.equal(false)
    expect((await officerSaves(officer, attachments.nth(1))).name).to.equal('evidence-2.docx')
    expect(officer.problems).to.deep.equal([])
  })
})
