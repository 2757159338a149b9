// `npm run fuzz -- --seed 7 --cases 100000`: prints each thing as it is found, and how far it is every half minute, so that a run
// that is stopped early has told what it knew. Ends with 1 when it found anything. The seed of today is the day itself, so that
// every night tries something else and says how to try it again.
import { parseArgs } from 'node:util'
import { runFuzz } from './fuzz-run.js'
import { openFuzzWorld } from './fuzz-world.js'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
    cases: { type: 'string', default: '100000' },
  },
})
const seed = Number(values.seed)
const cases = Number(values.cases)
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(cases) || cases < 1) {
  process.stderr.write('--seed and --cases are whole numbers\n')
  process.exit(2)
}

const say = (line: string) => void process.stdout.write(`${line}\n`)
const world = await openFuzzWorld()
say(`seed ${seed}, ${cases} cases`)
const began = performance.now()
let told = began
const report = await runFuzz({
  ...{ seed, cases, surfaces: world.surfaces, watch: world.watch },
  onFailure: ({ surface, number, what }) => say(`FOUND ${surface} ${number}: ${what}`),
  onProgress(done) {
    const now = performance.now()
    if (now - told < 30_000 && done < cases) return
    told = now
    const seconds = (now - began) / 1000
    const left = Math.ceil(((cases - done) / done) * (seconds / 60))
    say(
      `${done} of ${cases} cases, ${Math.round(seconds)} s, ${(done / seconds).toFixed(1)} a second, ${left} min to go`,
    )
  },
})
await world.stop()
for (const [name, count] of Object.entries(report.cases)) say(`${count} of ${name}`)
const { surface, number, milliseconds } = report.slowest
say(`slowest: ${Math.round(milliseconds)} ms of processor time, ${surface} ${number}`)
say(report.failures.length === 0 ? 'nothing found' : `${report.failures.length} found`)
process.exit(report.failures.length === 0 ? 0 : 1)
