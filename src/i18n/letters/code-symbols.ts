// The symbols of codes that people copy and type: Crockford's base32, which has no I, L, O and U to be mistaken for others.
// What cannot have been meant is left as it was typed; whoever knows the code refuses it.

import { composed } from './composed.js'
import { fromThaiDigits } from './thai-digits.js'

/** A symbol's place is its value: five bits. */
export const codeSymbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A typed code as it was meant: any case, any blanks and hyphens, O for 0, I and L for 1, Thai digits. */
export const asCodeSymbols = (typed: string): string =>
  fromThaiDigits(composed(typed, 'NFKC'))
    .replace(/[\s\p{Dash}\p{Cf}]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
