import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { readMeasures } from '../../src/features/measures/measure-file.js'
import { type Agency, startAgency } from '../harness/agency.js'
import { runScript, withDirectory } from '../scripts/run-script.js'

const plan = [
  'ประเด็น,มาตรการ,ขั้นตอน,ผู้รับผิดชอบ,รหัสผู้รับผิดชอบ,ไตรมาส,ตัวชี้วัด,เป้าหมาย,หลักฐาน',
  'การปฏิบัติหน้าที่,ประกาศ No Gift Policy,ประกาศ | ให้บุคลากรรับทราบ,กองกลาง,E0002,1-4,ร้อยละของผู้รับทราบ,ร้อยละ 100,การรับทราบ',
  'การใช้อำนาจ,อบรมจริยธรรม,จัดทำโครงการ | อบรม,กองคลัง,E0003,2,จำนวนครั้ง,3 ครั้ง,การอบรม',
].join('\n')

describe('Story: the plan of measures is followed up', () => {
  let agency: Agency
  let ethics: LinePerson

  beforeEach(async () => {
    agency = await startAgency()
    ethics = await agency.officer('ethics')
    const read = readMeasures(Buffer.from(plan))
    if (!read.ok) throw new Error('The plan is not read')
    await agency.product.features.measures.rules.importMeasures(2570, read.rows, 'system')
  })
  afterEach(() => agency.stop())

  const register = () => agency.product.features.measures.rules.ofYear(2570)
  async function says(person: LinePerson, words: string): Promise<void> {
    await person.says(words)
    await agency.settle()
  }
  async function presses(person: LinePerson, label: string): Promise<void> {
    await person.presses(label)
    await agency.settle()
  }

  it('When a report is due soon, then the owner of a begun measure is reminded once, and one tap tells how far it is', async () => {
    const owner = await agency.staff(1)
    const other = await agency.staff(2)
    agency.passTime((13 * 24 + 1) * 3_600_000)
    await agency.product.runJob('measure-reminders')
    await agency.product.runJob('measure-reminders')
    await agency.settle()
    const reminders = (person: LinePerson) => person.texts().filter((words) => words.includes('ครบกำหนดวันที่'))
    expect(reminders(owner)).to.have.length(1)
    expect(reminders(owner)[0]).to.include('พฤศจิกายน 2569').and.include('10 ธ.ค. 2569').and.include('อีก 7 วัน')
    expect(reminders(other)).to.have.length(0)
    await presses(owner, 'กำลังดำเนินการ')
    expect((await register())[0]?.state).to.equal('underWay')
    await presses(owner, 'แล้วเสร็จ')
    agency.passTime(6 * 86_400_000)
    await agency.product.runJob('measure-reminders')
    await agency.settle()
    expect(reminders(owner)).to.have.length(1)
  })

  it('When the owner reports with a picture, then result and evidence are kept, and an import does not take them away', async () => {
    const owner = await agency.staff(1)
    await says(owner, 'มาตรการ')
    expect(owner.texts().join('\n')).to.include('ทั้งหมด 1 มาตรการ')
    await presses(owner, 'รายงานผล')
    await says(owner, 'ประกาศเมื่อ 1 ต.ค. และบุคลากรรับทราบครบ')
    await says(owner, 'ไม่มีการรับของขวัญ')
    await presses(owner, 'ข้าม')
    await owner.sendsFile(Buffer.from('%PDF'), 'a.pdf')
    await agency.settle()
    expect(owner.texts().at(-1)).to.include('รับเฉพาะภาพ')
    await presses(owner, 'ข้าม')
    await presses(owner, 'ยืนยัน')
    const read = readMeasures(Buffer.from(plan.replace('ร้อยละ 100', 'ร้อยละ 99')))
    if (!read.ok) throw new Error('not read')
    const imported = await agency.product.features.measures.rules.importMeasures(2570, read.rows, 'system')
    expect(imported).to.deep.equal({ ok: true, added: 0, changed: 1, missing: 0 })
    const [first] = await register()
    expect(first).to.include({ target: 'ร้อยละ 99', outcome: 'ไม่มีการรับของขวัญ', problems: '' })
    expect(first?.result).to.include('รับทราบครบ')
  })

  it('When somebody else is the owner, or nobody, then staff see and change nothing', async () => {
    const stranger = await agency.staff(5)
    await says(stranger, 'มาตรการ')
    expect(stranger.texts().at(-1)).to.include('ยังไม่มีมาตรการของท่าน')
    const [first] = await register()
    const who = { by: 'x', staffId: 'x', officer: false }
    expect(
      await agency.product.features.measures.rules.setState(first?.id ?? '', 'done', who, agency.now()),
    ).to.equal('notYours')
  })

  it('When an executive looks, then all measures are listed without a button that changes one', async () => {
    const executive = await agency.officer('executive')
    await says(executive, 'มาตรการ')
    const seen = JSON.stringify(executive.lastMessages())
    expect(seen).to.include('ทั้งหมด 2 มาตรการ').and.not.include('รายงานผล"')
  })

  it('When an officer adds a measure in the chat, then each column is asked, and a quarter that is none is asked again', async () => {
    await says(ethics, 'เพิ่มมาตรการ')
    await says(ethics, 'การใช้งบประมาณ')
    await says(ethics, 'เปิดเผยรายงานการใช้จ่ายทุกไตรมาส')
    await says(ethics, 'จัดทำรายงาน\nเผยแพร่')
    await says(ethics, 'กองคลัง')
    await says(ethics, 'ไตรมาส 7')
    expect(ethics.texts().at(-1)).to.include('ไม่ใช่ไตรมาส 1 ถึง 4')
    await says(ethics, '1-4')
    await says(ethics, 'จำนวนรายงาน')
    await says(ethics, '4 ครั้ง')
    expect(await register()).to.have.length(2)
    await presses(ethics, 'ยืนยัน')
    const added = (await register())[2]
    expect(added).to.deep.include({ number: 3, steps: ['จัดทำรายงาน', 'เผยแพร่'], quarters: [1, 2, 3, 4] })
  })

  it('When the follow-up is asked for, then what the bot knows stands with its measure', async () => {
    const { measures, acknowledgements } = agency.product.features
    const words = { title: 'No Gift Policy', summary: 'งดรับ', points: [], text: 'งดรับงดให้' }
    await acknowledgements.rules.addPolicy({
      key: 'no-gift',
      fiscalYear: 2570,
      th: words,
      opens: '2026-10-01',
      due: '2026-12-31',
    })
    const report = await measures.rules.followUp(2570, { kind: 'halfYear' })
    expect(report).to.include({ due: '2027-03-31', asOf: '2026-11-20' })
    expect(report.rows[0]?.known[0]?.kind).to.equal('acknowledgements')
    expect(report.counts).to.deep.equal({ notStarted: 2, underWay: 0, done: 0 })
  })
})

describe('npm run import-measures', () => {
  const directory = withDirectory()
  const run = async (words: string, ...args: string[]) => {
    const path = join(directory(), 'plan.csv')
    await writeFile(path, words)
    return runScript('import-measures', [path, ...args], { DATA_DIR: join(directory(), 'data') })
  }

  it('When a row is bad or a code is unknown, then its line is told and nothing is stored', async () => {
    const bad = await run(plan.replace(',2,จำนวนครั้ง', ',9,จำนวนครั้ง'), '--year', '2570')
    expect(bad.status).to.equal(1)
    expect(bad.stderr).to.include('บรรทัด 3').and.include('ยังไม่ได้บันทึกสิ่งใด')
    const unknown = await run(plan, '--year', '2570', '--lang', 'en')
    expect(unknown.stderr).to.include('line 2: no active staff has this employee code')
    const without = plan.replaceAll('E0002', '').replaceAll('E0003', '')
    const done = await run(without, '--year', '๒๕๗๐')
    expect(done.stderr).to.equal('')
    expect(done.stdout).to.include('เพิ่ม 2 มาตรการ')
    expect((await run(without, '--year', '2570')).stdout).to.include('เพิ่ม 0 มาตรการ ปรับปรุง 0')
  })
})
