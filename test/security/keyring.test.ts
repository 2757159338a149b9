import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { addressOf, openAddress } from '../../src/security/chat-address.js'
import { createKeyring, SealBroken } from '../../src/security/keyring.js'

const keyring = createKeyring(Buffer.alloc(32, 7))

describe('Keyring', () => {
  it('When sealed and opened for the same purpose and context, then it is the same', () => {
    const sealed = keyring.seal('inbox', 'สวัสดี', 'row 1')
    expect(keyring.open('inbox', sealed, 'row 1').toString('utf8')).to.equal('สวัสดี')
    expect(sealed.includes(Buffer.from('สวัสดี'))).to.equal(false)
  })
  it('When purpose, context, key or a bit differs, then it does not open', () => {
    const sealed = keyring.seal('inbox', 'x', 'row 1')
    const flipped = Buffer.from(sealed)
    flipped[flipped.length - 1] = (flipped[flipped.length - 1] ?? 0) ^ 1
    expect(() => keyring.open('outbox', sealed, 'row 1')).to.throw(SealBroken)
    expect(() => keyring.open('inbox', sealed, 'row 2')).to.throw(SealBroken)
    expect(() => createKeyring(randomBytes(32)).open('inbox', sealed, 'row 1')).to.throw(SealBroken)
    expect(() => keyring.open('inbox', flipped, 'row 1')).to.throw(SealBroken)
    expect(() => keyring.open('inbox', Buffer.alloc(3), 'row 1')).to.throw(SealBroken)
  })
  it('When the same value is named for two purposes, then the names cannot be joined', () => {
    expect(keyring.pseudonym('event', 'a')).to.equal(keyring.pseudonym('event', 'a'))
    expect(keyring.pseudonym('event', 'a')).to.not.equal(keyring.pseudonym('message', 'a'))
  })
})

describe('Chat address', () => {
  const id = 'U0123456789abcdef0123456789abcdef'
  it('When one person writes on two channels, then they are two strangers', () => {
    expect(addressOf(keyring, 'staff', id).key).to.not.equal(addressOf(keyring, 'tips', id).key)
    expect(() => openAddress(keyring, { ...addressOf(keyring, 'staff', id), channel: 'tips' })).to.throw(
      SealBroken,
    )
  })
  it('When it is sent to, then the LINE id comes out, and it stands nowhere in the address', () => {
    const address = addressOf(keyring, 'staff', id)
    expect(openAddress(keyring, address)).to.equal(id)
    expect(JSON.stringify(address)).to.not.contain(id)
  })
})
