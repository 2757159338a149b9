import { expect } from 'chai'
import fc from 'fast-check'
import { complaintStatuses } from '../../../src/features/complaints/complaint-kinds.js'
import { isClosed, leadsTo, waysFrom } from '../../../src/features/complaints/complaint-status.js'

describe('The table of statuses', () => {
  it('When a complaint goes forward along any path, then once it is closed nothing but a reopening moves it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...complaintStatuses), { maxLength: 20 }), (wishes) => {
        let status: (typeof complaintStatuses)[number] = 'received'
        let closedAs: string | undefined
        for (const wish of wishes) {
          if (leadsTo(status, 'forward', wish)) status = wish
          if (closedAs !== undefined) expect(status).to.equal(closedAs)
          if (isClosed(status)) closedAs = status
        }
      }),
    )
  })

  it('When a complaint is closed or referred, then it can be reopened into work; when it is open, it cannot', () => {
    for (const status of complaintStatuses) {
      const reopens = waysFrom[status].reopened
      if (isClosed(status) || status === 'referred')
        expect(reopens).to.have.members(['moreInformationNeeded', 'factFinding', 'inProgress'])
      else expect(reopens).to.deep.equal([])
    }
  })

  it('When a complaint was received, then every status can be reached, none leads to itself and none back to received', () => {
    const reached = new Set<string>(['received'])
    for (const _ of complaintStatuses)
      for (const from of complaintStatuses)
        if (reached.has(from)) for (const to of waysFrom[from].forward) reached.add(to)
    expect([...reached]).to.have.members([...complaintStatuses])
    for (const from of complaintStatuses) {
      const targets: readonly string[] = [...waysFrom[from].forward, ...waysFrom[from].reopened]
      expect(targets).not.to.include(from)
      expect(targets).not.to.include('received')
    }
  })
})
