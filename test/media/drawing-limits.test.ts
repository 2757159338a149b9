// What a browser would choke on is known by its bytes before it is drawn, however it hides how large it is; and what people send is drawn.
import { expect } from 'chai'
import sharp from 'sharp'
import { whyNotDrawn } from '../../src/media/drawing/drawing-limits.js'
import { fileKindOf } from '../../src/media/kinds/file-kind.js'
import { hugeGif, hugePng, hugeWebp, multiplyingDrawing } from '../web/files/hostile-pictures.js'

const why = (bytes: Buffer) => whyNotDrawn(bytes, fileKindOf(bytes))
const side = 30_000

/** The oldest kind of bitmap has a shorter head. */
function hugeBmp(): Buffer {
  const bytes = Buffer.alloc(60)
  bytes.write('BM')
  bytes.writeUInt32LE(12, 14)
  bytes.writeUInt16LE(side, 18)
  bytes.writeUInt16LE(side, 20)
  return bytes
}

/** A marker that is alone, behind which the head of a small frame seems to be skipped. */
function hugeJpeg(): Buffer {
  const frame = (size: number) => {
    const bytes = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0])
    bytes.writeUInt16BE(size, 5)
    bytes.writeUInt16BE(size, 7)
    return bytes
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0x01]),
    frame(side),
    frame(9),
    Buffer.from([0xff, 0xd9]),
  ])
}

/** Says how large it is only behind all that is drawn. */
async function hugeAvif(): Promise<Buffer> {
  const small = await plain().avif({ effort: 0 }).toBuffer()
  const said = Buffer.alloc(20)
  said.write('ispe', 4)
  said.writeUInt32BE(side, 12)
  said.writeUInt32BE(side, 16)
  return Buffer.concat([small, Buffer.alloc(100_000), said])
}

const plain = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } })
const drawing = (inner: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">${inner}</svg>`)

describe('What is drawn', () => {
  it('When a picture would unpack to gigabytes, then it is known before it is drawn, wherever it says so', async () => {
    const all = [hugePng(), hugeWebp(), hugeGif(), hugeBmp(), hugeJpeg(), await hugeAvif()]
    expect(all.map(why)).to.deep.equal(all.map(() => 'huge'))
  })

  it('When nobody can tell how large a picture is, then it is not drawn', () => {
    expect(why(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, ...Buffer.alloc(40)]))).to.equal('failed')
  })

  it('When a drawing repeats itself, names pieces of itself or holds pictures, then it is not drawn', () => {
    const all = [
      Buffer.from(multiplyingDrawing()),
      Buffer.from(multiplyingDrawing().replaceAll('<use', '<svg:use')),
      Buffer.from(`<!DOCTYPE svg [<!ENTITY a "<g/>">]>${drawing('&a;').toString()}`),
      drawing('<image href="data:image/png;base64,AAAA"/>'),
      drawing('<pattern id="a"/>'.repeat(30)),
      drawing('<g/>'.repeat(60_000)),
    ]
    expect(all.map((bytes) => whyNotDrawn(bytes, fileKindOf(drawing(''))))).to.deep.equal(
      all.map(() => 'tangled'),
    )
  })

  it('When it is what people send, then nothing is against it', async () => {
    const all = [
      ...[await plain().png().toBuffer(), await plain().jpeg().toBuffer(), await plain().webp().toBuffer()],
      ...[await plain().gif().toBuffer(), await plain().avif({ effort: 0 }).toBuffer()],
      drawing('<path d="M0 0h9"/><use href="#a"/>'),
      Buffer.from('words'),
    ]
    expect(all.map(why)).to.deep.equal(all.map(() => undefined))
  })
})
