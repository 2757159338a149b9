// Choosing files in a real browser: each has its own row, the good ones stay, and every refusal says why it was that one.
import { expect } from 'chai'
import sharp from 'sharp'
import { type Visit, withBrowser } from '../../harness/browser.js'
import { type RunningProduct, startProduct } from '../../harness/product.js'
import { addReader } from '../../harness/reader-added.js'
import { looksRight } from '../console/officer-at-browser.js'
import { atEvidence, next } from './reporter-at-form.js'

describe('Choosing files', () => {
  const browser = withBrowser()
  let running: RunningProduct
  before(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    await addReader(running, 'สมศรี มีธรรม')
  })
  after(() => running.stop())

  const note = (number: number) => ({
    name: `note-${number}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(`บันทึกที่ ${number}`),
  })
  const settled = ({ page }: Visit) =>
    page.waitForFunction(
      () =>
        document.querySelector('ul.files li') !== null &&
        !document.querySelector('ul.files li:is([data-state=reading], [data-state=cleaning])'),
    )
  const rows = ({ page }: Visit) =>
    page.locator('ul.files > li').evaluateAll((all) =>
      all.map((row) => ({
        state: row.getAttribute('data-state') ?? '',
        name: row.querySelector('.name')?.textContent ?? '',
        why: row.querySelector('.why')?.textContent ?? '',
      })),
    )
  /** What this device does not let be read, as a file that is locked or still in a cloud. */
  const locks = ({ page }: Visit) =>
    page.evaluate(() => {
      const read = File.prototype.arrayBuffer
      File.prototype.arrayBuffer = function (this: File) {
        const why = /^(locked|moved)/.exec(this.name)?.[1]
        if (why === undefined || document.body.dataset.unlocked) return read.call(this)
        const name = why === 'locked' ? 'NotReadableError' : 'NotFoundError'
        return Promise.reject(new DOMException('as browsers do', name))
      }
    })

  /** Says that it is 50,000 × 50,000 pixels, in 33 bytes. */
  function bomb(): Buffer {
    const head = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR', 'latin1')
    const size = Buffer.alloc(17)
    size.writeUInt32BE(50_000, 0)
    size.writeUInt32BE(50_000, 4)
    return Buffer.concat([head, size])
  }

  for (const [language, width, words] of [
    ['th', 390, ['10 MB', 'ว่างเปล่า', 'อ่าน', 'ไม่อยู่ในที่เดิม', 'มีไฟล์นี้อยู่แล้ว', 'พิกเซล', 'เกินจำนวน 10']],
    ['en', 1280, ['10 MB', 'empty', 'read', 'no longer', 'already', 'pixels', 'more than the 10']],
  ] as const)
    it(`When good and bad files are chosen at once in ${language}, then each bad one says why in its own row, exactly the surplus is over, and the good ones stay`, async () => {
      const reporter = await atEvidence(browser(), { url: running.url, language, width })
      const { page } = reporter
      await locks(reporter)
      const text = { mimeType: 'text/plain', buffer: Buffer.from('ปิดไว้') }
      await page.setInputFiles('#evidence', [
        note(1),
        { name: 'large.zip', mimeType: 'application/zip', buffer: Buffer.alloc(10_000_001, 1) },
        { name: 'nothing.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
        { ...text, name: 'locked.txt' },
        { ...text, name: 'moved.txt' },
        { ...note(1), name: 'copy of it.txt' },
        { name: 'bomb.png', mimeType: 'image/png', buffer: bomb() },
        ...[2, 3, 4, 5, 6, 7, 8, 9, 10].map(note),
        note(11),
        note(12),
      ])
      await settled(reporter)
      const all = await rows(reporter)
      const good = all.filter(({ state }) => state === 'ready')
      expect(good).to.have.length(10)
      for (const [place, { name }] of good.entries())
        expect(name).to.include(`${place + 1} note-${place + 1}.txt`)
      const refused = all.filter(({ state }) => state === 'refused')
      expect(refused.map(({ name }) => name)).to.deep.equal([
        ...['large.zip', 'nothing.pdf', 'locked.txt', 'moved.txt', 'copy of it.txt', 'bomb.png'],
        ...['note-11.txt', 'note-12.txt'],
      ])
      for (const [place, word] of [...words, words[6]].entries()) expect(refused[place]?.why).to.include(word)
      const said = (await page.locator('.evidence [role=status]').textContent()) ?? ''
      expect(said, 'it is read out').to.include('large.zip').and.include(words[0]).and.include('10')
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/rows-${language}.png`, fullPage: true })
      await looksRight(page)
      // Room is made, and what was over is tried again: it comes at the end, nothing else moves.
      await page.locator('ul.files > li').first().locator('button').click()
      await page.locator('ul.files > li', { hasText: 'note-11.txt' }).locator('button').first().click()
      await settled(reporter)
      const after = await rows(reporter)
      expect(after.filter(({ state }) => state === 'ready')).to.have.length(10)
      expect(after.find(({ name }) => name.includes('note-11'))?.state).to.equal('ready')
      // What was locked is open now, but there is no room: it says so and not the old reason.
      await page.evaluate(() => document.body.setAttribute('data-unlocked', 'yes'))
      await page.locator('ul.files > li', { hasText: 'locked.txt' }).locator('button').first().click()
      await settled(reporter)
      expect((await rows(reporter)).find(({ name }) => name === 'locked.txt')?.why).to.include(words[6])
      // At the end nobody believes that what was left out was sent.
      await next(reporter)
      await page.waitForSelector('meter')
      expect(await page.textContent('dl.told'))
        .to.match(/10/)
        .and.match(/7/)
      expect(reporter.problems).to.deep.equal([])
    })

  it('When words are typed while a file is still being cleaned, then they stay, also when one goes on to another question', async () => {
    const reporter = await atEvidence(browser(), { url: running.url })
    const { page } = reporter
    await page.evaluate(() => {
      const read = File.prototype.arrayBuffer
      File.prototype.arrayBuffer = function (this: File) {
        return new Promise((done) => {
          addEventListener('go-on', () => done(read.call(this)), { once: true })
        })
      }
    })
    const buffer = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#a33' } })
      .jpeg()
      .toBuffer()
    await page.setInputFiles('#evidence', [{ name: 'a.jpg', mimeType: 'image/jpeg', buffer }])
    await page.waitForSelector('li[data-state=reading]')
    await page.fill('[name=evidence-words]', 'พยานอยู่ในห้อง')
    await next(reporter)
    await page.waitForSelector('meter')
    // Not sent before it is known what will be sent.
    await next(reporter)
    await page.waitForSelector('[role=alert]')
    expect(reporter.requests.filter((request) => request.url().includes('/report/api/'))).to.deep.equal([])
    await page.evaluate(() => dispatchEvent(new Event('go-on')))
    await page.locator('dl.told', { hasText: '1 ไฟล์' }).waitFor()
    expect(await page.textContent('dl.told')).to.include('พยานอยู่ในห้อง')
  })

  it('When a folder is dropped among files, then it says that it is a folder, and the files are taken', async () => {
    const reporter = await atEvidence(browser(), { url: running.url })
    const { page } = reporter
    // As words: the compiler of tests puts names to functions that a page does not know.
    await page.evaluate(`{
      const event = new Event('drop', { bubbles: true, cancelable: true })
      const item = (file, isDirectory) => ({ getAsFile: () => file, webkitGetAsEntry: () => ({ isDirectory }) })
      const items = [item(new File([], 'papers'), true), item(new File(['เรื่อง'], 'a.txt'), false)]
      Object.defineProperty(event, 'dataTransfer', { value: { items } })
      document.querySelector('.evidence').dispatchEvent(event)
    }`)
    await settled(reporter)
    const [folder, file] = await rows(reporter)
    expect(folder).to.include({ state: 'refused' }).and.property('why').to.include('โฟลเดอร์')
    expect(file).to.include({ state: 'ready' })
  })
})
