// What administrators see and hear of room for files: by day and in coarse steps, so that no bar and no letter tells of a report.
import { expect } from 'chai'
import type { SpaceBudgets } from '../../../src/features/space/space-budgets.js'
import { newVaultId } from '../../../src/sealing/vault-encoding.js'
import { type ConsoleWorld, openConsoleWorld, type Session } from './console-world.js'

const gigabyte = 1_000_000_000
const space: SpaceBudgets = { source: gigabyte, ofCase: gigabyte, day: 4 * gigabyte, total: 20 * gigabyte }
const oneDay = 86_400_000

describe('Room for files, as administrators see it', () => {
  let world: ConsoleWorld
  let admin: Session & Awaited<ReturnType<ConsoleWorld['signIn']>>
  beforeEach(async () => {
    world = await openConsoleWorld({ product: { space } })
    admin = await world.signIn(['admin'])
  })
  afterEach(() => world?.stop())

  async function uses(total: number): Promise<void> {
    const agency = { total, held: [], changes: 0 }
    await world.connection
      .collection('space_agency')
      .updateOne({ _id: 'agency' as never }, { $set: agency }, { upsert: true })
  }
  async function nextDay(): Promise<void> {
    world.passTime(oneDay)
    Object.assign(admin, await world.signInAs(admin.person, admin.secret))
  }
  async function bar(): Promise<string> {
    const page = await (await world.send(admin, 'GET /console/overview')).text()
    return /<section class="room">[\s\S]*?<\/section>/.exec(page)?.[0] ?? ''
  }
  /** What is said in the morning of another day, the job run twice. */
  async function morning(): Promise<string[]> {
    world.passTime(oneDay)
    const before = admin.person.texts().length
    for (let run = 0; run < 2; run += 1) await world.product.runJob('space-letters')
    await world.settle()
    return admin.person.texts().slice(before)
  }

  it('When four fifths are used and when all is, then administrators hear it once each, in the morning, and again only after it was calm', async () => {
    await uses(10 * gigabyte)
    expect(await morning()).to.deep.equal([])
    await uses(16.4 * gigabyte)
    const [near, ...more] = await morning()
    expect(near)
      .to.match(/ประมาณ 80% ของ 20 GB/)
      .and.include('ข้อความยังส่งได้เสมอ')
    expect(more).to.deep.equal([])
    await uses(17 * gigabyte)
    expect(await morning()).to.deep.equal([])
    await uses(19.5 * gigabyte)
    const full = await morning()
    expect(full).to.have.lengthOf(1)
    expect(full[0]).to.match(/20 GB เต็มแล้ว/)
    await uses(gigabyte)
    expect(await morning()).to.deep.equal([])
    await uses(17 * gigabyte)
    expect((await morning()).map((words) => /ประมาณ 85%/.test(words))).to.deep.equal([true])
  })

  it('When files come, then the bar stands still until midnight, for whoever looks', async () => {
    await uses(3 * gigabyte)
    await nextDay()
    const before = await bar()
    expect(before).to.include('ประมาณ 15% ของ 20 GB').and.include('value="15"')
    const { rules } = world.product.features.space
    const owner = { caseId: newVaultId(), by: 'reporter x' }
    const until = new Date(world.now().getTime() + 3_600_000)
    const room = await rules.hold({ source: 'address 203.0.113.6', owner, bytes: 700_000_000, until })
    if (!room.ok) throw new Error('There is no room')
    await room.use('one', 700_000_000)
    await uses(9 * gigabyte)
    expect(await bar()).to.equal(before)
    await nextDay()
    const after = await bar()
    expect(after).to.include('ประมาณ 45% ของ 20 GB').and.include('ประมาณ 15% ของ 4 GB')
  })

  it('When there is no room, then an officer’s file is refused with a sentence, before it is read', async () => {
    await world.reader(admin)
    await uses(20 * gigabyte)
    const { caseId, pass } = await (await world.send(admin, 'POST /console/api/entries/begun')).json()
    const answer = await fetch(`${world.url}/console/api/uploads/${caseId}/${newVaultId()}`, {
      method: 'PUT',
      headers: {
        ...{ cookie: admin.cookie, 'x-change-token': admin.changeToken, 'x-entry-pass': pass },
        'content-type': 'application/octet-stream',
      },
      body: new Uint8Array(100),
    })
    expect([answer.status, await answer.json()]).to.deep.equal([409, { ok: false, why: 'noRoom' }])
    expect(await world.connection.collection('case_uploads').countDocuments()).to.equal(0)
  })
})
