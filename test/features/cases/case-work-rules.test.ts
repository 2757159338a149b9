import { expect } from 'chai'
import { knownCase } from '../../../src/features/cases/known-case.js'
import type { OfficerChange } from '../../../src/features/cases/lifecycle/case-work-changes.js'
import { withDatabase } from '../../harness/test-database.js'
import { day } from './case-days.js'
import { type CaseWorld, openCaseWorld } from './case-world.js'

describe('The work on a case', () => {
  const database = withDatabase()
  let world: CaseWorld
  beforeEach(async () => {
    world = await openCaseWorld(database(), '2026-11-20')
  })
  const change = (caseId: string, what: OfficerChange) =>
    world.cases.work.change(knownCase(caseId), what, 'officer-1')

  it('When an id was not looked up, then what changes a case does not compile with it', () => {
    const { work } = world.cases
    // @ts-expect-error: a string out of an address, a body or a button
    const byOfficer = () => work.change('0'.repeat(26), { kind: 'answered' }, 'officer-1')
    // @ts-expect-error: the same
    const byReporter = () => work.changeByReporter('0'.repeat(26), { kind: 'wrote' })
    expect([byOfficer, byReporter]).to.have.length(2)
  })

  it('When a case is assigned, then it is theirs, and the audit chain says so once', async () => {
    const caseId = await world.file('2026-11-19')
    const to = [world.recipients[0].id]
    expect(await change(caseId, { kind: 'assigned', to })).to.deep.include({ ok: true, changed: true })
    expect(await change(caseId, { kind: 'assigned', to })).to.deep.include({ ok: true, changed: false })
    expect((await world.cases.work.find(caseId))?.assignedTo).to.deep.equal(to)
    const actions = (await world.audit.rows()).filter(({ about }) => about === caseId)
    expect(actions.map(({ who, action }) => `${who} ${action}`)).to.deep.equal([
      `officer-1 case assigned ${to}`,
    ])
  })

  it('When it is assigned to somebody without a key, then it is refused and nothing is written', async () => {
    const caseId = await world.file('2026-11-19', { sealedTo: [0] })
    const to = [world.recipients[1].id]
    expect(await change(caseId, { kind: 'assigned', to })).to.deep.equal({ ok: false, why: 'notARecipient' })
    expect(await world.audit.rows()).to.deep.equal([])
  })

  it('When an answer is put off, then it needs its sealed reason and a later day', async () => {
    const caseId = await world.file('2026-11-10')
    const to = day('2026-12-10')
    const missing = { ok: false, why: 'noReason' }
    expect(await change(caseId, { kind: 'extended', to, reason: 'none' })).to.deep.equal(missing)
    const message = await world.addPart(caseId, 'message')
    expect(await change(caseId, { kind: 'extended', to, reason: message })).to.deep.equal(missing)
    const reason = await world.addPart(caseId, 'decision')
    const early = { kind: 'extended', to: day('2026-11-25'), reason } as const
    expect(await change(caseId, early)).to.deep.equal({ ok: false, why: 'notLater' })
    const far = { kind: 'extended', to: day('2027-12-01'), reason } as const
    expect(await change(caseId, far)).to.deep.equal({ ok: false, why: 'tooFar' })
    expect(await change(caseId, { kind: 'extended', to, reason })).to.deep.include({ ok: true })
    expect(await world.cases.work.find(caseId)).to.deep.include({
      answerBy: to,
      extensions: 1,
      extendedOn: day('2026-11-20'),
    })
  })

  it('When a case is closed, then it is not put off any more, and only then may it be rated', async () => {
    const caseId = await world.file('2026-11-10')
    const rate = { kind: 'rated', rating: 4 } as const
    const { work } = world.cases
    expect(await work.changeByReporter(knownCase(caseId), rate)).to.deep.equal({
      ok: false,
      why: 'notClosed',
    })
    await world.close(caseId)
    const reason = await world.addPart(caseId, 'decision')
    const put = { kind: 'extended', to: day('2026-12-10'), reason } as const
    expect(await change(caseId, put)).to.deep.equal({ ok: false, why: 'closed' })
    expect(await work.changeByReporter(knownCase(caseId), rate)).to.deep.include({ ok: true })
    for (const rating of [0, 6, 2.5])
      expect(await work.changeByReporter(knownCase(caseId), { kind: 'rated', rating })).to.deep.equal({
        ok: false,
        why: 'badRating',
      })
    expect(await work.changeByReporter(knownCase(caseId), { kind: 'withdrawn' })).to.deep.equal({
      ok: false,
      why: 'closed',
    })
  })

  it('When the reporter acts, then the days are kept and the audit chain says nothing of it', async () => {
    const caseId = await world.file('2026-11-10')
    for (const kind of ['read', 'wrote', 'withdrawn'] as const)
      await world.cases.work.changeByReporter(knownCase(caseId), { kind })
    expect(await world.cases.work.find(caseId)).to.deep.include({
      reporterReadOn: day('2026-11-20'),
      reporterWroteOn: day('2026-11-20'),
      withdrawnOn: day('2026-11-20'),
    })
    expect(await world.audit.rows()).to.deep.equal([])
  })

  it('When the agency answers twice, then the first day stays the day of the answer', async () => {
    const caseId = await world.file('2026-11-10')
    await change(caseId, { kind: 'answered' })
    world.setNow('2026-11-24')
    await change(caseId, { kind: 'answered' })
    expect(await world.cases.work.find(caseId)).to.deep.include({
      answeredOn: day('2026-11-20'),
      agencyWroteOn: day('2026-11-24'),
    })
  })

  it('When a duplicate is linked, then the other case must be there and be another', async () => {
    const caseId = await world.file('2026-11-10')
    const of = await world.file('2026-11-11')
    const linked = (one: string) => change(caseId, { kind: 'duplicate', of: one })
    expect(await linked(caseId)).to.deep.equal({ ok: false, why: 'itself' })
    expect(await linked('nowhere')).to.deep.equal({ ok: false, why: 'unknownOriginal' })
    expect(await linked(of)).to.deep.include({ ok: true })
    await change(caseId, { kind: 'notDuplicate' })
    expect(await world.cases.work.find(caseId)).not.to.have.property('duplicateOf')
  })

  it('When ten officers change one case at once, then no change is lost', async () => {
    const caseId = await world.file('2026-11-10')
    const kinds = ['held', 'answered'] as const
    await Promise.all([
      ...kinds.map((kind) => change(caseId, { kind })),
      change(caseId, { kind: 'classified', as: 'founded' }),
      change(caseId, { kind: 'assigned', to: [world.recipients[0].id] }),
      ...Array.from({ length: 6 }, () =>
        world.cases.work.changeByReporter(knownCase(caseId), { kind: 'read' }),
      ),
    ])
    expect(await world.cases.work.find(caseId)).to.deep.include({
      hold: true,
      retention: 'founded',
      assignedTo: [world.recipients[0].id],
      agencyWroteOn: day('2026-11-20'),
      reporterReadOn: day('2026-11-20'),
    })
  })

  it('When a case is unknown, then so is its work', async () => {
    expect(await change('nowhere', { kind: 'held' })).to.deep.equal({ ok: false, why: 'unknownCase' })
  })
})
