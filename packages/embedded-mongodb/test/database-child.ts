// Starts a server in a process of its own, to be killed: bundled where that was done before all tests, from its source otherwise.
import { type ChildProcess, fork } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export function startDatabaseProcess(directory: string): ChildProcess {
  const bundled = process.env.TEST_PROGRAMS
  return bundled === undefined
    ? fork(fileURLToPath(new URL('./database-process.ts', import.meta.url)), [directory], {
        execArgv: ['--import', 'tsx'],
      })
    : fork(resolve(bundled, 'database-process.js'), [directory], { execArgv: ['--enable-source-maps'] })
}
