import { expect } from 'chai'
import fc from 'fast-check'
import { readQuestion, type View } from '../../../src/features/statistics/asking/statistics-question.js'
import { parsePeriod } from '../../../src/i18n/calendar/period-words.js'

const today = new Date('2026-11-20T05:00:00Z')
const words: readonly (readonly [string, View])[] = [
  ['เทียบปีก่อน', 'compare'],
  ['เทียบกับปีก่อน', 'compare'],
  ['หมวด', 'category'],
  ['แยกตามหมวด', 'category'],
  ['หน่วยงาน', 'unit'],
  ['ช่องทาง', 'channel'],
  ['ประเภท', 'type'],
  ['ค้าง', 'pending'],
  ['เกินกำหนด', 'overdue'],
  ['ระยะเวลา', 'time'],
  ['กราฟ', 'chart'],
  ['ไฟล์', 'file'],
  ['by category', 'category'],
  ['compare', 'compare'],
  ['overdue', 'overdue'],
]
const periods = [
  '',
  'เดือนนี้',
  'เดือนที่แล้ว',
  'ต.ค. 68',
  'ตุลาคม ๒๕๖๘',
  'Oct 2025',
  '2568-10',
  'ปีงบ 2569',
  'ปีงบที่แล้ว',
]
const more = ['ไตรมาส 1/2569', 'ครึ่งปีแรก 2569', 'ต.ค. 68 - มี.ค. 69', 'กันยายน 2569', 'FY 2569']

describe('A question about statistics', () => {
  it('When any look stands before or after any period, then both are read', () => {
    const anything = fc.tuple(fc.constantFrom(...words), fc.constantFrom(...periods, ...more), fc.boolean())
    fc.assert(
      fc.property(anything, ([[word, view], period, before]) => {
        const read = readQuestion((before ? `${word} ${period}` : `${period} ${word}`).trim(), today)
        expect(read).to.deep.equal({ view, period: parsePeriod(period, today) })
        expect(read.period.ok).to.equal(true)
      }),
      { numRuns: 500 },
    )
  })

  it('When no look is asked for, then it is the table of exactly what the period says', () => {
    for (const period of [...periods, ...more, 'เมื่อนานมาแล้ว', '30 ก.ย. 68', 'ปีงบ 2580'])
      expect(readQuestion(period, today)).to.deep.equal({ view: 'table', period: parsePeriod(period, today) })
  })

  it('When two looks are asked for, or one is glued into another word, then it is unclear and not guessed', () => {
    expect(readQuestion('ปีงบ 2569 หมวด ช่องทาง', today).period).to.deep.equal({ ok: false, reason: 'unclear' })
    expect(readQuestion('หมวดทหาร', today)).to.deep.equal({
      view: 'table',
      period: { ok: false, reason: 'unclear' },
    })
    expect(readQuestion('ปีงบ2569หมวด', today)).to.have.property('view', 'category')
  })

  it('When anything at all is typed, then it is answered and never thrown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(readQuestion(text, today).period).to.have.property('ok')
      }),
      { numRuns: 300 },
    )
  })
})
