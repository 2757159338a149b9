import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { createCasesModel } from '../../../src/features/cases/cases-model.js'
import { createReceiptRules } from '../../../src/features/cases/reporter/receipt-rules.js'
import { createReceiptsModel } from '../../../src/features/cases/reporter/receipts-model.js'
import type { ReceiptLock } from '../../../src/sealing/receipt-keys.js'
import { offerIdOf, openOffer } from '../../../src/sealing/receipt-offer.js'
import { newCaseKey } from '../../../src/sealing/vault.js'
import { newVaultId, toStored } from '../../../src/sealing/vault-encoding.js'
import { createKeyring } from '../../../src/security/keyring.js'
import { withDatabase } from '../../harness/test-database.js'

const random = (bytes: number) => toStored(randomBytes(bytes))

function lockFor(selector: string): ReceiptLock {
  return {
    selector,
    authenticator: random(32),
    publicKey: random(32),
    wrappedKey: random(80),
  }
}

describe('Receipts', () => {
  const database = withDatabase()
  let now = new Date('2026-11-20T16:30:00Z')
  beforeEach(() => {
    now = new Date('2026-11-20T16:30:00Z')
  })

  function receipts() {
    const work: string[] = []
    const keyring = createKeyring(Buffer.alloc(32, 7))
    const model = createReceiptsModel(database())
    const cases = createCasesModel(database())
    const rules = createReceiptRules({
      model: {
        ...model,
        find(name) {
          work.push('find')
          return model.find(name)
        },
        findOld(name) {
          work.push('find old')
          return model.findOld(name)
        },
      },
      cases,
      keyring: {
        pseudonym(purpose, value, length) {
          work.push(`hmac ${purpose}`)
          return keyring.pseudonym(purpose, value, length)
        },
      },
      clock: () => now,
      publicUrl: 'https://agency.example',
    })
    return { rules, work, cases }
  }

  async function filed(cases: ReturnType<typeof receipts>['cases']): Promise<string> {
    const caseId = newVaultId()
    await cases.insert({ caseId, envelope: { version: 1, recipients: [], body: '' } })
    return caseId
  }

  it('When the right authenticator is shown, then it opens; the database holds neither selector nor authenticator', async () => {
    const { rules } = receipts()
    const lock = lockFor('AB12')
    await rules.keep('case', lock)
    const { publicKey, wrappedKey } = lock
    expect(await rules.open(lock)).to.deep.equal({ ok: true, caseId: 'case', publicKey, wrappedKey })
    const stored = JSON.stringify(await database().collection('receipts').find().toArray())
    expect(stored).not.to.contain('AB12')
    expect(stored).not.to.contain(lock.authenticator)
  })

  it('When the receipt is unknown or wrong, then answer and work are the same', async () => {
    const { rules, work } = receipts()
    const lock = lockFor('AB12')
    await rules.keep('case', lock)
    work.length = 0
    const wrong = await rules.open({ selector: 'AB12', authenticator: random(32) })
    const workOfWrong = work.splice(0)
    const unknown = await rules.open({ selector: 'ZZ99', authenticator: random(32) })
    expect(unknown).to.deep.equal(wrong)
    expect(work.splice(0)).to.deep.equal(workOfWrong)
    await rules.salts('AB12')
    const workOfKnown = work.splice(0)
    await rules.salts('ZZ99')
    expect(work).to.deep.equal(workOfKnown)
  })

  it('When salts are asked for an unknown receipt, then they look like real ones, stay the same and differ from each other', async () => {
    const { rules } = receipts()
    const [first, again, other] = [
      await rules.salts('ZZ99'),
      await rules.salts('ZZ99'),
      await rules.salts('ZZ98'),
    ]
    expect(again).to.deep.equal(first)
    expect(other).not.to.deep.equal(first)
    const { authenticatorSalt, wrappingSalt } = first
    expect(authenticatorSalt).not.to.equal(wrappingSalt)
    for (const salt of [authenticatorSalt, wrappingSalt]) expect(salt).to.match(/^[\w-]{22}$/)
    await rules.keep('case', lockFor('ZZ99'))
    expect(await rules.salts('ZZ99')).to.deep.equal(first)
  })

  it('When two receipts have one selector, then each opens its own case and nothing told that it was taken', async () => {
    const { rules, work } = receipts()
    const [first, second] = [lockFor('AB12'), lockFor('AB12')]
    work.length = 0
    await rules.keep('one', first)
    const workOfFirst = work.splice(0)
    await rules.keep('two', second)
    expect(work.splice(0)).to.deep.equal(workOfFirst)
    await rules.keep('one', first)
    expect(await database().collection('receipts').countDocuments()).to.equal(2)
    expect(await rules.open(first)).to.deep.include({ ok: true, caseId: 'one' })
    expect(await rules.open(second)).to.deep.include({ ok: true, caseId: 'two' })
  })

  it('When an earlier version kept a receipt, then it opens, and its salts do not change when its case goes', async () => {
    const { rules } = receipts()
    const keyring = createKeyring(Buffer.alloc(32, 7))
    const lock = lockFor('AB12')
    const salts = { authenticatorSalt: random(16), wrappingSalt: random(16) }
    await database()
      .collection<{ _id: string } & Record<string, string>>('receipts')
      .insertOne({
        _id: keyring.pseudonym('receipt selector', 'AB12'),
        ...{ caseId: 'old', publicKey: lock.publicKey, wrappedKey: lock.wrappedKey, ...salts },
        authenticatorHash: keyring.pseudonym('receipt authenticator', lock.authenticator),
      })
    expect(await rules.salts('AB12')).to.deep.equal(salts)
    expect(await rules.open(lock)).to.deep.include({ ok: true, caseId: 'old' })
    expect((await rules.open(lockFor('AB12'))).ok).to.equal(false)
    await rules.forget('old')
    expect(await rules.salts('AB12')).to.deep.equal(salts)
    expect((await rules.open(lock)).ok).to.equal(false)
  })

  it('When the chat offers a receipt, then the link opens the case key once, and the server could not', async () => {
    const { rules, cases } = receipts()
    const caseId = await filed(cases)
    const caseKey = newCaseKey()
    const { url, expiresAt } = await rules.offer({ caseId, caseKey })
    const [, secret = ''] = url.split('#')
    expect(url).to.match(/^https:\/\/agency\.example\/receipt\?openExternalBrowser=1#[\w-]{43}$/)
    // 23:30 in Bangkok: the end of tomorrow is 24 and a half hours away, and tells no hour.
    expect(expiresAt.toISOString()).to.equal('2026-11-21T17:00:00.000Z')
    const rows = JSON.stringify(await database().collection('receipt_offers').find().toArray())
    expect(rows).not.to.contain(secret)
    expect(rows).not.to.contain(toStored(caseKey))

    const offerId = await offerIdOf(secret)
    const offer = (await rules.findOffer(offerId)) ?? expect.fail('No offer')
    expect(await openOffer(secret, offer.caseId, offer.sealedKey)).to.deep.equal(caseKey)
    const lock = lockFor('AB12')
    const claim = { offerId, lock, reporter: { publicKey: lock.publicKey, sealedKey: random(80) } }
    expect(await rules.claim(claim)).to.deep.equal({ ok: true })
    expect(await rules.claim(claim)).to.deep.equal({ ok: true })
    expect(await rules.findOffer(offerId)).to.equal(undefined)
    const late = lockFor('CD34')
    expect(
      await rules.claim({ ...claim, lock: late, reporter: { publicKey: late.publicKey, sealedKey: 'x' } }),
    ).to.deep.equal({ ok: false, why: 'noOffer' })
    expect((await cases.find(caseId))?.reporter?.publicKey).to.equal(lock.publicKey)
  })

  it('When two browsers have opened the same link, then the first keeps the case and the second learns it', async () => {
    const { rules, cases } = receipts()
    const caseId = await filed(cases)
    await cases.setReporter(caseId, { publicKey: 'somebody', sealedKey: 'x' })
    const { url } = await rules.offer({ caseId, caseKey: newCaseKey() })
    const lock = lockFor('AB12')
    const offerId = await offerIdOf(url.split('#')[1] ?? '')
    const reporter = { publicKey: lock.publicKey, sealedKey: 'y' }
    expect(await rules.claim({ offerId, lock, reporter })).to.deep.equal({ ok: false, why: 'hasReceipt' })
    expect(await rules.open(lock)).to.deep.equal({ ok: false, why: 'unknownOrWrong' })
  })

  it('When an offer has expired, then it opens nothing and is swept away', async () => {
    const { rules, cases } = receipts()
    const { url, expiresAt } = await rules.offer({ caseId: await filed(cases), caseKey: newCaseKey() })
    const offerId = await offerIdOf(url.split('#')[1] ?? '')
    now = expiresAt
    expect(await rules.findOffer(offerId)).to.equal(undefined)
    expect(await rules.purgeExpiredOffers()).to.be.within(0, 1)
    expect(await database().collection('receipt_offers').countDocuments()).to.equal(0)
  })

  it('When a case is forgotten, then its receipt is as unknown as any other', async () => {
    const { rules } = receipts()
    const lock = lockFor('AB12')
    await rules.keep('case', lock)
    await rules.forget('case')
    expect(await rules.open(lock)).to.deep.equal({ ok: false, why: 'unknownOrWrong' })
  })
})
