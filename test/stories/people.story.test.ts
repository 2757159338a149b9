import { expect } from 'chai'
import type { LineGroup, LinePerson } from 'line-stand-in'
import { type RunningProduct, startProduct } from '../harness/product.js'

describe('Story: people register', () => {
  let running: RunningProduct
  let somchai: LinePerson
  let officer: LinePerson
  let group: LineGroup
  const rules = () => running.product.features.people.rules

  beforeEach(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    await rules().importRoster([
      { employeeCode: '1001', name: 'สมชาย ใจดี', unit: 'กองกลาง', position: 'นักวิชาการ' },
    ])
    somchai = running.platform.addPerson({ name: 'ชายเอง', friend: true })
    officer = running.platform.addPerson({ name: 'เจ้าหน้าที่', friend: true })
    group = running.platform.addGroup({ name: 'กองกลาง', members: [somchai, officer], withoutBot: true })
  })
  afterEach(() => running.stop())

  const codeOf = async (employeeCode: string) => (await rules().invitePerson(employeeCode))?.code ?? ''

  it('When a staff member becomes a friend and types the paper code, then name and unit come back', async () => {
    await somchai.follow()
    await somchai.hears(/ยินดีต้อนรับสู่บัญชี.*หน่วยงานทดสอบ.*\n\nFor English, type: English$/s)
    await somchai.says(`ลงทะเบียน ${(await codeOf('1001')).toLowerCase()}`)
    const welcome = await somchai.hears(/ลงทะเบียนเรียบร้อยแล้ว/)
    expect(welcome.text).to.include('สมชาย ใจดี').and.include('กองกลาง')
    expect(somchai.chat().pressableLabels()).to.include('รับทราบ')
  })

  it('When the same event comes twice, then the person is welcomed once', async () => {
    await somchai.says(`ลงทะเบียน ${await codeOf('1001')}`)
    await running.settle()
    const eventId = running.platform.deliveries.at(-1)?.eventIds[0] ?? ''
    await running.platform.redeliver(eventId)
    await running.settle()
    expect(somchai.texts().filter((words) => words.includes('เรียบร้อยแล้ว'))).to.have.length(1)
  })

  it('When the link moves to a new phone, then the old phone is told', async () => {
    await somchai.says(`ลงทะเบียน ${await codeOf('1001')}`)
    await somchai.hears(/เรียบร้อยแล้ว/)
    await officer.says(`ลงทะเบียน ${await codeOf('1001')}`)
    await officer.hears(/ย้ายมาจากบัญชี LINE เดิม/)
    await somchai.hears(/สิ้นสุดแล้ว/)
  })

  it('When an ethics officer registers the group, then it is the unit’s until the bot leaves', async () => {
    await group.invitesBot()
    await running.settle()
    expect(group.texts().join()).to.include('ไม่เก็บข้อความ')
    const { code } = await rules().inviteGroup('กองกลาง')
    await somchai.in(group).says(`/ลงทะเบียนกลุ่ม ${code}`)
    await running.settle()
    expect(await rules().registeredGroups('main')).to.deep.equal([])

    await officer.says(`ลงทะเบียน ${(await rules().inviteToRole('ethics')).code}`)
    await officer.hears(/เจ้าหน้าที่จริยธรรม/)
    await officer.in(group).says(`/ลงทะเบียนกลุ่ม ${code}`)
    await running.settle()
    expect(group.texts().join()).to.include('กลุ่มของ กองกลาง')
    expect(await rules().registeredGroups('main')).to.have.length(1)

    await group.removesBot()
    await running.settle()
    expect(await rules().registeredGroups('main')).to.deep.equal([])
  })

  it('When a personal code is typed in the group, then it no longer works', async () => {
    await group.invitesBot()
    const code = await codeOf('1001')
    await somchai.in(group).says(`/ลงทะเบียน ${code}`)
    await running.settle()
    expect(group.texts().join()).to.include('โปรดขอรหัสใหม่')
    await somchai.says(`ลงทะเบียน ${code}`)
    await somchai.hears(/ใช้ไม่ได้/)
  })

  it('When codes are guessed, then the wait is said and a right code waits too', async () => {
    for (let count = 0; count < 4; count += 1) await somchai.says('ลงทะเบียน 0000-0000-0000')
    await somchai.hears(/30 วินาที/)
    const code = await codeOf('1001')
    somchai.listensAnew()
    await somchai.says(`ลงทะเบียน ${code}`)
    await somchai.hears(/โปรดรออีก/)
    running.passTime(31_000)
    await somchai.says(`ลงทะเบียน ${code}`)
    await somchai.hears(/เรียบร้อยแล้ว/)
    expect(running.logged()).not.to.include(code)
  })

  it('When English is chosen, then answers are English from then on', async () => {
    await somchai.says('ภาษา')
    await somchai.hears(/Please choose/)
    await somchai.presses('English')
    await somchai.hears(/in English/)
    await somchai.says('register')
    await somchai.hears(/register XXXX-XXXX-XXXX/)
  })
})
