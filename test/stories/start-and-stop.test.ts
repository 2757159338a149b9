// The program itself, as `npm start` and an orchestrator run it: from nothing to an answer, a stop that loses nothing, and again.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect } from 'chai'
import { projectRoot } from '../../src/project-root.js'
import { freePort, programOf } from '../harness/program.js'
import { withDirectory } from '../scripts/run-script.js'

interface Started {
  readonly url: string
  /** Everything that it has said so far, on both streams. */
  said(): string
  stop(signal: 'SIGTERM' | 'SIGINT'): Promise<number | null>
  readonly ended: Promise<number | null>
  /** When it has said that it is there. */
  readonly welcomed: Promise<void>
}

describe('Starting and stopping', () => {
  const directory = withDirectory()
  const running = new Set<ChildProcess>()
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL')
  })

  function start(port: number, env: Readonly<Record<string, string>> = {}): Started {
    const { file, flags } = programOf('src/main.ts')
    const child = spawn(process.execPath, [...flags, file], {
      cwd: projectRoot,
      env: { PATH: process.env.PATH, DATA_DIR: directory(), PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let said = ''
    const welcomed = new Promise<void>((done) => {
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (words: string) => {
          said += words
          if (said.includes('Ctrl+C stops it')) done()
        })
    })
    const ended = once(child, 'close').then(() => {
      running.delete(child)
      return child.exitCode
    })
    return {
      url: `http://127.0.0.1:${port}`,
      said: () => said,
      welcomed,
      ended,
      stop(signal) {
        child.kill(signal)
        return ended
      },
    }
  }

  async function startReady(port: number): Promise<Started> {
    const one = start(port)
    const over = one.ended.then((code) => expect.fail(`It ended with ${code}: ${one.said()}`))
    await Promise.race([one.welcomed, over])
    expect((await fetch(`${one.url}/ready`)).status).to.equal(200)
    return one
  }

  it('When nothing is configured, then it says where to look, answers, stops when asked, and the next start finds what was there', async () => {
    const port = await freePort()
    const first = await startReady(port)
    expect(first.said()).to.include(`http://localhost:${port}/simulator`).and.include('114')
    expect((await fetch(`${first.url}/simulator`)).status).to.equal(200)
    const before = await (await fetch(`${first.url}/statistics.json`)).json()
    expect(await first.stop('SIGTERM'), first.said()).to.equal(0)

    const second = await startReady(port)
    expect(await (await fetch(`${second.url}/statistics.json`)).json()).to.deep.equal(before)
    expect(await second.stop('SIGINT'), second.said()).to.equal(0)
  })

  it('When a proxy keeps a connection idle for two minutes, then it is still open on our side', async () => {
    const one = await startReady(await freePort())
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
      expect(one.said()).to.match(/[ก-๙]/).and.match(/port/i)
    } finally {
      other.close()
    }
  })
})
