import { expect } from 'chai'
import fc from 'fast-check'
import {
  fiscalYearPeriod,
  halfPeriod,
  monthPeriod,
  periodTitle,
  quarterPeriod,
  rangePeriod,
  yearEarlier,
} from '../../src/i18n/calendar/period.js'
import {
  addDays,
  addMonths,
  type Day,
  dateTimeTitle,
  dayInBangkok,
  daysBetween,
  dayTitle,
  fiscalYearOf,
  fromBuddhistMonth,
  fromThaiDigits,
  halfOf,
  isDay,
  isMonth,
  lastDayOf,
  longMonth,
  momentsOfMonth,
  monthInBangkok,
  monthOf,
  monthsFrom,
  monthsOfFiscalYear,
  monthsOfHalf,
  monthsOfQuarter,
  quarterOf,
  shortMonth,
  startOfDay,
  toBuddhistMonth,
  toThaiDigits,
} from '../../src/i18n/calendar/thai-calendar.js'

const anyMonth = fc
  .tuple(fc.integer({ min: 1957, max: 2157 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => monthOf(year, month))
const october = monthOf(2025, 10)

describe('The fiscal calendar', () => {
  it('When a month is October 2025, then its fiscal year is 2569, and September still belongs to 2568', () => {
    expect(fiscalYearOf(october)).to.equal(2569)
    expect(fiscalYearOf(monthOf(2025, 9))).to.equal(2568)
    expect(monthsOfFiscalYear(2569))
      .to.deep.equal(monthsFrom(october, monthOf(2026, 9)))
      .and.have.length(12)
  })

  it('When a year is cut into quarters or halves, then every month is in one of them and names it', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const year = fiscalYearOf(month)
        expect(monthsOfFiscalYear(year)).to.include(month)
        expect(monthsOfQuarter(year, quarterOf(month)))
          .to.include(month)
          .and.have.length(3)
        expect(monthsOfHalf(year, halfOf(month)))
          .to.include(month)
          .and.have.length(6)
      }),
    )
    expect(monthsOfQuarter(2569, 2)).to.deep.equal(['2026-01', '2026-02', '2026-03'])
    expect(monthsOfHalf(2569, 2)[0]).to.equal('2026-04')
  })

  it('When a month goes out in the Buddhist era, then it comes back the same', () => {
    expect(toBuddhistMonth(october)).to.equal('2568-10')
    fc.assert(fc.property(anyMonth, (month) => fromBuddhistMonth(toBuddhistMonth(month)) === month))
    for (const wrong of [
      '2568-13',
      '2568-1',
      '2025-10',
      '2568-00',
      '',
      ' 2568-10',
      '2568-10-01',
      '๒๕๖๘-๑๐',
    ]) {
      expect(fromBuddhistMonth(wrong), wrong).to.equal(undefined)
    }
  })

  it('When months are added and taken away, then nothing is lost', () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: -900, max: 900 }), (month, count) => {
        expect(addMonths(addMonths(month, count), -count)).to.equal(month)
      }),
    )
    expect(monthsFrom(monthOf(2026, 1), october)).to.deep.equal([])
  })

  it('When a month does not exist, then it is refused', () => {
    expect(() => monthOf(2025, 13)).to.throw(RangeError)
    expect(() => monthOf(2025, 1.5)).to.throw(RangeError)
    expect(isMonth('0999-01')).to.equal(false)
  })
})

describe('Time in Bangkok', () => {
  it('When it is 17:00 UTC on 30 September, then in Bangkok the new fiscal year has begun', () => {
    const before = new Date('2026-09-30T16:59:59.999Z')
    const after = new Date('2026-09-30T17:00:00.000Z')
    expect([dayInBangkok(before), monthInBangkok(before), fiscalYearOf(before)]).to.deep.equal([
      '2026-09-30',
      '2026-09',
      2569,
    ])
    expect([dayInBangkok(after), monthInBangkok(after), fiscalYearOf(after)]).to.deep.equal([
      '2026-10-01',
      '2026-10',
      2570,
    ])
  })

  it('When it is midnight UTC on 1 October, then it is seven in the morning of that day in Bangkok', () => {
    expect(dateTimeTitle(new Date('2026-10-01T00:00:00Z'), 'en')).to.equal('1 Oct 2026, 07:00')
    expect(fiscalYearOf(new Date('2026-09-30T23:59:00Z'))).to.equal(2570)
  })

  it('When a moment lies within a month, then it lies between the moments of that month', () => {
    const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moment, (at) => {
        const { from, before } = momentsOfMonth(monthInBangkok(at))
        expect(from.getTime()).to.be.at.most(at.getTime())
        expect(before.getTime()).to.be.above(at.getTime())
        expect(dayInBangkok(startOfDay(dayInBangkok(at)))).to.equal(dayInBangkok(at))
      }),
    )
  })

  it('When days are added, then leap days count', () => {
    expect(addDays(day('2028-02-28'), 1)).to.equal('2028-02-29')
    expect(addDays(day('2027-02-28'), 1)).to.equal('2027-03-01')
    expect(addDays(day('2026-09-20'), 15)).to.equal('2026-10-05')
    expect(addDays(day('2028-03-01'), -1)).to.equal('2028-02-29')
    expect(daysBetween(day('2028-02-28'), day('2028-03-01'))).to.equal(2)
    expect(lastDayOf(monthOf(2028, 2))).to.equal('2028-02-29')
    expect(isDay('2027-02-29')).to.equal(false)
    expect(isDay('2100-02-29')).to.equal(false)
  })

  it('When a Date is invalid, then it is refused instead of becoming a day', () => {
    expect(() => dayInBangkok(new Date(Number.NaN))).to.throw(RangeError)
    expect(() => monthInBangkok(new Date(Number.NaN))).to.throw(RangeError)
  })
})

describe('Dates as people read them', () => {
  it('When they are Thai, then the era is Buddhist', () => {
    expect(shortMonth(october, 'th')).to.equal('ต.ค. 68')
    expect(longMonth(october, 'th')).to.equal('ตุลาคม 2568')
    expect(shortMonth(monthOf(2057, 1), 'th')).to.equal('ม.ค. 00')
    expect(dayTitle(day('2026-11-20'), 'th')).to.equal('20 พ.ย. 2569')
    expect(dayTitle(new Date('2026-11-19T17:00:00Z'), 'th')).to.equal('20 พ.ย. 2569')
    expect(dateTimeTitle(new Date('2026-11-20T11:40:00Z'), 'th')).to.equal('20 พ.ย. 2569 เวลา 18:40 น.')
  })

  it('When they are English, then the era is Gregorian', () => {
    expect(shortMonth(october, 'en')).to.equal('Oct 2025')
    expect(longMonth(october, 'en')).to.equal('October 2025')
    expect(dayTitle(day('2026-11-02'), 'en')).to.equal('2 Nov 2026')
  })

  it('When a period is named, then people recognise it', () => {
    const titles = [
      fiscalYearPeriod(2569),
      fiscalYearPeriod(2570, monthOf(2026, 11)),
      quarterPeriod(2569, 2),
      halfPeriod(2569, 1),
      monthPeriod(october),
      rangePeriod(october, monthOf(2026, 3)),
    ]
    expect(titles.map((period) => periodTitle(period, 'th'))).to.deep.equal([
      'ปีงบประมาณ พ.ศ. 2569',
      'ปีงบประมาณ พ.ศ. 2570 (ถึง พ.ย. 69)',
      'ไตรมาส 2/2569',
      'ครึ่งปีแรก ปีงบประมาณ พ.ศ. 2569',
      'ตุลาคม 2568',
      'ต.ค. 68 – มี.ค. 69',
    ])
    expect(titles.map((period) => periodTitle(period, 'en'))).to.deep.equal([
      'Fiscal year B.E. 2569',
      'Fiscal year B.E. 2570 (to Nov 2026)',
      'Quarter 2, fiscal year B.E. 2569',
      'First half, fiscal year B.E. 2569',
      'October 2025',
      'Oct 2025 – Mar 2026',
    ])
  })

  it('When two years stand side by side, then the earlier one is cut at the same month', () => {
    const running = fiscalYearPeriod(2570, monthOf(2026, 11))
    expect(yearEarlier(running)).to.deep.equal(fiscalYearPeriod(2569, monthOf(2025, 11)))
    expect(yearEarlier(rangePeriod(october, monthOf(2026, 3)))).to.deep.equal(
      rangePeriod(monthOf(2024, 10), monthOf(2025, 3)),
    )
    expect(yearEarlier(monthPeriod(october))).to.deep.equal(monthPeriod(monthOf(2024, 10)))
  })

  it('When a number is written in Thai digits, then it reads back', () => {
    expect(toThaiDigits('พ.ศ. 2569')).to.equal('พ.ศ. ๒๕๖๙')
    expect(toThaiDigits(1234567890)).to.equal('๑๒๓๔๕๖๗๘๙๐')
    fc.assert(fc.property(fc.nat(), (number) => fromThaiDigits(toThaiDigits(number)) === String(number)))
  })
})

function day(text: string): Day {
  if (!isDay(text)) throw new Error(`${text} is no day`)
  return text
}
