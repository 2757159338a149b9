import { expect } from 'chai'
import fc from 'fast-check'
import {
  marksOf,
  officersNamedIn,
  readersNotNamed,
  whoIsNamed,
} from '../../../src/features/cases/names/named-officers.js'
import { problemsOf } from '../../../src/features/cases/names/officer-findability.js'
import { growthOf } from '../../harness/growth.js'

const somchai = {
  recipientId: 'somchai',
  called: ['นายสมชาย ใจดีประเสริฐ', 'Mr. Somchai Jaideeprasert', 'ผู้อำนวยการกองคลัง', 'นักวิชาการ'],
}
const suda = { recipientId: 'suda', called: ['น.ส.สุดา แสงทอง', 'หัวหน้ากลุ่มงานจริยธรรม'] }
const drWit = { recipientId: 'wit', called: ['ผศ.ดร. วิทย์ แสงทอง'] }

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
    ['a first name behind a title', 'ลุงสมชายรับเงิน', ['somchai']],
    ['a first name beside the unit', 'สมชาย ที่กองคลัง รับเงิน', ['somchai']],
    ['a surname behind a title', 'Mr. Jaideeprasert', ['somchai']],
    ['an initial before the surname', 'ว. แสงทอง', ['wit']],
    ['a nickname in the middle', 'สุดา (ดา) แสงทอง', ['suda']],
    ['the surname first', 'แสงทอง, สุดา', ['suda']],
    ['a name glued to a title that ends like it', 'นายกสุดาแสงทอง', ['suda']],
    ['letters held down', 'สสสมมมชาย ใจดีประเสริฐ', ['somchai']],
    ['silent letters left out', 'สมชาย ใจดีประเสิด', ['somchai']],
    ['another way of romanising', 'Somchay Chaideeprasoet', ['somchai']],
    ['English words glued', 'SomchaiJaideeprasert', ['somchai']],
    ['a position that many have', 'นักวิชาการคนหนึ่ง', []],
    ['a head of another unit', 'ผู้อำนวยการกองกลาง', []],
    ['nobody', '', []],
  ]
  for (const [how, text, expected] of ways)
    it(`When a case has ${how}, then ${expected.length === 0 ? 'nobody' : expected.join(' and ')} is found`, async () => {
      expect(await named(text)).to.deep.equal(expected)
    })

  it('When Thai was typed in another order of marks, then it is the same name', async () => {
    const marks = await marksOf([{ recipientId: 'a', called: ['คำน้ำ เเก่นกล้าหาญ'] }])
    expect(await officersNamedIn(marks, ['คํานํ้า แก่นกล้าหาญ'])).to.deep.equal(['a'])
  })
  it('When Thai digits stand in a position, then they are the same digits', async () => {
    const marks = await marksOf([{ recipientId: 'a', called: ['ผู้อำนวยการกลุ่มงาน 2'] }])
    expect(await officersNamedIn(marks, ['ผอ.กลุ่มงาน ๒'])).to.deep.equal(['a'])
  })
  it('When a name is only likely, then it leaves an officer out as long as somebody else can read', async () => {
    const marks = await marksOf([somchai, suda])
    const likely = await whoIsNamed(marks, ['คุณสมชายรับเงิน'])
    expect(likely).to.deep.equal({ certain: [], likely: ['somchai'] })
    expect(readersNotNamed(['somchai', 'suda'], likely)).to.deep.equal({
      readers: ['suda'],
      leftOut: ['somchai'],
    })
    expect(readersNotNamed(['somchai'], likely)).to.deep.equal({ readers: ['somchai'], leftOut: [] })
    const certain = await whoIsNamed(marks, ['คุณสมชาย ใจดีประเสริฐ'])
    expect(readersNotNamed(['somchai'], certain)).to.deep.equal({ readers: [], leftOut: ['somchai'] })
  })
  it('When the title is the officer’s own, then a first name behind it is certain', async () => {
    const marks = await marksOf([{ recipientId: 'a', called: ['นายแพทย์สมหมาย ใจตรง'] }])
    for (const words of ['หมอสมหมาย', 'นพ.สมหมาย', 'คุณหมอ สมหมาย'])
      expect(await whoIsNamed(marks, [words]), words).to.deep.equal({ certain: ['a'], likely: [] })
    expect(await whoIsNamed(marks, ['ครูสมหมาย'])).to.deep.equal({ certain: [], likely: ['a'] })
  })
  it('When names are Chinese, Malay, joined or very short, then they are found, or said to be unsafe', async () => {
    const called = ['อับดุลเลาะ บินฮาซัน', 'เซี้ยง แซ่ตั้ง', 'ม.ล.จิรา ณ อยุธยา', 'แอนนา-มารี สมิธ-ใจดี']
    const marks = await marksOf(called.map((name) => ({ recipientId: name, called: [name] })))
    for (const [index, words] of [
      'นายอับดุลเลาะห์ บินฮาซัน',
      'เจ๊เซี้ยง แซ่ตั้ง',
      'จิรา ณ อยุธยา',
      'แอนนา มารี สมิธ ใจดี',
    ].entries())
      expect(await officersNamedIn(marks, [words]), words).to.deep.equal([called[index]])
    expect(problemsOf(['อู๋ อี', 'Wu Yi']).map(({ why }) => why)).to.include('short')
  })
  it('When a text is ten times as long, then the search takes about ten times as long', async () => {
    const marks = await marksOf([somchai, suda, drWit])
    for (const unit of [
      'สมชา',
      'นายสมชาย',
      'ส ',
      'ใจดี(',
      'somchai ',
      'a',
      '\u0e48',
      'สุดา แสง',
      '([{',
      'กองคลัง ',
    ]) {
      const [short, long] = [8000, 80_000].map((length) => unit.repeat(Math.round(length / unit.length)))
      const growth = await growthOf(
        () => whoIsNamed(marks, [short ?? '']),
        () => whoIsNamed(marks, [long ?? '']),
        40,
      )
      expect(growth, unit).to.be.below(40)
    }
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
