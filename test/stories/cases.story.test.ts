import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { bodyPlace } from '../../src/features/cases/case.js'
import { makeRecipientKeys, newCaseKey, sealKeyFor, sealPart } from '../../src/sealing/vault.js'
import { newVaultId, toStored } from '../../src/sealing/vault-encoding.js'
import { type Agency, startAgency } from '../harness/agency.js'

describe('Story: officers run their cases in chat', () => {
  let agency: Agency
  let officer: LinePerson
  let recipientId: string
  let publicKey: string
  beforeEach(async () => {
    // A Friday.
    agency = await startAgency({ now: new Date('2026-11-20T03:00:00Z') })
    officer = await agency.officer('officer')
    publicKey = (await makeRecipientKeys()).publicKey
    const added = await agency.product.features.recipients.add({
      ...{ name: 'กลุ่มงานจริยธรรม', publicKey, addedOn: '2026-11-01' },
    })
    if (!added.ok) throw new Error(added.why)
    recipientId = added.recipient.id
  })
  afterEach(() => agency.stop())

  async function file(receivedOn: string, leftOut: readonly string[] = []): Promise<string> {
    const caseId = newVaultId()
    const key = newCaseKey()
    const body = await sealPart(key, bodyPlace(caseId), new TextEncoder().encode('ความลับของผู้แจ้ง'))
    await agency.product.features.cases.filing.file({
      caseId,
      envelope: {
        version: 1,
        recipients: [
          {
            recipientId,
            sealedKey: await sealKeyFor(publicKey, key),
            sealedOriginalsKey: await sealKeyFor(publicKey, newCaseKey()),
          },
        ],
        body: toStored(body),
      },
      ...{ sort: { kind: 'corruption', category: 'bribery' }, channel: 'line', by: 'system' },
      ...{ receivedOn: receivedOn as never, leftOut },
    })
    return caseId
  }
  const night = () => agency.product.runJob('case-numbers')
  const last = () => officer.texts().at(-1)

  it('When an officer types เรื่อง, then the open cases come by what is due first, and never a word of content', async () => {
    await file('2026-11-01')
    await file('2026-11-18')
    await night()
    await officer.says('เรื่อง')
    const list = await officer.hears(/ที่ยังดำเนินการอยู่ 2 เรื่อง/)
    expect(list.text)
      .to.match(/เกินกำหนด 4 วัน[\s\S]*เหลือ 13 วัน/)
      .and.not.to.include('ความลับ')
    expect(officer.chat().pressableLabels()).to.include.members(['ของฉัน 0', 'ยังไม่มีผู้รับ 2', 'เกินกำหนด 1'])
    await officer.presses('เกินกำหนด 1')
    await officer.hears(/ที่ยังดำเนินการอยู่ 1 เรื่อง/)
  })

  it('When there are more cases than a card holds, then the officer turns the pages', async () => {
    for (let number = 0; number < 8; number += 1) await file('2026-11-18')
    await night()
    await officer.says('เรื่อง')
    await officer.hears(/หน้า 1 จาก 2 หน้า/)
    await officer.presses('หน้าถัดไป')
    await officer.hears(/หน้า 2 จาก 2 หน้า/)
    await officer.presses('หน้าก่อน')
    await officer.hears(/หน้า 1 จาก 2 หน้า/)
  })

  it('When an officer opens a case by its number, then status changes only after a confirmation and by an allowed way', async () => {
    const caseId = await file('2026-11-18')
    await night()
    await officer.says('เรื่อง ๑/๒๕๗๐')
    await officer.hears(/ท 1\/2570[\s\S]*รับเรื่องแล้ว/)
    await officer.presses('เปลี่ยนสถานะ')
    await officer.hears(/เปลี่ยนเป็นสถานะใด/)
    expect(officer.chat().pressableLabels()).to.include.members(['ตรวจสอบข้อเท็จจริง', 'คอนโซล'])
    expect(officer.chat().pressableLabels()).not.to.include('ดำเนินการแล้วเสร็จ')
    await officer.presses('ตรวจสอบข้อเท็จจริง')
    await officer.hears(/ยืนยันหรือไม่/)
    const { complaints } = agency.product.features
    expect((await complaints.rules.find(caseId))?.status).to.equal('received')
    await officer.presses('ยืนยัน')
    await officer.hears(/เปลี่ยนสถานะเป็น อยู่ระหว่างตรวจสอบข้อเท็จจริง แล้ว/)
    expect((await complaints.rules.find(caseId))?.status).to.equal('factFinding')
  })

  it('When somebody else was faster, then the officer is told and nothing is overwritten', async () => {
    const caseId = await file('2026-11-18')
    await night()
    await officer.says('เรื่อง 1')
    await officer.hears(/ท 1\/2570/)
    await officer.presses('เปลี่ยนสถานะ')
    await officer.hears(/เปลี่ยนเป็นสถานะใด/)
    await officer.presses('ตรวจสอบข้อเท็จจริง')
    await officer.hears(/ยืนยันหรือไม่/)
    const { rules } = agency.product.features.complaints
    await rules.changeStatus({ id: caseId, to: 'inProgress', on: '2026-11-20' as never, by: 'other' })
    await officer.presses('ยืนยัน')
    await officer.hears(/มีผู้เปลี่ยนไปก่อนแล้ว/)
    expect((await rules.find(caseId))?.status).to.equal('inProgress')
  })

  it('When destruction is put on hold, then letting go of it is asked about first', async () => {
    const caseId = await file('2026-11-18')
    await night()
    const held = async () => (await agency.product.features.cases.work.find(caseId))?.hold
    await officer.says('เรื่อง 1')
    await officer.hears(/ท 1\/2570/)
    await officer.presses('ระงับการทำลาย')
    await officer.hears(/ระงับการทำลายข้อมูลไว้/)
    expect(await held()).to.equal(true)
    await officer.presses('เลิกระงับการทำลาย')
    await officer.hears(/ยืนยันหรือไม่/)
    expect(await held()).to.equal(true)
    await officer.presses('ยืนยัน')
    await officer.hears(/เลิกระงับการทำลายแล้ว/)
    expect(await held()).to.equal(false)
  })

  it('When a case leaves somebody out, then its number is answered like one that is not there', async () => {
    await file('2026-11-18', ['somebody'])
    await night()
    await officer.says('เรื่อง 1/2570')
    const hidden = await officer.hears(/ไม่พบเรื่อง/)
    await officer.says('เรื่อง 99/2570')
    await agency.settle()
    expect(last()).to.deep.equal(hidden.text)
    await officer.says('เรื่อง')
    await officer.hears(/ขณะนี้ไม่มีเรื่องที่ต้องดำเนินการ/)
  })

  it('When it is asked in a group, or by somebody without the role, then nothing is shown', async () => {
    await file('2026-11-18')
    const staff = await agency.staff(0)
    const group = await agency.group([officer, staff], await agency.officer('ethics'), 'กองกลาง')
    const before = officer.in(group).chat().received.length
    await officer.in(group).says('/เรื่อง')
    await agency.settle()
    expect(officer.in(group).chat().received.length).to.equal(before)
    await staff.says('เรื่อง')
    await agency.settle()
    expect(staff.texts().join()).not.to.match(/ที่ยังดำเนินการอยู่/)
  })

  it('When a working morning comes, then officers get one letter, and a second run of the job sends nothing', async () => {
    await file('2026-11-19')
    await file('2026-11-19')
    await night()
    await agency.product.runJob('case-letters')
    await officer.hears(/สรุปเช้านี้[\s\S]*เรื่องทุจริตที่รับใหม่[\s\S]*2 เรื่อง/)
    const heard = officer.chat().received.length
    await agency.product.runJob('case-letters')
    await agency.settle()
    expect(officer.chat().received.length).to.equal(heard)
    await officer.presses('เรื่อง')
    await officer.hears(/ที่ยังดำเนินการอยู่ 2 เรื่อง/)
  })

  it('When cases are worked on, then the log has no number, no category and no word of theirs', async () => {
    await file('2026-11-19')
    await night()
    await agency.product.runJob('case-letters')
    await officer.says('เรื่อง 1')
    await officer.hears(/ท 1\/2570/)
    expect(agency.logged()).not.to.match(/ท 1\/2570|bribery|สินบน|ความลับ/)
  })
})
