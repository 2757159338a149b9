import { expect } from 'chai'
import { createComplaintsModel } from '../../../src/features/complaints/complaints-model.js'
import { createComplaintsRules } from '../../../src/features/complaints/complaints-rules.js'
import type { PastComplaint } from '../../../src/features/complaints/past-complaint.js'
import { type Day, isDay } from '../../../src/i18n/calendar/thai-calendar.js'
import { createAudit } from '../../../src/security/audit/audit.js'
import { createKeyring } from '../../../src/security/keyring.js'
import { withDatabase } from '../../harness/test-database.js'

const clock = () => new Date('2026-11-20T05:00:00Z')

function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(text)
  return text
}

const letter = (id: string, steps: PastComplaint['steps'] = []): PastComplaint => ({
  id,
  kind: 'corruption',
  category: 'procurement',
  channel: 'letter',
  receivedOn: day('2026-10-05'),
  steps,
})

describe('Taking over an older register', () => {
  const database = withDatabase()
  const standing = () => {
    const audit = createAudit(database(), clock, createKeyring(Buffer.alloc(32, 7)))
    return { audit, rules: createComplaintsRules({ model: createComplaintsModel(database()), clock, audit }) }
  }

  it('When complaints are taken over, then each stands where its steps led, and the chain has one line', async () => {
    const { rules, audit } = standing()
    const told: string[] = []
    rules.whenChanged(async (cells) => void told.push(...cells.map(({ kind, month }) => `${kind} ${month}`)))
    const referred = { to: 'referred', on: day('2026-10-12') } as const
    const completed = { to: 'completed', on: day('2026-11-02') } as const
    const taken = await rules.takeOver([letter('a'), letter('b', [referred, completed])], 'system')
    expect(taken).to.deep.equal({ ok: true, added: 2 })
    expect(await rules.find('a')).to.include({ status: 'received', changes: 0 })
    expect(await rules.find('b')).to.include({
      status: 'completed',
      referredOn: '2026-10-12',
      closedOn: '2026-11-02',
      changes: 2,
    })
    expect(told).to.deep.equal(['corruption 2026-10'])
    expect((await audit.rows()).map(({ action, about }) => [action, about])).to.deep.equal([
      ['complaints taken over', '2'],
    ])
  })

  it('When some are there already, then they stay as they are', async () => {
    const { rules } = standing()
    await rules.takeOver([letter('a')], 'system')
    await rules.changeStatus({ id: 'a', to: 'inProgress', on: day('2026-10-09'), by: 'system' })
    expect(await rules.takeOver([letter('a'), letter('b')], 'system')).to.deep.equal({ ok: true, added: 1 })
    expect(await rules.find('a')).to.include({ status: 'inProgress', changes: 1 })
  })

  it('When one of them cannot have been so, then it is named and nothing is written', async () => {
    const { rules, audit } = standing()
    const wrong = [
      [
        'notAllowed',
        letter('x', [
          { to: 'completed', on: day('2026-10-06') },
          { to: 'referred', on: day('2026-10-07') },
        ]),
      ],
      ['beforeReceipt', letter('x', [{ to: 'completed', on: day('2026-10-04') }])],
      ['inFuture', letter('x', [{ to: 'completed', on: day('2026-11-21') }])],
      ['inFuture', { ...letter('x'), receivedOn: day('2026-11-21') }],
    ] as const
    for (const [why, one] of wrong)
      expect(await rules.takeOver([letter('a'), one], 'system')).to.deep.equal({ ok: false, id: 'x', why })
    expect(await rules.find('a')).to.equal(undefined)
    expect(await audit.rows()).to.deep.equal([])
  })
})
