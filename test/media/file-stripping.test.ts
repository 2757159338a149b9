// Taking place, time and device out of pictures without drawing them anew: those that browsers cannot draw.
import { expect } from 'chai'
import fc from 'fast-check'
import sharp from 'sharp'
import { strippedFile } from '../../src/media/cleaning/file-stripping.js'
import { fileKindOf } from '../../src/media/kinds/file-kind.js'

const canary = 'CANARY-camera-of-the-clerk'
const place = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '13/1 45/1 0/1',
  GPSLongitudeRef: 'E',
  GPSLongitude: '100/1 30/1 0/1',
}
const exif = { IFD0: { Make: canary, Software: canary, DateTime: '2026:11:18 09:00:00' }, IFD3: place }

const plain = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: '#a33' } })
    .composite([{ input: Buffer.from('<svg width="20" height="20"><circle cx="9" cy="9" r="8"/></svg>') }])
    .withExif(exif)
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><r>${canary}</r></x:xmpmeta>`)

const stripped = (bytes: Buffer) => {
  const clean = strippedFile(bytes, fileKindOf(bytes))
  return clean && Buffer.from(clean.bytes)
}
const pixels = (bytes: Buffer) => sharp(bytes).removeAlpha().raw().toBuffer()

describe('Taking out of a picture what hides in it, without drawing it', () => {
  it('When an AVIF or HEIC has place, time and device, then all are gone and the picture is the same', async () => {
    const avif = await plain().avif({ lossless: true, effort: 0 }).toBuffer()
    expect(avif.includes(canary)).to.equal(true)
    const clean = stripped(avif)
    expect(clean?.includes(canary)).to.equal(false)
    expect(clean?.includes('2026:11:18')).to.equal(false)
    expect(clean?.length).to.equal(avif.length)
    expect(await pixels(clean ?? Buffer.alloc(0))).to.deep.equal(await pixels(avif))
    // The same container with the brand of an iPhone.
    const heic = Buffer.from(avif)
    heic.write('heic', 8, 'latin1')
    expect(fileKindOf(heic).ending).to.equal('heic')
    expect(stripped(heic)?.includes(canary)).to.equal(false)
  })
  it('When a TIFF has place, time and device, then only the picture is left in it', async () => {
    for (const compression of ['none', 'lzw', 'deflate'] as const)
      for (const tile of [false, true]) {
        const tiff = await plain().tiff({ compression, tile, tileWidth: 32, tileHeight: 32 }).toBuffer()
        const told = Buffer.concat([tiff, Buffer.from(`behind the picture ${canary}`)])
        const clean = stripped(told)
        expect(clean?.includes(canary), compression).to.equal(false)
        expect(clean?.includes('2026:11:18')).to.equal(false)
        const { exif: left, xmp, icc } = await sharp(clean).metadata()
        expect([left, xmp, icc]).to.deep.equal([undefined, undefined, undefined])
        expect(await pixels(clean ?? Buffer.alloc(0))).to.deep.equal(await pixels(tiff))
      }
  })
  it('When it is cut or not understood, then it is not called clean', async () => {
    const avif = await plain().avif({ effort: 0 }).toBuffer()
    const tiff = await plain().tiff({ compression: 'none' }).toBuffer()
    expect(stripped(avif.subarray(0, 200))).to.equal(undefined)
    expect(stripped(tiff.subarray(0, 100))).to.equal(undefined)
    const unknown = Buffer.concat([avif, Buffer.from([0, 0, 0, 12]), Buffer.from('SECRtold')])
    expect(stripped(unknown)).to.equal(undefined)
  })
  it('Whatever byte is changed, it never throws and never tells more than it was given', async () => {
    const files = [await plain().avif({ effort: 0 }).toBuffer(), await plain().tiff().toBuffer()]
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(3000), fc.nat(255), (file, at, byte) => {
        const changed = Buffer.from(file)
        changed[at % file.length] = byte
        const before = Buffer.from(changed)
        const clean = stripped(changed)
        expect(changed.equals(before), 'what it was given stays as it was').to.equal(true)
        if (clean) expect(clean.length).to.equal(changed.length)
      }),
    )
  })
})
