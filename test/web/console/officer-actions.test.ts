// What officers do with a case, in a real browser: enter it by hand, take it and hand it on, note, put off, blot out, link, refer.
// Two officers; one of them is named in a case and learns nothing of it.
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { monthOfDay } from '../../../src/i18n/calendar/thai-calendar.js'
import { day } from '../../features/cases/case-days.js'
import { withBrowser } from '../../harness/browser.js'
import { type ConsoleWorld, openConsoleWorld } from './console-world.js'
import { type OfficerAtBrowser, officerAtBrowser } from './officer-at-browser.js'

describe('What officers do with a case, in a browser', () => {
  const browser = withBrowser()
  let world: ConsoleWorld
  let aree: OfficerAtBrowser
  let bua: OfficerAtBrowser
  let readers: { readonly id: string; readonly publicKey: string }[]

  beforeEach(async () => {
    world = await openConsoleWorld()
    readers = []
    const comesIn = async (role: 'ethics' | 'officer', name: string) => {
      const officer = await officerAtBrowser(world, browser(), await world.person([role]))
      readers.push(await officer.isInWithKey(name))
      return officer
    }
    aree = await comesIn('ethics', 'นางสาวอารีย์ มั่นคงยืนนาน')
    bua = await comesIn('officer', 'นางบัว ธรรมรักษาวงศ์')
  })
  afterEach(() => world.stop())

  const complaintOf = (id: string) => world.product.features.complaints.rules.find(id)
  const workOf = (id: string) => world.product.features.cases.work.find(id)
  const fold = (page: Page, inner: string) => page.click(`details.fold:has(${inner}) summary`)
  async function opens(officer: OfficerAtBrowser, caseId: string, words: string): Promise<Page> {
    await officer.go(`cases/${caseId}`)
    await officer.page.getByText(words).first().waitFor()
    return officer.page
  }
  const takes = async (page: Page) => {
    await page.click('section[aria-labelledby=decide] > div > button')
    await page.locator('#reply').waitFor()
  }

  it('When letters, calls, visits and e-mails are entered, then each is in the register, and whoever is named in one learns nothing', async () => {
    const { page } = aree
    const { people } = world.product.features
    const position = 'เจ้าหน้าที่'
    await people.rules.importRoster([
      { employeeCode: '1', name: 'บุคลากรหนึ่ง', unit: 'กองช่าง', position },
      { employeeCode: '2', name: 'บุคลากรสอง', unit: 'กองคลัง', position },
    ])
    const channels = ['letter', 'telephone', 'walkIn', 'email'] as const
    for (const [place, channel] of channels.entries()) {
      await aree.go('entry')
      await page.selectOption('select >> nth=0', channel)
      await page.fill('input[type=date]', `2026-11-1${place}`)
      await page.selectOption('select >> nth=1', '4')
      if (channel === 'letter') await page.getByLabel('หน่วยงานที่เกี่ยวข้อง').selectOption('กองช่าง')
      await page.fill('textarea >> nth=0', `${channel} ร้องเรียนการตรวจรับพัสดุ`)
      if (channel === 'walkIn') await page.fill('textarea >> nth=1', 'พญ.บัว ธัมรักสาวง')
      if (channel === 'letter') {
        const scan = {
          name: 'จดหมาย.pdf',
          mimeType: 'application/pdf',
          buffer: Buffer.from('%PDF-1.4 จดหมาย'),
        }
        await page.setInputFiles('input[type=file]', [scan])
      }
      await aree.looksRight()
      await page.click('form button[type=submit]')
      await page.locator('.good').waitFor()
    }
    const rows = await world.connection
      .collection<{ _id: string; channel: string }>('complaints')
      .find()
      .toArray()
    expect(rows.map(({ channel }) => channel).sort()).to.deep.equal([...channels].sort())
    const complaints = await Promise.all(rows.map(({ _id }) => complaintOf(_id)))
    expect(complaints.map((one) => one?.receivedOn).sort()).to.deep.equal(
      channels.map((_, place) => `2026-11-1${place}`),
    )
    const letter = rows.find(({ channel }) => channel === 'letter')?._id ?? ''
    const counted = await world.product.features.cases.concerned.countReceivedIn('corruption', [
      monthOfDay(day('2026-11-10')),
    ])
    expect(counted).to.deep.equal([{ unit: 'กองช่าง', complaints: 1 }])
    const kept = await world.connection.collection('concerned_units').find().toArray()
    expect(JSON.stringify(kept)).not.to.include('กองช่าง')
    const naming = rows.find(({ channel }) => channel === 'walkIn')?._id ?? ''
    expect((await workOf(naming))?.leftOut).to.deep.equal([readers[1]?.id])
    await world.product.runJob('case-numbers')
    await world.product.runJob('case-letters')

    await bua.go('cases')
    expect(await bua.page.locator('table.cases tbody tr').count()).to.equal(3)
    const status = await bua.page.evaluate(
      async (id) => (await fetch(`/console/api/cases/${id}`)).status,
      naming,
    )
    expect(status).to.equal(404)
    await bua.person.says('เรื่อง')
    await bua.person.hears(/ที่ยังดำเนินการอยู่ 3 เรื่อง/)
    const number = (await workOf(naming))?.registryNumber ?? ''
    expect(number).to.match(/\d/)
    await bua.person.says(`เรื่อง ${number}`)
    await bua.person.hears(/ไม่พบเรื่อง/)
    await aree.go('cases')
    expect(await page.locator('table.cases tbody tr').count()).to.equal(4)
    await opens(aree, letter, 'letter ร้องเรียน')
    await page.locator('dd', { hasText: 'กองช่าง' }).waitFor()
    await page.getByRole('button', { name: 'บันทึกลงเครื่อง' }).click()
    const saved = page.waitForEvent('download')
    await page.locator('.attachment [role=alert] button.danger').click()
    expect((await saved).suggestedFilename())
      .to.match(/\.pdf$/)
      .and.not.to.include('จดหมาย')
  })

  it('When the unit has left the roster meanwhile, then nothing is kept and she reads why', async () => {
    const { page } = aree
    const { people } = world.product.features
    const staff = { employeeCode: '1', name: 'บุคลากรหนึ่ง', unit: 'กองช่าง', position: 'เจ้าหน้าที่' }
    await people.rules.importRoster([staff])
    await aree.go('entry')
    await page.fill('textarea >> nth=0', 'ร้องเรียนการตรวจรับพัสดุ')
    await page.getByLabel('หน่วยงานที่เกี่ยวข้อง').selectOption('กองช่าง')
    await people.rules.importRoster([{ ...staff, unit: 'กองโยธา' }])
    await page.click('form button[type=submit]')
    await page.getByText('ไม่พบหน่วยงานนี้ในทะเบียนบุคลากร').waitFor()
    expect(await world.connection.collection('complaints').countDocuments()).to.equal(0)
  })

  it('When everybody who could read it is named, or the day is still to come, then nothing is kept and she reads why', async () => {
    const { page } = aree
    await aree.go('entry')
    await page.fill('textarea >> nth=0', 'อารีย์ มั่นคงยืนนาน กับ บัว ธรรมรักษาวงศ์')
    await page.click('form button[type=submit]')
    await page.getByText('เนื้อหาระบุชื่อผู้เปิดอ่านทุกคน').waitFor()
    await aree.looksRight()
    expect(await world.connection.collection('complaints').countDocuments()).to.equal(0)
  })

  it('When a case is taken, noted and handed on, then the colleague has it, reads the note, and the first can only look', async () => {
    const caseId = await world.file(readers, [], 'เบิกค่าน้ำมันเกินจริง')
    const page = await opens(aree, caseId, 'เบิกค่าน้ำมันเกินจริง')
    await takes(page)
    await page.fill('#note', 'ขอเอกสารจากกองคลังแล้ว')
    await page.click('form:has(#note) button[type=submit]')
    await page.getByText('ขอเอกสารจากกองคลังแล้ว').waitFor()
    const choice = (name: string) =>
      page.locator('section[aria-labelledby=decide] label.choice').filter({ hasText: name }).locator('input')
    await fold(page, 'label.choice')
    await choice('นางบัว').check()
    await choice('อารีย์').uncheck()
    await page.locator('#reply').waitFor({ state: 'detached' })
    expect((await workOf(caseId))?.assignedTo).to.deep.equal([readers[1]?.id])
    await aree.looksRight()

    const other = await opens(bua, caseId, 'ขอเอกสารจากกองคลังแล้ว')
    await other.locator('#reply').waitFor()
    await bua.go('cases?mine=on')
    expect(await other.locator('table.cases tbody tr').count()).to.equal(1)
  })

  it('When an answer is put off and a duplicate is linked, then wrong days and numbers are refused with a word', async () => {
    const caseId = await world.file(readers, [], 'เรื่องที่หนึ่ง')
    const original = await world.file(readers, [], 'เรื่องเดิม')
    const hidden = await world.file(
      [readers[1] ?? readers[0]].flatMap((one) => one ?? []),
      [readers[0]?.id ?? ''],
    )
    await world.product.runJob('case-numbers')
    const numberOf = async (id: string) => (await workOf(id))?.registryNumber ?? ''
    const page = await opens(aree, caseId, 'เรื่องที่หนึ่ง')
    await takes(page)
    await fold(page, '#extension-to')
    await page.fill('#extension-reason', 'รอผลตรวจพิสูจน์')
    await page.fill('#extension-to', '2026-12-03')
    await page.click('form:has(#extension-to) button[type=submit]')
    await page.getByText('กำหนดใหม่ต้องหลังกำหนดเดิม').waitFor()
    await page.fill('#extension-to', '2026-12-20')
    await page.click('form:has(#extension-to) button[type=submit]')
    await page.getByText('ขยายเวลาแล้ว 1 ครั้ง').waitFor()
    expect(await workOf(caseId)).to.include({ answerBy: '2026-12-20', extensions: 1 })
    await page.locator('#history ~ .told').filter({ hasText: 'รอผลตรวจพิสูจน์' }).waitFor()

    await fold(page, '#duplicate')
    for (const [number, why] of [
      ['99/2570', 'ไม่พบเลขรับนี้'],
      [await numberOf(hidden), 'ไม่พบเลขรับนี้'],
      [await numberOf(caseId), 'เรื่องหนึ่งซ้ำกับตัวเองไม่ได้'],
    ] as const) {
      await page.fill('#duplicate', number)
      await page.click('#duplicate ~ button >> nth=0')
      await page.locator('details.fold:has(#duplicate) [role=alert]').filter({ hasText: why }).waitFor()
    }
    await page.fill('#duplicate', await numberOf(original))
    await page.click('#duplicate ~ button >> nth=0')
    await page.getByText('เรื่องนี้ซ้ำกับอีกเรื่องหนึ่ง').click()
    await page.getByText('เรื่องเดิม').waitFor()
    expect((await workOf(caseId))?.duplicateOf).to.equal(original)
    await opens(aree, caseId, 'เรื่องที่หนึ่ง')
    await fold(page, '#duplicate')
    await page.getByRole('button', { name: 'ยกเลิกการเชื่อมโยง' }).click()
    await page.getByText('เรื่องนี้ซ้ำกับอีกเรื่องหนึ่ง').waitFor({ state: 'detached' })
    expect(await workOf(caseId)).not.to.have.property('duplicateOf')
    await page.selectOption('#retention', 'founded')
    // The tick appears when the server has it: to click, and not to expect it at once.
    await page.click('details.fold:has(#retention) input[type=checkbox]')
    await page.getByText('ระงับการลบเรื่องนี้ไว้').waitFor()
    expect(await workOf(caseId)).to.include({ retention: 'founded', hold: true })
  })

  it('When words are blotted out, then the letter that refers the case shows bars, and the original stays for who asks for it', async () => {
    const caseId = await world.file(readers, [], 'แจ้งโดยนายพยานเอก ว่ามีการเรียกเงิน')
    await world.product.runJob('case-numbers')
    const page = await opens(aree, caseId, 'นายพยานเอก')
    await takes(page)
    await page.getByRole('button', { name: 'ทำฉบับปกปิดข้อความ' }).click()
    const copy = page.locator('#redaction-body-0')
    await copy.evaluate((field: HTMLTextAreaElement) => {
      const from = field.value.indexOf('นายพยานเอก')
      field.setSelectionRange(from, from + 'นายพยานเอก'.length)
    })
    await page.getByRole('button', { name: 'ปกปิดข้อความที่เลือก' }).click()
    await page.fill('#redaction-reason-body', 'คุ้มครองพยาน')
    await aree.looksRight()
    await page.getByRole('button', { name: 'บันทึกฉบับปกปิด' }).click()
    const told = page.locator('section[aria-labelledby=told]')
    await told.filter({ hasText: 'แจ้งโดย███ ว่ามีการเรียกเงิน' }).waitFor()
    await page.getByRole('button', { name: 'ดูต้นฉบับ' }).click()
    await told.filter({ hasText: 'นายพยานเอก' }).waitFor()
    await page.getByRole('button', { name: 'ดูฉบับปกปิด' }).click()

    await fold(page, '#status-to')
    await page.selectOption('#status-to', 'referred')
    await page.fill('#status-on', '2026-11-20')
    await page.fill('#status-reason', 'อยู่ในอำนาจสำนักงาน ป.ป.ท.')
    await page.click('form:has(#status-to) button[type=submit]')
    await page.locator('#history ~ .told').filter({ hasText: 'อยู่ในอำนาจสำนักงาน ป.ป.ท.' }).waitFor()
    // Chromium would open its own window for it; what is printed is looked at below.
    await page.evaluate(() => {
      window.print = () => void document.body.setAttribute('data-printed', '')
    })
    await page.emulateMedia({ media: 'print' })
    const file = page.locator('section:has(#told) figcaption').first()
    expect(await file.isVisible(), 'a printed copy names what is attached').to.equal(true)
    expect(await file.locator('button').first().isVisible()).to.equal(false)
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name: 'หนังสือส่งต่อ' }).click()
    await page.fill('#letter-from', 'กรมตัวอย่าง ถนนราชดำเนิน กรุงเทพฯ')
    await page.fill('#letter-to', 'เลขาธิการคณะกรรมการ ป.ป.ท.')
    await page.fill('#letter-signed', 'นางสาวอารีย์ มั่นคงยืนนาน')
    await page.fill('#letter-position', 'ผู้อำนวยการกลุ่มงานจริยธรรม')
    await aree.looksRight()
    const before = (await world.product.deps.audit.latest(1))[0]?.number ?? 0
    await page.locator('dialog').getByRole('button', { name: 'พิมพ์หรือบันทึกเป็น PDF' }).click()
    await page.locator('body[data-printed]').waitFor()
    const [row] = await world.product.deps.audit.latest(1)
    expect(row)
      .to.include({ action: 'case referral letter made', about: caseId })
      .and.property('number')
      .above(before)
    const sheet = (await page.textContent('article.sheet')) ?? ''
    expect(sheet)
      .to.include('เลขาธิการคณะกรรมการ ป.ป.ท.')
      .and.include(`อ้างถึง เรื่องร้องเรียนเลขรับ ${(await workOf(caseId))?.registryNumber} ลงวันที่ 18 พฤศจิกายน 2569`)
      .and.include('พยานหลักฐาน จำนวน 1 รายการ')
      .and.include('แจ้งโดย███ ว่ามีการเรียกเงิน')
      .and.not.include('พยานเอก')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('article.sheet').isVisible()).to.equal(true)
    for (const hidden of ['section[aria-labelledby=told]', '#letter-to', 'header nav', '#note'])
      expect(await page.locator(hidden).first().isVisible(), hidden).to.equal(false)
    const bar = page.locator('article.sheet .blot')
    const drawn = await bar.evaluate((one) => getComputedStyle(one).borderTop)
    expect(drawn, 'a border, which printers keep, and no sign that the letters lack').to.match(
      /^1[4-9].*solid rgb\(0, 0, 0\)|^2\d.*solid rgb\(0, 0, 0\)/,
    )
    expect((await bar.boundingBox())?.width).to.be.above(20)
    const paper = await page.pdf({ format: 'A4' })
    expect(paper.subarray(0, 5).toString()).to.equal('%PDF-')
  })
})
