import { expect } from 'chai'
import fc from 'fast-check'
import { readReceiptDay } from '../../../src/features/gifts/declaring/gift-day-words.js'
import { readBaht } from '../../../src/features/gifts/declaring/gift-value-words.js'
import { addDays } from '../../../src/i18n/calendar/bangkok-time.js'
import { dayTitle } from '../../../src/i18n/calendar/thai-calendar.js'
import { toThaiDigits } from '../../../src/i18n/letters/thai-digits.js'
import { day } from './gift-days.js'

const today = day('2026-11-20')

describe('The value of a gift in words', () => {
  const values: [string, number][] = [
    ['2500', 2500],
    ['ประมาณ 2,500 บาท', 2500],
    ['ประมาณ ๒,๕๐๐ บาท', 2500],
    ['มูลค่าประมาณ 1,250.50 บาทค่ะ', 1250.5],
    ['3 พันบาท', 3000],
    ['1.5 หมื่น', 15_000],
    ['฿ 990.-', 990],
    ['about 12,000 baht', 12_000],
  ]
  for (const [words, baht] of values)
    it(`When somebody writes “${words}”, then it is ${baht} baht`, () => {
      expect(readBaht(words)).to.deep.equal({ ok: true, baht })
    })

  for (const words of [
    '',
    'แพงมาก',
    '2,50',
    '2.500',
    '1,000-2,000',
    '3000 ดอลลาร์',
    '12/3',
    'สองพัน',
    '9'.repeat(80),
  ])
    it(`When somebody writes “${words.slice(0, 20)}”, then it is unclear`, () => {
      expect(readBaht(words)).to.deep.equal({ ok: false, why: 'unclear' })
    })

  it('When it is nothing, below nothing or beyond any gift, then that is said', () => {
    expect(readBaht('0 บาท')).to.deep.equal({ ok: false, why: 'notPositive' })
    expect(readBaht('-500')).to.deep.equal({ ok: false, why: 'notPositive' })
    expect(readBaht('999,999 ล้าน')).to.deep.equal({ ok: false, why: 'tooMuch' })
  })

  it('When a value is written as the product writes it, then it is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_99 }), fc.boolean(), (satang, thai) => {
        const shown = (satang / 100).toLocaleString('en')
        expect(readBaht(`${thai ? toThaiDigits(shown) : shown} บาท`)).to.deep.equal({
          ok: true,
          baht: satang / 100,
        })
      }),
    )
  })

  it('When anything at all is typed, then there is an answer', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readBaht(text)))
  })
})

describe('The day of receipt in words', () => {
  const days: [string, string][] = [
    ['วันนี้', '2026-11-20'],
    ['เมื่อวาน', '2026-11-19'],
    ['20 พ.ย. 2569', '2026-11-20'],
    ['วันที่ ๕ พฤศจิกายน ๒๕๖๙', '2026-11-05'],
    ['5/11/2569', '2026-11-05'],
    ['๕/๑๑/๖๙', '2026-11-05'],
    ['5.11.2026', '2026-11-05'],
    ['31 ธ.ค.', '2025-12-31'],
    ['20 พ.ย.', '2026-11-20'],
    ['21 พ.ย.', '2025-11-21'],
    ['1 Oct 2026', '2026-10-01'],
    ['2026-10-01', '2026-10-01'],
  ]
  for (const [words, read] of days)
    it(`When somebody writes “${words}”, then it is ${read}`, () => {
      expect(readReceiptDay(words, today)).to.deep.equal({ ok: true, day: read })
    })

  for (const words of ['', 'ปีใหม่', 'พ.ย. 2569', '30 ก.พ. 2569', '13/13/2569', 'อาทิตย์ก่อน', '1-1'])
    it(`When somebody writes “${words}”, then it is unclear`, () => {
      expect(readReceiptDay(words, today)).to.deep.equal({ ok: false, why: 'unclear' })
    })

  it('When the day has not come yet or is long past, then that is said', () => {
    expect(readReceiptDay('21 พ.ย. 2569', today)).to.deep.equal({ ok: false, why: 'future' })
    expect(readReceiptDay('1 ม.ค. 2560', today)).to.deep.equal({ ok: false, why: 'tooLongAgo' })
  })

  it('When a day is written as the product writes it, then it is read back, in both languages', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1800 }), fc.constantFrom('th', 'en'), (ago, language) => {
        const received = addDays(today, -ago)
        expect(readReceiptDay(dayTitle(received, language), today)).to.deep.equal({ ok: true, day: received })
      }),
    )
  })

  it('When anything at all is typed, then there is an answer', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readReceiptDay(text, today)))
  })
})
