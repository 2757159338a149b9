import { expect } from 'chai'
import { demoCitizen, demoGroups, demoPeople } from '../../src/demo/agency/demo-accounts.js'
import { type DemoComplaint, datedComplaint } from '../../src/demo/agency/demo-complaint.js'
import { lastYearComplaints } from '../../src/demo/agency/demo-complaints-last-year.js'
import { runningYearComplaints } from '../../src/demo/agency/demo-complaints-running-year.js'
import { demoContent } from '../../src/demo/agency/demo-content.js'
import { demoActors, demoStaff } from '../../src/demo/agency/demo-staff.js'
import { demoReaders } from '../../src/demo/seed-acknowledgements.js'
import { demoPolicies } from '../../src/demo/seed-content.js'
import { policySpecSchema } from '../../src/features/acknowledgements/policies/policy-schema.js'
import { complaintChannels } from '../../src/features/complaints/complaint-kinds.js'
import { drawContent } from '../../src/features/library/adding/content-templates-card.js'
import { contentTags, isDrawn, readContentSpec } from '../../src/features/library/content/content-schema.js'
import { type Day, isDay } from '../../src/i18n/calendar/thai-calendar.js'
import { inDrawingOrder } from '../../src/media/lines/thai-spelling.js'
import { sharedHeavyWork } from '../harness/shared-heavy-work.js'

const agencyName = { th: 'หน่วยงานตัวอย่าง', en: 'Example Agency' }
const distinct = (values: readonly string[]) => new Set(values).size

function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(text)
  return text
}

const bodies = demoContent.flatMap((spec) => {
  const read = readContentSpec(spec)
  return read.ok ? [read.body] : []
})

describe('The demo agency, as data', () => {
  it('When the roster is counted, then there are 114 people in nine units, and nobody twice', () => {
    expect(demoStaff).to.have.length(114)
    expect(distinct(demoStaff.map(({ unit }) => unit))).to.equal(9)
    expect(distinct(demoStaff.map(({ employeeCode }) => employeeCode))).to.equal(114)
    expect(distinct(demoStaff.map(({ name }) => name))).to.equal(114)
    const names = /^(?:นาย|นาง|นางสาว)[ก-๎]+ [ก-๎]+$/
    expect(demoStaff.filter(({ name }) => !names.test(name))).to.deep.equal([])
  })

  it('When the agency works, then each role is held by one person on the roster', () => {
    const holders = demoStaff.flatMap(({ roles }) => roles)
    expect(holders.toSorted()).to.deep.equal(['admin', 'ethics', 'executive', 'officer'])
    expect(demoActors.employee.roles).to.deep.equal([])
  })

  it('When people have LINE accounts, then about twenty of every unit do, and the citizen is not staff', () => {
    const linked = demoPeople.filter(({ staff }) => staff)
    expect(linked).to.have.length(20)
    expect(distinct(linked.map(({ staff }) => staff?.unit ?? ''))).to.equal(9)
    expect(demoPeople.filter(({ staff }) => !staff)).to.deep.equal([demoCitizen])
    expect(demoPeople.slice(0, 5).map(({ staff }) => staff)).to.deep.equal(Object.values(demoActors))
    expect(distinct(demoPeople.map(({ userId }) => userId))).to.equal(21)
    expect(demoPeople.every(({ userId }) => /^U[0-9a-f]{32}$/.test(userId))).to.equal(true)
  })

  it('When there are groups, then one is of everybody and one of a unit, without strangers', () => {
    const staffIds = demoPeople.filter(({ staff }) => staff).map(({ userId }) => userId)
    expect(demoGroups.map(({ members }) => members.length)).to.deep.equal([20, 7])
    expect(demoGroups.every(({ groupId }) => /^C[0-9a-f]{32}$/.test(groupId))).to.equal(true)
    expect(demoGroups.flatMap(({ members }) => members).every((one) => staffIds.includes(one))).to.equal(true)
  })

  it('When one policy is nearly done, then only the employee on the chat page is missing', () => {
    const [noGift, code] = demoReaders
    expect(noGift?.staff).to.have.length(113)
    expect(noGift?.staff).not.to.include(demoActors.employee)
    expect(code?.staff.length).to.be.within(40, 75)
    expect(code?.staff).not.to.include(demoActors.employee)
    expect(distinct((code?.staff ?? []).map(({ unit }) => unit))).to.equal(9)
  })

  it('When it is any day of the year, then the policies are of its fiscal year, open and not due yet', () => {
    for (const today of ['2026-10-01', '2026-11-20', '2027-03-31', '2027-09-30', '2028-02-29'].map(day)) {
      const policies = demoPolicies(today, agencyName).map((spec) => policySpecSchema.parse(spec))
      expect(policies.map(({ key }) => key)).to.deep.equal(['no-gift', 'ethics-code'])
      for (const policy of policies) {
        expect(policy.fiscalYear).to.equal(today < '2027-10-01' ? 2570 : 2571)
        expect(policy.opens <= today && policy.opens >= `${policy.fiscalYear - 544}-10-01`).to.equal(true)
        expect(policy.due > today).to.equal(true)
        expect(policy.th.text).to.contain(agencyName.th)
        expect(policy.en?.text).to.contain(agencyName.en)
      }
    }
  })

  it('When the code of ethics is read, then all seven standards of the Act are in it, in both languages', () => {
    const [, code] = demoPolicies(day('2026-11-20'), agencyName)
    expect([code?.th.points.length, code?.en?.points.length]).to.deep.equal([7, 7])
    for (const point of code?.th.points ?? []) expect(code?.th.text).to.contain(point)
    for (const point of code?.en?.points ?? []) expect(code?.en?.text).to.contain(point)
    expect(code?.th.text).not.to.contain('undefined')
  })

  it('When the library is opened, then it has at least six pieces in both languages, in clean Thai', () => {
    expect(distinct(bodies.map(({ key }) => key))).to.be.at.least(6)
    expect(bodies.every(({ en }) => en !== undefined)).to.equal(true)
    const words = JSON.stringify([demoContent, demoPolicies(day('2026-11-20'), agencyName), demoStaff])
    expect(inDrawingOrder(words)).to.equal(words)
  })

  it('When the library is looked at by indicator, then each of the five has something', () => {
    expect(distinct(bodies.flatMap(({ tags = [] }) => tags))).to.equal(contentTags.length)
  })

  for (const language of ['th', 'en'] as const) {
    it(`When a piece is drawn in ${language}, then all its words fit`, async () => {
      const counts = { all: '#1f3864', completed: '#1b7f4b', inProgress: '#b45309' }
      for (const body of bodies.filter(isDrawn))
        await drawContent(sharedHeavyWork, body, language, {
          agencyName: agencyName[language],
          colours: {},
          counts,
          width: 1040,
        })
    })
  }

  it('When complaints are written down, then they come by every channel and each way leads somewhere', () => {
    const all: readonly DemoComplaint[] = [...lastYearComplaints, ...runningYearComplaints]
    expect(new Set(all.map(([, , , channel]) => channel))).to.deep.equal(new Set(complaintChannels))
    expect(distinct(all.map(([, , category]) => category))).to.be.greaterThan(12)
    const ends = lastYearComplaints.map(
      (one) => datedComplaint(one, { id: 'x', fiscalYear: 2569, today: day('2026-11-20') })?.steps.at(-1)?.to,
    )
    expect(new Set(ends)).to.include.all.keys(
      'completed',
      'notAccepted',
      'referred',
      'factFinding',
      'inProgress',
      'moreInformationNeeded',
    )
  })

  it('When a complaint has not come yet or a step lies ahead, then it is left out', () => {
    const complaint = ['Nov', 10, 'ethicsBreach', 'line', 'inProgress+4', 'completed+18'] as const
    const on = (today: string) => datedComplaint(complaint, { id: 'x', fiscalYear: 2570, today: day(today) })
    expect(on('2026-11-09')).to.equal(undefined)
    expect(on('2026-11-10')?.steps).to.deep.equal([])
    expect(on('2026-11-14')?.steps).to.deep.equal([{ to: 'inProgress', on: '2026-11-14' }])
    expect(on('2026-11-28')?.steps).to.deep.equal([{ to: 'completed', on: '2026-11-28' }])
    expect(() =>
      datedComplaint(['Feb', 30, 'other', 'line'], { id: 'x', fiscalYear: 2570, today: day('2027-09-30') }),
    ).to.throw(RangeError)
  })
})
