// From `node dist/main.js` in an empty folder to the first 200 of /ready, and the memory it rests at.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

async function untilReady(port: number): Promise<void> {
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${port}/ready`).then(
      ({ status }) => status === 200,
      () => false,
    )
    if (ready) return
    await wait(20)
  }
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
}

export async function benchStart() {
  const dataDir = await mkdtemp(join(tmpdir(), 'sujarit-bench-'))
  const measured: { first: number; again: number; idle: number } = { first: 0, again: 0, idle: 0 }
  try {
    for (const which of ['first', 'again'] as const) {
      const port = await freePort()
      const began = performance.now()
      const child = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js'], {
        env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
        stdio: 'ignore',
      })
      await untilReady(port)
      measured[which] = Math.round(performance.now() - began)
      await wait(5000)
      measured.idle = await residentMegabytes(child.pid ?? 0)
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await ended
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
  return {
    firstStartMilliseconds: measured.first,
    nextStartMilliseconds: measured.again,
    idleMegabytes: measured.idle,
  }
}
