// $inc, $mul and $bit with BSON's kinds of numbers: integers stay integers and grow to 64 bits, decimals stay decimals.
// Refuses an overflow of 64 bits, as MongoDB does.
import { Decimal128, Long } from 'bson'
import { isDecimal, isLong, toNumber } from '../bson/bson-values.js'
import { exactNumber, toDecimal128 } from '../bson/exact-numbers.js'
import { badValue } from '../commands/mongo-errors.js'

const isInteger = (value: unknown): boolean =>
  isLong(value) || (typeof value === 'number' && Number.isInteger(value) && !Object.is(value, -0))

const toBig = (value: unknown): bigint => (isLong(value) ? value.toBigInt() : BigInt(toNumber(value) ?? 0))

const LARGEST = 2n ** 63n - 1n

export function addNumbers(a: unknown, b: unknown): unknown {
  if (isDecimal(a) || isDecimal(b)) {
    return decimalResult(a, b, (x, y) => {
      const exponent = Math.min(x.exponent, y.exponent)
      return {
        coefficient:
          x.coefficient * 10n ** BigInt(x.exponent - exponent) +
          y.coefficient * 10n ** BigInt(y.exponent - exponent),
        exponent,
      }
    })
  }
  if (isInteger(a) && isInteger(b)) return integerResult(toBig(a) + toBig(b), isLong(a) || isLong(b))
  return (toNumber(a) ?? Number.NaN) + (toNumber(b) ?? Number.NaN)
}

export function multiplyNumbers(a: unknown, b: unknown): unknown {
  if (isDecimal(a) || isDecimal(b)) {
    return decimalResult(a, b, (x, y) => ({
      coefficient: x.coefficient * y.coefficient,
      exponent: x.exponent + y.exponent,
    }))
  }
  if (isInteger(a) && isInteger(b)) return integerResult(toBig(a) * toBig(b), isLong(a) || isLong(b))
  return (toNumber(a) ?? Number.NaN) * (toNumber(b) ?? Number.NaN)
}

function integerResult(value: bigint, asLong: boolean): unknown {
  if (value > LARGEST || value < -LARGEST - 1n) {
    throw badValue('Failed to apply an arithmetic operation: the result does not fit into 64 bits')
  }
  const fitsInt = value >= -(2n ** 31n) && value < 2n ** 31n
  return fitsInt && !asLong ? Number(value) : Long.fromBigInt(value)
}

type Exact = NonNullable<ReturnType<typeof exactNumber>>

function decimalResult(a: unknown, b: unknown, combine: (x: Exact, y: Exact) => Exact): Decimal128 {
  const x = exactNumber(a)
  const y = exactNumber(b)
  return x && y ? toDecimal128(combine(x, y)) : Decimal128.fromString('NaN')
}

/** $bit: { and | or | xor: integer } on an integer. */
export function applyBits(current: unknown, operation: string, operand: unknown): unknown {
  const before = toBig(current ?? 0)
  const mask = toBig(operand)
  const after = operation === 'and' ? before & mask : operation === 'or' ? before | mask : before ^ mask
  return integerResult(after, isLong(current) || isLong(operand))
}

export { isInteger }
