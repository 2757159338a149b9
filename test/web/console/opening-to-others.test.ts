// Who may open cases to somebody else, attacked through every door: an administrator without a key, oneself under another account,
// an officer who was removed, two at once, two who are first at once, and a script on the server.
import { expect } from 'chai'
import { createReaderAdding } from '../../../src/features/console/reader-adding-rules.js'
import { dayInBangkok } from '../../../src/i18n/calendar/thai-calendar.js'
import { wrappedKeySchema } from '../../../src/sealing/officer-key.js'
import { makeRecipientKeys } from '../../../src/sealing/vault.js'
import type { Role } from '../../../src/security/roles.js'
import { type ConsoleWorld, openConsoleWorld, type Session } from './console-world.js'

const day = 24 * 60 * 60_000

describe('Opening cases to others', () => {
  let world: ConsoleWorld
  beforeEach(async () => {
    world = await openConsoleWorld()
  })
  afterEach(() => world.stop())

  const room = () => world.product.features.console
  const listed = async () => (await world.product.features.recipients.list()).map(({ id }) => id)

  /** A key that waits for a colleague. */
  async function enrols(session: Session, name = 'ผู้ขอ'): Promise<string> {
    const { publicKey } = await makeRecipientKeys()
    const sealed = { salt: 'A'.repeat(22), byPassphrase: 'sealed', byRecoveryKey: 'sealed' }
    const wrapped = wrappedKeySchema.parse({ publicKey, ...sealed })
    const asked = await world.send(session, 'POST /console/api/keys', { name, wrapped })
    expect(asked.status).to.equal(200)
    const made = (await room().keys.all()).find((one) => one.wrapped.publicKey === publicKey)
    return made?.id ?? expect.fail('The key is not there')
  }
  async function posts(session: Session, id: string, what: string, body?: object) {
    const answer = await world.send(session, `POST /console/api/officers/${id}/${what}`, body)
    return (await answer.json()).why ?? 'done'
  }
  const comesIn = (...roles: Role[]) => world.signIn(roles)

  it('When an administrator without a key approves, then nothing is opened; a reader of any role can', async () => {
    const reader = await comesIn('officer')
    await world.reader(reader)
    const asked = await enrols(await comesIn('ethics'))
    const admin = await comesIn('admin')
    expect(await posts(admin, asked, 'approval')).to.equal('notAReader')
    const waiting = await enrols(admin)
    expect(await posts(admin, asked, 'approval'), 'with a key that waits').to.equal('notAReader')
    expect(await listed())
      .not.to.include.members([asked])
      .and.not.to.include.members([waiting])
    const page = await (await world.send(admin, 'GET /console/officers')).text()
    expect(page).not.to.include('/approval')
    expect(await posts(reader, asked, 'approval')).to.equal('done')
    expect(await listed()).to.include(asked)
  })

  it('When somebody approves their own, also under another account of the same person, then it stays closed', async () => {
    const { rules } = world.product.features.people
    await rules.importRoster([{ employeeCode: '1', name: 'สมศรี มีธรรม', unit: 'กองกลาง', position: 'นิติกร' }])
    const staffId = (await rules.staffByEmployeeCode('1'))?.staffId ?? ''
    const first = await comesIn('ethics')
    await world.reader(first)
    const me = await comesIn('ethics', 'admin')
    const mine = await world.reader(me)
    expect(await posts(me, mine.id, 'approval')).to.equal('yourOwn')
    const waits = await comesIn('ethics')
    expect(await posts(waits, await enrols(waits), 'approval')).to.equal('yourOwn')

    // As it is when LINE was linked anew, or through another channel: two accounts of one person, known so after the key was made.
    const asked = await enrols(await comesIn('officer'))
    const owners = (await room().keys.all()).filter(({ id }) => id === asked || id === mine.id)
    const links = world.connection.collection<{ _id: string }>('links')
    const linked = await links.updateMany(
      { _id: { $in: owners.map(({ owner }) => owner) } },
      { $set: { staffId } },
    )
    expect(linked.modifiedCount).to.equal(2)
    expect(await posts(me, asked, 'approval')).to.equal('yourOwn')
    expect(
      await posts(me, asked, 'scope', { kinds: { corruption: true, general: true }, knownAs: [] }),
    ).to.equal('unknownKey')
    expect(await listed()).not.to.include(asked)
    expect(await posts(first, asked, 'approval')).to.equal('done')
  })

  it('When a reader was removed and the session is still open, then it approves nobody', async () => {
    const manager = await comesIn('ethics')
    await world.reader(manager)
    const removed = await comesIn('ethics')
    const { id } = await world.reader(removed)
    const asked = await enrols(await comesIn('officer'))
    expect(await posts(manager, id, 'removal')).to.equal('done')
    expect(await posts(removed, asked, 'approval')).to.equal('notAReader')
    expect(await listed()).not.to.include(asked)
  })

  it('When two approve at once, then it is opened once; when two are first at once, then one of them waits', async () => {
    const [one, other] = [await comesIn('ethics'), await comesIn('admin')]
    await Promise.all([enrols(one, 'ก'), enrols(other, 'ข')])
    expect(await listed()).to.have.length(1)
    const states = (await room().keys.all()).map(({ state }) => state).sort()
    expect(states).to.deep.equal(['approved', 'waiting'])

    const [first] = await listed()
    const owner = (await room().keys.all()).find(({ id }) => id === first)
    const who = { key: owner?.owner ?? '', who: 'colleague' }
    const waiting = (await room().keys.all()).find(({ state }) => state === 'waiting')?.id ?? ''
    const answers = await Promise.all([room().keys.approve(who, waiting), room().keys.approve(who, waiting)])
    expect(answers.filter(({ ok }) => ok)).to.have.length(1)
    expect(await listed()).to.have.length(2)
  })

  it('When a colleague takes one kind only, then nobody gets another from them, nor loses a name by who reads nothing', async () => {
    const first = await comesIn('ethics')
    await world.reader(first)
    const general = await comesIn('ethics')
    const { id } = await world.reader(general)
    const takes = (corruption: boolean, knownAs: string[] = []) => ({
      kinds: { corruption, general: true },
      knownAs,
    })
    const name = 'นายมานะ อดทนยิ่ง'
    expect(await posts(first, id, 'scope', takes(false, [name]))).to.equal('done')
    const asked = await enrols(await comesIn('officer'))
    expect(await posts(general, asked, 'approval')).to.equal('done')
    const recipient = await world.product.features.recipients.find(asked)
    expect(recipient?.kinds).to.deep.equal(['general'])
    // Nor when a script had proposed the same key.
    const { recipients } = world.product.features
    const both = await enrols(await comesIn('officer'))
    const publicKey = (await room().keys.all()).find(({ id: one }) => one === both)?.wrapped.publicKey ?? ''
    await recipients.propose({ name: 'ผู้ขอสองทาง', publicKey, addedOn: '2026-11-20' })
    expect(await posts(general, both, 'approval')).to.equal('done')
    expect((await recipients.find(both))?.kinds).to.deep.equal(['general'])
    expect(await posts(general, asked, 'scope', takes(true))).to.equal('notAReader')
    const admin = await comesIn('admin')
    for (const wider of [takes(true, [name]), takes(false)])
      expect(await posts(admin, id, 'scope', wider)).to.equal('notAReader')
    // Closing needs no key.
    expect(await posts(admin, id, 'scope', takes(false, [name, 'นายสมชาย ใจดีประเสริฐ']))).to.equal('done')
  })

  it('When a script adds a reader, then everybody of the console is told, and it opens nothing for three days', async () => {
    const reader = await comesIn('officer')
    await world.reader(reader)
    const executive = await world.person(['executive'])
    const { recipients } = world.product.features
    const { audit } = world.product.deps
    const adding = createReaderAdding({ recipients, audit, clock: world.now })
    const add = async (name: string) => {
      const { publicKey } = await makeRecipientKeys()
      const added = await adding.add({ name, publicKey, addedOn: '2026-11-20' })
      return added.ok && added.state === 'waiting' ? added.id : expect.fail('It did not wait')
    }
    const morning = async () => {
      await room().readers.admitDue()
      const letters = await room().letters(dayInBangkok(world.now()), 'main')
      return letters.map(({ to, messages }) => ({ to: to.key, words: JSON.stringify(messages) }))
    }
    const [patient, refused, welcome] = [await add('คนที่รอ'), await add('คนที่ถูกปฏิเสธ'), await add('คนที่รับ')]
    expect(await listed()).to.have.length(1)
    expect(await posts(await comesIn('admin'), welcome, 'approval')).to.equal('notAReader')
    const told = await morning()
    expect(new Set(told.map(({ to }) => to)).size).to.be.greaterThan(2)
    expect(told.filter(({ words }) => words.includes(patient)).length).to.be.greaterThan(2)
    expect(executive.texts().join()).not.to.equal('')
    const page = await (await world.send(reader, 'GET /console/officers')).text()
    expect(page).to.include('คนที่ถูกปฏิเสธ').and.include('/withdrawal')
    expect(await posts(reader, refused, 'withdrawal')).to.equal('done')
    expect(await posts(reader, welcome, 'approval')).to.equal('done')
    for (let days = 0; days < 2; days += 1) {
      world.passTime(day)
      await morning()
      expect(await listed())
        .to.include(welcome)
        .and.not.to.include(patient)
    }
    world.passTime(day)
    expect((await morning()).some(({ words }) => words.includes('เป็นผู้เปิดอ่านเรื่องตั้งแต่วันนี้'))).to.equal(true)
    expect(await listed())
      .to.include.members([patient, welcome])
      .and.not.to.include(refused)
    const chain = (await audit.rows()).map(({ action, about }) => `${action} ${about}`)
    expect(chain).to.include.members([
      `recipient proposed ${patient}`,
      `recipient added ${patient}`,
      `recipient withdrawn ${refused}`,
      `recipient added ${welcome}`,
    ])
  })
})
