import { expect } from 'chai'
import { namingWarnings } from '../../../src/features/cases/names/naming-words.js'
import { canBeFound, problemsOf } from '../../../src/features/cases/names/officer-findability.js'

describe('Names that cannot be found safely', () => {
  const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
    [['นายประเสริฐ เลิศล้ำกุล'], []],
    [['นายแพทย์สมหมาย ใจตรง', 'Sommai Jaitrong'], []],
    [['นายแพทย์สมหมาย ใจตรง'], ['englishMissing']],
    [['Sommai Jaitrong'], ['thaiMissing']],
    [['ผู้อ่าน'], ['nobody']],
    [['กลุ่มงานจริยธรรม'], ['nobody']],
    [['ผู้อำนวยการกองคลัง'], ['positionOnly']],
    [['ผู้อำนวยการกองคลัง', 'นายประเสริฐ เลิศล้ำกุล'], []],
    [
      ['อู๋ อี', 'Oo Ee'],
      ['short', 'englishMissing'],
    ],
    [['ก ข'], ['tooShort']],
  ]
  for (const [lines, expected] of cases)
    it(`When an officer is called ${lines.join(', ')}, then ${expected.join() || 'nothing'} is said`, () => {
      expect(problemsOf(lines).map(({ why }) => why)).to.deep.equal(expected)
    })

  it('When something is said, then it says which name and what to do, in both languages', () => {
    for (const [language, remedy] of [
      ['th', 'โปรดเพิ่มชื่ออื่น'],
      ['en', 'Please add'],
    ] as const) {
      const [first = '', ...others] = namingWarnings(language, ['ผู้อ่าน'])
      expect(first).to.include('ผู้อ่าน')
      expect(others.join()).to.include(remedy)
      expect(namingWarnings(language, ['นายประเสริฐ เลิศล้ำกุล'])).to.deep.equal([])
    }
  })
  it('When a line tells nobody, then it cannot be looked for; a nickname can', () => {
    for (const line of ['หมอ', 'ท่าน ผอ.', 'นักวิชาการ', 'เจ้าหน้าที่การเงิน', 'ก', '...', 'ก ข'])
      expect(canBeFound(line), line).to.equal(false)
    for (const line of ['หมอหมาย', 'ตู่', 'หัวหน้ากลุ่มงานจริยธรรม', 'ผอ.กองคลัง', 'สมหมาย ใจตรง', 'Sommai Jaitrong'])
      expect(canBeFound(line), line).to.equal(true)
  })
})
