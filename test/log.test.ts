import { Writable } from 'node:stream'
import { expect } from 'chai'
import { createLog, type LogFields, problemOf } from '../src/log.js'

describe('Log', () => {
  function written(write: (log: ReturnType<typeof createLog>) => void): string {
    let text = ''
    write(
      createLog(
        'debug',
        new Writable({
          write: (line, _encoding, done) => {
            text += String(line)
            done()
          },
        }),
      ),
    )
    return text
  }
  it('When a field is not on the list, then it is dropped, whoever passes it', () => {
    const smuggled = { route: 'tips', userId: 'U123', text: 'ผอ. รับสินบน' } as LogFields
    const line = written((log) => log.info('turn', smuggled))
    expect(line).to.contain('"route":"tips"').and.not.contain('U123').and.not.contain('สินบน')
  })
  it('When an error is written, then its class and code are, and its message is not', () => {
    const error = Object.assign(new RangeError('words of a person'), { code: 'E1' })
    expect(problemOf(error)).to.deep.equal({ problem: 'RangeError', code: 'E1' })
    expect(problemOf('words of a person')).to.deep.equal({ problem: 'string' })
  })
})
