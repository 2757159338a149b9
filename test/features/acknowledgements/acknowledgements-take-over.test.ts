import { expect } from 'chai'
import { withDatabase } from '../../harness/test-database.js'
import { type AgencyWorld, openAgencyWithNoGift, pressOf } from './agency-world.js'

describe('Taking over a list that was signed elsewhere', () => {
  const database = withDatabase()
  let agency: AgencyWorld
  beforeEach(async () => {
    agency = await openAgencyWithNoGift(database())
  })
  const rules = () => agency.acknowledgements.rules
  const staff = (place: number) => agency.staffIds[place] ?? ''

  it('When a list of 113 is taken over, twice even, then 113 have acknowledged', async () => {
    const list = agency.staffIds.slice(1).map((staffId) => pressOf(staffId))
    expect(await rules().takeOver(list)).to.deep.equal({ ok: true })
    expect(await rules().takeOver(list)).to.deep.equal({ ok: true })
    const progress = await rules().progress('no-gift', agency.today())
    expect(progress?.all).to.deep.equal({ acknowledged: 113, total: 114, percent: '99.12' })
  })

  it('When somebody pressed the button before, then their own record stays', async () => {
    const before = pressOf(staff(0), { at: new Date('2026-11-19T05:00:00Z'), eventKey: 'press' })
    await rules().acknowledge(before)
    await rules().takeOver([pressOf(staff(0))])
    const again = await rules().acknowledge(pressOf(staff(0), { eventKey: 'later press' }))
    expect(again).to.include({ kind: 'already' })
    expect('at' in again && again.at).to.deep.equal(before.at)
  })

  it('When one line cannot have been so, then the reason is named and nothing is written', async () => {
    const wrong = [
      ['unknownPolicy', pressOf(staff(1), { version: 9 })],
      ['notStaff', pressOf('nobody')],
      ['notOpen', pressOf(staff(1), { at: new Date('2020-01-01T05:00:00Z') })],
      ['closed', pressOf(staff(1), { at: new Date('2040-01-01T05:00:00Z') })],
    ] as const
    for (const [why, one] of wrong)
      expect(await rules().takeOver([pressOf(staff(0)), one])).to.deep.equal({ ok: false, why })
    const progress = await rules().progress('no-gift', agency.today())
    expect(progress?.all.acknowledged).to.equal(0)
  })
})
