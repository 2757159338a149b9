// Two thousand cases of a fuzz run with each test run; `npm run fuzz` does a hundred thousand. And the run itself is tried: what it
// is there to find is planted, and found.
import { pbkdf2Sync } from 'node:crypto'
import { expect } from 'chai'
import { type ErrorWatch, runFuzz, type Surface, watchErrors } from './fuzz-run.js'
import { type FuzzWorld, openFuzzWorld } from './fuzz-world.js'

const seed = 2569
const whole = (all: readonly { readonly what: string }[]) => all.map(({ what }) => what.slice(0, 2000))

describe('A fuzz run', () => {
  it('When two thousand hostile cases come by every way in, then there is no crash, no 5xx and no slow answer', async () => {
    const world: FuzzWorld = await openFuzzWorld()
    try {
      const report = await runFuzz({ seed, cases: 2000, surfaces: world.surfaces, watch: world.watch })
      expect(whole(report.failures)).to.deep.equal([])
      expect(Object.keys(report.cases)).to.have.length(4)
      expect(world.without(), 'a route without an example body').to.deep.equal([])
    } finally {
      await world.stop()
    }
  })

  describe('with a planted fault', () => {
    let watch: ErrorWatch
    beforeEach(() => {
      watch = watchErrors()
    })
    afterEach(() => watch.stop())

    async function found(attack: Surface['attack']): Promise<string[]> {
      const surfaces = [{ name: 'planted', share: 1, attack }]
      const report = await runFuzz({ seed, cases: 3, surfaces, watch, slowMilliseconds: 100 })
      return whole(report.failures)
    }

    it('When a surface answers 500, throws, or logs an error, then each is found', async () => {
      expect(await found(async () => 'answered 500')).to.deep.equal(Array(3).fill('answered 500'))
      const thrown = await found(() => Promise.reject(new RangeError('planted')))
      expect(thrown).to.have.length(3)
      expect(thrown[0]).to.match(/^thrown: RangeError/)
      const logged = await found(async () => watch.log.error('turn failed', { job: 'planted' }) as undefined)
      expect(logged).to.have.length(3)
      expect(logged[0]).to.include('turn failed')
    })

    it('When something is found, then it is told before the next case is tried', async () => {
      const told: string[] = []
      const attack = async () => {
        told.push('tried')
        return 'answered 500'
      }
      const surfaces = [{ name: 'planted', share: 1, attack }]
      await runFuzz({
        seed,
        cases: 2,
        surfaces,
        watch,
        onFailure: ({ number }) => told.push(`found ${number}`),
      })
      expect(told).to.deep.equal(['tried', 'found 0', 'tried', 'found 1'])
    })

    it('When an answer takes long, then it is found; and when all is well, nothing is', async () => {
      const slow = await found(async () => {
        // Some tenths of a second of nothing but work, however fast the machine is.
        pbkdf2Sync('', '', 600_000, 32, 'sha512')
        return undefined
      })
      expect(slow).to.have.length(3)
      expect(slow[0]).to.match(/ms of processor time/)
      expect(await found(async () => undefined)).to.deep.equal([])
    })
  })
})
