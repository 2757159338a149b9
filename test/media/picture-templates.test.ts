import { expect } from 'chai'
import sharp from 'sharp'
import { LINE_PREVIEW_BYTES } from '../../src/media/drawing/picture-frame.js'
import { CannotDraw } from '../../src/media/drawing/picture-problem.js'
import { drawCertificate } from '../../src/media/templates/certificate-picture.js'
import { drawChannels } from '../../src/media/templates/complaint-channels.js'
import { drawDosAndDonts } from '../../src/media/templates/dos-and-donts.js'
import { drawInfographic } from '../../src/media/templates/infographic.js'
import { drawOnePaper } from '../../src/media/templates/one-paper.js'
import { drawQuote } from '../../src/media/templates/quote-picture.js'
import { drawRichMenu, RICH_MENU_BYTES } from '../../src/media/templates/rich-menu-picture.js'
import { drawStatisticsCard } from '../../src/media/templates/statistics-picture.js'
import * as examples from './picture-examples.js'

async function problemsOf(drawing: Promise<unknown>): Promise<string[]> {
  try {
    await drawing
  } catch (error) {
    if (error instanceof CannotDraw) return error.problems.map(({ field, problem }) => `${field} ${problem}`)
    throw error
  }
  return []
}

const LONG = 'ยึดมั่นในสถาบันหลักของประเทศ อันได้แก่ ชาติ ศาสนา พระมหากษัตริย์ '
const seal = () =>
  sharp({ create: { width: 60, height: 60, channels: 3, background: '#00a040' } })
    .png()
    .toBuffer()

/** How many pixels are of about the seal's green, after the picture was made 520 pixels wide. */
async function pixelsOfSeal(picture: Buffer): Promise<number> {
  const { data, info } = await sharp(picture)
    .resize({ width: 520 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  let found = 0
  for (let i = 0; i < data.length; i += info.channels) {
    const [red = 255, green = 0, blue = 0] = [data[i], data[i + 1], data[i + 2]]
    if (red < 12 && Math.abs(green - 160) < 12 && Math.abs(blue - 64) < 12) found++
  }
  return found
}

describe('A template of a picture', () => {
  it('When any is drawn, then its preview keeps LINE’s limit and equal specs give equal bytes', async () => {
    for (const draw of [
      () => drawOnePaper(examples.onePaper),
      () => drawDosAndDonts(examples.dosAndDonts),
      () => drawChannels(examples.channels),
      () => drawQuote(examples.quote),
      () => drawStatisticsCard(examples.statisticsCard),
      () => drawCertificate(examples.certificate),
    ]) {
      const [first, second] = [await draw(), await draw()]
      expect(first.png.equals(second.png)).to.equal(true)
      expect(await sharp(first.png).metadata()).to.include({
        width: 1040,
        height: first.height,
        format: 'png',
      })
      expect(first.height).to.be.at.most(1700)
      expect(first.preview.length).to.be.below(LINE_PREVIEW_BYTES)
    }
  })

  it('When a logo is given, then every template shows it', async () => {
    const logo = await seal()
    for (const draw of [
      (mark: { logo?: Buffer }) => drawOnePaper({ ...examples.onePaper, ...mark }),
      (mark: { logo?: Buffer }) => drawDosAndDonts({ ...examples.dosAndDonts, ...mark }),
      (mark: { logo?: Buffer }) => drawChannels({ ...examples.channels, ...mark }),
      (mark: { logo?: Buffer }) => drawQuote({ ...examples.quote, ...mark }),
      (mark: { logo?: Buffer }) => drawStatisticsCard({ ...examples.statisticsCard, ...mark }),
      (mark: { logo?: Buffer }) => drawCertificate({ ...examples.certificate, ...mark }),
    ]) {
      expect(await pixelsOfSeal((await draw({})).png)).to.equal(0)
      expect(await pixelsOfSeal((await draw({ logo })).png)).to.be.above(500)
      expect(await problemsOf(draw({ logo: Buffer.from('<svg/>') }))).to.deep.equal(['logo notAPicture'])
    }
  })

  it('When the logo is nearly white, then it stands on a dark ground, where it is seen', async () => {
    const mark = (colour: string, width = 300) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="300"><circle cx="150" cy="150" r="140" fill="${colour}"/></svg>`,
        ),
      )
        .png()
        .toBuffer()
    const whitePixels = async (logo: Buffer) => {
      const { data } = await sharp((await drawQuote({ ...examples.quote, logo })).png)
        .extract({ left: 0, top: 920, width: 1040, height: 120 })
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true })
      return data.filter((value) => value > 250).length
    }
    // The disc under a dark mark is white; under a white one only the mark is.
    const [underBlue, ofWhite] = [
      await whitePixels(await mark('#102a6b')),
      await whitePixels(await mark('#ffffff')),
    ]
    expect(ofWhite).to.be.above(2000)
    expect(Math.abs(ofWhite - underBlue)).to.be.above(500)
    const allWhite = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#ffffff' } })
      .png()
      .toBuffer()
    expect(await whitePixels(allWhite), 'without a free ground it is a picture like any other').to.be.above(
      ofWhite,
    )
  })

  it('When the logo is wide, then it keeps its shape and is drawn as high as a line can hold', async () => {
    const wide = await sharp({ create: { width: 240, height: 60, channels: 3, background: '#00a040' } })
      .png()
      .toBuffer()
    expect(await pixelsOfSeal((await drawQuote({ ...examples.quote, logo: wide })).png)).to.be.above(2000)
  })

  it('When name, policy and agency are long, then the certificate grows, and says all of it', async () => {
    const drawn = await drawCertificate({
      ...examples.certificate,
      name: 'ว่าที่ร้อยตรีหญิง ปิยะธิดารัตน์ ศรีวชิรปัญญาวรกุลชัย ณ อยุธยา',
      policyTitle:
        'ประกาศเจตนารมณ์นโยบายต่อต้านการรับสินบน (Anti-Bribery Policy) และนโยบายไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่',
      agencyName: 'องค์การบริหารส่วนตำบลศรีสุวรรณภูมิราชนครินทร์ อำเภอบางปะกง จังหวัดฉะเชิงเทรา',
    })
    expect(drawn.height)
      .to.be.above((await drawCertificate(examples.certificate)).height)
      .and.at.most(1040)
  })

  it('When a part is missing or unknown, then its place is named', async () => {
    const { sections } = examples.onePaper
    expect(
      await problemsOf(drawOnePaper({ ...examples.onePaper, sections: [...sections, { heading: 'ก' }] })),
    ).to.deep.equal([`sections.${sections.length} invalid`])
    expect(
      await problemsOf(
        drawDosAndDonts({ ...examples.dosAndDonts, dos: { heading: 'ควรทำ', points: ['ดี', ' – '] } }),
      ),
    ).to.deep.equal(['dos.points.1 empty'])
    expect(await problemsOf(drawQuote({ ...examples.quote, quote: 'ดี 😀' }))).to.deep.equal([
      'quote charactersWithoutLetter',
    ])
    const { figures: _figures, table: _table, ...empty } = examples.statisticsCard
    expect(await problemsOf(drawStatisticsCard(empty))).to.deep.equal(['statisticsCard invalid'])
    const facts = [{ label: 'ฉบับที่', value: '๒', colour: 'red' }]
    expect(await problemsOf(drawCertificate({ ...examples.certificate, facts }))).to.deep.equal([
      'facts.0.colour invalid',
    ])
  })

  it('When a text is too long for letters that can be read, then its field is named and nothing is drawn', async () => {
    const { sections } = examples.onePaper
    const text = LONG.repeat(9).slice(0, 800)
    expect(
      await problemsOf(
        drawOnePaper({ ...examples.onePaper, sections: sections.map((section) => ({ ...section, text })) }),
      ),
    ).to.deep.equal(['sections doesNotFit'])
    const points = Array.from({ length: 7 }, () => LONG.repeat(3))
    expect(
      await problemsOf(drawDosAndDonts({ ...examples.dosAndDonts, dos: { heading: 'ควรทำ', points } })),
    ).to.deep.equal(['points doesNotFit'])
    expect(await problemsOf(drawQuote({ ...examples.quote, quote: 'ซื่อสัตย์\n'.repeat(25) }))).to.deep.equal([
      'quote doesNotFit',
    ])
    const { qr } = examples.channels
    expect(
      await problemsOf(drawChannels({ ...examples.channels, qr: { ...qr, caption: 'สแกน\n'.repeat(12) } })),
    ).to.deep.equal(['qr.caption doesNotFit'])
    expect(
      await problemsOf(drawCertificate({ ...examples.certificate, name: LONG.repeat(2) })),
    ).to.deep.equal(['name doesNotFit'])
    const figures = [{ value: '๑,๐๐๐,๐๐๐,๐๐๐,๐๐๐', label: 'บาท' }, ...(examples.statisticsCard.figures ?? [])]
    expect(await problemsOf(drawStatisticsCard({ ...examples.statisticsCard, figures }))).to.deep.equal([
      'figures.0.value doesNotFit',
    ])
  })

  it('When the code’s address is not one of the web, then it is refused', async () => {
    for (const address of ['javascript:alert(1)', 'agency.go.th', '']) {
      const spec = { ...examples.channels, qr: { ...examples.channels.qr, address } }
      expect(await problemsOf(drawChannels(spec)), address).to.deep.equal(['qr.address invalid'])
    }
  })

  it('When a row of a table has a cell too few, then the row is named', async () => {
    const table = {
      head: ['เดือน', 'ทั้งหมด', 'เสร็จ'],
      rows: [
        ['ต.ค.', '1', '1'],
        ['พ.ย.', '2'],
      ],
      foot: ['รวม', '3'],
    }
    expect(
      (await problemsOf(drawStatisticsCard({ ...examples.statisticsCard, table }))).toSorted(),
    ).to.deep.equal(['table.foot invalid', 'table.rows.1 invalid'])
  })

  it('When six channels are drawn, or an address wider than a column, then they fit', async () => {
    const address = 'ethics-complaint-center@department-of-something.example.go.th'
    const more = [
      { name: 'อีเมล', detail: address, icon: 'mail' as const },
      { name: 'ด้วยตนเอง', detail: 'ชั้น ๑ อาคารศูนย์ราชการ ในวันและเวลาราชการ', icon: 'people' as const },
      { name: 'เว็บไซต์', detail: 'www.agency.example.go.th', icon: 'globe' as const },
    ]
    const channels = [...examples.channels.channels, ...more]
    expect((await drawChannels({ ...examples.channels, channels })).height).to.be.at.most(1700)
    const dos = { heading: 'ควรทำ', points: [`ปรึกษาที่ ${address}`] }
    expect((await drawDosAndDonts({ ...examples.dosAndDonts, dos })).height).to.be.at.most(1700)
  })

  it('When there is little to say, then the sheet is low and not half empty', async () => {
    const { agencyName } = examples.onePaper
    const one = { heading: 'ควรทำ', points: ['สุจริต'] }
    const sheets = await Promise.all([
      drawDosAndDonts({ title: 'สุจริต', dos: one, donts: { ...one, heading: 'ไม่ควรทำ' }, agencyName }),
      drawOnePaper({
        title: 'สุจริต',
        sections: [one, { heading: 'ผู้รับผิดชอบ', text: 'กลุ่มงานจริยธรรม' }],
        agencyName,
      }),
    ])
    expect(sheets.map(({ height }) => height)).to.deep.equal([780, 780])
    const points = ['ดี', 'ซื่อสัตย์', 'น้ำใจ'].map((text) => ({ text }))
    expect((await drawInfographic({ title: 'ทำดี', points, agencyName })).height).to.equal(910)
  })

  it('When a whole fiscal year is drawn with figures, then it fits the tallest sheet', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => ['กุมภาพันธ์ ๒๕๖๙', `${i}`, `${i}`, '0'])
    const table = {
      head: ['เดือน', 'จำนวนเรื่องทั้งหมด', 'แล้วเสร็จ', 'อยู่ระหว่างดำเนินการ'],
      rows,
      foot: ['รวม', '66', '66', '0'],
    }
    const { height } = await drawStatisticsCard({
      ...examples.statisticsCard,
      table,
      footer: 'ดูทั้งหมดที่เว็บไซต์',
    })
    expect(height).to.equal(1700)
  })
})

describe('The picture of a rich menu', () => {
  it('When a menu is drawn, then it has LINE’s size and less than its limit of bytes', async () => {
    for (const menu of [examples.staffMenu, examples.citizenMenu]) {
      const { png, width, height } = await drawRichMenu(menu)
      expect([width, height]).to.deep.equal([2500, menu.height])
      expect(await sharp(png).metadata()).to.include({ width: 2500, height: menu.height, format: 'png' })
      expect(png.length).to.be.below(RICH_MENU_BYTES)
    }
  })

  it('When a logo is given, then it stands in a free corner of the menu, and changes nothing else', async () => {
    const logo = await seal()
    for (const menu of [examples.staffMenu, examples.citizenMenu]) {
      expect(await pixelsOfSeal((await drawRichMenu(menu)).png)).to.equal(0)
      expect(await pixelsOfSeal((await drawRichMenu({ ...menu, logo })).png)).to.be.above(500)
    }
  })

  it('When an area leaves the picture or lies on another, then the area is named', async () => {
    const [first, second, third] = examples.citizenMenu.areas
    if (first === undefined || second === undefined || third === undefined) throw new Error('Three areas')
    const outside = { ...third, bounds: { ...third.bounds, width: third.bounds.width + 1 } }
    const onFirst = { ...second, bounds: { ...second.bounds, x: second.bounds.x - 1 } }
    expect(
      await problemsOf(drawRichMenu({ ...examples.citizenMenu, areas: [first, onFirst, outside] })),
    ).to.deep.equal(['areas.1.bounds invalid', 'areas.2.bounds invalid'])
  })

  it('When a label has no room in its area, then that label is named', async () => {
    const [first, ...others] = examples.citizenMenu.areas
    if (first === undefined) throw new Error('Three areas')
    const areas = [{ ...first, label: LONG.slice(0, 60) }, ...others.map((area) => ({ ...area, label: 'ดี' }))]
    const narrow = areas.map((area, i) => ({
      ...area,
      bounds: { x: i * 210, y: 0, width: 210, height: 843 },
    }))
    expect(await problemsOf(drawRichMenu({ ...examples.citizenMenu, areas: narrow }))).to.deep.equal([
      'areas.0.label doesNotFit',
    ])
  })

  it('When twenty areas are given, then each still has its label', async () => {
    const areas = Array.from({ length: 20 }, (_, i) => ({
      label: `ข้อ ${i + 1}`,
      icon: 'check' as const,
      bounds: { x: (i % 5) * 500, y: Math.floor(i / 5) * 420, width: 500, height: 420 },
    }))
    expect((await drawRichMenu({ width: 2500, height: 1686, areas })).png.length).to.be.below(RICH_MENU_BYTES)
  })
})
