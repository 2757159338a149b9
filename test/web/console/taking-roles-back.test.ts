// A role that is taken back, attacked: everything that its holder had in hand is tried again, at another replica too. Through the
// door of the console and the chat.
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { expect } from 'chai'
import type { Connection } from 'mongoose'
import type { Product } from '../../../src/app/product.js'
import { createPeopleModel } from '../../../src/features/people/people-model.js'
import type { Role } from '../../../src/security/roles.js'
import { secondReplica } from '../../harness/second-replica.js'
import { type ConsoleWorld, openConsoleWorld, type Session } from './console-world.js'

describe('Taking a role back', () => {
  const secretKey = randomBytes(32)
  let world: ConsoleWorld
  let other: { readonly product: Product; readonly connection: Connection; readonly server: Server }
  let otherUrl = ''
  beforeEach(async () => {
    world = await openConsoleWorld({ product: { secretKey } })
    const { product, connection } = await secondReplica(world, secretKey)
    const server = createServer(product.web)
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done)
    })
    other = { product, connection, server }
    const address = server.address()
    otherUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  })
  afterEach(async () => {
    other.server.close()
    other.server.closeAllConnections()
    await other.product.stop()
    await world.stop()
    await other.connection.close()
  })

  const links = () => world.connection.collection<{ _id: string; roles: string[] }>('links')
  const holderOf = async (role: Role) => {
    const holders = await world.product.features.roles.rules.holders('script')
    return (
      holders.find(({ roles }) => roles.some((held) => held.role === role)) ??
      expect.fail(`Nobody is ${role}`)
    )
  }
  const takes = async (by: Session, role: Role, body: unknown = {}) =>
    world.send(by, `POST /console/api/roles/${(await holderOf(role)).mark}/${role}/end`, body)
  const atOther = ({ cookie }: Pick<Session, 'cookie'>, path: string) =>
    fetch(`${otherUrl}${path}`, { headers: { cookie }, redirect: 'manual' })
  const actions = async () => (await world.product.deps.audit.rows()).map(({ action }) => action)
  const readers = async () => (await world.product.features.recipients.list()).map(({ id }) => id)

  it('When a role is taken back, then sessions, links, key, buttons, dialogs, files and letters end at once, at every replica', async () => {
    const admin = await world.signIn(['admin'])
    const ownOfAdmin = await world.reader(admin)
    const ethics = await world.signIn(['ethics'])
    const own = await world.reader(ethics)
    const caseId = await world.file([own, ownOfAdmin])
    const { _id: key } = (await links().findOne({ roles: 'ethics' })) ?? expect.fail('No account')
    world.passTime(60_000)
    const second = await world.signInAs(ethics.person, ethics.secret)
    expect((await atOther(second, `/console/api/cases/${caseId}`)).status).to.equal(200)

    const file = await world.product.deps.files.hand({
      ...{ name: 'evidence.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF') },
      madeFor: { who: key, what: 'evidence' },
    })
    expect((await fetch(file.url)).status).to.equal(200)
    const letter = { channel: 'main', chat: key, state: 'parked' }
    const outbox = world.connection.collection<{ _id: string; onlyFor?: string[] }>('outbox')
    await outbox.insertOne({ _id: 'for-readers', ...letter, onlyFor: ['ethics', 'executive'] })
    await outbox.insertOne({ _id: 'for-anybody', ...letter })
    await ethics.person.says('เรื่อง')
    await ethics.person.says('แบบสำรวจใหม่')
    await ethics.person.says('เปิดนโยบาย')
    await world.settle()
    const unused = await world.linkFor(ethics.person)

    const changed: string[] = []
    world.product.features.people.rules.whenLinkChanged(
      async (all) => void changed.push(...all.map((one) => one.key)),
    )
    const taken = await takes(admin, 'ethics')
    expect(taken.status, await taken.clone().text()).to.equal(200)
    for (const session of [ethics, second]) {
      expect((await atOther(session, '/console/overview')).status).to.equal(302)
      expect((await world.send(session, `GET /console/api/cases/${caseId}`)).status).to.equal(401)
      expect((await world.send(session, 'POST /console/api/keys/tab-secret')).status).to.equal(401)
    }
    expect((await world.send({}, 'POST /console/api/sign-in', { secret: unused })).status).to.equal(401)
    expect(await readers()).to.deep.equal([ownOfAdmin.id])
    // The menu follows whoever is told of.
    expect(changed).to.include(key)
    expect((await fetch(file.url)).status).to.equal(404)
    expect((await outbox.find({ state: 'parked' }).toArray()).map(({ _id }) => _id)).to.deep.equal([
      'for-anybody',
    ])
    await ethics.person.hears(/บทบาท “เจ้าหน้าที่จริยธรรม” ของบัญชี LINE นี้สิ้นสุดแล้ว/)
    await ethics.person.says('คอนโซล')
    await ethics.person.hears(/ไม่มีสิทธิ์|เฉพาะ|บทบาท/)
    expect(await actions()).to.include.members(['role taken back', 'officer key removed'])
    const about = (await world.product.deps.audit.rows()).find(({ action }) => action === 'role taken back')
    expect(about?.who).not.to.equal('system')
    expect(about?.about).to.equal(`ethics ${key}`)
    expect(await world.product.deps.audit.firstBroken()).to.equal(undefined)

    // Given again, nothing of before comes back: the second factor is set up anew, and the key needs a colleague.
    await ethics.person.says(
      `ลงทะเบียน ${(await world.product.features.people.rules.inviteToRole('ethics')).code}`,
    )
    await world.settle()
    expect((await atOther(ethics, '/console/overview')).status).to.equal(302)
    const again = await world.signInAs(ethics.person)
    expect((await world.send(again, `GET /console/api/cases/${caseId}`)).status).to.equal(404)
  })

  it('When it is taken in the middle of what she does in the chat, then nothing of it is done, and an old button does nothing', async () => {
    await world.product.features.people.rules.importRoster([
      { employeeCode: '1', name: 'สมศรี ใจดี', unit: 'กองกลาง', position: 'นิติกร' },
    ])
    const admin = await world.signIn(['admin'])
    const ethics = await world.person(['ethics'])
    await ethics.says('เพิ่มมาตรการ')
    await ethics.says('ตรวจสอบการรับของขวัญ')
    await world.settle()
    const measures = () => world.connection.collection('measures').countDocuments()
    const dialogs = () => world.connection.collection('dialogs').countDocuments()
    const before = await measures()
    expect(await dialogs()).to.be.greaterThan(0)
    expect((await takes(admin, 'ethics')).status).to.equal(200)
    await ethics.says('กองกลาง')
    await ethics.hears(/ไม่มีการดำเนินการใด เพราะบทบาทที่ใช้ทำรายการนี้สิ้นสุดลง/)
    expect(await dialogs()).to.equal(0)
    expect(await measures()).to.equal(before)

    const officer = await world.signIn(['officer'])
    const own = await world.reader(officer)
    const caseId = await world.file([own])
    await world.product.runJob('case-numbers')
    await officer.person.says('เรื่อง 1')
    await officer.person.hears(/ยังไม่มีผู้รับ/)
    expect((await takes(admin, 'officer', { evenIfLast: 'yes' })).status).to.equal(200)
    await officer.person.hears(/สิ้นสุดแล้ว/)
    await officer.person.presses('รับเป็นผู้รับผิดชอบ')
    await world.settle()
    expect((await world.product.features.cases.work.find(caseId))?.assignedTo).to.deep.equal([])
    expect((await actions()).some((action) => action.startsWith('button cases'))).to.equal(true)
  })

  it('When an administrator looks, then names, units, roles, days and keys are there, and no LINE account', async () => {
    await world.product.features.people.rules.importRoster([
      { employeeCode: '7', name: 'มานะ อดทน', unit: 'กองคลัง', position: 'นิติกร' },
    ])
    const admin = await world.signIn(['admin'])
    const person = await world.person(['ethics', 'executive'])
    const code = (await world.product.features.people.rules.invitePerson('7'))?.code
    await person.says(`ลงทะเบียน ${code}`)
    await world.settle()
    const page = await (await world.send(admin, 'GET /console/roles?lang=th')).text()
    for (const words of ['มานะ อดทน', 'กองคลัง', 'เจ้าหน้าที่จริยธรรม', 'ผู้บริหาร', '20 พ.ย. 2569'])
      expect(page).to.include(words)
    for (const { _id } of await links().find().toArray()) expect(page).not.to.include(_id)
    expect(page).not.to.match(/\bU[0-9a-f]{32}\b/)
    for (const role of ['officer', 'ethics', 'executive'] as const) {
      const session = await world.signIn([role])
      expect((await world.send(session, 'GET /console/roles')).status).to.equal(403)
      expect((await takes(session, 'admin')).status).to.equal(403)
    }
  })

  it('When one of two roles is taken, then the other stays with its key, and every session ends all the same', async () => {
    const admin = await world.signIn(['admin'])
    const both = await world.signIn(['ethics', 'executive'])
    const own = await world.reader(both)
    expect((await takes(admin, 'executive')).status).to.equal(200)
    expect((await atOther(both, '/console/overview')).status).to.equal(302)
    expect(await readers()).to.include(own.id)
    world.passTime(60_000)
    const back = await world.signInAs(both.person, both.secret)
    expect((await world.send(back, 'GET /console/cases')).status).to.equal(200)
    expect((await world.send(back, 'GET /console/audit')).status).to.equal(403)
  })

  it('When it is the last administrator, then it stays, also when two take each other’s at one moment', async () => {
    const first = await world.signIn(['admin'])
    const refused = await takes(first, 'admin')
    expect(refused.status).to.equal(409)
    expect((await refused.json()).sentences.join()).to.include('ผู้ดูแลระบบคนสุดท้าย')
    expect(await actions()).not.to.include('role taken back')
    expect((await world.send(first, 'GET /console/roles')).status).to.equal(200)
    const second = await world.signIn(['admin'])
    const { rules } = world.product.features.roles
    const marks = (await rules.holders('script')).map(({ mark }) => mark)
    await Promise.all(
      [first, second].map((session, index) =>
        world.send(session, `POST /console/api/roles/${marks[index]}/admin/end`, {}),
      ),
    )
    expect(await links().countDocuments({ roles: 'admin' })).to.be.greaterThan(0)
  })

  it('When nobody else could read, then it is warned of first, and nothing changes before the warning was answered', async () => {
    const admin = await world.signIn(['admin'])
    const own = await world.reader(await world.signIn(['ethics']))
    const page = await (await world.send(admin, 'GET /console/roles?lang=th')).text()
    expect(page).to.include('จะไม่มีผู้ใดเปิดอ่านเรื่องทุจริตและเรื่องร้องเรียนทั่วไปที่แจ้งใหม่ได้')
    const refused = await takes(admin, 'ethics')
    expect(refused.status).to.equal(409)
    expect((await refused.json()).sentences.join()).to.include('คำเตือน')
    expect(await readers()).to.deep.equal([own.id])
    expect(await links().countDocuments({ roles: 'ethics' })).to.equal(1)
    expect((await takes(admin, 'ethics', { evenIfLast: 'yes' })).status).to.equal(200)
    expect(await readers()).to.deep.equal([])
  })

  it('When an administrator does it in the chat, then the word only shows, and the question names who and what ends', async () => {
    const admin = await world.person(['admin'])
    const ethics = await world.signIn(['ethics'])
    await admin.says('บทบาท')
    await admin.hears(/ผู้ถือบทบาท 2 บัญชี/)
    const mark = (await holderOf('ethics')).mark
    const [label = ''] = admin
      .chat()
      .pressableLabels()
      .filter((one) => one.startsWith('ถอน'))
    expect(label).not.to.equal('')
    expect(await links().countDocuments({ roles: 'ethics' })).to.equal(1)
    await admin.says('บทบาท จริยธรรม')
    await admin.hears(new RegExp(`ผู้ถือบทบาท 1 บัญชี[\\s\\S]*${mark}`))
    await admin.presses(
      admin
        .chat()
        .pressableLabels()
        .find((one) => one.startsWith('ถอน')) ?? '',
    )
    await admin.hears(/ถอนบทบาท “เจ้าหน้าที่จริยธรรม” ของ [\s\S]*สิ่งที่สิ้นสุดทันที[\s\S]*ขณะนี้ 1 ที่/)
    expect(await links().countDocuments({ roles: 'ethics' })).to.equal(1)
    await admin.presses('ถอนบทบาท')
    await admin.hears(/ถอนบทบาท “เจ้าหน้าที่จริยธรรม” ของ .* แล้ว/)
    expect(await links().countDocuments({ roles: 'ethics' })).to.equal(0)
    expect((await atOther(ethics, '/console/overview')).status).to.equal(302)
    await ethics.person.says('บทบาท')
    await world.settle()
    expect(ethics.person.texts().at(-1)).not.to.include('ผู้ถือบทบาท')
  })

  it('When a code for a role was made and nobody used it, then it is seen and withdrawn, and gives nothing any more', async () => {
    const admin = await world.signIn(['admin'])
    const { code } = await world.product.features.people.rules.inviteToRole('admin')
    const page = await (await world.send(admin, 'GET /console/roles?lang=th')).text()
    const mark = /invitations\/([0-9a-f]+)\/withdrawal/.exec(page)?.[1]
    expect(page).not.to.include(code)
    expect((await world.send(admin, `POST /console/api/invitations/${mark}/withdrawal`)).status).to.equal(200)
    const thief = world.platform.addPerson({ name: 'คนที่เห็นรหัส', friend: true })
    await thief.says(`ลงทะเบียน ${code}`)
    await thief.hears(/รหัสนี้ใช้ไม่ได้/)
    expect(await links().countDocuments({ roles: 'admin' })).to.equal(1)
    expect((await world.send(admin, `POST /console/api/invitations/${mark}/withdrawal`)).status).to.equal(409)
  })

  it('When a group was registered that is not ours, then it is seen and ended, and is told nothing any more', async () => {
    const admin = await world.signIn(['admin'])
    const group = world.platform.addGroup({ name: 'กลุ่มแปลกหน้า', members: [admin.person] })
    const { rules } = world.product.features.people
    await admin.person.in(group).says(`/ลงทะเบียนกลุ่ม ${(await rules.inviteGroup('กองกลาง')).code}`)
    await world.settle()
    expect(await rules.registeredGroups('main')).to.have.length(1)
    const page = await (await world.send(admin, 'GET /console/roles?lang=th')).text()
    const mark = /groups\/([0-9a-f]+)\/end/.exec(page)?.[1]
    expect(page)
      .to.include('กลุ่มของ กองกลาง')
      .and.not.match(/\bC[0-9a-f]{32}\b/)
    const officer = await world.signIn(['ethics'])
    expect((await world.send(officer, `POST /console/api/groups/${mark}/end`)).status).to.equal(403)
    expect((await world.send(admin, `POST /console/api/groups/${mark}/end`)).status).to.equal(200)
    expect(await rules.registeredGroups('main')).to.deep.equal([])
    expect((await world.send(admin, `POST /console/api/groups/${mark}/end`)).status).to.equal(409)
    expect(await actions()).to.include('group forgotten')
  })

  it('When a file that she asked for is made after her role is gone, then it is handed to nobody', async () => {
    const admin = await world.signIn(['admin'])
    await world.person(['ethics'])
    const { people, ita } = world.product.features
    const key = (await links().findOne({ roles: 'ethics' }))?._id ?? ''
    const to = (await people.rules.reachable(key))?.address ?? expect.fail('No address')
    expect((await takes(admin, 'ethics')).status).to.equal(200)
    await ita.making.ask(
      { id: 'asked', asked: { kind: 'guideline' }, language: 'th', to, by: key },
      world.now(),
    )
    await world.settle()
    expect(await world.connection.collection('handed_files').countDocuments()).to.equal(0)
    expect(await world.connection.collection('report_requests').countDocuments({ state: 'done' })).to.equal(1)
    const letters = await world.connection.collection<{ _id: string }>('outbox').find().toArray()
    expect(letters.filter(({ _id }) => _id.startsWith('report/'))).to.deep.equal([])
  })

  it('When a role ends by the roster or by a moved link, then the key ends with it; the last reader’s stays, and is pointed at', async () => {
    const { rules } = world.product.features.people
    const row = (employeeCode: string, name: string) => ({
      employeeCode,
      name,
      unit: 'กองกลาง',
      position: 'นิติกร',
    })
    await rules.importRoster([row('1', 'สมศรี ใจดี'), row('2', 'มานะ อดทน')])
    const admin = await world.signIn(['admin'])
    const linked = async (employeeCode: string) => {
      const session = await world.signIn(['ethics'])
      await session.person.says(`ลงทะเบียน ${(await rules.invitePerson(employeeCode))?.code}`)
      await world.settle()
      return { session, own: await world.reader(session) }
    }
    const [first, second] = [await linked('1'), await linked('2')]
    const newPhone = world.platform.addPerson({ name: 'เครื่องใหม่', friend: true })
    await newPhone.says(`ลงทะเบียน ${(await rules.invitePerson('1'))?.code}`)
    await world.settle()
    expect(await readers()).to.deep.equal([second.own.id])
    expect((await atOther(first.session, '/console/overview')).status).to.equal(302)
    await rules.importRoster([row('1', 'สมศรี ใจดี')], { deactivateMissing: true })
    expect((await atOther(second.session, '/console/overview')).status).to.equal(302)
    expect(await readers()).to.deep.equal([second.own.id])
    expect(await actions()).to.include('officer key kept')
    const page = await (await world.send(admin, 'GET /console/roles?lang=th')).text()
    expect(page).to.include('กุญแจที่เจ้าของไม่มีบทบาทแล้ว').and.include('มานะ อดทน')
  })

  it('When power fails after the role is gone, then what hung on it ends within a minute, by itself', async () => {
    const admin = await world.signIn(['admin'])
    const ownOfAdmin = await world.reader(admin)
    await world.reader(await world.signIn(['ethics']))
    const key = (await links().findOne({ roles: 'ethics' }))?._id ?? ''
    // The step that takes the role, without what follows it.
    const { links: bare } = createPeopleModel(world.connection)
    await bare.takeRoles(key, ['ethics'], { by: 'test', evenIfLast: false })
    expect(await readers()).to.have.length(2)
    expect(await world.product.runJob('role-endings')).to.equal(1)
    expect(await readers()).to.deep.equal([ownOfAdmin.id])
    expect(await world.connection.collection('console_sessions').countDocuments({ key })).to.equal(0)
    expect(await world.product.runJob('role-endings')).to.equal(0)
  })

  it('When a link to the console was captured, then it opens one session that still needs the second step, and ends from the chat', async () => {
    const officer = await world.signIn(['officer'])
    world.passTime(60_000)
    const secret = await world.linkFor(officer.person)
    const thief: Session = { cookie: '', changeToken: '', secret: '' }
    expect((await world.send(thief, 'POST /console/api/sign-in', { secret })).status).to.equal(200)
    expect((await world.send({}, 'POST /console/api/sign-in', { secret })).status).to.equal(401)
    expect((await world.send(thief, 'GET /console/overview')).headers.get('location')).to.equal(
      '/console/second-factor',
    )
    const late = await world.linkFor(officer.person)
    const third = await world.linkFor(officer.person)
    world.passTime(5 * 60_000)
    expect((await world.send({}, 'POST /console/api/sign-in', { secret: late })).status).to.equal(401)
    expect(third).not.to.equal(late)
    const fresh = await world.linkFor(officer.person)
    await officer.person.says('ออกจากคอนโซล')
    await officer.person.hears(/ออกจากคอนโซลแล้ว 2 ที่/)
    expect((await world.send(thief, 'GET /console/second-factor')).headers.get('location')).to.equal(
      '/console/sign-in',
    )
    expect((await world.send(officer, 'GET /console/overview')).status).to.equal(302)
    expect((await world.send({}, 'POST /console/api/sign-in', { secret: fresh })).status).to.equal(401)
  })

  it('When the account blocks us or comes back on another telephone, then the role is as it was, and is taken back all the same', async () => {
    const admin = await world.signIn(['admin'])
    const officer = await world.signIn(['officer'])
    await officer.person.block()
    await world.settle()
    expect((await holderOf('officer')).sessions).to.equal(1)
    expect((await takes(admin, 'officer')).status).to.equal(200)
    expect((await atOther(officer, '/console/overview')).status).to.equal(302)
    await officer.person.follow()
    await officer.person.says('คอนโซล')
    await world.settle()
    expect(officer.person.texts().join()).not.to.match(/#[\w-]{43}[\s\S]*#[\w-]{43}/)
  })
})
