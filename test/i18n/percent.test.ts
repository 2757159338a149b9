import { expect } from 'chai'
import fc from 'fast-check'
import { percent } from '../../src/i18n/percent.js'

describe('A share in percent', () => {
  it('When counts are given, then two decimals are rounded half up', () => {
    expect(percent(113, 114)).to.equal('99.12')
    expect(percent(1, 3)).to.equal('33.33')
    expect(percent(2, 3)).to.equal('66.67')
    expect(percent(199_999, 200_000)).to.equal('100.00')
    expect(percent(1, 20_000)).to.equal('0.01')
    expect(percent(1, 20_001)).to.equal('0.00')
    expect(percent(201, 20_000)).to.equal('1.01')
    expect(percent(7, 7)).to.equal('100.00')
  })

  it('When there is nothing to share, then the share is zero', () => {
    expect(percent(0, 0)).to.equal('0.00')
    expect(percent(0, 5)).to.equal('0.00')
  })

  it('When counts are large, then no digit is lost', () => {
    expect(percent(Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER)).to.equal('100.00')
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 100_000_000 }), (hundredths, scale) => {
        const [units, decimals] = [Math.floor(hundredths / 100), String(hundredths % 100).padStart(2, '0')]
        expect(percent(hundredths * scale, 10_000 * scale)).to.equal(`${units}.${decimals}`)
      }),
    )
  })

  it('When a count is not one, then it is refused', () => {
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => percent(wrong, 2)).to.throw(RangeError)
      expect(() => percent(1, wrong)).to.throw(RangeError)
    }
  })
})
