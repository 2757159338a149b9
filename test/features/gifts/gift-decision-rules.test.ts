import { expect } from 'chai'
import fc from 'fast-check'
import {
  decideGift,
  decisionKinds,
  giftRulesVersion,
} from '../../../src/features/gifts/gift-decision-rules.js'
import { giverKinds, occasions } from '../../../src/features/gifts/gift-facts.js'
import { addDays, daysBetween } from '../../../src/i18n/calendar/bangkok-time.js'
import { day } from './gift-days.js'

const limits = { giftLimitBaht: 3000, giftReportDays: 30 }
const festive = { receivedOn: day('2026-11-20'), giver: 'serviceUser', occasion: 'festival' } as const

const anyGift = fc.record({
  receivedOn: fc.integer({ min: 0, max: 4000 }).map((days) => addDays(day('2020-01-01'), days)),
  giver: fc.constantFrom(...giverKinds),
  occasion: fc.constantFrom(...occasions),
  baht: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
})
const anyLimits = fc.record({
  giftLimitBaht: fc.integer({ min: 0, max: 100_000 }),
  giftReportDays: fc.integer({ min: 1, max: 365 }),
})
const given = ({ baht, ...gift }: { baht: number | undefined } & Record<string, unknown>) => ({
  ...gift,
  ...(baht !== undefined && { baht }),
})

describe('Gift decisions', () => {
  it('When the value is exactly the limit, then it is within; one satang more is over', () => {
    expect(decideGift({ ...festive, baht: 3000 }, limits).kind).to.equal('within')
    expect(decideGift({ ...festive, baht: 3000.01 }, limits).kind).to.equal('over')
  })

  it('When it is over the limit, then it is due thirty days after the receipt, across a year and a leap day', () => {
    expect(decideGift({ ...festive, baht: 5000 }, limits).dueOn).to.equal('2026-12-20')
    const inFebruary = { ...festive, receivedOn: day('2028-02-10'), baht: 5000 }
    expect(decideGift(inFebruary, limits).dueOn).to.equal('2028-03-11')
  })

  it('When nobody knows the value, then it is treated as over: it is due', () => {
    expect(decideGift(festive, limits)).to.include({ kind: 'valueUnknown', dueOn: '2026-12-20' })
  })

  it('When it comes from a relative or is given away to the public, then no value makes it due', () => {
    expect(decideGift({ ...festive, giver: 'relative', baht: 90_000 }, limits)).to.not.have.property('dueOn')
    expect(decideGift({ ...festive, occasion: 'publicGiveaway' }, limits).kind).to.equal('giveaway')
  })

  it('When any gift is decided, then there is one decision, with the rules, the limit and the days it was made by', () => {
    fc.assert(
      fc.property(anyGift, anyLimits, (gift, chosen) => {
        const decision = decideGift(given(gift) as typeof festive, chosen)
        expect(decisionKinds).to.include(decision.kind)
        expect(decision).to.include({ rulesVersion: giftRulesVersion, limitBaht: chosen.giftLimitBaht })
        const mustReport = decision.kind === 'over' || decision.kind === 'valueUnknown'
        expect(decision.dueOn !== undefined).to.equal(mustReport)
        if (decision.dueOn)
          expect(daysBetween(gift.receivedOn, decision.dueOn)).to.equal(chosen.giftReportDays)
      }),
    )
  })

  it('When a gift is worth more, then it is never judged milder', () => {
    fc.assert(
      fc.property(anyGift, anyLimits, fc.integer({ min: 1, max: 500_000 }), (gift, chosen, more) => {
        fc.pre(gift.baht !== undefined)
        const due = (baht: number) => decideGift({ ...gift, baht }, chosen).dueOn !== undefined
        const baht = gift.baht ?? 1
        if (due(baht)) expect(due(baht + more)).to.equal(true)
      }),
    )
  })
})
