import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { projectRoot } from '../../src/operation/project-root.js'
import { fingerprintOf, makeRecipientKeys, newCaseKey, openKey, sealKeyFor } from '../../src/sealing/vault.js'
import { createAudit } from '../../src/security/audit/audit.js'
import { createKeyring } from '../../src/security/keyring.js'
import { createRecipients } from '../../src/security/vault-recipients.js'
import { programOf } from '../harness/program.js'
import { openTestDatabase, type TestDatabase } from '../harness/test-database.js'

describe('Recipients', () => {
  let database: TestDatabase
  let folder: string
  before(async () => {
    database = await openTestDatabase()
    folder = await mkdtemp(join(tmpdir(), 'sujarit-recipients-'))
  })
  after(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    for (const name of ['vault_recipients', 'audit'])
      await database.connection.collection(name).deleteMany({})
  })

  const recipients = () => createRecipients(database.connection)

  async function script(...args: string[]): Promise<{ code: number; said: string }> {
    const env = {
      PATH: process.env.PATH,
      MONGODB_URI: database.uri,
      DATA_DIR: join(folder, 'data'),
      SECRET_KEY: Buffer.alloc(32).toString('base64'),
    }
    return new Promise((done) => {
      const { file, flags } = programOf('scripts/add-recipient.ts')
      const command = [...flags, file, ...args]
      execFile(process.execPath, command, { env, cwd: projectRoot }, (error, stdout, stderr) => {
        done({ code: error ? Number(error.code) : 0, said: stdout + stderr })
      })
    })
  }

  it('When a public key is added, then it is listed under its fingerprint; a second time it changes nothing', async () => {
    const { publicKey } = await makeRecipientKeys()
    const added = await recipients().add({ name: 'ก', publicKey, addedOn: '2026-01-15' })
    const recipient = { id: await fingerprintOf(publicKey), name: 'ก', publicKey, addedOn: '2026-01-15' }
    expect(added).to.deep.equal({ ok: true, recipient })
    const again = await recipients().add({ name: 'ข', publicKey, addedOn: '2026-02-01' })
    expect(again).to.deep.equal({ ok: false, why: 'alreadyThere' })
    expect(await recipients().list()).to.deep.equal([recipient])
  })

  it('When something is no public key, then it is not added', async () => {
    const added = await recipients().add({ name: 'ก', publicKey: 'A'.repeat(43), addedOn: '2026-01-15' })
    expect(added).to.deep.equal({ ok: false, why: 'notAPublicKey' })
    expect(await recipients().list()).to.have.length(0)
  })

  it('When the script makes a key, then its file alone holds the private half, for its owner’s eyes, never overwritten', async () => {
    const out = join(folder, 'key.json')
    const made = await script('--name', 'ผู้อำนวยการ', '--out', out)
    expect(made.code, made.said).to.equal(0)
    expect((await stat(out)).mode & 0o777).to.equal(0o600)
    const keys = JSON.parse(await readFile(out, 'utf8'))
    const [recipient] = await recipients().list()
    expect(recipient).to.deep.include({ name: 'ผู้อำนวยการ', publicKey: keys.publicKey })
    const caseKey = newCaseKey()
    expect(await openKey(keys, await sealKeyFor(recipient?.publicKey ?? '', caseKey))).to.deep.equal(caseKey)
    const stored = await database.connection.collection('vault_recipients').find().toArray()
    expect(JSON.stringify(stored) + made.said).not.to.include(keys.privateKey)
    expect(made.said).to.include('เซิร์ฟเวอร์ไม่เก็บสำเนา').and.include(recipient?.id)

    const again = await script('--name', 'คนอื่น', '--out', out, '--lang', 'en')
    expect(again.code).to.equal(1)
    expect(again.said).to.include('was not touched')
    expect(JSON.parse(await readFile(out, 'utf8'))).to.deep.equal(keys)
    expect(await recipients().list()).to.have.length(1)
    const rows = await createAudit(
      database.connection,
      () => new Date(),
      createKeyring(Buffer.alloc(32, 7)),
    ).rows()
    expect(rows.map(({ action, about }) => [action, about])).to.deep.equal([
      ['recipient added', recipient?.id],
    ])
  })

  it('When a key was made elsewhere, then the script registers its public half once', async () => {
    const { publicKey } = await makeRecipientKeys()
    expect((await script('--name', 'ก', '--public-key', publicKey)).code).to.equal(0)
    const again = await script('--name', 'ก', '--public-key', publicKey, '--lang', 'en')
    expect([again.code, again.said]).to.deep.equal([
      1,
      'This public key is registered already. Nothing was changed.\n',
    ])
    expect((await script('--name', 'ก', '--public-key', 'ไม่ใช่กุญแจ')).said).to.include('ไม่ใช่กุญแจสาธารณะ')
    expect((await script('--name', 'ก')).said).to.include('วิธีใช้')
    expect(await recipients().list()).to.have.length(1)
  })

  it('When a public key begins with a dash, as one in 64 does, then the script takes it for a key', async () => {
    let { publicKey } = await makeRecipientKeys()
    while (!publicKey.startsWith('-')) publicKey = (await makeRecipientKeys()).publicKey
    const added = await script('--name', 'ก', '--public-key', publicKey)
    expect(added.code, added.said).to.equal(0)
    // A label by which nobody could be found in a tip is said at once, with what to do.
    expect(added.said).to.include('“ก” ไม่ใช่ชื่อพร้อมนามสกุล').and.include('โปรดเพิ่มชื่ออื่น')
    expect((await recipients().list()).map((one) => one.publicKey)).to.deep.equal([publicKey])
  })

  it('When the script says what somebody takes and is called, then it is kept; what cannot be looked for is refused', async () => {
    const { publicKey } = await makeRecipientKeys()
    const named = ['--name', 'ผอ.กองคลัง', '--public-key', publicKey, '--lang', 'en']
    for (const [args, said] of [
      [['--kinds', 'general,nonsense'], 'add-recipient -- --name'],
      [['--kinds', ''], 'add-recipient -- --name'],
      [['--known-as', 'นักวิชาการ'], 'Cannot be looked for: นักวิชาการ'],
    ] as const) {
      const refused = await script(...named, ...args)
      expect(refused.code, args.join(' ')).to.equal(1)
      expect(refused.said).to.include(said)
    }
    expect(await recipients().list()).to.have.length(0)
    const names = ['--known-as', 'นายสมชาย ใจดีประเสริฐ', '--known-as', 'ผู้อำนวยการกองคลัง']
    const added = await script(...named, '--kinds', 'general', ...names)
    expect(added.code, added.said).to.equal(0)
    // Found in Thai and in English by the long surname: nothing is said against the names.
    expect(added.said).not.to.include('may not be')
    const [recipient] = await recipients().list()
    expect(recipient).to.deep.include({
      ...{ publicKey, kinds: ['general'], knownAs: ['นายสมชาย ใจดีประเสริฐ', 'ผู้อำนวยการกองคลัง'] },
    })
  })

  it('When there is a reader already, then the script only proposes another, and the chain says so', async () => {
    const keys = [await makeRecipientKeys(), await makeRecipientKeys()]
    const said: string[] = []
    for (const { publicKey } of keys) {
      const added = await script('--name', 'ก', '--public-key', publicKey)
      expect(added.code, added.said).to.equal(0)
      said.push(added.said)
    }
    expect(said[1]).to.include('ยังเปิดอ่านเรื่องไม่ได้')
    const [first, second] = await Promise.all(keys.map(({ publicKey }) => fingerprintOf(publicKey)))
    expect((await recipients().list()).map(({ id }) => id)).to.deep.equal([first])
    expect((await recipients().waiting()).map(({ id }) => id)).to.deep.equal([second])
    expect(await recipients().find(second ?? '')).to.equal(undefined)
    const rows = await database.connection.collection('audit').find().toArray()
    expect(rows.map(({ action }) => action)).to.deep.equal(['recipient added', 'recipient proposed'])
    const again = await script('--name', 'ก', '--public-key', keys[1]?.publicKey ?? '')
    expect(again.code).to.equal(1)
  })
})
