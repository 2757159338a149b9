// BSON values as bytes whose order is MongoDB's order of values: what LMDB sorts by. One value is self-delimiting, so the
// values of a compound key stand one after the other; a descending field has all its bits turned over.
// It refuses nothing: a key longer than LMDB takes is cut by the index (index-entries.ts), not here.
import type { Timestamp } from 'bson'
import { bytesOf, codeText, fieldsOf, objectIdBytes, Rank, rankOf, regexParts } from './bson-values.js'
import { type ExactDecimal, splitNumber } from './exact-numbers.js'

const END_OF_STRING = 0x01
const EXPONENT_BIAS = 0x4000

/** A growing buffer that is used again and again; `take` copies out what was written. */
class KeyWriter {
  private bytes = Buffer.allocUnsafe(4096)
  private length = 0

  reset(): void {
    this.length = 0
  }

  get position(): number {
    return this.length
  }

  take(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.length))
  }

  invertFrom(start: number): void {
    for (let i = start; i < this.length; i++) this.bytes[i] = ~(this.bytes[i] ?? 0)
  }

  byte(value: number): void {
    this.reserve(1)
    this.bytes[this.length++] = value
  }

  uint32(value: number): void {
    this.reserve(4)
    this.length = this.bytes.writeUInt32BE(value >>> 0, this.length)
  }

  raw(value: Uint8Array): void {
    this.reserve(value.length)
    this.bytes.set(value, this.length)
    this.length += value.length
  }

  /** UTF-8; a zero byte inside is written as 00 FF, so that 00 01 can end the string below every longer one. */
  string(value: string): void {
    const parts = value.includes('\0') ? value.split('\0') : [value]
    this.reserve(value.length * 3 + parts.length * 2)
    for (const [i, part] of parts.entries()) {
      if (i > 0) {
        this.bytes[this.length++] = 0
        this.bytes[this.length++] = 0xff
      }
      this.length += this.bytes.write(part, this.length)
    }
    this.bytes[this.length++] = 0
    this.bytes[this.length++] = END_OF_STRING
  }

  /** A double so that its bytes sort: the sign bit turned for positives, every bit for negatives. */
  double(value: number): void {
    this.reserve(8)
    const start = this.length
    this.length = this.bytes.writeDoubleBE(value === 0 ? 0 : value, start)
    if (value < 0) this.invertFrom(start)
    else this.bytes[start] = (this.bytes[start] ?? 0) ^ 0x80
  }

  private reserve(size: number): void {
    if (this.length + size <= this.bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + size))
    larger.set(this.bytes.subarray(0, this.length))
    this.bytes = larger
  }
}

const writer = new KeyWriter()

/** One value, ascending. */
export function encodeValue(value: unknown): Buffer {
  writer.reset()
  writeValue(value)
  return writer.take()
}

/** The fields of a compound key; `descending[i]` tells which are turned over. */
export function encodeKey(values: readonly unknown[], descending: readonly boolean[]): Buffer {
  writer.reset()
  for (let i = 0; i < values.length; i++) {
    const start = writer.position
    writeValue(values[i])
    if (descending[i]) writer.invertFrom(start)
  }
  return writer.take()
}

function writeValue(value: unknown): void {
  const rank = rankOf(value)
  writer.byte(rank)
  writePayload(value, rank)
}

function writePayload(value: unknown, rank: Rank): void {
  switch (rank) {
    case Rank.minKey:
    case Rank.maxKey:
    case Rank.null:
    case Rank.emptyArray:
      return
    case Rank.number:
      writeNumber(value)
      return
    case Rank.string:
      writer.string(String(value))
      return
    case Rank.boolean:
      writer.byte(value ? 1 : 0)
      return
    case Rank.date:
      writer.double((value as Date).getTime())
      return
    case Rank.objectId:
      writer.raw(objectIdBytes(value))
      return
    case Rank.object:
      for (const [name, inner] of fieldsOf(value)) {
        const innerRank = rankOf(inner)
        writer.byte(innerRank)
        writer.string(name)
        writePayload(inner, innerRank)
      }
      writer.byte(0)
      return
    case Rank.array:
      for (const inner of value as unknown[]) writeValue(inner)
      writer.byte(0)
      return
    case Rank.binary: {
      const { bytes, subtype } = bytesOf(value)
      writer.uint32(bytes.length)
      writer.byte(subtype)
      writer.raw(bytes)
      return
    }
    case Rank.timestamp:
      writer.uint32((value as Timestamp).t)
      writer.uint32((value as Timestamp).i)
      return
    case Rank.regex: {
      const { source, flags } = regexParts(value)
      writer.string(source)
      writer.string(flags)
      return
    }
    case Rank.code:
      writer.string(codeText(value))
      return
  }
}

const BELOW_DOUBLE = 0x40
const AT_DOUBLE = 0x80
const ABOVE_DOUBLE = 0xc0

/** The nearest double, then on which side of it the number lies, then (rarely) its exact digits. */
function writeNumber(value: unknown): void {
  const { double, beyond, rest } = splitNumber(value)
  if (Number.isNaN(double)) {
    writer.raw(LOWEST_NUMBER)
    return
  }
  writer.double(double)
  if (!rest) {
    writer.byte(AT_DOUBLE)
    return
  }
  writer.byte(beyond < 0 ? BELOW_DOUBLE : ABOVE_DOUBLE)
  writeDigits(rest)
}

/** NaN: below minus infinity. */
const LOWEST_NUMBER = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, AT_DOUBLE])

function writeDigits({ coefficient, exponent }: ExactDecimal): void {
  const start = writer.position
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString()
  const power = exponent + digits.length + EXPONENT_BIAS
  writer.byte(power >> 8)
  writer.byte(power & 0xff)
  let end = digits.length
  while (digits[end - 1] === '0') end -= 1
  for (let at = 0; at < end; at += 1) writer.byte(digits.charCodeAt(at))
  writer.byte(0)
  if (coefficient < 0n) writer.invertFrom(start)
}
