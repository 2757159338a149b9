import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { strFromU8, unzipSync } from 'fflate'
import type { LinePerson } from 'line-stand-in'
import readExcelFile from 'read-excel-file/node'
import sharp from 'sharp'
import { readMeasures } from '../../src/features/measures/measure-file.js'
import { isDay, monthInBangkok } from '../../src/i18n/calendar/bangkok-time.js'
import { fiscalYearOf } from '../../src/i18n/calendar/thai-calendar.js'
import { type Agency, roster, startAgency } from '../harness/agency.js'
import { textOfPdf } from '../harness/pdf-text.js'

const aDay = 24 * 3_600_000

type Files = Readonly<Record<string, Uint8Array>>

const noGift = {
  title: 'ประกาศเจตนารมณ์ No Gift Policy',
  summary: 'งดรับงดให้',
  points: [],
  text: 'งดรับ งดให้ ของขวัญทุกชนิด',
}
const plan = [
  'ประเด็น,มาตรการ,ขั้นตอน,ผู้รับผิดชอบ,ไตรมาส,ตัวชี้วัด,เป้าหมาย,หลักฐาน',
  'การปฏิบัติหน้าที่,ประกาศ No Gift Policy,ประกาศ | รับทราบ,กองกลาง,1-4,ร้อยละ,ร้อยละ 100,การรับทราบ | ของขวัญ',
  'การใช้อำนาจ,อบรมจริยธรรม,อบรม,กองคลัง,1-2,ครั้ง,3 ครั้ง,การอบรม | แบบสำรวจ',
].join('\n')

describe('Story: the ITA pack of an agency', () => {
  let agency: Agency
  let ethics: LinePerson

  beforeEach(async () => {
    agency = await startAgency({ now: new Date('2026-03-20T03:00:00Z') })
    ethics = await agency.officer('ethics')
  })
  afterEach(() => agency.stop())

  async function asks(words: string): Promise<void> {
    await ethics.says(words)
    await agency.settle()
  }

  /** What the last link in the chat leads to. */
  async function download(): Promise<Files> {
    const url = /https?:[^"\\]+\/files\/[^"\\]+/.exec(JSON.stringify(ethics.lastMessages()))?.[0]
    if (url === undefined) throw new Error('No link was sent')
    const answer = await fetch(url)
    expect(answer.headers.get('content-type')).to.match(/zip/)
    return unzipSync(new Uint8Array(await answer.arrayBuffer()))
  }

  async function fill(acknowledged: number): Promise<void> {
    const { acknowledgements, people, measures, trainings, settings } = agency.product.features
    await settings.rules.change({ mustOpenText: false, minimumReadingSeconds: 0 }, 'system')
    const added = await acknowledgements.rules.addPolicy({
      key: 'no-gift',
      fiscalYear: 2569,
      th: noGift,
      opens: '2025-10-01',
      due: '2026-03-31',
    })
    if (!added.ok) throw new Error('no policy')
    const staff = await people.rules.activeStaff()
    for (const [index, { staffId }] of staff.slice(0, acknowledged).entries())
      await acknowledgements.rules.acknowledge({
        eventKey: `ack-${index}`,
        policyKey: 'no-gift',
        version: 1,
        staffId,
        at: agency.now(),
        channel: 'main',
        language: 'th',
        place: 'private',
      })
    const read = readMeasures(Buffer.from(plan))
    if (!read.ok) throw new Error('no plan')
    await measures.rules.importMeasures(2569, read.rows, 'system')
    const opened = await trainings.rules.open({
      eventKey: 'training',
      title: 'สิทธิมนุษยชนและจริยธรรม',
      channel: 'main',
      by: 'x',
      at: agency.now(),
    })
    if (opened.ok)
      await trainings.rules.addOnPaper({ id: opened.training.id, eventKey: 'p', count: 160, by: 'x' })
  }

  const sheet = async (files: Files, name: string, nameOfSheet: string) => {
    const book = await readExcelFile(Buffer.from(files[name] ?? new Uint8Array()))
    return book.find((one) => one.sheet === nameOfSheet)?.data ?? []
  }

  it('When it is asked for, then it is begun, made and linked, and each file is in the manifest with its hash', async () => {
    await fill(113)
    await asks('รายงาน ita 2569')
    expect(ethics.texts().join('\n')).to.include('กำลังจัดทำ').and.include('ชุดหลักฐาน ITA')
    const files = await download()
    const manifest: {
      files: { name: string; sha256: string; bytes: number }[]
      items: { number: string; files: string[]; missing: string[] }[]
    } = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))
    expect(manifest.files.map(({ name }) => name).sort()).to.deep.equal(
      Object.keys(files)
        .filter((name) => name !== 'manifest.json')
        .sort(),
    )
    for (const { name, sha256, bytes } of manifest.files) {
      const file = files[name] ?? new Uint8Array()
      expect([file.length, createHash('sha256').update(file).digest('hex')]).to.deep.equal([bytes, sha256])
    }
    const missing = Object.fromEntries(manifest.items.map((one) => [one.number, one]))
    expect(missing.O19).to.deep.include({ files: [] })
    expect(missing.O19?.missing[0]).to.include('หน่วยงานต้องแนบเอง')
    expect(missing.O16?.missing[0]).to.include('ข้อความตั้งต้น')
    const index = textOfPdf(Buffer.from(files['00-index.pdf'] ?? new Uint8Array()))
    expect(index)
      .to.include('O16 *')
      .and.include('31 มี.ค. 2569')
      .and.include('22 ก.ย. 2569')
      .and.include('30 เม.ย. 2569')
  })

  it('When 113 of 114 in 9 divisions acknowledged, then the pack says 99.12 (document A), as PDF and as a workbook', async () => {
    await fill(113)
    await asks('รายงาน ita 2569')
    const files = await download()
    const text = textOfPdf(Buffer.from(files['O20-noGift.pdf'] ?? new Uint8Array()))
    expect(text).to.include('99.12').and.include('ข้อมูล ณ วันที่ 20 มี.ค. 2569')
    const rows = await sheet(files, 'O20-noGift.xlsx', 'no-gift ฉบับที่ 1')
    expect(rows).to.have.length(11)
    expect(rows.at(-1)?.slice(0, 3)).to.deep.equal(['รวม', 113, 114])
    expect(JSON.stringify(rows)).to.not.include(roster[0]?.name)
  })

  it('When there were no complaints, then the table is of zeros and the official words say so (document C)', async () => {
    await asks('รายงาน ita 2569')
    const files = await download()
    const text = textOfPdf(Buffer.from(files['O18-statistics.pdf'] ?? new Uint8Array()))
    expect(text).to.include('ไม่มีเรื่องร้องเรียน')
    const year = await sheet(files, 'O18-statistics.xlsx', 'ปีงบ 2568')
    expect(year).to.have.length(14)
    expect(year.at(-1)).to.deep.equal(['รวม', 0, 0, 0])
    expect(await sheet(files, 'O18-statistics.xlsx', 'ครึ่งปีแรก 2569')).to.have.length(8)
  })

  it('When the first half of the year is not over, then what the whole year would repeat is there once; afterwards both are', async () => {
    await fill(1)
    const pack = async () => {
      await asks('รายงาน ita 2569')
      const files = await download()
      const report = Object.keys(files).find((name) => /^O24.*\.docx$/.test(name)) ?? ''
      const body = strFromU8(
        unzipSync(files[report] ?? new Uint8Array())['word/document.xml'] ?? new Uint8Array(),
      )
      return {
        rounds: [...body.matchAll(/>(ผลการดำเนินการรายมาตรการ: [^<]+|[^<]+: จะมีเมื่อ[^<]+)</g)].map(
          ([, words]) => words,
        ),
        yearSoFar: await sheet(files, 'O18-statistics.xlsx', 'ปีงบ 2569'),
        statistics: textOfPdf(Buffer.from(files['O18-statistics.pdf'] ?? new Uint8Array())),
      }
    }
    const march = await pack()
    expect(march.rounds).to.deep.equal([
      'ผลการดำเนินการรายมาตรการ: รายงานผลรอบ 6 เดือน',
      'รายงานผลรอบ 12 เดือน: จะมีเมื่อพ้นครึ่งปีแรกแล้ว',
    ])
    expect(march.yearSoFar).to.deep.equal([])
    expect(march.statistics).to.include('เดือนเดียวกัน')
    agency.passTime(12 * aDay)
    const firstOfApril = await pack()
    // Of the month that has just begun nothing can be told: no row of zeros.
    expect(firstOfApril.yearSoFar).to.deep.equal([])
    expect(firstOfApril.statistics).to.include('เดือนเดียวกัน').and.not.include('เมษายน 2569')
    agency.passTime(aDay)
    const april = await pack()
    expect(april.rounds).to.deep.equal([
      'ผลการดำเนินการรายมาตรการ: รายงานผลรอบ 6 เดือน',
      'ผลการดำเนินการรายมาตรการ: รายงานผลรอบ 12 เดือน',
    ])
    expect(april.yearSoFar).to.have.length(9)
    expect(april.statistics).not.to.include('เดือนเดียวกัน')
  })

  it('When a fiscal year begins today, then its pack has the year before whole, and no zero and no month of its own', async () => {
    // The first of October in Bangkok, the last of September in Greenwich.
    agency.passTime(Date.parse('2026-09-30T18:00:00Z') - agency.now().getTime())
    await asks('รายงาน ita')
    const files = await download()
    const before = await sheet(files, 'O18-statistics.xlsx', 'ปีงบ 2569')
    expect(before).to.have.length(14)
    expect(before.at(-2)?.[0]).to.equal('กันยายน 2569')
    for (const own of ['ปีงบ 2570', 'ครึ่งปีแรก 2570'])
      expect(await sheet(files, 'O18-statistics.xlsx', own), own).to.deep.equal([])
    expect(textOfPdf(Buffer.from(files['O18-statistics.pdf'] ?? new Uint8Array()))).not.to.include(
      'ตุลาคม 2569',
    )
    const channel = JSON.stringify(
      await readExcelFile(Buffer.from(files['O17-channel.xlsx'] ?? new Uint8Array())),
    )
    expect(channel)
      .to.include('ผู้รับเรื่อง')
      .and.not.match(/เรื่องร้องเรียน[^"]*",0/)
    expect(files).to.include.keys('O18-statistics.pdf')
  })

  it('When a follow-up is asked for on the first of a month, then complaints of that month are not said to be none', async () => {
    const read = readMeasures(
      Buffer.from(`${plan.split('\n')[0]}\nการแก้ไขปัญหา,เฝ้าระวัง,เฝ้าระวัง,กองกลาง,1-4,ครั้ง,1,สถิติเรื่องร้องเรียน`),
    )
    if (!read.ok) throw new Error('no plan')
    const { rules } = agency.product.features.measures
    await rules.importMeasures(2570, read.rows, 'system')
    const known = async (now: string) => {
      agency.passTime(Date.parse(now) - agency.now().getTime())
      const month = monthInBangkok(agency.now())
      const { rows } = await rules.followUp(fiscalYearOf(agency.now()), { kind: 'month', month })
      return rows.map((row) =>
        row.known.map((one) => one.kind === 'statistics' && one.table.months.map((one) => one.month)),
      )
    }
    expect(await known('2026-12-31T17:30:00Z')).to.deep.equal([[]])
    expect(await known('2027-01-01T17:30:00Z')).to.deep.equal([[['2027-01']]])
  })

  it('When the channel and awareness are asked for, then what people saw is there as pictures, named by hashes that can be checked', async () => {
    const { library, campaigns } = agency.product.features
    const words = {
      title: 'ช่องทางแจ้งเรื่องร้องเรียน',
      channels: [{ name: 'เว็บไซต์', detail: 'แบบฟอร์มไม่ระบุตัวตน' }],
    }
    const address = `${agency.url}/report`
    const added = await library.addContent({ kind: 'channels', key: 'channels', th: words, address })
    expect(added).to.include({ ok: true, version: 1 })
    await asks('รายงาน ita 2569')
    const before = await download()
    const pictures = (files: Files, ending: string) =>
      Object.keys(unzipSync(files[ending] ?? new Uint8Array())).filter((name) => name.startsWith('xl/media/'))
        .length
    // The menu, the form's first page, the card with the QR code, and the piece of the library.
    expect(pictures(before, 'O17-channel.xlsx')).to.equal(4)
    const missing = (files: Files, number: string): string[] =>
      JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())).items.find(
        (one: { number: string }) => one.number === number,
      ).missing
    expect(missing(before, 'O17').join()).to.include('ยังไม่มีการเผยแพร่').and.include('ยังไม่มีผู้รับเรื่องที่มีกุญแจ')

    const published = await library.rules.everPublished('content/channels/1')
    if (!published) throw new Error('not in the library')
    const proof = await agency.product.deps.media.keep(await drawnProof(), 'image/png')
    await campaigns.rules.record({
      ...{
        eventKey: 'site',
        published,
        channel: 'website',
        on: day('2026-03-01'),
        proof: proof.path,
        by: 'x',
      },
    })
    await asks('รายงาน ita 2569')
    const files = await download()
    expect(pictures(files, 'O17-channel.xlsx')).to.equal(6)
    expect(missing(files, 'O17').join()).not.to.include('ยังไม่มีการเผยแพร่')
    const text = textOfPdf(Buffer.from(files['O17-channel.pdf'] ?? new Uint8Array()))
    expect(text).to.include(published.sha256.slice(0, 40))
    const hashes = [...text.replaceAll(/\s/g, '').matchAll(/SHA-256([0-9a-f]{64})/g)].map(([, hash]) => hash)
    expect(hashes).to.include(/[0-9a-f]{64}/.exec(proof.path)?.[0])
    const { body } = published.from === 'content' ? published.content : { body: undefined }
    if (body?.kind !== 'channels' || 'pictures' in body) throw new Error('not drawn')
    const { path } = await library.pictures.pictureOf(body, 'th')
    const served = Buffer.from(await (await fetch(`${agency.url}${path}`)).arrayBuffer())
    expect(hashes).to.include(createHash('sha256').update(served).digest('hex'))
  })

  it('When the guideline is the agency’s own, then its words are printed and nothing is missing', async () => {
    const changed = await agency.product.features.settings.rules.change(
      { guideline: { unit: 'กลุ่มงานจริยธรรม ชั้น 3', timeFrame: 'ภายใน 15 วัน' } },
      'system',
    )
    expect(changed.ok).to.equal(true)
    await asks('รายงาน แนวปฏิบัติ')
    const files = await download()
    const name = Object.keys(files).find((one) => one.endsWith('.pdf')) ?? ''
    const text = textOfPdf(Buffer.from(files[name] ?? new Uint8Array()))
    for (const words of ['1. รายละเอียดที่ผู้ร้องเรียนควรแจ้ง', 'กลุ่มงานจริยธรรม ชั้น 3', '5. ระยะเวลาดำเนินการ'])
      expect(text).to.include(words)
  })

  it('When trainings are asked for, then the paper says 1 training with 160 people, and surveys say that there are none', async () => {
    await fill(1)
    const words = async (asked: string) => {
      await asks(asked)
      const files = await download()
      const name = Object.keys(files).find((one) => one.endsWith('.pdf')) ?? ''
      return textOfPdf(Buffer.from(files[name] ?? new Uint8Array()))
    }
    expect(await words('รายงาน อบรม 2569')).to.include('การอบรม 1 ครั้ง ผู้เข้าร่วม 160 คน')
    expect(await words('รายงาน แบบสำรวจ')).to.include('ยังไม่มีแบบสำรวจของปีงบประมาณนี้')
  })

  it('When a follow-up of 6 months is asked for, then its tables are in PDF, workbook and document', async () => {
    await fill(114)
    const [first] = await agency.product.features.measures.rules.ofYear(2569)
    const who = { by: 'x', officer: true }
    await agency.product.features.measures.rules.setResult(
      first?.id ?? '',
      { result: 'ประกาศเมื่อ 1 ต.ค. 2568', outcome: 'ไม่มีการรับของขวัญ', problems: '' },
      who,
      agency.now(),
    )
    await asks('รายงาน มาตรการ 6 เดือน 2569')
    const files = await download()
    const named = (ending: string) => Object.keys(files).find((one) => one.endsWith(ending)) ?? ''
    const text = textOfPdf(Buffer.from(files[named('.pdf')] ?? new Uint8Array())).replaceAll('\n', '')
    expect(text).to.include('รอบ 6 เดือน').and.include('100.00').and.include('31 มี.ค. 2569')
    const document = strFromU8(
      unzipSync(files[named('.docx')] ?? new Uint8Array())['word/document.xml'] ?? new Uint8Array(),
    )
    for (const words of [
      'ขั้นตอนหรือวิธีการปฏิบัติ',
      'ผลสัมฤทธิ์',
      'ประกาศเมื่อ 1 ต.ค. 2568',
      'จัดอบรม 1 ครั้ง ผู้เข้าร่วม 160 คน',
    ])
      expect(document).to.include(words)
    expect(document, 'the two steps stand on two lines').to.match(
      /1\) ประกาศ<\/w:t>[^ก-๙]*<\/w:p><w:p>[^ก-๙]*2\) รับทราบ/,
    )
    const rows = await sheet(files, named('.xlsx'), 'ผล รายงานผลรอบ 6 เดือน')
    expect(rows[0]).to.deep.equal([
      'ประเด็น',
      'มาตรการ',
      'ขั้นตอนหรือวิธีการปฏิบัติ',
      'ระยะเวลา',
      'ผู้รับผิดชอบ',
      'ผลการดำเนินการ',
      'ผลสัมฤทธิ์',
    ])
    expect(rows).to.have.length(3)
  })

  it('When the year has no profile, has not begun, or the words are not understood, then each gets its sentence', async () => {
    await asks('รายงาน ita 2567')
    expect(ethics.texts().at(-1)).to.include('ยังไม่มีรูปแบบการประเมิน').and.include('2570, 2569, 2568')
    await asks('รายงาน ita ๒๕๗๐')
    expect(ethics.texts().at(-1)).to.include('ยังไม่เริ่ม')
    await asks('รายงาน มาตรการ 6 เดือน 2569')
    expect(ethics.texts().at(-1)).to.include('ยังไม่มีมาตรการ')
    await asks('รายงาน อะไรก็ได้')
    expect(ethics.texts().at(-1)).to.include('รายงาน ita 2569')
    await asks('ภาษา en')
    for (const [words, sentence] of [
      ['report-file ita 2567', 'There is no profile of fiscal year 2567'],
      ['report-file ita 2570', 'Fiscal year 2570 has not begun.'],
      ['report-file measures half 2569', 'No measure of fiscal year 2569'],
      ['report-file whatever', 'Type one of these'],
    ] as const) {
      await asks(words)
      expect(ethics.texts().at(-1)).to.include(sentence)
    }
    const clerk = await agency.staff(1)
    await clerk.says('รายงาน ita 2569')
    await agency.settle()
    expect(clerk.texts().join('\n')).to.not.include('กำลังจัดทำ')
    expect(await agency.connection.collection('report_requests').countDocuments()).to.equal(0)
  })

  it('When a request fails three times, then that is told once', async () => {
    const { making } = agency.product.features.ita
    const address = { channel: 'main', key: 'k', sealed: 's' }
    const asked = { kind: 'pack' as const, fiscalYear: 2567 }
    await making.ask({ id: 'x', asked, language: 'th', to: address, by: 'x' }, agency.now())
    const states: string[] = []
    for (let time = 0; time < 5; time += 1) {
      states.push((await making.claim())?.state ?? 'none')
      expect((await making.claim())?.state).to.equal(undefined)
      agency.passTime(16 * 60_000)
    }
    expect(states).to.deep.equal(['make', 'make', 'make', 'failed', 'none'])
  })
})

describe('Document C: 160 people in one session', () => {
  it('When 160 signed on paper, then it is one training with 160 people', async () => {
    const agency = await startAgency()
    const { rules } = agency.product.features.trainings
    const opened = await rules.open({
      eventKey: 'e',
      title: 'สิทธิ',
      channel: 'main',
      by: 'x',
      at: agency.now(),
    })
    if (opened.ok) {
      const paper = { id: opened.training.id, eventKey: 'p', count: 160, by: 'x' }
      await rules.addOnPaper(paper)
      await rules.addOnPaper(paper)
    }
    const from = '2026-11-01'
    const until = '2026-11-30'
    if (!isDay(from) || !isDay(until)) throw new Error('no day')
    expect(await rules.ofDays(from, until)).to.include({ times: 1, people: 160 })
    await agency.stop()
  })
})

function day(text: string) {
  if (!isDay(text)) throw new Error(`There is no day ${text}`)
  return text
}

const drawnProof = (): Promise<Buffer> =>
  sharp({ create: { width: 300, height: 200, channels: 3, background: '#336699' } })
    .png()
    .toBuffer()
