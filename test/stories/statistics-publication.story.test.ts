// From the day of publication to the public page: a draft in an officer's chat, one button, the page, the group's picture, and
// every format with the same figures. The page is read by a real browser, without scripts.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { LineGroup, LinePerson } from 'line-stand-in'
import { readSheet } from 'read-excel-file/node'
import sharp from 'sharp'
import { createAgencyLook } from '../../src/features/settings/agency-look-rules.js'
import { isDay } from '../../src/i18n/calendar/thai-calendar.js'
import { infographicFor } from '../../src/web/statistics/statistics-files.js'
import { type Agency, startAgency } from '../harness/agency.js'
import { accessibilityFindings, withBrowser } from '../harness/browser.js'

describe('Statistics are published', () => {
  let agency: Agency
  let officer: LinePerson
  let ethics: LinePerson
  let group: LineGroup
  let preview = ''

  before(async () => {
    // What was entered yesterday shows today.
    agency = await startAgency({ now: new Date('2026-11-19T03:00:00Z') })
    officer = await agency.officer('officer')
    ethics = await agency.officer('ethics')
    group = await agency.group([await agency.staff(0), await agency.staff(1)], ethics, 'กองกลาง')
    const { complaints } = agency.product.features
    for (const [id, on, closed] of [
      ['one', '2026-10-01', '2026-10-09'],
      ['two', '2026-10-31', undefined],
      ['three', '2026-10-15', '2026-10-30'],
      ['november', '2026-11-03', undefined],
    ] as const) {
      const sort = { kind: 'corruption', category: 'bribery', channel: 'letter' } as const
      await complaints.rules.register({ id, ...sort, receivedOn: dayOf(on), by: 'staff-1' })
      if (closed)
        await complaints.rules.changeStatus({ id, to: 'completed', on: dayOf(closed), by: 'staff-1' })
    }
    agency.passTime(86_400_000)
  })
  after(() => agency?.stop())

  const get = (path: string, language = 'th') =>
    fetch(`${agency.url}${path}`, { headers: { 'accept-language': language } })

  it('When nothing has been published yet, then the page shows the figures so far and says that they are no publication', async () => {
    const page = await (await get('/statistics')).text()
    expect(page).to.include('ตัวเลขล่าสุด ยังไม่ใช่ฉบับที่เผยแพร่').and.include('ตุลาคม 2569')
    expect(await (await get('/statistics', 'en')).text()).to.include('The latest figures, not a publication')
  })

  it('When the day has come, then officers get one card with figures, audience, count and cost, and nobody else gets anything', async () => {
    expect(await agency.product.runJob('statistics-draft')).to.equal(2)
    await agency.settle()
    const card = await officer.hears(/รออนุมัติเผยแพร่/)
    expect(card.text)
      .to.match(/หน้าเว็บสาธารณะ และกลุ่มที่ลงทะเบียน 1 กลุ่ม/)
      .and.match(/3 คน/)
      .and.match(/3 ข้อความ/)
    expect(group.chat().received.filter(({ type }) => type === 'image')).to.have.length(0)
    // What groups would get stands above the card.
    const [previewed] = officer.chat().received.filter(({ type }) => type === 'image')
    expect(previewed?.content.originalContentUrl).to.match(/\/media\/[0-9a-f]{64}\.png$/)
    preview = String(previewed?.content.originalContentUrl)
    // However often the job runs, the draft is announced once.
    await agency.product.runJob('statistics-draft')
    await agency.settle()
    expect(officer.texts().filter((text) => /รออนุมัติเผยแพร่/.test(text))).to.have.length(1)
  })

  it('When the groups changed since the card was shown, then it is shown again; when it is pressed then, it is published and sent once', async () => {
    const other = await agency.group([await agency.staff(2)], ethics, 'กองคลัง')
    await officer.presses('อนุมัติเผยแพร่')
    await officer.hears(/เปลี่ยนไปจากที่แสดง/)
    await officer.presses(/กองคลัง/)
    await officer.hears(/กลุ่มที่ลงทะเบียน 1 กลุ่ม/)
    await officer.presses('อนุมัติเผยแพร่')
    await officer.hears(/เผยแพร่สถิติ .* ฉบับที่ 1 แล้ว/)
    await agency.settle()
    const pictures = () => group.chat().received.filter(({ type }) => type === 'image')
    expect(pictures()).to.have.length(1)
    expect(other.chat().received.filter(({ type }) => type === 'image')).to.have.length(0)
    const url = String(pictures()[0]?.content.originalContentUrl)
    expect(url).to.equal(preview)
    const { width } = await sharp(Buffer.from(await (await fetch(url)).arrayBuffer())).metadata()
    expect(width).to.equal(1040)
    await ethics.presses('อนุมัติเผยแพร่')
    await agency.settle()
    expect(pictures()).to.have.length(1)
  })

  it('When it was sent, then it is a campaign: it stands in the results, in the evidence of the year and in its paper', async () => {
    await ethics.says('ผลเผยแพร่')
    await agency.settle()
    const results = await ethics.hears(/ข้อมูลเชิงสถิติเรื่องร้องเรียน/)
    expect(results.text).to.include('กลุ่มของกองกลาง').and.match(/1/)
    const { campaigns } = agency.product.features
    const result = await campaigns.rules.result('statistics-1')
    expect(result?.runs[0]).to.include({ state: 'ended', groups: 1, people: 0 })
    expect(result?.runs[0]?.counts).to.include({ sent: 1, failed: 0 })
    const year = await campaigns.rules.yearEvidence(2570)
    const [piece] = year
    expect(year).to.have.length(1)
    expect(piece?.piece).to.include({ key: 'complaint-statistics-2570', version: 1 })
    expect(piece?.channels).to.deep.equal(['lineGroup'])
    await ethics.says('หลักฐานเผยแพร่ 2570')
    await agency.settle()
    await ethics.hears(/1 ครั้ง/)
    const audit = await agency.connection.collection('audit').find({ action: 'campaign started' }).toArray()
    expect(audit).to.have.length(1)
  })

  it('When it is published, then page, CSV, JSON, XLSX, PDF and PNG show the same figures, and today’s JSON keeps its contract', async () => {
    const query = 'fiscalYear=2570&version=1'
    const json = await (await get(`/statistics.json?${query}`)).json()
    expect(json).to.include({ fiscalYear: 2570, asOf: '2026-10-31', total: 3, completed: 2, inProgress: 1 })
    expect(json.months).to.deep.equal([{ month: '2569-10', total: 3, completed: 2, inProgress: 1 }])
    const figures = ['3', '2', '1']

    const bytes = Buffer.from(await (await get(`/statistics.csv?${query}`)).arrayBuffer())
    expect(bytes.subarray(0, 3).toString('hex')).to.equal('efbbbf')
    const csv = bytes.toString('utf8')
    expect(csv)
      .to.include(`2569-10,ตุลาคม 2569,${figures.join()}\r\n`)
      .and.include(`,รวม,${figures.join()}\r\n`)
    expect(csv).to.include(json.hash)

    const page = await (await get(`/statistics?${query}`)).text()
    const cells = [...page.matchAll(/<td class="number">([^<]*)<\/td>/g)].map(([, cell]) => cell)
    expect(cells.slice(0, 6)).to.deep.equal([...figures, ...figures])
    expect(page).to.include(json.hash).and.include('ฉบับที่ 1')

    const xlsx = Buffer.from(await (await get(`/statistics.xlsx?${query}`)).arrayBuffer())
    const rows = await readSheet(xlsx, 2)
    expect(rows).to.deep.include(['ตุลาคม 2569', 3, 2, 1]).and.deep.include(['รวม', 3, 2, 1])

    const view = await agency.product.features.statistics.published.view({
      fiscalYear: 2570,
      months: json.months.map(() => '2026-10'),
    })
    if (!view) throw new Error('Nothing is published')
    const { deps, features } = agency.product
    const look = await createAgencyLook({ settings: features.settings.rules, media: deps.media })()
    const agencyName = { th: 'หน่วยงาน', en: 'Agency' }
    const drawing = {
      view,
      language: 'th',
      period: 'ตุลาคม 2569',
      digits: 'arabic',
      look,
      agencyName,
    } as const
    expect(infographicFor(drawing).figures?.map(({ value }) => value)).to.deep.equal(figures)
    expect(infographicFor(drawing).table?.rows).to.deep.equal([['ต.ค. 69', ...figures]])
    const png = Buffer.from(await (await get(`/statistics.png?${query}`)).arrayBuffer())
    expect((await sharp(png).metadata()).format).to.equal('png')

    const pdf = Buffer.from(await (await get(`/statistics.pdf?${query}`)).arrayBuffer())
    expect(pdf.subarray(0, 5).toString()).to.equal('%PDF-')
    if (existsSync('/usr/bin/pdftotext')) expect(await textOfPdf(pdf)).to.match(/รวม\s+3\s+2\s+1/)

    const today = await (await get('/statistics.json?fiscalYear=2570')).json()
    expect(today).to.include({ total: 4, asOf: '2026-11-19' }).and.not.have.property('version')
    expect(today.months).to.have.length(12)
  })

  it('When an address asks for what cannot be, then each gets a clear sentence', async () => {
    for (const [query, status, words] of [
      ['?fiscalYear=2026', 400, 'fiscalYear ต้องเป็นปีงบประมาณ'],
      ['?fiscalYear=2571', 400, 'ช่วงที่ขอยังมาไม่ถึง'],
      ['?month=2569-12', 400, 'ช่วงที่ขอยังมาไม่ถึง'],
      ['?window=month-13', 400, 'window ต้องเป็นช่วง'],
      ['?half=1&quarter=2', 400, 'กรุณาเลือกเพียงอย่างเดียว'],
      ['?version=7', 404, 'ไม่มีฉบับนี้'],
      ['?fiscalYear=2570&version=x', 400, 'version ต้องเป็นเลขฉบับ'],
    ] as const) {
      const answer = await get(`/statistics${query}`)
      expect([query, answer.status]).to.deep.equal([query, status])
      expect(await answer.text()).to.include(words)
      expect((await get(`/statistics.csv${query}`)).status).to.equal(status)
    }
    expect(await (await get('/statistics?fiscalYear=2550')).text()).to.include('ไม่มีเรื่องร้องเรียนการทุจริต')
  })

  it('When somebody without rights, or a group, asks for more than the totals, then nothing is given away', async () => {
    const citizen = await agency.citizen('ประชาชน')
    await citizen.says('สถิติ')
    await agency.settle()
    expect(citizen.texts().join()).not.to.match(/ทั้งหมด 4 เรื่อง/)
    for (const look of ['หมวด', 'หน่วยงาน', 'เทียบปีก่อน', 'กราฟ', 'ไฟล์', 'ระยะเวลา']) {
      await ethics.in(group).says(`/สถิติ ${look}`)
    }
    await agency.settle()
    expect(group.texts().filter((text) => text.includes('ในกลุ่มแสดงได้เฉพาะตารางสถิติรวม'))).to.have.length(6)
  })

  it('When an officer asks for files and a chart, then there are links that expire and a picture', async () => {
    await officer.says('สถิติ ปีงบ 2570 ไฟล์')
    await officer.hears(/ลิงก์ใช้ได้ถึง/)
    const card = JSON.stringify(officer.chat().received.at(-1)?.content)
    const [url = ''] = /https?:[^"]*\/files\/[^"]*?pdf[^"]*/.exec(card) ?? []
    expect((await fetch(url)).headers.get('content-type')).to.equal('application/pdf')
    agency.passTime(25 * 3_600_000)
    expect((await fetch(url)).status).to.equal(404)
    await officer.says('สถิติ ปีงบ 2570 กราฟ')
    await agency.settle()
    expect(officer.chat().received.at(-1)?.type).to.equal('image')
  })

  describe('in a browser', () => {
    const browser = withBrowser()

    it('When the page is read in Thai or English, on a desk or a phone, then axe finds nothing and nothing runs off the side', async () => {
      for (const language of ['th', 'en'] as const)
        for (const width of [360, 1200]) {
          // Our pages refuse foreign scripts; axe is one, so the policy is set aside for it alone.
          const context = await browser().newContext({ viewport: { width, height: 800 }, bypassCSP: true })
          const page = await context.newPage()
          await page.goto(`${agency.url}/statistics?fiscalYear=2570&lang=${language}`)
          expect(await accessibilityFindings(page)).to.deep.equal([])
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(width)
          await context.close()
        }
    })

    it('When scripts are switched off, then another year and window can still be chosen', async () => {
      const context = await browser().newContext({ javaScriptEnabled: false })
      const page = await context.newPage()
      await page.goto(`${agency.url}/statistics?lang=th`)
      await page.selectOption('#fiscalYear', '2569')
      await page.selectOption('#window', 'half-2')
      await page.click('button[type=submit]')
      expect(await page.textContent('h2')).to.equal('ครึ่งปีหลัง ปีงบประมาณ พ.ศ. 2569')
      expect(await page.locator('table.months tbody tr').count()).to.equal(6)
      await context.close()
    })
  })
})

function dayOf(text: string) {
  if (!isDay(text)) throw new Error(`There is no day ${text}`)
  return text
}

async function textOfPdf(pdf: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sujarit-pdf-'))
  try {
    await writeFile(join(folder, 'paper.pdf'), pdf)
    return execFileSync('/usr/bin/pdftotext', ['-layout', join(folder, 'paper.pdf'), '-']).toString()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
