// Who polls with a stopwatch: whether an answer comes sooner or later just after somebody has reported.
//
// How it is compared. Rounds come in pairs: one with a report, one without, side by side, and a coin says which is first. Of
// each pair only the sign is kept: which of the two answers took longer. If a report changes nothing, that is the toss of
// the coin, whatever else the machine does, in bursts or the whole time: nothing is supposed of how times are spread. Of 60 tosses,
// 11 or fewer, or 49 or more, fall to one side once in 1.3 million times (binomial, both sides); with ten answers asked, the test fails
// by chance once in 130,000 runs. An answer that is slower in more than four pairs of five is found.
//
// The control is an answer that is slower by more than the noise of this machine at this time: by the whole range of the last 100
// answers that were timed for nothing else. One that is drawn alike is beyond all of these once in 101 times, on either side, so a pair
// shows the wrong sign in at most one of fifty; that 12 of 60 do comes by chance less than once in ten million runs.
import { randomInt } from 'node:crypto'
import { expect } from 'chai'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { addReader } from '../harness/reader-added.js'
import { begin, post, reportFor } from '../web/reporter/sealed-report.js'

const pages = [
  '/statistics?lang=th',
  '/statistics.json',
  '/statistics.csv',
  '/report',
  '/case',
  '/privacy',
  '/ready',
]
const asked = ['/report/api/puzzle', '/receipt/api/salts', '/case/api/salts']
const pairs = 60
/** What is loaded and drawn for the first time is neither quick nor slow: these pairs count for nothing. */
const warming = 2
const noiseEach = 12
const noiseKept = 100
/** How many of the pairs may show one answer as the slower one before it is no chance any more. */
const atLeast = 12
const atMost = pairs - atLeast

describe('The time that an answer takes', () => {
  let running: RunningProduct
  /** By answer: in how many of the pairs it took longer after a report. */
  const longer = new Map<string, number>()
  const noise: number[] = []
  let visitors = 0

  before(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    await addReader(running)
    for (let pair = -warming; pair < pairs; pair += 1) {
      const reportsFirst = randomInt(2) === 0
      const [first, second] = [await oneRound(reportsFirst, pair), await oneRound(!reportsFirst, pair)]
      const [reported, quiet] = reportsFirst ? [first, second] : [second, first]
      if (pair < 0) continue
      for (const [path, took] of quiet)
        longer.set(path, (longer.get(path) ?? 0) + Number((reported.get(path) ?? 0) > took))
    }
  })
  after(() => running?.stop())

  /** How long each answer took. Whoever does not report makes the same way up to the last step. */
  async function oneRound(reports: boolean, pair: number): Promise<Map<string, number>> {
    const sent = reports ? await sendReport() : await post(running.url, '/report/api/puzzle', {})
    expect(sent.status).to.equal(200)
    await running.settle()
    for (let once = 0; once < noiseEach; once += 1) noise.push(await timed('/health'))
    noise.splice(0, noise.length - noiseKept)
    const took = new Map<string, number>()
    const all = [...pages, ...asked]
    for (const place of all.keys()) {
      const path = all[(place + Math.max(pair, 0)) % all.length] ?? ''
      took.set(path, await timed(path))
    }
    const slower = reports ? Math.max(...noise) - Math.min(...noise) : 0
    return took.set('control', (await timed('/health')) + slower)
  }

  async function sendReport() {
    const begun = await begin(running.url)
    return post(running.url, '/report/api/send', await reportFor(begun, 'มีการเรียกรับเงิน'), begun.pass)
  }

  async function timed(path: string): Promise<number> {
    const from = performance.now()
    await answer(path)
    return performance.now() - from
  }

  async function answer(path: string): Promise<void> {
    visitors += 1
    const headers = { 'x-forwarded-for': `203.0.113.${visitors % 250}` }
    if (asked.includes(path)) {
      await post(running.url, path, path.endsWith('salts') ? { selector: 'ZZ99' } : {}, headers)
      return
    }
    const page = await fetch(`${running.url}${path}`, { headers })
    await page.arrayBuffer()
  }

  it('When somebody has reported, then no public answer takes another time than when nobody has', () => {
    for (const path of [...pages, ...asked]) expect(longer.get(path), path).to.be.within(atLeast, atMost)
  })

  it('When an answer does take longer after a report, then the comparison sees it', () => {
    expect(longer.get('control')).to.be.above(atMost)
  })
})
