// The receipt: sixteen symbols by which a reporter comes back, made in the reporter's own browser and known to nobody else.
// Four select the row, eleven prove whose it is, the last is computed from the others and finds a slip of the pen.
// No node-only call here: the browser makes and reads it.
import { composed } from '../i18n/letters/composed.js'

/** Crockford's base32: no I, L, O and U. A symbol's place is its value. */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const selectorLength = 4
const verifierLength = 11
const receiptLength = selectorLength + verifierLength + 1

export interface Receipt {
  /** 20 bits: which receipt. */
  readonly selector: string
  /** 55 bits: that it is one's own. */
  readonly verifier: string
}

export type ReceiptRead =
  | { readonly ok: true; readonly receipt: Receipt }
  /** `length`: not sixteen symbols; `symbol`: something that is in no receipt; `check`: a symbol is wrong somewhere. */
  | { readonly ok: false; readonly why: 'length' | 'symbol' | 'check' }

/** 75 random bits from the browser's own generator. */
export function newReceipt(): Receipt {
  const random = crypto.getRandomValues(new Uint8Array(selectorLength + verifierLength))
  const text = Array.from(random, (byte) => symbols.charAt(byte & 31)).join('')
  return { selector: text.slice(0, selectorLength), verifier: text.slice(selectorLength) }
}

/** XXXX-XXXX-XXXX-XXXX */
export function writeReceipt({ selector, verifier }: Receipt): string {
  const body = selector + verifier
  return groupsOf(body + checkSymbolOf(body)).join('-')
}

export const groupsOf = (text: string): string[] => text.match(/.{1,4}/g) ?? []

/** Takes what people write: small letters, Thai digits, O for 0, I and L for 1, U for V, with or without dashes. */
export function readReceipt(written: string): ReceiptRead {
  const text = corrected(written)
  const values = [...text].map((symbol) => symbols.indexOf(symbol))
  if (values.includes(-1)) return { ok: false, why: 'symbol' }
  if (values.length !== receiptLength) return { ok: false, why: 'length' }
  if (weigh(values) !== 0) return { ok: false, why: 'check' }
  const receipt = { selector: text.slice(0, selectorLength), verifier: text.slice(selectorLength, -1) }
  return { ok: true, receipt }
}

/** The symbols as they were meant; what cannot be meant stays as it is. */
export function corrected(written: string): string {
  return composed(written, 'NFKC')
    .replace(/[\s\p{Pd}_.\u200b-\u200f\ufeff]/gu, '')
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replaceAll('U', 'V')
}

/**
 * A Reed-Solomon symbol over GF(32): the weights are different powers of a generator, so that one wrong symbol, and any
 * two that changed places, neighbours or not, always show.
 */
function checkSymbolOf(body: string): string {
  // The check symbol itself has the weight one.
  return symbols.charAt(weigh([...body, '0'].map((symbol) => symbols.indexOf(symbol))))
}

const weigh = (values: readonly number[]): number => values.reduce((sum, value) => timesTwo(sum) ^ value, 0)

/** In GF(32) with x⁵ + x² + 1, whose generator is 2. */
const timesTwo = (value: number): number => (value & 16 ? (value << 1) ^ 0b100101 : value << 1)
