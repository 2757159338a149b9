// What outsiders see ends with the last day that is over, to the complaint: whatever happens, in whichever order, on two replicas
// whose clocks differ by a second at midnight, and wherever power fails.
import { expect } from 'chai'
import fc from 'fast-check'
import { complaintKinds } from '../../../src/features/complaints/complaint-kinds.js'
import {
  addDays,
  addMonths,
  type Day,
  dayInBangkok,
  monthOfDay,
  monthsFrom,
} from '../../../src/i18n/calendar/thai-calendar.js'
import { withDatabase } from '../../harness/test-database.js'
import { Crash, crashAfter, day, openRegister, type RegisterWorld } from './register-world.js'

const months = monthsFrom(monthOfDay(day('2026-07-01')), monthOfDay(day('2026-12-01')))

const at = (on: string, time = '12:00:00') => new Date(`${on}T${time}+07:00`)

type Act =
  | { readonly kind: 'report'; readonly daysAgo: number; readonly general: boolean }
  | { readonly kind: 'close'; readonly which: number }
  | { readonly kind: 'reopen'; readonly which: number }
  | { readonly kind: 'correct'; readonly which: number; readonly daysAgo: number }
  | { readonly kind: 'look' }
  | { readonly kind: 'reconcile' }
  | { readonly kind: 'midnight' }

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('report' as const), daysAgo: fc.nat(70), general: fc.boolean() }),
  fc.record({ kind: fc.constant('close' as const), which: fc.nat(6) }),
  fc.record({ kind: fc.constant('reopen' as const), which: fc.nat(6) }),
  fc.record({ kind: fc.constant('correct' as const), which: fc.nat(6), daysAgo: fc.nat(70) }),
  fc.constant({ kind: 'look' as const }),
  fc.constant({ kind: 'reconcile' as const }),
  fc.constant({ kind: 'midnight' as const }),
)

describe('The figures for whoever must not know when', () => {
  const database = withDatabase()

  const totalFor = async ({ statistics, clock }: RegisterWorld, seesToday = false) => {
    const now = monthOfDay(dayInBangkok(clock()))
    return (await statistics.table({ months: monthsFrom(addMonths(now, -2), now), seesToday })).total
  }

  const report = ({ complaints }: RegisterWorld, id: string, receivedOn: Day, general = false) =>
    complaints.register(
      general
        ? { id, receivedOn, channel: 'letter', kind: 'general', category: 'other', by: 'staff-1' }
        : { id, receivedOn, channel: 'web', kind: 'corruption', category: 'bribery', by: 'system' },
    )

  async function clean() {
    const collections = (await database().db?.collections()) ?? []
    await Promise.all(collections.map((collection) => collection.deleteMany({})))
  }

  it('When anything happens in any order on two replicas, then what outsiders see moves at midnight only, and is then exact', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 3, maxLength: 18 }),
        fc.infiniteStream(fc.boolean()),
        async (acts, who) => {
          await clean()
          let today = day('2026-09-29')
          const replicas = [openRegister(database()), openRegister(database())] as const
          const turn = () => replicas[who.next().value === true ? 1 : 0]
          for (const one of replicas) one.setNow(at(today))
          const now = (world: RegisterWorld, seesToday: boolean) =>
            Promise.all(complaintKinds.map((kind) => world.statistics.table({ months, kind, seesToday })))
          let expected = (await now(replicas[0], false)).map(({ months }) => months)
          let reported = 0
          for (const one of acts) {
            const world = turn()
            const id = 'which' in one ? `c-${one.which}` : ''
            if (one.kind === 'report') {
              await report(world, `c-${reported}`, addDays(today, -one.daysAgo), one.general)
              reported += 1
            } else if (one.kind === 'close')
              await world.complaints.changeStatus({ id, to: 'completed', on: today, by: 'staff-1' })
            else if (one.kind === 'reopen')
              await world.complaints.reopen({ id, to: 'inProgress', on: today, by: 'staff-1' })
            else if (one.kind === 'correct') {
              await world.complaints.correct({
                ...{ id, kind: 'general', category: 'suggestion', by: 'staff-1' },
                receivedOn: addDays(today, -one.daysAgo),
              })
            } else if (one.kind === 'reconcile') await world.statistics.reconcile()
            else if (one.kind === 'midnight') {
              // As officers see it at the last moment of the day. Nobody looks at midnight: the next change may come first.
              expected = (await now(world, true)).map(({ months }) => months)
              today = addDays(today, 1)
              for (const each of replicas) each.setNow(at(today, '00:00:00'))
              continue
            }
            if (one.kind === 'reconcile' || who.next().value === true) continue
            const shown = await now(turn(), false)
            expect(
              shown.map(({ months }) => months),
              one.kind,
            ).to.deep.equal(expected)
            for (const { asOf } of shown) expect(asOf).to.equal(addDays(today, -1))
          }
        },
      ),
      { numRuns: 12 },
    )
  })

  for (const [eve, morning] of [
    ['2026-09-30', '2026-10-01'],
    ['2024-02-28', '2024-02-29'],
    ['2024-02-29', '2024-03-01'],
    ['2026-11-30', '2026-12-01'],
  ] as const)
    it(`When ${morning} begins on one replica a second before the other, then nobody sees a report of that second before its day is over`, async () => {
      await clean()
      const [early, late] = [openRegister(database()), openRegister(database())]
      late.setNow(at(eve, '23:59:59'))
      early.setNow(at(eve, '23:59:58'))
      await report(late, 'before', day(eve))
      early.setNow(at(morning, '00:00:00'))
      // Whoever polls asks both.
      const first = [await totalFor(early), await totalFor(late)]
      expect(first).to.deep.equal([1, 0])
      await report(late, 'in between', day(eve))
      await report(early, 'first of the new day', day(morning))
      expect([await totalFor(early), await totalFor(late)]).to.deep.equal(first)
      late.setNow(at(morning, '00:00:01'))
      expect([await totalFor(early), await totalFor(late)]).to.deep.equal([1, 1])
      expect(await totalFor(late, true)).to.equal(3)
      for (const each of [early, late]) each.setNow(at(addDays(day(morning), 1), '00:00:00'))
      expect([await totalFor(early), await totalFor(late)]).to.deep.equal([3, 3])
    })

  it('When power fails anywhere on the way of a report, then its day shows nothing of it, and the next day the truth', async () => {
    for (let steps = 0; steps < 12; steps += 1)
      for (const when of ['before', 'after'] as const) {
        await clean()
        const reader = openRegister(database(), '2026-11-20')
        const dying = openRegister(database(), '2026-11-20', crashAfter(steps, when))
        await report(dying, 'one', day('2026-11-20')).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error
        })
        expect(await totalFor(reader)).to.equal(0)
        // The reporter's page tries again, and another replica takes it.
        await report(reader, 'one', day('2026-11-20'))
        expect(await totalFor(reader)).to.equal(0)
        reader.setToday('2026-11-21')
        expect(await totalFor(reader)).to.equal(1)
      }
  })

  it('When the night’s job has kept the figures, then the first question of the day writes nothing', async () => {
    await clean()
    const world = openRegister(database(), '2026-11-20')
    await report(world, 'one', day('2026-11-20'))
    world.setToday('2026-11-21')
    await world.statistics.past.keepAll()
    const rows = () => database().db?.collection('kept_figures').countDocuments()
    const before = await rows()
    expect(await totalFor(openRegister(database(), '2026-11-21'))).to.equal(1)
    expect(await rows()).to.equal(before)
    world.setToday('2026-11-22')
    await world.statistics.past.keepAll()
    expect(await database().db?.collection('kept_figures').distinct('day')).to.deep.equal(['2026-11-22'])
  })

  it('When strangers ask for years in which nothing ever was, then nothing is stored for them', async () => {
    await clean()
    const world = openRegister(database(), '2026-11-20')
    await world.statistics.table({
      months: monthsFrom(monthOfDay(day('1900-01-01')), monthOfDay(day('1999-12-01'))),
    })
    expect(await database().db?.collection('kept_figures').countDocuments()).to.equal(0)
  })
})
