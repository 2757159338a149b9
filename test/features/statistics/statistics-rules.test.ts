import { expect } from 'chai'
import type { ComplaintKind } from '../../../src/features/complaints/complaint-kinds.js'
import { monthsOfFiscalYear, monthsOfQuarter } from '../../../src/i18n/calendar/thai-calendar.js'
import { withDatabase } from '../../harness/test-database.js'
import { Crash, crashOnce, day, meanwhile, openRegister, type RegisterWorld } from './register-world.js'

type Story = readonly [
  received: string,
  end?: 'completed' | 'notAccepted' | 'referred' | 'inProgress',
  on?: string,
]

/** Fiscal year 2568 of an agency, as its paper register has it. December, March and August brought nothing. */
const year2568: readonly Story[] = [
  ['2024-10-01', 'completed', '2024-10-15'],
  ['2024-10-31', 'notAccepted', '2024-11-02'],
  ['2024-11-11', 'completed', '2025-09-30'],
  ['2024-11-12', 'inProgress', '2024-11-20'],
  ['2024-11-30'],
  ['2025-01-02', 'referred', '2025-01-20'],
  ['2025-02-14', 'completed', '2025-03-03'],
  ['2025-04-01', 'completed', '2025-04-01'],
  ['2025-05-05', 'inProgress', '2025-05-06'],
  ['2025-06-30', 'completed', '2025-07-14'],
  ['2025-07-01', 'notAccepted', '2025-07-02'],
  ['2025-07-31', 'completed', '2025-10-01'],
  ['2025-09-30', 'completed', '2025-10-10'],
]
const months2568 = monthsOfFiscalYear(2568)

/** What this room is about is the counting; who sees it when is in past-figures.test.ts. */
const seesToday = true

describe('The statistics of complaints', () => {
  const database = withDatabase()

  async function enter(
    { complaints }: RegisterWorld,
    stories: readonly Story[],
    kind: ComplaintKind = 'corruption',
  ) {
    for (const [index, [received, end, on]] of stories.entries()) {
      const id = `${kind}-${index}`
      const receivedOn = day(received)
      const from = { id, channel: 'letter', receivedOn, by: 'staff-1' } as const
      await complaints.register(
        kind === 'corruption'
          ? { ...from, kind, category: 'procurement' }
          : { ...from, kind, category: 'suggestion' },
      )
      if (end && on) await complaints.changeStatus({ id, to: end, on: day(on), by: 'staff-1' })
    }
  }

  const rows = (table: { months: readonly { total: number; completed: number; inProgress: number }[] }) =>
    table.months.map(({ total, completed, inProgress }) => [total, completed, inProgress])

  it('When a year is counted today, then it is what the paper register says, months without complaints included', async () => {
    const world = openRegister(database())
    await enter(world, year2568)
    const table = await world.statistics.table({ months: months2568, seesToday })
    expect(rows(table)).to.deep.equal([
      [2, 2, 0], // October
      [3, 1, 2], // November
      [0, 0, 0], // December
      [1, 0, 1], // January: referred, which does not count as completed
      [1, 1, 0], // February
      [0, 0, 0], // March
      [1, 1, 0], // April
      [1, 0, 1], // May
      [1, 1, 0], // June
      [2, 2, 0], // July
      [0, 0, 0], // August
      [1, 1, 0], // September
    ])
    expect(table).to.deep.include({ total: 13, completed: 9, inProgress: 4, asOf: '2026-11-20' })
    expect(table.months.map(({ month }) => month)).to.deep.equal(months2568)
  })

  it('When the year is counted as of 30 September, then what was closed in the next fiscal year is in progress', async () => {
    const world = openRegister(database())
    await enter(world, year2568)
    const asOf = day('2025-09-30')
    const table = await world.statistics.table({ months: months2568, asOf })
    expect(rows(table).slice(9)).to.deep.equal([
      [2, 1, 1], // July: one was closed on 1 October
      [0, 0, 0],
      [1, 0, 1], // September: closed on 10 October
    ])
    expect(rows(table)[1]).to.deep.equal([3, 1, 2])
    expect(table).to.include({ total: 13, completed: 7, inProgress: 6, asOf })
    const dayBefore = await world.statistics.table({ months: months2568, asOf: day('2025-09-29') })
    expect(dayBefore).to.include({ total: 12, completed: 6, inProgress: 6 })
    const dayAfter = await world.statistics.table({ months: months2568, asOf: day('2025-10-01') })
    expect(dayAfter).to.include({ total: 13, completed: 8, inProgress: 5 })
  })

  it('When complaints come on 30 September and 1 October, then they belong to two fiscal years', async () => {
    const world = openRegister(database())
    await enter(world, [['2025-09-30'], ['2025-10-01'], ['2025-10-01']])
    const last = await world.statistics.table({ months: months2568, seesToday })
    const next = await world.statistics.table({ months: monthsOfFiscalYear(2569), seesToday })
    expect([last.total, last.months.at(-1)?.total]).to.deep.equal([1, 1])
    expect([next.total, next.months.at(0)?.total]).to.deep.equal([2, 2])
  })

  it('When a year had no complaints, then it is twelve rows of zero', async () => {
    const { statistics } = openRegister(database())
    const table = await statistics.table({ months: monthsOfFiscalYear(2560), seesToday })
    expect(table).to.include({ total: 0, completed: 0, inProgress: 0 })
    expect(rows(table)).to.deep.equal(Array.from({ length: 12 }, () => [0, 0, 0]))
  })

  it('When general complaints are registered, then the table of corruption complaints does not move', async () => {
    const world = openRegister(database())
    await enter(world, year2568)
    await enter(world, [['2024-12-01', 'completed', '2024-12-02'], ['2024-12-03']], 'general')
    expect((await world.statistics.table({ months: months2568, seesToday })).total).to.equal(13)
    const general = await world.statistics.table({ months: months2568, kind: 'general', seesToday })
    expect(general).to.include({ kind: 'general', total: 2, completed: 1, inProgress: 1 })
  })

  it('When the agency lets referrals count, then every month follows at once, today and on earlier days', async () => {
    const world = openRegister(database())
    await enter(world, year2568)
    const { complaints, settings, statistics } = world
    await complaints.changeStatus({
      id: 'corruption-5',
      to: 'completed',
      on: day('2025-08-08'),
      by: 'staff-1',
    })
    const january = monthsOfQuarter(2568, 2).slice(0, 1)
    const inMarch = () => statistics.table({ months: january, asOf: day('2025-03-31') })
    expect(await inMarch()).to.include({ total: 1, completed: 0 })
    await settings.change({ completedStatuses: ['completed', 'referred'] }, 'admin-1')
    expect(await inMarch()).to.include({ total: 1, completed: 1 })
    const table = await statistics.table({ months: months2568, seesToday })
    expect(table).to.include({ total: 13, completed: 8, inProgress: 5 }) // two not accepted no longer count
    expect(table.completedStatuses).to.deep.equal(['completed', 'referred'])
  })

  it('When a closed complaint is reopened, then it is in progress again', async () => {
    const world = openRegister(database())
    await enter(world, year2568)
    await world.complaints.reopen({
      id: 'corruption-0',
      to: 'inProgress',
      on: day('2026-01-05'),
      by: 'staff-1',
    })
    const table = await world.statistics.table({ months: months2568, seesToday })
    expect(rows(table)[0]).to.deep.equal([2, 1, 1])
  })

  it('When an as-of day lies in the future, then the table is of today', async () => {
    const world = openRegister(database())
    await enter(world, year2568)
    const table = await world.statistics.table({ months: months2568, asOf: day('2030-01-01'), seesToday })
    expect(table).to.include({ asOf: '2026-11-20', completed: 9 })
  })

  it('When nobody wrote to the database by hand, then reconciling finds nothing; when somebody did, it names and mends it', async () => {
    const world = openRegister(database())
    await enter(world, year2568)
    expect(await world.statistics.reconcile()).to.deep.equal([])
    await database()
      .db?.collection<{ _id: string }>('statistics_months')
      .updateOne({ _id: 'corruption/2024-10' }, { $set: { 'counts.completed': 7 } })
    expect((await world.statistics.table({ months: months2568, seesToday })).total).to.equal(19)
    expect(await world.statistics.reconcile()).to.deep.equal([
      {
        kind: 'corruption',
        month: '2024-10',
        kept: { completed: 7, notAccepted: 1 },
        counted: { completed: 1, notAccepted: 1 },
      },
    ])
    expect((await world.statistics.table({ months: months2568, seesToday })).total).to.equal(13)
  })

  const complete = ({ complaints }: RegisterWorld, id: string) =>
    complaints.changeStatus({ id, to: 'completed', on: day('2026-10-09'), by: 'staff-1' })
  const firstQuarter = monthsOfQuarter(2570, 1)

  it('When a count is overtaken by a newer change, then the older count is not kept', async () => {
    const colleague = openRegister(database())
    await enter(colleague, [['2026-10-01'], ['2026-10-02']])
    const faster = meanwhile('countCell', () => complete(colleague, 'corruption-1'))
    await complete(openRegister(database(), '2026-11-20', faster), 'corruption-0')
    const table = await colleague.statistics.table({ months: firstQuarter, seesToday })
    expect(table).to.include({ total: 2, completed: 2, inProgress: 0 })
    expect(await colleague.statistics.reconcile()).to.deep.equal([])
  })

  it('When a complaint changes after it was counted, by somebody who dies then, its month still waits to be counted', async () => {
    const world = openRegister(database())
    await enter(world, [['2026-10-01'], ['2026-10-02']])
    const dying = openRegister(database(), '2026-11-20', crashOnce('replace'))
    const later = meanwhile('keep', async () => {
      const error = await complete(dying, 'corruption-0').catch((thrown: unknown) => thrown)
      expect(error).to.be.instanceOf(Crash)
    })
    await openRegister(database(), '2026-11-20', later).complaints.changeStatus({
      id: 'corruption-0',
      to: 'inProgress',
      on: day('2026-10-08'),
      by: 'staff-2',
    })
    expect((await world.complaints.find('corruption-0'))?.status).to.equal('completed')
    expect(await world.statistics.table({ months: firstQuarter, seesToday })).to.include({
      total: 2,
      completed: 1,
    })
  })

  it('When many change complaints of one month at once, then no change is missed', async () => {
    const world = openRegister(database())
    const ids = Array.from({ length: 30 }, (_, index) => `busy-${index}`)
    await Promise.all(
      ids.map(async (id, index) => {
        await world.complaints.register({
          id,
          kind: 'corruption',
          category: 'bribery',
          channel: 'web',
          receivedOn: day('2026-10-01'),
          by: 'system',
        })
        if (index % 3 === 0)
          await world.complaints.changeStatus({ id, to: 'completed', on: day('2026-10-02'), by: 'staff-1' })
      }),
    )
    const table = await world.statistics.table({ months: firstQuarter, seesToday })
    expect(table).to.include({ total: 30, completed: 10, inProgress: 20 })
    expect(await world.statistics.reconcile()).to.deep.equal([])
  })
})
