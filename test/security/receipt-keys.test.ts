import { expect } from 'chai'
import { newReceipt, type Receipt } from '../../src/sealing/receipt.js'
import { deriveAuthenticator, lockWithReceipt, unlockWithReceipt } from '../../src/sealing/receipt-keys.js'
import { newOfferSecret, offerIdOf, openOffer, sealForOffer } from '../../src/sealing/receipt-offer.js'
import { makeRecipientKeys, newCaseKey, sealPart, VaultBroken } from '../../src/sealing/vault.js'
import { fromStored, toStored } from '../../src/sealing/vault-encoding.js'

const receipt: Receipt = { selector: '0123', verifier: '456789ABCDE' }
const salt = toStored(Uint8Array.from({ length: 16 }, (_, index) => index))
/** Argon2id, 64 MiB, 3 passes, 1 lane, by @noble/hashes 2, which is not libsodium. */
const known = {
  authenticator: 'Kfa-cqWumtJOQa8EbBdVC2Cz0cO2Ys9y3v8PjP5Br9M',
  wrapping: 'khpam9NkrM_Bakxc9fZKaSupPK0xvASdwDuhSNQVId4',
}
const salts = { authenticatorSalt: salt, wrappingSalt: salt }

const failure = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('It was opened'),
    (error: unknown) => error,
  )

describe('What a receipt unlocks', () => {
  it('When the authenticator is derived, then it is the known answer', async () => {
    expect(await deriveAuthenticator(receipt, salts)).to.equal(known.authenticator)
  })

  it('When a key was wrapped under the known wrapping key, then the receipt unwraps it', async () => {
    const keys = await makeRecipientKeys()
    const place = { caseId: keys.publicKey, part: 'reporter key', purpose: 'receipt' }
    const privateKey = fromStored(keys.privateKey) ?? expect.fail('No key')
    const wrapped = await sealPart(fromStored(known.wrapping) ?? expect.fail('No key'), place, privateKey)
    const lock = { wrappingSalt: salt, publicKey: keys.publicKey, wrappedKey: toStored(wrapped) }
    expect(await unlockWithReceipt(receipt, lock)).to.deep.equal(keys)
  })

  it('When a lock was made, then only its own receipt, key and salt open it', async () => {
    const keys = await makeRecipientKeys()
    const own = newReceipt()
    const drawn = () => toStored(crypto.getRandomValues(new Uint8Array(16)))
    const ownSalts = { authenticatorSalt: drawn(), wrappingSalt: drawn() }
    const lock = { ...ownSalts, ...(await lockWithReceipt(own, keys, ownSalts)) }
    expect(await unlockWithReceipt(own, lock)).to.deep.equal(keys)
    expect(await deriveAuthenticator(own, lock)).to.equal(lock.authenticator)
    const other = await makeRecipientKeys()
    const broken = [
      () => unlockWithReceipt(newReceipt(), lock),
      () => unlockWithReceipt(own, { ...lock, publicKey: other.publicKey }),
      () => unlockWithReceipt(own, { ...lock, wrappingSalt: lock.authenticatorSalt }),
      () => unlockWithReceipt(own, { ...lock, wrappedKey: `${lock.wrappedKey.slice(0, -4)}AAAA` }),
      () => unlockWithReceipt(own, { ...lock, wrappedKey: '***' }),
      () => unlockWithReceipt(own, { ...lock, wrappingSalt: 'short' }),
    ]
    for (const attempt of broken) expect(await failure(attempt())).to.be.instanceOf(VaultBroken)
  })

  it('When an offer is sealed, then only its secret opens it, and its id is not its secret', async () => {
    const secret = newOfferSecret()
    const caseKey = newCaseKey()
    const sealed = await sealForOffer(secret, 'case', caseKey)
    expect(await openOffer(secret, 'case', sealed)).to.deep.equal(caseKey)
    expect(await offerIdOf(secret)).not.to.contain(secret.slice(0, 8))
    for (const attempt of [
      () => openOffer(newOfferSecret(), 'case', sealed),
      () => openOffer(secret, 'another', sealed),
      () => openOffer('AAAA', 'case', sealed),
    ])
      expect(await failure(attempt())).to.be.instanceOf(VaultBroken)
  })
})
