import { expect } from 'chai'
import fc from 'fast-check'
import {
  completenessOf,
  type TellingPart,
  type ToldTip,
  tellingParts,
} from '../../../src/features/cases/filing/tip-completeness.js'

const story = 'เห็นเจ้าหน้าที่พัสดุรับซองขาวจากผู้รับเหมาก่อนเปิดซองประมูลงานก่อสร้างถนน'

describe('How complete a tip is', () => {
  it('When nothing was told, then everything is missing, what happened first', () => {
    const { score, missing, specific } = completenessOf({ parts: {}, files: 0 })
    expect([score, specific]).to.deep.equal([0, false])
    expect(missing).to.deep.equal(['what', 'who', 'evidence', 'when', 'where', 'howKnown'])
  })
  it('When all is told and a picture is there, then it is complete and specific', () => {
    const told = completenessOf({
      parts: {
        what: { words: story },
        who: { words: 'เจ้าหน้าที่พัสดุ' },
        when: { words: '12 พ.ย. 2569' },
        where: { words: 'ห้องพัสดุ' },
        howKnown: { words: '', chosen: 'saw' },
      },
      files: 1,
    })
    expect(told).to.deep.include({ score: 100, missing: [], specific: true })
  })
  it('When a bare rumour is told, then it is not specific and says what would help most', () => {
    const told = completenessOf({
      parts: { what: { words: 'มีการทุจริต' }, howKnown: { words: '', chosen: 'heard' } },
      files: 0,
    })
    expect(told.specific).to.equal(false)
    expect(told.parts).to.include({ what: 'thin', howKnown: 'thin' })
    expect(told.missing[0]).to.equal('who')
  })
  it('When somebody does not know, then they are not asked again', () => {
    const unknown = { words: '', unknown: true }
    const told = completenessOf({ parts: { what: { words: story }, who: unknown, when: unknown }, files: 0 })
    expect(told.missing).not.to.include.members(['who', 'when'])
    expect(told.parts.who).to.equal('unknown')
  })
  it('When a time says nothing that can be looked for, then it is thin', () => {
    for (const words of ['นานแล้วจำไม่ได้', 'บ่อยครั้ง'])
      expect(completenessOf({ parts: { when: { words } }, files: 0 }).parts.when).to.equal('thin')
    for (const words of ['ต้นเดือนมกราคม', 'ทุกสิ้นเดือน', '๑๒/๑๑/๖๙', 'last Monday'])
      expect(completenessOf({ parts: { when: { words } }, files: 0 }).parts.when).to.equal('clear')
  })
  it('When only dots are written, then nothing was told', () => {
    expect(completenessOf({ parts: { what: { words: '......... ???' } }, files: 0 }).parts.what).to.equal(
      'missing',
    )
  })
  it('Whatever is told, more of it never lowers the score, and the score stays within 0 and 100', () => {
    const part = fc.record({ words: fc.string({ unit: 'grapheme' }), unknown: fc.boolean() })
    const tip: fc.Arbitrary<ToldTip> = fc.record({
      parts: fc.dictionary(fc.constantFrom(...tellingParts), part) as fc.Arbitrary<ToldTip['parts']>,
      files: fc.nat(3),
    })
    fc.assert(
      fc.property(tip, fc.constantFrom<TellingPart>(...tellingParts), (told, more) => {
        const words = `${told.parts[more]?.words ?? ''} ${story} 12 พ.ย.`
        const before = completenessOf(told)
        const after = completenessOf({ ...told, parts: { ...told.parts, [more]: { words } } })
        expect(before.score).to.be.within(0, 100)
        expect(after.score).to.be.at.least(before.score)
        expect(after.parts[more]).to.equal('clear')
      }),
    )
  })
})
