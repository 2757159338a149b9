import { expect } from 'chai'
import fc from 'fast-check'
import { titleWords } from '../../../src/features/cases/names/thai-title-words.js'
import { skipped, titlesIn, withoutTitles } from '../../../src/features/cases/names/thai-titles.js'
import { growthOf } from '../../harness/growth.js'

describe('Titles and ranks', () => {
  const bare: readonly (readonly [string, string])[] = [
    ['นายแพทย์สมหมาย ใจตรง', 'medical'],
    ['นพ.สมหมาย ใจตรง', 'medical'],
    ['น.พ. สมหมาย ใจตรง', 'medical'],
    ['นพ สมหมาย ใจตรง', 'medical'],
    ['นพสมหมาย ใจตรง', 'medical'],
    ['ผศ.ดร.นพ.สมหมาย ใจตรง', 'academic'],
    ['ว่าที่ ร.ต.หญิง สมหมาย ใจตรง', 'military'],
    ['ว่าที่ร้อยตรีหญิงสมหมาย ใจตรง', 'military'],
    ['วาที ร.ต. สมหมาย ใจตรง', 'military'],
    ['พ. ต. อ. สมหมาย ใจตรง', 'police'],
    ['พตอ.สมหมาย ใจตรง', 'police'],
    ['พันตำรวจเอกหญิง สมหมาย ใจตรง', 'police'],
    ['นาวาอากาศเอก สมหมาย ใจตรง', 'military'],
    ['น.อ.(พิเศษ) สมหมาย ใจตรง', 'military'],
    ['ร.ต.สมหมาย ใจตรง', 'military'],
    ['หม่อมหลวงสมหมาย ใจตรง', 'noble'],
    ['ม.ล.สมหมาย ใจตรง', 'noble'],
    ['ท่าน ผอ. สมหมาย ใจตรง', 'office'],
    ['พระครูสมหมาย ใจตรง', 'religious'],
    ['ป้าสมหมาย ใจตรง', 'honorific'],
    ['น.\u200bส.สมหมาย ใจตรง', 'civil'],
  ]
  for (const [name, family] of bare)
    it(`When a name is written ${name}, then the title is told from it`, () => {
      const found = withoutTitles(name)
      expect(found.names).to.include('สมหมาย ใจตรง')
      expect(found.families).to.include(family)
    })

  it('When titles are English, then they are told from the name too', () => {
    for (const title of [
      'Mr. ',
      'Dr.',
      'DR ',
      'Asst. Prof. Dr. ',
      'Pol.Col.',
      'Pol. Lt. Col. ',
      'Flt.Lt. ',
      'Doctor ',
    ])
      expect(withoutTitles(`${title}Sommai Jaitrong`).names, title).to.include('Sommai Jaitrong')
  })
  it('When a name only begins like a title, then it is kept whole', () => {
    for (const name of ['คุณากร ใจดี', 'นายิกา ใจดี', 'Drew Carey', 'Missy Elliott', 'ครุฑ ใจดี', 'สมหมาย'])
      expect(withoutTitles(name).names, name).to.include(name)
  })
  it('When the last letter of a title may be the first of the name, then both are told', () => {
    expect(withoutTitles('นายกรวี ใจดี').names).to.deep.equal(['รวี ใจดี', 'กรวี ใจดี'])
    expect(withoutTitles('หมอก ใจดี').names).to.include('หมอก ใจดี')
  })
  it('When any title stands anywhere in a text, then it is found, and what follows begins where it ends', () => {
    const all = Object.values(titleWords).flatMap(({ short, words }) => [...short, ...words])
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.constantFrom('', 'เมื่อวาน ', '(', '๒๕๖๙ '), (title, before) => {
        const text = `${before}${title} สมหมาย`
        const ends = titlesIn(text).map(({ end }) => skipped(text, end))
        expect(ends).to.include(text.indexOf(' สมหมาย', before.length + title.length) + 1)
      }),
    )
  })
  it('When a text is ten times as long, then the search takes about ten times as long', async () => {
    for (const unit of ['น\u200b', 'พ.', 'พ. ', 'นายก', 'ว่าที่', 'a', 'pol.', '\u0e48']) {
      const growth = await growthOf(
        () => titlesIn(unit.repeat(4000)),
        () => titlesIn(unit.repeat(40_000)),
        40,
      )
      expect(growth, unit).to.be.below(40)
    }
  })
})
