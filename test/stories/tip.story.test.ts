import { BSON } from 'bson'
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import sharp from 'sharp'
import { bodyPlace } from '../../src/features/cases/case.js'
import { readCaseBody } from '../../src/features/cases/case-body.js'
import { createCasesModel } from '../../src/features/cases/cases-model.js'
import { knownCase } from '../../src/features/cases/known-case.js'
import { makeRecipientKeys, openKey, openPart, type RecipientKeys } from '../../src/sealing/vault.js'
import { fromStored } from '../../src/sealing/vault-encoding.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

const canary = 'นกขมิ้นเหลืองอ่อน'

describe('Story: a clerk who fears her chief', () => {
  let running: RunningProduct
  let clerk: LinePerson
  let picture: Buffer
  let keys: RecipientKeys

  before(async () => {
    picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } })
      .jpeg()
      .withExif({ IFD0: { Make: canary } })
      .toBuffer()
  })
  beforeEach(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    keys = await makeRecipientKeys()
    const { publicKey } = keys
    const { recipients } = running.product.features
    await recipients.add({ name: 'ผู้อำนวยการ', publicKey, addedOn: '2026-11-01' })
    clerk = running.platform.addPerson({ name: `ชื่อ${canary}`, friend: true })
  })
  afterEach(() => running.stop())

  const count = (collection: string) => running.connection.collection(collection).countDocuments()

  async function tellsUpToEvidence(): Promise<void> {
    await clerk.says('แจ้งเบาะแส')
    await clerk.hears(/ใครเห็นอะไรบ้าง/)
    await clerk.presses('ยอมรับและเริ่ม')
    await clerk.hears(/เรื่องนี้เป็นเรื่องใด/)
    await clerk.presses('ทุจริต/ประพฤติมิชอบ')
    await clerk.hears(/หน่วยงานนี้หรือหน่วยงานอื่น/)
    await clerk.presses('หน่วยงานนี้')
    await clerk.hears(/ใกล้เคียงกับข้อใด/)
    await clerk.presses('ยักยอกทรัพย์ราชการ')
    await clerk.hears(/เกิดอะไรขึ้น/)
    await clerk.says(`${canary} หนึ่ง`)
    await clerk.hears(/รับข้อความแล้ว/)
    await clerk.says(`${canary} สอง`)
    await clerk.hears(/รับข้อความแล้ว/)
    await clerk.presses('ต่อไป')
    await clerk.hears(/ใครเกี่ยวข้อง/)
    for (const next of [/เกิดขึ้นเมื่อใด/, /เกิดขึ้นที่ใด/, /ทราบเรื่องนี้ได้อย่างไร/]) {
      await clerk.presses('ไม่ทราบ')
      await clerk.hears(next)
    }
    await clerk.presses('เห็นเอง')
    await clerk.hears(/มีหลักฐานหรือไม่/)
  }

  async function goesOnToSummary() {
    await clerk.says('ข้าม')
    await clerk.hears(/ยินยอมให้แจ้งเตือน/)
    await clerk.presses('ให้แจ้งเตือน')
    await clerk.hears(/เจ้าหน้าที่จะตรวจสอบเรื่องที่ไม่ลงชื่อได้ง่ายขึ้น/)
    await clerk.presses('ข้าม')
    return clerk.hears(/ตรวจทานก่อนส่ง/)
  }

  /** As the bytes of a backup: a canary inside a binary field shows too. */
  async function nothingStoredNames(secrets: readonly string[]): Promise<void> {
    for (const collection of (await running.connection.db?.collections()) ?? [])
      for (const row of await collection.find().toArray()) {
        const bytes = Buffer.from(BSON.serialize(row))
        for (const secret of secrets)
          for (const form of [secret, Buffer.from(secret).toString('base64').slice(0, -4)])
            expect(bytes.includes(form), `${secret} in ${collection.collectionName}`).to.equal(false)
      }
  }

  it('When she tells and sends, then at no moment do database or log hold her words, her name or her id', async () => {
    await tellsUpToEvidence()
    await clerk.sendsPicture(picture)
    await clerk.hears(/รับหลักฐานแล้ว/)
    await running.settle()
    expect(await count('tip_draft_parts')).to.equal(2)
    await nothingStoredNames([canary, clerk.userId])
    expect((await goesOnToSummary()).text).to.include(`${canary} สอง`)
    await clerk.presses('ส่งเรื่อง')
    await clerk.hears(/ส่งเรื่องเรียบร้อยแล้ว/)
    await running.settle()
    await nothingStoredNames([canary, clerk.userId])
    expect([await count('cases'), await count('case_attachments'), await count('complaints')]).to.deep.equal([
      1, 2, 1,
    ])
    expect([await count('tip_draft_parts'), await count('dialogs')]).to.deep.equal([0, 0])
    for (const secret of [canary, clerk.userId]) expect(running.logged()).not.to.include(secret)
  })

  it('When LINE delivers ส่งเรื่อง twice, then there is one tip and one complaint', async () => {
    await tellsUpToEvidence()
    await goesOnToSummary()
    await clerk.presses('ส่งเรื่อง')
    await clerk.hears(/ส่งเรื่องเรียบร้อยแล้ว/)
    await running.settle()
    await running.platform.redeliver(running.platform.deliveries.at(-1)?.eventIds[0] ?? '')
    await running.settle()
    expect([await count('cases'), await count('complaints')]).to.deep.equal([1, 1])
    expect(clerk.texts().filter((words) => words.includes('ส่งเรื่องเรียบร้อยแล้ว'))).to.have.length(1)
  })

  it('When she takes messages back, then they are neither in the summary nor in the draft', async () => {
    await tellsUpToEvidence()
    const sent = await clerk.sendsPicture(picture)
    await clerk.hears(/รับหลักฐานแล้ว/)
    const [first] = clerk.chat().messages.filter(({ text }) => text.includes('หนึ่ง'))
    await clerk.unsends(sent.messageId)
    await clerk.unsends(first?.id ?? '')
    await running.settle()
    expect(await count('tip_draft_parts')).to.equal(0)
    const summary = await goesOnToSummary()
    expect(summary.text).to.include(`${canary} สอง`).and.not.include('หนึ่ง').and.not.include('ภาพ 1 ภาพ')
  })

  it('When she is silent for half an hour, then everything she told is gone and she is told so', async () => {
    await tellsUpToEvidence()
    await clerk.sendsPicture(picture)
    await clerk.hears(/รับหลักฐานแล้ว/)
    await running.settle()
    running.passTime(31 * 60_000)
    await clerk.says('ข้าม')
    await clerk.hears(/หมดเวลาแล้ว/)
    await running.settle()
    for (const name of ['tip_draft_parts', 'cases', 'complaints', 'dialogs'])
      expect(await count(name), name).to.equal(0)
  })

  it('When she cancels, then everything she told is gone', async () => {
    await tellsUpToEvidence()
    await clerk.sendsPicture(picture)
    await clerk.hears(/รับหลักฐานแล้ว/)
    await clerk.presses('ยกเลิก')
    await clerk.hears(/ถูกลบแล้ว/)
    await running.settle()
    for (const name of ['tip_draft_parts', 'cases', 'complaints', 'dialogs'])
      expect(await count(name), name).to.equal(0)
  })

  it('When she sends a video that cannot be cleaned, then she is warned and it is sealed as an original only', async () => {
    await tellsUpToEvidence()
    await clerk.sendsVideo(Buffer.from(`film ${canary}`))
    await clerk.hears(/เจ้าหน้าที่จะเห็นคำเตือนก่อนเปิด/)
    await running.settle()
    expect(await count('tip_draft_parts')).to.equal(1)
    await nothingStoredNames([canary, clerk.userId])
    await goesOnToSummary()
  })

  it('When she asked for notices, then one comes in a window of the day, says nothing of it, and one tap ends them', async () => {
    await tellsUpToEvidence()
    await goesOnToSummary()
    await clerk.presses('ส่งเรื่อง')
    await clerk.hears(/ส่งเรื่องเรียบร้อยแล้ว/)
    await running.settle()
    const bindings = running.connection.collection<{ _id: string }>('notice_bindings')
    const { cases } = running.product.features
    const [row] = await running.connection.collection<{ _id: string }>('cases').find().toArray()
    const found = (await createCasesModel(running.connection).find(row?._id ?? '')) ?? expect.fail('No case')
    const { caseId, envelope } = found
    const caseKey = await openKey(keys, envelope.recipients[0]?.sealedKey ?? '')
    const sealedBody = fromStored(envelope.body) ?? new Uint8Array()
    const { noticeId = '' } = readCaseBody(await openPart(caseKey, bodyPlace(caseId), sealedBody))
    expect(await cases.notices.ring(knownCase(caseId), noticeId)).to.equal(true)
    const heard = () => clerk.texts().filter((words) => words.startsWith('มีข้อความใหม่จากหน่วยงาน'))
    await running.product.runJob('reporter-notices')
    await running.settle()
    expect(heard()).to.have.length(0)
    // 10:00 in Bangkok when the story begins; the last minute of the first window.
    running.passTime((2 * 60 + 59) * 60_000)
    for (let again = 0; again < 2; again += 1) {
      await running.product.runJob('reporter-notices')
      await running.settle()
    }
    expect(heard()).to.have.length(1)
    expect(heard()[0]).not.to.match(/เบาะแส|ร้องเรียน|ทุจริต/)
    await clerk.presses('เลิกแจ้งเตือน')
    await clerk.hears(/เลิกแจ้งเตือนแล้ว/)
    expect(await bindings.countDocuments()).to.equal(0)
  })

  it('When she begins in a group by mistake, then the bot is silent and stores nothing', async () => {
    const group = running.platform.addGroup({ name: 'กองกลาง', members: [clerk] })
    const before = await count('inbox')
    await clerk.in(group).says(`/แจ้งเบาะแส ${canary}`)
    await clerk.in(group).says(`หัวหน้า ${canary}`)
    await running.settle()
    expect(group.texts()).to.deep.equal([])
    expect(await count('inbox')).to.equal(before)
    await nothingStoredNames([canary, clerk.userId])
  })
})
