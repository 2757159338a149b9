import { createCanvas } from '@napi-rs/canvas'
import { expect } from 'chai'
import sharp from 'sharp'
import { contrast } from '../../src/media/drawing/picture-colours.js'
import { drawChannels } from '../../src/media/templates/complaint-channels.js'
import {
  drawQrCode,
  moduleSide,
  type QrModules,
  QUIET_MODULES,
  qrModulesOf,
} from '../../src/media/templates/qr-code.js'
import * as examples from './picture-examples.js'

const ADDRESS = 'https://agency.example.go.th/report'

/** The modules of a drawn code, read off the middle of each; the picture is the code with its quiet zone. */
async function modulesIn(picture: Buffer, side: number): Promise<boolean[][]> {
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
  const count = Math.round(info.width / side)
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (__, column) => {
      const middle = (n: number) => Math.floor((n + 0.5) * side)
      return (data[(middle(row) * info.width + middle(column)) * info.channels] ?? 0) < 128
    }),
  )
}

function withQuietZone(modules: QrModules): boolean[][] {
  const size = modules.length + 2 * QUIET_MODULES
  return Array.from({ length: size }, (_, row) =>
    Array.from(
      { length: size },
      (__, column) => modules[row - QUIET_MODULES]?.[column - QUIET_MODULES] ?? false,
    ),
  )
}

/** The code in a picture of channels: it begins 18 units inside the last card, which begins at the left margin. */
async function codeInPicture(width: 1040 | 2080): Promise<{ code: Buffer; side: number }> {
  const { png, height } = await drawChannels({ ...examples.channels, width })
  const scale = width / 1040
  const modules = qrModulesOf(examples.channels.qr.address)
  const side = (moduleSide(modules, 344) ?? 0) * scale
  const whole = (modules.length + 2 * QUIET_MODULES) * side
  const left = (64 + 18) * scale
  const { data, info } = await sharp(png)
    .extract({ left: left + (QUIET_MODULES + 1) * side, top: 0, width: 1, height })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  // Down through the corner mark, four modules of white are followed by dark only at the head of the code.
  let run = 0
  for (let y = Math.round(height / 2); y < height; y++) {
    const value = data[y * info.channels] ?? 0
    if (value === 255) run++
    else {
      if (run >= QUIET_MODULES * side && value < 60) {
        const top = y - QUIET_MODULES * side
        return { code: await sharp(png).extract({ left, top, width: whole, height: whole }).toBuffer(), side }
      }
      run = 0
    }
  }
  throw new Error('There is no code in the picture')
}

describe('QR code', () => {
  it('When a code is drawn, then each module and the quiet zone are those of the address', async () => {
    const modules = qrModulesOf(ADDRESS)
    const side = moduleSide(modules, 344) ?? 0
    const whole = (modules.length + 2 * QUIET_MODULES) * side
    const canvas = createCanvas(whole, whole)
    drawQrCode(canvas.getContext('2d'), modules, { x: 0, y: 0, side }, '#112233')
    expect(await modulesIn(await canvas.encode('png'), side)).to.deep.equal(withQuietZone(modules))
  })

  it('When it stands in a picture of channels of either width, then it is still that of the address', async () => {
    for (const width of [1040, 2080] as const) {
      const { code, side } = await codeInPicture(width)
      const expected = withQuietZone(qrModulesOf(examples.channels.qr.address))
      const drawn = await modulesIn(code, side)
      expect(drawn).to.deep.equal(expected)
      expect(drawn).to.not.deep.equal(withQuietZone(qrModulesOf(`${examples.channels.qr.address}s`)))
    }
  })

  it('When the agency’s colour is pale, then the code is darkened until any camera reads it', async () => {
    const modules = qrModulesOf(ADDRESS)
    const canvas = createCanvas(400, 400)
    const pen = canvas.getContext('2d')
    drawQrCode(pen, modules, { x: 0, y: 0, side: 8 }, '#ffe08a')
    const [red = 0, green = 0, blue = 0] = pen.getImageData(
      8 * QUIET_MODULES + 2,
      8 * QUIET_MODULES + 2,
      1,
      1,
    ).data
    const colour = `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`
    expect(contrast(colour, '#ffffff')).to.be.at.least(10)
  })

  it('When an address is too long for modules that can be told apart, then there is no size for it', () => {
    expect(moduleSide(qrModulesOf(ADDRESS), 344)).to.be.at.least(8)
    expect(moduleSide(qrModulesOf(`${ADDRESS}/${'x'.repeat(150)}`), 344)).to.be.at.least(5)
    expect(moduleSide(qrModulesOf(`${ADDRESS}/${'x'.repeat(400)}`), 344)).to.equal(undefined)
  })
})
