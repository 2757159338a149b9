// The program itself, as `npm start` and an orchestrator run it: from nothing to an answer, a stop that loses nothing, and again.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect } from 'chai'
import { projectRoot } from '../../src/operation/project-root.js'
import { programOf } from '../harness/program.js'
import { withDirectory } from '../scripts/run-script.js'

interface Started {
  /** Everything that it has said so far, on both streams. */
  said(): string
  stop(signal: 'SIGTERM' | 'SIGINT'): Promise<number | null>
  readonly ended: Promise<number | null>
  /** When it has said that it is there, and where. */
  readonly welcomed: Promise<string>
}

describe('Starting and stopping', () => {
  const directory = withDirectory()
  const running = new Set<ChildProcess>()
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL')
  })

  /** At a port that the machine chooses, unless one is asked for. */
  function start(port = 0): Started {
    const { file, flags } = programOf('src/main.ts')
    const child = spawn(process.execPath, [...flags, file], {
      cwd: projectRoot,
      env: { PATH: process.env.PATH, DATA_DIR: directory(), PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let said = ''
    const welcomed = new Promise<string>((done) => {
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (words: string) => {
          said += words
          const [, bound] = /http:\/\/localhost:(\d+)\/simulator[\s\S]*Ctrl\+C stops it/.exec(said) ?? []
          if (bound !== undefined) done(`http://127.0.0.1:${bound}`)
        })
    })
    const ended = once(child, 'close').then(() => {
      running.delete(child)
      return child.exitCode
    })
    return {
      said: () => said,
      welcomed,
      ended,
      stop(signal) {
        child.kill(signal)
        return ended
      },
    }
  }

  async function startReady(): Promise<Started & { readonly url: string }> {
    const one = start()
    const over = one.ended.then((code) => expect.fail(`It ended with ${code}: ${one.said()}`))
    const url = await Promise.race([one.welcomed, over])
    expect((await fetch(`${url}/ready`)).status).to.equal(200)
    return { ...one, url }
  }

  /** Without the day of the data: it may change between two starts. */
  async function figuresAt({ url }: { readonly url: string }): Promise<unknown> {
    const { asOf, ...figures } = await (await fetch(`${url}/statistics.json`)).json()
    expect(asOf).to.be.a('string')
    return figures
  }

  it('When nothing is configured, then it says where to look, answers, stops when asked, and the next start finds what was there', async () => {
    const first = await startReady()
    expect(first.said()).to.include('114')
    expect((await fetch(`${first.url}/simulator`)).status).to.equal(200)
    const before = await figuresAt(first)
    expect(await first.stop('SIGTERM'), first.said()).to.equal(0)

    const second = await startReady()
    expect(await figuresAt(second)).to.deep.equal(before)
    expect(await second.stop('SIGINT'), second.said()).to.equal(0)
  })

  it('When a proxy keeps a connection idle for two minutes, then our side has promised to keep it longer', async () => {
    const one = await startReady()
    const { headers } = await fetch(`${one.url}/health`)
    expect(headers.get('keep-alive')).to.equal('timeout=125')
    expect(await one.stop('SIGTERM')).to.equal(0)
  })

  it('When the port is taken, then it says so in both languages and ends', async () => {
    const other = createServer().listen(0)
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    try {
      const one = start(port)
      expect(await one.ended).to.equal(1)
      expect(one.said()).to.include(`${port}`).and.match(/PORT/)
      expect(one.said()).to.include('มีโปรแกรมอื่นใช้อยู่').and.include('in use by another program')
    } finally {
      other.close()
    }
  })
})
