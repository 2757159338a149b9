// What rows tell of the order in which something happened, and of the moment: every field of every row is read in every way in
// which it could be meant, and compared with the truth. Chance does not make it red: a rank correlation has to be five
// standard deviations off, over all days together, or the order of fifteen has to be exact.
import { instantIn, type Moment } from './instants.js'
import { plainValue } from './plain-values.js'

/** A row, and what it came with: the truth that nobody may read in it. */
export interface FiledRow {
  readonly collection: string
  /** Its place among the rows of the collection as they lie there. */
  readonly place: number
  readonly row: object
  /** The how manieth happening of the whole story brought it. */
  readonly filing: number
  readonly day: string
  readonly moments: readonly Moment[]
}

const deviations = 5
const exactFrom = 15

/** Where rows tell an order or a moment: "collection field: how". Nothing when they do not. */
export function whatRowsTell(rows: readonly FiledRow[]): string[] {
  const found = new Set<string>()
  for (const one of rows)
    for (const [path, value] of leavesOf(one.row)) {
      const how = instantIn(value, one.moments)
      if (how !== undefined) found.add(`${one.collection} ${path}: ${how}`)
    }
  for (const [name, readings] of readingsOf(rows)) {
    const how = orderIn(readings)
    if (how !== undefined) found.add(`${name}: ${how}`)
  }
  return [...found].sort()
}

interface Reading {
  readonly day: string
  readonly filing: number
  readonly value: number | string
}

/** For each field and each way to read it: of one happening the first and the last row, so that nothing counts twice. */
function readingsOf(rows: readonly FiledRow[]): Map<string, Reading[]> {
  const ordered = [...rows].sort((one, other) => one.place - other.place)
  const all = new Map<string, Map<number, Reading>>()
  const add = (name: string, reading: Reading, keep: 'first' | 'last') => {
    const known = all.get(`${name} (${keep})`) ?? new Map<number, Reading>()
    all.set(`${name} (${keep})`, known)
    if (keep === 'last' || !known.has(reading.filing)) known.set(reading.filing, reading)
  }
  for (const { collection, place, row, filing, day } of ordered)
    for (const keep of ['first', 'last'] as const) {
      add(`${collection} order of the rows`, { day, filing, value: place }, keep)
      for (const [path, value] of leavesOf(row))
        for (const [how, read] of waysToRead(value))
          add(`${collection} ${path} as ${how}`, { day, filing, value: read }, keep)
    }
  return new Map([...all].map(([name, known]) => [name, [...known.values()]]))
}

function waysToRead(value: unknown): [how: string, read: number | string][] {
  const plain = plainValue(value)
  if (plain instanceof Date) return [['date', plain.getTime()]]
  if (plain instanceof Uint8Array) return bytesRead(Buffer.from(plain))
  if (typeof plain === 'number' || typeof plain === 'boolean') return [['number', Number(plain)]]
  if (typeof plain !== 'string') return []
  const numbers = [...plain.matchAll(/\d+/g)].map(([number]) => Number(number))
  const [first, last] = [numbers[0], numbers.at(-1)]
  return [
    ['text', plain],
    ['text backwards', [...plain].reverse().join('')],
    ['length', plain.length],
    ...(first === undefined ? [] : ([['first number', first]] as [string, number][])),
    ...(last === undefined ? [] : ([['last number', last]] as [string, number][])),
    ...(/^[\w+/=-]{8,}$/.test(plain) ? bytesRead(Buffer.from(plain, 'base64')) : []),
  ]
}

const bytesRead = (bytes: Buffer): [string, number | string][] => [
  ['bytes', bytes.toString('hex')],
  ['bytes backwards', Buffer.from(bytes).reverse().toString('hex')],
  ['length of bytes', bytes.length],
]

/** Every value at whatever depth, by its path; places in arrays are named by their number. */
function* leavesOf(value: unknown, path = ''): Generator<[path: string, value: unknown]> {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`)
  if (Array.isArray(value)) {
    yield [at('length'), value.length]
    for (const [place, inner] of value.entries()) yield* leavesOf(inner, at(String(place)))
  } else if (isNested(value))
    for (const [name, inner] of Object.entries(value)) yield* leavesOf(inner, at(name))
  else yield [path, value]
}

const isNested = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof Date || value instanceof Uint8Array || '_bsontype' in value)

/** Spearman's rank correlation within each day, over the days together (Stouffer). */
function orderIn(readings: readonly Reading[]): string | undefined {
  let sum = 0
  let days = 0
  let exact = 0
  for (const day of new Set(readings.map((one) => one.day))) {
    const ofDay = readings.filter((one) => one.day === day)
    const rho = correlation(ranks(ofDay.map(({ filing }) => filing)), ranks(ofDay.map(({ value }) => value)))
    if (rho === undefined || ofDay.length < 5) continue
    if (Math.abs(rho) > 1 - 1e-9) exact += ofDay.length * Math.sign(rho)
    sum += rho * Math.sqrt(ofDay.length - 1)
    days += 1
  }
  if (Math.abs(exact) >= exactFrom) return 'the exact order'
  const off = days === 0 ? 0 : sum / Math.sqrt(days)
  return Math.abs(off) > deviations ? `an order, ${off.toFixed(1)} standard deviations off` : undefined
}

/** Equal values share the middle of their ranks. */
function ranks(values: readonly (number | string)[]): number[] {
  const sorted = [...values].sort(compare)
  const middle = new Map<number | string, number>()
  for (const [place, value] of sorted.entries()) {
    const last = sorted.lastIndexOf(value)
    if (!middle.has(value)) middle.set(value, (place + last) / 2)
  }
  return values.map((value) => middle.get(value) ?? 0)
}

const compare = (one: number | string, other: number | string): number =>
  one < other ? -1 : one > other ? 1 : 0

function correlation(one: readonly number[], other: readonly number[]): number | undefined {
  const mean = (one.length - 1) / 2
  let [both, first, second] = [0, 0, 0]
  for (const [place, rank] of one.entries()) {
    const [a, b] = [rank - mean, (other[place] ?? 0) - mean]
    both += a * b
    first += a * a
    second += b * b
  }
  return first === 0 || second === 0 ? undefined : both / Math.sqrt(first * second)
}
