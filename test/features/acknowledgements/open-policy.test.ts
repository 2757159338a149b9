import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import type { ContentSpec } from '../../../src/features/library/content/content-schema.js'
import { type RunningProduct, startProduct } from '../../harness/product.js'
import { withDatabase } from '../../harness/test-database.js'
import {
  type AgencyWorld,
  allWords,
  buttonCalled,
  buttonsCalled,
  openAgency,
  rosterOfNineUnits,
  textOf,
} from './agency-world.js'

const code: ContentSpec & { kind: 'ethicsCode' } = {
  key: 'ethics-code',
  kind: 'ethicsCode',
  th: { title: 'ประมวลจริยธรรม', summary: 'เจ็ดข้อ', points: ['ซื่อสัตย์'], text: 'ข้อ 1 ซื่อสัตย์สุจริต' },
  en: { title: 'Code of Ethics', summary: 'Seven articles', points: ['Honesty'], text: 'Article 1: honesty' },
}
const changed = { ...code, th: { ...code.th, text: 'ข้อ 1 ซื่อสัตย์สุจริตและโปร่งใส' } }

describe('Opening a policy in the chat', () => {
  describe('through the door', () => {
    let running: RunningProduct
    let officer: LinePerson
    let staff: LinePerson
    const features = () => running.product.features
    beforeEach(async () => {
      running = await startProduct({ now: new Date('2026-11-20T05:00:00Z') })
      const people = features().people.rules
      await people.importRoster(rosterOfNineUnits)
      await features().library.addContent(code)
      officer = running.platform.addPerson({ name: 'วิภา', friend: true })
      staff = running.platform.addPerson({ name: 'สมชาย', friend: true })
      await officer.says(`ลงทะเบียน ${(await people.inviteToRole('ethics')).code}`)
      await staff.says(`ลงทะเบียน ${(await people.invitePerson('101'))?.code}`)
      await running.settle()
    })
    afterEach(() => running.stop())

    async function says(...words: string[]) {
      for (const one of words) {
        await officer.says(one)
        await running.settle()
      }
    }
    async function acknowledges() {
      await staff.says('รับทราบ')
      await running.settle()
      await staff.presses('รับทราบ')
      await running.settle()
      running.passTime(15_000)
      await staff.presses('รับทราบ')
      await staff.hears(/บันทึกการรับทราบแล้ว/)
    }

    it('When an officer opens a text of the library, then staff are asked, acknowledge it and are counted, and a changed text asks them again', async () => {
      await says('เปิดรับทราบ', '1', 'วันนี้', 'ภายใน 30 วัน', 'ทุกคน')
      await officer.hears(/ฉบับที่ 1/)
      await officer.hears(/114 คน/)
      expect(await features().acknowledgements.rules.policyVersion('ethics-code', 1)).to.equal(undefined)
      await says('ยืนยัน')
      await officer.hears(/แจ้งบุคลากรที่เชื่อม LINE ไว้ในแชตส่วนตัว เริ่มวันที่ 20 พ\.ย\. 2569/)
      await running.product.runJob('acknowledgement-reminders')
      await running.settle()
      await staff.hears(/ประมวลจริยธรรม/)
      await acknowledges()
      await says('ความคืบหน้า')
      await officer.hears(/รับทราบแล้ว 1 จาก 114 คน/)

      await features().library.addContent(changed)
      await says('เปิดรับทราบ', '1', 'วันนี้', 'ภายใน 15 วัน', 'ทุกคน')
      await officer.hears(/จะเป็นฉบับที่ 2 ซึ่งเป็นฉบับใหม่ ทุกคนด้านล่างต้องรับทราบอีกครั้ง/)
      await says('ยืนยัน')
      await staff.says('รับทราบ')
      await staff.hears(/มีเรื่องที่รอการรับทราบจากท่าน 1 เรื่อง/)
      await acknowledges()
      await says('ความคืบหน้า')
      await officer.hears(/รับทราบแล้ว 1 จาก 114 คน/)
    })
  })

  describe('step by step', () => {
    const database = withDatabase()
    let agency: AgencyWorld
    const officer = { lineId: 'U-ethics' }
    const other = { lineId: 'U-admin' }
    const rules = () => agency.acknowledgements.rules
    const kept = () => database().collection('policies').find().toArray()
    async function says(...words: string[]): Promise<string> {
      let last = ''
      for (const one of words) last = allWords((await agency.says(officer, one)).messages)
      return last
    }
    beforeEach(async () => {
      agency = await openAgency(database())
      await agency.link('U-ethics', 0, ['ethics'])
      await agency.link('U-admin', 1, ['admin'])
      await agency.link('U-staff', 2)
      await agency.link('U-english', 3, ['ethics'], 'en')
      await agency.library.addContent(code)
    })

    it('When the preview comes, then both languages, version, people, days and who are in it, and nothing is kept yet', async () => {
      await says('เปิดรับทราบ', '๑', '๑ ธ.ค. ๒๕๖๙', '31/12/2569')
      const { messages } = await agency.says(officer, '1, ๓')
      expect(messages.map(({ type }) => type)).to.deep.equal(['text', 'flex', 'flex', 'text'])
      expect(allWords(messages)).to.include('เจ็ดข้อ').and.include('Seven articles')
      expect(textOf(messages).at(-1))
        .to.include('ฉบับที่ 1')
        .and.include('26 คน (กองที่ 1, กองที่ 3)')
        .and.include('ตั้งแต่วันที่ 1 ธ.ค. 2569 ภายในวันที่ 31 ธ.ค. 2569')
        .and.include('เริ่มแจ้งบุคลากรวันที่ 1 ธ.ค. 2569')
      expect(await kept()).to.deep.equal([])
      await says('ยืนยัน')
      const [policy] = await kept()
      expect(policy).to.deep.include({ opens: '2026-12-01', units: ['กองที่ 1', 'กองที่ 3'], fiscalYear: 2570 })
      const rows = (await agency.audit.rows()).filter(({ action }) => action === 'policy version added')
      expect(rows).to.have.length(1)
      expect(rows[0]).to.include({ who: agency.staffIds[0], about: 'ethics-code 1', outcome: 'done' })
    })

    it('When an officer speaks English, then the walk and its end are in English', async () => {
      const english = { lineId: 'U-english' }
      const last = async (words: string) => allWords((await agency.says(english, words)).messages)
      expect(await last('open-policy')).to.include('Code of Ethics')
      expect(await last('1')).to.include('From which day')
      expect(await last('1 Nov 2026')).to.include('That day has passed')
      await last('Today')
      await last('Within 30 days')
      expect(await last('Everybody'))
        .to.include('becomes version 1')
        .and.include('114 people')
      expect(await last('Confirm'))
        .to.include('version 1, is open')
        .and.include('from 20 Nov 2026')
      expect(await last('open-policy')).to.include('Which text')
      expect(await last('1'))
        .to.include('was opened before as version 1')
        .and.include('nobody is asked again')
    })

    it('When the same text comes again in the same year, then that is said at once and nothing is asked or changed', async () => {
      await says('เปิดรับทราบ', '1', 'วันนี้', 'ภายใน 30 วัน', 'ทุกคน', 'ยืนยัน')
      const before = await kept()
      expect(await says('เปิดรับทราบ', '1')).to.include('ด้วยข้อความเดียวกัน')
      expect(await kept()).to.deep.equal(before)
    })

    it('When something cannot be so, then the reason is said and the same question stays', async () => {
      await says('เปิดรับทราบ')
      expect(await says('9')).to.include('ไม่มีหมายเลขนี้')
      expect(await says('1')).to.include('ตั้งแต่วันใด')
      expect(await says('19 พ.ย. 2569')).to.include('ผ่านไปแล้ว')
      expect(await says('1 ต.ค. 2570')).to.include('ต้องอยู่ในปีงบประมาณ พ.ศ. 2570')
      expect(await says('31 ก.พ. 2570')).to.include('ยังอ่านวันที่ไม่ได้')
      expect(await says('1 ธ.ค. 2569')).to.include('ภายในวันใด')
      expect(await says('1 ธ.ค. 2569')).to.include('ต้องหลังวันเปิด (1 ธ.ค. 2569)')
      expect(await says('2 ธ.ค. 2570')).to.include('ไม่เกินหนึ่งปี')
      expect(await says('เมื่อไรก็ได้')).to.include('ยังอ่านวันที่ไม่ได้')
      expect(await says('2 ธ.ค. 2569')).to.include('ขอให้ผู้ใดรับทราบ')
      expect(await says('1, 10')).to.include('ไม่มีหน่วยงานตามหมายเลขนี้')
      expect(await kept()).to.deep.equal([])
      expect(await says('9')).to.include('12 คน (กองที่ 9)')
    })

    it('When the officer copies the day that a question gives as an example, then it is taken, in any year', async () => {
      agency.setNow('2030-02-10T10:00:00+07:00')
      const example = (words: string) => /เช่น (\d+ \S+ \d{4})/.exec(words)?.[1] ?? ''
      const asked = await says('เปิดรับทราบ', '1')
      expect(example(await says('เมื่อไรก็ได้'))).to.equal(example(asked))
      const due = await says(example(asked))
      expect(due).to.include('ภายในวันใด')
      expect(example(await says('เมื่อไรก็ได้'))).to.equal(example(due))
      expect(await says(example(due))).to.include('ขอให้ผู้ใดรับทราบ')
    })

    it('When a button of the preview is pressed, then it is said that this is not open yet, and ยืนยัน still opens it', async () => {
      await says('เปิดรับทราบ', '1', 'วันนี้', 'ภายใน 30 วัน')
      const { messages } = await agency.says(officer, 'ทุกคน')
      const pressed = await agency.presses(officer, buttonCalled('รับทราบ', messages))
      expect(allWords(pressed.messages)).to.include('ยังไม่เปิดให้รับทราบ')
      expect(await says('ยืนยัน')).to.include('ฉบับที่ 1 แล้ว')
    })

    it('When everybody of the chosen unit leaves before ยืนยัน, then nobody is asked and the officer chooses again', async () => {
      await says('เปิดรับทราบ', '1', 'วันนี้', 'ภายใน 30 วัน', '9')
      const stay = rosterOfNineUnits.filter(({ unit }) => unit !== 'กองที่ 9')
      await agency.people.importRoster(stay, { deactivateMissing: true })
      expect(await says('ยืนยัน'))
        .to.include('ไม่มีบุคลากรในหน่วยงานที่เลือก')
        .and.include('ขอให้ผู้ใดรับทราบ')
      expect(await says('9')).to.include('ไม่มีหน่วยงานตามหมายเลขนี้')
      expect(await kept()).to.deep.equal([])
    })

    it('When the year is about to end, then the next one can be chosen, and opens on its first day at the earliest', async () => {
      agency.setNow('2026-08-20T16:00:00+07:00')
      expect(await says('เปิดรับทราบ', '1'))
        .to.include('สำหรับปีงบประมาณใด')
        .and.include('2570')
      expect(await says('2571')).to.include('เลือกได้เฉพาะปีงบประมาณที่แสดงไว้')
      const { messages } = await agency.says(officer, '๒๕๗๐')
      expect(buttonsCalled('1 ต.ค. 2569', messages)).to.have.length(1)
      expect(await says('21 ส.ค. 2569')).to.include('ต้องอยู่ในปีงบประมาณ พ.ศ. 2570')
      await says('ยกเลิก', 'เปิดรับทราบ', '1', '2569', 'วันนี้', 'ภายใน 15 วัน')
      // The last look of the day is over at 15:30.
      expect(await says('ทุกคน')).to.include('เริ่มแจ้งบุคลากรวันที่ 21 ส.ค. 2569')
    })

    it('When somebody may not open policies, or may not any more, then nothing is opened', async () => {
      const { messages } = await agency.says({ lineId: 'U-staff' }, 'เปิดรับทราบ')
      expect(allWords(messages)).not.to.include('เปิดรับทราบเรื่องใด')
      await says('เปิดรับทราบ', '1', 'วันนี้', 'ภายใน 30 วัน', 'ทุกคน')
      await database()
        .collection('links')
        .updateMany({}, { $set: { roles: ['staff'] } })
      expect(await says('ยืนยัน')).to.include('บทบาทที่ใช้ทำรายการนี้สิ้นสุดลง')
      expect(await kept()).to.deep.equal([])
    })

    it('When no piece has its full text, then the way to add one is said', async () => {
      await agency.library.rules.setArchived('ethics-code', true, 'test')
      await agency.library.addContent({ ...code, key: 'card', th: { title: 'การ์ด', summary: 'ไม่มีฉบับเต็ม' } })
      expect(await says('เปิดรับทราบ')).to.include('เพิ่มเนื้อหา')
    })

    it('When the officer cancels at the preview, then nothing is left', async () => {
      const before = (await agency.audit.rows()).length
      await says('เปิดรับทราบ', '1', 'วันนี้', 'ภายใน 30 วัน', 'ทุกคน', 'ยกเลิก')
      expect(await kept()).to.deep.equal([])
      expect(await database().collection('dialogs').countDocuments()).to.equal(0)
      const after = (await agency.audit.rows()).slice(before).map(({ action }) => action)
      expect(after).not.to.include('policy version added')
    })

    it('When ยืนยัน is pressed twice, comes twice, or two officers confirm the same, then one version is there', async () => {
      const walk = ['เปิดรับทราบ', '1', 'วันนี้', 'ภายใน 30 วัน', 'ทุกคน']
      for (const words of walk.slice(0, -1)) await agency.says(other, words)
      const theirs = await agency.says(other, 'ทุกคน')
      await says(...walk.slice(0, -1))
      const mine = await agency.says(officer, 'ทุกคน')
      const press = buttonCalled('ยืนยัน', mine.messages)
      expect(allWords((await agency.presses(officer, press, 'pressed')).messages)).to.include('ฉบับที่ 1 แล้ว')
      await agency.presses(officer, press, 'pressed')
      await agency.presses(officer, press)
      const before = await kept()
      const { messages } = await agency.presses(other, buttonCalled('ยืนยัน', theirs.messages))
      expect(allWords(messages)).to.include('ด้วยข้อความเดียวกัน')
      expect(await kept()).to.deep.equal(before)
      expect(before).to.have.length(1)
    })

    it('When the text changes after the preview, then it is chosen anew; when another version was opened, it is shown again', async () => {
      const walk = ['เปิดรับทราบ', '1', 'วันนี้', 'ภายใน 30 วัน', 'ทุกคน']
      await says(...walk)
      await agency.library.addContent(changed)
      expect(await says('ยืนยัน')).to.include('ถูกแก้ไขหรือเก็บออกจากคลัง')
      await says('1', 'วันนี้', 'ภายใน 30 วัน', 'ทุกคน')
      const { key, kind, th } = code
      await rules().addPolicy({
        key,
        kind,
        fiscalYear: 2570,
        th: { ...th, points: [], text: 'อื่น' },
        opens: '2026-11-20',
        due: '2026-12-20',
      })
      expect(await says('ยืนยัน'))
        .to.include('โปรดตรวจสอบอีกครั้ง')
        .and.include('ฉบับที่ 2')
      expect(await kept()).to.have.length(1)
      expect(await says('ยืนยัน')).to.include('ฉบับที่ 2')
      expect(await kept()).to.have.length(2)
    })
  })
})
