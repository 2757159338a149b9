// The officers' list: it follows whatever happens to a case, mends itself after a crash, and costs the same with ten thousand.
import { expect } from 'chai'
import { knownCase } from '../../../src/features/cases/known-case.js'
import { urgencyOf } from '../../../src/features/cases/list/case-desk-order.js'
import type { DeskFilter } from '../../../src/features/cases/list/case-desk-rules.js'
import { monthOfDay } from '../../../src/i18n/calendar/thai-calendar.js'
import { newVaultId } from '../../../src/sealing/vault-encoding.js'
import { withDatabase } from '../../harness/test-database.js'
import { day } from './case-days.js'
import { type CaseWorld, openCaseWorld } from './case-world.js'

describe("The officers' list", () => {
  const database = withDatabase()
  let world: CaseWorld
  beforeEach(async () => {
    world = await openCaseWorld(database(), '2026-11-20')
  })

  const seen = async (reader: 0 | 1, filter: DeskFilter = {}) => {
    const { id } = world.recipients[reader]
    const { cases, total } = await world.cases.desk.list(id, filter, 'due', 1)
    expect(total).to.equal(cases.length)
    return cases.map(({ caseId }) => caseId)
  }

  it('When a case is taken on, numbered, answered, closed and reopened, then the list follows', async () => {
    const caseId = await world.file('2026-11-01')
    const [{ id }] = world.recipients
    expect(await seen(0)).to.deep.equal([caseId])
    expect(await seen(0, { mine: true })).to.deep.equal([])
    await world.cases.work.change(knownCase(caseId), { kind: 'assigned', to: [id] }, 'officer-1')
    expect(await seen(0, { mine: true })).to.deep.equal([caseId])
    expect(await seen(1, { mine: true })).to.deep.equal([])
    await world.cases.numbers.issue()
    const [numbered] = (await world.cases.desk.list(id, {}, 'number', 1)).cases
    expect(numbered?.registryNumber).to.match(/\/2570$/)
    expect(await seen(0, { overdue: true })).to.deep.equal([caseId])
    await world.cases.work.change(knownCase(caseId), { kind: 'answered' }, 'officer-1')
    expect(await seen(0, { overdue: true })).to.deep.equal([])
    await world.close(caseId)
    expect(await seen(0)).to.deep.equal([])
    expect(await seen(0, { status: 'completed', month: monthOfDay(day('2026-11-01')) })).to.deep.equal([
      caseId,
    ])
    const on = day('2026-11-20')
    await world.complaints.reopen({ id: caseId, to: 'factFinding', on, by: 'officer-1' })
    expect(await seen(0)).to.deep.equal([caseId])
  })

  it('When somebody has no key, was left out, is let in or loses the key, then the list shows what each may see', async () => {
    const [first, second] = world.recipients
    const own = await world.file('2026-11-19', { sealedTo: [0] })
    const both = await world.file('2026-11-19', { leftOut: [second.id] })
    expect(new Set(await seen(0))).to.deep.equal(new Set([own, both]))
    expect(await seen(1)).to.deep.equal([])
    const keys = { recipientId: second.id, sealedKey: 'k', sealedOriginalsKey: 'o' }
    const officer = { who: 'officer-1', reader: first.id }
    expect(await world.cases.officer.letIn(knownCase(own), keys, officer)).to.deep.equal({ ok: true })
    expect(await seen(1)).to.deep.equal([own])
  })

  it('When a case is destroyed, then it leaves the list with its keys', async () => {
    const caseId = await world.file('2026-11-19')
    await world.close(caseId)
    await world.cases.work.change(knownCase(caseId), { kind: 'classified', as: 'spam' }, 'officer-1')
    expect(await seen(0, { status: 'all' })).to.deep.equal([caseId])
    world.setNow('2026-12-20')
    expect(await world.cases.retention.destroyDue()).to.equal(1)
    expect(await seen(0, { status: 'all' })).to.deep.equal([])
    expect(await rows().countDocuments()).to.equal(0)
  })

  it('When power failed between a change and the list, then the night mends it', async () => {
    const caseId = await world.file('2026-11-19')
    const gone = {
      _id: 'gone/reader',
      caseId: 'gone',
      reader: world.recipients[0].id,
      open: true,
      changes: 0,
    }
    await rows().deleteMany({})
    await rows().insertOne(gone)
    expect((await world.cases.desk.list(world.recipients[0].id, {}, 'due', 1)).cases).to.deep.equal([])
    expect(await world.cases.deskUpkeep.rebuild()).to.equal(1)
    expect(await seen(0)).to.deep.equal([caseId])
    await rows().deleteMany({})
    await world.cases.deskUpkeep.buildIfMissing()
    expect(await seen(1)).to.deep.equal([caseId])
  })

  it('When rows are as an earlier version wrote them, then the start makes them anew', async () => {
    const caseId = await world.file('2026-11-19')
    const reader = world.recipients[0].id
    await rows().deleteMany({})
    const old = { ...{ _id: `${caseId}/${reader}`, caseId, reader, open: true, changes: 0 }, mine: false }
    await rows().insertOne(old)
    await world.cases.deskUpkeep.buildIfMissing()
    expect(await seen(0)).to.deep.equal([caseId])
    expect(await rows().countDocuments({ mine: { $exists: true } })).to.equal(0)
  })

  it('When an older state comes late, then it is not written over the newer one', async () => {
    const caseId = await world.file('2026-11-19')
    await rows().updateMany({}, { $set: { changes: 9, open: false } })
    await world.cases.deskUpkeep.rebuild()
    expect(await seen(0)).to.deep.equal([])
    expect(await seen(0, { status: 'all' })).to.deep.equal([caseId])
  })

  it('When there are ten thousand cases, then a page needs little of the processor', async () => {
    const reader = world.recipients[0].id
    const many = Array.from({ length: 10_000 }, (_, index) => {
      const caseId = newVaultId()
      const late = index % 3 === 0
      return {
        ...{ _id: `${caseId}/${reader}`, caseId, reader, status: 'received', open: true, kind: 'corruption' },
        ...{ category: 'bribery', month: '2026-11', number: index, changes: 0, holder: 'nobody' },
        urgency: urgencyOf(day(late ? '2026-01-01' : '2099-01-01'), index),
      }
    })
    await rows().insertMany(many)
    // A quarter of a second here: ten times that is no busy machine any more.
    const began = process.cpuUsage()
    const page = await world.cases.desk.list(reader, { category: 'bribery', overdue: true }, 'due', 1)
    const last = await world.cases.desk.list(reader, { status: 'all' }, 'number', 200)
    const { user, system } = process.cpuUsage(began)
    expect([page.total, last.total, last.page]).to.deep.equal([3334, 10_000, 200])
    expect((user + system) / 1000, 'milliseconds of the processor').to.be.below(2500)
  })

  const rows = () => database().collection<{ _id: string }>('case_desk')
})
