import { expect } from 'chai'
import fc from 'fast-check'
import {
  fingerprintOf,
  isPublicKey,
  makeRecipientKeys,
  newCaseKey,
  openKey,
  openPart,
  sealKeyFor,
  sealPart,
  VaultBroken,
} from '../../src/sealing/vault.js'
import { fromStored, newVaultId, toStored } from '../../src/sealing/vault-encoding.js'
import { pad, paddedLength, unpad } from '../../src/sealing/vault-padding.js'
import { hchacha20, xchacha20poly1305 } from './independent-xchacha.js'

const KiB = 1024
const place = { caseId: '0123456789abcdefghjkmnpqrs', part: 'body', purpose: 'tip body' }
const counting = (length: number, from = 0) => Uint8Array.from({ length }, (_, index) => from + index)
const bytes = (text: string) => new TextEncoder().encode(text)
const overhead = 1 + 24 + 16

async function refusal(opening: Promise<unknown>): Promise<unknown> {
  try {
    await opening
  } catch (error) {
    return error
  }
  return expect.fail('It opened')
}

describe('The envelope of a case', () => {
  it('When a part was sealed by another implementation after the same description, then it opens', async () => {
    const [key, nonce] = [counting(32), counting(24, 0x40)]
    const words = Buffer.from('เรียกรับสินบน')
    const padded = Buffer.alloc(KiB)
    padded.writeUInt32BE(words.length)
    words.copy(padded, 4)
    const associated = bytes('["sujarit vault",1,"tip body","0123456789abcdefghjkmnpqrs","body"]')
    const sealed = Buffer.concat([Buffer.of(1), nonce, xchacha20poly1305(key, nonce, associated, padded)])
    expect(Buffer.from(await openPart(key, place, sealed)).toString()).to.equal('เรียกรับสินบน')
  })

  it('When that other implementation is given the vector of its draft, then it gives the draft’s answer', () => {
    const nonce = Buffer.from('000000090000004a0000000031415927', 'hex')
    expect(Buffer.from(hchacha20(counting(32), nonce)).toString('hex')).to.equal(
      '82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc',
    )
  })

  it('When a key was sealed by an earlier version of this product, then its recipient opens it', async () => {
    const recipient = {
      publicKey: 'skNBPq-Vzwk8KQy7Os8CNMGBQn8abuXwHK-I7WEuWFo',
      privateKey: 'zSo9C8tNVS0hNEirAQrmqXF5B0qRISpkpxVsPEYwB5U',
    }
    const sealed =
      'Qls7b4rKy3TDuNBCttP0bsnPy7DVHXuNsZA5d4RDGECWNbaDUS060mfekVVNXEDacv8_90gEGE3RnhPXKQdzxgvyQp2Gnt8cMu2M2WoVFK8'
    expect(await openKey(recipient, sealed)).to.deep.equal(counting(32))
    expect(await fingerprintOf(recipient.publicKey)).to.equal('-06RRq7L6LrAMS2MhsLixw')
  })

  it('When any words are sealed, then they open again, and the size tells only the step', async () => {
    const key = newCaseKey()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 3000 }), async (text) => {
        const plain = bytes(text)
        const sealed = await sealPart(key, place, plain)
        expect(new TextDecoder().decode(await openPart(key, place, sealed))).to.equal(text)
        expect(sealed.length).to.equal(paddedLength(plain.length) + overhead)
      }),
      { numRuns: 50 },
    )
  })

  it('When two contents are of different length within a step, then their sealed parts are equally long', async () => {
    const key = newCaseKey()
    const one = await sealPart(key, place, new Uint8Array(0))
    const other = await sealPart(key, place, new Uint8Array(KiB - 4))
    const next = await sealPart(key, place, new Uint8Array(KiB - 3))
    expect([one.length, other.length, next.length].map((length) => length - overhead)).to.deep.equal([
      KiB,
      KiB,
      4 * KiB,
    ])
  })

  it('When the same content is sealed twice, then nobody sees that it is the same', async () => {
    const key = newCaseKey()
    const [one, other] = [await sealPart(key, place, bytes('ก')), await sealPart(key, place, bytes('ก'))]
    expect(toStored(one)).not.to.equal(toStored(other))
  })

  const elsewhere = {
    case: { ...place, caseId: '0123456789abcdefghjkmnpqrt' },
    part: { ...place, part: 'picture' },
    purpose: { ...place, purpose: 'tip draft' },
    'border between part and case': { ...place, caseId: '0123456789abcdefghjkmnpqr', part: 'sbody' },
  }
  for (const [what, other] of Object.entries(elsewhere))
    it(`When a part is opened at another ${what}, then it stays closed`, async () => {
      const key = newCaseKey()
      const sealed = await sealPart(key, place, bytes('ความลับ'))
      expect(await refusal(openPart(key, other, sealed))).to.be.instanceOf(VaultBroken)
    })

  it('When the key is another case’s, or too short, then the part stays closed', async () => {
    const sealed = await sealPart(newCaseKey(), place, bytes('ความลับ'))
    expect(await refusal(openPart(newCaseKey(), place, sealed))).to.be.instanceOf(VaultBroken)
    expect(await refusal(openPart(new Uint8Array(), place, sealed))).to.be.instanceOf(VaultBroken)
  })

  it('When a single bit of a part is flipped, the version byte included, then it stays closed', async () => {
    const key = newCaseKey()
    const sealed = await sealPart(key, place, bytes('ความลับ'))
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sealed.length * 8 - 1 }), async (bit) => {
        const changed = Uint8Array.from(sealed)
        const index = bit >> 3
        changed[index] = (changed[index] ?? 0) ^ (1 << (bit & 7))
        expect(await refusal(openPart(key, place, changed))).to.be.instanceOf(VaultBroken)
      }),
    )
    for (let bit = 0; bit < 8; bit += 1) {
      const changed = Uint8Array.from(sealed)
      changed[0] = 1 ^ (1 << bit)
      expect(await refusal(openPart(key, place, changed))).to.be.instanceOf(VaultBroken)
    }
  })

  it('When a part is cut short, to nothing even, then it stays closed', async () => {
    const key = newCaseKey()
    const sealed = await sealPart(key, place, bytes('ความลับ'))
    for (const length of [0, 1, 24, 25, 40, 41, sealed.length - 1])
      expect(await refusal(openPart(key, place, sealed.subarray(0, length)))).to.be.instanceOf(VaultBroken)
  })

  it('When a key was sealed to one recipient, then no other opens it, and a changed one opens to nobody', async () => {
    const [mine, theirs] = [await makeRecipientKeys(), await makeRecipientKeys()]
    const key = newCaseKey()
    const sealed = await sealKeyFor(mine.publicKey, key)
    expect(await openKey(mine, sealed)).to.deep.equal(key)
    expect(await refusal(openKey(theirs, sealed))).to.be.instanceOf(VaultBroken)
    expect(await refusal(openKey({ ...mine, privateKey: theirs.privateKey }, sealed))).to.be.instanceOf(
      VaultBroken,
    )
    const changed = fromStored(sealed) ?? new Uint8Array()
    changed[40] = (changed[40] ?? 0) ^ 1
    expect(await refusal(openKey(mine, toStored(changed)))).to.be.instanceOf(VaultBroken)
    expect(await refusal(openKey(mine, 'not sealed!'))).to.be.instanceOf(VaultBroken)
  })

  it('When something is no public key, then nothing can be sealed to it', async () => {
    const { publicKey } = await makeRecipientKeys()
    expect(await isPublicKey(publicKey)).to.equal(true)
    const pointOfLowOrder = 'A'.repeat(43)
    for (const bad of ['', 'xx', `${publicKey}A`, publicKey.slice(1), pointOfLowOrder, 'สวัสดี'])
      expect(await isPublicKey(bad), bad).to.equal(false)
  })
})

describe('Padding', () => {
  it('When contents grow, then their sizes take a few steps, and a picture of 10 MB fits into a document of 16', () => {
    const steps = [0, KiB, 4 * KiB, 16 * KiB, 64 * KiB, 256 * KiB, KiB * KiB, 4 * KiB * KiB, 10_000_000]
    expect(steps.map((length) => paddedLength(length) / KiB)).to.deep.equal([
      1, 4, 16, 64, 256, 1024, 4096, 8192, 12288,
    ])
  })

  it('When something was not made by padding, then it is not unpadded', () => {
    expect(unpad(new Uint8Array(3))).to.equal(undefined)
    expect(unpad(new Uint8Array(1025))).to.equal(undefined)
    const lying = pad(bytes('ก'))
    lying.set([0xff, 0xff, 0xff, 0xff])
    expect(unpad(lying)).to.equal(undefined)
  })
})

describe('Names and text forms', () => {
  it('When ids are made, then they are 26 symbols of base32 and never the same', () => {
    const ids = Array.from({ length: 1000 }, newVaultId)
    expect(new Set(ids).size).to.equal(1000)
    for (const id of ids) expect(id).to.match(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/)
  })

  it('When bytes are written as base64url, then they read back, as Node reads them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (some) => {
        expect(toStored(some)).to.equal(Buffer.from(some).toString('base64url'))
        expect(fromStored(toStored(some))).to.deep.equal(some)
      }),
    )
    for (const bad of ['a', 'ab+/', 'กข', 'ab==']) expect(fromStored(bad), bad).to.equal(undefined)
  })
})
