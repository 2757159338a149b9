import { expect } from 'chai'
import {
  readDays,
  readDayWords,
  readMoment,
  readWeekly,
} from '../../../src/features/campaigns/publishing/moment-words.js'
import { timeOf } from '../../../src/features/campaigns/publishing/timing-rules.js'
import { isDay } from '../../../src/i18n/calendar/bangkok-time.js'

const now = new Date('2026-11-20T12:00:00+07:00')
const today = '2026-11-20'

describe('When an officer writes when something shall go out', () => {
  const moments: Readonly<Record<string, string>> = {
    '20 ธ.ค. 69 09:00': '2026-12-20T09:00:00+07:00',
    '๒๐ ธันวาคม ๒๕๖๙ เวลา ๙.๓๐ น.': '2026-12-20T09:30:00+07:00',
    'วันที่ 1 มกราคม 08:30': '2027-01-01T08:30:00+07:00',
    'พรุ่งนี้ 8.30 น.': '2026-11-21T08:30:00+07:00',
    'วันนี้ 18:00': '2026-11-20T18:00:00+07:00',
    'tomorrow at 08:30': '2026-11-21T08:30:00+07:00',
    '20 Dec 2026, 09:00': '2026-12-20T09:00:00+07:00',
    '20/12/2569 13.05': '2026-12-20T13:05:00+07:00',
    '2026-12-20 09:00': '2026-12-20T09:00:00+07:00',
  }
  for (const [words, moment] of Object.entries(moments))
    it(`then “${words}” is read`, () => {
      expect(readMoment(words, now)).to.deep.equal(new Date(moment))
    })
  for (const words of [
    '20 ธ.ค. 69',
    'บ่ายสอง',
    '31 ก.พ. 70 09:00',
    '20 ธ.ค. 69 25:00',
    '09:00',
    'เร็ว ๆ นี้ 9:00',
  ])
    it(`then “${words}” is not guessed at`, () => {
      expect(readMoment(words, now)).to.equal(undefined)
    })

  it('then a weekday and a time are read in both languages, and nothing else is', () => {
    expect(readWeekly('ทุกวันจันทร์ 08:30')).to.deep.equal({ weekday: 1, time: '08:30' })
    expect(readWeekly('วันพฤหัส ๙.๐๐ น.')).to.deep.equal({ weekday: 4, time: '09:00' })
    expect(readWeekly('every Sunday 7:05')).to.deep.equal({ weekday: 0, time: '07:05' })
    expect(readWeekly('ทุกวัน 08:30')).to.equal(undefined)
    expect(readWeekly('ทุกวันจันทร์')).to.equal(undefined)
  })

  it('then the days of a series begin with 0 and rise', () => {
    expect(readDays('0 3 7')).to.deep.equal([0, 3, 7])
    expect(readDays('๐, ๓, ๗')).to.deep.equal([0, 3, 7])
    for (const wrong of ['1 3', '0 7 3', '0', '0 400', '0 1 2 3 4 5', 'สามวัน'])
      expect(readDays(wrong), wrong).to.equal(undefined)
  })

  it('then a day that is recorded afterwards lies in the past when it has no year', () => {
    if (!isDay(today)) throw new Error('today is a day')
    expect(readDayWords('20 ต.ค.', today)).to.equal('2026-10-20')
    expect(readDayWords('25 ธ.ค.', today)).to.equal('2025-12-25')
    expect(readDayWords('เมื่อวาน', today)).to.equal('2026-11-19')
  })
})

describe('When a campaign goes out every week', () => {
  const monday = { kind: 'weekly', weekday: 1, time: '08:30' } as const

  it('then it is the next Monday at that time in Bangkok', () => {
    expect(timeOf(monday, 1, now, [])).to.deep.equal(new Date('2026-11-23T08:30:00+07:00'))
  })
  it('then a Monday that has passed its time is not taken', () => {
    const late = new Date('2026-11-23T08:30:00+07:00')
    expect(timeOf(monday, 2, late, [])).to.deep.equal(new Date('2026-11-30T08:30:00+07:00'))
  })
  it('then public holidays are skipped', () => {
    expect(timeOf(monday, 1, now, ['2026-11-23', '2026-11-30'])).to.deep.equal(
      new Date('2026-12-07T08:30:00+07:00'),
    )
  })
  it('then a series keeps its time of day and ends after its last day', () => {
    const series = { kind: 'series', start: new Date('2026-11-30T09:00:00+07:00'), days: [0, 3] } as const
    const timing = { ...series, days: [...series.days] }
    expect(timeOf(timing, 2, now, [])).to.deep.equal(new Date('2026-12-03T09:00:00+07:00'))
    expect(timeOf(timing, 3, now, [])).to.equal(undefined)
  })
})
