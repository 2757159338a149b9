// Is this body from LINE? HMAC-SHA256 of the untouched bytes with the channel secret, compared in constant time.
// Source: Messaging API reference, "Signature validation".
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Any of the secrets may have signed: two are configured while one is being replaced. */
export function isSignedByLine(
  body: Uint8Array,
  signature: string | undefined,
  secrets: readonly string[],
): boolean {
  if (signature === undefined) return false
  const given = Buffer.from(signature, 'base64')
  let signed = false
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(body).digest()
    if (given.length === expected.length && timingSafeEqual(given, expected)) signed = true
  }
  return signed
}
