// Attack 19: browsers that make a canvas lie, so that nobody is recognised by it. What is called cleaned is the picture.
import { expect } from 'chai'
import sharp from 'sharp'
import { bodyPlace, cleanPlace } from '../../../src/features/cases/case.js'
import { readCaseBody } from '../../../src/features/cases/case-body.js'
import { createCasesModel } from '../../../src/features/cases/cases-model.js'
import { strippedPicture } from '../../../src/media/cleaning/picture-stripping.js'
import { makeRecipientKeys, openKey, openPart } from '../../../src/sealing/vault.js'
import { fromStored } from '../../../src/sealing/vault-encoding.js'
import { browserBundle } from '../../../src/web/pages/browser-bundle.js'
import { visit, withBrowser } from '../../harness/browser.js'
import { startProduct } from '../../harness/product.js'

/** Before any script of the page: the canvas gives something else than was drawn. */
const lies = {
  'noise in each reading': `
    const read = CanvasRenderingContext2D.prototype.getImageData
    CanvasRenderingContext2D.prototype.getImageData = function (...at) {
      const got = read.apply(this, at)
      for (let i = 0; i < got.data.length; i += 1) got.data[i] = Math.random() * 256
      return got
    }
    const blob = HTMLCanvasElement.prototype.toBlob
    HTMLCanvasElement.prototype.toBlob = function (...rest) {
      const pen = this.getContext('2d')
      for (let i = 0; i < 5000; i += 1) {
        pen.fillStyle = 'hsl(' + Math.random() * 360 + ' 90% 50%)'
        pen.fillRect(Math.random() * this.width, Math.random() * this.height, 9, 9)
      }
      return blob.apply(this, rest)
    }`,
  white: `
    CanvasRenderingContext2D.prototype.getImageData = (x, y, w, h) => new ImageData(new Uint8ClampedArray(w * h * 4).fill(255), w, h)
    const blob = HTMLCanvasElement.prototype.toBlob
    HTMLCanvasElement.prototype.toBlob = function (...rest) {
      const pen = this.getContext('2d')
      pen.fillStyle = '#fff'
      pen.fillRect(0, 0, this.width, this.height)
      return blob.apply(this, rest)
    }`,
  'one step in one point, in what is encoded only': `
    const read = CanvasRenderingContext2D.prototype.getImageData
    const blob = HTMLCanvasElement.prototype.toBlob
    HTMLCanvasElement.prototype.toBlob = function (...rest) {
      const pen = this.getContext('2d')
      const got = read.call(pen, this.width - 1, this.height - 1, 1, 1)
      got.data[1] ^= 1
      pen.putImageData(got, this.width - 1, this.height - 1)
      return blob.apply(this, rest)
    }`,
  'one step in one point of the second reading': `
    const read = CanvasRenderingContext2D.prototype.getImageData
    let times = 0
    CanvasRenderingContext2D.prototype.getImageData = function (...at) {
      const got = read.apply(this, at)
      if ((times += 1) % 2 === 0) got.data[1] ^= 1
      return got
    }`,
  'nothing at all': 'HTMLCanvasElement.prototype.toBlob = (done) => done(null)',
} as const

describe('A canvas that gives back something else', () => {
  const browser = withBrowser()

  it('When a canvas lies, in whatever way, then it is not used; when it does not, it is', async () => {
    const code = await browserBundle('test/harness/canvas-honesty-page.ts')
    for (const [name, lie] of Object.entries({ honest: '', ...lies })) {
      const { page, context } = await visit(browser())
      await context.addInitScript({ content: lie })
      await page.goto('about:blank')
      await page.addScriptTag({ content: code, type: 'module' })
      await page.waitForFunction(() => 'drawsTruly' in globalThis)
      const used = await page.evaluate(() =>
        Promise.all([
          Reflect.get(globalThis, 'drawsTruly')(700, 500),
          Reflect.get(globalThis, 'drawsTruly')(30, 20),
        ]),
      )
      expect(used, name).to.deep.equal([name === 'honest', name === 'honest'])
      await context.close()
    }
  })

  it('When a photograph is sent from such a browser, then officers get the photograph, without what hid in it', async () => {
    const running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    const officer = await makeRecipientKeys()
    const { publicKey } = officer
    await running.product.features.recipients.add({ name: 'ผู้อ่าน', publicKey, addedOn: '2026-11-01' })
    const { page, context } = await visit(browser())
    await context.addInitScript({ content: lies['noise in each reading'] })
    const photograph = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#37a' } })
      .withExif({ IFD0: { Make: 'บ้านของฉัน' } })
      .jpeg()
      .toBuffer()
    await page.goto(`${running.url}/report?lang=th`)
    await page.click('#begin')
    await page.click('input[name=kind] >> nth=0')
    const next = '#form form > .row button[type=submit]'
    for (const at of ['what-words', 'who', 'when', 'where', 'howKnown', 'evidence-words']) {
      await page.click(next)
      await page.waitForSelector(`[name=${at}]`)
    }
    await page.setInputFiles('input[type=file]', [
      { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photograph },
    ])
    await page.waitForSelector('ul.files li')
    await page.click(next)
    await page.waitForSelector('meter')
    await page.click(next)
    await page.waitForSelector('#receipt')

    const cases = createCasesModel(running.connection)
    const [row] = await running.connection.collection<{ _id: string }>('cases').find().toArray()
    const { caseId, envelope } = (await cases.find(row?._id ?? '')) ?? expect.fail('No case')
    const [keys = expect.fail('No key')] = envelope.recipients
    const caseKey = await openKey(officer, keys.sealedKey)
    const bytesOf = (stored: string) => fromStored(stored) ?? expect.fail('Not base64url')
    const body = readCaseBody(await openPart(caseKey, bodyPlace(caseId), bytesOf(envelope.body)))
    const id = body.pictures[0]?.clean.id ?? expect.fail('It is called no picture')
    const { sealed } = (await cases.findAttachment(caseId, id)) ?? expect.fail('No file')
    const clean = await openPart(caseKey, cleanPlace(caseId, id), sealed)
    expect(Buffer.from(clean).equals(strippedPicture(photograph)?.bytes ?? Buffer.from(''))).to.equal(true)
    expect((await sharp(clean).metadata()).exif).to.equal(undefined)
    await running.stop()
  })
})
