import { expect } from 'chai'
import fc from 'fast-check'
import { complaintStatuses } from '../../../src/features/complaints/complaint-kinds.js'
import { addDays, monthOfDay, monthsFrom } from '../../../src/i18n/calendar/thai-calendar.js'
import { withDatabase } from '../../harness/test-database.js'
import { Crash, crashAfter, crashOnce, day, openRegister, type RegisterWorld } from './register-world.js'

interface Step {
  readonly complaint: number
  readonly to: (typeof complaintStatuses)[number]
  /** Days after 1 September 2026; 79 is the last day that is over. */
  readonly on: number
  readonly crashAfter: number
  readonly crash: 'before' | 'after'
}

const step: fc.Arbitrary<Step> = fc.record({
  complaint: fc.nat(4),
  to: fc.constantFrom(...complaintStatuses),
  on: fc.nat(79),
  crashAfter: fc.nat(20),
  crash: fc.constantFrom('before', 'after'),
})

const start = day('2026-09-01')
const months = monthsFrom(monthOfDay(start), monthOfDay(day('2026-11-20')))

const seesToday = true

describe('The counted months', () => {
  const database = withDatabase()

  async function take(world: RegisterWorld, { complaint, to, on }: Step): Promise<void> {
    const id = `c-${complaint}`
    const when = addDays(start, on)
    const found = await world.complaints.find(id)
    if (!found) {
      const sort =
        complaint % 2 === 0
          ? ({ kind: 'corruption', category: 'bribery' } as const)
          : ({ kind: 'general', category: 'other' } as const)
      await world.complaints.register({ id, ...sort, channel: 'web', receivedOn: when, by: 'system' })
    } else if (to === 'inProgress' && found.status === 'completed')
      await world.complaints.reopen({ id, to, on: when, by: 'staff-1' })
    else if (to !== 'received') await world.complaints.changeStatus({ id, to, on: when, by: 'staff-1' })
  }

  /** Counted one by one from the register itself, without anything that is kept. */
  async function countedByHand(world: RegisterWorld, kind: string, asOf: string) {
    const table = months.map((month) => ({ month, total: 0, completed: 0, inProgress: 0 }))
    for (let complaint = 0; complaint < 5; complaint += 1) {
      const found = await world.complaints.find(`c-${complaint}`)
      if (found?.kind !== kind || found.receivedOn > asOf) continue
      const row = table.find(({ month }) => month === found.receivedOn.slice(0, 7))
      if (!row) throw new Error('A complaint outside the months of this test')
      row.total += 1
      if (found.closedOn !== undefined && found.closedOn <= asOf) row.completed += 1
      else row.inProgress += 1
    }
    return table
  }

  it('When complaints are registered and moved at random and the process dies anywhere, then the figures agree with the register', async () => {
    let crashes = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), fc.nat(78), async (steps, past) => {
        const collections = (await database().db?.collections()) ?? []
        await Promise.all(collections.map((collection) => collection.deleteMany({})))
        const reader = openRegister(database())
        for (const one of steps) {
          const doomed = openRegister(database(), '2026-11-20', crashAfter(one.crashAfter, one.crash))
          try {
            await take(doomed, one)
          } catch (error) {
            if (!(error instanceof Crash)) throw error
            crashes += 1
          }
          for (const kind of ['corruption', 'general'] as const) {
            const table = await reader.statistics.table({ months, kind, seesToday })
            expect(table.months).to.deep.equal(await countedByHand(reader, kind, '2026-11-20'))
            for (const row of [...table.months, table])
              expect(row.total).to.equal(row.completed + row.inProgress)
            expect(table.total).to.equal(table.months.reduce((sum, row) => sum + row.total, 0))
            expect(table.completed).to.equal(table.months.reduce((sum, row) => sum + row.completed, 0))
          }
        }
        const asOf = addDays(start, past)
        const earlier = await reader.statistics.table({ months, asOf })
        expect(earlier.months).to.deep.equal(await countedByHand(reader, 'corruption', asOf))
        // All of it was entered today: the day that ended at midnight is shown as it ended, until the next one.
        const yesterday = await reader.statistics.table({ months })
        expect({ asOf: yesterday.asOf, total: yesterday.total }).to.deep.equal({
          asOf: '2026-11-19',
          total: 0,
        })
        expect(await reader.statistics.reconcile()).to.deep.equal([])
      }),
      { numRuns: 25 },
    )
    expect(crashes).to.be.greaterThan(10)
  })

  it('When a reader dies while it counts a month again, then the next reader still finds the month waiting', async () => {
    for (let steps = 0; steps < 8; steps += 1)
      for (const when of ['before', 'after'] as const) {
        const id = `waiting-${steps}-${when}`
        const writer = openRegister(database(), '2026-11-20', crashOnce('insert'))
        const registered = writer.complaints.register({
          id,
          kind: 'corruption',
          category: 'bribery',
          channel: 'web',
          receivedOn: start,
          by: 'system',
        })
        expect(await registered.catch((error: unknown) => error)).to.be.instanceOf(Crash)
        const dying = openRegister(database(), '2026-11-20', crashAfter(steps, when))
        await dying.statistics.table({ months, seesToday }).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error
        })
        const expected = await database().db?.collection('complaints').countDocuments()
        const { total } = await openRegister(database()).statistics.table({ months, seesToday })
        expect(total).to.equal(expected)
      }
  })
})
