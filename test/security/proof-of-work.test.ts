import { expect } from 'chai'
import { solve, solves } from '../../src/sealing/puzzle.js'
import { createKeyring } from '../../src/security/keyring.js'
import { createProofOfWork, easySolvedInTenMinutes } from '../../src/security/reports/proof-of-work.js'
import { createReceiptGuesses, freeTriesPerHour } from '../../src/security/reports/receipt-guesses.js'
import { createSharedCounts } from '../../src/security/reports/shared-counts.js'
import { withDatabase } from '../harness/test-database.js'

describe('Proof of work', () => {
  let now = new Date('2026-11-20T03:00:00Z')
  const clock = () => now
  const keyring = createKeyring(Buffer.alloc(32, 7))
  const database = withDatabase()
  const open = (easyBits?: number) =>
    createProofOfWork(keyring, clock, createSharedCounts(database(), keyring, clock), easyBits)
  beforeEach(() => {
    now = new Date('2026-11-20T03:00:00Z')
  })

  it('When it is solved, then it counts once, for one thing, and again for the same thing', async () => {
    const work = open()
    const puzzle = await work.puzzle('report')
    const solved = await solve(puzzle)
    expect(solves(solved, puzzle.bits)).to.equal(true)
    expect(await work.accepts('report', solved, 'one')).to.equal(true)
    expect(await work.accepts('report', solved, 'one')).to.equal(true)
    expect(await work.accepts('report', solved, 'two')).to.equal(false)
  })

  it('When it is for another use or receipt, forged, unsolved, old, or too cheap by now, then it is refused', async () => {
    const work = open()
    const puzzle = await work.puzzle('receipt', { about: 'AB12' })
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
    const work = open(4)
    const easy = (await work.puzzle('report')).bits
    for (let count = 0; count < easySolvedInTenMinutes; count += 1)
      await work.accepts('report', await solve(await work.puzzle('report')), `thing ${count}`)
    expect((await work.puzzle('report')).bits).to.equal(easy + 1)
    now = new Date(now.getTime() + 11 * 60_000)
    expect((await work.puzzle('report')).bits).to.equal(easy)
  })
})

describe('Guesses at a receipt', () => {
  const keyring = createKeyring(Buffer.alloc(32, 7))
  const database = withDatabase()
  const open = (clock: () => Date) => createReceiptGuesses(createSharedCounts(database(), keyring, clock))

  it('When somebody guesses on and on, then each try costs twice as much up to a ceiling, and nobody is shut out', async () => {
    let now = 0
    // Each try comes to another replica: they count together.
    const replicas = [open(() => new Date(now)), open(() => new Date(now))] as const
    const prices: number[] = []
    for (let tries = 0; tries < 20; tries += 1) {
      const one = replicas[tries % 2 === 0 ? 0 : 1]
      prices.push(await one.price('name'))
      await one.wrong('name')
    }
    expect(prices.slice(0, freeTriesPerHour)).to.deep.equal(Array(freeTriesPerHour).fill(0))
    expect(prices.slice(freeTriesPerHour, freeTriesPerHour + 7)).to.deep.equal([1, 2, 3, 4, 5, 6, 6])
    expect(Math.max(...prices)).to.equal(6)
    expect(await replicas[0].price('another')).to.equal(0)
    now = 3_600_001
    expect(await replicas[0].price('name')).to.equal(0)
  })

  it('When many receipts are tried at one agency, then every try costs more', async () => {
    const guesses = open(() => new Date(0))
    for (let count = 0; count < 120; count += 1) await guesses.wrong(`name ${count}`)
    expect(await guesses.price('fresh')).to.equal(2)
  })
})
