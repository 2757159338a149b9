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
      const done = { ...(await work('fill')), ...(await work('build')) }
      figures.push({ complaints: size, ...done, ...(await reconcileApart(dataDirs[index] ?? '')) })
    }
    const asked = await askInTurn(dataDirs)
    const ratioOf = ([small = 0, large = 0]: readonly number[]) => Math.round((large / small) * 100) / 100
    const [askMilliseconds, askProcessor] = [asked.map(({ wall }) => wall), asked.map(({ busy }) => busy)]
    return {
      ...{ figures, askMilliseconds, askProcessor },
      ratio: ratioOf(askMilliseconds),
      processorRatio: ratioOf(askProcessor),
    }
  } finally {
    for (const dataDir of dataDirs) await rm(dataDir, { recursive: true, force: true })
  }
}

/** The product counts in one process and the database serves in another: each one's growth by itself. */
async function reconcileApart(dataDir: string): Promise<Record<string, unknown>> {
  const database = start('serve', dataDir, 0)
  const [{ uri }] = await once(database, 'message')
  const counted = await inChild('reconcile', dataDir, 0, uri)
  const told = once(database, 'message')
  database.send('how far')
  const [grown] = await told
  const ended = once(database, 'exit')
  database.disconnect()
  await ended
  return { ...counted, ...grown }
}

/** The medians of each, in milliseconds: by the clock, and of the processor. */
async function askInTurn(dataDirs: readonly string[]): Promise<{ wall: number; busy: number }[]> {
  const children = dataDirs.map((dataDir) => start('ask', dataDir, 0))
  await Promise.all(children.map((child) => once(child, 'message')))
  const times = children.map((): { wall: number[]; busy: number[] } => ({ wall: [], busy: [] }))
  for (let round = 0; round < warming + rounds; round += 1)
    for (const [index, child] of children.entries()) {
      const answered = once(child, 'message')
      child.send('ask')
      const [{ milliseconds, processor }] = await answered
      if (round < warming) continue
      times[index]?.wall.push(milliseconds)
      times[index]?.busy.push(processor)
    }
  for (const child of children) child.disconnect()
  await Promise.all(children.map((child) => once(child, 'exit')))
  return times.map(({ wall, busy }) => ({ wall: median(wall), busy: median(busy) }))
}

function median(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b)
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 100) / 100
}

function start(work: string, dataDir: string, size: number, uri?: string): ChildProcess {
  return fork(
    fileURLToPath(new URL('statistics-server.ts', import.meta.url)),
    [work, dataDir, String(size), ...(uri === undefined ? [] : [uri])],
    { execArgv: ['--expose-gc', '--import', 'tsx'] },
  )
}

/** Runs statistics-server.ts, which sends its figures once and ends. */
async function inChild(
  work: string,
  dataDir: string,
  size: number,
  uri?: string,
): Promise<Record<string, unknown>> {
  const child = start(work, dataDir, size, uri)
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
