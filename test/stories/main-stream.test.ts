// The main job, end to end: from a LINE webhook to the month's figures. Every word goes through POST /webhook and comes
// back through the LINE stand-in.
import { BSON } from 'bson'
import { expect } from 'chai'
import type { LineGroup, LinePerson } from 'line-stand-in'
import sharp from 'sharp'
import { bodyPlace } from '../../src/features/cases/case.js'
import { readCaseBody } from '../../src/features/cases/case-body.js'
import { createCasesModel } from '../../src/features/cases/cases-model.js'
import { makeRecipientKeys, openKey, openPart, type RecipientKeys } from '../../src/sealing/vault.js'
import { fromStored } from '../../src/sealing/vault-encoding.js'
import { type Agency, roster, startAgency } from '../harness/agency.js'

describe('The main stream', () => {
  let agency: Agency
  let ethics: LinePerson
  let officer: LinePerson
  const everybody: LinePerson[] = []
  let group: LineGroup

  before(async () => {
    agency = await startAgency()
    ethics = await agency.officer('ethics')
    officer = await agency.officer('officer')
    for (let index = 0; index < roster.length; index += 1) everybody.push(await agency.staff(index))
    group = await agency.group(everybody, ethics, 'สำนักงานเลขานุการกรม')
  })
  after(() => agency?.stop())

  it('When everybody has typed their code, then 114 people and their group are known', async () => {
    expect(group.texts().at(-1)).to.contain('สำนักงานเลขานุการกรม')
    expect(everybody[0]?.texts().join()).to.contain(roster[0]?.name)
    const linked = await agency.product.features.people.rules.linkedStaff({ channel: 'main' })
    expect(linked).to.have.length(114)
  })

  it('When an ethics officer publishes an infographic, then it is previewed, confirmed and arrives in the group as a picture', async () => {
    const added = await agency.product.features.campaigns.addContent({
      kind: 'infographic',
      key: 'no-gift',
      th: {
        title: 'No Gift Policy งดรับ งดให้',
        points: [{ text: 'ไม่รับของขวัญทุกชนิด' }, { text: 'อวยพรด้วยน้ำใจ' }, { text: 'รายงานภายใน ๓๐ วัน' }],
      },
    })
    expect(added).to.include({ ok: true })
    await ethics.says('เผยแพร่')
    await ethics.hears(/เลือกสิ่งที่จะเผยแพร่/)
    await ethics.says('1')
    await ethics.hears(/เลือกผู้รับ/)
    await ethics.presses(/กลุ่ม/)
    const plan = await ethics.hears(/โปรดตรวจสอบก่อนเผยแพร่/)
    expect(plan.text)
      .to.match(/1 กลุ่ม/)
      .and.match(/115 ข้อความ/)
    expect(group.chat().received.filter(({ type }) => type === 'image')).to.have.length(0)
    await ethics.presses('ยืนยัน')
    await ethics.hears(/เริ่มเผยแพร่/)
    await agency.settle()

    const pictures = group.chat().received.filter(({ type }) => type === 'image')
    expect(pictures).to.have.length(1)
    const url = String(pictures[0]?.content.originalContentUrl)
    const answer = await fetch(url)
    const { format, width } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
    expect({ format, width }).to.deep.equal({ format: 'png', width: 1040 })
    await ethics.says('ผลเผยแพร่')
    expect((await ethics.hears(/ผลการเผยแพร่ล่าสุด/)).text).to.match(/ส่งแล้ว 1/)
  })

  it('When 113 of 114 press รับทราบ in the group or in private, then progress says 99.12 %', async () => {
    await agency.product.features.acknowledgements.rules.addPolicy({
      key: 'no-gift-policy',
      kind: 'policy',
      fiscalYear: 2570,
      th: {
        title: 'นโยบาย No Gift Policy',
        summary: 'งดรับ งดให้',
        points: ['ไม่รับ'],
        text: 'ข้อความฉบับเต็มของประกาศ',
      },
      opens: '2026-10-01',
      due: '2026-12-31',
    })
    await ethics.says('เผยแพร่')
    await ethics.hears(/เลือกสิ่งที่จะเผยแพร่/)
    await ethics.says('1')
    await ethics.hears(/เลือกผู้รับ/)
    await ethics.presses(/กลุ่ม/)
    await ethics.hears(/โปรดตรวจสอบก่อนเผยแพร่/)
    await ethics.presses('ยืนยัน')
    await agency.settle()

    for (const person of everybody.slice(0, 10)) await person.in(group).presses('อ่านฉบับเต็ม')
    for (const person of everybody.slice(10, 113)) {
      await person.says('รับทราบ')
      await person.hears(/No Gift Policy/)
      await person.presses('รับทราบ')
      await person.hears(/ข้อความฉบับเต็มของประกาศ/)
    }
    await agency.settle()
    expect(await agency.connection.collection('acknowledgements').countDocuments()).to.equal(0)
    agency.passTime(15_000)
    for (const person of everybody.slice(0, 100)) await person.in(group).presses('รับทราบ')
    for (const person of everybody.slice(100, 113)) {
      await person.presses('รับทราบ')
      await person.hears(/บันทึกการรับทราบแล้ว/)
    }
    await agency.settle()
    await everybody[0]?.in(group).presses('รับทราบ')
    await agency.settle()
    expect(group.texts().at(-1)).to.contain('รับทราบเรื่องนี้ไว้แล้ว')

    await ethics.says('ความคืบหน้า')
    const progress = await ethics.hears(/ความคืบหน้า/)
    expect(progress.text)
      .to.match(/113/)
      .and.match(/114/)
      .and.match(/99\.12/)
    const kept = await agency.connection.collection('acknowledgements').countDocuments()
    expect(kept).to.equal(113)
  })

  it('When somebody who is not linked presses รับทราบ, then they are told how to link and can finish afterwards', async () => {
    const last = everybody[113]
    if (!last) throw new Error('nobody')
    const stranger = await agency.citizen('ผู้มาใหม่')
    await stranger.says('รับทราบ')
    expect((await stranger.hears(/ลงทะเบียน/)).text).to.contain('ลงทะเบียน')
    await last.in(group).presses('รับทราบ')
    await agency.settle()
    expect(group.texts().at(-1)).to.contain('ขอเชิญอ่านฉบับเต็มก่อน')
    await last.says('รับทราบ')
    await agency.settle()
    await last.presses('อ่านฉบับเต็ม')
    await agency.settle()
    agency.passTime(15_000)
    await last.in(group).presses('รับทราบ')
    await agency.settle()
    await ethics.says('ความคืบหน้า')
    expect((await ethics.hears(/ความคืบหน้า/)).text).to.match(/100\.00/)
  })

  it('When a clerk reports in private, then it is sealed to the recipient alone and the month counts one more', async () => {
    const clerk = everybody[7]
    if (!clerk) throw new Error('nobody')
    await clerk.says('แจ้งเบาะแส')
    await clerk.hears(/ยังไม่พร้อมรับแจ้งเบาะแส/)
    const keys = await makeRecipientKeys()
    await agency.product.features.recipients.add({
      name: 'ผู้รับเรื่อง',
      publicKey: keys.publicKey,
      addedOn: '2026-11-20',
    })

    await clerk.says('แจ้งเบาะแส')
    expect((await clerk.hears(/ใครเห็นอะไรบ้าง/)).text).to.match(/LINE ทราบ/)
    await clerk.presses('ยอมรับและเริ่ม')
    await clerk.hears(/เรื่องนี้เป็นเรื่องใด/)
    await clerk.presses('ทุจริต/ประพฤติมิชอบ')
    await clerk.hears(/หน่วยงานนี้หรือหน่วยงานอื่น/)
    await clerk.presses('หน่วยงานนี้')
    await clerk.hears(/ใกล้เคียงกับข้อใด/)
    await clerk.presses('เรียกรับสินบน')
    await clerk.hears(/เกิดอะไรขึ้น/)
    await clerk.says('หัวหน้าเรียกเงินค่าเซ็นเอกสาร CANARY-7F3A')
    await clerk.hears(/รับข้อความแล้ว/)
    await clerk.presses('ต่อไป')
    await clerk.hears(/ใครเกี่ยวข้อง/)
    await clerk.presses('ข้าม')
    await clerk.hears(/เกิดขึ้นเมื่อใด/)
    await clerk.presses('ไม่ทราบ')
    await clerk.hears(/เกิดขึ้นที่ใด/)
    await clerk.says('ห้องพัสดุ ชั้น 2')
    await clerk.hears(/ทราบเรื่องนี้ได้อย่างไร/)
    await clerk.presses('เห็นเอง')
    await clerk.hears(/มีหลักฐานหรือไม่/)
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } })
      .jpeg()
      .toBuffer()
    await clerk.sendsPicture(picture)
    await clerk.hears(/รับหลักฐานแล้ว/)
    await clerk.presses('ต่อไป')
    await clerk.hears(/ยินยอมให้แจ้งเตือน/)
    await clerk.presses('ไม่ต้องแจ้งเตือน')
    await clerk.hears(/เจ้าหน้าที่จะตรวจสอบเรื่องที่ไม่ลงชื่อได้ง่ายขึ้น/)
    await clerk.presses('ข้าม')
    expect((await clerk.hears(/ตรวจทาน/)).text).to.contain('CANARY-7F3A')
    await clerk.presses('ส่งเรื่อง')
    await clerk.hears(/ส่งเรื่องเรียบร้อยแล้ว/)
    await agency.settle()

    expect(await agency.connection.collection('complaints').countDocuments()).to.equal(1)
    const stored = await everythingStored(agency)
    expect(stored).to.not.contain('CANARY-7F3A')
    expect(stored).to.not.contain(clerk.userId)
    expect(agency.logged()).to.not.contain('CANARY-7F3A')
    expect(agency.logged()).to.not.contain(clerk.userId)
    await theRecipientReads(agency, keys)
  })

  it('When an officer asks สถิติ, then the table in the chat and GET /statistics.json say the same: from the next day on', async () => {
    const today = await (await fetch(`${agency.url}/statistics.json?fiscalYear=2570`)).json()
    expect(today).to.include({ total: 0, completed: 0, inProgress: 0 })
    agency.passTime(86_400_000)
    await officer.says('สถิติ ปีงบ ๒๕๗๐')
    const card = await officer.hears(/2570|๒๕๗๐/)
    const json = await (await fetch(`${agency.url}/statistics.json?fiscalYear=2570`)).json()
    expect(json).to.include({ fiscalYear: 2570, total: 1, completed: 0, inProgress: 1 })
    expect(json.months).to.have.length(12)
    expect(json.months[1]).to.include({ month: '2569-11', total: 1, completed: 0, inProgress: 1 })
    expect(json.months[0]).to.include({ month: '2569-10', total: 0 })
    expect(card.text).to.match(/พ\.ย\. (25)?69/)
    await group.adds(officer)
    await officer.in(group).says('/สถิติ')
    await officer.in(group).hears(/2570|๒๕๗๐/)
    await officer.says('สถิติ ไตรมาส 1/2570')
    await officer.hears(/ไตรมาส 1/)
  })

  it('When a citizen asks for statistics, then the refusal is polite and stands in the audit chain', async () => {
    const citizen = await agency.citizen('ประชาชน')
    await citizen.says('สถิติ')
    await citizen.hears(/เฉพาะผู้ที่ได้รับมอบหมาย/)
    const refused = await agency.connection.collection('audit').countDocuments({ outcome: 'refused' })
    expect(refused).to.equal(1)
  })

  it('When a tip is typed in the group, then the bot neither answers nor stores it', async () => {
    const before = group.texts().length
    await everybody[3]?.in(group).says('ผอ. รับสินบน CANARY-GROUP')
    await everybody[3]?.in(group).says('ผอ. รับสินบน CANARY-GROUP', { mention: true })
    await everybody[3]?.in(group).says('/แจ้งเบาะแส ผอ. รับสินบน CANARY-GROUP')
    await agency.settle()
    expect(group.texts()).to.have.length(before)
    expect(await everythingStored(agency)).to.not.contain('CANARY-GROUP')
    expect(agency.logged()).to.not.contain('CANARY-GROUP')
  })
})

/** Every document of every collection, byte by byte as it lies in the database. */
async function everythingStored({ connection }: Agency): Promise<string> {
  const parts: Buffer[] = []
  for (const collection of (await connection.db?.collections()) ?? []) {
    for (const row of await collection.find().toArray()) parts.push(Buffer.from(BSON.serialize(row)))
  }
  return Buffer.concat(parts).toString('utf8')
}

async function theRecipientReads({ connection }: Agency, keys: RecipientKeys): Promise<void> {
  const model = createCasesModel(connection)
  const row = await connection.collection('complaints').findOne()
  const tip = await model.find(String(row?._id))
  const sealedKey = tip?.envelope.recipients[0]?.sealedKey
  const sealedBody = fromStored(tip?.envelope.body ?? '')
  if (!tip || !sealedKey || !sealedBody) throw new Error('The tip has no envelope')
  const caseKey = await openKey(keys, sealedKey)
  const body = readCaseBody(await openPart(caseKey, bodyPlace(tip.caseId), sealedBody))
  expect(JSON.stringify(body)).to.contain('CANARY-7F3A').and.contain('ห้องพัสดุ ชั้น 2')
  expect(body.category).to.equal('bribery')
  expect(body.pictures).to.have.length(1)
  for (const { clean, original } of body.pictures) {
    expect(await model.hasAttachment(tip.caseId, clean.id)).to.equal(true)
    expect(await model.hasAttachment(tip.caseId, original.id)).to.equal(true)
  }
}
