import { expect } from 'chai'
import fc from 'fast-check'
import { type Period, periodTitle, rangePeriod } from '../../src/i18n/calendar/period.js'
import { type PeriodReading, parsePeriod, wordsOf } from '../../src/i18n/calendar/period-words.js'
import {
  type Month,
  monthOf,
  monthsFrom,
  monthsOfFiscalYear,
  shortMonth,
  toBuddhistMonth,
  toThaiDigits,
} from '../../src/i18n/calendar/thai-calendar.js'

const today = new Date('2026-11-20T05:00:00Z')
const inShort = (reading: PeriodReading): string =>
  reading.ok ? `${reading.period.kind} ${outer(reading.period)}` : reading.reason
const outer = ({ months }: Period): string => [...new Set([months[0], months.at(-1)])].join('..')
const read = (text: string): string => inShort(parsePeriod(text, today))

describe('The words of a period', () => {
  const examples: Record<string, readonly string[]> = {
    'fiscalYear 2026-10..2026-11': [
      '',
      '  ',
      'ปีงบนี้',
      'ปีงบประมาณนี้',
      'ปีนี้',
      'ปีงบปัจจุบัน',
      'this fiscal year',
      'ปีงบ 2570',
    ],
    'fiscalYear 2025-10..2026-09': [
      'ปีงบ 2569',
      'ปีงบประมาณ 2569',
      'ปีงบประมาณ พ.ศ. 2569',
      'ประจำปีงบประมาณ พ.ศ. ๒๕๖๙',
      'ปีงบ 69',
      'ปีงบ69',
      'ปีงบที่แล้ว',
      'ปีงบก่อน',
      'ปี 2569',
      '2569',
      '2026',
      'พ.ศ. 2569',
      'fiscal year 2569',
      'FY2569',
      'FY 2026',
      'fy26',
      'Fiscal year B.E. 2569',
      'last fiscal year',
      'last year',
      'ปีงบ 2569 ครับ',
      'ปีงบ 2569 นะคะ',
      'ปีงบ\u200b 2569',
    ],
    'month 2026-11': ['เดือนนี้', 'this month', 'พ.ย.', 'พฤศจิกายน', 'November', 'พ.ย. 69'],
    'month 2026-10': ['เดือนที่แล้ว', 'เดือนก่อน', 'last month', 'ตุลาคม', 'ต.ค.'],
    'month 2025-12': ['ธ.ค.', 'ธันวาคม', 'December', 'เดือนธันวาคม'],
    'month 2025-10': [
      'ต.ค. 68',
      'ตค 68',
      'ต.ค.68',
      'ตค68',
      'ต.ค. ๖๘',
      'ตุลาคม ๒๕๖๘',
      'ตุลาคม 2568',
      'ตุลาคม พ.ศ. 2568',
      'ตุลา 68',
      'เดือนตุลาคม 2568',
      'ประจำเดือนตุลาคม 2568',
      'ต.ค. 2025',
      'ต.ค. 25',
      'Oct 2025',
      'October 2025',
      'October 25',
      'oct. 68',
      'OCT-2568',
      '2568-10',
      '10/2568',
      '๑๐/๒๕๖๘',
      '10/68',
      '2025-10',
      '10/2025',
      '10-2568',
      '10.2568',
      'ต.ค. ค.ศ. 2025',
      'Oct B.E. 2568',
    ],
    'month 2026-05': ['พ.ค. 69', 'May 2026', 'may 26'],
    'month 2026-09': ['ก.ย. 69', 'Sept 2026', 'กันยา 69'],
    'quarter 2026-01..2026-03': [
      'ไตรมาส 2/2569',
      'ไตรมาสที่ 2/2569',
      'ไตรมาส ๒/๒๕๖๙',
      'ไตรมาส 2 ปีงบ 2569',
      'ไตรมาส 2 ปีงบประมาณ พ.ศ. 2569',
      'ไตรมาส 2/69',
      'ไตรมาส 2 2569',
      'Q2/2569',
      'q2 2026',
      'Q2 FY2026',
      'quarter 2/2569',
      'Quarter 2, fiscal year B.E. 2569',
    ],
    'quarter 2026-10..2026-11': ['ไตรมาส 1', 'ไตรมาสนี้', 'Q1', 'this quarter'],
    'quarter 2026-07..2026-09': ['ไตรมาสที่แล้ว', 'last quarter'],
    'half 2025-10..2026-03': [
      'ครึ่งปีแรก 2569',
      'ครึ่งปีแรก ปีงบประมาณ พ.ศ. 2569',
      'first half 2569',
      'H1/2569',
      'รอบ 6 เดือนแรก ปีงบ 69',
      'รอบ ๖ เดือนแรก 2569',
    ],
    'half 2026-04..2026-09': [
      'ครึ่งปีหลัง 2569',
      'second half 2569',
      'ครึ่งปีที่แล้ว',
      'h2 2026',
      'Second half, fiscal year B.E. 2569',
    ],
    'half 2026-10..2026-11': ['ครึ่งปีแรก', 'first half'],
    'range 2025-10..2026-03': [
      'ต.ค. 68 - มี.ค. 69',
      'ต.ค. 68-มี.ค. 69',
      'ต.ค. 68 – มี.ค. 69',
      'ต.ค. 68 ถึง มี.ค. 69',
      'ตั้งแต่ ต.ค. 68 ถึง มี.ค. 69',
      '2568-10 - 2569-03',
      '10/2568-03/2569',
      'Oct 2025 to Mar 2026',
      'from October 2025 to March 2026',
      'ต.ค. - มี.ค. 69',
      'ต.ค. 68 - มี.ค.',
      'ต.ค. 68 จนถึง มี.ค. 69',
      '1 ต.ค. 2568 – 31 มี.ค. 2569',
      'ไตรมาส 1/2569 - ไตรมาส 2/2569',
      'between Oct 2025 and Mar 2026',
    ],
    'range 2025-12..2026-11': ['ธ.ค. - พ.ย.'],
    'range 2026-09..2026-11': ['ก.ย. 69 - ม.ค. 70', 'ก.ย. - พ.ย.'],
    'range 2024-10..2026-09': ['ปีงบ 2568 ถึง ปีงบ 2569', '2568-2569'],
    'month 2024-02': ['1 ก.พ. 67 - 29 ก.พ. 67', 'ก.พ. 67 - ก.พ. 67'],
    future: [
      'เดือนหน้า',
      'ธ.ค. 69',
      'ปีงบ 2571',
      'ปีงบหน้า',
      'ไตรมาส 2',
      'ครึ่งปีหลัง',
      'ม.ค. 70 - มี.ค. 70',
      '2570-01',
    ],
    unclear: [
      'abc',
      'สวัสดี',
      '68',
      '13/2568',
      '2568-13',
      '2568-00',
      '9999',
      '1500',
      'ไตรมาส 5',
      'ไตรมาส',
      'ต.ค. 1',
      'ตค.ตค',
      '-',
      'ถึง',
      '10',
      'ปีงบ 9999',
      'null',
      'ต.ค. 68 มี.ค. 69',
      'Q2/1',
      '😀',
      'x'.repeat(5000),
      'ต.ค. พ.ศ. 2025',
      'ขอสถิติหน่อย',
      '__proto__',
      '68 ต.ค.',
      'constructor',
    ],
    notWholeMonths: [
      '20 พ.ย. 2569',
      '25 Oct',
      '2 ต.ค. 68 - 31 มี.ค. 69',
      '1 ต.ค. 68 - 30 มี.ค. 69',
      '1 ก.พ. 66 - 29 ก.พ. 66',
    ],
    endsBeforeItBegins: ['มี.ค. 69 - ต.ค. 68', 'ปีงบ 2569 - 2568'],
    tooLong: ['ต.ค. 2540 - ต.ค. 2560', 'ม.ค. 2500 - มี.ค. 69'],
  }
  for (const [expected, texts] of Object.entries(examples)) {
    it(`When the text is one of ${texts.length} wordings, then it is read as ${expected}`, () => {
      expect(Object.fromEntries(texts.map((text) => [text, read(text)]))).to.deep.equal(
        Object.fromEntries(texts.map((text) => [text, expected])),
      )
    })
  }

  it('When the period has not begun, then the answer names the month in which it will', () => {
    expect(parsePeriod('ไตรมาส 2/2570', today)).to.deep.equal({
      ok: false,
      reason: 'future',
      firstMonth: '2027-01',
    })
  })

  it('When any month of twenty years is written in any form, then it is read back', () => {
    const late = new Date('2036-01-15T00:00:00Z')
    for (const month of monthsFrom(monthOf(2016, 1), monthOf(2035, 12))) {
      for (const form of formsOf(month)) {
        const reading = parsePeriod(form, late)
        expect(reading, form).to.deep.equal({ ok: true, period: { kind: 'month', month, months: [month] } })
      }
    }
  })

  it('When a period is shown to people, then its title asks for the same months, and its words for the same period', () => {
    const years = fc.integer({ min: 2550, max: 2569 })
    const wording = fc.oneof(
      years.map((year) => `ปีงบ ${year}`),
      fc.tuple(years, fc.integer({ min: 1, max: 4 })).map(([year, quarter]) => `ไตรมาส ${quarter}/${year}`),
      fc.tuple(years, fc.constantFrom('แรก', 'หลัง')).map(([year, half]) => `ครึ่งปี${half} ${year}`),
      fc.constantFrom('', 'ไตรมาสนี้', 'ครึ่งปีนี้', 'เดือนนี้', 'ต.ค. 68 - มี.ค. 69'),
    )
    fc.assert(
      fc.property(wording, fc.constantFrom('th' as const, 'en' as const), (text, language) => {
        const first = parsePeriod(text, today)
        if (!first.ok) throw new Error(text)
        const again = parsePeriod(periodTitle(first.period, language), today)
        expect(again.ok && again.period.months).to.deep.equal(first.period.months)
        expect(parsePeriod(wordsOf(first.period), today)).to.deep.equal(first)
      }),
    )
  })

  it('When anything at all is typed, then there is an answer, and its months are in order and have begun', () => {
    const word = fc.constantFrom(
      'ต.ค.',
      'ปีงบ',
      'ไตรมาส',
      '2569',
      '68',
      '-',
      'ถึง',
      '/',
      'Q',
      '1',
      'may',
      ' ',
      '๒๕๖๘',
      'พ.ศ.',
    )
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(word, { maxLength: 7 }).map((words) => words.join('')),
    )
    fc.assert(
      fc.property(text, (typed) => {
        const reading = parsePeriod(typed, today)
        if (!reading.ok) return
        const { months } = reading.period
        expect(months).to.not.be.empty
        expect(months).to.deep.equal([...months].sort())
        expect(months.at(-1) ?? '').to.satisfy((last: string) => last <= '2026-11')
      }),
      { numRuns: 1000 },
    )
  })

  it('When it is midnight in Bangkok on 1 October, then a new fiscal year has begun, whatever the date in UTC', () => {
    const lastMinute = new Date('2026-09-30T16:59:00Z')
    const midnight = new Date('2026-09-30T17:00:00Z')
    expect(inShort(parsePeriod('', lastMinute))).to.equal('fiscalYear 2025-10..2026-09')
    expect(inShort(parsePeriod('', midnight))).to.equal('fiscalYear 2026-10')
    expect(inShort(parsePeriod('เดือนนี้', lastMinute))).to.equal('month 2026-09')
    expect(inShort(parsePeriod('เดือนนี้', midnight))).to.equal('month 2026-10')
    expect(inShort(parsePeriod('ต.ค. 69', lastMinute))).to.equal('future')
  })

  it('When a range is made from months in the wrong order, then it is refused', () => {
    const [first, second] = monthsOfFiscalYear(2569)
    if (!first || !second) throw new Error('A year has months')
    expect(() => rangePeriod(second, first)).to.throw(RangeError)
  })
})

function formsOf(month: Month): string[] {
  const [year = '', number = ''] = month.split('-')
  const buddhist = toBuddhistMonth(month)
  const at = new Date(`${month}-15T00:00:00Z`)
  const thai = (style: 'long' | 'short') =>
    new Intl.DateTimeFormat('th-TH', { month: style, timeZone: 'UTC' }).format(at)
  const english = (style: 'long' | 'short') =>
    new Intl.DateTimeFormat('en-GB', { month: style, timeZone: 'UTC' }).format(at)
  const names = [
    thai('long'),
    thai('short'),
    thai('short').replaceAll('.', ''),
    english('long'),
    english('short'),
  ]
  const years = [year, year.slice(2), buddhist.slice(0, 4), buddhist.slice(2, 4)]
  const numeric = [
    month,
    buddhist,
    `${number}/${year}`,
    `${Number(number)}/${buddhist.slice(0, 4)}`,
    `${number}/${buddhist.slice(2, 4)}`,
  ]
  const named = names.flatMap((name) =>
    years.flatMap((written) => [`${name} ${written}`, `${name}${written}`]),
  )
  const forms = [...named, ...numeric, shortMonth(month, 'th'), shortMonth(month, 'en')]
  return [...forms, ...forms.map(toThaiDigits)]
}
