// Runs one of our command lines as an operator does: another process, its own data directory, nothing of our environment.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from 'mongoose'
import { type Config, readConfig } from '../../src/config/config.js'
import { projectRoot } from '../../src/operation/project-root.js'
import { type Audit, createAudit } from '../../src/security/audit/audit.js'
import { createKeyring, type Keyring } from '../../src/security/keyring.js'
import { programOf } from '../harness/program.js'
import { inDatabaseOf } from '../harness/test-database.js'

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

export interface ScriptDatabase {
  readonly config: Config
  readonly connection: Connection
  readonly keyring: Keyring
  readonly audit: Audit
  readonly clock: () => Date
}

/** What a product that starts now with this environment finds in its database. */
export async function inScriptDatabase<T>(
  env: Readonly<Record<string, string>>,
  ask: (found: ScriptDatabase) => Promise<T>,
): Promise<T> {
  const config = readConfig(env)
  return inDatabaseOf(config.dataDir, (connection) => {
    const clock = () => new Date()
    const keyring = createKeyring(config.secretKey)
    return ask({ config, connection, keyring, audit: createAudit(connection, clock, keyring), clock })
  })
}
