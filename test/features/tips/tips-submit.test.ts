import { expect } from 'chai'
import sharp from 'sharp'
import { bodyPlace, cleanPlace, originalPlace, type SealedCase } from '../../../src/features/cases/case.js'
import { readCaseBody } from '../../../src/features/cases/case-body.js'
import { createCasesModel } from '../../../src/features/cases/cases-model.js'
import type { ComplaintsRules } from '../../../src/features/complaints/complaints-rules.js'
import { addDays, dayInBangkok, startOfDay } from '../../../src/i18n/calendar/bangkok-time.js'
import { openKey, openPart, type RecipientKeys, VaultBroken } from '../../../src/sealing/vault.js'
import { fromStored } from '../../../src/sealing/vault-encoding.js'
import { createRecipients } from '../../../src/security/vault-recipients.js'
import { withDatabase } from '../../harness/test-database.js'
import {
  addOfficer,
  agencyOn,
  beginTip,
  eventAt,
  photograph,
  picture,
  privateTurn,
  skipTo,
  toCategory,
  walkToSummary,
} from './tip-walk.js'

describe('A tip that is sent', () => {
  const database = withDatabase()
  const connection = () => database()
  const count = (name: string) => connection().collection(name).countDocuments()

  async function openTip({ caseId, envelope }: SealedCase, officer: RecipientKeys) {
    const keys = []
    for (const { sealedKey, sealedOriginalsKey } of envelope.recipients)
      try {
        keys.push([await openKey(officer, sealedKey), await openKey(officer, sealedOriginalsKey)] as const)
      } catch (error) {
        if (!(error instanceof VaultBroken)) throw error
      }
    const [[caseKey, originalsKey] = expect.fail('Sealed to somebody else')] = keys
    const body = readCaseBody(
      await openPart(caseKey, bodyPlace(caseId), fromStored(envelope.body) ?? new Uint8Array()),
    )
    return { body, caseKey, originalsKey }
  }

  async function sealedAs(caseId: string, id: string): Promise<Uint8Array> {
    return (
      (await createCasesModel(connection()).findAttachment(caseId, id))?.sealed ??
      expect.fail('No attachment')
    )
  }

  async function onlyTip(): Promise<SealedCase> {
    const rows = await connection().collection<{ _id: string }>('cases').find().toArray()
    expect(rows).to.have.length(1)
    return (await createCasesModel(connection()).find(rows[0]?._id ?? '')) ?? expect.fail('No tip')
  }

  it('When it is sent, then each officer opens every answer and every picture with the private key alone', async () => {
    const officers = [await addOfficer(connection(), 'ก'), await addOfficer(connection(), 'ข')]
    const bytes = await photograph('red')
    const walk = await walkToSummary(agencyOn(connection()), 'คำ', bytes)
    await walk.choose('ส่งเรื่อง')
    expect(walk.step).to.equal(undefined)
    const tip = await onlyTip()
    for (const officer of officers) {
      const { body, caseKey, originalsKey } = await openTip(tip, officer)
      expect(body).to.deep.include({
        category: 'bribery',
        texts: ['what', 'who', 'when', 'where'].map((about) => ({ about, words: `คำ ${about}` })),
        unknown: [],
      })
      const [shown = expect.fail('No picture')] = body.pictures
      const clean = await openPart(
        caseKey,
        cleanPlace(tip.caseId, shown.clean.id),
        await sealedAs(tip.caseId, shown.clean.id),
      )
      expect((await sharp(clean).metadata()).exif).to.equal(undefined)
      const place = originalPlace(tip.caseId, shown.original.id)
      const original = await openPart(originalsKey, place, await sealedAs(tip.caseId, shown.original.id))
      expect(Buffer.from(original).equals(bytes)).to.equal(true)
    }
  })

  it('When it is sent, then it is counted once as corruption that came by LINE, on the day in Bangkok', async () => {
    await addOfficer(connection())
    const agency = agencyOn(connection())
    const walk = await walkToSummary(agency, 'คำ', await photograph('red'))
    await walk.choose('ส่งเรื่อง')
    const { caseId } = await onlyTip()
    expect(await agency.complaints.find(caseId)).to.deep.include({
      id: caseId,
      kind: 'corruption',
      category: 'bribery',
      channel: 'line',
      receivedOn: '2026-01-16',
      status: 'received',
    })
  })

  it('When it is sent, then the person is thanked, told what happens next, and given no number', async () => {
    await addOfficer(connection())
    const walk = await walkToSummary(agencyOn(connection()), 'คำ', await photograph('red'))
    const { caseId } = walk.draft
    await walk.choose('ส่งเรื่อง')
    expect(walk.said).to.include('15 วัน').and.include('ไม่เห็นว่าท่านเป็นใคร').and.include('ลบแชตนี้')
    expect(walk.said).not.to.include(caseId)
  })

  it('When no category was chosen, then it is counted all the same and the officer sees that none was chosen', async () => {
    const officer = await addOfficer(connection())
    const agency = agencyOn(connection())
    const walk = await beginTip(agency)
    await toCategory(walk)
    await walk.choose('ข้าม')
    await walk.say('เรื่องเดียว')
    await walk.choose('ต่อไป')
    await skipTo(walk, 'checkingSummary')
    await walk.choose('ส่งเรื่อง')
    const tip = await onlyTip()
    expect((await openTip(tip, officer)).body.category).to.equal(undefined)
    expect((await agency.complaints.find(tip.caseId))?.kind).to.equal('corruption')
  })

  it('When the last recipient is gone at the end, then nothing is stored, and the tip can be sent when one is back', async () => {
    await addOfficer(connection())
    const agency = agencyOn(connection())
    const walk = await walkToSummary(agency, 'คำ', await photograph('red'))
    await connection().collection('vault_recipients').deleteMany({})
    await walk.choose('ส่งเรื่อง')
    expect(walk.said).to.include('ยังไม่ถูกส่งไปที่ใด')
    for (const name of ['cases', 'case_attachments', 'complaints'])
      expect(await count(name), name).to.equal(0)
    await addOfficer(connection())
    await walk.choose('ส่งเรื่อง')
    expect(walk.step).to.equal(undefined)
    expect(await count('cases')).to.equal(1)
  })

  it('When the process dies before the tip is counted, then the same submit finishes it and nothing is doubled', async () => {
    const officer = await addOfficer(connection())
    let dies = true
    const whole = agencyOn(connection())
    const register: ComplaintsRules['register'] = async (complaint) => {
      if (dies) throw new Error('killed')
      return whole.complaints.register(complaint)
    }
    const agency = agencyOn(connection(), register)
    const walk = await walkToSummary(agency, 'คำ', await photograph('red'))
    const { draft } = walk
    expect(await agency.tips.rules.submit(draft, privateTurn('submit')).catch(() => 'died')).to.equal('died')
    expect(await count('cases')).to.equal(1)
    const before = await onlyTip()
    dies = false
    // Twice: the event may run again after it was finished, too.
    for (let run = 0; run < 2; run += 1)
      expect(await agency.tips.rules.submit(draft, privateTurn('submit'))).to.include({ ok: true })
    expect(await onlyTip()).to.deep.equal(before)
    expect([
      await count('case_attachments'),
      await count('complaints'),
      await count('tip_draft_parts'),
    ]).to.deep.equal([2, 1, 0])
    expect((await openTip(before, officer)).body.pictures).to.have.length(1)
  })

  it('When the second run comes after midnight, then it is the same complaint', async () => {
    await addOfficer(connection())
    const agency = agencyOn(connection())
    const walk = await walkToSummary(agency, 'คำ', await photograph('red'))
    const { draft } = walk
    agency.now.at = new Date('2026-01-15T16:59:59Z')
    await agency.tips.rules.submit(draft, { ...privateTurn('submit'), at: new Date('2026-01-15T17:00:01Z') })
    agency.now.at = new Date('2026-01-15T17:00:02Z')
    expect(
      await agency.tips.rules.submit(draft, {
        ...privateTurn('submit'),
        at: new Date('2026-01-15T17:00:01Z'),
      }),
    ).to.include({ ok: true })
    expect((await agency.complaints.find(draft.caseId))?.receivedOn).to.equal('2026-01-15')
  })

  it('When pictures have died before it is sent, then the person is told and decides, and nothing is stored yet', async () => {
    await addOfficer(connection())
    const agency = agencyOn(connection())
    const walk = await walkToSummary(agency, 'คำ', await photograph('red'))
    // The end of a day, so that no row tells when it was made: of the day in which the draft's 24 hours end.
    const end = startOfDay(addDays(dayInBangkok(eventAt), 2)).getTime()
    expect(await agency.tips.rules.drafts.purgeExpiredDrafts(new Date(end - 1000))).to.equal(0)
    expect(await agency.tips.rules.drafts.purgeExpiredDrafts(new Date(end))).to.equal(2)
    await walk.choose('ส่งเรื่อง')
    expect(walk.step).to.equal('checkingSummary')
    expect(walk.said).to.include('หมดเวลา').and.include('แก้หลักฐาน').and.include('คำ what')
    expect(await count('cases')).to.equal(0)
    await walk.choose('แก้หลักฐาน')
    await walk.send(picture('again', { ok: true, bytes: await photograph('blue'), mime: 'image/jpeg' }))
    await walk.choose('ต่อไป')
    await walk.choose('ส่งเรื่อง')
    expect([await count('cases'), await count('case_attachments')]).to.deep.equal([1, 2])
  })

  it('When a picture is as large as LINE lets it be, then it is stored whole', async () => {
    const officer = await addOfficer(connection())
    const agency = agencyOn(connection())
    const walk = await walkToSummary(agency, 'คำ', await photograph('red'))
    const small = await photograph('white')
    // Bytes after the end of a JPEG are not shown, and they are kept with the original.
    const bytes = Buffer.concat([small, Buffer.alloc(10_000_000 - small.length, 1)])
    await walk.choose('แก้หลักฐาน')
    await walk.send(picture('large', { ok: true, bytes, mime: 'image/jpeg' }))
    await walk.choose('ต่อไป')
    await walk.choose('ส่งเรื่อง')
    const tip = await onlyTip()
    const { body, originalsKey } = await openTip(tip, officer)
    const id = body.pictures[1]?.original.id ?? expect.fail('No second picture')
    const original = await openPart(
      originalsKey,
      originalPlace(tip.caseId, id),
      await sealedAs(tip.caseId, id),
    )
    expect(Buffer.from(original).equals(bytes)).to.equal(true)
  })

  it('When a recipient is added later, then what was sealed before stays closed to them', async () => {
    await addOfficer(connection())
    const walk = await walkToSummary(agencyOn(connection()), 'คำ', await photograph('red'))
    await walk.choose('ส่งเรื่อง')
    await addOfficer(connection(), 'ใหม่')
    expect(await createRecipients(connection()).list()).to.have.length(2)
    expect((await onlyTip()).envelope.recipients).to.have.length(1)
  })
})
