// Numbers of different BSON types (int, double, long, decimal) compared and added by their exact value.
// Promises one order for all of them, so that an index and a comparison never disagree. Refuses rounding on the way.
import { Decimal128, Double, type Long } from 'bson'
import { isDecimal, isLong, toNumber } from './bson-values.js'

/** coefficient × 10^exponent */
export interface ExactDecimal {
  readonly coefficient: bigint
  readonly exponent: number
}

/** The exact value of a Long or Decimal128; undefined for NaN and the infinities. */
export function exactOf(value: Long | Decimal128 | number): ExactDecimal | undefined {
  if (isLong(value)) return { coefficient: value.toBigInt(), exponent: 0 }
  const text = String(value)
  const match = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text)
  if (!match) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const coefficient = BigInt(whole + fraction || '0')
  return {
    coefficient: sign ? -coefficient : coefficient,
    exponent: Number(exponent) - fraction.length,
  }
}

/** The exact value of a double: every double is an integer times a power of two, hence a finite decimal. */
function exactOfDouble(value: number): ExactDecimal {
  let shift = 0
  let mantissa = value
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2
    shift += 1
  }
  return { coefficient: BigInt(mantissa) * 5n ** BigInt(shift), exponent: -shift }
}

export function compareExact(a: ExactDecimal, b: ExactDecimal): number {
  const exponent = Math.min(a.exponent, b.exponent)
  const left = a.coefficient * 10n ** BigInt(a.exponent - exponent)
  const right = b.coefficient * 10n ** BigInt(b.exponent - exponent)
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * A number as a double and what the double leaves out. `rest` is the exact value when the double is not it (with `beyond`
 * saying on which side of the double it lies).
 */
export interface SplitNumber {
  readonly double: number
  readonly beyond: -1 | 0 | 1
  readonly rest: ExactDecimal | undefined
}

export function splitNumber(value: unknown): SplitNumber {
  if (typeof value === 'number') return { double: value, beyond: 0, rest: undefined }
  if (!isLong(value) && !isDecimal(value)) {
    return { double: toNumber(value) ?? Number.NaN, beyond: 0, rest: undefined }
  }
  const exact = exactOf(value)
  const nearest = Number(value.toString())
  if (!exact) return { double: nearest, beyond: 0, rest: undefined }
  const double = Number.isFinite(nearest) ? nearest : Math.sign(nearest) * Number.MAX_VALUE
  const beyond = compareExact(exact, exactOfDouble(double)) as -1 | 0 | 1
  return beyond === 0 ? { double, beyond, rest: undefined } : { double, beyond, rest: exact }
}

/** NaN is the smallest number, as in MongoDB. */
export function compareNumbers(a: unknown, b: unknown): number {
  const left = splitNumber(a)
  const right = splitNumber(b)
  if (Number.isNaN(left.double)) return Number.isNaN(right.double) ? 0 : -1
  if (Number.isNaN(right.double)) return 1
  if (left.double !== right.double) return left.double < right.double ? -1 : 1
  if (left.beyond !== right.beyond) return left.beyond < right.beyond ? -1 : 1
  return left.rest && right.rest ? compareExact(left.rest, right.rest) : 0
}

const DECIMAL_DIGITS = 34

/** Back to Decimal128, rounded half to even to the 34 digits it has. */
export function toDecimal128({ coefficient, exponent }: ExactDecimal): Decimal128 {
  let digits = coefficient
  let power = exponent
  const size = digits.toString().replace('-', '').length
  if (size > DECIMAL_DIGITS) {
    const cut = 10n ** BigInt(size - DECIMAL_DIGITS)
    const kept = digits / cut
    const left = digits % cut < 0n ? -(digits % cut) : digits % cut
    const up = left * 2n > cut || (left * 2n === cut && kept % 2n !== 0n)
    digits = up ? kept + (digits < 0n ? -1n : 1n) : kept
    power += size - DECIMAL_DIGITS
  }
  return Decimal128.fromString(`${digits}E${power}`)
}

export function exactNumber(value: unknown): ExactDecimal | undefined {
  if (isLong(value) || isDecimal(value)) return exactOf(value)
  const number = value instanceof Double ? value.valueOf() : toNumber(value)
  return number === undefined || !Number.isFinite(number) ? undefined : exactOf(number)
}
