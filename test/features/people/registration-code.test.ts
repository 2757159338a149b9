import { expect } from 'chai'
import fc from 'fast-check'
import { newCode, readCode, showCode } from '../../../src/features/people/registration/registration-code.js'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const code = fc.constant(undefined).map(newCode)
const place = fc.integer({ min: 0, max: 11 })

describe('A registration code', () => {
  it('When a new code is shown and typed back, then it is read', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(showCode(made)).to.match(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
        expect(readCode(showCode(made))).to.equal(made)
      }),
    )
  })

  it('When it is typed in small letters, with blanks, dashes, O, I and L or Thai digits, then it is the same code', () => {
    fc.assert(
      fc.property(code, fc.constantFrom('I', 'l'), (made, one) => {
        const thai = made.replace(/[2-9]/g, (digit) => String.fromCodePoint(0xe50 + Number(digit)))
        expect(readCode(thai)).to.equal(made)
        const sloppy = made.replaceAll('0', 'o').replaceAll('1', one).toLowerCase()
        expect(readCode(`  ${sloppy.slice(0, 5)} – ${sloppy.slice(5)}\u200b\n`)).to.equal(made)
      }),
    )
  })

  it('When one symbol is wrong, then it is not read', () => {
    fc.assert(
      fc.property(code, place, fc.constantFrom(...alphabet), (made, at, symbol) => {
        fc.pre(made[at] !== symbol)
        expect(readCode(made.slice(0, at) + symbol + made.slice(at + 1))).to.equal(undefined)
      }),
    )
  })

  it('When two symbols have changed places, near or far, then it is not read', () => {
    fc.assert(
      fc.property(code, place, place, (made, a, b) => {
        const symbols = [...made]
        ;[symbols[a], symbols[b]] = [symbols[b] ?? '', symbols[a] ?? '']
        fc.pre(symbols.join('') !== made)
        expect(readCode(symbols.join(''))).to.equal(undefined)
      }),
    )
  })

  it('When something is missing, too much or no symbol of ours, then it is not read', () => {
    for (const typed of ['', 'ABCD', `${newCode()}0`, 'สวัสดี', 'UUUU-UUUU-UUUU', 'x'.repeat(5000)])
      expect(readCode(typed), typed.slice(0, 20)).to.equal(undefined)
  })
})
