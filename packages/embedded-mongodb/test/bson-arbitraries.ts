// Random BSON values for property tests: every type that can stand in a key, with many collisions.
import { Binary, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import fc from 'fast-check'

const numbers = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.double(),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 53, -(2 ** 53)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }).map((value) => Long.fromBigInt(value)),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -30, max: 30 }))
    .map(([digits, power]) => Decimal128.fromString(`${digits}E${power}`)),
  fc
    .constantFrom(
      '0.1',
      '0.10',
      '1',
      '-1',
      '1E400',
      '-1E400',
      '1E-400',
      'NaN',
      'Infinity',
      '9007199254740993',
    )
    .map((text) => Decimal128.fromString(text)),
)

const strings = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'ab', 'a\0', 'a\0b', '\0', 'สุจริต', 'สุ', '\uffff', '\u{10000}', '\u{1f600}'),
  fc.string({ maxLength: 4 }),
)

export const scalars: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: numbers },
  { weight: 3, arbitrary: strings },
  fc.constantFrom(null, true, false, new MinKey(), new MaxKey()),
  fc.integer({ min: -3, max: 3 }).map((days) => new Date(days * 86_400_000)),
  fc.integer({ min: 0, max: 5 }).map((n) => new ObjectId(n.toString(16).padStart(24, 'f'))),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes)),
  fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
    .map(([t, i]) => new Timestamp({ t, i })),
  fc.constantFrom(/a/, /b/i),
)

export const { value: bsonValues } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: scalars },
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
  ),
}))
