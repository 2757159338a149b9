import { readdir, stat } from 'node:fs/promises'
import { expect } from 'chai'
import sharp from 'sharp'
import type { Drawn } from '../../src/media/drawing/picture-frame.js'
import { drawCertificate } from '../../src/media/templates/certificate-picture.js'
import { drawChannels } from '../../src/media/templates/complaint-channels.js'
import { drawDosAndDonts } from '../../src/media/templates/dos-and-donts.js'
import { drawInfographic } from '../../src/media/templates/infographic.js'
import { drawOnePaper, type OnePaperSpec } from '../../src/media/templates/one-paper.js'
import { drawQuote } from '../../src/media/templates/quote-picture.js'
import { drawRichMenu } from '../../src/media/templates/rich-menu-picture.js'
import { drawStatisticsCard } from '../../src/media/templates/statistics-picture.js'
import { drawSurvey } from '../../src/media/templates/survey-picture.js'
import {
  brokenTolerances,
  differenceFromGolden,
  differenceOf,
  TOLERATED_AT_DOUBLE_WIDTH,
} from './golden-picture.js'
import * as examples from './picture-examples.js'

type Width = { width?: 1040 | 2080 }
const CHAT_PICTURES: Record<string, (width: Width) => Promise<Drawn>> = {
  infographic: (width) => drawInfographic({ ...examples.infographic, ...width }),
  'one-paper': (width) => drawOnePaper({ ...examples.onePaper, ...width }),
  'dos-and-donts': (width) => drawDosAndDonts({ ...examples.dosAndDonts, ...width }),
  channels: (width) => drawChannels({ ...examples.channels, ...width }),
  quote: (width) => drawQuote({ ...examples.quote, ...width }),
  'statistics-card': (width) => drawStatisticsCard({ ...examples.statisticsCard, ...width }),
  certificate: (width) => drawCertificate({ ...examples.certificate, ...width }),
  survey: (width) => drawSurvey({ ...examples.surveyPicture, ...width }),
}
const MENUS: Record<string, () => Promise<Pick<Drawn, 'png'>>> = {
  'rich-menu-staff': () => drawRichMenu(examples.staffMenu),
  'rich-menu-citizen': () => drawRichMenu(examples.citizenMenu),
}

describe('Drawn pictures', () => {
  for (const [name, draw] of Object.entries(CHAT_PICTURES)) {
    it(`When ${name} is drawn in either width, then it looks like the one that was approved`, async () => {
      const { png } = await draw({})
      expect(brokenTolerances(await differenceFromGolden(name, png))).to.deep.equal([])
      const large = await draw({ width: 2080 })
      expect(large.width).to.equal(2080)
      const atDoubleWidth = await differenceOf(png, large.png)
      expect(brokenTolerances(atDoubleWidth, TOLERATED_AT_DOUBLE_WIDTH)).to.deep.equal([])
    })
  }

  for (const [name, draw] of Object.entries(MENUS)) {
    it(`When ${name} is drawn, then it looks like the one that was approved`, async () => {
      expect(brokenTolerances(await differenceFromGolden(name, (await draw()).png))).to.deep.equal([])
    })
  }

  it('When the approved pictures are kept, then each is small and belongs to a template', async () => {
    const folder = new URL('golden/', import.meta.url)
    const files = await readdir(folder)
    const names = [...Object.keys(CHAT_PICTURES), ...Object.keys(MENUS)]
    expect(files.toSorted()).to.deep.equal(names.map((name) => `${name}.png`).toSorted())
    for (const file of files) expect((await stat(new URL(file, folder))).size, file).to.be.below(60_000)
  })
})

describe('The comparison with approved pictures', () => {
  const approved = () => drawOnePaper(examples.onePaper)

  async function brokenWith(sections: OnePaperSpec['sections']): Promise<string[]> {
    const [right, wrong] = [await approved(), await drawOnePaper({ ...examples.onePaper, sections })]
    return brokenTolerances(await differenceOf(right.png, wrong.png))
  }

  /** The text with one word written differently, wherever it stands. */
  const rewritten = (from: string, to: string): OnePaperSpec['sections'] =>
    examples.onePaper.sections.map((section) => ({
      ...section,
      ...(section.text && { text: section.text.replace(from, to) }),
      ...(section.points && { points: section.points.map((point) => point.replace(from, to)) }),
    }))

  it('When a single mark is lost from the smallest letters, then it is seen', async () => {
    for (const [from, to] of [
      ['หน้าที่ เพื่อ', 'หน้าที เพื่อ'],
      ['เพื่อป้องกัน', 'เพื่อปองกัน'],
      ['กำนัลทุกชนิดทุก', 'กานัลทุกชนิดทุก'],
      ['ทำได้', 'ทำได'],
    ] as const) {
      expect(JSON.stringify(examples.onePaper)).to.include(from)
      expect(await brokenWith(rewritten(from, to)), `${from} as ${to}`).to.not.deep.equal([])
    }
  })

  it('When one line stands three pixels off, or a colour has changed a little, then it is seen', async () => {
    const { png, width, height } = await approved()
    const line = { left: 90, top: Math.round(height * 0.27), width: width - 180, height: 60 }
    const moved = await sharp(png)
      .composite([{ input: await sharp(png).extract(line).toBuffer(), left: line.left, top: line.top + 3 }])
      .toBuffer()
    expect(brokenTolerances(await differenceOf(png, moved))).to.not.deep.equal([])
    const greener = await drawOnePaper({ ...examples.onePaper, colours: { primary: '#175a5b' } })
    expect(brokenTolerances(await differenceOf(png, greener.png))).to.not.deep.equal([])
  })

  it('When the edges of letters are smoothed a little differently, then it is let pass', async () => {
    const { png } = await approved()
    const softer = await sharp(png).blur(0.6).png().toBuffer()
    expect(softer.equals(png)).to.equal(false)
    expect(brokenTolerances(await differenceOf(png, softer))).to.deep.equal([])
  })
})
