import { expect } from 'chai'
import { createKeyring } from '../../src/security/keyring.js'
import { createProofOfWork, easySolvedInTenMinutes } from '../../src/security/proof-of-work.js'
import { solve, solves } from '../../src/security/puzzle.js'
import { createReceiptGuesses, freeTriesPerHour } from '../../src/security/receipt-guesses.js'

describe('Proof of work', () => {
  let now = new Date('2026-11-20T03:00:00Z')
  const clock = () => now
  const keyring = createKeyring(Buffer.alloc(32, 7))
  beforeEach(() => {
    now = new Date('2026-11-20T03:00:00Z')
  })

  it('When it is solved, then it counts once, for one thing, and again for the same thing', async () => {
    const work = createProofOfWork(keyring, clock)
    const puzzle = work.puzzle('report')
    const solved = await solve(puzzle)
    expect(solves(solved, puzzle.bits)).to.equal(true)
    expect(await work.accepts('report', solved, 'one')).to.equal(true)
    expect(await work.accepts('report', solved, 'one')).to.equal(true)
    expect(await work.accepts('report', solved, 'two')).to.equal(false)
  })

  it('When it is for another use or receipt, forged, unsolved, old, or too cheap by now, then it is refused', async () => {
    const work = createProofOfWork(keyring, clock)
    const puzzle = work.puzzle('receipt', { about: 'AB12' })
    const solved = await solve(puzzle)
    const about = { about: 'AB12' }
    expect(await work.accepts('report', solved, 'x', about)).to.equal(false)
    expect(await work.accepts('receipt', solved, 'x', { about: 'ZZ99' })).to.equal(false)
    expect(await work.accepts('receipt', solved, 'x', { ...about, dearer: 1 })).to.equal(false)
    const cheap = { ...solved, challenge: solved.challenge.replace(`.${puzzle.bits}.`, '.0.') }
    expect(await work.accepts('receipt', cheap, 'x', about)).to.equal(false)
    expect(await work.accepts('receipt', { ...solved, answer: solved.answer + 1 }, 'x', about)).to.equal(
      false,
    )
    now = new Date(now.getTime() + 31 * 60_000)
    expect(await work.accepts('receipt', solved, 'x', about)).to.equal(false)
  })

  it('When many are solved, then it gets harder by a bit for each doubling, and easy again later', async () => {
    const work = createProofOfWork(keyring, clock, 4)
    const easy = work.puzzle('report').bits
    for (let count = 0; count < easySolvedInTenMinutes; count += 1)
      await work.accepts('report', await solve(work.puzzle('report')), `thing ${count}`)
    expect(work.puzzle('report').bits).to.equal(easy + 1)
    now = new Date(now.getTime() + 11 * 60_000)
    expect(work.puzzle('report').bits).to.equal(easy)
  })
})

describe('Guesses at a receipt', () => {
  it('When somebody guesses on and on, then each try costs twice as much up to a ceiling, and nobody is shut out', () => {
    let now = 0
    const guesses = createReceiptGuesses(() => new Date(now))
    const prices = Array.from({ length: 20 }, () => {
      const price = guesses.price('name')
      guesses.wrong('name')
      return price
    })
    expect(prices.slice(0, freeTriesPerHour)).to.deep.equal(Array(freeTriesPerHour).fill(0))
    expect(prices.slice(freeTriesPerHour, freeTriesPerHour + 7)).to.deep.equal([1, 2, 3, 4, 5, 6, 6])
    expect(Math.max(...prices)).to.equal(6)
    expect(guesses.price('another')).to.equal(0)
    now = 3_600_001
    expect(guesses.price('name')).to.equal(0)
  })

  it('When many receipts are tried at one instance, then every try costs more', () => {
    const guesses = createReceiptGuesses(() => new Date(0))
    for (let count = 0; count < 120; count += 1) guesses.wrong(`name ${count}`)
    expect(guesses.price('fresh')).to.equal(2)
  })
})
