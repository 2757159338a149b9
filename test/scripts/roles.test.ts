// `npm run roles` as an operator runs it: another process beside the database, which ends what hangs on a role by itself.
import { join } from 'node:path'
import { expect } from 'chai'
import { featuresFor } from '../../scripts/product-features.js'
import type { Features } from '../../src/features/index.js'
import { makeRecipientKeys } from '../../src/sealing/vault.js'
import { toStored } from '../../src/sealing/vault-encoding.js'
import type { Audit } from '../../src/security/audit/audit.js'
import { addressOf } from '../../src/security/chat-address.js'
import type { Keyring } from '../../src/security/keyring.js'
import type { Role } from '../../src/security/roles.js'
import { inScriptDatabase, runScript, withDirectory } from './run-script.js'

interface Inside {
  readonly features: Features
  readonly keyring: Keyring
  readonly audit: Audit
}

describe('roles', () => {
  const directory = withDirectory()
  const env = () => ({ DATA_DIR: join(directory(), 'data') })
  const run = (...args: string[]) => runScript('roles', args, env())

  const inDatabase = <T>(work: (inside: Inside) => Promise<T>): Promise<T> =>
    inScriptDatabase(env(), async ({ config, connection, keyring, audit, clock }) => {
      const features = featuresFor({ config, connection, keyring, clock, audit })
      await Promise.all(Object.values(connection.models).map((model) => model.init()))
      return work({ features, keyring, audit })
    })

  async function becomes({ features, keyring }: Inside, name: string, role: Role): Promise<void> {
    const { rules } = features.people
    const { code } = await rules.inviteToRole(role)
    const sender = addressOf(keyring, 'main', `U-${name}`)
    const { ok } = await rules.register({ sender, code, eventKey: `register-${name}-${role}` })
    expect(ok).to.equal(true)
  }

  it('When the server is all that is left, then who holds what is listed, taken and withdrawn there, and the last ones only when asked twice', async () => {
    const token = await inDatabase(async (inside) => {
      const { features, keyring } = inside
      await becomes(inside, 'mana', 'ethics')
      await becomes(inside, 'aree', 'admin')
      await features.people.rules.inviteToRole('executive')
      const { signIn, keys } = features.console
      const account = addressOf(keyring, 'main', 'U-mana')
      const secret = await signIn.link(account, { key: 'event-1', at: new Date() })
      const cookie = (await signIn.exchange(secret)) ?? expect.fail('No session')
      const visitor = (await signIn.visitor(cookie)) ?? expect.fail('Nobody')
      const { publicKey } = await makeRecipientKeys()
      const wrapped = { publicKey, salt: toStored(new Uint8Array(16)), byPassphrase: 'a', byRecoveryKey: 'b' }
      await keys.enrol(visitor, 'มานะ', wrapped)
      return cookie
    })
    const listed = await run('--lang', 'en')
    expect(listed.stdout).to.include('(ethics)').and.include('reads cases').and.include('An invitation to')
    const { holders, invitations } = JSON.parse((await run('--json')).stdout)
    const markOf = (role: Role): string =>
      holders.find(({ roles }: { roles: { role: Role }[] }) => roles.some((one) => one.role === role)).mark

    const warned = await run('--end', markOf('ethics'), '--role', 'ethics', '--lang', 'en')
    expect(warned.status).to.equal(1)
    expect(warned.stderr).to.include('nobody could open new').and.include('--even-if-last')
    const lastAdmin = await run('--end', markOf('admin'), '--role', 'admin', '--lang', 'en')
    expect(lastAdmin.status).to.equal(1)
    expect(lastAdmin.stderr).to.include('last administrator')
    const done = await run('--end', markOf('ethics'), '--role', 'ethics', '--even-if-last', '--lang', 'en')
    expect(done, done.stderr).to.include({ status: 0, stderr: '' })
    expect((await run('--withdraw', invitations[0].mark)).status).to.equal(0)
    expect((await run('--withdraw', invitations[0].mark)).status).to.equal(1)
    const ended = await run('--end', markOf('admin'), '--role', 'admin', '--even-if-last')
    expect(ended.status, ended.stderr).to.equal(0)

    await inDatabase(async ({ features, audit }) => {
      expect(await features.console.signIn.visitor(token)).to.equal(undefined)
      expect(await features.recipients.list()).to.deep.equal([])
      expect(await features.roles.rules.holders('script')).to.deep.equal([])
      const rows = (await audit.rows()).filter(({ action }) => action === 'role taken back')
      expect(rows.map(({ who }) => who)).to.deep.equal(['system', 'system'])
      expect(await audit.firstBroken()).to.equal(undefined)
    })
  })

  it('When what is asked cannot be, then nothing is changed and the operator reads why', async () => {
    for (const args of [
      ['--end', 'abc'],
      ['--role', 'admin'],
      ['--end', 'abc', '--role', 'king'],
      ['--nonsense'],
    ]) {
      const refused = await run(...args)
      expect(refused.status, args.join(' ')).to.equal(1)
      expect(refused.stderr, args.join(' ')).to.include('npm run roles')
    }
    const unknown = await run('--end', 'abc', '--role', 'admin', '--lang', 'en')
    expect(unknown.stderr).to.include('No account abc')
    expect(await run('--help')).to.include({ status: 0, stderr: '' })
  })
})
