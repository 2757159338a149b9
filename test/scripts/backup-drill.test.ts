import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import mongoose from 'mongoose'
import { restoreBackup } from '../../src/backup/backup-reading.js'
import { writeBackup } from '../../src/backup/backup-writing.js'
import { bodyPlace } from '../../src/features/cases/case.js'
import { createCasesModel } from '../../src/features/cases/cases-model.js'
import { knownCase } from '../../src/features/cases/known-case.js'
import { makeRecipientKeys, openKey, openPart } from '../../src/sealing/vault.js'
import { fromStored } from '../../src/sealing/vault-encoding.js'
import { createAudit } from '../../src/security/audit/audit.js'
import { openCaseWorld } from '../features/cases/case-world.js'
import { openTestDatabase, type TestDatabase } from '../harness/test-database.js'
import { runScript, withDirectory } from './run-script.js'

const passphrase = 'แมวดำนอนบนหลังคาสีเขียว 2569'
const lockWith = { kind: 'passphrase', passphrase } as const

describe('A backup and its restore', () => {
  const directory = withDirectory()
  let from: TestDatabase
  let to: TestDatabase
  let folder: string
  let number = 0
  beforeEach(async () => {
    from = await openTestDatabase()
    to = await openTestDatabase()
    number += 1
    folder = join(directory(), `backup-${number}`)
  })
  afterEach(async () => {
    await from.close()
    await to.close()
  })
  const madeAt = new Date('2026-11-20T03:00:00Z')
  const filesOf = async (where: string) =>
    Promise.all((await readdir(where)).map((name) => readFile(join(where, name), 'latin1')))

  /** A case with a part and an attachment, a number and an audit chain. */
  async function fill() {
    const world = await openCaseWorld(from.connection, '2026-11-20')
    const caseId = await world.file('2026-11-10')
    await world.addPart(caseId, 'note')
    await world.cases.filing.keepAttachment({
      id: 'picture',
      caseId,
      sealed: new Uint8Array(3_000_000).fill(7),
    })
    await world.cases.work.change(knownCase(caseId), { kind: 'held' }, 'officer-1')
    await world.cases.numbers.issue()
    return { world, caseId }
  }

  it("When the server burns, then from the backup a case opens with the officer's key, and all is as it was", async () => {
    const { world, caseId } = await fill()
    expect(await writeBackup(from.connection, folder, { lockWith, madeAt })).to.include({ ok: true })
    const openWith = lockWith
    expect(await restoreBackup(to.connection, folder, { openWith, force: false })).to.include({ ok: true })
    const [officer] = world.recipients
    const sealed = await createCasesModel(to.connection).find(caseId)
    const mine = sealed?.envelope.recipients.find(({ recipientId }) => recipientId === officer.id)
    const key = await openKey(officer, mine?.sealedKey ?? '')
    const body = fromStored(sealed?.envelope.body ?? '') ?? new Uint8Array()
    expect(new TextDecoder().decode(await openPart(key, bodyPlace(caseId), body))).to.equal('เนื้อหา')
    for (const name of [
      'cases',
      'case_parts',
      'case_attachments',
      'case_work',
      'complaints',
      'audit',
      'case_numbers',
    ]) {
      const rows = (one: TestDatabase) => one.connection.collection(name).find().sort({ _id: 1 }).toArray()
      expect(await rows(to), name).to.deep.equal(await rows(from))
    }
    expect(await createAudit(to.connection, () => madeAt, world.keyring).firstBroken()).to.equal(undefined)
  })

  it('When rows have every kind of value, then each comes back with its own type', async () => {
    const { Long, Double, Decimal128, Binary, ObjectId } = mongoose.mongo
    const row = {
      ...{ a: new Long(5n), b: new Double(3), c: 3, d: Decimal128.fromString('1.50') },
      ...{
        e: new Binary(Buffer.from('x')),
        f: new ObjectId(),
        g: new Date(0),
        h: null,
        i: /a/i,
        j: [1, { k: '๑' }],
      },
    }
    await from.connection.collection('odd').insertOne(row)
    await writeBackup(from.connection, folder, { lockWith, madeAt })
    await restoreBackup(to.connection, folder, { openWith: lockWith, force: false })
    const raw = async (one: TestDatabase) =>
      (await one.connection.collection('odd').find({}, { raw: true }).toArray()).map((found) =>
        Buffer.from(found as unknown as Buffer).toString('hex'),
      )
    expect(await raw(to)).to.deep.equal(await raw(from))
  })

  it('When the database has something in it, then nothing is written unless it is forced, and then nothing old is left', async () => {
    await fill()
    await writeBackup(from.connection, folder, { lockWith, madeAt })
    await to.connection.collection('staff').insertOne({ name: 'เดิม' })
    const openWith = lockWith
    const refused = await restoreBackup(to.connection, folder, { openWith, force: false })
    expect(refused).to.deep.equal({ ok: false, why: 'databaseNotEmpty' })
    expect(await to.connection.collection('cases').countDocuments()).to.equal(0)
    expect(await restoreBackup(to.connection, folder, { openWith, force: true })).to.include({ ok: true })
    expect(await to.connection.collection('staff').countDocuments()).to.equal(0)
    expect(await to.connection.collection('cases').countDocuments()).to.equal(1)
  })

  it('When the passphrase is another, or a file was changed, shortened or exchanged, then nothing is written', async () => {
    await fill()
    await writeBackup(from.connection, folder, { lockWith, madeAt })
    const names = (await readdir(folder)).filter((name) => name.endsWith('.enc'))
    const spoil: Record<string, (where: string) => Promise<void>> = {
      changed: async (where) => {
        const bytes = await readFile(join(where, '003.enc'))
        bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 1
        await writeFile(join(where, '003.enc'), bytes)
      },
      shortened: async (where) => {
        const bytes = await readFile(join(where, 'contents.enc'))
        await writeFile(join(where, 'contents.enc'), bytes.subarray(0, -21))
      },
      exchanged: async (where) => cp(join(where, '001.enc'), join(where, '002.enc')),
      otherContents: async (where) => cp(join(where, names[0] ?? ''), join(where, 'contents.enc')),
    }
    for (const [how, change] of Object.entries(spoil)) {
      const where = `${folder}-${how}`
      await cp(folder, where, { recursive: true })
      await change(where)
      const error = await failureOf(restoreBackup(to.connection, where, { openWith: lockWith, force: false }))
      expect(error, how).to.include({ name: 'BackupBroken' })
    }
    const openWith = { kind: 'passphrase', passphrase: 'something else altogether' } as const
    expect(await failureOf(restoreBackup(to.connection, folder, { openWith, force: false }))).to.include({
      name: 'BackupBroken',
    })
    expect(await to.connection.collection('cases').countDocuments()).to.equal(0)
  })

  it('When it is locked to a public key, then its private half opens it, and another one does not', async () => {
    await fill()
    const keys = await makeRecipientKeys()
    const { publicKey } = keys
    await writeBackup(from.connection, folder, { lockWith: { kind: 'publicKey', publicKey }, madeAt })
    const with_ = (other: typeof keys) => ({ openWith: { kind: 'key', keys: other } as const, force: false })
    const stranger = await makeRecipientKeys()
    expect(await failureOf(restoreBackup(to.connection, folder, with_(stranger)))).to.include({
      name: 'BackupBroken',
    })
    expect(await restoreBackup(to.connection, folder, with_(keys))).to.include({ ok: true })
  })

  it('When the folder is looked into, then there is no word and no name in it, and what dies by itself is left out', async () => {
    await fill()
    await from.connection.collection('staff').insertOne({ name: 'Canary Somchai' })
    for (const name of ['dialogs', 'tip_draft_parts', 'tip_day_salts', 'inbox', 'console_sessions'])
      await from.connection.collection(name).insertOne({ words: 'draft' })
    await writeBackup(from.connection, folder, { lockWith, madeAt })
    for (const words of await filesOf(folder)) expect(words).not.to.match(/Canary|case_work|officer-1/)
    await restoreBackup(to.connection, folder, { openWith: lockWith, force: false })
    const names = (await to.connection.listCollections()).map(({ name }) => name)
    expect(names).to.include('staff').and.not.to.include('dialogs')
    expect(names).not.to.include.members(['tip_draft_parts', 'inbox', 'console_sessions', 'tip_day_salts'])
  })

  it('When a folder has files or was cut off, then it is no place for a backup and no backup', async () => {
    await mkdir(folder)
    await writeFile(join(folder, '001.enc'), 'x')
    expect(await writeBackup(from.connection, folder, { lockWith, madeAt })).to.deep.equal({
      ...{ ok: false, why: 'folderNotEmpty' },
    })
    const restored = await restoreBackup(to.connection, folder, { openWith: lockWith, force: false })
    expect(restored).to.deep.equal({ ok: false, why: 'notABackup' })
  })

  it('When an operator types the commands, then they work on an embedded database and refuse with a sentence', async () => {
    const file = join(directory(), 'passphrase.txt')
    await writeFile(file, `${passphrase}\n`)
    const [one, other] = ['one', 'other'].map((name) => ({ DATA_DIR: join(directory(), name) }))
    if (!one || !other) throw new Error('Two databases are needed')
    await runScript('invite', ['--role', 'officer'], one)
    const short = join(directory(), 'short.txt')
    await writeFile(short, 'รหัสผ่านรหัสผ่านรหัสผ่าน')
    const refused = await runScript('backup', ['--out', folder, '--passphrase-file', short], one)
    expect([refused.status, refused.stderr]).to.deep.equal([
      1,
      'วลีรหัสผ่านนี้เดาได้ง่าย โปรดใช้คำห้าคำขึ้นไปที่ไม่เกี่ยวข้องกัน\n',
    ])
    const made = await runScript('backup', ['--out', folder, '--passphrase-file', file, '--lang', 'en'], one)
    expect(made.stdout).to.match(/Backed up \d+ rows/)
    const wrong = await runScript('restore', ['--from', folder, '--passphrase-file', short], other)
    expect([wrong.status, wrong.stderr.includes('ยังไม่ได้เขียนสิ่งใด')]).to.deep.equal([1, true])
    const back = await runScript('restore', ['--from', folder, '--passphrase-file', file], other)
    expect(back.stdout).to.match(/นำกลับแล้ว \d+ รายการ/)
    const again = await runScript('restore', ['--from', folder, '--passphrase-file', file], other)
    expect(again.stderr).to.include('--force')
    expect((await runScript('restore', [], other)).stderr).to.include('วิธีใช้')
  })
})

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )
