import { crc32 } from 'node:zlib'
import { expect } from 'chai'
import sharp from 'sharp'
import {
  type CleanedPicture,
  cleanPicture,
  preparePictureForLine,
} from '../../src/media/cleaning/picture-cleaning.js'
import { LINE_PICTURE_BYTES, LINE_PREVIEW_BYTES } from '../../src/media/drawing/picture-frame.js'

const red = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c00000' } })

/** Left half red, right half blue, so that turning shows. */
async function twoColours(width: number, height: number) {
  const blue = await sharp({ create: { width: width / 2, height, channels: 3, background: '#0000c0' } })
    .png()
    .toBuffer()
  return red(width, height).composite([{ input: blue, left: width / 2, top: 0 }])
}

async function cleaned(bytes: Buffer): Promise<CleanedPicture> {
  const result = await cleanPicture(bytes)
  if ('refused' in result) throw new Error(`refused: ${result.refused}`)
  return result
}

async function photographWithPlace(): Promise<Buffer> {
  return (await twoColours(400, 200))
    .jpeg({ quality: 95 })
    .withExif({
      IFD0: { Make: 'CanaryPhone', Artist: 'CanaryPerson', Copyright: 'CanaryOwner' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '13/1 45/1 22/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '100/1 30/1 5/1',
      },
    })
    .toBuffer()
}

describe('Picture cleaning', () => {
  it('When a photograph carries place, camera and name, then nothing of it is left', async () => {
    const photograph = await photographWithPlace()
    expect((await sharp(photograph).metadata()).exif?.includes('CanaryPerson')).to.equal(true)
    const { bytes, mime } = await cleaned(photograph)
    const { exif, xmp, iptc, icc, orientation, format } = await sharp(bytes).metadata()
    expect({ exif, xmp, iptc, icc, orientation }).to.deep.equal({
      exif: undefined,
      xmp: undefined,
      iptc: undefined,
      icc: undefined,
      orientation: undefined,
    })
    expect([mime, format]).to.deep.equal(['image/jpeg', 'jpeg'])
    for (const trace of ['Exif', 'GPS', 'Canary']) expect(bytes.includes(trace)).to.equal(false)
  })

  it('When a PNG carries notes or hidden bytes after its end, then they are gone', async () => {
    const noted = await red(50, 50)
      .png()
      .withExif({ IFD0: { Artist: 'CanaryPerson' } })
      .toBuffer()
    const { bytes, mime } = await cleaned(Buffer.concat([noted, Buffer.from('CanaryTail')]))
    expect(mime).to.equal('image/png')
    for (const trace of ['Canary', 'eXIf', 'tEXt', 'iTXt']) expect(bytes.includes(trace)).to.equal(false)
  })

  it('When a telephone was held upright, then the picture is turned as it was seen', async () => {
    const turned = await (await twoColours(400, 200)).jpeg().withMetadata({ orientation: 6 }).toBuffer()
    const { bytes, width, height } = await cleaned(turned)
    expect([width, height]).to.deep.equal([200, 400])
    const { data } = await sharp(bytes)
      .extract({ left: 100, top: 50, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(data[0]).to.be.above(150)
    expect(data[2]).to.be.below(60)
  })

  it('When a picture is larger than 2048 pixels on a side, then it is made smaller, and a small one is left', async () => {
    expect(await cleaned(await red(4000, 1000).jpeg().toBuffer())).to.include({ width: 2048, height: 512 })
    expect(await cleaned(await red(30, 20).webp().toBuffer())).to.include({
      width: 30,
      height: 20,
      mime: 'image/jpeg',
    })
  })

  it('When a picture has transparency, then it stays, as PNG', async () => {
    const glass = {
      create: { width: 20, height: 20, channels: 4 as const, background: { r: 255, g: 0, b: 0, alpha: 0.5 } },
    }
    const { bytes, mime } = await cleaned(await sharp(glass).webp().toBuffer())
    expect(mime).to.equal('image/png')
    expect((await sharp(bytes).metadata()).hasAlpha).to.equal(true)
  })

  it('When a GIF moves, then its first frame is kept', async () => {
    const frames = Buffer.concat([Buffer.alloc(20 * 10 * 3, 0), Buffer.alloc(20 * 10 * 3, 255)])
    const gif = await sharp(frames, { raw: { width: 20, height: 20, channels: 3, pageHeight: 10 } })
      .gif()
      .toBuffer()
    const { bytes, width, height, mime } = await cleaned(gif)
    expect([width, height, mime]).to.deep.equal([20, 10, 'image/png'])
    expect((await sharp(bytes).removeAlpha().raw().toBuffer())[0]).to.be.below(10)
  })

  it('When the bytes are no picture, a cut one, or another kind of document, then they are refused', async () => {
    const photograph = await photographWithPlace()
    const png = await (await twoColours(300, 300)).png().toBuffer()
    const others: Buffer[] = [
      Buffer.alloc(0),
      Buffer.from('hello'),
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>',
      ),
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'),
      Buffer.from('<!doctype html><html><body>x</body></html>'),
      Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj'),
      await red(10, 10).tiff().toBuffer(),
      photograph.subarray(0, Math.floor(photograph.length * 0.7)),
      png.subarray(0, Math.floor(png.length * 0.5)),
      Buffer.concat([photograph.subarray(0, 3), Buffer.alloc(500, 7)]),
    ]
    for (const bytes of others) expect(await cleanPicture(bytes)).to.deep.equal({ refused: 'notAPicture' })
  })

  it('When a file is over 10 MB, then it is refused before it is decoded', async () => {
    const big = Buffer.concat([await photographWithPlace(), Buffer.alloc(10_000_000)])
    expect(await cleanPicture(big)).to.deep.equal({ refused: 'tooLarge' })
  })

  it('When a small file claims a huge number of pixels, then it is refused before it is unpacked', async () => {
    const bomb = Buffer.from(await red(10, 10).png().toBuffer())
    bomb.writeUInt32BE(30_000, 16)
    bomb.writeUInt32BE(30_000, 20)
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
    expect(await cleanPicture(bomb)).to.deep.equal({ refused: 'tooManyPixels' })
  })
})

describe('An uploaded picture for an image message', () => {
  it('When a large photograph comes, then picture and preview keep LINE’s limits, their shape and no metadata', async () => {
    const photograph = await sharp(await photographWithPlace())
      .resize({ width: 4000 })
      .keepMetadata()
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const prepared = await preparePictureForLine(photograph)
    if ('refused' in prepared) throw new Error(`refused: ${prepared.refused}`)
    const { original, preview } = prepared
    expect([original.width, original.height]).to.deep.equal([1024, 2048])
    expect([preview.width, preview.height, preview.mime]).to.deep.equal([240, 480, 'image/jpeg'])
    expect(await sharp(preview.bytes).metadata()).to.include({ width: 240, height: 480, format: 'jpeg' })
    expect(original.bytes.length).to.be.below(LINE_PICTURE_BYTES)
    expect(preview.bytes.length).to.be.below(LINE_PREVIEW_BYTES)
    for (const trace of ['Exif', 'GPS', 'Canary']) expect(preview.bytes.includes(trace)).to.equal(false)
  })

  it('When a picture is nothing but noise, then the limits hold all the same', async () => {
    let state = 7
    const noise = Buffer.from(
      Array.from({ length: 1500 * 1500 * 3 }, () => {
        state = (state * 1103515245 + 12345) % 2147483648
        return state >> 16
      }),
    )
    const png = await sharp(noise, { raw: { width: 1500, height: 1500, channels: 3 } })
      .png()
      .toBuffer()
    const prepared = await preparePictureForLine(png)
    if ('refused' in prepared) throw new Error(`refused: ${prepared.refused}`)
    expect(prepared.original.bytes.length).to.be.below(LINE_PICTURE_BYTES)
    expect(prepared.preview.bytes.length).to.be.below(LINE_PREVIEW_BYTES)
  })

  it('When a drawing is see-through, then its preview stands on white', async () => {
    const glass = { create: { width: 900, height: 600, channels: 4 as const, background: '#00000000' } }
    const prepared = await preparePictureForLine(await sharp(glass).png().toBuffer())
    if ('refused' in prepared) throw new Error(`refused: ${prepared.refused}`)
    const { data } = await sharp(prepared.preview.bytes).raw().toBuffer({ resolveWithObject: true })
    expect(data[0]).to.be.above(250)
  })

  it('When the file is no picture, then it is refused as it is when it is cleaned', async () => {
    expect(await preparePictureForLine(Buffer.from('%PDF-1.7'))).to.deep.equal({ refused: 'notAPicture' })
  })
})
