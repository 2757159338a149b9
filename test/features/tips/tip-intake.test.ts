import { expect } from 'chai'
import { bodyPlace, originalPlace } from '../../../src/features/cases/case.js'
import { type CaseBody, readCaseBody } from '../../../src/features/cases/case-body.js'
import { createCasesModel } from '../../../src/features/cases/cases-model.js'
import { knownCase } from '../../../src/features/cases/known-case.js'
import { openKey, openPart, type RecipientKeys } from '../../../src/sealing/vault.js'
import { fromStored } from '../../../src/sealing/vault-encoding.js'
import { createRecipients } from '../../../src/security/vault-recipients.js'
import { withDatabase } from '../../harness/test-database.js'
import {
  addOfficer,
  agencyOn,
  beginTip,
  photograph,
  picture,
  skipTo,
  toCategory,
  type Walk,
  walkToSummary,
} from './tip-walk.js'

const story = 'เจ้าหน้าที่พัสดุรับซองขาวจากผู้รับเหมาก่อนเปิดซองประมูลงานก่อสร้างถนน'
const file = (kind: 'video' | 'audio' | 'file', bytes: Buffer, key: string = kind) => ({
  ...picture(key, { ok: true, bytes, mime: 'application/octet-stream' }),
  kind,
})

describe('Telling a tip, deepened', () => {
  const database = withDatabase()
  const connection = () => database()

  async function begun(language: 'th' | 'en' = 'th') {
    const officer = await addOfficer(connection())
    const agency = agencyOn(connection())
    return { officer, agency, walk: await beginTip(agency, language) }
  }

  async function opened(
    officer: RecipientKeys,
  ): Promise<{ body: CaseBody; caseId: string; caseKey: Uint8Array }> {
    const [row] = await connection().collection<{ _id: string }>('cases').find().toArray()
    const found = (await createCasesModel(connection()).find(row?._id ?? '')) ?? expect.fail('No case')
    const [keys = expect.fail('Sealed to nobody')] = found.envelope.recipients
    const body = fromStored(found.envelope.body) ?? new Uint8Array()
    const caseKey = await openKey(officer, keys.sealedKey)
    return {
      body: readCaseBody(await openPart(caseKey, bodyPlace(found.caseId), body)),
      caseId: found.caseId,
      caseKey,
    }
  }

  const sends = async (walk: Walk) => {
    await walk.choose('ส่งเรื่อง')
    if (walk.step === 'checkingSelf') await walk.choose('ส่งตามนี้')
  }

  it('When a tip begins, then the other way is one tap away and opens outside LINE', async () => {
    const { walk } = await begun()
    expect(JSON.stringify(walk.messages)).to.include('https://agency.example/report?openExternalBrowser=1')
    expect(walk.said).to.include('ไม่ให้ผ่าน LINE')
  })

  it('When only choices are tapped after the story, then the officer has them all, and few taps were needed', async () => {
    const { officer, walk } = await begun()
    await toCategory(walk)
    await walk.choose('จัดซื้อจัดจ้าง')
    await walk.say(story)
    await walk.choose('ต่อไป')
    for (const choice of ['ต่ำกว่า ผอ.กอง', 'สัปดาห์นี้', 'ในที่ทำการ']) {
      await walk.choose(choice)
      expect(walk.said).to.include(`รับแล้ว: ${choice}`)
      await walk.choose('ต่อไป')
    }
    await walk.choose('เห็นเอง')
    await skipTo(walk, 'checkingSummary')
    expect(walk.said).to.include('ต่ำกว่า ผอ.กอง').and.include('สัปดาห์นี้').and.include('เห็นเอง')
    await sends(walk)
    const { body } = await opened(officer)
    expect(body).to.deep.include({ kind: 'corruption', agency: 'own', category: 'procurement' })
    expect(body.chosen).to.deep.equal([
      { about: 'who', value: 'belowDirector' },
      { about: 'when', value: 'thisWeek' },
      { about: 'where', value: 'agency' },
      { about: 'howKnown', value: 'saw' },
    ])
  })

  it('When somebody of rank is named, then the guide says who hears that too, in the words of the agency if it has any', async () => {
    const { agency, walk } = await begun()
    await toCategory(walk)
    await skipTo(walk, 'namingWho')
    await walk.choose('ผอ.กองขึ้นไป')
    expect(walk.said).to.include('ป.ป.ช.').and.include('1205')
    const guideTexts = { director: { th: 'โทร 9999', en: 'Call 9999' } }
    expect((await agency.settings.change({ guideTexts }, 'system')).ok).to.equal(true)
    const again = await beginTip(agency)
    await toCategory(again)
    await skipTo(again, 'namingWho')
    await again.choose('ผอ.กองขึ้นไป')
    expect(again.said).to.include('โทร 9999').and.not.include('1205')
  })

  it('When it concerns another agency, then the person reads where to go and can tell it here all the same', async () => {
    const { officer, walk } = await begun()
    await walk.choose('ยอมรับและเริ่ม')
    await walk.choose('ทุจริต/ประพฤติมิชอบ')
    await walk.choose('หน่วยงานอื่น')
    expect(walk.said).to.include('1567').and.include('1206')
    await walk.choose('แจ้งที่นี่ต่อ')
    await skipTo(walk, 'describingWhat')
    await walk.say(story)
    await skipTo(walk, 'checkingSummary')
    expect(walk.said).to.include('เรื่องของหน่วยงานอื่น')
    await sends(walk)
    expect((await opened(officer)).body.agency).to.equal('other')
  })

  it('When it is a general complaint, then it has its own categories, asks less and is counted as general', async () => {
    const { agency, walk } = await begun()
    await walk.choose('ยอมรับและเริ่ม')
    await walk.choose('ร้องเรียนทั่วไป')
    await walk.choose('หน่วยงานนี้')
    await walk.choose('ความเดือดร้อน')
    await walk.say('ท่อระบายน้ำหน้าสำนักงานตัน')
    const passed: unknown[] = []
    while (walk.step !== 'checkingSummary') {
      passed.push(walk.step)
      await walk.choose('ข้าม')
    }
    expect(passed).to.deep.equal([
      'describingWhat',
      'tellingWhen',
      'tellingWhere',
      'sendingEvidence',
      'choosingNotice',
    ])
    const { caseId } = walk.draft
    await sends(walk)
    expect(await agency.complaints.find(caseId)).to.include({ kind: 'general', category: 'publicTrouble' })
  })

  it('When general complaints have officers of their own, then corruption is not sealed to them, nor the other way round', async () => {
    const keys = await Promise.all(
      (['general', 'corruption'] as const).map(async (kind) => {
        const officer = await addOfficer(connection(), kind, [kind])
        return { kind, officer }
      }),
    )
    const agency = agencyOn(connection())
    for (const { kind, officer } of keys) {
      const walk = await beginTip(agency)
      await walk.choose('ยอมรับและเริ่ม')
      await walk.choose(kind === 'general' ? 'ร้องเรียนทั่วไป' : 'ทุจริต/ประพฤติมิชอบ')
      await skipTo(walk, 'describingWhat')
      await walk.say(story)
      await skipTo(walk, 'checkingSummary')
      const { caseId } = walk.draft
      await sends(walk)
      const found = await createCasesModel(connection()).find(caseId)
      const [own] = (await createRecipients(connection()).list()).filter(
        ({ publicKey }) => publicKey === officer.publicKey,
      )
      expect(found?.envelope.recipients.map(({ recipientId }) => recipientId)).to.deep.equal([own?.id])
    }
  })

  it('When nobody takes a kind, then the person reads it before telling anything', async () => {
    await addOfficer(connection(), 'ทั่วไป', ['general'])
    const walk = await beginTip(agencyOn(connection()))
    await walk.choose('ยอมรับและเริ่ม')
    await walk.choose('ทุจริต/ประพฤติมิชอบ')
    expect(walk.step).to.equal('choosingKind')
    expect(walk.said).to.include('ไม่มีสิ่งใดถูกเก็บไว้')
  })

  it('When an officer is named in a tip, then it is not sealed to that officer, who is told nothing', async () => {
    const named = await addOfficer(connection(), 'นายสมชาย ใจดีประเสริฐ')
    const other = await addOfficer(connection(), 'ผู้ตรวจสอบภายใน')
    const walk = await walkToSummary(agencyOn(connection()), 'สมชาย  ใจดีประเสริฐ', await photograph('red'))
    const { caseId } = walk.draft
    await sends(walk)
    const ids = await createRecipients(connection()).list()
    const idOf = ({ publicKey }: RecipientKeys) => ids.find((one) => one.publicKey === publicKey)?.id
    const found = await createCasesModel(connection()).find(caseId)
    const keysFor = (officer: RecipientKeys) =>
      found?.envelope.recipients.find(({ recipientId }) => recipientId === idOf(officer))
    await openKey(other, keysFor(other)?.sealedKey ?? '')
    // A blank: it looks like the others' and opens for nobody.
    const blank = keysFor(named) ?? expect.fail('The key that is missing would tell whom the case names')
    expect(await openKey(named, blank.sealedKey).catch((error: Error) => error.name)).to.equal('VaultBroken')
    const work = await connection().collection<{ _id: string }>('case_work').findOne({ _id: caseId })
    expect(JSON.stringify(work)).not.to.include(idOf(named))
    expect(walk.said).not.to.include('สมชาย')
  })

  for (const words of ['นพ.สมหมาย ใจตรง รับเงิน', 'หมอสมหมายรับเงิน', 'Dr. Sommhai Chaitrong took the money'])
    it(`When the accused is written ${words}, then it is not sealed to the accused`, async () => {
      const accused = await addOfficer(connection(), 'นายแพทย์สมหมาย ใจตรง')
      await addOfficer(connection(), 'ผู้ตรวจสอบภายใน')
      const walk = await walkToSummary(agencyOn(connection()), words, await photograph('red'))
      const { caseId } = walk.draft
      await sends(walk)
      const found = await createCasesModel(connection()).find(caseId)
      const opened = (found?.envelope.recipients ?? []).map(({ sealedKey }) =>
        openKey(accused, sealedKey).then(
          () => true,
          () => false,
        ),
      )
      expect(await Promise.all(opened)).to.deep.equal([false, false])
      expect(walk.said).not.to.include('สมหมาย')
    })

  it('When every officer is named in a tip, then nothing is stored and the person reads where else to go', async () => {
    await addOfficer(connection(), 'นายสมชาย ใจดีประเสริฐ')
    const walk = await walkToSummary(agencyOn(connection()), 'สมชาย ใจดีประเสริฐ', await photograph('red'))
    await sends(walk)
    expect(walk.step).to.equal('checkingSummary')
    expect(walk.said).to.include('1205').and.include('ยังไม่ส่งไปที่ใด')
    expect(await connection().collection('cases').countDocuments()).to.equal(0)
  })

  it('When what was told is thin, then what would help most is asked for once and never again', async () => {
    const { walk } = await begun()
    await toCategory(walk)
    await walk.choose('เรียกรับสินบน')
    await walk.say(story)
    await walk.choose('ต่อไป')
    while (walk.step !== 'addingMore') await walk.choose('ข้าม')
    expect(walk.said).to.include('ผู้เกี่ยวข้อง').and.include('ไม่ทราบก็ส่งได้')
    await walk.choose('เพิ่มข้อมูล')
    expect(walk.step).to.equal('namingWho')
    await walk.say('เจ้าหน้าที่พัสดุ')
    expect(walk.step).to.equal('checkingSummary')
    expect(walk.said).to.match(/ความครบถ้วนของข้อมูล 45%/)
    expect(walk.said).to.include('หากเพิ่ม “หลักฐาน”')
    await walk.choose('แก้สถานที่')
    await walk.choose('ไม่ทราบ')
    expect(walk.step).to.equal('checkingSummary')
  })

  it('When words show who tells, then they are pointed at before sending, masked, and can be made neutral', async () => {
    const { officer, walk } = await begun()
    await toCategory(walk)
    await walk.choose('เรียกรับสินบน')
    await walk.say(`ผมชื่อสมศรี ใจงาม โทร 081-234-5678 ${story}ครับ`)
    await skipTo(walk, 'checkingSummary')
    await walk.choose('ส่งเรื่อง')
    expect(walk.step).to.equal('checkingSelf')
    expect(walk.said)
      .to.include('ชื่อของท่าน')
      .and.include('หมายเลขโทรศัพท์ “081…78”')
      .and.not.include('081-234-5678')
    expect(await connection().collection('cases').countDocuments()).to.equal(0)
    await walk.choose('ปรับเป็นคำกลาง')
    expect(walk.step).to.equal('checkingSummary')
    await walk.choose('ส่งเรื่อง')
    expect(walk.step).to.equal(undefined)
    const [told] = (await opened(officer)).body.texts
    expect(told?.words).to.equal(`โทร […] ${story}`)
  })

  it('When the person would rather change such words, then they are asked for that part again; or it goes as it is', async () => {
    const { walk } = await begun()
    await toCategory(walk)
    await walk.choose('เรียกรับสินบน')
    await walk.say(`หนูเห็น ${story}`)
    await skipTo(walk, 'checkingSummary')
    await walk.choose('ส่งเรื่อง')
    await walk.choose('แก้ข้อความ')
    expect(walk.step).to.equal('describingWhat')
    await walk.say('ดิฉันเห็นเหมือนเดิม')
    await walk.choose('ต่อไป')
    await walk.choose('ส่งเรื่อง')
    expect(walk.step).to.equal('checkingSelf')
    await walk.choose('ส่งตามนี้')
    expect(walk.step).to.equal(undefined)
  })

  it('When videos, recordings and papers come, then what cannot be cleaned is kept as an original only, with a warning', async () => {
    const { officer, walk } = await begun()
    await toCategory(walk)
    await skipTo(walk, 'sendingEvidence')
    await walk.send(file('file', Buffer.from('%PDF-1.7 author canary')))
    expect(walk.said).to.include('ลบข้อมูลแฝง').and.include('คำเตือนก่อนเปิด')
    await walk.send(file('audio', Buffer.from([0xff, 0xfb, 0x90, 0x00, 1, 2, 3])))
    expect(walk.said).to.include('เสียงและสิ่งที่อยู่ในภาพ')
    await walk.send(file('file', await photograph('red'), 'picture-as-file'))
    expect(walk.draft.pictures).to.have.length(1)
    await skipTo(walk, 'checkingSummary')
    expect(walk.said).to.include('ภาพ 1 ภาพ').and.include('2 รายการ').and.include('ลบข้อมูลแฝงไม่ได้ 1 รายการ')
    await sends(walk)
    const { body, caseId, caseKey } = await opened(officer)
    expect(body.files.map(({ kind, clean }) => [kind, clean?.mime])).to.deep.equal([
      ['file', undefined],
      ['audio', 'audio/mpeg'],
    ])
    const [paper = expect.fail('No file')] = body.files
    const stored = await createCasesModel(connection()).findAttachment(caseId, paper.original.id)
    const original = await openPart(
      caseKey,
      originalPlace(caseId, paper.original.id),
      stored?.sealed ?? new Uint8Array(),
    )
    expect(Buffer.from(original).toString()).to.equal('%PDF-1.7 author canary')
    // So that its reporter opens it, too.
    expect(body.files.map(({ forReporter }) => forReporter)).to.deep.equal([true, undefined])
    expect(await connection().collection('case_attachments').countDocuments()).to.equal(5)
  })

  it('When notices were asked for, then the binding is made at the end, the case alone knows its name, and one tap ends it', async () => {
    const { officer, agency, walk } = await begun()
    await toCategory(walk)
    await skipTo(walk, 'describingWhat')
    await walk.say(story)
    await skipTo(walk, 'choosingNotice')
    expect(walk.said).to.include('ถอนได้ทุกเมื่อ').and.include('30 วัน')
    await walk.choose('ให้แจ้งเตือน')
    await skipTo(walk, 'checkingSummary')
    const bindings = connection().collection('notice_bindings')
    expect(await bindings.countDocuments()).to.equal(0)
    await sends(walk)
    const { body, caseId } = await opened(officer)
    expect(await agency.cases.notices.ring(knownCase(caseId), body.noticeId ?? '')).to.equal(true)
    expect(JSON.stringify(walk.messages)).to.include('เลิกแจ้งเตือน').and.not.include(body.noticeId)
  })

  it('When notices were not asked for, then there is no binding and the case has no name of one', async () => {
    const { officer, walk } = await begun()
    await toCategory(walk)
    await skipTo(walk, 'describingWhat')
    await walk.say(story)
    await skipTo(walk, 'checkingSummary')
    await sends(walk)
    expect((await opened(officer)).body.noticeId).to.equal(undefined)
    expect(await connection().collection('notice_bindings').countDocuments()).to.equal(0)
  })

  it('When a tip was sent, then a link to the receipt opens outside LINE, with its secret after the #', async () => {
    const { walk } = await begun()
    await toCategory(walk)
    await skipTo(walk, 'describingWhat')
    await walk.say(story)
    await skipTo(walk, 'checkingSummary')
    const { caseId, caseKey } = walk.draft
    await sends(walk)
    const said = JSON.stringify(walk.messages)
    expect(said).to.match(/https:\/\/agency\.example\/receipt\?openExternalBrowser=1#\w+/)
    for (const secret of [caseId, caseKey]) expect(said).not.to.include(secret)
  })

  it('When one chat has sent three tips in an hour, then the next is refused kindly, with the published numbers', async () => {
    const { agency } = await begun()
    const send = async () => {
      const walk = await beginTip(agency)
      if (walk.step === undefined) return walk
      await toCategory(walk)
      await skipTo(walk, 'describingWhat')
      await walk.say(story, `m${Math.random()}`)
      await skipTo(walk, 'checkingSummary')
      await sends(walk)
      return walk
    }
    for (let tip = 0; tip < 3; tip += 1) await send()
    const fourth = await send()
    expect(fourth.step).to.equal(undefined)
    expect(fourth.said).to.include('3 เรื่องต่อชั่วโมง').and.include('10 เรื่องต่อวัน')
    expect(await connection().collection('cases').countDocuments()).to.equal(3)
  })

  it('When an officer has muted the source of a case, then it is refused for a day in the same words', async () => {
    const { officer, agency, walk } = await begun()
    await toCategory(walk)
    await skipTo(walk, 'describingWhat')
    await walk.say(story)
    await skipTo(walk, 'checkingSummary')
    await sends(walk)
    const { body, caseId } = await opened(officer)
    expect(await agency.tips.rules.limits.mute(knownCase(caseId), body.muteId ?? '')).to.equal(true)
    expect((await beginTip(agency)).said).to.include('ยังรับเรื่องเพิ่มจากแชตนี้ไม่ได้')
    agency.now.at = new Date(agency.now.at.getTime() + 2 * 86_400_000)
    await agency.tips.purgeExpired()
    expect((await beginTip(agency)).step).to.equal('readingWhoSeesWhat')
  })

  it('When somebody begins to tell where a choice is asked for, then the words and pictures are kept', async () => {
    const { walk } = await begun()
    await walk.choose('ยอมรับและเริ่ม')
    await walk.say(story)
    expect(walk.step).to.equal('choosingKind')
    await walk.send(picture('early', { ok: true, bytes: await photograph('red'), mime: 'image/jpeg' }))
    await walk.choose('ข้าม')
    await walk.say('และอีกครั้งเมื่อเดือนก่อน')
    expect(walk.step).to.equal('choosingAgency')
    expect(walk.draft.texts.map(({ about }) => about)).to.deep.equal(['what', 'what'])
    expect(walk.draft.pictures).to.have.length(1)
  })

  it('When somebody types ส่งเรื่อง once more at the check of words, then it is sent; other words are no answer', async () => {
    const { walk } = await begun()
    await toCategory(walk)
    await skipTo(walk, 'describingWhat')
    await walk.say(`ผมเห็น ${story}`)
    await skipTo(walk, 'checkingSummary')
    await walk.choose('ส่งเรื่อง')
    await walk.say('อะไรนะ')
    expect(walk.step).to.equal('checkingSelf')
    await walk.say('ส่งเรื่อง')
    expect(walk.step).to.equal(undefined)
  })

  it('When the dialog is in English, then every step has its words and its choices fit', async () => {
    const { walk } = await begun('en')
    await walk.choose('Accept and begin')
    await walk.choose('Another complaint')
    await walk.choose('Another agency')
    expect(walk.said).to.include('NACC 1205')
    await walk.choose('Tell it here')
    while (walk.step !== 'checkingSummary') await walk.choose('Skip')
    expect(walk.said).to.include('Check before you submit')
  })
})
