// A program of ours in a process of its own, bundled where that was done before all tests, from its source otherwise; and the
// LINE stand-in for a product that may die and come back at the same port.
import { type ChildProcess, fork } from 'node:child_process'
import { createServer } from 'node:net'
import { basename, join, resolve } from 'node:path'
import { type LinePlatform, startLinePlatform } from 'line-stand-in'
import { projectRoot } from '../../src/operation/project-root.js'

/** What node must be told to run it. `source` is a path below the project's folder. */
export function programOf(source: string): { readonly file: string; readonly flags: readonly string[] } {
  const bundled = process.env.TEST_PROGRAMS
  if (bundled === undefined) return { file: join(projectRoot, source), flags: ['--import', 'tsx'] }
  return {
    file: resolve(projectRoot, bundled, `${basename(source, '.ts')}.js`),
    flags: ['--enable-source-maps'],
  }
}

export function startProgram(source: string, args: readonly string[]): ChildProcess {
  const { file, flags } = programOf(source)
  return fork(file, [...args], { execArgv: [...flags] })
}

export interface ProductProcess {
  readonly dataDir: string
  readonly port: number
  readonly lineApiBaseUrl: string
  readonly lineDataApiBaseUrl: string
  /**
   * Where its time begins, in milliseconds since 1970; it passes slowly. What a dead process had leased is free at once for
   * one that begins `leasesOver` later.
   */
  readonly now: number
  /** Where it kills itself: 'update cases 1' is just before the first update of cases. */
  readonly diesBefore?: string
}

/** Longer than any lease, shorter than the life of a reply token. */
export const leasesOver = 20_000

/** The whole product with its database; its first message says that it answers. */
export const startProductProcess = (asked: ProductProcess): ChildProcess =>
  startProgram('test/harness/product-process.ts', [JSON.stringify(asked)])

/** A LINE that delivers to a product at this port, and again what was not answered with 200, as LINE does when asked to. */
export function platformFor(
  port: number,
  { logLimit }: { readonly logLimit?: number } = {},
): Promise<LinePlatform> {
  return startLinePlatform({
    channels: [
      {
        name: 'main',
        secret: 'secret-of-main',
        accessToken: 'token-of-main',
        botName: 'สุจริต',
        webhookUrl: `http://127.0.0.1:${port}/webhook`,
      },
    ],
    redelivery: Array.from({ length: 40 }, () => 500),
    // The product counts them in its own time, which passes slowly.
    replyTokenLifeMs: 600_000,
    ...(logLimit !== undefined && { logLimit }),
  })
}

export function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
