import { expect } from 'chai'
import fc from 'fast-check'
import { disclosuresIn, neutralised } from '../../../src/features/cases/disclosure/self-disclosure.js'
import { plainWordsOf } from '../../../src/features/cases/names/plain-words.js'
import { ordinarySentences, ownWordsBesideAnother } from './ordinary-tips.js'

/** Thai names as nobody bears them: syllables that a name may have, in any order. */
const syllables = [
  'ทด',
  'สอบ',
  'สม',
  'มุติ',
  'ชัย',
  'พร',
  'วรร',
  'ณา',
  'กิตติ',
  'ศักดิ์',
  'ดวง',
  'แก้ว',
  'จัน',
  'ทรา',
  'ภัทร',
  'ธีร',
  'อนุ',
  'ปรี',
  'ชา',
  'หทัย',
  'ไพ',
  'โรจน์',
  'เกษม',
  'ฤดี',
  'ญา',
  'บุญ',
]
const name = fc
  .array(fc.constantFrom(...syllables), { minLength: 2, maxLength: 4 })
  .map((all) => all.join(''))
const own = fc.constantFrom('ดิฉัน', 'ผม', 'กระผม', 'หนู', 'ข้าพเจ้า', 'ดิชั้น', 'ฉัน', 'เรา', 'ผู้แจ้ง', 'ผู้ร้องเรียน')
const blank = fc.constantFrom('', ' ', '  ', ' \u200b', '\u00a0', '\u200b')
const apart = fc.constantFrom(' ', '  ', '\u00a0', ' \u200b', '\u3000', '\n')
const title = fc.constantFrom(
  ...[
    'นาย',
    'นาง',
    'นางสาว',
    'น.ส.',
    'น.ส. ',
    'นส.',
    'ดร.',
    'ด.ต.',
    'พ.ต.อ.',
    'พ.ต.อ. ',
    'พ. ต. ท. ',
    'ว่าที่ร้อยตรี',
    'ว่าที่ ร.ต. ',
  ],
  ...[
    'ร้อยตำรวจเอก ',
    'นพ.',
    'พญ.',
    'ทพญ. ',
    'นายแพทย์',
    'ผศ.ดร.',
    'รศ. ดร. ',
    'ม.ร.ว.',
    'หม่อมหลวง',
    'จ่าสิบเอก',
    'พลฯ ',
    'อาจารย์',
    'Mr. ',
    'Dr. ',
  ],
)
const story = fc.constantFrom(
  '',
  ' เห็นหัวหน้ารับเงิน',
  ' ขอแจ้งว่ามีการโกง',
  '\nเรื่องเกิดเมื่อวาน',
  ' อยู่กองคลัง',
  ' ขอร้องเรียน',
)
const opening = fc.constantFrom('', 'เรียน ผอ. ', 'สวัสดีครับ ', 'ขอแจ้งเรื่องทุจริต\n', 'เนื่องจาก')

const bare = (text: string): string => plainWordsOf(text).words
const leaves = (text: string, ...secrets: readonly string[]): void => {
  const left = bare(neutralised(text))
  for (const secret of secrets) expect(left, text).not.to.contain(secret)
  expect(left, text).not.to.match(/ผู้แจ้ง ?(?:นาย|นาง|น\.ส\.)/)
}

const digit = fc.integer({ min: 0, max: 9 })
const digits = (count: number) =>
  fc.array(digit, { minLength: count, maxLength: count }).map((all) => all.join(''))
const scripts = fc.constantFrom(0x30, 0x0e50, 0xff10, 0x0660)
const inScript = (text: string, zero: number): string =>
  text.replace(/[0-9]/g, (one) => String.fromCodePoint(zero + Number(one)))
const sign = fc.constantFrom(
  '-',
  ' ',
  ' - ',
  '.',
  '/',
  '–',
  ' – ',
  '·',
  ') ',
  '  ',
  '_',
  '\u200b',
  '−',
  ' . ',
  '\u00a0',
  '',
)

describe('What is left of whoever tells, when their words are made neutral', () => {
  it('Whatever word for oneself a name with a title follows, nothing of the name is left', () => {
    const joint = fc.constantFrom('', 'ชื่อ', 'คือ', 'ชื่อว่า', 'เอง ', 'มีชื่อว่า ', ', ', '(', 'ครับ ')
    fc.assert(
      fc.property(opening, own, blank, joint, blank, title, name, apart, name, story, (...parts) => {
        const [, , , , , , first, , family] = parts
        leaves(parts.join(''), first, family)
      }),
      { numRuns: 600, seed: 1 },
    )
  })
  it('Whatever says that a name follows, it needs no title', () => {
    const says = fc.constantFrom(
      ...[
        'ผมชื่อ',
        'ดิฉันชื่อ ',
        'หนูชื่อว่า',
        'ข้าพเจ้ามีชื่อว่า',
        'ลงชื่อ ',
        '(ลงชื่อ) ',
        'ชื่อผู้แจ้ง ',
        'ชื่อ-สกุล: ',
        'ชื่อของผมคือ ',
        'กระผมชื่อ-สกุล ',
      ],
      ...['ผู้แจ้งชื่อ ', 'ชื่อ นามสกุล ', 'My name is ', "I'm called ", 'เรียกผมว่า'],
    )
    fc.assert(
      fc.property(
        opening.filter((one) => !one.endsWith('จาก')),
        says,
        name,
        apart,
        name,
        story,
        (before, word, first, gap, family, after) =>
          leaves(`${before}${word}${first}${gap}${family}${after}`, first, family),
      ),
      { numRuns: 300, seed: 2 },
    )
  })
  it('A nickname, a signature in brackets and a name before "I report" are gone too', () => {
    fc.assert(
      fc.property(title, name, name, (rank, first, family) => {
        leaves(`เรื่องเป็นดังนี้\n(${rank}${first} ${family})`, first, family)
        leaves(`ขอแสดงความนับถือ\nลงชื่อ ..............\n(${rank}${first} ${family})\nผู้แจ้ง`, first, family)
        leaves(`${rank}${first} ${family} ขอแจ้งว่ามีการโกง`, first, family)
        leaves(`ดิฉันชื่อเล่นว่า${first}`, first)
        leaves(`ชื่อเล่น ${first} ครับ`, first)
        leaves(`สามีดิฉัน ${rank}${first} ${family} ถูกขู่`, first, family)
      }),
      { numRuns: 150, seed: 3 },
    )
  })
  it('However a telephone number is taken apart, none of it is left', () => {
    const mobile = fc.tuple(fc.constantFrom('06', '08', '09'), digits(8)).map((all) => all.join(''))
    const landline = fc
      .tuple(fc.constantFrom('02', '03', '04', '05', '07'), digits(7))
      .map((all) => all.join(''))
    const before = fc.constantFrom('โทร ', 'โทร.', 'เบอร์ผม ', 'ติดต่อกลับที่ ', 'มือถือ: (', 'tel. ', '', 'ได้ที่ (')
    fc.assert(
      fc.property(
        before,
        fc.oneof(mobile, landline),
        sign,
        sign,
        scripts,
        fc.constantFrom('', '+66 ', '+66 (0)', '0066'),
        (cue, number, one, other, zero, abroad) => {
          const rest = abroad === '' ? number : number.slice(1)
          const parts = [rest.slice(0, -7), rest.slice(-7, -4), rest.slice(-4)]
          const written = `${parts[0]}${one}${parts[1]}${other}${parts[2]}`
          const left = bare(neutralised(`${cue}${inScript(abroad + written, zero)} ขอบคุณ`))
          expect(left, `${cue}${abroad}${written}`).not.to.match(/\d/)
        },
      ),
      { numRuns: 600, seed: 4 },
    )
  })
  it('A number digit by digit, with its inside line, or in words, is gone', () => {
    for (const text of [
      '0 8 1 2 3 4 5 6 7 8',
      '0-8-1-2-3-4-5-6-7-8',
      '02-123-4567 ต่อ 123',
      '0-2123-4567 ext. 9',
      '0 2123 4567-70',
      'เบอร์ภายใน 4567',
      'โทร 1234567',
      'โทร +1 415 555 2671',
      'O81-234-5678',
      '0\ufe0f\u20e38\ufe0f\u20e31\ufe0f\u20e3 2345678',
      '𝟎𝟖𝟏 𝟐𝟑𝟒 𝟓𝟔𝟕𝟖',
    ])
      expect(bare(neutralised(text)), text).not.to.match(/\d/)
    expect(neutralised('ศูนย์แปดหนึ่ง สองสามสี่ ห้าหกเจ็ดแปด')).not.to.match(/แปด|สี่/)
  })
  it('However an identity number is taken apart, none of it is left', () => {
    const withCheck = digits(11).map((rest) => {
      const twelve = `1${rest}`
      const sum = [...twelve].reduce((total, one, place) => total + Number(one) * (13 - place), 0)
      return `${twelve}${(11 - (sum % 11)) % 10}`
    })
    const same = fc.constantFrom('-', ' ', ' - ', '.', '/', '–', '', '\u200b')
    fc.assert(
      fc.property(
        withCheck,
        same,
        scripts,
        fc.constantFrom('', 'บัตร ', 'เลขประจำตัวประชาชน '),
        (id, one, zero, cue) => {
          const parts = [id.slice(0, 1), id.slice(1, 5), id.slice(5, 10), id.slice(10, 12), id.slice(12)]
          expect(bare(neutralised(cue + inScript(parts.join(one), zero))), id).not.to.match(/\d/)
        },
      ),
      { numRuns: 200, seed: 5 },
    )
  })

  const named: readonly (readonly [text: string, ...secrets: string[]])[] = [
    ['somsri at gmail dot com', 'somsri'],
    ['somsri (at) dept.go.th', 'somsri', 'dept'],
    ['somsri[at]dept[dot]go[dot]th', 'somsri', 'dept'],
    ['สมศรี@ไทย.ไทย', 'สมศรี'],
    ['somsri＠dept．go．th', 'somsri'],
    ['somsri @ dept . go . th', 'somsri'],
    ['สมศรี แอท ไทย จุด ไทย', 'สมศรี'],
    ['ไอดีไลน์ somsri99', 'somsri'],
    ['แอดไลน์ somsri', 'somsri'],
    ['ทักไลน์มาได้ที่ somsri_99', 'somsri'],
    ['ไลน์ไอดีของดิฉันคือ somsri', 'somsri'],
    ['LINE: somsri', 'somsri'],
    ['my line is somsri99', 'somsri'],
    ['@somsri', 'somsri'],
    ['https://line.me/ti/p/somsri', 'somsri'],
    ['เฟซบุ๊กผมชื่อ สมศรี ใจงาม', 'สมศรี', 'ใจงาม'],
    ['FB: somsri.j', 'somsri'],
    ['ไอจี somsri.j', 'somsri'],
    ['https://www.facebook.com/somsri.j', 'somsri'],
    ['พาสปอร์ตของผม AA1234567', '1234567'],
    ['รหัสพนักงานของดิฉัน 98765', '98765'],
    ['รหัสพนักงาน 98765', '98765'],
    ['บัญชีธนาคารของผม 123-4-56789-0', '56789'],
    ['รถผมทะเบียน กข 1234', '1234'],
    ['ทะเบียน 1กก 1234', '1234'],
    ['กข 1234 กรุงเทพมหานคร', '1234'],
    ['๑กก-๑๒๓๔ เชียงใหม่', '1234'],
    ['บ้านเลขที่ 12/3 หมู่ 4 ต.บางรัก อ.เมือง จ.นนทบุรี 11000', '12', 'บางรัก', 'เมือง', 'นนทบุรี', '11000'],
    [
      'ที่อยู่ 99/1 ซอยสุขใจ 3 ถนนพหลโยธิน แขวงลาดยาว เขตจตุจักร กรุงเทพฯ 10900',
      '99',
      'สุขใจ',
      'พหล',
      'ลาดยาว',
      '10900',
    ],
    ['บ้านผมอยู่ซอยสุขใจ ถนนรักดี', 'สุขใจ', 'รักดี'],
    ["I'm John Smith and I saw it", 'John', 'Smith'],
    ['this is John Smith speaking', 'John', 'Smith'],
    ["my name's john smith", 'john', 'smith'],
    ['ผม John Smith ขอแจ้ง', 'John', 'Smith'],
    ['ผมสมชาย ใจดี ขอแจ้งว่ามีการโกง', 'สมชาย', 'ใจดี'],
    ['ดิฉัน นางทดสอบ ณ อยุธยา', 'ทดสอบ', 'อยุธยา'],
  ]
  for (const [text, ...secrets] of named)
    it(`When somebody writes "${text}", then none of it is left`, () => leaves(text, ...secrets))

  it('Of finds that overlap, all of them go', () => {
    expect(neutralised('ผมชื่อ 0812345678 เห็น')).not.to.match(/\d/)
    expect(disclosuresIn('อีเมล 0812345678@gmail.com').map(({ kind }) => kind)).to.deep.equal(['phone'])
    expect(neutralised('อีเมล 0812345678@gmail.com')).to.equal('อีเมล […]')
  })
  it('When words go, then those that come together tell nothing', () => {
    fc.assert(
      fc.property(own, title, name, (pronoun, rank, first) => {
        leaves(`${pronoun}ครับ${rank}${first}`, first)
        leaves(`${pronoun} ${pronoun} ${rank}${first}`, first)
      }),
      { numRuns: 100, seed: 6 },
    )
  })

  for (const [text, stays] of ownWordsBesideAnother)
    it(`When somebody writes "${text}", then the accused stays`, () => {
      expect(neutralised(text)).to.contain(stays)
    })
  it('Ordinary sentences of tips are left as they are', () => {
    const alarms = ordinarySentences.filter((sentence) => disclosuresIn(sentence).length > 0)
    const rate = (alarms.length / ordinarySentences.length) * 100
    process.stdout.write(
      `    false alarms: ${alarms.length} of ${ordinarySentences.length} sentences (${rate.toFixed(1)} %)\n`,
    )
    expect(rate, alarms.join('\n')).to.be.below(3)
  })
})
