// A colleague behind the same address uses the limit up but for one, and asks again and again: whether a refusal tells that somebody
// else has reported meanwhile.
import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { createKeyring } from '../../../src/security/keyring.js'
import { createSharedCounts } from '../../../src/security/reports/shared-counts.js'
import {
  createAddressLimits,
  hourlyLimits,
  mostInAnHour,
} from '../../../src/web/reporter/server/address-limits.js'
import { withDatabase } from '../../harness/test-database.js'

const hours = 60

describe('The limits of one address', () => {
  const database = withDatabase()
  let now: Date
  const counts = () => createSharedCounts(database(), createKeyring(randomBytes(32)), () => now)
  beforeEach(() => {
    now = new Date('2026-11-20T03:00:00Z')
  })

  /** How often the colleague came through in this hour, while somebody else reported once, or nobody did. */
  async function comesThrough(limits: ReturnType<typeof createAddressLimits>, somebodyReports: boolean) {
    now = new Date(now.getTime() + 3_600_000)
    // The counting itself is tried elsewhere: here it begins near the end.
    let through = 0
    if (somebodyReports) await limits.allows('reports', '203.0.113.7')
    while (await limits.allows('reports', '203.0.113.7')) through += 1
    return through
  }

  /** Counts in memory, with what the real ones draw: sixty hours of hundreds of tries each. */
  function quickly(draw: (what: string, span: 'hour') => Promise<number>) {
    const come = new Map<string, number>()
    return createAddressLimits({
      draw,
      async add(what) {
        const name = `${what} ${now.toISOString()}`
        come.set(name, (come.get(name) ?? 0) + 1)
        return come.get(name) ?? 0
      },
    })
  }

  /** How often more came through with nobody else than with somebody: a half tells nothing. */
  async function told(draw: (what: string, span: 'hour') => Promise<number>): Promise<number> {
    const limits = quickly(draw)
    const [alone, beside]: [number[], number[]] = [[], []]
    for (let hour = 0; hour < hours; hour += 1) {
      alone.push(await comesThrough(limits, false))
      beside.push(await comesThrough(limits, true))
    }
    for (const one of [...alone, ...beside])
      expect(one).to.be.within(hourlyLimits.reports - 1, mostInAnHour('reports'))
    const more = alone.flatMap((one) => beside.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)))
    return more.reduce((sum: number, one) => sum + one, 0) / more.length
  }

  it('When somebody uses all of it but one, then the refusal does not tell that a colleague has reported', async () => {
    const { draw } = counts()
    expect(await told(draw)).to.be.within(0.3, 0.7)
  })

  it('When the end were always the same, then this very test would see it', async () => {
    expect(await told(async () => 0)).to.equal(1)
  })

  it('When two replicas draw, then they draw the same for the same hour and address, and another for any other', async () => {
    const keyring = createKeyring(randomBytes(32))
    const [here, there] = [1, 2].map(() => createSharedCounts(database(), keyring, () => now))
    const drawn = await here?.draw('reports 203.0.113.7', 'hour')
    expect(await there?.draw('reports 203.0.113.7', 'hour')).to.equal(drawn)
    expect(await there?.draw('reports 203.0.113.8', 'hour')).not.to.equal(drawn)
    now = new Date(now.getTime() + 3_600_000)
    expect(await there?.draw('reports 203.0.113.7', 'hour')).not.to.equal(drawn)
  })
})
