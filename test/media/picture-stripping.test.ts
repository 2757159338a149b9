import { expect } from 'chai'
import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { strippedPicture } from '../../src/media/cleaning/picture-stripping.js'

const secret = 'บ้านเลขที่ 99'
const sides = { width: 61, height: 40 }

/** Chance colours in areas, so that a turned or broken picture is another one. */
async function picture(): Promise<Sharp> {
  const raw = Buffer.alloc(6 * 4 * 3)
  for (let at = 0; at < raw.length; at += 1) raw[at] = (at * 73) % 256
  const small = sharp(raw, { raw: { width: 6, height: 4, channels: 3 } })
  const big = await small
    .resize({ ...sides, fit: 'fill', kernel: 'nearest' })
    .png()
    .toBuffer()
  return sharp(big).withExif({
    IFD0: { Make: secret, Copyright: secret },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '13/1 45/1 0/1' },
  })
}

const pixels = (bytes: Uint8Array) => sharp(bytes).autoOrient().raw().toBuffer()
const holds = (bytes: Uint8Array, words: string) => Buffer.from(bytes).includes(words)

async function examples() {
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/">${secret}</x:xmpmeta>`
  return {
    jpeg: await (await picture()).withXmp(xmp).jpeg({ quality: 90 }).toBuffer(),
    'jpeg in passes': await (await picture()).withXmp(xmp).jpeg({ progressive: true }).toBuffer(),
    png: await (await picture()).withXmp(xmp).png().toBuffer(),
    webp: await (await picture()).withXmp(xmp).webp().toBuffer(),
    'webp without loss': await (await picture())
      .withXmp(xmp)
      .ensureAlpha(0.5)
      .webp({ lossless: true })
      .toBuffer(),
  }
}

describe('Pictures are cleaned by reading their parts', () => {
  it('When a picture has a place, a maker and words behind its end, then all are gone and each point is the same', async () => {
    for (const [name, bytes] of Object.entries(await examples())) {
      const longer = Buffer.concat([bytes, Buffer.from(`\xff\xd8${secret}`)])
      expect(holds(longer, secret), name).to.equal(true)
      const stripped = strippedPicture(longer) ?? expect.fail(name)
      expect(holds(stripped.bytes, secret), name).to.equal(false)
      const { exif, xmp, iptc, comments } = await sharp(stripped.bytes).metadata()
      expect([exif, xmp, iptc, comments], name).to.deep.equal([undefined, undefined, undefined, undefined])
      expect((await pixels(stripped.bytes)).equals(await pixels(bytes)), name).to.equal(true)
      // What is clean stays as it is.
      expect(strippedPicture(stripped.bytes), name).to.deep.equal(stripped)
    }
  })

  it('When a camera was held on its side, then the picture still stands upright, and nothing else is told of it', async () => {
    for (const orientation of [3, 6, 8]) {
      const turned = await (await picture()).withMetadata({ orientation }).jpeg().toBuffer()
      const { bytes } = strippedPicture(turned) ?? expect.fail('not read')
      const { exif, ...found } = await sharp(bytes).metadata()
      expect(found.orientation).to.equal(orientation)
      expect(exif?.length).to.be.at.most(32)
      expect((await pixels(bytes)).equals(await pixels(turned))).to.equal(true)
    }
  })

  it('When a picture is cut or a byte of it is another, then it is not touched, or is still one without its secrets', async () => {
    const all = Object.values(await examples())
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(), fc.nat(255), fc.boolean(), (bytes, place, byte, cut) => {
        const at = place % bytes.length
        const broken = Buffer.from(cut ? bytes.subarray(0, at) : bytes)
        if (!cut) broken[at] = byte
        const stripped = strippedPicture(broken)
        if (stripped) expect(stripped.bytes.length).to.be.at.most(broken.length + 36)
      }),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const start of ['\xff\xd8\xff\xe1', '\x89PNG\r\n\x1a\n', 'RIFF\0\0\0\0WEBP'])
          strippedPicture(Buffer.concat([Buffer.from(start, 'latin1'), bytes]))
      }),
    )
  })

  it('When it is no picture, then nothing is said of it', () => {
    for (const other of ['', '%PDF-1.4', 'GIF89a', '<svg/>', '\xff\xd8\xff'])
      expect(strippedPicture(Buffer.from(other, 'latin1')), other).to.equal(undefined)
  })
})
