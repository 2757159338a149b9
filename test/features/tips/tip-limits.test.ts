import { expect } from 'chai'
import { knownCase } from '../../../src/features/cases/known-case.js'
import { createSettings } from '../../../src/features/settings/settings-feature.js'
import { createTipLimitsModel } from '../../../src/features/tips/tip-limits-model.js'
import { createTipLimitsRules } from '../../../src/features/tips/tip-limits-rules.js'
import { newVaultId } from '../../../src/sealing/vault-encoding.js'
import { createAudit } from '../../../src/security/audit/audit.js'
import { addressOf } from '../../../src/security/chat-address.js'
import { createKeyring } from '../../../src/security/keyring.js'
import { withDatabase } from '../../harness/test-database.js'

const keyring = createKeyring(Buffer.alloc(32, 7))
const chat = addressOf(keyring, 'main', 'U0123456789abcdef0123456789abcdef')
const other = addressOf(keyring, 'main', 'Uffffffffffffffffffffffffffffffff')

const ownCase = knownCase(newVaultId())

describe('Limits of one chat', () => {
  const database = withDatabase()
  let now: Date
  let events = 0

  function start() {
    const clock = () => now
    const { rules: settings } = createSettings({
      connection: database(),
      audit: createAudit(database(), clock, keyring),
    })
    return createTipLimitsRules({ model: createTipLimitsModel(database()), keyring, settings, clock })
  }
  const at = (bangkok: string) => {
    now = new Date(`${bangkok}:00+07:00`)
  }
  const count = (limits: ReturnType<typeof start>) => limits.count(chat, `event ${events++}`)
  async function allRows() {
    const rows = []
    for (const name of ['tip_day_salts', 'tip_places', 'tip_handles'])
      rows.push(...(await database().collection(name).find().toArray()))
    return rows
  }

  beforeEach(() => at('2026-11-20T10:05'))

  it('When a chat has sent three tips in an hour, then the fourth waits for the next hour', async () => {
    const limits = start()
    for (let tip = 0; tip < 3; tip += 1) expect(await count(limits)).to.equal(true)
    expect(await limits.mayTell(chat)).to.equal(false)
    expect(await count(limits)).to.equal(false)
    expect(await limits.mayTell(other)).to.equal(true)
    at('2026-11-20T11:00')
    expect(await limits.mayTell(chat)).to.equal(true)
  })

  it('When a chat has sent ten tips in a day, then the next is taken on the next day', async () => {
    const limits = start()
    for (let tip = 0; tip < 10; tip += 1) {
      at(`2026-11-20T${10 + Math.floor(tip / 3)}:00`)
      expect(await count(limits)).to.equal(true)
    }
    at('2026-11-20T20:00')
    expect(await limits.mayTell(chat)).to.equal(false)
    expect(await count(limits)).to.equal(false)
    at('2026-11-21T00:00')
    expect(await count(limits)).to.equal(true)
  })

  it('When LINE delivers the same submit again, then it counts once', async () => {
    const limits = start()
    for (let again = 0; again < 5; again += 1) expect(await limits.count(chat, 'same')).to.equal(true)
    await count(limits)
    expect(await limits.mayTell(chat)).to.equal(true)
  })

  it('When an officer mutes by the handle in the case, then the source is quiet for a day or two and nobody else', async () => {
    const limits = start()
    const muteId = newVaultId()
    await limits.allowMuting(chat, ownCase, muteId)
    at('2026-11-21T09:00')
    expect(await limits.mute(knownCase(newVaultId()), muteId)).to.equal(false)
    expect(await limits.mute(ownCase, muteId)).to.equal(true)
    expect(await limits.mayTell(chat)).to.equal(false)
    expect(await count(limits)).to.equal(false)
    expect(await limits.mayTell(other)).to.equal(true)
    at('2026-11-23T00:01')
    await limits.purgeExpired()
    expect(await limits.mayTell(chat)).to.equal(true)
  })

  it('When a handle is two days old, then it mutes nobody any more', async () => {
    const limits = start()
    const muteId = newVaultId()
    await limits.allowMuting(chat, ownCase, muteId)
    at('2026-11-22T00:00')
    await limits.purgeExpired()
    expect(await limits.mute(ownCase, muteId)).to.equal(false)
    expect(await limits.mute(ownCase, newVaultId())).to.equal(false)
  })

  it('When somebody looks into the rows, then there is no chat, no event and no moment, and two days later nothing', async () => {
    const limits = start()
    await limits.count(chat, 'event-key-canary')
    await limits.allowMuting(chat, ownCase, newVaultId())
    const rows = JSON.stringify(await allRows())
    for (const secret of [chat.key, chat.sealed, 'event-key-canary']) expect(rows).not.to.include(secret)
    // Midnights in Bangkok: the end of a day, and no moment.
    for (const { expiresAt } of await allRows()) expect(expiresAt.toISOString()).to.match(/T17:00:00\.000Z$/)
    at('2026-11-22T00:00')
    await limits.purgeExpired()
    expect(await allRows()).to.deep.equal([])
  })

  it('When the same chat tells on two days, then none of its names is the same', async () => {
    const limits = start()
    await limits.count(chat, 'same')
    const names = async () =>
      (await database().collection('tip_places').find().toArray()).flatMap(({ _id, value }) => [
        String(_id),
        value,
      ])
    const first = new Set(await names())
    at('2026-11-21T10:05')
    await limits.count(chat, 'same')
    const second = (await names()).filter((name) => !first.has(name))
    expect([first.size, new Set(second).size]).to.deep.equal([3, 3])
  })
})
