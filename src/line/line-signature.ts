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
  // As it is written, to the letter: a decoder would skip what stands behind it, blanks in it, and a second one beside it.
  const given = Buffer.from(signature)
  let signed = false
  for (const secret of secrets) {
    const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'))
    if (given.length === expected.length && timingSafeEqual(given, expected)) signed = true
  }
  return signed
}
