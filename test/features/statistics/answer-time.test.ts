import { expect } from 'chai'
import fc from 'fast-check'
import { answerTimes } from '../../../src/features/statistics/counting/answer-time.js'
import { monthsOfFiscalYear } from '../../../src/i18n/calendar/thai-calendar.js'
import { withDatabase } from '../../harness/test-database.js'
import { day } from './register-world.js'
import { openStatistics } from './statistics-world.js'

describe('The time to an answer', () => {
  const database = withDatabase()

  it('When days are counted by how many took them, then median and 90th percentile are those of the sorted days', () => {
    const days = fc.array(fc.nat(400), { minLength: 5, maxLength: 60 })
    fc.assert(
      fc.property(days, (all) => {
        const histogram = new Map<number, number>()
        for (const one of all) histogram.set(one, (histogram.get(one) ?? 0) + 1)
        const sorted = all.toSorted((one, other) => one - other)
        const at = (nth: number) => sorted[nth - 1] ?? Number.NaN
        const { typical, inTime } = answerTimes(histogram, { answerDays: 15, overdue: 0, least: 5 })
        expect(typical?.median).to.equal(
          (at(Math.ceil(all.length / 2)) + at(Math.floor(all.length / 2) + 1)) / 2,
        )
        expect(typical?.ninetieth).to.equal(at(Math.ceil(all.length * 0.9)))
        expect(inTime).to.equal(all.filter((one) => one <= 15).length)
      }),
    )
  })

  it('When fewer than five ended, then nothing is said of their days', () => {
    const times = answerTimes(new Map([[3, 4]]), { answerDays: 15, overdue: 0, least: 5 })
    expect(times).to.deep.equal({ ended: 4, inTime: 4, due: 4, overdue: 0 })
  })

  it('When complaints wait, then late is what is open after its 15th day, to the day', async () => {
    const world = openStatistics(database(), '2026-11-20')
    const from = (on: string) => ({ id: on, receivedOn: day(on), channel: 'letter', by: 'staff-1' }) as const
    for (const on of ['2026-10-31', '2026-11-04', '2026-11-05', '2026-11-19'])
      await world.complaints.register({ ...from(on), kind: 'corruption', category: 'bribery' })
    await world.enter('2026-10', 5, 5, 10)
    await world.enter('2026-10', 1, 1, 20)
    const [card] = (await world.says('สถิติ', 'ปีงบ 2570 เกินกำหนด')).messages ?? []
    expect(JSON.stringify(card)).to.include('ต.ค. 69: 1 / 1').and.include('พ.ย. 69: 3 / 1')
    const [times] = (await world.says('สถิติ', 'ระยะเวลา')).messages ?? []
    const words = JSON.stringify(times)
    expect(words).to.include('ค่ามัธยฐาน: ยังไม่มีข้อมูล / 10 วัน')
    expect(words).to.include('แล้วเสร็จภายใน 15 วัน: ยังไม่มีข้อมูล / 62.50% (5 จาก 8)')
    expect(words).to.include('ความพึงพอใจ: ยังไม่มีข้อมูล / ยังไม่มีข้อมูล')
  })

  it('When the case page knows what its readers think, then it stands beside the times', async () => {
    const feedback = {
      of: async () => ({
        satisfaction: { satisfied: 45, answers: 50 },
        returned: { cameBack: 30, reporters: 40 },
      }),
    }
    const world = openStatistics(database(), '2026-11-20', feedback)
    const [times] = (await world.says('สถิติ', 'ระยะเวลา')).messages ?? []
    expect(JSON.stringify(times)).to.include('90.00% (45 จาก 50)').and.include('75.00% (30 จาก 40)')
  })

  it('Document C: when a year had no complaints, then it is reported as twelve months of zero, in the official words', async () => {
    const world = openStatistics(database(), '2024-10-08')
    const months = monthsOfFiscalYear(2567)
    const draft = await world.joined.snapshots.draftDue(day('2024-10-08'))
    expect(draft).to.include({ fiscalYear: 2567, through: '2024-09', total: 0, completed: 0, inProgress: 0 })
    expect(draft?.months.map(({ month, total }) => [month, total])).to.deep.equal(
      months.map((month) => [month, 0]),
    )
    const [, card] = (await world.says('อนุมัติสถิติ')).messages ?? []
    expect(JSON.stringify(card)).to.include('ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบในช่วงเวลานี้')
  })

  it('Document D: when there are fewer complaints than last year, handled in 15 days, then the comparison says so to the digit', async () => {
    const world = openStatistics(database(), '2026-10-20')
    await world.enter('2025-03', 7, 7, 15)
    await world.enter('2025-05', 5, 3, 20)
    await world.enter('2026-03', 9, 9, 15)
    const [card] = (await world.says('สถิติ', 'ปีงบ 2569 เทียบปีก่อน')).messages ?? []
    const words = JSON.stringify(card)
    expect(words).to.include('เรื่องร้องเรียนลดลงจากปีก่อน 3 เรื่อง')
    expect(words).to.include('จำนวนเรื่องร้องเรียนทั้งหมด: 12 / 9 / −3')
    expect(words).to.include('ดำเนินการแล้วเสร็จ: 10 / 9 / −1')
    expect(words).to.include('อยู่ระหว่างดำเนินการ: 2 / 0 / −2')
    const [times] = (await world.says('สถิติ', 'ปีงบ 2569 ระยะเวลา')).messages ?? []
    expect(JSON.stringify(times)).to.include('58.33% (7 จาก 12) / 100.00% (9 จาก 9)')
  })
})
