// A program of ours in a process of its own, bundled where that was done before all tests, from its source otherwise.
import { type ChildProcess, fork } from 'node:child_process'
import { basename, join, resolve } from 'node:path'
import { projectRoot } from '../../src/project-root.js'

/** What node must be told to run it. `source` is a path below the project's folder. */
export function programOf(source: string): { readonly file: string; readonly flags: readonly string[] } {
  const bundled = process.env.SUJARIT_TEST_PROGRAMS
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
