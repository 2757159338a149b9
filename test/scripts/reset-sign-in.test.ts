import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect } from 'chai'
import { Secret, TOTP } from 'otpauth'
import { featuresFor } from '../../scripts/product-features.js'
import type { Features } from '../../src/features/index.js'
import { makeRecipientKeys } from '../../src/sealing/vault.js'
import { toStored } from '../../src/sealing/vault-encoding.js'
import type { Audit } from '../../src/security/audit/audit.js'
import { addressOf } from '../../src/security/chat-address.js'
import type { Keyring } from '../../src/security/keyring.js'
import { inScriptDatabase, runScript, withDirectory } from './run-script.js'

interface Inside {
  readonly features: Features
  readonly keyring: Keyring
  readonly audit: Audit
}

describe('reset-sign-in', () => {
  const directory = withDirectory()
  const env = () => ({ DATA_DIR: join(directory(), 'data') })
  const run = (...args: string[]) => runScript('reset-sign-in', args, env())

  const inDatabase = <T>(work: (inside: Inside) => Promise<T>): Promise<T> =>
    inScriptDatabase(env(), async ({ config, connection, keyring, audit, clock }) => {
      const features = featuresFor({ config, connection, keyring, clock, audit })
      await Promise.all(Object.values(connection.models).map((model) => model.init()))
      return work({ features, keyring, audit })
    })

  const addressFor = (keyring: Keyring, name: string) => addressOf(keyring, 'main', `U-${name}`)

  /** The first half: the cookie of a session that still needs its second step. */
  async function comes({ features, keyring }: Inside, name: string): Promise<string> {
    const { signIn } = features.console
    const event = { key: `event-${randomBytes(6).toString('hex')}`, at: new Date() }
    const secret = await signIn.link(addressFor(keyring, name), event)
    return (await signIn.exchange(secret)) ?? expect.fail('No session')
  }

  /** Signed in with the second step set up, and with a key of their own. */
  async function enrols(inside: Inside, name: string): Promise<string> {
    const { signIn, keys } = inside.features.console
    const begun = await signIn.visitor(await comes(inside, name))
    const offered = begun && (await signIn.offerFactor(begun, 'Agency'))
    if (!begun || !offered) throw new Error('Nothing was offered')
    const code = new TOTP({ secret: Secret.fromBase32(offered.secret) }).generate()
    const confirmed = await signIn.confirm(begun, code)
    if (!confirmed.ok) throw new Error(confirmed.why)
    const visitor = await signIn.visitor(confirmed.token)
    const { publicKey } = await makeRecipientKeys()
    const wrapped = { publicKey, salt: toStored(new Uint8Array(16)), byPassphrase: 'a', byRecoveryKey: 'b' }
    if (visitor) await keys.enrol(visitor, name, wrapped)
    return confirmed.token
  }

  async function registers({ features, keyring }: Inside, name: string, code: string): Promise<void> {
    const sender = addressFor(keyring, name)
    const { ok } = await features.people.rules.register({ sender, code, eventKey: `register-${name}` })
    if (!ok) throw new Error(`${name} was not registered`)
  }

  it('When the only admin lost the authenticator, then sessions end, the next link sets it up anew, and the key stays', async () => {
    const { token, before } = await inDatabase(async (inside) => {
      const { rules } = inside.features.people
      await rules.importRoster([{ employeeCode: 'E7', name: 'มานะ อดทน', unit: 'กองกลาง', position: 'นิติกร' }])
      await registers(inside, 'mana', (await rules.invitePerson('E7'))?.code ?? '')
      await registers(inside, 'mana', (await rules.inviteToRole('admin')).code)
      return { token: await enrols(inside, 'mana'), before: await inside.features.console.keys.all() }
    })
    expect(before).to.have.length(1)
    const done = await run('--employee', 'E7')
    expect(done, done.stderr).to.include({ status: 0, stderr: '' })
    expect(done.stdout).to.include('ล้างการยืนยันขั้นที่สองแล้ว 1 บัญชี')

    await inDatabase(async (inside) => {
      const { signIn, keys } = inside.features.console
      expect(await signIn.visitor(token)).to.equal(undefined)
      expect(await keys.all()).to.deep.equal(before)
      const row = (await inside.audit.latest(1))[0]
      expect(row).to.include({ who: 'system', action: 'console second factor removed', outcome: 'done' })
      expect(await inside.audit.firstBroken()).to.equal(undefined)
      await enrols(inside, 'mana')
      expect(await keys.all()).to.deep.equal(before)
    })
  })

  it('When somebody is not on the roster, then the role finds them, and of several none is guessed', async () => {
    await inDatabase(async (inside) => {
      for (const name of ['first', 'second']) {
        await registers(inside, name, (await inside.features.people.rules.inviteToRole('ethics')).code)
        await enrols(inside, name)
      }
    })
    const several = await run('--role', 'ethics', '--lang', 'en')
    expect(several).to.include({ status: 1, stdout: '' })
    expect(several.stderr).to.include('2 accounts have this role').and.include('--all')
    const all = await run('--role', 'ethics', '--all', '--lang', 'en')
    expect(all.status, all.stderr).to.equal(0)
    expect(all.stdout).to.include('2 accounts')
    const again = await run('--role', 'ethics')
    expect(again.status).to.equal(1)
    expect(again.stderr).to.include('ยังไม่ได้ตั้งค่าการยืนยันขั้นที่สอง')
  })

  it('When what is asked cannot be, then nothing is changed and the operator reads why', async () => {
    for (const args of [[], ['--role', 'king'], ['--role', 'admin', '--employee', 'E7'], ['--nonsense']]) {
      const refused = await run(...args)
      expect(refused.status, args.join(' ')).to.equal(1)
      expect(refused.stderr, args.join(' ')).to.include('npm run reset-sign-in')
    }
    const unknown = await run('--employee', 'nobody', '--lang', 'en')
    expect(unknown.stderr).to.include('The roster has no employee_code nobody')
    expect(await run('--help')).to.include({ status: 0, stderr: '' })
  })
})
