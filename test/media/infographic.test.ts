import { createCanvas } from '@napi-rs/canvas'
import { expect } from 'chai'
import sharp from 'sharp'
import { ICON_NAMES } from '../../src/media/drawing/icon-shapes.js'
import { LINE_PICTURE_BYTES, LINE_PREVIEW_BYTES } from '../../src/media/drawing/picture-frame.js'
import { drawInfographic } from '../../src/media/templates/infographic.js'
import { CannotDraw, type InfographicSpec } from '../../src/media/templates/infographic-spec.js'

const noGift: InfographicSpec = {
  title: 'No Gift Policy\nงดรับ งดให้ ของขวัญและของกำนัล',
  subtitle: 'ประจำปีงบประมาณ พ.ศ. ๒๕๖๙',
  points: [
    { text: 'ไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่', icon: 'gift-crossed' },
    { text: 'อวยพรกันด้วยน้ำใจ ใช้บัตรอวยพรหรือสื่อสังคมออนไลน์แทนสิ่งของ', icon: 'people' },
    { text: 'ได้รับแล้วให้รายงานผู้บังคับบัญชาภายใน ๓๐ วัน' },
  ],
  footer: 'แจ้งสายด่วน ป.ป.ช. โทร. ๑๒๐๕',
  agencyName: 'สำนักงานกิจการยุติธรรม',
}

async function problemsOf(spec: object): Promise<string[]> {
  try {
    await drawInfographic(spec as InfographicSpec)
  } catch (error) {
    if (error instanceof CannotDraw) return error.problems.map(({ field, problem }) => `${field} ${problem}`)
    throw error
  }
  return []
}

describe('Infographic', () => {
  it('When an infographic is drawn, then picture and preview keep LINE’s limits and say their true size', async () => {
    const drawn = await drawInfographic(noGift)
    const [picture, preview] = await Promise.all([
      sharp(drawn.png).metadata(),
      sharp(drawn.preview).metadata(),
    ])
    expect(picture).to.include({ format: 'png', width: 1040, height: drawn.height })
    expect(drawn.width).to.equal(1040)
    expect(drawn.height).to.be.within(1300, 1700)
    expect(drawn.png.length).to.be.below(400_000).and.below(LINE_PICTURE_BYTES)
    expect(preview).to.include({ format: 'jpeg', width: 480 })
    expect(drawn.preview.length).to.be.below(200_000).and.below(LINE_PREVIEW_BYTES)
  })

  it('When the double width is asked for, then the same sheet is drawn with twice the pixels', async () => {
    const [single, double] = [
      await drawInfographic(noGift),
      await drawInfographic({ ...noGift, width: 2080 }),
    ]
    expect([double.width, double.height]).to.deep.equal([2080, single.height * 2])
    expect(double.png.length).to.be.below(LINE_PICTURE_BYTES)
  })

  it('When the same text is drawn twice, then the bytes are equal, so that it is kept once', async () => {
    const [first, second] = [await drawInfographic(noGift), await drawInfographic(noGift)]
    expect(first.png.equals(second.png)).to.equal(true)
    expect((await drawInfographic({ ...noGift, title: 'No Gift' })).png.equals(first.png)).to.equal(false)
  })

  it('When text was typed in another order of characters, then the picture is the same', async () => {
    const typed = { ...noGift, agencyName: 'ส\u0e4d\u0e32นักงานกิจการยุติธรรม' }
    expect((await drawInfographic(typed)).png.equals((await drawInfographic(noGift)).png)).to.equal(true)
  })

  it('When colours are given, then the band on top has the first one', async () => {
    const { png } = await drawInfographic({
      ...noGift,
      colours: { primary: '#0f5c4d', background: '#eef5f1' },
    })
    const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    const pixel = (x: number, y: number) => [
      ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
    ]
    expect(pixel(26, 20).every((value, i) => Math.abs(value - ([0x0f, 0x5c, 0x4d][i] ?? 0)) < 20)).to.equal(
      true,
    )
    expect(pixel(20, info.height / 2)).to.deep.equal([0xee, 0xf5, 0xf1])
  })

  it('When every icon is used and a logo is given, then it is drawn', async () => {
    const seal = createCanvas(300, 200)
    seal.getContext('2d').fillRect(0, 0, 300, 200)
    const logo = await seal.encode('png')
    for (let from = 0; from < ICON_NAMES.length; from += 7) {
      const icons = [...ICON_NAMES, 'eye', 'eye'] as const
      const points = icons.slice(from, from + 7).map((icon) => ({ text: `ข้อความ ${icon}`, icon }))
      const drawn = await drawInfographic({
        ...noGift,
        points: points.length < 3 ? noGift.points : points,
        logo,
      })
      expect(drawn.png.length).to.be.above(50_000)
    }
  })

  it('When there is more text, then the sheet grows before the letters become small', async () => {
    const long = 'ยึดมั่นในสถาบันหลักของประเทศ อันได้แก่ ชาติ ศาสนา พระมหากษัตริย์ และการปกครองระบอบประชาธิปไตย'
    const points = Array.from({ length: 5 }, () => ({ text: long }))
    expect((await drawInfographic({ ...noGift, points })).height).to.be.above(1300)
  })
})

describe('An infographic that cannot be drawn as asked', () => {
  it('When a part is missing, of the wrong kind or unknown, then its name is in the error', async () => {
    expect(await problemsOf({ ...noGift, title: undefined })).to.deep.equal(['title invalid'])
    expect(await problemsOf({ ...noGift, points: noGift.points.slice(0, 2) })).to.deep.equal([
      'points invalid',
    ])
    expect(
      await problemsOf({ ...noGift, points: [...noGift.points, { text: 'ก', icon: 'bomb' }] }),
    ).to.deep.equal(['points.3.icon invalid'])
    expect(await problemsOf({ ...noGift, colours: { primary: 'red' } })).to.deep.equal([
      'colours.primary invalid',
    ])
    expect(await problemsOf({ ...noGift, width: 3000 })).to.deep.equal(['width invalid'])
    expect(await problemsOf({ ...noGift, heading: 'x' })).to.deep.equal(['heading invalid'])
  })

  it('When a text is empty or holds a character without a letter, then the field and the character are named', async () => {
    expect(await problemsOf({ ...noGift, agencyName: ' … ' })).to.deep.equal(['agencyName empty'])
    const points = [...noGift.points, { text: 'ขอบคุณ 😀' }]
    expect(await problemsOf({ ...noGift, points })).to.deep.equal(['points.3.text charactersWithoutLetter'])
  })

  it('When a text is too long for letters that can be read, then it is refused and not shortened', async () => {
    const long = 'ยึดมั่นในสถาบันหลักของประเทศ อันได้แก่ ชาติ ศาสนา พระมหากษัตริย์ '.repeat(4)
    expect(await problemsOf({ ...noGift, title: long.slice(0, 240) })).to.deep.equal(['title doesNotFit'])
    expect(await problemsOf({ ...noGift, footer: long.slice(0, 240) })).to.deep.equal(['footer doesNotFit'])
    const points = Array.from({ length: 7 }, () => ({ text: long }))
    expect(await problemsOf({ ...noGift, points })).to.deep.equal(['points doesNotFit'])
  })

  it('When the logo is not a picture, then it is refused, and the message never repeats a text', async () => {
    expect(await problemsOf({ ...noGift, logo: Buffer.from('<svg onload="x"/>') })).to.deep.equal([
      'logo notAPicture',
    ])
    const refused = await drawInfographic({ ...noGift, title: 'ความลับ 😀' }).catch((error: Error) => error)
    expect(refused).to.be.instanceOf(CannotDraw)
    expect(String(refused)).to.include('title').and.not.include('ความลับ')
  })
})
