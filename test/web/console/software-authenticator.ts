// An authenticator made of nothing but its key, which can be told to lie: about the site, about who was verified, about how often it
// signed. Makes what a browser would post.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export interface Lies {
  readonly origin?: string
  readonly rpId?: string
  /** False: nobody was verified on the device. */
  readonly verified?: boolean
  readonly counter?: number
  readonly type?: string
}

export class SoftwareAuthenticator {
  readonly id = randomBytes(32).toString('base64url')
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  counter = 0

  constructor(
    private readonly origin: string,
    private readonly rpId = new URL(origin).hostname,
  ) {}

  /** The same key and counter in other hands. */
  clone(): SoftwareAuthenticator {
    const copy = new SoftwareAuthenticator(this.origin, this.rpId)
    return Object.assign(copy, { id: this.id, keys: this.keys, counter: this.counter })
  }

  make(challenge: string, lies: Lies = {}) {
    const publicKey = coseOf(this.keys.publicKey)
    const id = Buffer.from(this.id, 'base64url')
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const credential = Buffer.concat([Buffer.alloc(16), length, id, publicKey])
    const data = Buffer.concat([this.authenticatorData(lies, 0x40), credential])
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      ...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData'), bytes(data)],
    ])
    return this.answer({
      clientDataJSON: this.clientData('webauthn.create', challenge, lies).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    })
  }

  show(challenge: string, lies: Lies = {}) {
    if (lies.counter === undefined) this.counter += 1
    const client = this.clientData('webauthn.get', challenge, lies)
    const data = this.authenticatorData(lies, 0)
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
    return this.answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, this.keys.privateKey).toString('base64url'),
    })
  }

  private answer<R>(response: R) {
    return {
      ...{ id: this.id, rawId: this.id, type: 'public-key', response },
      clientExtensionResults: {},
    }
  }

  private clientData(type: string, challenge: string, { origin = this.origin, type: lie }: Lies): Buffer {
    return Buffer.from(JSON.stringify({ type: lie ?? type, challenge, origin, crossOrigin: false }))
  }

  private authenticatorData({ rpId = this.rpId, verified = true, counter }: Lies, more: number): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter ?? this.counter)
    const flags = 0x01 | (verified ? 0x04 : 0) | more
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count])
  }
}

/** CBOR, as much of it as is needed here. */
const text = (words: string) => Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)])
function bytes(data: Buffer): Buffer {
  const { length: count } = data
  const length = Buffer.from(count < 256 ? [0x58, count] : [0x59, count >> 8, count & 0xff])
  return Buffer.concat([length, data])
}

/** {1: 2, 3: -7, -1: 1, -2: x, -3: y} */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const point = (one: string) => bytes(Buffer.from(one, 'base64url'))
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    ...[point(x), Buffer.from([0x22]), point(y)],
  ])
}
