import { createCanvas } from '@napi-rs/canvas'
import { expect } from 'chai'
import {
  charactersWithoutLetter,
  type FontWeight,
  pictureFont,
} from '../../src/media/drawing/picture-fonts.js'
import { drawText, setText, widthOf } from '../../src/media/drawing/picture-text.js'

const SIZE = 80
const BASELINE = 140
const LEFT = 20
const WEIGHTS: FontWeight[] = ['regular', 'medium', 'semiBold', 'bold', 'extraBold']

interface Ink {
  readonly columns: readonly number[]
  readonly rows: readonly number[]
}

/** Each text is drawn once: the same syllables and letters stand side by side again and again. */
const drawn = new Map<string, Ink>()

/** The columns and rows of a sheet on which a text that begins at `x` leaves ink. */
function inkOf(weight: FontWeight, { text, x }: { readonly text: string; readonly x: number }): Ink {
  const known = drawn.get(`${weight} ${x} ${text}`)
  if (known) return known
  const canvas = createCanvas(300, 220)
  const pen = canvas.getContext('2d')
  pen.font = pictureFont(weight, SIZE)
  pen.lang = 'th'
  pen.fillText(text, LEFT + x, BASELINE)
  const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height)
  const columns = new Uint32Array(width)
  const rows = new Uint32Array(height)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = data[pixel * 4 + 3] ?? 0
    if (alpha === 0) continue
    const [x, y] = [pixel % width, Math.floor(pixel / width)]
    columns[x] = (columns[x] ?? 0) + alpha
    rows[y] = (rows[y] ?? 0) + alpha
  }
  const inked = (darkness: Uint32Array) => [...darkness.keys()].filter((at) => (darkness[at] ?? 0) > 64)
  const ink = { columns: inked(columns), rows: inked(rows) }
  // Nothing may stand beyond the edge, where it could not be seen.
  expect(ink.columns.at(-1), text).to.be.below(width - 1)
  drawn.set(`${weight} ${x} ${text}`, ink)
  return ink
}

describe('Pictures of Thai', () => {
  it('When a letter follows ำ, then it stands as far from it as from า, and their ink does not mix', () => {
    const gapBetween = (weight: FontWeight, syllable: string, next: string) => {
      const first = inkOf(weight, { text: syllable, x: 0 })
      const second = inkOf(weight, { text: next, x: widthOf(syllable, weight, SIZE) })
      const whole = inkOf(weight, { text: syllable + next, x: 0 })
      expect(Math.max(...whole.columns), syllable + next).to.be.closeTo(Math.max(...second.columns), 1)
      expect(Math.min(...whole.columns), syllable + next).to.be.closeTo(Math.min(...first.columns), 1)
      return Math.min(...second.columns) - Math.max(...first.columns)
    }
    for (const weight of WEIGHTS) {
      for (const consonant of ['ท', 'น', 'จ', 'ก', 'ซ', 'ค', 'ล', 'ป']) {
        for (const next of ['น', 'ง', 'ก', 'ร', 'ห', 'ใ', 'ไ', '5']) {
          const gap = gapBetween(weight, `${consonant}ำ`, next)
          expect(gap, `${consonant}ำ${next} in ${weight}`).to.be.closeTo(
            gapBetween(weight, `${consonant}า`, next),
            1,
          )
          if (next !== 'ใ' && next !== 'ไ') expect(gap, `${consonant}ำ${next} in ${weight}`).to.be.above(0)
        }
      }
      for (const toned of ['น้ำ', 'ซ้ำ', 'ค่ำ']) expect(gapBetween(weight, toned, 'น')).to.be.above(0)
    }
  })

  it('When ำ follows a consonant, then it takes the room of า and does not widen the syllable by its ring', () => {
    for (const weight of WEIGHTS) {
      expect(widthOf('ทำ', weight, SIZE)).to.be.closeTo(widthOf('ทา', weight, SIZE), 1)
      expect(widthOf('น้ำ', weight, SIZE)).to.be.closeTo(widthOf('นา', weight, SIZE), 1)
    }
  })

  it('When marks are stacked, then the tone mark stands above the vowel and not on it', () => {
    for (const [stacked, vowelOnly] of [
      ['ที่', 'ที'],
      ['ปิ่', 'ปิ'],
      ['กั๊', 'กั'],
      ['ชื่', 'ชื'],
      ['ซึ่', 'ซึ'],
      ['น้ำ', 'นำ'],
    ] as const) {
      const lifted =
        Math.min(...inkOf('bold', { text: vowelOnly, x: 0 }).rows) -
        Math.min(...inkOf('bold', { text: stacked, x: 0 }).rows)
      expect(lifted, stacked).to.be.above(SIZE * 0.1)
    }
  })

  it('When the tallest stacks and the lowest tails are set, then no ink leaves the block or meets the line above', () => {
    for (const weight of WEIGHTS) {
      for (const text of ['ญี่ปุ่น ฐานะ\nกั๊ก กตัญญู', 'ฎีกา ปรากฏ ราษฎุ\nกั๊ก ปั๊ม ฝี่', 'Qgjpy\nÅÉÑ', 'ดี\nดี']) {
        const set = setText(text, weight, { width: 480, height: 200, sizes: { largest: 40, smallest: 40 } })
        if (!set.fits) throw new Error('The block should fit')
        expect(set.lineHeight).to.be.at.least(60)
        const rowsOfInk = (lines: typeof set.lines) => {
          const canvas = createCanvas(500, 300)
          const pen = canvas.getContext('2d')
          drawText(pen, { ...set, lines }, { x: 10, top: 50, align: 'left', colour: '#000000' })
          const { data } = pen.getImageData(0, 0, 500, 300)
          return Array.from({ length: 300 }, (_, y) => y).filter((y) =>
            data.subarray(y * 2000, (y + 1) * 2000).some((value) => value > 64),
          )
        }
        const [first, second] = set.lines
        if (first === undefined || second === undefined) throw new Error('The block should have two lines')
        const empty = { ...first, text: '' }
        const [upper, lower] = [rowsOfInk([first, empty]), rowsOfInk([empty, second])]
        expect(Math.min(...upper), text).to.be.at.least(49)
        expect(Math.max(...lower), text).to.be.at.most(51 + set.height)
        // One row of half-inked pixels may be shared.
        expect(Math.max(...upper), text).to.be.at.most(Math.min(...lower) + 1)
      }
    }
  })

  it('When text is measured, then it has the widths of Sarabun itself and not of a letter from this machine', () => {
    // Sums of the advance widths in the font files, 1000 units to the em.
    expect(widthOf('ทำน้ำใจ', 'regular', 1000)).to.be.closeTo(3198, 1)
    expect(widthOf('ทำน้ำใจ', 'bold', 1000)).to.be.closeTo(3344, 1)
  })

  it('When a text has characters that Sarabun lacks, then they are named', () => {
    expect(charactersWithoutLetter('ผู้ที่ทำด้วยน้ำใจ ๆ ฯ ๛ ฿ ๐๑๒๓๔๕๖๗๘๙ “No Gift” – 97.07 % …')).to.deep.equal([])
    expect(charactersWithoutLetter('ดี 😀 漢 ดี 😀')).to.deep.equal(['😀', '漢'])
  })
})
