// Codes of six digits that change every half minute (RFC 6238, SHA-1: what every authenticator knows). Pure: the clock is
// handed in. It takes a code one step early or late, and says which step it was, so that none counts twice.
import { Secret, TOTP } from 'otpauth'

const period = 30
const digits = 6

/** 160 random bits in base32. */
export const newFactorSecret = (): string => new Secret({ size: 20 }).base32

const totp = (secret: string, issuer = '', label = '') =>
  new TOTP({ issuer, label, algorithm: 'SHA1', digits, period, secret: Secret.fromBase32(secret) })

/** What an authenticator reads from the picture. */
export const factorAddress = (secret: string, issuer: string, label: string): string =>
  totp(secret, issuer, label).toString()

/** The step that this code belongs to; `undefined` for a wrong one. */
export function stepOfCode(secret: string, code: string, at: Date): number | undefined {
  const read = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(read)) return undefined
  const delta = totp(secret).validate({ token: read, timestamp: at.getTime(), window: 1 })
  return delta === null ? undefined : Math.floor(at.getTime() / 1000 / period) + delta
}

/** The first two slips cost nothing; then half a minute, doubled each time, up to a quarter of an hour. */
export function waitAfter(wrong: number): number {
  return wrong < 3 ? 0 : Math.min(30_000 * 2 ** (wrong - 3), 15 * 60_000)
}
