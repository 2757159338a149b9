import { expect } from 'chai'
import type { RetentionClass } from '../../../src/features/cases/case.js'
import { bodyPlace } from '../../../src/features/cases/case.js'
import type { CasesModel } from '../../../src/features/cases/cases-model.js'
import { knownCase } from '../../../src/features/cases/known-case.js'
import { createCaseRetentionRules } from '../../../src/features/cases/lifecycle/case-retention-rules.js'
import { createCaseStagesModel } from '../../../src/features/cases/lifecycle/case-stages-model.js'
import { createCaseWorkModel } from '../../../src/features/cases/lifecycle/case-work-model.js'
import { openKey, openPart } from '../../../src/sealing/vault.js'
import { fromStored } from '../../../src/sealing/vault-encoding.js'
import { withDatabase } from '../../harness/test-database.js'
import { type CaseWorld, openCaseWorld } from './case-world.js'

class PowerCut extends Error {}

describe('The destruction of cases', () => {
  const database = withDatabase()
  let world: CaseWorld
  beforeEach(async () => {
    world = await openCaseWorld(database(), '2026-11-20')
  })
  const classify = (caseId: string, as: RetentionClass) =>
    world.cases.work.change(knownCase(caseId), { kind: 'classified', as }, 'officer-1')
  const left = async (caseId: string) => (await world.model.find(caseId)) !== undefined
  const collections = ['cases', 'case_parts', 'case_attachments', 'case_stages']
  const rowsOf = async (caseId: string) => {
    const counts = collections.map((name) =>
      database()
        .collection(name)
        .countDocuments({ $or: [{ caseId }, { _id: caseId as never }] }),
    )
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
  }

  /** A closed case of a class, with a part and an attachment. */
  async function closedCase(as: RetentionClass): Promise<string> {
    const caseId = await world.file('2026-11-10')
    await world.addPart(caseId, 'note')
    await world.cases.filing.keepAttachment({ id: `picture-${caseId}`, caseId, sealed: new Uint8Array(40) })
    await classify(caseId, as)
    await world.close(caseId)
    return caseId
  }

  it('When the days of its class are over, then a case is destroyed, and not a day before', async () => {
    const ends = { spam: '2026-11-27', unfounded: '2027-02-18', founded: '2027-11-20' } as const
    for (const [as, last] of Object.entries(ends)) {
      world.setNow('2026-11-20')
      const caseId = await closedCase(as as RetentionClass)
      world.setNow(last)
      expect(await world.cases.retention.destroyDue(), as).to.equal(0)
      expect(await left(caseId)).to.equal(true)
      world.setNow(nextDay(last))
      expect(await world.cases.retention.destroyDue(), as).to.equal(1)
      expect(await rowsOf(caseId)).to.equal(0)
    }
  })

  it('When it is held, undecided or still open, then it stays however long it is', async () => {
    const held = await closedCase('spam')
    await world.cases.work.change(knownCase(held), { kind: 'held' }, 'officer-1')
    const undecided = await closedCase('undecided')
    const open = await world.file('2026-11-10')
    await classify(open, 'spam')
    world.setNow('2036-11-20')
    expect(await world.cases.retention.destroyDue()).to.equal(0)
    for (const caseId of [held, undecided, open]) expect(await left(caseId)).to.equal(true)
    await world.cases.work.change(knownCase(held), { kind: 'released' }, 'officer-1')
    expect(await world.cases.retention.destroyDue()).to.equal(1)
  })

  it("When it was handed over, then the copy's days begin with the handing over", async () => {
    const caseId = await world.file('2026-11-10')
    await classify(caseId, 'referredCopy')
    const by = 'officer-1'
    await world.complaints.changeStatus({ id: caseId, to: 'referred', on: '2026-11-20' as never, by })
    world.setNow('2027-02-19')
    expect(await world.cases.retention.destroyDue()).to.equal(1)
  })

  it('When a case is destroyed, then its row in the register, its number and what statistics count stay', async () => {
    const caseId = await closedCase('spam')
    await world.cases.work.changeByReporter(knownCase(caseId), { kind: 'read' })
    await world.cases.work.changeByReporter(knownCase(caseId), { kind: 'rated', rating: 5 })
    await world.cases.work.change(
      knownCase(caseId),
      { kind: 'assigned', to: [world.recipients[0].id] },
      'officer-1',
    )
    world.setNow('2026-12-20')
    await world.cases.numbers.issue()
    await world.cases.retention.destroyDue()
    expect(await world.complaints.find(caseId)).to.include({ status: 'completed', category: 'bribery' })
    expect(await world.cases.work.find(caseId)).to.include({
      registryNumber: 'ท 1/2570',
      destruction: 'done',
      destroyedOn: '2026-12-20',
    })
    expect((await world.cases.work.find(caseId))?.assignedTo).to.deep.equal([])
    expect(
      await world.cases.figures.feedback({
        seesToday: true,
        kind: 'corruption',
        months: ['2026-11' as never],
      }),
    ).to.deep.equal({
      ...{ rated: 1, satisfied: 1, returned: 1, total: 1 },
    })
    const refused = await world.cases.work.change(knownCase(caseId), { kind: 'held' }, 'officer-1')
    expect(refused).to.deep.equal({ ok: false, why: 'destroyed' })
  })

  it('When power fails anywhere on the way, then nothing opens any more after the keys, and the next night finishes', async () => {
    const steps = ['destroyKeys', 'destroyContent', 'others', 'remains'] as const
    for (const dies of steps)
      for (const when of ['before', 'after'] as const) {
        world.setNow('2026-11-20')
        const caseId = await closedCase('spam')
        const copy = await world.model.find(caseId)
        world.setNow('2026-12-20')
        const failed = await dyingRules(dies, when)
          .destroyDue()
          .catch((error: unknown) => error)
        expect(failed, `${dies} ${when}`).to.be.instanceOf(PowerCut)
        const now = await world.model.find(caseId)
        const keysAreGone = dies !== 'destroyKeys' || when === 'after'
        expect(now?.envelope.recipients.length ?? 0, `${dies} ${when}`).to.equal(keysAreGone ? 0 : 2)
        expect(now?.reporter).to.equal(undefined)
        // A copy of the body alone, as an old disk would have it, has no key beside it in the database.
        expect(copy?.envelope.body).to.be.a('string')
        if (dies === 'destroyKeys' && when === 'after') expect(await world.model.keyless()).to.include(caseId)
        await world.cases.retention.destroyDue()
        expect(await rowsOf(caseId), `${dies} ${when}`).to.equal(0)
        expect(await world.cases.work.find(caseId)).to.include({ destruction: 'done' })
        expect(await world.cases.retention.destroyDue()).to.equal(0)
      }
  })

  it('When a case is reopened before the keys are gone, then it stays and opens', async () => {
    const caseId = await closedCase('spam')
    world.setNow('2026-12-20')
    await dyingRules('destroyKeys', 'before')
      .destroyDue()
      .catch(() => undefined)
    const on = '2026-12-20' as never
    await world.complaints.reopen({ id: caseId, to: 'factFinding', on, by: 'officer-1' })
    expect(await world.cases.retention.destroyDue()).to.equal(0)
    expect(await world.cases.work.find(caseId)).not.to.have.property('destruction')
    const [officer] = world.recipients
    const sealed = await world.model.find(caseId)
    const mine = sealed?.envelope.recipients.find(({ recipientId }) => recipientId === officer.id)
    const key = await openKey(officer, mine?.sealedKey ?? '')
    const body = await openPart(
      key,
      bodyPlace(caseId),
      fromStored(sealed?.envelope.body ?? '') ?? new Uint8Array(),
    )
    expect(new TextDecoder().decode(body)).to.equal('เนื้อหา')
  })

  it('When a hold comes while a destruction begins, then the hold wins', async () => {
    const caseId = await closedCase('spam')
    world.setNow('2026-12-20')
    const [gone] = await Promise.all([
      world.cases.retention.destroyDue(),
      world.cases.work.change(knownCase(caseId), { kind: 'held' }, 'officer-1'),
    ])
    const after = await world.cases.work.find(caseId)
    if (after?.hold) expect([gone, await left(caseId)]).to.deep.equal([0, true])
    else expect(after?.destruction).to.equal('done')
  })

  it('When other rooms keep something for a case, then it goes with it, and the audit chain names the case once', async () => {
    const told: string[] = []
    world.cases.retention.whenDestroyed(async (caseId) => void told.push(caseId))
    const caseId = await closedCase('spam')
    world.setNow('2026-12-20')
    await world.cases.retention.destroyDue()
    expect(told).to.deep.equal([caseId])
    const rows = (await world.audit.rows()).filter(({ action }) => action === 'case destroyed')
    expect(rows.map(({ who, about }) => [who, about])).to.deep.equal([['system', caseId]])
  })

  it('When the only officer of a case was removed, then that alone destroys nothing', async () => {
    const caseId = await world.file('2026-11-10', { sealedTo: [0] })
    await world.model.removeRecipient(caseId, world.recipients[0].id)
    await world.cases.retention.destroyDue()
    expect(await left(caseId)).to.equal(true)
  })

  /** The rules, with the power going off before or after one of their steps. */
  function dyingRules(
    dies: 'destroyKeys' | 'destroyContent' | 'others' | 'remains',
    when: 'before' | 'after',
  ) {
    async function step<T>(name: typeof dies, run: () => Promise<T>): Promise<T> {
      if (name === dies && when === 'before') throw new PowerCut()
      const done = await run()
      if (name === dies) throw new PowerCut()
      return done
    }
    const work = createCaseWorkModel(database(), world.keyring)
    const cases: Pick<CasesModel, 'find' | 'destroyKeys' | 'destroyContent'> = {
      find: world.model.find,
      destroyKeys: (id) => step('destroyKeys', () => world.model.destroyKeys(id)),
      destroyContent: (id) => step('destroyContent', () => world.model.destroyContent(id)),
    }
    const stages = createCaseStagesModel(database())
    return createCaseRetentionRules({
      ...world,
      cases,
      stages: { removeCase: (id) => step('others', () => stages.removeCase(id)) },
      work: {
        ...work,
        replace: (before, after) =>
          after.destruction === 'done'
            ? step('remains', () => work.replace(before, after))
            : work.replace(before, after),
      },
      clock: () => new Date('2026-12-20T03:00:00+07:00'),
    })
  }
})

function nextDay(on: string): string {
  return new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10)
}
