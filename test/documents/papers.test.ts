import { expect } from 'chai'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import readExcelFile from 'read-excel-file/node'
import sharp from 'sharp'
import { docxOf } from '../../src/documents/docx/docx-paper.js'
import type { Paper } from '../../src/documents/paper.js'
import { pdfOf } from '../../src/documents/pdf/pdf-paper.js'
import { xlsxOf } from '../../src/documents/xlsx-paper.js'
import { zipOf } from '../../src/documents/zip-file.js'
import { emptyBoxesIn, pagesOfPdf, textOfPdf } from '../harness/pdf-text.js'
import { examplePaper, rosterPaper } from './paper-examples.js'

const picture = () =>
  sharp({ create: { width: 300, height: 200, channels: 4, background: '#2255aa80' } })
    .png()
    .toBuffer()

describe('A paper as PDF', () => {
  it('When it is drawn, then what is copied from it is what was written, marks and all', async () => {
    const text = textOfPdf(await pdfOf(examplePaper(await picture())))
    expect(text).to.include('สำนักงานตัวอย่างเพื่อความซื่อตรง')
    expect(text).to.include('ทำน้ำให้ใส ปี่ ปู่ ฟ้า ป่า ญี่ปุ่น กตัญญู ฐู่ ที่นี้ ก็ได้ ๆ ฯลฯ')
    expect(text).to.include('ข้อมูล ณ วันที่ 20 พ.ย. 2569 เวลา 18:40 น.')
    expect(text).to.include('99.12').and.include('1,264')
    expect(text).to.match(/หน้า 1\/\d/)
    expect(text).to.match(/ลงชื่อ \.+ ผู้รับรอง/)
    expect(text).not.to.match(/[\u200b\u2060]/)
  })
  const saying = (...paragraphs: string[]): Paper => ({
    ...rosterPaper(0),
    sections: [{ kind: 'text', paragraphs }],
  })
  it('When somebody wrote with letters that Sarabun lacks, then they are drawn, or a sign stands for them and says so, and never an empty box', async () => {
    const drawn = [
      'แจก 🎉 ของขวัญ 👍🏽 👨‍👩‍👧 ❤️ ✅ ⚠️ 🇹🇭',
      ...['ພາສາລາວ ບໍ່ຮັບຂອງຂວັນ', 'ភាសាខ្មែរ', 'မြန်မာဘာသာ', 'يرفض الهدايا'],
      '███ ■ □ → ✓ ✗ ☐ ● ★ № ㎡ ℃ ＡＢＣ 𝐁 a\u0007b\u202ec\u200dd',
    ]
    const whole = await pdfOf(saying(...drawn))
    expect(emptyBoxesIn(whole)).to.equal(0)
    expect(textOfPdf(whole)).to.include(drawn[0]).and.include('ພາສາລາວ').and.not.include('[?]')

    const lacking = await pdfOf(saying('ลงชื่อ 王小明 \ue000 Ωμέγα'))
    expect(emptyBoxesIn(lacking)).to.equal(0)
    expect(textOfPdf(lacking))
      .to.include('王小明')
      .and.match(/\[\?\] แทนตัวอักษร/)
  })
  it('Whatever is written, then no empty box is drawn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 60, maxLength: 60 }),
        async (words) => {
          const file = await pdfOf(saying(...words))
          expect(emptyBoxesIn(file)).to.equal(0)
        },
      ),
      { numRuns: 2 },
    )
  })
  it('When a line is too long, then it ends between words', async () => {
    const text = textOfPdf(await pdfOf(examplePaper(await picture())))
    const lines = text.split('\n')
    const first = lines.findIndex((line) => line.startsWith('เจ้าหน้าที่ของรัฐพึง'))
    const paragraph = lines.slice(first, first + 3)
    expect(paragraph.at(-1)).to.match(/ประโยชน์ส่วนตน$/)
    for (const line of paragraph.slice(1)) expect(line).to.match(/^[ก-ฮเ-ไ]/)
  })
  it('When Thai digits are wanted, then numbers have them and names and hashes do not', async () => {
    const text = textOfPdf(await pdfOf(examplePaper(await picture(), { digits: 'thai' })))
    expect(text).to.include('๙๙.๑๒').and.include('หน้า ๑/').and.include('๒๐ พ.ย. ๒๕๖๙')
    expect(text).to.include('a3f1'.repeat(8))
    expect(text).to.include('(SHA-256)')
  })
  it('When a table goes on, then its head is on every page and no row is lost', async () => {
    const file = await pdfOf(rosterPaper(300))
    const lines = textOfPdf(file).split('\n')
    const pages = pagesOfPdf(file)
    expect(pages).to.be.greaterThan(4)
    expect(lines.filter((line) => line === 'รหัส')).to.have.length(pages)
    expect(lines.filter((line) => line.startsWith('EMP-'))).to.have.length(300)
    expect(lines).to.include(`หน้า ${pages}/${pages}`)
  })
  it('When a paper ends with signatures, then something of what is signed stands on their page', async () => {
    const paper = rosterPaper(0)
    const signatures = { kind: 'signatures', statement: 'ขอรับรอง', signers: [{ as: 'ผู้รับรอง' }] } as const
    // As many as leave a little less room on the first page than somebody needs to sign.
    for (const [kind, least] of [
      ['table', 25],
      ['text', 22],
      ['facts', 28],
    ] as const) {
      for (let rows = least; rows < least + 7; rows++) {
        const lines = Array.from({ length: rows }, (_, index) => `ข้อ${index}`)
        const signed = {
          table: { kind: 'table', columns: [{ title: 'เรื่อง' }], rows: lines.map((line) => [line]) },
          text: { kind: 'text', paragraphs: lines },
          facts: { kind: 'facts', facts: lines.map((line) => [line, 'ค่า'] as const) },
        } as const
        const text = textOfPdf(await pdfOf({ ...paper, sections: [signed[kind], signatures] }))
        const page = text.split(/หน้า \d+\/\d+/).find((part) => part.includes('ลงชื่อ'))
        expect(page, `${rows} rows of ${kind}`).to.match(/ข้อ\d/)
      }
    }
  })
  it('When a picture has nearly enough room, then it becomes a little smaller and stays on the page', async () => {
    const tall = await sharp({ create: { width: 800, height: 1200, channels: 3, background: '#2255aa' } })
      .png()
      .toBuffer()
    const paragraphs = Array.from({ length: 12 }, (_, index) => `ข้อ ${index}`)
    const sections = [
      { kind: 'text', paragraphs } as const,
      { kind: 'picture', bytes: tall, caption: 'ภาพ' } as const,
    ]
    expect(pagesOfPdf(await pdfOf({ ...rosterPaper(0), sections }))).to.equal(1)
    const more = Array.from({ length: 20 }, (_, index) => `ข้อ ${index}`)
    expect(
      pagesOfPdf(
        await pdfOf({
          ...rosterPaper(0),
          sections: [{ kind: 'text', paragraphs: more }, ...sections.slice(1)],
        }),
      ),
    ).to.equal(2)
  })
  it('When a picture is made smaller to stay, then its whole caption stays under it', async () => {
    const bytes = await sharp({ create: { width: 700, height: 1171, channels: 3, background: '#2255aa' } })
      .png()
      .toBuffer()
    const caption = `ข้อความใต้ภาพ ${'a3f1'.repeat(16)} ${'ท้ายข้อความ'.repeat(9)}`
    for (let lines = 10; lines < 24; lines++) {
      const before = {
        kind: 'text',
        paragraphs: Array.from({ length: lines }, (_, at) => `บรรทัด ${at}`),
      } as const
      const sections = [before, { kind: 'picture', bytes, caption } as const]
      const pages = textOfPdf(await pdfOf({ ...rosterPaper(0), sections })).split(/หน้า \d+\/\d+/)
      const page = pages.find((part) => part.includes('ข้อความใต้ภาพ'))
      expect(page?.replaceAll('\n', ''), `after ${lines} lines`).to.match(/(?:ท้ายข้อความ){9}/)
    }
  })
  it('When a picture or a short list comes last, then it goes to the page of the signatures, with its heading', async () => {
    const signatures = { kind: 'signatures', statement: 'ขอรับรอง', signers: [{ as: 'ผู้รับรอง' }] } as const
    const bytes = await sharp({ create: { width: 800, height: 1200, channels: 3, background: '#2255aa' } })
      .png()
      .toBuffer()
    const lasts = [
      { kind: 'picture', bytes, heading: 'หัวเรื่องสุดท้าย', caption: 'ภาพ' },
      { kind: 'text', heading: 'หัวเรื่องสุดท้าย', paragraphs: ['ข้อแรก', 'ข้อหลัง'] },
    ] as const
    for (const last of lasts) {
      for (let lines = 8; lines < 36; lines++) {
        const before = {
          kind: 'text',
          paragraphs: Array.from({ length: lines }, (_, at) => `บรรทัด ${at}`),
        } as const
        const text = textOfPdf(await pdfOf({ ...rosterPaper(0), sections: [before, last, signatures] }))
        const page = text.split(/หน้า \d+\/\d+/).find((part) => part.includes('ลงชื่อ'))
        expect(page, `${last.kind} after ${lines} lines`).to.include('หัวเรื่องสุดท้าย')
      }
    }
  })
  it('When a cell is higher than a page, then it goes on on the next one', async () => {
    const paper = rosterPaper(0)
    const long = Array.from({ length: 400 }, (_, index) => `ข้อ${index}`).join('\n')
    const file = await pdfOf({
      ...paper,
      sections: [{ kind: 'table', columns: [{ title: 'ข้อความ' }], rows: [[long]] }],
    })
    expect(textOfPdf(file)).to.include('ข้อ0').and.include('ข้อ399')
    expect(pagesOfPdf(file)).to.be.greaterThan(5)
  })
  it('When the same paper is drawn twice, then the bytes are the same, in every format', async () => {
    const paper = examplePaper(await picture())
    for (const drawn of [pdfOf, xlsxOf, docxOf]) {
      expect((await drawn(paper)).equals(await drawn(paper)), drawn.name).to.equal(true)
    }
  })
  it('When a column is narrow, then no word of Latin letters is cut, in its head or in its cells', async () => {
    const titles = [
      'No.',
      'Version',
      'Groups',
      'People',
      'Delivered',
      'Responsible',
      'Began',
      'State',
    ] as const
    const columns = titles.map((title) => ({ title, width: title === 'Began' ? 9 : 1 }))
    const rows = [['1', '1', '0', '2', '2', 'Secretariat', 'How to report corruption', 'completed']]
    const sections = [{ kind: 'table', columns, rows } as const]
    const lines = textOfPdf(await pdfOf({ ...rosterPaper(0), language: 'en', sections })).split('\n')
    expect(lines).to.include.members([...titles, 'Secretariat', 'completed'])
  })
})

describe('A paper as a workbook', () => {
  it('When it is read back, then numbers are numbers and dates are dates', async () => {
    const sheets = await readExcelFile(await xlsxOf(examplePaper(await picture())))
    expect(sheets.map(({ sheet }) => sheet)).to.deep.equal(['สรุป', 'แยกตามหน่วยงาน'])
    const [summary, units] = sheets.map(({ data }) => data)
    expect(summary?.find(([label]) => label === 'รับทราบแล้ว')?.[1]).to.equal(113)
    expect(summary?.find(([label]) => label === 'ร้อยละ')?.[1]).to.equal(99.12)
    expect(units?.[1]).to.deep.equal(['กองคลัง', 1250, 1249, 99.92, new Date('2026-10-05T00:00:00Z')])
    // A workbook knows no time zone: 18:40 in Bangkok is what it shows.
    expect(units?.[2]?.[4]).to.deep.equal(new Date('2026-11-20T18:40:00Z'))
    expect(units?.[3]?.slice(0, 4)).to.deep.equal(['รวม', 1264, 1262, 99.84])
  })
  it('When it is printed, then all columns of a sheet stand on one page', async () => {
    const parts = unzipSync(await xlsxOf(examplePaper(await picture())))
    const sheets = Object.keys(parts).filter((name) => /^xl\/worksheets\/sheet/.test(name))
    expect(sheets.length).to.be.greaterThan(1)
    for (const sheet of sheets) {
      const xml = strFromU8(parts[sheet] ?? new Uint8Array())
      expect(xml, sheet).to.match(/<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>/)
      expect(xml, sheet).to.match(/<pageSetup (?:[^>]* )?fitToWidth="1" fitToHeight="0"/)
    }
  })
  it('When a picture stands above words, then the rows under it are high enough for it', async () => {
    const bytes = await sharp({ create: { width: 480, height: 480, channels: 3, background: '#2255aa' } })
      .png()
      .toBuffer()
    const sections = [{ kind: 'picture', bytes } as const, { kind: 'text', paragraphs: ['ใต้ภาพ'] } as const]
    const parts = unzipSync(await xlsxOf({ ...rosterPaper(0), sections }))
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    const anchor = strFromU8(parts['xl/drawings/drawing1.xml'] ?? new Uint8Array())
    const from = Number(/<xdr:row>(\d+)</.exec(anchor)?.[1])
    const heights = [...sheet.matchAll(/<row [^>]*?>/g)].slice(from, -1)
    const points = heights.reduce((sum, [row]) => sum + Number(/ ht="([\d.]+)"/.exec(row)?.[1] ?? 0), 0)
    expect(points).to.be.at.least((480 * 72) / 96)
  })
  it('When a text looks like a formula, then it stays a text', async () => {
    const paper = rosterPaper(0)
    const rows = [['=HYPERLINK("http://evil.example","x")']]
    const file = await xlsxOf({
      ...paper,
      sections: [{ kind: 'table', sheet: 'a/b:c?'.repeat(9), columns: [{ title: 'x' }], rows }],
    })
    const [, table] = await readExcelFile(file)
    expect(table?.data[1]).to.deep.equal(rows[0])
    expect(table?.sheet).to.have.length.at.most(31)
    expect(strFromU8(unzipSync(file)['xl/worksheets/sheet2.xml'] ?? new Uint8Array())).not.to.include('<f>')
  })
})

describe('A paper as DOCX', () => {
  it('When it is written, then it says the same and repeats the heads of tables', async () => {
    const body = strFromU8(
      unzipSync(await docxOf(examplePaper(await picture())))['word/document.xml'] ?? new Uint8Array(),
    )
    expect(body).to.include('ซื่อสัตย์สุจริต').and.include('99.12').and.include('<w:tblHeader/>')
    expect(body).to.match(/ลงชื่อ \.+ ผู้รับรอง/)
  })
  const bodyOf = async (sections: Paper['sections'], more: Partial<Paper> = {}) =>
    strFromU8(
      unzipSync(await docxOf({ ...rosterPaper(0), ...more, sections }))['word/document.xml'] ??
        new Uint8Array(),
    )
  const rowsOf = (body: string) => body.split('<w:tr>').slice(1)

  it('When a row is high, then it goes over to the next page; short rows and the head of the table stay whole', async () => {
    const narrow = [{ title: 'เรื่อง' }, { title: 'ผล', width: 2 }] as const
    const high = Array.from({ length: 14 }, (_, index) => `• ข้อ ${index}`).join('\n')
    const long = 'เจ้าหน้าที่ของรัฐพึงยึดมั่นในสถาบันหลักของประเทศ '.repeat(30)
    const rows = [
      ['สั้น', 'สองบรรทัด\nเท่านั้น'],
      ['สูง', high],
      ['ยาว', long],
    ]
    const [head, short, ...torn] = rowsOf(
      await bodyOf([{ kind: 'table', columns: narrow, rows }], { orientation: 'landscape' }),
    )
    expect(head).to.include('<w:cantSplit/>').and.include('<w:tblHeader/>').and.include('<w:keepNext/>')
    expect(short).to.include('<w:cantSplit/>').and.not.include('<w:keepNext/>')
    expect(torn).to.have.length(2)
    for (const row of torn) expect(row).not.to.include('<w:cantSplit/>')
  })
  it('When two people sign, then their places stand beside each other and are not torn apart', async () => {
    const signers = [{ as: 'ผู้จัดทำ' }, { as: 'ผู้รับรอง' }] as const
    const rows = rowsOf(await bodyOf([{ kind: 'signatures', signers }]))
    expect(rows).to.have.length(1)
    expect(rows[0]).to.include('<w:cantSplit/>').and.include('ผู้จัดทำ').and.include('ผู้รับรอง')
  })
  it('When signatures come next, then the end of what is signed goes with them', async () => {
    const signatures = { kind: 'signatures', signers: [{ as: 'ผู้รับรอง' }] } as const
    const rows = [['ก'], ['ข']]
    const table = { kind: 'table', columns: [{ title: 'เรื่อง' }], rows } as const
    const [, first, last] = rowsOf(await bodyOf([table, signatures]))
    expect(first?.split('</w:tr>')[0]).not.to.include('<w:keepNext/>')
    expect(last?.split('</w:tr>')[0]).to.include('<w:keepNext/>')
    const text = { kind: 'text', paragraphs: ['ก', 'ข'] } as const
    expect((await bodyOf([text])).includes('<w:keepNext/>')).to.equal(false)
    expect(await bodyOf([text, signatures])).to.match(/<w:keepNext\/>(?:(?!<w:p>).)*<w:t[^>]*>ข</)
  })
})

describe('An archive', () => {
  it('When files are packed, then they are there as they were, and a name cannot come twice', async () => {
    const asOf = new Date('2026-11-20T11:40:00Z')
    const files = [
      { name: 'หลักฐาน/ก.txt', bytes: Buffer.from('ก') },
      { name: 'b.pdf', bytes: Buffer.from('%PDF') },
    ]
    const packed = zipOf(files, asOf)
    const found = unzipSync(packed)
    expect(Object.keys(found)).to.deep.equal(['หลักฐาน/ก.txt', 'b.pdf'])
    expect(strFromU8(found['หลักฐาน/ก.txt'] ?? new Uint8Array())).to.equal('ก')
    expect(packed.equals(zipOf(files, asOf))).to.equal(true)
    const [first] = files
    if (!first) throw new Error('no file')
    expect(() => zipOf([first, first], asOf)).to.throw(/same name/)
  })
})
