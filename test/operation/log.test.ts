import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { expect } from 'chai'
import { CaseNotRegistered } from '../../src/features/cases/filing/case-filing-rules.js'
import { createLog, type LogFields, problemOf } from '../../src/operation/log.js'
import { projectRoot } from '../../src/operation/project-root.js'
import { VaultBroken } from '../../src/sealing/vault.js'

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
    const smuggled = {
      job: 'case-list',
      route: 'tips',
      path: '/report',
      userId: 'U123',
      text: 'ผอ. รับสินบน',
    } as LogFields
    const line = written((log) => log.info('turn', smuggled))
    expect(line)
      .to.contain('"job":"case-list"')
      .and.not.contain('tips')
      .and.not.contain('report')
      .and.not.contain('U123')
      .and.not.contain('สินบน')
  })
  it('When an error is written, then its class and code are, and its message is not', () => {
    const error = Object.assign(new RangeError('words of a person'), { code: 'E1' })
    expect(problemOf(error)).to.deep.equal({ problem: 'RangeError', code: 'E1' })
    // A name that only reports can bring would tell that somebody reports.
    for (const untold of [new CaseNotRegistered('why'), new VaultBroken('part')])
      expect(problemOf(untold)).to.deep.equal({ problem: 'Error' })
    expect(problemOf('words of a person')).to.deep.equal({ problem: 'string' })
  })
  it('When a room of reports has an error of its own, then its name is written nowhere', () => {
    const rooms = /^(features\/(cases|tips|complaints)\/|sealing\/|security\/reports\/|web\/reporter\/)/
    const named = readdirSync(join(projectRoot, 'src'), { recursive: true })
      .map(String)
      // What a browser throws is in no log of ours.
      .filter((file) => rooms.test(file) && /\.tsx?$/.test(file) && !/heavy-work/.test(file))
      .flatMap((file) =>
        readFileSync(join(projectRoot, 'src', file), 'utf8')
          .split(/(?=class \w+ extends \w*Error)/)
          .slice(1),
      )
    expect(named.length).to.be.above(1)
    for (const error of named) expect(error).to.match(/^[^}]*readonly untold = true/)
  })
})
