import { Worker } from 'node:worker_threads'
import { expect } from 'chai'
import sharp from 'sharp'
import { drawnBeside, menuBeside } from '../../src/heavy-work/drawn-beside.js'
import { createHeavyWork, type FailedBecause, HeavyWorkFailed } from '../../src/heavy-work/heavy-threads.js'
import { CannotDraw } from '../../src/media/drawing/picture-problem.js'
import { drawQuote } from '../../src/media/templates/quote-picture.js'
import { drawRichMenu } from '../../src/media/templates/rich-menu-picture.js'
import { rosterPaper } from '../documents/paper-examples.js'
import { sharedHeavyWork } from '../harness/shared-heavy-work.js'
import { citizenMenu, quote } from '../media/picture-examples.js'

/** More than one millisecond of reading on any machine. */
const long = ['ผมชื่อสมหมาย ใจตรง โทร 081-234-5678 '.repeat(4000)]

const whyOf = (work: Promise<unknown>): Promise<FailedBecause | 'done'> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      expect(error).to.be.instanceOf(HeavyWorkFailed)
      return error instanceof HeavyWorkFailed ? error.why : 'done'
    },
  )

/** Threads that know nothing of our tasks, so that they start at once; `begun` counts them. */
function threadsThat(does: 'never answer' | 'do not start' | 'die at work') {
  const programs = {
    'never answer':
      "const { parentPort } = require('node:worker_threads'); parentPort.on('message', () => undefined); parentPort.postMessage({ kind: 'ready' })",
    'do not start': 'process.exit(1)',
    'die at work':
      "const { parentPort } = require('node:worker_threads'); parentPort.on('message', () => process.exit(1)); parentPort.postMessage({ kind: 'ready' })",
  }
  let begun = 0
  return {
    begun: () => begun,
    start() {
      begun += 1
      return new Worker(programs[does], { eval: true })
    },
  }
}

describe('Work beside the main thread', () => {
  let work = sharedHeavyWork
  afterEach(() => work.stop())

  it('When a task takes longer than it may, then it fails, its thread is replaced, and what comes next works', async () => {
    const counted: FailedBecause[] = []
    let patience = 1
    work = createHeavyWork({ patience: () => patience, counted: (why) => counted.push(why) })
    expect(await whyOf(work.run('disclosures', long))).to.equal('tooLong')
    expect(counted).to.deep.equal(['tooLong'])
    patience = 60_000
    const [found] = await work.run('disclosures', ['โทร 081-234-5678'])
    expect(found?.map(({ kind }) => kind)).to.deep.equal(['phone'])
  })

  it('When a task breaks in its thread, then nothing of what it was given comes back, and the next one works', async () => {
    const secret = 'ความลับของผู้แจ้ง'
    const failed = await sharedHeavyWork
      .run('whoIsNamed', { marks: { salt: secret, officers: [] }, texts: [secret] })
      .catch((error: unknown) => error)
    expect(failed).to.be.instanceOf(HeavyWorkFailed).and.to.have.property('code').that.matches(/^\w+$/)
    expect(JSON.stringify([failed, String(failed)])).not.to.include(secret)
    expect(await sharedHeavyWork.run('neutralised', ['ปกติ'])).to.deep.equal(['ปกติ'])
  })

  it('When more is asked than there are threads, then each asker gets the own answer', async () => {
    const texts = Array.from({ length: 20 }, (_one, number) => `เรื่องที่ ${number} เกิดที่นี่`)
    expect(await Promise.all(texts.map((text) => sharedHeavyWork.run('neutralised', [text])))).to.deep.equal(
      texts.map((text) => [text]),
    )
  })

  it('When more wait than may, then the next one hears so at once, and those before keep their place', async () => {
    work = createHeavyWork({ mostWaiting: 3, ...threadsThat('never answer') })
    const waits = [1, 2, 3].map(() => whyOf(work.run('disclosures', long)))
    expect(await whyOf(work.run('disclosures', long))).to.equal('tooMany')
    await work.stop()
    expect(await Promise.all(waits)).to.deep.equal(['failed', 'failed', 'failed'])
  })

  it('When it is stopped, then whoever waits hears so, and nothing begins any more', async () => {
    work = createHeavyWork(threadsThat('never answer'))
    const waits = [1, 2, 3].map(() => whyOf(work.run('disclosures', long)))
    await work.stop()
    expect(await Promise.all(waits)).to.deep.equal(['failed', 'failed', 'failed'])
    expect(await whyOf(work.run('disclosures', long))).to.equal('failed')
  })

  it('When a picture with a logo is drawn there, then it is the same picture, and what cannot be drawn is said in the same words', async () => {
    const logo = await sharp({ create: { width: 60, height: 60, channels: 4, background: '#7a1f3d' } })
      .png()
      .toBuffer()
    const { png, preview } = await drawnBeside(sharedHeavyWork, 'quote', { ...quote, logo })
    const here = await drawQuote({ ...quote, logo })
    expect([png.equals(here.png), preview.equals(here.preview)]).to.deep.equal([true, true])
    const menu = { ...citizenMenu, logo }
    expect((await menuBeside(sharedHeavyWork, menu)).equals((await drawRichMenu(menu)).png)).to.equal(true)
    const refused = { ...quote, quote: 'ดี 😀' }
    const [there, inThisThread] = await Promise.all(
      [drawnBeside(sharedHeavyWork, 'quote', refused), drawQuote(refused)].map((drawing) =>
        drawing.catch((error: unknown) => error),
      ),
    )
    expect(there).to.be.instanceOf(CannotDraw)
    expect(there).to.deep.equal(inThisThread)
  })

  it('When a thread dies at its work, then its task fails, and another one is started', async () => {
    const threads = threadsThat('die at work')
    work = createHeavyWork(threads)
    expect(await whyOf(work.run('disclosures', ['ก']))).to.equal('failed')
    expect(await whyOf(work.run('disclosures', ['ก']))).to.equal('failed')
    expect(threads.begun()).to.equal(2)
  })

  it('When papers without end are drawn, then what people send is read as if there were none', async () => {
    const row = ['ก', 'ข', 'ค']
    const endless = {
      ...rosterPaper(1),
      sections: [
        {
          kind: 'table' as const,
          columns: row.map((title) => ({ title })),
          rows: new Array<typeof row>(1_000_000).fill(row),
        },
      ],
    }
    work = createHeavyWork({ patience: () => 300_000 })
    const papers = [1, 2, 3].map(() => whyOf(work.run('pdf', endless)))
    expect(await work.run('neutralised', ['ปกติ'])).to.deep.equal(['ปกติ'])
    await work.stop()
    expect(await Promise.all(papers)).to.deep.equal(['failed', 'failed', 'failed'])
  })

  it('When a thread does not start, then whoever waits hears so, and the next try waits longer each time', async () => {
    const threads = threadsThat('do not start')
    const pauses: { readonly milliseconds: number; readonly back: () => void }[] = []
    work = createHeavyWork({
      ...threads,
      later: (milliseconds, back) => pauses.push({ milliseconds, back }),
    })
    const first = [1, 2, 3].map(() => whyOf(work.run('disclosures', ['ก'])))
    expect(await Promise.all(first)).to.deep.equal(['failed', 'failed', 'failed'])
    // As many as may be started at once, and no more, however many ask.
    const begun = threads.begun()
    expect(begun).to.be.at.most(2)
    for (let round = 1; round <= 9; round += 1) {
      const tried = pauses.length
      const waits = whyOf(work.run('disclosures', ['ก']))
      expect(threads.begun()).to.equal(begun + round - 1)
      pauses.at(-1)?.back()
      expect(await waits).to.equal('failed')
      expect(pauses.length).to.equal(tried + 1)
    }
    const lengths = pauses.map(({ milliseconds }) => milliseconds)
    expect(lengths).to.deep.equal(lengths.toSorted((one, other) => one - other))
    expect(lengths.at(0)).to.be.at.least(100)
    expect(lengths.at(-1)).to.equal(30_000)
  })
})
