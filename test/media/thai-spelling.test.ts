import { expect } from 'chai'
import fc from 'fast-check'
import { inDrawingOrder } from '../../src/media/lines/thai-spelling.js'

describe('Thai spelling order', () => {
  it('When ำ was typed as two characters, in either order with a tone mark, then it becomes one ำ', () => {
    expect(inDrawingOrder('ท\u0e4d\u0e32')).to.equal('ทำ')
    expect(inDrawingOrder('น\u0e49\u0e4d\u0e32ใจ')).to.equal('น\u0e49\u0e33ใจ')
    expect(inDrawingOrder('น\u0e4d\u0e49\u0e32ใจ')).to.equal('น\u0e49\u0e33ใจ')
  })

  it('When a tone mark was typed before its vowel, then they change places', () => {
    expect(inDrawingOrder('ท\u0e48\u0e35')).to.equal('ท\u0e35\u0e48')
    expect(inDrawingOrder('ผ\u0e49\u0e39')).to.equal('ผ\u0e39\u0e49')
  })

  it('When แ was typed as two เ, then it becomes แ', () => {
    expect(inDrawingOrder('\u0e40\u0e40ละ')).to.equal('และ')
  })

  it('When a mark was typed twice, then it is written once', () => {
    expect(inDrawingOrder('ท\u0e35\u0e48\u0e48')).to.equal('ท\u0e35\u0e48')
  })

  it('When text is already in order, then it stays as it is, and applying it twice changes nothing more', () => {
    for (const word of ['ผู้ที่', 'ปิ่น', 'กั๊ก', 'ญี่ปุ่น', 'น้ำใจ', 'No Gift Policy ๒๕๖๙']) {
      expect(inDrawingOrder(word)).to.equal(word)
    }
    const marks = '\u0e31\u0e34\u0e35\u0e47\u0e48\u0e49\u0e4c\u0e4d\u0e32\u0e33\u0e40'
    const thai = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...marks),
        fc.integer({ min: 0x0e01, max: 0x0e5b }).map((n) => String.fromCodePoint(n)),
      ),
    })
    fc.assert(
      fc.property(thai, (typed) => inDrawingOrder(inDrawingOrder(typed)) === inDrawingOrder(typed)),
      { numRuns: 2000, examples: [['\u0e48\u0e34\u0e31']] },
    )
  })
})
