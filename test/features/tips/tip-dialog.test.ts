import { expect } from 'chai'
import type { Message } from '../../../src/line/message-builders.js'
import { withDatabase } from '../../harness/test-database.js'
import {
  addOfficer,
  agencyOn,
  beginTip,
  photograph,
  picture,
  skipTo,
  toCategory,
  walkToSummary,
} from './tip-walk.js'

describe('Telling a tip', () => {
  const database = withDatabase()
  const connection = () => database()

  async function beginAtCategory() {
    await addOfficer(connection())
    const walk = await beginTip(agencyOn(connection()))
    await toCategory(walk)
    return walk
  }

  it('When nobody could open a tip, then nothing is asked and the person reads why', async () => {
    const walk = await beginTip(agencyOn(connection()))
    expect(walk.step).to.equal(undefined)
    expect(walk.said).to.include('ไม่มีสิ่งใดถูกเก็บไว้')
  })

  it('When a tip begins, then who sees what comes first, in both languages', async () => {
    await addOfficer(connection())
    const thai = await beginTip(agencyOn(connection()))
    expect(thai.step).to.equal('readingWhoSeesWhat')
    expect(thai.said, 'what this way is, before anything else is promised').to.match(
      /“ปกปิดข้อมูล”[\s\S]*ไม่ใช่แบบไม่ระบุตัวตน[\s\S]*LINE ทราบว่า/,
    )
    expect(thai.said).to.include('เรื่องร้องเรียนทั่วไปใช้เครื่องใดก็ได้')
    for (const promise of [
      'LINE ทราบว่าบัญชีของท่านคุยกับเรา',
      'เราไม่เก็บชื่อ รูป หรือรหัสผู้ใช้ LINE',
      'ผู้ดูแลระบบเปิดอ่านไม่ได้',
      'ที่ทำงาน',
      'มาตรา 132',
    ])
      expect(thai.said).to.include(promise)
    expect(thai.choices.map(({ label }) => label)).to.deep.equal(['ยอมรับและเริ่ม'])
    const english = await beginTip(agencyOn(connection()), 'en')
    expect(english.said).to.include('LINE knows that your account talks to us').and.include('section 132')
    expect(english.said).to.include('confidential, not anonymous')
  })

  it('When everything is skipped, then each question is passed and an empty tip is not sent', async () => {
    const walk = await beginAtCategory()
    const passed = []
    while (walk.step !== 'checkingSummary') {
      passed.push(walk.step)
      await walk.choose('ข้าม')
    }
    expect(passed).to.deep.equal([
      'choosingCategory',
      'describingWhat',
      'namingWho',
      'tellingWhen',
      'tellingWhere',
      'tellingHowKnown',
      'sendingEvidence',
      'choosingNotice',
    ])
    await walk.choose('ส่งเรื่อง')
    expect(walk.step).to.equal('checkingSummary')
    expect(walk.said).to.include('ยังไม่มีข้อความหรือหลักฐาน')
  })

  it('When choices are shown, then LINE can show them: at most 12, labels at most 20, all different', async () => {
    await addOfficer(connection())
    for (const language of ['th', 'en'] as const) {
      const walk = await beginTip(agencyOn(connection()), language)
      for (;;) {
        const labels = walk.choices.map(({ label }) => label)
        expect(labels.length).to.be.within(1, 12)
        expect(new Set(labels).size).to.equal(labels.length)
        for (const label of labels) expect(label.length, label).to.be.at.most(20)
        if (walk.step === 'checkingSummary') break
        await walk.choose(labels.at(-1) ?? '')
      }
    }
  })

  it('When three messages come in a row, then all are kept in order, each answered briefly with the way on', async () => {
    const walk = await beginAtCategory()
    await walk.choose('ข้าม')
    for (const words of ['หนึ่ง', 'สอง', 'สาม']) {
      await walk.say(words)
      expect(walk.messages).to.have.length(1)
      expect(walk.said).to.include('รับข้อความแล้ว').and.include('ต่อไป')
    }
    await walk.choose('ต่อไป')
    expect(walk.step).to.equal('namingWho')
    expect(walk.draft.texts.map(({ words }) => words)).to.deep.equal(['หนึ่ง', 'สอง', 'สาม'])
  })

  it('When ข้าม or Next is typed after the story, then it goes on and does not become part of the story', async () => {
    const walk = await beginAtCategory()
    await walk.choose('ข้าม')
    await walk.say('เรื่อง')
    await walk.say(' next ')
    expect(walk.step).to.equal('namingWho')
    expect(walk.draft.texts).to.have.length(1)
  })

  it('When somebody begins to tell instead of choosing a category, then the words are kept with what happened', async () => {
    const walk = await beginAtCategory()
    await walk.say('หัวหน้าเรียกเงิน')
    expect(walk.step).to.equal('choosingCategory')
    expect(walk.said).to.include('รับข้อความแล้ว')
    await walk.choose('เรียกรับสินบน')
    expect(walk.said).to.include('เล่าต่อได้')
    expect(walk.draft.category).to.equal('bribery')
    expect(walk.draft.texts).to.deep.include({
      about: 'what',
      words: 'หัวหน้าเรียกเงิน',
      messageKey: walk.draft.texts[0]?.messageKey,
    })
  })

  it('When who, when and where are not known, then one tap says so and the summary shows it', async () => {
    const walk = await beginAtCategory()
    await walk.choose('จัดซื้อจัดจ้าง')
    await walk.say('ฮั้วประมูล')
    await walk.choose('ต่อไป')
    for (const step of ['namingWho', 'tellingWhen', 'tellingWhere']) {
      expect(walk.step).to.equal(step)
      await walk.choose('ไม่ทราบ')
    }
    await skipTo(walk, 'checkingSummary')
    expect(walk.said.match(/ไม่ทราบ/g)).to.have.length(3)
    expect(walk.said).to.include('ทุจริตการจัดซื้อจัดจ้าง').and.include('ฮั้วประมูล')
  })

  it('When the summary is shown, then a locked screen shows nothing of the story', async () => {
    await addOfficer(connection())
    const walk = await walkToSummary(agencyOn(connection()), 'ความลับ', await photograph('red'))
    const [card] = walk.messages as [Message & { altText: string }]
    expect(card.altText).to.equal('โปรดตรวจทานก่อนกด “ส่งเรื่อง”')
    expect(walk.said).to.include('ความลับ what').and.include('ความลับ where').and.include('ภาพ 1 ภาพ')
  })

  it('When the story is as long as it may be, then its card stays within 30 KB and says that it is shortened', async () => {
    const walk = await beginAtCategory()
    await walk.choose('ข้าม')
    for (let part = 0; part < 4; part += 1) await walk.say('ก'.repeat(5000))
    await walk.say('ข')
    expect(walk.said).to.include('20,000')
    expect(walk.draft.texts).to.have.length(4)
    await walk.choose('ต่อไป')
    await skipTo(walk, 'checkingSummary')
    expect(walk.said).to.include('แสดงเพียงบางส่วน')
    expect(Buffer.byteLength(JSON.stringify(walk.messages[0]))).to.be.below(30_000)
  })

  it('When an answer is changed from the summary, then new words replace the old and the summary returns', async () => {
    await addOfficer(connection())
    const walk = await walkToSummary(agencyOn(connection()), 'เดิม', await photograph('red'))
    await walk.choose('แก้ผู้เกี่ยวข้อง')
    expect(walk.said).to.include('ข้อความเดิมยังอยู่')
    await walk.say('ชื่อใหม่')
    expect(walk.step).to.equal('checkingSummary')
    expect(walk.said).to.include('ชื่อใหม่').and.not.include('เดิม who')
    await walk.choose('แก้วันเวลา')
    await walk.choose('คงข้อความเดิม')
    expect(walk.said).to.include('เดิม when')
    await walk.choose('แก้สถานที่')
    await walk.choose('ลบข้อความเดิม')
    expect(walk.said).not.to.include('เดิม where')
    await walk.choose('แก้รายละเอียด')
    await walk.say('ใหม่ 1')
    await walk.say('ใหม่ 2')
    await walk.choose('ต่อไป')
    expect(walk.said).to.include('ใหม่ 1\nใหม่ 2').and.not.include('เดิม what')
    await walk.choose('แก้ประเภทเรื่อง')
    await walk.choose('ร่ำรวยผิดปกติ')
    expect(walk.step).to.equal('checkingSummary')
    expect(walk.draft).to.include({ category: 'unusualWealth', editing: false, replacing: false })
    await walk.choose('แก้หลักฐาน')
    await walk.choose('ลบหลักฐานทั้งหมด')
    expect(walk.draft.pictures).to.have.length(0)
    expect(await connection().collection('tip_draft_parts').countDocuments()).to.equal(0)
  })

  it('When a picture comes at another question, then it is kept as evidence and the question is asked again', async () => {
    const walk = await beginAtCategory()
    const bytes = await photograph('blue')
    await walk.send(picture('p1', { ok: true, bytes, mime: 'image/jpeg' }))
    expect(walk.step).to.equal('choosingCategory')
    await walk.choose('ข้าม')
    await walk.send(picture('p2', { ok: true, bytes, mime: 'image/jpeg' }))
    expect(walk.step).to.equal('describingWhat')
    expect(walk.said).to.include('เก็บไว้เป็นหลักฐานรวม 2 รายการ').and.include('เกิดอะไรขึ้น')
  })

  it('When words come with the evidence, then they are kept with it', async () => {
    const walk = await beginAtCategory()
    await skipTo(walk, 'sendingEvidence')
    await walk.say('มีใบเสร็จตัวจริงอยู่ที่บ้าน')
    expect(walk.said).to.include('รับข้อความแล้ว')
    await skipTo(walk, 'checkingSummary')
    expect(walk.step).to.equal('checkingSummary')
    expect(walk.said).to.include('มีใบเสร็จตัวจริงอยู่ที่บ้าน')
  })

  it('When a picture cannot be used, then a kind sentence says why and the person stays where they are', async () => {
    const walk = await beginAtCategory()
    await skipTo(walk, 'sendingEvidence')
    const cases = [
      [picture('a', { ok: false, why: 'gone' }), 'เปิดไม่ได้แล้ว'],
      [picture('b', { ok: false, why: 'notReady' }), 'รอสักครู่'],
      [picture('c', { ok: false, why: 'tooLarge' }), '10 MB'],
      [picture('d', { ok: true, bytes: Buffer.alloc(10_000_001), mime: 'image/jpeg' }), '10 MB'],
      [picture('e', { ok: true, bytes: Buffer.from('<svg/>'), mime: 'image/jpeg' }), 'เปิดเป็นภาพไม่ได้'],
      [{ ...picture('f', { ok: false, why: 'tooLarge' }), kind: 'video' as const }, '10 MB'],
    ] as const
    for (const [file, sentence] of cases) {
      await walk.send(file)
      expect(walk.step).to.equal('sendingEvidence')
      expect(walk.said).to.include(sentence)
    }
    expect(await connection().collection('tip_draft_parts').countDocuments()).to.equal(0)
  })

  it('When the eleventh picture comes, then ten are kept and the person is told; a repeated one counts once', async () => {
    const walk = await beginAtCategory()
    await skipTo(walk, 'sendingEvidence')
    const bytes = await photograph('green')
    for (let count = 0; count < 10; count += 1)
      await walk.send(picture(`p${count}`, { ok: true, bytes, mime: 'image/jpeg' }))
    await walk.send(picture('p9', { ok: true, bytes, mime: 'image/jpeg' }))
    expect(walk.said).to.include('10 รายการ')
    await walk.send(picture('p10', { ok: true, bytes, mime: 'image/jpeg' }))
    expect(walk.said).to.include('ครบ 10 รายการ')
    expect(walk.draft.pictures).to.have.length(10)
    expect(await connection().collection('tip_draft_parts').countDocuments()).to.equal(20)
  })

  it('When a message is withdrawn, then its words or its picture are gone, and only they', async () => {
    await addOfficer(connection())
    const walk = await walkToSummary(agencyOn(connection()), 'ก', await photograph('red'))
    await walk.unsend('m-who')
    expect(walk.draft.texts.map(({ about }) => about)).to.deep.equal(['what', 'when', 'where'])
    expect(walk.draft.pictures).to.have.length(1)
    await walk.unsend('m-picture')
    expect(walk.draft.pictures).to.have.length(0)
    expect(await connection().collection('tip_draft_parts').countDocuments()).to.equal(0)
  })

  for (const why of ['cancelled', 'expired', 'outdated', 'replaced', 'left'] as const)
    it(`When a tip is ${why} before it is sent, then its pictures die and nothing is stored`, async () => {
      await addOfficer(connection())
      const walk = await walkToSummary(agencyOn(connection()), 'ก', await photograph('red'))
      expect(await connection().collection('tip_draft_parts').countDocuments()).to.equal(2)
      await walk.end(why)
      for (const name of ['tip_draft_parts', 'cases', 'case_attachments', 'complaints'])
        expect(await connection().collection(name).countDocuments(), name).to.equal(0)
    })
})
