// Identifiers in the shapes that LINE uses (line docs: user ids, message ids, ULIDs, opaque tokens).
// Tokens that LINE calls opaque carry their own meaning under a seal here, so that no table of them is needed.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A webhookEventId: 10 symbols of time (ms) and 16 of chance. */
export function ulid(now: number): string {
  let time = ''
  for (let rest = now, place = 0; place < 10; place += 1) {
    time = CROCKFORD.charAt(rest % 32) + time
    rest = Math.floor(rest / 32)
  }
  let chance = ''
  for (const byte of randomBytes(16)) chance += CROCKFORD.charAt(byte & 31)
  return time + chance
}

/** `U…` of a user or a bot, `C…` of a group. */
export type LineIdKind = 'U' | 'C'

export function randomLineId(kind: LineIdKind): string {
  return kind + randomBytes(16).toString('hex')
}

/** The same seed gives the same id, so that a restart finds the same bot and the same person. */
export function derivedLineId(kind: LineIdKind, seed: string): string {
  return kind + createHash('sha256').update(seed).digest('hex').slice(0, 32)
}

export const isUserId = (value: unknown): value is string =>
  typeof value === 'string' && /^U[0-9a-f]{32}$/.test(value)

export const isGroupOrRoomId = (value: unknown): value is string =>
  typeof value === 'string' && /^[CR][0-9a-f]{32}$/.test(value)

export const newReplyToken = (): string => randomBytes(16).toString('hex')

/** 18 decimal digits that only grow, also across a restart (`startAfter`) and under a clock that stands still. */
export class MessageIds {
  private last: bigint

  constructor(startAfter = '0') {
    this.last = BigInt(startAfter)
  }

  next(now: number): string {
    return this.block(now, 1).toString()
  }

  /** The first of so many ids that follow each other. */
  block(now: number, count: number): bigint {
    const fromClock = BigInt(now) * 100_000n
    const first = fromClock > this.last ? fromClock : this.last + 1n
    this.last = first + BigInt(count - 1)
    return first
  }

  get newest(): string {
    return this.last.toString()
  }
}

/** An opaque token that only this platform can make: `purpose` keeps a quote token from passing as another kind. */
export function sealToken(secret: string, purpose: string, parts: readonly string[]): string {
  const payload = Buffer.from(JSON.stringify(parts)).toString('base64url')
  return `${payload}.${sealOf(secret, purpose, payload)}`
}

/** The parts of a sealed token, or null when it is not ours or was made for another purpose. */
export function openToken(secret: string, purpose: string, token: string): string[] | null {
  const [payload, seal] = token.split('.')
  if (!payload || !seal) return null
  const expected = Buffer.from(sealOf(secret, purpose, payload))
  const given = Buffer.from(seal)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null
  const parts: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  return Array.isArray(parts) ? parts.map(String) : null
}

function sealOf(secret: string, purpose: string, payload: string): string {
  return createHmac('sha256', secret).update(`${purpose}.${payload}`).digest('base64url')
}
