// A measured program in a process of its own, so that load and server do not share an event loop.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Child {
  readonly port: number
  readonly process: ChildProcess
  stop(): Promise<void>
}

/** Runs a TypeScript file of this folder; it must send `{ port }` once. */
export function startChild(file: string, args: readonly string[]): Promise<Child> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [...args], {
    // So that a measurement of memory can begin with a clean heap.
    execArgv: ['--import', 'tsx', '--expose-gc'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready`)))
    child.once('message', (message: { port: number }) => {
      resolve({
        port: message.port,
        process: child,
        stop: () =>
          new Promise((stopped) => {
            child.removeAllListeners('exit')
            child.once('exit', () => stopped())
            child.kill('SIGKILL')
          }),
      })
    })
  })
}
