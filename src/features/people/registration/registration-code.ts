// One-time codes that people copy from paper: 11 random symbols (55 bits) and one check symbol, Crockford base32.
// The check symbol catches every single wrong symbol and every two that changed places, before anything is looked up.
import { randomBytes } from 'node:crypto'
import { asCodeSymbols, codeSymbols } from '../../../i18n/letters/code-symbols.js'

const randomSymbols = 11

/** Twelve symbols, as `readCode` returns them. */
export function newCode(): string {
  const values = [...randomBytes(randomSymbols)].map((byte) => byte & 31)
  return [...values, timesAlpha(weighed(values))].map((value) => codeSymbols.charAt(value)).join('')
}

/** For people: XXXX-XXXX-XXXX. */
export const showCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/**
 * What somebody typed as a code: any case, any blanks and hyphens, O for 0, I and L for 1, Thai digits.
 * `undefined` when a symbol is missing, too many, or wrong.
 */
export function readCode(typed: string): string | undefined {
  const code = asCodeSymbols(typed)
  if (code.length !== randomSymbols + 1) return undefined
  const values = [...code].map((symbol) => codeSymbols.indexOf(symbol))
  return values.includes(-1) || weighed(values) !== 0 ? undefined : code
}

/** The symbols as a polynomial over GF(32), taken at a primitive element: each place weighs differently. */
function weighed(values: readonly number[]): number {
  return values.reduce((sum, value) => timesAlpha(sum) ^ value, 0)
}

/** Times x, modulo x⁵ + x² + 1. */
function timesAlpha(value: number): number {
  return value & 16 ? (value << 1) ^ 0b100101 : value << 1
}
