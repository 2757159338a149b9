// `สถิติ ปีงบ` and the nightly count with a thousand complaints and with a million, on the embedded database. The register is
// filled by one process and asked by another, so that what is measured is not what loading left behind.
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const sizes = [1000, 1_000_000]

export async function benchStatistics() {
  const figures: Record<string, unknown>[] = []
  for (const size of sizes) {
    const dataDir = await mkdtemp(join(tmpdir(), 'sujarit-statistics-bench-'))
    try {
      const filled = await inChild('fill', dataDir, size)
      const asked = await inChild('ask', dataDir, size)
      figures.push({ complaints: size, ...filled, ...asked })
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  }
  const [small, large] = figures.map(({ askMilliseconds }) => Number(askMilliseconds))
  return { figures, ratio: small && large ? Math.round((large / small) * 100) / 100 : undefined }
}

/** Runs statistics-server.ts, which sends its figures once and ends. */
function inChild(work: 'fill' | 'ask', dataDir: string, size: number): Promise<Record<string, unknown>> {
  const child = fork(
    fileURLToPath(new URL('statistics-server.ts', import.meta.url)),
    [work, dataDir, String(size)],
    { execArgv: ['--expose-gc', '--import', 'tsx'] },
  )
  return new Promise((resolve, reject) => {
    let figures: Record<string, unknown> | undefined
    child.once('error', reject)
    child.once('message', (message: Record<string, unknown>) => {
      figures = message
    })
    child.once('exit', (code) => {
      if (figures) resolve(figures)
      else reject(new Error(`The measured process ended with ${code} and no figures`))
    })
  })
}
