import { expect } from 'chai'
import fc from 'fast-check'
import { partsOf, piecesOf } from '../../src/media/lines/thai-line-breaks.js'
import { breakIntoLines, fitText, type MeasureText } from '../../src/media/lines/thai-text-layout.js'

/** Marks above and below take no width; everything else is one unit wide. */
const countBases = (text: string) => [...text].filter((character) => !/\p{M}/u.test(character)).length
const measure: MeasureText = (text, fontSize) => countBases(text) * fontSize
const linesOf = (text: string, width: number) =>
  breakIntoLines(text, width, countBases).map((line) => line.text)
const withoutSpaces = (text: string) => text.replace(/[\s\u200b\u2060]+/gu, '')

const THAI_WORDS = [
  ...['ผู้', 'ที่', 'ทำ', 'น้ำใจ', 'จำนำ', 'กำไร', 'ซ้ำ', 'ค่ำ', 'ปิ่น', 'กั๊ก', 'ญี่ปุ่น', 'ฐานะ', 'ต่าง', 'ๆ', 'ฯลฯ'],
  ...[
    'ของขวัญ',
    'เพื่อ',
    'ใหญ่',
    'เก็บ',
    'ไม่',
    'และ',
    'จะ',
    '(',
    ')',
    '“',
    '”',
    ' ',
    ' ',
    ',',
    '.',
    '/',
    '-',
    '\n',
  ],
  ...[
    'No Gift',
    'policy',
    '3,000',
    '๒๕๖๙',
    '97.07 %',
    'www.nacc.go.th/a?b=1',
    '๓๐ วัน',
    '👩‍👩‍👧',
    'é',
    'ก\u0e48\u0e33',
  ],
]
const thaiText = fc.array(fc.constantFrom(...THAI_WORDS), { maxLength: 40 }).map((words) => words.join(''))
const anyThaiCharacters = fc.string({
  unit: fc.integer({ min: 0x0e01, max: 0x0e5b }).map((n) => String.fromCodePoint(n)),
})
const text = fc.oneof(thaiText, anyThaiCharacters, fc.string({ unit: 'grapheme' }))
const MUST_NOT_BEGIN = /^[\p{M}\p{Pe}\p{Pf}\u0e2f\u0e30-\u0e3a\u0e45-\u0e4e,.;:!?%]/u

describe('Thai text layout, whatever is typed', () => {
  it('When a text is set, then the lines together are the text but for spaces', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (typed, width) => {
        expect(withoutSpaces(linesOf(typed, width).join(''))).to.equal(withoutSpaces(typed))
      }),
      { numRuns: 400 },
    )
  })

  it('When a text is set, then no line but a paragraph’s first begins with a mark, ๆ, ฯ or closing punctuation', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (typed, width) => {
        for (const paragraph of typed.split(/[\r\n\u2028\u2029]+/u)) {
          for (const line of linesOf(paragraph, width).slice(1)) expect(line).not.to.match(MUST_NOT_BEGIN)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('When a text is set, then no line ends between the clusters of a grapheme', () => {
    const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' })
    const clustersOf = (part: string) =>
      [...graphemes.segment(withoutSpaces(part))].map((cluster) => cluster.segment)
    fc.assert(
      fc.property(thaiText, fc.integer({ min: 1, max: 60 }), (typed, width) => {
        for (const paragraph of typed.split('\n')) {
          expect(linesOf(paragraph, width).flatMap(clustersOf)).to.deep.equal(clustersOf(paragraph))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('When a line is wider than the box, then it is one part that must not be split', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (typed, width) => {
        for (const line of breakIntoLines(typed, width, countBases)) {
          if (line.width > width) {
            expect(piecesOf(line.text).flatMap(partsOf)).to.have.length(1)
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('When a text fits its box, then the result is inside the box and the size inside the range', () => {
    const box = { width: 400, height: 300, sizes: { largest: 60, smallest: 12 } }
    fc.assert(
      fc.property(text, (typed) => {
        const fitted = fitText(typed, box, measure)
        if (!fitted.fits) return
        expect(fitted.width).to.be.at.most(box.width)
        expect(fitted.height).to.be.at.most(box.height)
        expect(fitted.fontSize).to.be.within(12, 60)
        expect(fitted.lineHeight).to.be.at.least(fitted.fontSize * 1.5)
      }),
      { numRuns: 200 },
    )
  })
})

describe('Thai text layout, as a Thai reader expects it', () => {
  it('When a sentence has no spaces, then lines end between words and compounds of our field stay whole', () => {
    expect(linesOf('ผู้ที่ทำงานด้วยน้ำใจจะไม่รับของขวัญและของกำนัลทุกชนิด', 20)).to.deep.equal([
      'ผู้ที่ทำงานด้วยน้ำใจ',
      'จะไม่รับของขวัญ',
      'และของกำนัลทุกชนิด',
    ])
  })

  it('When ๆ stands after a space, then it stays with its word', () => {
    for (const line of linesOf('เอกสารต่าง ๆ และพยานหลักฐานอื่น ๆ', 13)) expect(line).not.to.match(/^ๆ/)
  })

  it('When a line could end inside an address, a telephone number or an abbreviation, then it does not', () => {
    const held = ['ป.ป.ช.', 'โทร. 0-2528-4800', 'www.nacc.go.th/complaint?lang=th']
    const lines = linesOf('แจ้ง ป.ป.ช. โทร. 0-2528-4800 หรือ www.nacc.go.th/complaint?lang=th ภายในเวลา', 34)
    for (const whole of held) expect(lines.filter((line) => line.includes(whole))).to.have.length(1)
  })

  it('When a number and its unit would be parted, then another place is found', () => {
    const lines = linesOf('มูลค่าไม่เกิน ๓,๐๐๐ บาท ต่อคน ต่อโอกาส', 22)
    expect(lines.filter((line) => line.includes('๓,๐๐๐ บาท'))).to.have.length(1)
    expect(lines).to.have.length(2)
  })

  it('When two lines suffice, then they are about equally long', () => {
    const [first, second] = breakIntoLines('ไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่', 36, countBases)
    expect(Math.abs((first?.width ?? 0) - (second?.width ?? 99))).to.be.at.most(8)
  })

  it('When the writer marks places (U+200B, U+2060), then they are obeyed and not kept', () => {
    expect(linesOf('กขคง\u200bจฉชซ', 4)).to.deep.equal(['กขคง', 'จฉชซ'])
    expect(linesOf('ของ\u2060ฝาก มา', 6)).to.deep.equal(['ของฝาก', 'มา'])
  })

  it('When one word is wider than every line, then only that word is split', () => {
    expect(linesOf('ดู supercalifragilistic นะ', 12)).to.deep.equal(['ดู supercali', 'fragilistic', 'นะ'])
  })

  it('When a text cannot fit even in the smallest letters, then the result says so and what it needs', () => {
    const box = { width: 200, height: 40, sizes: { largest: 40, smallest: 20 } }
    expect(fitText('หนึ่งสองสามสี่ห้าหกเจ็ดแปดเก้าสิบ', box, measure)).to.include({ fits: false, reason: 'tooHigh' })
    expect(fitText('ก', { ...box, width: 10, height: 100 }, measure)).to.include({
      fits: false,
      reason: 'tooWide',
    })
    expect(fitText('ก ข ค\nง', { ...box, height: 400, maxLines: 1 }, measure)).to.include({
      reason: 'tooManyLines',
    })
  })

  it('When a box grows, then the letters do not become smaller', () => {
    const size = (width: number) => {
      const fitted = fitText(
        'ซื่อสัตย์ สุจริต โปร่งใส',
        { width, height: 90, sizes: { largest: 60, smallest: 8 } },
        measure,
      )
      return fitted.fits ? fitted.fontSize : 0
    }
    expect(size(300)).to.be.greaterThan(size(150)).and.greaterThan(0)
  })
})
