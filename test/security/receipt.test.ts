import { expect } from 'chai'
import fc from 'fast-check'
import { newReceipt, readReceipt, writeReceipt } from '../../src/sealing/receipt.js'

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const random = fc
  .array(fc.constantFrom(...symbols), { minLength: 15, maxLength: 15 })
  .map((list) => ({ selector: list.slice(0, 4).join(''), verifier: list.slice(4).join('') }))
const bare = (written: string) => written.replaceAll('-', '')

describe('A receipt', () => {
  it('When it is written and read back, then it is the same', () => {
    fc.assert(
      fc.property(random, (receipt) => {
        const written = writeReceipt(receipt)
        expect(written).to.match(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
        expect(readReceipt(written)).to.deep.equal({ ok: true, receipt })
      }),
    )
  })

  it('When one symbol is wrong, whichever and wherever, then it is refused', () => {
    fc.assert(
      fc.property(random, fc.nat(15), fc.integer({ min: 1, max: 31 }), (receipt, at, by) => {
        const good = bare(writeReceipt(receipt))
        const wrong = symbols.charAt((symbols.indexOf(good.charAt(at)) + by) % 32)
        expect(readReceipt(good.slice(0, at) + wrong + good.slice(at + 1))).to.deep.equal({
          ok: false,
          why: 'check',
        })
      }),
      { numRuns: 2000 },
    )
  })

  it('When any two different symbols change places, neighbours or not, then it is refused', () => {
    fc.assert(
      fc.property(random, fc.nat(15), fc.nat(15), (receipt, one, other) => {
        const good = [...bare(writeReceipt(receipt))]
        fc.pre(good[one] !== good[other])
        const swapped = good.with(one, good[other] ?? '').with(other, good[one] ?? '')
        expect(readReceipt(swapped.join(''))).to.deep.equal({ ok: false, why: 'check' })
      }),
      { numRuns: 2000 },
    )
  })

  it('When it is written as people write, then look-alikes, small letters, Thai digits and dashes are put right', () => {
    const known = { selector: '0123', verifier: '4567189VVAB' }
    const written = writeReceipt(known)
    expect(written).to.equal('0123-4567-189V-VABP')
    const variants = [
      'o123 4567 i89u uabp',
      '๐๑๒๓–๔๕๖๗–l89u–VABp',
      ' 0I23_4567.L89V—VABP\n',
      '0123４５６７189VVABP',
      '0123\u200b4567\u200e189VVABP',
    ]
    for (const variant of variants)
      expect(readReceipt(variant), variant).to.deep.equal({ ok: true, receipt: known })
  })

  it('When it is too short, too long, or holds what is in no receipt, then it says which', () => {
    const written = writeReceipt(newReceipt())
    expect(readReceipt('')).to.deep.equal({ ok: false, why: 'length' })
    expect(readReceipt(written.slice(0, -1))).to.deep.equal({ ok: false, why: 'length' })
    expect(readReceipt(`${written}0`)).to.deep.equal({ ok: false, why: 'length' })
    expect(readReceipt(`${written.slice(0, -1)}ก`)).to.deep.equal({ ok: false, why: 'symbol' })
    expect(readReceipt(`${written.slice(0, -1)}*`)).to.deep.equal({ ok: false, why: 'symbol' })
  })

  it('When many are made, then every symbol comes up about as often as every other', () => {
    const text = Array.from({ length: 2000 }, newReceipt)
      .map(({ selector, verifier }) => selector + verifier)
      .join('')
    const counts = [...symbols].map((symbol) => text.split(symbol).length - 1)
    // 30,000 symbols, 937 expected of each, a standard deviation of 30: seven of them is once in a million years.
    for (const count of counts) expect(count).to.be.within(720, 1155)
  })
})
