// A group of the agency, from being joined to being left: what it hears by itself, and that nothing of it stays.
import { expect } from 'chai'
import type { LineGroup, LinePerson } from 'line-stand-in'
import { type Agency, startAgency } from '../harness/agency.js'

const hint = /แจ้งได้อย่างปลอดภัยในแชตส่วนตัว/

describe('Groups of the agency', () => {
  let agency: Agency
  let ethics: LinePerson
  let clerk: LinePerson
  let group: LineGroup
  beforeEach(async () => {
    // A Monday, 08:30 in Bangkok.
    agency = await startAgency({ now: new Date('2026-11-23T01:30:00Z') })
    ethics = await agency.officer('ethics')
    clerk = await agency.staff(1)
    group = await agency.group([clerk], ethics, 'กองคลัง')
  })
  afterEach(() => agency.stop())
  const settings = () => agency.product.features.settings.rules
  const hints = () =>
    clerk
      .in(group)
      .texts()
      .filter((words) => hint.test(words)).length
  async function monday(): Promise<number> {
    const count = await agency.product.runJob('safe-reporting-hint')
    await agency.settle()
    return count
  }

  it('When nobody switched the weekly hint on, then no group hears it and nothing is spent', async () => {
    expect(await monday()).to.equal(0)
    expect(hints()).to.equal(0)
    expect(agency.platform.quotaUsage()).to.equal(0)
  })

  it('When it is on, then each registered group hears it once a week and it costs its members', async () => {
    await settings().change({ weeklyGroupHint: true }, 'system')
    await monday()
    await monday()
    expect(hints()).to.equal(1)
    expect(agency.platform.quotaUsage()).to.equal(2)
    agency.passTime(7 * 24 * 60 * 60 * 1000)
    await monday()
    expect(hints()).to.equal(2)
  })

  it('When Monday is a holiday, then nobody is written to', async () => {
    await settings().change({ weeklyGroupHint: true, holidays: ['2026-11-23'] }, 'system')
    expect(await monday()).to.equal(0)
  })

  it('When the bot is removed from a group, then nothing of the group is kept and it hears no more', async () => {
    const before = await agency.connection.collection('groups').countDocuments()
    expect(before).to.equal(1)
    await group.removesBot()
    await agency.settle()
    expect(await agency.connection.collection('groups').countDocuments()).to.equal(0)
    await settings().change({ weeklyGroupHint: true }, 'system')
    expect(await monday()).to.equal(0)
  })

  it('When somebody begins a tip in a group, then the bot takes nothing there', async () => {
    await clerk.in(group).says('/แจ้งเบาะแส หัวหน้ารับเงิน')
    await agency.settle()
    expect(clerk.in(group).lastMessages()).to.deep.equal([])
    expect(await agency.connection.collection('dialogs').countDocuments()).to.equal(0)
  })
})
