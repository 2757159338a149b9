// A power cut at the two worst places of a case: sealed and not stored yet, and without its keys but with its content still there.
// The process really dies (SIGKILL), just before one command leaves for the database; the next start has to make it whole.

import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { LinePerson, LinePlatform } from 'line-stand-in'
import type { Connection } from 'mongoose'
import sharp from 'sharp'
import { bodyPlace } from '../../src/features/cases/case.js'
import { readCaseBody } from '../../src/features/cases/case-body.js'
import { createCasesModel } from '../../src/features/cases/cases-model.js'
import { knownCase } from '../../src/features/cases/known-case.js'
import { createCaseWorkModel } from '../../src/features/cases/lifecycle/case-work-model.js'
import { makeRecipientKeys, openKey, openPart } from '../../src/sealing/vault.js'
import { fromStored, newVaultId } from '../../src/sealing/vault-encoding.js'
import { createAudit } from '../../src/security/audit/audit.js'
import { createKeyring } from '../../src/security/keyring.js'
import { createRecipients } from '../../src/security/vault-recipients.js'
import { openCaseWorld } from '../features/cases/case-world.js'
import {
  freePort,
  leasesOver,
  type ProductProcess,
  platformFor,
  startProductProcess,
} from '../harness/program.js'
import { inDatabaseOf } from '../harness/test-database.js'

const words = 'ลูกนกเขาสีทองสองตัว'

describe('kill -9 while a case is stored or destroyed', () => {
  let dataDir = ''
  let platform: LinePlatform
  let running: ChildProcess | undefined
  let port = 0
  let begun = 0

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sujarit-kill-case-'))
    port = await freePort()
    begun = Date.now()
    platform = await platformFor(port)
  })
  afterEach(async () => {
    const dead = running?.exitCode === null && running.signalCode === null ? once(running, 'exit') : undefined
    running?.kill('SIGKILL')
    await dead
    await platform.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  /** `died` answers the signal that the process died of, once it has. */
  async function start(
    special: Partial<Pick<ProductProcess, 'now' | 'diesBefore'>> = {},
  ): Promise<{ readonly died: Promise<unknown> }> {
    const { apiBaseUrl: lineApiBaseUrl, dataApiBaseUrl: lineDataApiBaseUrl } = platform
    const child = startProductProcess({
      dataDir,
      port,
      lineApiBaseUrl,
      lineDataApiBaseUrl,
      now: begun,
      ...special,
    })
    running = child
    const died = once(child, 'exit').then(([, signal]) => signal)
    await once(child, 'message')
    return { died }
  }

  async function kill(): Promise<void> {
    const dead = running && once(running, 'exit')
    running?.kill('SIGKILL')
    await dead
  }

  async function runs(job: string): Promise<void> {
    const done = running && once(running, 'message')
    running?.send(job)
    await done
  }

  /** The database as the dead process left it. */
  const inDatabase = <T>(work: (connection: Connection) => Promise<T>) => inDatabaseOf(dataDir, work)

  const rowsOf = (connection: Connection, ...names: string[]) =>
    Promise.all(names.map((name) => connection.collection(name).countDocuments()))

  async function tells(clerk: LinePerson): Promise<void> {
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } })
      .jpeg()
      .toBuffer()
    const hears = (said: RegExp) => until(() => said.test(clerk.texts().at(-1) ?? ''))
    const steps: readonly [() => Promise<unknown>, RegExp][] = [
      [() => clerk.says('แจ้งเบาะแส'), /ใครเห็นอะไรบ้าง/],
      [() => clerk.presses('ยอมรับและเริ่ม'), /เรื่องนี้เป็นเรื่องใด/],
      [() => clerk.presses('ทุจริต/ประพฤติมิชอบ'), /หน่วยงานนี้หรือหน่วยงานอื่น/],
      [() => clerk.presses('หน่วยงานนี้'), /ใกล้เคียงกับข้อใด/],
      [() => clerk.presses('ยักยอกทรัพย์ราชการ'), /เกิดอะไรขึ้น/],
      [() => clerk.says(words), /รับข้อความแล้ว/],
      [() => clerk.presses('ต่อไป'), /ใครเกี่ยวข้อง/],
      [() => clerk.presses('ไม่ทราบ'), /เกิดขึ้นเมื่อใด/],
      [() => clerk.presses('ไม่ทราบ'), /เกิดขึ้นที่ใด/],
      [() => clerk.presses('ไม่ทราบ'), /ทราบเรื่องนี้ได้อย่างไร/],
      [() => clerk.presses('เห็นเอง'), /มีหลักฐานหรือไม่/],
      [() => clerk.sendsPicture(picture), /รับหลักฐานแล้ว/],
      [() => clerk.says('ข้าม'), /ยินยอมให้แจ้งเตือน/],
      [() => clerk.presses('ให้แจ้งเตือน'), /เจ้าหน้าที่จะตรวจสอบเรื่องที่ไม่ลงชื่อได้ง่ายขึ้น/],
      [() => clerk.presses('ข้าม'), /ตรวจทานก่อนส่ง/],
    ]
    for (const [act, answer] of steps) {
      await act()
      await hears(answer)
    }
  }

  for (const place of ['update case_attachments 1', 'update cases 1'])
    it(`When the process dies before ${place} of a tip, then nothing is half there, and the next start stores it once`, async () => {
      const officer = await makeRecipientKeys()
      await inDatabase(async (connection) => {
        const { publicKey } = officer
        await createRecipients(connection).add({ name: 'ผู้อำนวยการ', publicKey, addedOn: '2026-01-05' })
      })
      const { died } = await start({ diesBefore: place })
      const clerk = platform.addPerson({ name: 'คนหนึ่ง', friend: true })
      await tells(clerk)
      const sent = clerk.presses('ส่งเรื่อง')
      expect(await died).to.equal('SIGKILL')
      await inDatabase(async (connection) => {
        expect(await rowsOf(connection, 'cases', 'complaints')).to.deep.equal([0, 0])
        const drafts = await rowsOf(connection, 'tip_draft_parts')
        expect(drafts[0]).to.be.above(0)
      })

      await start({ now: begun + leasesOver })
      await sent
      const thanked = () => clerk.texts().filter((text) => text.includes('ส่งเรื่องเรียบร้อยแล้ว')).length
      await until(() => thanked() > 0)
      await platform.settled()
      await kill()
      expect(thanked()).to.equal(1)
      await inDatabase(async (connection) => {
        const stored = ['cases', 'complaints', 'case_attachments', 'tip_draft_parts']
        expect(await rowsOf(connection, ...stored)).to.deep.equal([1, 1, 2, 0])
        const [row] = await connection.collection<{ _id: string }>('cases').find().toArray()
        const found = await createCasesModel(connection).find(row?._id ?? '')
        const key = await openKey(officer, found?.envelope.recipients[0]?.sealedKey ?? '')
        const sealed = fromStored(found?.envelope.body ?? '') ?? new Uint8Array()
        const body = readCaseBody(await openPart(key, bodyPlace(row?._id ?? ''), sealed))
        expect(body.texts.map((text) => text.words)).to.deep.equal([words])
        expect(body.pictures).to.have.length(1)
      })
    })

  for (const [place, keysLeft] of [
    ['update cases 1', 2],
    ['delete case_attachments 1', 0],
  ] as const)
    it(`When the process dies before ${place} of a destruction, then it opens as it did or never again, and the next night ends it`, async () => {
      const caseId = await inDatabase(async (connection) => {
        const world = await openCaseWorld(connection, '2026-01-05', undefined, Buffer.alloc(32, 9))
        const filed = await world.file('2026-01-05')
        const attachment = { id: newVaultId(), caseId: filed, sealed: randomBytes(100) }
        await world.cases.filing.keepAttachment(attachment)
        await world.addPart(filed, 'reply')
        await world.close(filed)
        await world.cases.work.change(knownCase(filed), { kind: 'classified', as: 'spam' }, 'officer-1')
        return filed
      })
      const { died } = await start({ diesBefore: place })
      running?.send('case-retention')
      expect(await died).to.equal('SIGKILL')
      await inDatabase(async (connection) => {
        const found = await createCasesModel(connection).find(caseId)
        expect(found?.envelope.recipients).to.have.length(keysLeft)
        expect(found?.reporter).to.equal(undefined)
        expect(await rowsOf(connection, 'cases', 'case_attachments', 'case_parts')).to.deep.equal([1, 1, 1])
      })

      await start()
      await runs('case-retention')
      await kill()
      await inDatabase(async (connection) => {
        expect(await rowsOf(connection, 'cases', 'case_attachments', 'case_parts')).to.deep.equal([0, 0, 0])
        const keyring = createKeyring(Buffer.alloc(32, 9))
        const work = await createCaseWorkModel(connection, keyring).find(caseId)
        expect(work).to.include({ destruction: 'done', retention: 'spam' })
        const audit = createAudit(connection, () => new Date(), keyring)
        expect(await audit.firstBroken()).to.equal(undefined)
        expect((await audit.rows()).filter(({ action }) => action === 'case destroyed')).to.have.length(1)
      })
    })
})

/** Until it is so; four minutes are long even on a busy machine. */
async function until(isSo: () => boolean, patience = 240_000): Promise<void> {
  const giveUp = Date.now() + patience
  while (!isSo()) {
    if (Date.now() > giveUp) throw new Error('It did not become so in four minutes')
    await new Promise((next) => setTimeout(next, 20))
  }
}
