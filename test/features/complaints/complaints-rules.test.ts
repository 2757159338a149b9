import { expect } from 'chai'
import fc from 'fast-check'
import { type ComplaintStatus, complaintStatuses } from '../../../src/features/complaints/complaint-kinds.js'
import { isClosed, leadsTo } from '../../../src/features/complaints/complaint-status.js'
import type { NewComplaint } from '../../../src/features/complaints/complaints-rules.js'
import { monthsOfQuarter } from '../../../src/i18n/calendar/thai-calendar.js'
import { withDatabase } from '../../harness/test-database.js'
import { day, openRegister } from '../statistics/register-world.js'

const letter: NewComplaint = {
  id: 'c-letter',
  kind: 'corruption',
  category: 'procurement',
  channel: 'letter',
  receivedOn: day('2026-10-05'),
  by: 'staff-7',
}
const tip: NewComplaint = { ...letter, id: 'c-tip', category: 'bribery', channel: 'line', by: 'system' }

describe('The register of complaints', () => {
  const database = withDatabase()

  it('When a complaint is registered, then its row holds kinds and days and nothing else', async () => {
    const { complaints } = openRegister(database())
    await complaints.register(tip)
    const row = await database().db?.collection('complaints').findOne({})
    expect(row).to.deep.equal({
      _id: 'c-tip',
      kind: 'corruption',
      category: 'bribery',
      channel: 'line',
      receivedOn: '2026-10-05',
      month: '2026-10',
      status: 'received',
      changes: 0,
      uncounted: [],
    })
  })

  it('When the same complaint is registered twice, then there is one, and the second time says so', async () => {
    const { complaints } = openRegister(database())
    expect(await complaints.register(letter)).to.include({ ok: true, changed: true })
    expect(await complaints.register(letter)).to.include({ ok: true, changed: false })
    expect(await database().db?.collection('complaints').countDocuments()).to.equal(1)
  })

  it('When another complaint comes with an id that is taken, then it is refused and the first one stays', async () => {
    const { complaints } = openRegister(database())
    await complaints.register(letter)
    const other = await complaints.register({ ...letter, receivedOn: day('2026-10-06') })
    expect(other).to.deep.equal({ ok: false, why: 'differentComplaintHasThisId' })
    expect((await complaints.find('c-letter'))?.receivedOn).to.equal('2026-10-05')
  })

  it('When a complaint is dated tomorrow, then it is refused; today in Bangkok is taken', async () => {
    const { complaints } = openRegister(database(), '2026-10-05')
    expect(await complaints.register({ ...letter, receivedOn: day('2026-10-06') })).to.deep.equal({
      ok: false,
      why: 'inFuture',
    })
    expect(await complaints.register(letter)).to.include({ ok: true })
  })

  it('When an officer enters a letter, then the audit chain names the officer; when a tip comes in, it keeps no hour', async () => {
    const { complaints, audit } = openRegister(database())
    await complaints.register(tip)
    expect(await audit.rows()).to.deep.equal([])
    await complaints.register(letter)
    const rows = await audit.rows()
    expect(rows).to.have.length(1)
    expect(rows[0]).to.include({ who: 'staff-7', action: 'complaint registered', about: 'c-letter' })
  })

  it('When a status changes, then the audit chain says who moved which complaint where', async () => {
    const { complaints, audit } = openRegister(database())
    await complaints.register(tip)
    await complaints.changeStatus({ id: 'c-tip', to: 'factFinding', on: day('2026-10-09'), by: 'staff-1' })
    const [row] = await audit.rows()
    expect(row).to.include({ who: 'staff-1', action: 'complaint status factFinding', about: 'c-tip' })
  })

  it('When a complaint is completed, then it keeps the day; when it is reopened, the day is gone', async () => {
    const { complaints } = openRegister(database())
    await complaints.register(tip)
    const closing = { id: 'c-tip', to: 'completed', on: day('2026-10-20'), by: 'staff-1' } as const
    expect(await complaints.changeStatus(closing)).to.include({ ok: true, changed: true })
    expect((await complaints.find('c-tip'))?.closedOn).to.equal('2026-10-20')
    expect(await complaints.changeStatus(closing)).to.include({ ok: true, changed: false })
    const forward = await complaints.changeStatus({ ...closing, to: 'inProgress' })
    expect(forward).to.deep.equal({ ok: false, why: 'notAllowed' })
    const reopening = { id: 'c-tip', to: 'inProgress', on: day('2026-10-25'), by: 'staff-1' } as const
    expect(await complaints.reopen(reopening)).to.include({ ok: true, changed: true })
    expect(await complaints.find('c-tip')).not.to.have.property('closedOn')
  })

  it('When a referred complaint is completed, then both days are kept', async () => {
    const { complaints } = openRegister(database())
    await complaints.register(tip)
    await complaints.changeStatus({ id: 'c-tip', to: 'referred', on: day('2026-10-10'), by: 'staff-1' })
    await complaints.changeStatus({ id: 'c-tip', to: 'completed', on: day('2026-11-10'), by: 'staff-1' })
    expect(await complaints.find('c-tip')).to.include({ referredOn: '2026-10-10', closedOn: '2026-11-10' })
  })

  it('When a step lies in the future, before the receipt or before the last step, then it is refused by name', async () => {
    const { complaints } = openRegister(database(), '2026-10-31')
    await complaints.register(tip)
    const completed = (on: string) =>
      complaints.changeStatus({ id: 'c-tip', to: 'completed', on: day(on), by: 'staff-1' })
    expect(await completed('2026-11-01')).to.deep.equal({ ok: false, why: 'inFuture' })
    expect(await completed('2026-10-04')).to.deep.equal({ ok: false, why: 'beforeReceipt' })
    await complaints.changeStatus({ id: 'c-tip', to: 'referred', on: day('2026-10-20'), by: 'staff-1' })
    expect(await completed('2026-10-19')).to.deep.equal({ ok: false, why: 'beforeLastStep' })
    expect(
      await complaints.changeStatus({ id: 'none', to: 'completed', on: day('2026-10-20'), by: 'x' }),
    ).to.deep.equal({ ok: false, why: 'unknownComplaint' })
  })

  it('When somebody decides on what a colleague has moved meanwhile, then the decision is refused', async () => {
    const { complaints } = openRegister(database())
    await complaints.register(tip)
    const on = day('2026-10-20')
    await complaints.changeStatus({ id: 'c-tip', to: 'inProgress', on, by: 'staff-1' })
    const late = { id: 'c-tip', to: 'factFinding', from: 'received', on, by: 'staff-2' } as const
    expect(await complaints.changeStatus(late)).to.deep.equal({ ok: false, why: 'movedOn' })
  })

  it('When what was entered is corrected, then both months and kinds are counted again', async () => {
    const { complaints, statistics, audit } = openRegister(database())
    await complaints.register(tip)
    await complaints.changeStatus({ id: 'c-tip', to: 'completed', on: day('2026-10-20'), by: 'staff-1' })
    const totals = async () => {
      const months = monthsOfQuarter(2570, 1)
      const corruption = await statistics.table({ months, seesToday: true })
      const general = await statistics.table({ months, kind: 'general', seesToday: true })
      return [...corruption.months, ...general.months].map((row) => [row.total, row.completed])
    }
    expect(await totals()).to.deep.equal([[1, 1], ...Array.from({ length: 5 }, () => [0, 0])])
    const right = { id: 'c-tip', kind: 'general', category: 'fairness', by: 'staff-1' } as const
    const correction = { ...right, receivedOn: day('2026-10-01') }
    expect(await complaints.correct(correction)).to.include({ ok: true, changed: true })
    expect(await complaints.correct(correction)).to.include({ ok: true, changed: false })
    expect(await totals()).to.deep.equal([...Array.from({ length: 3 }, () => [0, 0]), [1, 1], [0, 0], [0, 0]])
    const refused = await complaints.correct({ ...right, receivedOn: day('2026-10-21') })
    expect(refused).to.deep.equal({ ok: false, why: 'afterLaterStep' })
    expect((await audit.rows()).map(({ action }) => action)).to.deep.equal([
      'complaint status completed',
      'complaint corrected',
    ])
  })

  it('When two officers close one complaint at once, then one of them does it', async () => {
    const { complaints } = openRegister(database())
    await complaints.register(tip)
    const on = day('2026-10-20')
    const results = await Promise.all([
      complaints.changeStatus({ id: 'c-tip', to: 'completed', on, by: 'staff-1' }),
      complaints.changeStatus({ id: 'c-tip', to: 'notAccepted', on, by: 'staff-2' }),
    ])
    expect(results.filter((result) => result.ok)).to.have.length(1)
    expect(results.filter((result) => !result.ok)).to.deep.equal([{ ok: false, why: 'notAllowed' }])
    expect((await complaints.find('c-tip'))?.changes).to.equal(1)
  })

  it('When steps are tried at random, then the complaint stands where the table of statuses puts it', async () => {
    const { complaints } = openRegister(database())
    const steps = fc.array(fc.tuple(fc.boolean(), fc.constantFrom(...complaintStatuses)), { maxLength: 8 })
    let run = 0
    await fc.assert(
      fc.asyncProperty(steps, async (wishes) => {
        const id = `random-${run++}`
        await complaints.register({ ...tip, id })
        let expected: ComplaintStatus = 'received'
        for (const [reopens, to] of wishes) {
          if (to === 'received') continue
          const change = { id, on: day('2026-10-20'), by: 'staff-1' }
          if (reopens && !isClosed(to) && to !== 'referred') {
            await complaints.reopen({ ...change, to })
            if (leadsTo(expected, 'reopened', to)) expected = to
          } else {
            await complaints.changeStatus({ ...change, to })
            if (leadsTo(expected, 'forward', to)) expected = to
          }
          const complaint = await complaints.find(id)
          expect(complaint?.status).to.equal(expected)
          expect(complaint?.closedOn !== undefined).to.equal(isClosed(expected))
        }
      }),
      { numRuns: 25 },
    )
  })
})
