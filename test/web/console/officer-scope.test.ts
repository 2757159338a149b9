// What officers take and by which names a case may name them, through the door: who may change it, and what is refused.
import { expect } from 'chai'
import { createOfficerKeysModel } from '../../../src/features/console/officer-keys-model.js'
import { createRosterNamesRules } from '../../../src/features/console/roster-names-rules.js'
import { createRecipients } from '../../../src/security/vault-recipients.js'
import { type ConsoleWorld, openConsoleWorld, type Session } from './console-world.js'

describe('What an officer takes', () => {
  let world: ConsoleWorld
  let manager: Session
  let own: { readonly id: string; readonly publicKey: string }
  let other: { readonly id: string; readonly publicKey: string }
  beforeEach(async () => {
    world = await openConsoleWorld()
    manager = await world.signIn(['ethics'])
    own = await world.reader(manager)
    other = await world.reader(await world.signIn(['officer']))
  })
  afterEach(() => world.stop())

  const both = { corruption: true, general: true }
  async function change(id: string, kinds: object, knownAs: readonly string[] = []) {
    const response = await world.send(manager, `POST /console/api/officers/${id}/scope`, { kinds, knownAs })
    return { status: response.status, ...(await response.json()) }
  }
  const listed = async (id: string) =>
    (await createRecipients(world.connection).list()).find((one) => one.id === id)
  const readersOf = async (kind: 'corruption' | 'general') =>
    (await world.product.features.cases.readers.readersOf(kind)).map(({ id }) => id)

  it('When a manager chooses kinds and names, then what comes from then on is sealed by them, and the chain has it', async () => {
    const names = ['นายสมชาย ใจดีประเสริฐ', 'ผู้อำนวยการกองคลัง']
    expect(await change(other.id, { corruption: false, general: true }, names)).to.include({ status: 200 })
    expect((await listed(other.id))?.knownAs).to.include.members(names)
    expect(await readersOf('corruption')).to.deep.equal([own.id])
    expect(await readersOf('general')).to.have.members([own.id, other.id])
    const { readers } = world.product.features.cases
    const chosen = await readers.choose('general', ['ผอ.กองคลัง รับเงิน'])
    expect(chosen).to.deep.include({ ok: true, leftOut: [other.id] })
    const rows = await world.product.deps.audit.rows()
    expect(rows.filter(({ action }) => action === 'officer takes general, has 2 names')).to.have.length(1)
    expect(JSON.stringify(rows)).not.to.include('สมชาย')

    expect(await change(other.id, both)).to.include({ status: 200 })
    expect(await listed(other.id)).not.to.have.property('kinds')
    // What the key is registered under always counts.
    expect((await listed(other.id))?.knownAs).to.deep.equal(['ผู้อ่าน'])
  })

  it('When values cannot be, then they are refused with a sentence and nothing is changed', async () => {
    const before = await listed(other.id)
    const nothing = await change(other.id, { corruption: false, general: false })
    expect(nothing).to.include({ status: 409 })
    expect(nothing.sentences.join()).to.include('อย่างน้อยหนึ่งชนิด')
    const vague = await change(other.id, both, ['หมอ', 'นักวิชาการ', 'ก ข', 'นายมานะ อดทนยิ่ง', 'หมอหมาย'])
    expect(vague).to.include({ status: 409, why: 'notFindable' })
    expect(vague.sentences.join()).to.include('หมอ, นักวิชาการ, ก ข ').and.not.to.include('มานะ')
    for (const body of [{ corruption: 'yes', general: true }, { corruption: true }, { ...both, more: true }])
      expect(await change(other.id, body)).to.include({ status: 400 })
    expect(await change(other.id, both, ['ก'.repeat(200)])).to.include({ status: 409, why: 'badValues' })
    expect(await change(other.id, both, Array(31).fill('นายมานะ อดทนยิ่ง'))).to.include({ status: 409 })
    expect(await change('nobody', both)).to.include({ status: 409, why: 'unknownKey' })
    expect(await listed(other.id)).to.deep.equal(before)
  })

  it('When a name cannot be found safely, then who can mend it reads so until it is mended, and the officer never does', async () => {
    const pageOf = async (session: Session) => (await world.send(session, 'GET /console/officers')).text()
    const said = '“ผู้อ่าน” ไม่ใช่ชื่อพร้อมนามสกุล'
    // Of the colleague's key, not of one's own.
    expect((await pageOf(manager)).split(said)).to.have.length(2)
    expect(await pageOf(await world.signIn(['officer']))).not.to.include(said)
    await change(other.id, both, ['นายประเสริฐ เลิศล้ำกุล'])
    expect(await pageOf(manager)).not.to.include(said)
  })

  it('When the roster calls somebody who reads otherwise now, then the new name counts too, and the old one still does', async () => {
    const { people, recipients } = world.product.features
    const row = { employeeCode: '1', unit: 'กองคลัง', position: 'ผู้อำนวยการ' }
    await people.rules.importRoster([{ ...row, name: 'นางสาวสุดา แสงทองประเสริฐ' }])
    const [staff = expect.fail('Nobody')] = await people.rules.activeStaff()
    const model = createOfficerKeysModel(world.connection)
    const [key = expect.fail('No key')] = (await model.all()).filter(({ id }) => id === other.id)
    const all = async () => [{ ...key, staffId: staff.staffId }]
    const names = createRosterNamesRules({ model: { all }, recipients, people: people.rules })
    await names.refresh()
    await people.rules.importRoster([{ ...row, name: 'นางสุดา พิทักษ์รักษาวงศ์' }])
    expect((await names.refresh()).flat()).to.include('นางสุดา พิทักษ์รักษาวงศ์')
    expect(await names.refresh()).to.deep.equal([])
    for (const words of ['สุดา พิทักษ์รักษาวงศ์', 'สุดา แสงทองประเสริฐ', 'ผอ.กองคลัง'])
      expect(await world.product.features.cases.readers.choose('general', [words]), words).to.deep.include({
        leftOut: [other.id],
      })
  })

  it('When it is one’s own, then a colleague has to do it: whoever is named could take the name away', async () => {
    expect(await change(own.id, both, ['นายมานะ อดทนยิ่ง'])).to.include({ status: 409, why: 'yourOwn' })
  })

  it('When nobody else takes a kind, then its last officer keeps it, and is not removed', async () => {
    expect(await change(other.id, { corruption: false, general: true })).to.include({ status: 200 })
    const removal = await world.send(manager, `POST /console/api/officers/${own.id}/removal`)
    expect([removal.status, (await removal.json()).why]).to.deep.equal([409, 'theLast'])
    expect(await readersOf('corruption')).to.deep.equal([own.id])
    expect((await world.send(manager, `POST /console/api/officers/${other.id}/removal`)).status).to.equal(200)
  })

  it('When somebody asks to let a colleague into a kind that she does not take, or one she is left out of, then it stays closed', async () => {
    await change(other.id, { corruption: false, general: true })
    const sealed = { recipientId: other.id, sealedKey: 'AAAA', sealedOriginalsKey: 'AAAA' }
    const corruption = await world.file([own])
    const general = await world.file([own], [], 'ถนน', { kind: 'general', category: 'publicTrouble' })
    const letIn = async (caseId: string, body: object) => {
      const answer = await world.send(manager, `POST /console/api/cases/${caseId}/keys`, body)
      return [answer.status, (await answer.json()).why]
    }
    const closed = await world.send(manager, `GET /console/api/officers/${other.id}/closed`)
    const { cases, marks } = await closed.json()
    expect(cases).to.deep.equal([general])
    expect(marks.officers.map(({ recipientId }: { recipientId: string }) => recipientId)).to.deep.equal([
      other.id,
    ])
    expect(await letIn(corruption, sealed)).to.deep.equal([409, 'otherKind'])
    expect(await letIn(general, { recipientId: other.id, named: true })).to.deep.equal([200, undefined])
    expect(await letIn(general, sealed)).to.deep.equal([409, 'unknownCase'])
    expect(await letIn(general, { recipientId: 'nobody', named: true })).to.deep.equal([
      409,
      'recipientsChanged',
    ])
    // Who can read a case already is not put out of it by a colleague's word.
    expect(await letIn(general, { recipientId: own.id, named: true })).to.deep.equal([409, 'canRead'])
    const [row] = await world.product.deps.audit.latest(1)
    expect(row).to.include({ action: 'case leftOut', about: general }).and.not.to.include({ who: other.id })
  })
})
