import { expect } from 'chai'
import { knownCase } from '../../../src/features/cases/known-case.js'
import { createNoticeRules } from '../../../src/features/cases/reporter/notice-rules.js'
import { createNoticesModel } from '../../../src/features/cases/reporter/notices-model.js'
import { createSettings } from '../../../src/features/settings/settings-feature.js'
import { newVaultId } from '../../../src/sealing/vault-encoding.js'
import { createAudit } from '../../../src/security/audit/audit.js'
import { addressOf } from '../../../src/security/chat-address.js'
import { createKeyring } from '../../../src/security/keyring.js'
import { withDatabase } from '../../harness/test-database.js'

const keyring = createKeyring(Buffer.alloc(32, 7))
const userId = 'U0123456789abcdef0123456789abcdef'
const ownCase = knownCase(newVaultId())
const chat = addressOf(keyring, 'main', userId)

describe('Notices to a reporter', () => {
  const database = withDatabase()
  let now: Date
  const at = (bangkok: string) => {
    now = new Date(`${bangkok}:00+07:00`)
  }
  const rows = () => database().collection('notice_bindings').find().toArray()

  function start() {
    const clock = () => now
    const { rules: settings } = createSettings({
      connection: database(),
      audit: createAudit(database(), clock, keyring),
    })
    return createNoticeRules({ model: createNoticesModel(database()), keyring, settings, clock })
  }

  /** Every minute around noon, as the job does: the times at which something was due. */
  async function minutesDue(notices: ReturnType<typeof start>, day: string, posting = true) {
    const times: string[] = []
    for (let minute = 11 * 60 + 55; minute < 13 * 60 + 5; minute += 1) {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      at(`${day}T${time}`)
      const due = await notices.due()
      times.push(...due.map(() => time))
      if (posting) await notices.posted(due)
    }
    return times
  }

  beforeEach(() => at('2026-11-20T10:00'))

  it('When an officer rings, then the notice goes once, in the next window, and not at its first minute for all', async () => {
    const notices = start()
    const ids = Array.from({ length: 12 }, newVaultId)
    for (const id of ids) {
      await notices.bind(id, ownCase, chat, 'th')
      expect(await notices.ring(ownCase, id)).to.equal(true)
    }
    const times = await minutesDue(notices, '2026-11-20')
    expect(times).to.have.length(12)
    for (const time of times) expect(time >= '12:00' && time < '13:00', time).to.equal(true)
    expect(new Set(times).size).to.be.above(4)
    expect(await minutesDue(notices, '2026-11-21')).to.deep.equal([])
  })

  it('When an officer rings within a window, then the notice waits for the next, so that its minute tells nothing', async () => {
    const notices = start()
    const id = newVaultId()
    await notices.bind(id, ownCase, chat, 'th')
    at('2026-11-20T12:01')
    await notices.ring(ownCase, id)
    at('2026-11-20T12:59')
    expect(await notices.due()).to.deep.equal([])
    at('2026-11-20T18:59')
    expect(await notices.due()).to.have.length(1)
  })

  it('When the server stops between posting and noting it, then the same letter has the same id', async () => {
    const notices = start()
    const id = newVaultId()
    await notices.bind(id, ownCase, chat, 'en')
    await notices.ring(ownCase, id)
    at('2026-11-20T12:59')
    const [first] = await notices.due()
    const [again] = await start().due()
    expect(again?.id).to.equal(first?.id)
    expect(first).to.deep.include({ to: chat, language: 'en' })
    expect(first?.id).not.to.include(id)
  })

  it('When the server was down during a window, then the notice goes in the next one', async () => {
    const notices = start()
    const id = newVaultId()
    await notices.bind(id, ownCase, chat, 'th')
    await notices.ring(ownCase, id)
    at('2026-11-22T18:59')
    expect(await notices.due()).to.have.length(1)
  })

  it('When a reporter wants no notices any more, then the binding is gone and a ring finds nobody', async () => {
    const notices = start()
    const id = newVaultId()
    const stopName = await notices.bind(id, ownCase, chat, 'th')
    await notices.ring(ownCase, id)
    expect(await notices.stop(stopName)).to.equal(true)
    expect(await notices.stop(stopName)).to.equal(false)
    expect(await rows()).to.deep.equal([])
    expect(await notices.ring(ownCase, id)).to.equal(false)
  })

  it('When a case was closed 30 days ago, then the binding is gone; without an end it lives about a year', async () => {
    const notices = start()
    const [closed, open] = [newVaultId(), newVaultId()]
    for (const id of [closed, open]) await notices.bind(id, ownCase, chat, 'th')
    await notices.caseClosed(ownCase, closed)
    at('2026-12-20T10:00')
    expect(await notices.purgeExpired()).to.equal(0)
    at('2026-12-21T10:00')
    expect(await notices.purgeExpired()).to.equal(1)
    expect(await notices.ring(ownCase, open)).to.equal(true)
    at('2028-01-01T10:00')
    expect(await notices.purgeExpired()).to.equal(1)
  })

  it('When a binding is stored, then neither the chat nor a moment can be read in it', async () => {
    const notices = start()
    const id = newVaultId()
    const stopName = await notices.bind(id, ownCase, chat, 'th')
    const text = JSON.stringify(await rows())
    for (const secret of [userId, chat.key, chat.sealed, '"main"']) expect(text).not.to.include(secret)
    // The sealed letters are random: only what lies outside them can tell a moment by its look.
    const outside = (await rows()).map(({ sealed, ...row }) => JSON.stringify(row))
    expect(outside.join()).not.to.match(/\d{2}T\d{2}:|\$date/)
    expect(Object.keys((await rows())[0] ?? {})).to.have.members(['_id', 'stopName', 'sealed', 'expiresOn'])
    expect(stopName).not.to.include(id)
    expect((await rows())[0]?.expiresOn).to.equal('2027-11-30')
  })

  it('When the name is shown with another case, then it rings nobody, and no row shows with which it would', async () => {
    const notices = start()
    const id = newVaultId()
    await notices.bind(id, ownCase, chat, 'th')
    const before = await rows()
    const other = knownCase(newVaultId())
    expect(await notices.ring(other, id)).to.equal(false)
    await notices.caseClosed(other, id)
    for (const row of before) expect(await notices.ring(other, String(row._id))).to.equal(false)
    expect(await rows()).to.deep.equal(before)
    expect(JSON.stringify(before)).not.to.include(ownCase).and.not.to.include(id)
    expect(await notices.ring(ownCase, id)).to.equal(true)
  })

  it('When somebody rings a name that never was, then nothing happens', async () => {
    expect(await start().ring(ownCase, newVaultId())).to.equal(false)
    expect(await rows()).to.deep.equal([])
  })
})
