// `สถิติ ปีงบ` and the nightly count with a thousand complaints and with a million, on the embedded database. The registers are
// filled and counted by processes of their own, and asked in turn, so that a busy machine slows both alike.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const sizes = [1000, 1_000_000]
const warming = 100
const rounds = 300

export async function benchStatistics() {
  const dataDirs = await Promise.all(sizes.map(() => mkdtemp(join(tmpdir(), 'sujarit-statistics-bench-'))))
  try {
    const figures: Record<string, unknown>[] = []
    for (const [index, size] of sizes.entries()) {
      const work = (name: string) => inChild(name, dataDirs[index] ?? '', size)
      const done = { ...(await work('fill')), ...(await work('build')), ...(await work('reconcile')) }
      figures.push({ complaints: size, ...done })
    }
    const askMilliseconds = await askInTurn(dataDirs)
    const [small = 0, large = 0] = askMilliseconds
    return { figures, askMilliseconds, ratio: Math.round((large / small) * 100) / 100 }
  } finally {
    for (const dataDir of dataDirs) await rm(dataDir, { recursive: true, force: true })
  }
}

/** The median of each, in milliseconds. */
async function askInTurn(dataDirs: readonly string[]): Promise<number[]> {
  const children = dataDirs.map((dataDir) => start('ask', dataDir, 0))
  await Promise.all(children.map((child) => once(child, 'message')))
  const times = children.map((): number[] => [])
  for (let round = 0; round < warming + rounds; round += 1)
    for (const [index, child] of children.entries()) {
      const answered = once(child, 'message')
      child.send('ask')
      const [{ milliseconds }] = await answered
      if (round >= warming) times[index]?.push(milliseconds)
    }
  for (const child of children) child.disconnect()
  await Promise.all(children.map((child) => once(child, 'exit')))
  return times.map((one) => {
    const sorted = one.toSorted((a, b) => a - b)
    return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 100) / 100
  })
}

function start(work: string, dataDir: string, size: number): ChildProcess {
  return fork(
    fileURLToPath(new URL('statistics-server.ts', import.meta.url)),
    [work, dataDir, String(size)],
    { execArgv: ['--expose-gc', '--import', 'tsx'] },
  )
}

/** Runs statistics-server.ts, which sends its figures once and ends. */
async function inChild(work: string, dataDir: string, size: number): Promise<Record<string, unknown>> {
  const child = start(work, dataDir, size)
  const ended = once(child, 'exit')
  const [figures] = await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => {
      throw new Error(`The measured process ended with ${code} and no figures`)
    }),
  ])
  await ended
  return figures
}
