import { expect } from 'chai'
import fc from 'fast-check'
import { readRegistryNumber, registryLabel } from '../../../src/features/cases/filing/registry-number.js'
import { toThaiDigits } from '../../../src/i18n/letters/thai-digits.js'
import { withDatabase } from '../../harness/test-database.js'
import { openCaseWorld } from './case-world.js'

const general = { kind: 'general', category: 'fairness' } as const

describe('Registry numbers', () => {
  const database = withDatabase()

  it('When the night comes, then the cases of past days have numbers by kind and fiscal year, without a gap', async () => {
    const world = await openCaseWorld(database(), '2026-10-02')
    const past = await Promise.all(['2026-09-30', '2026-09-30', '2026-10-01'].map((on) => world.file(on)))
    const other = await world.file('2026-10-01', { sort: general })
    const today = await world.file('2026-10-02')
    expect(await world.cases.numbers.issue()).to.equal(4)
    expect(await world.cases.numbers.issue()).to.equal(0)
    const numberOf = async (id: string) => (await world.cases.work.find(id))?.registryNumber
    expect(await Promise.all(past.slice(0, 2).map(numberOf))).to.have.members(['ท 1/2569', 'ท 2/2569'])
    expect(await numberOf(past[2] ?? '')).to.equal('ท 1/2570')
    expect(await numberOf(other)).to.equal('ร 1/2570')
    expect(await numberOf(today)).to.equal(undefined)
  })

  it('When three replicas number at once, then each case has one number and no number is given twice', async () => {
    const world = await openCaseWorld(database(), '2026-11-20')
    const ids = await Promise.all(Array.from({ length: 30 }, () => world.file('2026-11-19')))
    await Promise.all([world, world, world].map(({ cases }) => cases.numbers.issue()))
    const numbers = (await world.cases.work.findAll(ids)).map(({ registryNumber }) => registryNumber)
    const wanted = Array.from({ length: 30 }, (_, place) => `ท ${place + 1}/2570`)
    expect(numbers).to.have.members(wanted)
  })

  it('When a batch is numbered, then the order in which they came is not the order of the numbers', async () => {
    const world = await openCaseWorld(database(), '2026-11-20')
    const ids: string[] = []
    for (let one = 0; one < 40; one += 1) ids.push(await world.file('2026-11-19'))
    await world.cases.numbers.issue()
    const work = new Map((await world.cases.work.findAll(ids)).map((one) => [one.caseId, one.registryNumber]))
    const order = ids.map((id) => Number(/\d+/.exec(work.get(id) ?? '')?.[0]))
    expect(order).not.to.deep.equal([...order].sort((a, b) => a - b))
  })

  it('When a number is typed as people type it, then it is found', () => {
    const wanted = { fiscalYear: 2569, number: 12 }
    for (const typed of ['ท 12/2569', 'ท12/2569', ' ท. 12 / 2569 ', 'ท ๑๒/๒๕๖๙', 'ท 12/69'])
      expect(readRegistryNumber(typed, 2570), typed).to.deep.equal({ ...wanted, prefix: 'ท' })
    for (const typed of ['12/2569', '๑๒/๖๙'])
      expect(readRegistryNumber(typed, 2570), typed).to.deep.equal(wanted)
    expect(readRegistryNumber('12', 2570)).to.deep.equal({ fiscalYear: 2570, number: 12 })
    for (const typed of ['', 'ท', 'ท /2569', '12/256', '1234567', 'ท 12/2569 อื่น', '12/2569/1'])
      expect(readRegistryNumber(typed, 2570), typed).to.equal(undefined)
  })

  it('When any number is written, then it is read as the same', () => {
    const year = fc.integer({ min: 2560, max: 2599 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999 }),
        year,
        fc.constantFrom('ท', 'ร', 'สปท', 'AB'),
        (number, fiscalYear, prefix) => {
          const label = registryLabel(prefix, { number, fiscalYear })
          for (const typed of [label, toThaiDigits(label), label.replaceAll(' ', '')])
            expect(readRegistryNumber(typed, 2570)).to.deep.equal({ number, fiscalYear, prefix })
        },
      ),
    )
  })
})
