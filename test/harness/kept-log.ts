// A log that a test can read: everything that is written from a level up, as text.
import { Writable } from 'node:stream'
import { createLog } from '../../src/operation/log.js'

export function keptLog(level: 'debug' | 'error' = 'debug'): {
  readonly log: ReturnType<typeof createLog>
  readonly lines: string[]
} {
  const lines: string[] = []
  const into = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line))
      done()
    },
  })
  return { log: createLog(level, into), lines }
}
