// A colleague behind the same address stands at the edge of its budget and tries again and again: whether the refusals tell that
// somebody else has sent a picture meanwhile. In memory, with dice that fall alike each time.
import { expect } from 'chai'
import { readConfig } from '../../../src/config/config.js'
import { mostSealedBytes, mostWaiting } from '../../../src/features/cases/filing/case-uploads-rules.js'
import { usualBudgets } from '../../../src/features/space/space-budgets.js'
import type { HeldBytes, SpaceModel } from '../../../src/features/space/space-model.js'
import { createSpaceRules, type SpaceRules } from '../../../src/features/space/space-rules.js'

const megabyte = 1_000_000
const hour = 3_600_000
const hours = 60

describe('The edge of a budget that others use', () => {
  let now = new Date('2026-11-20T03:00:00Z')
  let seed = 1
  const dice = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }

  /** Rows and counts in memory; an hour is a fresh day, so that each begins alike. */
  function fresh(draw: () => number, budgets = usualBudgets): SpaceRules {
    const rows = new Map<string, Map<string, HeldBytes> & { total?: number }>()
    const rowOf = (name: string) => rows.get(name) ?? rows.set(name, new Map()).get(name) ?? expect.fail()
    const drawn = new Map<string, number>()
    const model = {
      async hold(name: string, held: HeldBytes, { most }: { most: number }) {
        const row = rowOf(name)
        if ((row.total ?? 0) + held.bytes > most) return false
        row.set(held.id, held).total = (row.total ?? 0) + held.bytes
        return true
      },
      async give(name: string, { id, bytes }: HeldBytes, to: number) {
        const row = rowOf(name)
        if (!row.delete(id)) return false
        row.total = (row.total ?? 0) + to - bytes
        return true
      },
      rename: async () => true,
      dropEmpty: async () => undefined,
      find: async () => undefined,
    }
    const windowOf = (what: string, span: number) => `${what} ${Math.floor(now.getTime() / span)}`
    return createSpaceRules({
      model: model as never as SpaceModel,
      budgets,
      counts: {
        nameOfDay: async (what) => what,
        async draw(what) {
          const name = windowOf(what, 600_000)
          return drawn.get(name) ?? drawn.set(name, draw()).get(name) ?? 0
        },
        read: async (what) => drawn.get(windowOf(what, hour)) ?? 0,
        add: async (what) => drawn.set(windowOf(what, hour), 1).size,
      },
      keyring: { pseudonym: (_purpose, value) => value },
      kept: { figure: () => ({ keep: async () => undefined, asDayEnded: async () => new Map() }) } as never,
      clock: () => now,
      chance: dice,
    })
  }

  let senders = 0
  async function sends(rules: SpaceRules, bytes: number, keeps: boolean): Promise<boolean> {
    senders += 1
    const owner = { caseId: `${senders}`, by: 'reporter' }
    const room = await rules.hold({ source: 'address 203.0.113.7', owner, bytes, until: now })
    if (!room.ok) return false
    await (keeps ? room.use('file', bytes) : room.release())
    return true
  }

  /** In which minute the first refusal came, of one try a minute that costs nothing; in the middle somebody sends, or nobody. */
  async function watches(draw: () => number, somebodySends: boolean): Promise<number> {
    now = new Date(now.getTime() + hour - (now.getTime() % hour))
    const rules = fresh(draw)
    for (let file = 0; file < 32; file += 1) await sends(rules, 10 * megabyte, true)
    await sends(rules, 5 * megabyte, true)
    for (let minute = 0; minute < 60; minute += 1, now = new Date(now.getTime() + 60_000)) {
      if (minute === 30 && somebodySends) await sends(rules, 6 * megabyte, true)
      if (!(await sends(rules, megabyte, false))) return minute
    }
    return 60
  }

  /** How often the refusal came sooner beside somebody than alone: a half tells nothing. */
  async function told(draw: () => number): Promise<number> {
    const [alone, beside]: [number[], number[]] = [[], []]
    for (let time = 0; time < hours; time += 1) {
      alone.push(await watches(draw, false))
      beside.push(await watches(draw, true))
    }
    const sooner = alone.flatMap((one) => beside.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)))
    return sooner.reduce((sum: number, one) => sum + one, 0) / sooner.length
  }

  it('When somebody watches the edge, then a refusal tells them nearly nothing of a picture that another has sent', async () => {
    expect(await told(dice)).to.be.within(0.4, 0.6)
    // Where the edge stands still, this very watching finds it out.
    expect(await told(() => 0.5)).to.be.above(0.8)
  })

  it('When one is refused, then small and large are refused alike until the hour is over', async () => {
    const begun = now.getTime()
    const rules = fresh(() => (now.getTime() === begun ? 0.5 : 0))
    while (await sends(rules, 10 * megabyte, true)) expect(senders).to.be.below(100_000)
    expect(await sends(rules, 100, false)).to.equal(false)
    now = new Date(now.getTime() + hour)
    expect(await sends(rules, 100, false)).to.equal(true)
  })

  it('When a whole report of the largest files comes, then it fits, wherever the end is drawn, with the least that an operator can set', async () => {
    const { space: least } = readConfig({
      ...{ SECRET_KEY: Buffer.alloc(32, 1).toString('base64'), FILES_MB_PER_ADDRESS: '370' },
      FILES_MB_PER_CASE: '370',
    })
    const rules = fresh(() => 0.999, least)
    const owner = { caseId: 'one', by: 'reporter' }
    for (let file = 0; file < mostWaiting; file += 1) {
      const bytes = mostSealedBytes + 26
      const room = await rules.hold({ source: 'address 203.0.113.7', owner, bytes, until: now })
      if (!room.ok) throw new Error(`File ${file} is refused`)
      await room.use(`file ${file}`, bytes)
    }
  })

  it('When many share one name, as by the onion address, then half of a day is theirs, and not what is everybody’s', async () => {
    const rules = fresh(() => 0)
    const owner = (number: number) => ({ caseId: `${number}`, by: 'onion' })
    let taken = 0
    for (let number = 0; number < 300; number += 1) {
      const asked = {
        source: 'address onion',
        share: 1 / 2,
        owner: owner(number),
        bytes: 10 * megabyte,
        until: now,
      }
      const room = await rules.hold(asked)
      if (!room.ok) continue
      await room.use('file', asked.bytes)
      taken += asked.bytes
    }
    expect(taken)
      .to.be.at.most(usualBudgets.day / 2)
      .and.above(usualBudgets.day / 3)
    expect(await sends(rules, 12 * megabyte, true)).to.equal(true)
  })
})
