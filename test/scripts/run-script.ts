// Runs one of our command lines as an operator does: another process, its own data directory, nothing of our environment.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'
import { programOf } from '../harness/program.js'

export interface ScriptRun {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export async function runScript(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ScriptRun> {
  const { file, flags } = programOf(`scripts/${name}.ts`)
  const child = spawn(process.execPath, [...flags, file, ...args], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (words: string) => {
    stdout += words
  })
  child.stderr.setEncoding('utf8').on('data', (words: string) => {
    stderr += words
  })
  const status = await new Promise<number | null>((done) => child.on('close', done))
  return { status, stdout, stderr }
}

/** Inside a `describe`: a directory for its tests. */
export function withDirectory(): () => string {
  let directory = ''
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sujarit-script-'))
  })
  after(() => rm(directory, { recursive: true, force: true }))
  return () => directory
}
