import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { createPeopleModel } from '../../src/features/people/people-model.js'
import { createPeopleRules, type PeopleRules } from '../../src/features/people/people-rules.js'
import { addressOf } from '../../src/security/chat-address.js'
import type { Keyring } from '../../src/security/keyring.js'
import { inScriptDatabase, runScript, withDirectory } from './run-script.js'

const code = /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/
const header = 'employee_code,name,unit,position'
const people = ['1001,สมชาย ใจดี,กองกลาง,นักวิชาการ', '1002,สมศรี มีสุข,กองกลาง,', '1003,มานะ อดทน,กองคลัง,นิติกร']

describe('The scripts about people', () => {
  const directory = withDirectory()
  const env = () => ({ DATA_DIR: join(directory(), 'data') })
  const run = (name: string, ...args: string[]) => runScript(name, args, env())
  const file = (name: string) => join(directory(), name)
  async function roster(name: string, ...rows: string[]): Promise<string> {
    await writeFile(file(name), `\ufeff${[header, ...rows].join('\r\n')}\r\n`)
    return file(name)
  }
  const inDatabase = <T>(ask: (rules: PeopleRules, keyring: Keyring) => Promise<T>): Promise<T> =>
    inScriptDatabase(env(), ({ connection, keyring, clock, audit }) =>
      ask(createPeopleRules({ model: createPeopleModel(connection), keyring, clock, audit }), keyring),
    )

  it('When a roster is imported with codes, then people are there and each code registers its person', async () => {
    const imported = await run(
      'import-roster',
      await roster('staff.csv', ...people),
      '--codes',
      file('codes.csv'),
    )
    expect(imported.stderr).to.equal('')
    expect(imported.status).to.equal(0)
    expect(imported.stdout).to.include('เพิ่ม 3 คน').and.include('3 รหัส')

    const written = await readFile(file('codes.csv'), 'utf8')
    expect(written.startsWith('\ufeffemployee_code,code\r\n')).to.equal(true)
    expect((await stat(file('codes.csv'))).mode & 0o777).to.equal(0o600)
    expect((await readdir(directory())).filter((name) => name.includes('unfinished'))).to.deep.equal([])
    const lines = written.trim().split('\r\n').slice(1)
    expect(lines.map((line) => line.split(',')[0]).sort()).to.deep.equal(['1001', '1002', '1003'])
    const [, mine = ''] = lines.find((line) => line.startsWith('1001,'))?.split(',') ?? []
    const result = await inDatabase((rules, keyring) =>
      rules.register({ eventKey: 'e1', sender: addressOf(keyring, 'main', 'U1'), code: mine }),
    )
    expect(result).to.include({ ok: true, name: 'สมชาย ใจดี' })
  })

  it('When codes would overwrite a file, then nothing is imported; with --force only the unlinked have new ones', async () => {
    const more = await roster('more.csv', ...people, '1004,มานี รักเรียน,กองคลัง,')
    const refused = await run('import-roster', more, '--codes', file('codes.csv'), '--lang', 'en')
    expect(refused.status).to.equal(1)
    expect(refused.stderr).to.include('--force')
    expect(await inDatabase((rules) => rules.activeStaff())).to.have.length(3)

    const forced = await run('import-roster', more, '--codes', file('codes.csv'), '--force', '--lang', 'en')
    expect(forced.status).to.equal(0)
    expect(forced.stdout).to.include('1 added').and.include('3 registration codes')
    expect(await readFile(file('codes.csv'), 'utf8')).not.to.match(/^1001,/m)
  })

  it('When a file has bad rows, then all are named, twenty in full, and nothing of it is stored', async () => {
    const bad = Array.from({ length: 25 }, (_, index) => `8${index},,กอง,`)
    const before = await inDatabase((rules) => rules.activeStaff())
    const codes = ['--codes', file('never.csv')]
    const refused = await run(
      'import-roster',
      await roster('bad.csv', '900,คนใหม่,กองกลาง,', ...bad),
      ...codes,
    )
    expect(refused.status).to.equal(1)
    expect(refused.stdout).to.equal('')
    expect(refused.stderr).to.include('บรรทัดที่ 3: ช่อง name ว่าง').and.include('บรรทัดที่ 22:')
    expect(refused.stderr).not.to.include('บรรทัดที่ 23:')
    expect(refused.stderr).to.include('อีก 5 แห่ง').and.include('ไม่มีการเก็บ')
    const english = await run('import-roster', file('bad.csv'), ...codes, '--lang=en')
    expect(english.stderr)
      .to.match(/[Ll]ine 3: .*name/)
      .and.match(/[Nn]othing/)
      .and.not.match(/[\u0e00-\u0e7f]{12}/)
    expect(await inDatabase((rules) => rules.staffByEmployeeCode('900'))).to.equal(undefined)
    expect(await inDatabase((rules) => rules.activeStaff())).to.deep.equal(before)
    expect((await readdir(directory())).filter((name) => name.startsWith('never'))).to.deep.equal([])
  })

  it('When a file is not UTF-8 or not there, then the operator reads what to do', async () => {
    await writeFile(file('thai.csv'), Buffer.from([...Buffer.from(`${header}\n1,`), 0xca, 0xc1, 0x0a]))
    const thai = await run('import-roster', file('thai.csv'))
    expect(thai).to.include({ status: 1 })
    expect(thai.stderr).to.include('CSV UTF-8')
    const absent = await run('import-roster', file('absent.csv'), '--lang=en')
    expect(absent).to.include({ status: 1 })
    expect(absent.stderr).to.include('cannot be opened')
  })

  it('When an invitation is made for machines, then one line of JSON has code, role or group, and expiry', async () => {
    const role = await run('invite', '--role', 'ethics', '--json', '--days', '2')
    expect(role.status).to.equal(0)
    const invitation = JSON.parse(role.stdout)
    expect(invitation).to.have.all.keys('code', 'role', 'expiresAt')
    expect(invitation.code).to.match(code)
    const days = (new Date(invitation.expiresAt).getTime() - Date.now()) / 86_400_000
    expect(days).to.be.within(1.9, 2)

    const group = await run('invite', '--group', 'กองกลาง', '--json')
    expect(group.stderr).to.equal('')
    expect(JSON.parse(group.stdout)).to.include({ group: 'กองกลาง' })
    const result = await inDatabase((rules, keyring) =>
      rules.register({ eventKey: 'e2', sender: addressOf(keyring, 'main', 'U2'), code: invitation.code }),
    )
    expect(result).to.include({ ok: true, role: 'ethics' })
  })

  it('When an invitation is made for people, then they read what to type, and a unit nobody knows is pointed out', async () => {
    const group = await run('invite', '--group', 'กองลับ')
    expect(group.status).to.equal(0)
    expect(group.stdout).to.match(/\/ลงทะเบียนกลุ่ม [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)
    expect(group.stderr).to.include('กองคลัง')
    const person = await run('invite', '--staff', '1002', '--lang', 'en')
    expect(person.stdout)
      .to.include('สมศรี มีสุข')
      .and.match(/register [0-9A-Z]{4}-/)
  })

  it('When arguments are wrong, then the complaint shows how, with exit code 1; --help is no complaint', async () => {
    const wrong = [
      [],
      ['--role', 'king'],
      ['--role', 'staff', '--group', 'x'],
      ['--days', '0', '--role', 'staff'],
    ]
    for (const args of [...wrong, ['--nonsense'], ['--staff', 'nobody']]) {
      const refused = await run('invite', ...args)
      expect(refused.status, args.join(' ')).to.equal(1)
      expect(refused.stderr, args.join(' ')).to.match(/[ก-ฮ]/)
    }
    for (const script of ['invite', 'import-roster']) {
      const help = await run(script, '--help')
      expect(help.status).to.equal(0)
      expect(help.stdout).to.include(`npm run ${script}`)
    }
    expect(await run('import-roster')).to.include({ status: 1 })
  })
})
