import { expect } from 'chai'
import fc from 'fast-check'
import { marksOf, officersNamedIn } from '../../../src/features/cases/named-officers.js'

const somchai = {
  recipientId: 'somchai',
  names: ['นายสมชาย ใจดีประเสริฐ', 'Mr. Somchai Jaideeprasert'],
  positions: ['ผู้อำนวยการกองคลัง', 'นักวิชาการ'],
}
const suda = { recipientId: 'suda', names: ['น.ส.สุดา แสงทอง'], positions: ['หัวหน้ากลุ่มงานจริยธรรม'] }
const drWit = { recipientId: 'wit', names: ['ผศ.ดร. วิทย์ แสงทอง'], positions: [] }

async function named(...texts: string[]): Promise<string[]> {
  return officersNamedIn(await marksOf([somchai, suda, drWit]), texts)
}

describe('Officers whom a case names', () => {
  const ways: readonly (readonly [string, string, readonly string[]])[] = [
    ['name and surname', 'นายสมชาย ใจดีประเสริฐ เรียกเงิน', ['somchai']],
    ['without spaces', 'เห็นสมชายใจดีประเสริฐรับซอง', ['somchai']],
    ['with two spaces and a line break', 'สมชาย \n ใจดีประเสริฐ', ['somchai']],
    ['with zero-width spaces', 'สม\u200bชาย ใจดี\u200bประเสริฐ', ['somchai']],
    ['with another title', 'ท่าน ผอ.สมชาย ใจดีประเสริฐ', ['somchai']],
    ['with dots between', 'ส.ม.ช.า.ย ใ.จ.ด.ี.ประเสริฐ', ['somchai']],
    ['a rare surname alone', 'พวกใจดีประเสริฐ', ['somchai']],
    ['in English, whatever the case', 'I saw SOMCHAI  Jaideeprasert take it', ['somchai']],
    ['a position in full', 'ผู้อำนวยการกองคลังสั่ง', ['somchai']],
    ['a position in short', 'ผอ.กองคลัง สั่ง', ['somchai']],
    ['a position in short without a dot', 'ท่านผอ กองคลังสั่ง', ['somchai']],
    ['another officer by name', 'คุณสุดา แสงทอง', ['suda']],
    ['an academic title', 'ดร.วิทย์ แสงทอง', ['wit']],
    ['two of them', 'สุดา แสงทอง กับ สมชาย ใจดีประเสริฐ', ['somchai', 'suda']],
    ['a surname that two officers share', 'ตระกูลแสงทอง', []],
    ['a first name alone', 'สมชาย', []],
    ['another Somchai', 'สมชาย ใจร้าย', []],
    ['a position that many have', 'นักวิชาการคนหนึ่ง', []],
    ['a head of another unit', 'ผู้อำนวยการกองกลาง', []],
    ['nobody', '', []],
  ]
  for (const [how, text, expected] of ways)
    it(`When a case has ${how}, then ${expected.length === 0 ? 'nobody' : expected.join(' and ')} is found`, async () => {
      expect(await named(text)).to.deep.equal(expected)
    })

  it('When Thai was typed in another order of marks, then it is the same name', async () => {
    const marks = await marksOf([{ recipientId: 'a', names: ['คำน้ำ เเก่นกล้าหาญ'], positions: [] }])
    expect(await officersNamedIn(marks, ['คํานํ้า แก่นกล้าหาญ'])).to.deep.equal(['a'])
  })
  it('When Thai digits stand in a position, then they are the same digits', async () => {
    const marks = await marksOf([{ recipientId: 'a', names: [], positions: ['ผู้อำนวยการกลุ่มงาน 2'] }])
    expect(await officersNamedIn(marks, ['ผอ.กลุ่มงาน ๒'])).to.deep.equal(['a'])
  })
  it('When marks are given out twice, then they have nothing in common and no name can be read in them', async () => {
    const [one, other] = [await marksOf([somchai]), await marksOf([somchai])]
    expect(one.salt).not.to.equal(other.salt)
    const hashes = (marks: typeof one) =>
      marks.officers.flatMap((officer) => officer.marks.map((mark) => mark.split('.')[2]))
    for (const hash of hashes(one)) expect(hashes(other)).not.to.include(hash)
    expect(JSON.stringify(one)).not.to.match(/สมชาย|ใจดี|somchai jai/i)
  })
  it('Whatever stands around a name, it is found', async () => {
    const marks = await marksOf([somchai, suda])
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        async (left, right) => {
          expect(await officersNamedIn(marks, [`${left} สมชาย ใจดีประเสริฐ ${right}`])).to.include('somchai')
        },
      ),
      { numRuns: 200 },
    )
  })
  it('When a tip is as long as it may be and ten officers are known, then the search ends within a second', async () => {
    const many = Array.from({ length: 10 }, (_, index) => ({ ...somchai, recipientId: `${index}` }))
    const marks = await marksOf(many)
    // The processor's time: what else the machine does decides nothing.
    const begun = process.cpuUsage()
    await officersNamedIn(marks, ['เงินทอน'.repeat(2857)])
    const { user, system } = process.cpuUsage(begun)
    expect((user + system) / 1000).to.be.below(1000)
  })
})
