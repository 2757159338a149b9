// What a reporter's own computer keeps: a browser with a profile on the disk, a report from the first question to the receipt, the
// way back to it, and one that was left in the middle. Then the whole profile is searched, also what its databases have packed.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect } from 'chai'
import { newVaultId } from '../../src/sealing/vault-encoding.js'
import { killBrowser, type Visit, visitWithProfile, withBrowserProfile } from '../harness/browser.js'
import type { Found } from '../harness/leak-places.js'
import { filesBelow, formsOf, searchFor, unpacked } from '../harness/leak-search.js'
import { levelDbContents } from '../harness/leveldb-contents.js'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { addReader } from '../harness/reader-added.js'
import { wordOf } from './canary-life.js'

/** A site that keeps whatever a site can keep, and says that its page may be kept. */
async function openForgetfulSite(word: string) {
  const server = createServer((_request, response) => {
    const headers = { 'content-type': 'text/html', 'cache-control': 'public, max-age=3600' }
    response.writeHead(200, headers).end(`<title>kept</title>cached ${word}`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The site has no port')
  return { url: `http://127.0.0.1:${address.port}`, server }
}

describe('What a reporter’s computer keeps', () => {
  const profile = withBrowserProfile()
  let running: RunningProduct

  beforeEach(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    await addReader(running)
  })
  afterEach(() => running.stop())

  async function kept(): Promise<Found[]> {
    const files = await filesBelow(profile())
    expect(files.length).to.be.greaterThan(10)
    return files.flatMap(([path, bytes]) => unpacked(path.slice(profile().length), bytes))
  }

  async function holding(words: string): Promise<string[]> {
    const search = searchFor([{ what: words, forms: formsOf(words) }])
    return (await kept()).filter(([, bytes]) => search(bytes).size > 0).map(([name]) => name)
  }

  const next = '#form form > .row button[type=submit]'
  const secrets = () => ({
    what: wordOf('what'),
    who: wordOf('who'),
    file: wordOf('fileName'),
    inFile: wordOf('inFile'),
    message: wordOf('message'),
  })

  async function tells({ page }: Visit, told: ReturnType<typeof secrets>): Promise<void> {
    await page.goto(`${running.url}/report?lang=th`)
    await page.click('#begin')
    await page.click('input[name=kind] >> nth=0')
    await page.click(next)
    await page.fill('[name=what-words]', told.what)
    await page.click(next)
    await page.fill('[name=who-words]', told.who)
    for (const at of ['when', 'where', 'howKnown', 'evidence-words']) {
      await page.click(next)
      await page.waitForSelector(`[name=${at}]`)
    }
    const buffer = Buffer.from(`%PDF-1.4 ${told.inFile}`)
    await page.setInputFiles('input[type=file]', [
      { name: `${told.file}.pdf`, mimeType: 'application/pdf', buffer },
    ])
    await page.waitForSelector('ul.files li[data-state=ready]')
  }

  async function sendsAndComesBack(
    { page }: Visit,
    { message }: ReturnType<typeof secrets>,
  ): Promise<string> {
    await page.click(next)
    await page.waitForSelector('meter')
    await page.click(next)
    await page.waitForSelector('#receipt span')
    const groups = await page.locator('#receipt span').allTextContents()
    page.on('dialog', (dialog) => dialog.accept())
    await page.goto(`${running.url}/case?lang=th`)
    await page.fill('input[name=receipt]', groups.join('-'))
    await page.click('button[type=submit]')
    await page.waitForSelector('ol.talk', { state: 'attached' })
    await page.locator('textarea').first().fill(message)
    return groups.join('-')
  }

  /** Where each control was written, by what it is. */
  async function plants({ page, context }: Visit, word: string): Promise<() => void> {
    const { url, server } = await openForgetfulSite(word)
    await page.goto(`${url}/?visited=${encodeURIComponent(word)}`)
    await page.evaluate(
      (words) =>
        new Promise<void>((done, failed) => {
          localStorage.setItem('planted', words)
          sessionStorage.setItem('planted', words)
          // biome-ignore lint/suspicious/noDocumentCookie: a site may keep words in it, and the search must find them
          document.cookie = `planted=${encodeURIComponent(words)}; max-age=3600`
          const opening = indexedDB.open('planted', 1)
          opening.onupgradeneeded = () => opening.result.createObjectStore('planted')
          opening.onerror = () => failed(opening.error)
          opening.onsuccess = () => {
            const writing = opening.result.transaction('planted', 'readwrite')
            writing.objectStore('planted').put(words, 'planted')
            writing.oncomplete = () => done()
          }
        }),
      word,
    )
    // As a page of ours would keep it, too.
    await page.goto(`${running.url}/privacy`)
    await page.evaluate((words) => localStorage.setItem('planted here', words), word)
    expect(context.pages()).to.have.length(1)
    return () => server.close()
  }

  for (const ending of ['closed', 'killed'] as const)
    it(`When the browser is ${ending} after a report, then no file of its profile holds a word, a name of a file or the receipt`, async () => {
      const own = await visitWithProfile(profile())
      const word = `planted${newVaultId()}`
      const closeSite = await plants(own, word)
      const told = secrets()
      await tells(own, told)
      const receipt = ending === 'closed' ? await sendsAndComesBack(own, told) : undefined
      if (ending === 'killed') {
        // What is written now and then is written by now, when the controls are.
        while ((await holding(word)).length === 0) await own.page.evaluate(() => document.title)
        await killBrowser(own)
      } else await own.context.close()
      closeSite()
      const planted = await holding(word)
      expect(
        planted.some((name) => /Local Storage/.test(name)),
        planted.join(),
      ).to.equal(true)
      if (ending === 'closed') {
        for (const where of [/Session Storage|Sessions/, /Local Storage/, /IndexedDB/, /Cookies/, /Cache/])
          expect(
            planted.some((name) => where.test(name)),
            `${where} among ${planted.join()}`,
          ).to.equal(true)
      }
      for (const [what, words] of Object.entries(told)) expect(await holding(words), what).to.deep.equal([])
      for (const form of receipt === undefined
        ? []
        : [receipt, receipt.replaceAll('-', ''), receipt.toLowerCase()])
        expect(await holding(form), 'receipt').to.deep.equal([])
    })

  it('When what a page kept was packed by the browser, then the search finds it by unpacking, and not without', async () => {
    const word = newVaultId()
    const [front, end] = [word.slice(0, 13), word.slice(13)]
    // What is often there is packed; so much of it that the browser makes a table of its journal.
    const often = Array.from({ length: 400 }, (_, place) => `${front}${place}${end}`).join(' ')
    const own = await visitWithProfile(profile())
    await own.page.goto(`${running.url}/privacy`)
    await own.page.evaluate((words) => {
      for (let place = 0; place < 20; place += 1) localStorage.setItem(`planted ${place}`, words)
    }, often)
    await own.context.close()
    const again = await visitWithProfile(profile())
    await again.page.goto(`${running.url}/privacy`)
    await again.page.evaluate((words) => {
      for (let place = 0; place < 20; place += 1) localStorage.setItem(`other ${place}`, words)
    }, 'x'.repeat(9000))
    await again.context.close()
    const form = `${front}377${end}`
    const tables = (await filesBelow(profile())).filter(([name]) => /Local Storage.*\.ldb$/.test(name))
    const packed = tables.filter(([name, bytes]) =>
      levelDbContents(name, bytes).some((one) => one.includes(form)),
    )
    expect(packed, (await filesBelow(profile())).map(([name]) => name).join('\n')).to.have.length.above(0)
    for (const [name, bytes] of packed) expect(bytes.includes(form), name).to.equal(false)
    expect((await holding(form)).some((name) => /\.ldb entry/.test(name))).to.equal(true)
  })
})
