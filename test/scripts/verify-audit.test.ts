import { join } from 'node:path'
import { expect } from 'chai'
import { writeBackup } from '../../src/backup/backup-writing.js'
import { witnessCode } from '../../src/security/audit/chain-seals.js'
import { inScriptDatabase, runScript, withDirectory } from './run-script.js'

describe('verify-audit', () => {
  const directory = withDirectory()
  const env = () => ({ DATA_DIR: join(directory(), 'data') })
  const run = (...args: string[]) => runScript('verify-audit', args, env())

  it('When the end of the chain is cut after a backup was made, then the script says so, and so does the code in the backup', async () => {
    const folder = join(directory(), 'backup')
    const lockWith = { kind: 'passphrase', passphrase: 'แมวดำนอนบนหลังคาสีเขียว 2569' } as const
    const code = await inScriptDatabase(env(), async ({ audit, connection, clock }) => {
      for (const who of ['a', 'b', 'c', 'd'])
        await audit.record({ who, action: 'role given', about: 'officer', outcome: 'done' })
      const end = await audit.end()
      if (!end) throw new Error('Four rows were written')
      await writeBackup(connection, folder, { lockWith, madeAt: clock(), audit: end })
      return witnessCode(end)
    })
    const whole = await run('--witness', code, '--backup', folder, '--lang', 'en')
    expect(whole.stdout).to.include('checked 4 rows').and.include(code).and.include('Code of row 4: matches')
    expect(whole.status).to.equal(0)

    await inScriptDatabase(env(), async ({ connection }) => {
      const number = (n: number) => ({ _id: n }) as Record<string, unknown>
      await connection.collection('audit').deleteMany({ $or: [number(3), number(4)] })
    })
    const cut = await run('--backup', folder, '--json')
    expect(cut.status).to.equal(1)
    expect(JSON.parse(cut.stdout)).to.deep.include({
      isRight: false,
      compared: [{ number: 4, found: 'later' }],
    })
    expect(JSON.parse(cut.stdout).audit).to.include({ rows: 2, wrongFrom: 3 })
  })

  it('When a code cannot be read, then the script says so and checks nothing', async () => {
    const refused = await run('--witness', 'ไม่ใช่รหัส', '--lang', 'en')
    expect(refused.status).to.equal(1)
    expect(refused.stderr).to.include('could not be read')
  })
})
