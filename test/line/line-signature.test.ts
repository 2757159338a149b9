import { expect } from 'chai'
import { isSignedByLine } from '../../src/line/line-signature.js'

const secret = '8c570fa6dd201bb328f1c1eac23a96d8'
const body = Buffer.from('{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}')
const signature = 'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs='

describe("LINE's signature", () => {
  it('When the bytes are those that LINE signed, then the published vector fits', () => {
    expect(isSignedByLine(body, signature, [secret])).to.equal(true)
  })
  it('When a byte, the secret or the signature differs, or there is none, then it does not fit', () => {
    expect(isSignedByLine(Buffer.concat([body, Buffer.from(' ')]), signature, [secret])).to.equal(false)
    expect(isSignedByLine(body, signature, ['another'])).to.equal(false)
    expect(isSignedByLine(body, signature.replace('G', 'H'), [secret])).to.equal(false)
    expect(isSignedByLine(body, 'short', [secret])).to.equal(false)
    expect(isSignedByLine(body, '', [secret])).to.equal(false)
    expect(isSignedByLine(body, undefined, [secret])).to.equal(false)
  })
  it('When it is written in another way than LINE writes it, then it does not fit', () => {
    const others = [
      ...['A', '=', '==', ' ', '\n', ', ', '\0'].map((more) => signature + more),
      ...[' ', '\t', 'A'].map((more) => more + signature),
      `${signature}, ${signature}`,
      signature.replace('=', ''),
      signature.replace('s=', 't='),
      signature.replaceAll('+', '-'),
      signature.replace('Gh', 'G h'),
      signature.toLowerCase(),
    ]
    for (const other of others) expect(isSignedByLine(body, other, [secret]), other).to.equal(false)
  })
  it('When a secret is being replaced, then either of the two fits', () => {
    expect(isSignedByLine(body, signature, ['new', secret])).to.equal(true)
    expect(isSignedByLine(body, signature, [secret, 'new'])).to.equal(true)
  })
})
