// Values that nobody should send, made from a seed: texts, JSON, bytes of files, and good values that are broken in one or two
// places. The same seed makes the same value on every machine.
import fc from 'fast-check'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const snippets = [
  ...['ผมนายทดสอบ สมมุติ', 'ดิฉัน', 'นพ.สมหมาย ใจตรง', 'โทร 081 - 234 - 5678', 'line', 'LINE id: ', '@', 'a@b.c'],
  ...['1-2345-67890-12-3', 'กก 1234', 'บ้านเลขที่ 1/2 หมู่ 3', 'ปีงบ 2569', 'ไตรมาส 1', '20/11/2569', '31 ก.พ. 69'],
  ...[
    '\u200b',
    '\u200d',
    '\u00ad',
    '\ufeff',
    '\u202e',
    '\u0000',
    '\u001b[31m',
    '\r\n',
    '\t',
    '\u00a0',
    '\u3000',
  ],
  ...[
    'เเ',
    'ํา',
    '\u0e48\u0e49\u0e48',
    '\u0301',
    '\ud83d',
    '\udc68',
    '👩‍👩‍👧‍👦',
    '🇹🇭',
    'ﷺ',
    'İ',
    'ß',
    'ﬀ',
    '𝕒',
    '๐๑๒๓',
  ],
  ...[
    '{{agency}}',
    '$t(help.title)',
    '{"$gt":""}',
    '__proto__',
    'constructor',
    'toString',
    '<script>',
    '&lt;',
    '%00',
    '../',
  ],
  ...[
    '=cmd|',
    '+1',
    '-1',
    '";--',
    '\\',
    '"',
    "'",
    '`',
    '#{x}',
    '()',
    '[[',
    '*+',
    'null',
    'NaN',
    '1e999',
    '-0',
  ],
]
const letter = fc.oneof(
  fc.integer({ min: 0x0e01, max: 0x0e5b }).map((code) => String.fromCharCode(code)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
)
const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...snippets) },
  { weight: 2, arbitrary: fc.string({ unit: letter, maxLength: 12 }) },
  // One shape many times: what is quadratic shows itself here.
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.oneof(fc.constantFrom(...snippets, ' ', '\n', '1', '-', '.'), letter),
        fc.integer({ min: 2, max: 5000 }),
      )
      .map(([one, times]) => one.repeat(times)),
  },
)

/** At most 5,000 UTF-16 units, as LINE's texts are. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(piece, { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join('').slice(0, 5000))

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false, '', 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 2, '0', [], {}),
  hostileText,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const key = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', '$where', '$ne', 'length', 'id', 'toJSON', ''),
  fc.string(),
)

export const hostileJson: fc.Arbitrary<Json> = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('any'), { maxLength: 4 }),
    // By entries: written as a literal, `__proto__` would be the prototype and no key.
    fc.array(fc.tuple(key, tie('any')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
})).any

/** A good value with one or two of its places taken away, doubled, wrapped or replaced. */
export function broken(good: Json): fc.Arbitrary<Json> {
  const change = fc.record({
    at: fc.nat(),
    by: fc.constantFrom('replaced', 'gone', 'wrapped', 'doubled', 'more', 'longer'),
    value: hostileJson,
    times: fc.integer({ min: 2, max: 3000 }),
  })
  return fc.array(change, { minLength: 1, maxLength: 2 }).map((changes) => {
    let value = structuredClone(good)
    for (const one of changes) value = changed(value, one)
    return value
  })
}

interface Change {
  readonly at: number
  readonly by: string
  readonly value: Json
  readonly times: number
}

function changed(root: Json, { at, by, value, times }: Change): Json {
  const holder: { value: Json } = { value: root }
  const places = placesIn(holder, 'value')
  const place = places[at % places.length]
  if (!place) return root
  const { parent, name } = place
  const old: Json = Reflect.get(parent, name)
  if (by === 'gone' && parent !== holder) Reflect.deleteProperty(parent, name)
  else if (by === 'wrapped') Reflect.set(parent, name, [old])
  else if (by === 'doubled')
    Reflect.set(parent, name, Array.isArray(old) ? [...old, ...old] : { 0: old, length: 1 })
  else if (by === 'more' && isRecord(old))
    Object.defineProperty(old, '__proto__', { value, enumerable: true })
  else if (by === 'longer' && typeof old === 'string')
    Reflect.set(parent, name, old.repeat(times).slice(0, 100_000))
  else if (by === 'longer' && Array.isArray(old))
    Reflect.set(parent, name, Array(times).fill(old[0] ?? value))
  else Reflect.set(parent, name, value)
  return holder.value
}

const isRecord = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function placesIn(parent: object, name: string): { readonly parent: object; readonly name: string }[] {
  const value: Json = Reflect.get(parent, name)
  if (typeof value !== 'object' || value === null) return [{ parent, name }]
  return [{ parent, name }, ...Object.keys(value).flatMap((inner) => placesIn(value, inner))]
}

/** The text of a body: JSON, or what was to be JSON once. */
export function writtenJson(value: Json): fc.Arbitrary<Buffer> {
  const text = JSON.stringify(value)
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant(Buffer.from(text)) },
    { weight: 1, arbitrary: fc.nat(text.length).map((end) => Buffer.from(text.slice(0, end))) },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.concat([Buffer.from(text), bytes])),
    },
    { weight: 1, arbitrary: fc.constant(Buffer.from(text, 'utf16le')) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1, max: 20_000 }).map((deep) => Buffer.from('['.repeat(deep) + text)),
    },
  )
}

const heads = [
  ...[
    'ffd8ffe0',
    '89504e470d0a1a0a',
    '47494638396101000100',
    '52494646ffffffff57454250',
    '424d',
    '49492a0008000000',
  ],
  ...[
    '4d4d002a',
    '0000001c6674797068656963',
    '000000206674797069736f6d',
    '25504446',
    '504b0304',
    'd0cf11e0a1b11ae1',
  ],
  ...[
    '7b5c727466',
    '4f676753',
    '494433',
    '1a45dfa3',
    '1f8b08',
    '377abcaf271c',
    '526172211a07',
    '4d5a',
    '7f454c46',
    'efbbbf',
  ],
  ...['fffe', 'feff', '3c737667', '3c3f786d6c', '2321'],
]

/** Files: a known beginning and then anything, or anything; at most 40 KB. */
export const hostileBytes: fc.Arbitrary<Buffer> = fc
  .tuple(fc.constantFrom('', ...heads), fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 100 }))
  .map(([head, rest, times]) =>
    Buffer.concat([Buffer.from(head, 'hex'), ...Array<Uint8Array>(times).fill(rest)]),
  )

/** A good file with some of its bytes replaced, cut off, or said twice. */
export function brokenBytes(good: Uint8Array): fc.Arbitrary<Buffer> {
  return fc
    .record({
      spots: fc.array(fc.tuple(fc.nat(good.length), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
      end: fc.option(fc.nat(good.length)),
      tail: fc.uint8Array({ maxLength: 16 }),
    })
    .map(({ spots, end, tail }) => {
      const bytes = Buffer.from(good)
      for (const [at, value] of spots) if (at < bytes.length) bytes[at] = value
      return Buffer.concat([bytes.subarray(0, end ?? bytes.length), tail])
    })
}
