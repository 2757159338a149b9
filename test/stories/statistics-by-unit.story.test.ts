// The unit that a complaint is about: named by the officer who handles the case, kept apart from the register, and told to
// executives only as a split that shows no few, once the half-year is over.
import { expect } from 'chai'
import { knownCase } from '../../src/features/cases/known-case.js'
import { type ConsoleWorld, openConsoleWorld, type Session } from '../web/console/console-world.js'

const unitSizes = { กองคลัง: 150, กองกลาง: 120, กองช่าง: 110 }
const concerned = [
  ...Array.from({ length: 12 }, () => 'กองคลัง'),
  ...Array.from({ length: 3 }, () => 'กองกลาง'),
]
const unnamed = 5
const dayMs = 24 * 3_600_000

describe('Complaints by the unit concerned', () => {
  let world: ConsoleWorld
  let officer: Session
  let keys: Awaited<ReturnType<ConsoleWorld['reader']>>
  const ids: string[] = []

  const nameUnit = (caseId: string, unit: string | null, session = officer) =>
    world.send(session, `POST /console/api/cases/${caseId}/unit`, { unit })

  before(async () => {
    world = await openConsoleWorld()
    const staff = Object.entries(unitSizes).flatMap(([unit, size]) =>
      Array.from({ length: size }, (_, place) => ({
        employeeCode: `${unit}${place}`,
        name: `บุคลากร ${place}`,
        unit,
        position: 'เจ้าหน้าที่',
      })),
    )
    await world.product.features.people.rules.importRoster(staff)
    officer = await world.signIn(['officer'])
    keys = await world.reader(officer)
    for (let filed = 0; filed < concerned.length + unnamed; filed += 1) {
      const id = await world.file([keys])
      ids.push(id)
      const assignment = { to: [keys.id] }
      await world.send(officer, `POST /console/api/cases/${id}/assignment`, assignment)
    }
  })
  after(() => world?.stop())

  it('When whoever handles a case names the unit, then the case says so; another unit than the roster’s is refused', async () => {
    const [first = ''] = ids
    const refused = await nameUnit(first, 'กองที่ไม่มี')
    expect([refused.status, await refused.json()]).to.deep.equal([409, { why: 'unknownUnit' }])
    expect((await nameUnit(first, '')).status).to.equal(409)
    expect((await nameUnit(first, 'กองช่าง')).status).to.equal(200)
    const read = async () => (await world.send(officer, `GET /console/api/cases/${first}`)).json()
    expect((await read()).concerned).to.deep.equal({
      unit: 'กองช่าง',
      choices: ['กองกลาง', 'กองคลัง', 'กองช่าง'],
    })
    expect((await nameUnit(first, null)).status).to.equal(200)
    expect((await read()).concerned).not.to.have.property('unit')
    for (const [place, unit] of concerned.entries())
      expect((await nameUnit(ids[place] ?? '', unit)).status).to.equal(200)
  })

  it('When somebody has only the database, then no unit, no count of a unit and no case is told by it', async () => {
    const rows = await world.connection.collection('concerned_units').find().toArray()
    expect(rows).to.have.length(concerned.length)
    const sizes = new Set(rows.map(({ sealed }) => sealed.buffer?.length ?? sealed.length))
    expect(sizes.size).to.equal(1)
    for (const { _id } of rows) expect(ids).not.to.include(String(_id))
    const register = JSON.stringify(await world.connection.collection('complaints').find().toArray())
    const audit = JSON.stringify(await world.connection.collection('audit').find().toArray())
    for (const unit of Object.keys(unitSizes)) {
      expect(register).not.to.include(unit)
      expect(audit).not.to.include(unit)
    }
  })

  it('When the half-year still runs, then nobody is told, and a group and a citizen never are', async () => {
    const executive = await world.person(['executive'])
    await executive.says('สถิติ ปีงบ 2570 หน่วยงาน')
    await world.settle()
    expect(executive.texts().at(-1))
      .to.match(/จะแสดงได้ตั้งแต่วันที่/)
      .and.not.match(/กองคลัง/)
    const citizen = world.platform.addPerson({ name: 'ประชาชน', friend: true })
    await citizen.says('สถิติ ปีงบ 2570 หน่วยงาน')
    await world.settle()
    expect(citizen.texts().join()).not.to.match(/แยกตามหน่วยงาน|กองคลัง/)
  })

  it('When it is over, then small counts and one large are hidden, and what is named later changes nothing', async () => {
    world.passTime(145 * dayMs)
    const executive = await world.person(['executive'])
    const asks = async (words: string) => {
      await executive.says(words)
      await world.settle()
      return executive.texts().at(-1) ?? ''
    }
    const { settings } = world.product.features
    await settings.rules.change({ leastUnitStaff: 300 }, 'test')
    expect(await asks('สถิติ ปีงบ 2570 หน่วยงาน')).to.match(/บุคลากรตั้งแต่ 300 คนขึ้นไป/)
    await settings.rules.change({ leastUnitStaff: null }, 'test')
    const told = await asks('สถิติ ปีงบ 2570 แยกตามหน่วยงาน')
    expect(told).to.match(
      /กองคลัง\s*ไม่แสดง[\s\S]*กองกลาง\s*น้อยกว่า 5[\s\S]*กองช่าง\s*น้อยกว่า 5[\s\S]*ยังไม่ระบุหน่วยงาน\s*5/,
    )
    expect(told).to.match(/รวม\s*20/)
    await world.product.features.cases.officer.nameUnit(knownCase(ids[15] ?? ''), 'กองช่าง', {
      reader: keys.id,
      who: 'x',
    })
    expect(await asks('สถิติ ปีงบ 2570 แยกตามหน่วยงาน')).to.equal(told)
  })

  it('When the statistics are published, then no file and no page has a split by unit', async () => {
    const { snapshots } = world.product.features.statistics
    await world.product.runJob('statistics-draft')
    const [draft] = await snapshots.waiting()
    expect(await snapshots.approve(draft?.id ?? '', 'test', 'event')).to.have.property('ok', true)
    for (const ending of ['', '.json', '.csv']) {
      const body = await (await fetch(`${world.url}/statistics${ending}?fiscalYear=2570`)).text()
      expect(body).not.to.match(/กองคลัง|กองกลาง|"unit"/)
    }
  })
})
