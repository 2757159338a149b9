import { expect } from 'chai'
import fc from 'fast-check'
import { disclosuresIn, neutralised } from '../../../src/features/cases/disclosure/self-disclosure.js'
import { isNationalId } from '../../../src/features/cases/disclosure/thai-signs-of-self.js'

const found = (text: string) =>
  disclosuresIn(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end).trim()}`)

describe('What would tell who wrote a tip', () => {
  const telling: readonly (readonly [string, readonly string[]])[] = [
    ['บัตร 1-1017-00230-70-8 ค่ะ', ['nationalId: 1-1017-00230-70-8', 'firstPerson: ค่ะ']],
    ['เลข ๑๑๐๑๗๐๐๒๓๐๗๐๘', ['nationalId: ๑๑๐๑๗๐๐๒๓๐๗๐๘']],
    ['โทร 081-234-5678', ['phone: 081-234-5678']],
    ['โทร ๐๘๑ ๒๓๔ ๕๖๗๘', ['phone: ๐๘๑ ๒๓๔ ๕๖๗๘']],
    ['02 123 4567', ['phone: 02 123 4567']],
    ['+66812345678', ['phone: +66812345678']],
    ['ติดต่อ somsri.k@dept.go.th ได้', ['email: somsri.k@dept.go.th']],
    ['แอดไลน์ไอดี somsri_99', ['lineId: ไลน์ไอดี somsri_99']],
    ['Line ID: @somsri', ['lineId: Line ID: @somsri']],
    ['ผมชื่อสมศรี ใจงาม อยู่กองคลัง', ['ownName: ผมชื่อสมศรี ใจงาม']],
    ['ข้าพเจ้า นายสมศักดิ์ รักงาน ขอแจ้ง', ['ownName: ข้าพเจ้า นายสมศักดิ์ รักงาน']],
    ['ลงชื่อ สมศรี ใจงาม', ['ownName: ลงชื่อ สมศรี ใจงาม']],
    ['ดิฉันเป็นเจ้าหน้าที่ธุรการ', ['ownPosition: ดิฉันเป็นเจ้าหน้าที่ธุรการ']],
    ['หนูเห็นเขารับเงิน', ['firstPerson: หนู']],
    ['ผมเห็นครับ', ['firstPerson: ผม', 'firstPerson: ครับ']],
    ['กระผมขอแจ้ง', ['firstPerson: กระผม']],
    ['เขาเรียกเงินกับผม', ['firstPerson: ผม']],
    ['My boss asked me', ['firstPerson: My', 'firstPerson: me']],
  ]
  for (const [text, expected] of telling)
    it(`When somebody writes "${text}", then it is pointed at`, () => {
      expect(found(text)).to.deep.equal(expected)
    })

  const innocent = [
    'เลขที่สัญญา 1234567890123 วงเงิน 1,200,000 บาท',
    'ทะเบียนรถ กข 1234 วันที่ 12/11/2569 เวลา 10.30 น.',
    'หัวหน้าให้ร้านตัดผมจ่ายเงิน และมีหนูในโกดัง',
    'ผู้รับเหมาชื่อบริษัท ทองดี จำกัด',
    'เลขหนังสือ มท 0808.2/ว 12345 ลว. 1 ต.ค. 2569',
    'คณะกรรมการค่าครองชีพ',
    'ส่งในไลน์กลุ่มของกอง',
    '',
  ]
  for (const text of innocent)
    it(`When somebody writes "${text}", then nothing is pointed at`, () => {
      expect(found(text)).to.deep.equal([])
    })

  it('When the proposals are taken, then the story stays and the person is gone', () => {
    expect(neutralised('ผมชื่อสมศรี ใจงาม เห็น ผอ. รับซองครับ โทร 081-234-5678')).to.equal('เห็น ผอ. รับซอง โทร […]')
    expect(neutralised('หนูเห็นเขารับเงิน')).to.equal('ผู้แจ้งเห็นเขารับเงิน')
    expect(neutralised('I saw my chief')).to.equal("the reporter saw the reporter's chief")
  })
  it('The check digit decides what an identity number is', () => {
    expect(isNationalId('1101700230708')).to.equal(true)
    expect(isNationalId('1101700230704')).to.equal(false)
    expect(isNationalId('0101700230708')).to.equal(false)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 }), (rest) => {
        const twelve = `1${rest.join('')}`
        const valid = Array.from({ length: 10 }, (_, last) => `${twelve}${last}`).filter(isNationalId)
        expect(valid).to.have.length(1)
      }),
    )
  })
  it('When one letter stands for several, then it is pointed at whole', () => {
    expect(disclosuresIn('🄘 🄘')).to.deep.equal([
      { kind: 'firstPerson', start: 0, end: 2, instead: 'the reporter' },
      { kind: 'firstPerson', start: 3, end: 5, instead: 'the reporter' },
    ])
  })

  it('Whatever is written, places lie within the text, in order, and do not overlap', () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('ผม', 'ครับ', '081-234-5678', 'ชื่อ', 'a@b.co', '1101700230708', ' ', 'หนู', 'line id'),
    )
    fc.assert(
      fc.property(
        fc.array(words).map((all) => all.join('')),
        (text) => {
          let last = 0
          for (const { start, end } of disclosuresIn(text)) {
            expect(start).to.be.at.least(last)
            expect(end).to.be.above(start).and.at.most(text.length)
            last = end
          }
        },
      ),
    )
  })
  it('Whatever is written, the proposals leave no number, address or identity', () => {
    const numbers = fc.constantFrom('081-234-5678', '1101700230708', 'a.b@c.go.th', '021234567')
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1 }), (all) => {
        const left = disclosuresIn(neutralised(all.join(' และ '))).filter(
          ({ kind }) => kind !== 'firstPerson',
        )
        expect(left).to.deep.equal([])
      }),
    )
  })
})
