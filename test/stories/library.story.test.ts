// An ethics officer fills the library from the chat, everybody reads in it, and what is put away stays away.
import { crc32 } from 'node:zlib'
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import sharp from 'sharp'
import { type Agency, startAgency } from '../harness/agency.js'

describe('Story: the library', () => {
  let agency: Agency
  let officer: LinePerson

  beforeEach(async () => {
    agency = await startAgency()
    officer = await agency.officer('ethics')
  })
  afterEach(() => agency.stop())

  const poster = (width = 1200, height = 1500) =>
    sharp({ create: { width, height, channels: 3, background: '#1f3864' } })
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '13/1 45/1 0/1' } })
      .jpeg()
      .toBuffer()
  /** A small file that claims 900 million pixels. */
  async function claimsManyPixels(): Promise<Buffer> {
    const bytes = Buffer.from(
      await sharp(await poster(10, 10))
        .png()
        .toBuffer(),
    )
    bytes.writeUInt32BE(30_000, 16)
    bytes.writeUInt32BE(30_000, 20)
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
    return bytes
  }
  async function says(person: LinePerson, ...words: string[]): Promise<void> {
    for (const one of words) {
      await person.says(one)
      await agency.settle()
    }
  }
  async function sends(person: LinePerson, bytes: Buffer): Promise<void> {
    await person.sendsPicture(bytes)
    await agency.settle()
  }
  const heard = (person: LinePerson) => person.texts().join('\n')
  const last = (person: LinePerson) => person.texts().at(-1) ?? ''
  const all = (person: LinePerson) => JSON.stringify(person.chat().messages)
  const kept = () => agency.connection.collection('content').find({}).sort({ version: 1 }).toArray()
  const published = async () =>
    (await agency.product.features.library.rules.publishedContent('2026-11-20' as never)).map(({ id }) => id)

  const addInfographic = (title = 'งดรับของขวัญ') =>
    says(
      officer,
      ...['เพิ่มเนื้อหา', 'อินโฟกราฟิก', 'กรอกข้อความ', title, 'ข้าม'],
      '1. ไม่รับของขวัญทุกชนิด\n2. แจ้งผู้บังคับบัญชาภายใน 30 วัน',
      'โทรศัพท์สายด่วน 1205',
      ...['ครบแล้ว', 'ข้าม', 'ข้าม', 'ปฏิบัติหน้าที่', 'ครบแล้ว'],
    )

  it('When an officer fills a template, then it is shown as it will be seen, and kept only after ยืนยัน', async () => {
    await addInfographic()
    expect(last(officer)).to.match(/ตัวอย่างตามที่ผู้อ่านจะเห็น[\s\S]*การปฏิบัติหน้าที่/)
    expect(all(officer)).to.match(/\/media\/[0-9a-f]{64}\.png/)
    expect(await kept()).to.have.length(0)
    await says(officer, 'แก้ชื่อเรื่อง', 'งดรับ งดให้', 'ยืนยัน')
    const [piece] = await kept()
    expect(piece?.body).to.deep.include({ kind: 'infographic', tags: ['duty'] })
    expect(piece?.body.th).to.deep.equal({
      title: 'งดรับ งดให้',
      points: [
        { text: 'ไม่รับของขวัญทุกชนิด', icon: 'gift-crossed' },
        { text: 'แจ้งผู้บังคับบัญชาภายใน 30 วัน', icon: 'clock' },
        { text: 'โทรศัพท์สายด่วน 1205', icon: 'phone' },
      ],
    })
    const audit = await agency.connection.collection('audit').find({}).toArray()
    expect(audit.map(({ action }) => action)).to.include('content version added')
  })

  it('When a draft is only looked at, then its picture goes after a day; when it is published, then it stays', async () => {
    const media = agency.connection.collection('media')
    const forADay = () => media.countDocuments({ expiresAt: { $exists: true } })
    await addInfographic()
    expect([await media.countDocuments(), await forADay()]).to.deep.equal([2, 2])
    await says(officer, 'แก้ชื่อเรื่อง', 'งดรับ งดให้')
    expect(await forADay()).to.equal(4)
    await says(officer, 'ยืนยัน')
    await agency.staff(0)
    await says(officer, 'เผยแพร่', '1', '2', 'ยืนยัน')
    expect([await media.countDocuments(), await forADay()]).to.deep.equal([4, 2])
  })

  it('When the bytes of a confirmed draft are gone before it is published, then it is drawn again', async () => {
    await addInfographic()
    await says(officer, 'ยืนยัน')
    await agency.connection.collection('media').deleteMany({})
    await agency.staff(0)
    await says(officer, 'เผยแพร่', '1', '2', 'ยืนยัน')
    const media = agency.connection.collection('media')
    expect(await media.countDocuments({ expiresAt: { $exists: false } })).to.equal(2)
  })

  it('When อ่านฉบับเต็ม is pressed on a draft, then the text comes as it will, and the check goes on', async () => {
    await says(officer, 'เพิ่มเนื้อหา', 'ประมวลจริยธรรม', 'กรอกข้อความ', 'ประมวลจริยธรรม', 'สรุปสั้น ๆ')
    await says(officer, 'ซื่อสัตย์\nรับผิดชอบ', 'ครบแล้ว', 'ข้อ ๑ ให้ยึดมั่นในความซื่อสัตย์', 'ครบแล้ว', 'ข้าม', 'ข้าม', 'ไม่ระบุ')
    await officer.presses('อ่านฉบับเต็ม')
    await agency.settle()
    expect(last(officer)).to.include('ข้อ ๑ ให้ยึดมั่นในความซื่อสัตย์')
    await says(officer, 'ยืนยัน')
    expect(await kept()).to.have.length(1)
  })

  it('When an icon and English are chosen, then the next version has them and the first one stays', async () => {
    await addInfographic()
    await says(officer, 'ยืนยัน', 'คลังเนื้อหา')
    await officer.presses('ทำฉบับใหม่')
    await agency.settle()
    await says(officer, 'แก้ไอคอน', 'โล่', 'ใช้ไอคอนนี้', 'ใช้ไอคอนนี้', 'แก้ภาษาอังกฤษ', 'เพิ่มภาษาอังกฤษ')
    await says(officer, 'No gifts', 'ข้าม', 'Take nothing\nTell within 30 days\nCall 1205', 'ครบแล้ว', 'ข้าม')
    expect(last(officer)).to.match(/ฉบับใหม่ต่อจากฉบับที่ 1/)
    await says(officer, 'ยืนยัน')
    const [first, second] = await kept()
    expect([first?.version, second?.version]).to.deep.equal([1, 2])
    expect(first?.key).to.equal(second?.key)
    expect(first?.body.en).to.equal(undefined)
    expect(second?.body.en.title).to.equal('No gifts')
    expect(second?.body.th.points[0].icon).to.equal('shield')
    expect(await published()).to.deep.equal([`content/${first?.key}/2`])
  })

  it('When an officer goes back to earlier words, then they are a new version; the seed, which comes again, makes none', async () => {
    const { rules } = agency.product.features.library
    const words = (quote: string) => {
      const read = rules.readContent({ kind: 'quote', key: 'of-the-week', th: { title: 'คำคม', quote } })
      return read.ok ? read.body : expect.fail('It cannot be read')
    }
    await rules.addVersion(words('สุจริตคือเกราะบัง'))
    await rules.addVersion(words('โปร่งใส ตรวจสอบได้'), 'E1')
    const back = { ok: true, version: 3, added: true }
    expect(await rules.addVersion(words('สุจริตคือเกราะบัง'), 'E1')).to.deep.equal(back)
    expect(await rules.addVersion(words('สุจริตคือเกราะบัง'), 'E1')).to.deep.equal({ ...back, added: false })
    expect(await rules.addVersion(words('โปร่งใส ตรวจสอบได้'))).to.deep.equal({
      ...back,
      version: 2,
      added: false,
    })
    expect(await published()).to.deep.equal(['content/of-the-week/3'])
  })

  it('When an officer confirms a new version without a change, then none is made', async () => {
    await addInfographic()
    await says(officer, 'ยืนยัน', 'คลังเนื้อหา')
    await officer.presses('ทำฉบับใหม่')
    await agency.settle()
    await says(officer, 'ยืนยัน')
    expect(last(officer)).to.match(/เหมือนฉบับที่ 1/)
    expect(await kept()).to.have.length(1)
  })

  it('When a picture is sent, then it is cleaned of its place, kept with a preview, and published by its hash', async () => {
    await says(officer, 'เพิ่มเนื้อหา', 'ภาพ')
    await sends(officer, await poster(3000, 3600))
    await says(officer, 'โปสเตอร์สุจริต', 'ข้าม', 'ข้าม', 'ข้าม', 'ไม่ระบุ')
    expect(
      await agency.connection.collection('media').countDocuments({ expiresAt: { $exists: true } }),
    ).to.equal(2)
    await says(officer, 'ยืนยัน')
    const [piece] = await kept()
    const [picture] = piece?.body.pictures ?? []
    expect(Math.max(picture.width, picture.height)).to.equal(2048)
    const served = Buffer.from(await (await fetch(`${agency.url}${picture.path}`)).arrayBuffer())
    const meta = await sharp(served).metadata()
    expect([meta.exif, meta.format, served.length < 10_000_000]).to.deep.equal([undefined, 'jpeg', true])
    const preview = Buffer.from(await (await fetch(`${agency.url}${picture.previewPath}`)).arrayBuffer())
    expect(preview.length).to.be.below(1_000_000)
    expect(
      await agency.connection.collection('media').countDocuments({ expiresAt: { $exists: true } }),
    ).to.equal(0)
  })

  it('When pages of a manual are sent, then they are one document of cards', async () => {
    await says(officer, 'เพิ่มเนื้อหา', 'คู่มือ เอกสาร', 'ส่งภาพ')
    await sends(officer, await poster(800, 1100))
    await sends(officer, await poster(810, 1100))
    await says(officer, 'ครบแล้ว', 'คู่มือจริยธรรม', 'สองหน้า', 'ข้าม', 'ข้าม', 'ไม่ระบุ', 'ยืนยัน')
    const [piece] = await kept()
    expect(piece?.body.pictures).to.have.length(2)
  })

  it('When what is sent cannot be used, then a sentence says why and nothing is kept', async () => {
    await says(officer, 'เพิ่มเนื้อหา', 'ภาพ')
    const cases: [Buffer, RegExp][] = [
      [Buffer.from('%PDF-1.7 not a picture'), /ไม่ใช่ภาพที่อ่านได้/],
      [(await poster()).subarray(0, 900), /ภาพเสียหาย/],
      [await poster(100, 100), /อย่างน้อย 240 พิกเซล/],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>'), /ไม่ใช่ภาพที่อ่านได้/],
      [Buffer.concat([await poster(), Buffer.alloc(10_000_001)]), /10 เมกะไบต์/],
      [await claimsManyPixels(), /จำนวนพิกเซลมากเกินไป/],
    ]
    for (const [bytes, sentence] of cases) {
      await sends(officer, bytes)
      expect(last(officer)).to.match(sentence)
    }
    await officer.sendsFile(Buffer.from('%PDF-1.7'), 'คู่มือ.pdf')
    await agency.settle()
    expect(last(officer)).to.match(/PDF โปรดวางไว้บนเว็บไซต์/)
    await says(officer, 'ยกเลิก', 'ภาษา en', 'add-content', 'Picture')
    const inEnglish: [Buffer, string][] = [
      [Buffer.from('GIF nor PNG'), 'This is not a picture that can be read, or it is broken.'],
      [Buffer.concat([await poster(), Buffer.alloc(10_000_001)]), 'The picture is larger than 10 MB.'],
      [await claimsManyPixels(), 'The picture has too many pixels.'],
    ]
    for (const [bytes, sentence] of inEnglish) {
      await sends(officer, bytes)
      expect(last(officer)).to.include(sentence)
    }
    expect(await agency.connection.collection('media').countDocuments()).to.equal(0)
    expect(await kept()).to.have.length(0)
  })

  const tooLong = {
    th: {
      begin: ['เพิ่มเนื้อหา', 'อินโฟกราฟิก', 'กรอกข้อความ'],
      skip: 'ข้าม',
      ready: 'ครบแล้ว',
      title: /ยาว 75 ตัวอักษร เกินไป 5 ตัว/,
      empty: /ว่างอยู่/,
      line: /บรรทัดที่ 2 ยาว 100 ตัวอักษร เกินไป 10 ตัว/,
      kept: /ประเด็นที่มีแล้ว 2 ข้อ \(ต้องมี 3–7 ข้อ\)/,
      many: /ใส่ได้ไม่เกิน 7 ข้อ/,
    },
    en: {
      begin: ['ภาษา en', 'add-content', 'Infographic', 'Type the words'],
      skip: 'Skip',
      ready: 'Done',
      title: /has 75 characters: 5 too many/,
      empty: /would be empty/,
      line: /line 2 has 100 characters: 10 too many/,
      kept: /so far: 2 \(of 3 to 7\)/,
      many: /at most 7 fit/,
    },
  }
  for (const [language, words] of Object.entries(tooLong))
    it(`When words do not fit a template, then the line is named in ${language} and by how much, and nothing said is lost`, async () => {
      await says(officer, ...words.begin, 'ก'.repeat(75))
      expect(last(officer)).to.match(words.title)
      await says(officer, '   ')
      expect(last(officer)).to.match(words.empty)
      await says(officer, 'ชื่อ', words.skip, `ข้อแรก\n${'ข'.repeat(100)}`)
      expect(last(officer)).to.match(words.line)
      await says(officer, 'หนึ่ง\nสอง', words.ready)
      expect(last(officer)).to.match(words.kept)
      await says(officer, words.skip)
      expect(last(officer)).to.match(words.kept)
      await says(officer, 'ก\nข\nค\nง\nจ\nฉ\nช\nซ')
      expect(last(officer)).to.match(words.many)
      expect(await kept()).to.have.length(0)
      expect(await agency.connection.collection('media').countDocuments()).to.equal(0)
    })

  it('When letters cannot be drawn or all is too long together, then the officer is led back to the field', async () => {
    await addInfographic('贈り物')
    expect(heard(officer)).to.match(/วาดไม่ได้: 贈/)
    await says(officer, 'ชื่อใหม่')
    expect(last(officer)).to.match(/ตัวอย่างตามที่ผู้อ่านจะเห็น/)
  })

  it('When a piece is put away, then it is neither browsed nor published, an old button says so, and it can come back', async () => {
    await addInfographic()
    await says(officer, 'ยืนยัน', 'เผยแพร่')
    const before = await published()
    await says(officer, 'ยกเลิก', 'คลังเนื้อหา')
    await officer.presses('เก็บเข้ากรุ')
    await agency.settle()
    expect(last(officer)).to.match(/เข้ากรุแล้ว/)
    expect(await published()).to.deep.equal([])
    const rules = agency.product.features.library.rules
    expect(await rules.everPublished(before[0] ?? '')).to.not.equal(undefined)
    const citizen = await agency.citizen('สมใจ')
    await says(citizen, 'คลังความรู้')
    expect(last(citizen)).to.match(/ยังไม่มีเนื้อหา/)
    await says(officer, 'คลังเนื้อหา')
    await officer.presses('นำกลับมาใช้')
    await agency.settle()
    expect(await published()).to.deep.equal(before)
    const audit = await agency.connection.collection('audit').find({}).toArray()
    expect(audit.map(({ action }) => action)).to.include.members(['content archived', 'content restored'])
  })

  it('When a piece is put away between choosing and confirming, then it is not published', async () => {
    await addInfographic()
    await says(officer, 'ยืนยัน')
    await agency.staff(0)
    await says(officer, 'เผยแพร่', '1')
    const [piece] = await kept()
    await agency.product.features.library.rules.setArchived(piece?.key ?? '', true, 'system')
    await says(officer, '2')
    expect(heard(officer)).to.include(
      '“งดรับของขวัญ” ถูกเก็บเข้ากรุแล้ว จึงเผยแพร่ไม่ได้ โปรดเลือกสื่ออื่น หรือพิมพ์ คลังเนื้อหา เพื่อนำกลับมาใช้',
    )
    expect(await agency.connection.collection('campaigns').countDocuments()).to.equal(0)
  })

  it('When a button to a piece is pressed after it was put away, then one exact sentence says so, in either language', async () => {
    await addInfographic()
    await says(officer, 'ยืนยัน')
    const citizen = await agency.citizen('สมใจ')
    await says(citizen, 'คลังความรู้')
    const [piece] = await kept()
    await agency.product.features.library.rules.setArchived(piece?.key ?? '', true, 'system')
    await citizen.presses('เปิดดู')
    await agency.settle()
    expect(last(citizen)).to.equal('เนื้อหานี้ไม่ได้เผยแพร่แล้ว พิมพ์ คลังความรู้ เพื่อดูเนื้อหาปัจจุบัน')
    await says(citizen, 'ภาษา en')
    await citizen.presses('เปิดดู')
    await agency.settle()
    expect(last(citizen)).to.equal('This is not published any more. Type library to see what is.')
  })

  it('When people browse, then they find by word, tag and page, open a piece, and a group sees only the newest', async () => {
    for (let index = 1; index <= 8; index += 1) {
      await agency.product.features.library.addContent({
        kind: 'clip',
        key: `clip-${index}`,
        th: { title: `คลิปที่ ${index}`, summary: index === 3 ? 'เรื่องของขวัญปีใหม่' : 'สุจริต' },
        ...(index === 4 && { tags: ['budget'] as const as ['budget'] }),
        link: 'https://agency.example/clip',
      })
      agency.passTime(1000)
    }
    const citizen = await agency.citizen('สมใจ')
    await says(citizen, 'คลังความรู้')
    expect(last(citizen))
      .to.match(/คลิปที่ 8[\s\S]*คลิปที่ 3/)
      .and.not.match(/คลิปที่ 2/)
    await citizen.presses('ดูเพิ่ม')
    await agency.settle()
    expect(last(citizen)).to.match(/คลิปที่ 2[\s\S]*คลิปที่ 1/)
    await says(citizen, 'คลังความรู้ ของขวัญ')
    expect(last(citizen)).to.match(/พบ 1 รายการ[\s\S]*คลิปที่ 3/)
    await citizen.presses('เปิดดู')
    await agency.settle()
    expect(last(citizen)).to.match(/เรื่องของขวัญปีใหม่/)
    await says(citizen, 'คลังความรู้')
    await citizen.presses('งบประมาณ')
    await agency.settle()
    expect(last(citizen)).to.match(/พบ 1 รายการ[\s\S]*คลิปที่ 4/)
    await says(citizen, 'คลังความรู้ ไม่มีคำนี้')
    expect(last(citizen)).to.match(/ไม่พบเนื้อหา/)
    const group = await agency.group([citizen], officer, 'กองกลาง')
    await citizen.in(group).says('/คลังความรู้')
    await agency.settle()
    expect(citizen.in(group).texts().at(-1))
      .to.match(/คลิปที่ 8[\s\S]*คลิปที่ 6/)
      .and.not.match(/คลิปที่ 5/)
  })

  it('When an admin sets a logo, then it is shown in a picture first, and what is drawn afterwards carries it', async () => {
    await addInfographic()
    await says(officer, 'ยืนยัน')
    const drawings = () => agency.connection.collection('contentPictures').countDocuments()
    const before = await drawings()
    const admin = await agency.officer('admin')
    await says(admin, 'โลโก้')
    await sends(admin, await poster(400, 400))
    expect(all(admin)).to.match(/\/media\/[0-9a-f]{64}\.png/)
    expect((await agency.product.features.settings.rules.get()).logo).to.equal('')
    await says(admin, 'ยืนยัน')
    expect((await agency.product.features.settings.rules.get()).logo).to.match(/^[0-9a-f]{64}$/)
    await says(officer, 'คลังความรู้')
    expect(await drawings()).to.equal(before + 1)
    await agency.product.features.settings.rules.change({ colours: { primary: '#7a2e1d' } }, 'system')
    await says(officer, 'คลังความรู้')
    expect(await drawings()).to.equal(before + 2)
  })

  it('When somebody without the role tries, then they are refused', async () => {
    const citizen = await agency.citizen('สมใจ')
    for (const word of ['เพิ่มเนื้อหา', 'คลังเนื้อหา', 'โลโก้']) {
      await says(citizen, word)
      expect(await kept()).to.have.length(0)
    }
    await says(officer, 'โลโก้')
    expect((await agency.product.features.settings.rules.get()).logo).to.equal('')
  })
})
