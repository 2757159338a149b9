// Whether anything tells receipts that exist from those that do not: every field of every answer, its length and each character
// of it at each place, for hundreds of both, by a test of chance that finds a decoy which is drawn a little differently.
import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { newReceipt } from '../../../src/sealing/receipt.js'
import { toStored } from '../../../src/sealing/vault-encoding.js'
import { createKeyring } from '../../../src/security/keyring.js'
import { type RunningProduct, startProduct } from '../../harness/product.js'
import { post } from './sealed-report.js'

const pairs = 250
const random = (bytes: number) => toStored(randomBytes(bytes))

/** One answer as places and what stands there: each field, its length, the order of the fields, and each of its characters. */
function placesOf(value: unknown, name = ''): [string, string][] {
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    const order: [string, string] = [`${name} fields`, entries.map(([key]) => key).join()]
    return [order, ...entries.flatMap(([key, one]) => placesOf(one, `${name}.${key}`))]
  }
  const text = String(value)
  return [
    [`${name} length`, String(text.length)],
    ...[...text].map((character, place): [string, string] => [`${name} ${place}`, character]),
  ]
}

/** By chi-square, as a number of standard deviations (Wilson and Hilferty): how unlikely one chance for both would show this. */
function surprise(known: readonly string[], unknown: readonly string[]): number {
  const all = [...known, ...unknown]
  const kinds = [...new Set(all)]
  if (kinds.length === 1) return known.length === unknown.length ? 0 : Number.POSITIVE_INFINITY
  let sum = 0
  for (const kind of kinds)
    for (const side of [known, unknown]) {
      const seen = side.filter((one) => one === kind).length
      const meant = (all.filter((one) => one === kind).length * side.length) / all.length
      sum += (seen - meant) ** 2 / meant
    }
  const freedom = kinds.length - 1
  return (Math.cbrt(sum / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom))
}

/** The places that tell the two apart: less than once in a hundred million by chance. */
function tellTales(known: readonly unknown[], unknown: readonly unknown[]): string[] {
  const at = (answers: readonly unknown[]) => {
    const places = new Map<string, string[]>()
    for (const answer of answers)
      for (const [place, text] of placesOf(answer)) places.set(place, [...(places.get(place) ?? []), text])
    return places
  }
  const [one, other] = [at(known), at(unknown)]
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    (place) => surprise(one.get(place) ?? [], other.get(place) ?? []) > 5.6,
  )
}

describe('What tells a receipt that exists from one that does not', () => {
  let running: RunningProduct
  const selectors: string[] = []
  before(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    while (selectors.length < 2 * pairs) {
      const { selector } = newReceipt()
      if (!selectors.includes(selector)) selectors.push(selector)
    }
    for (const selector of selectors.slice(0, pairs)) {
      const lock = { selector, authenticator: random(32), publicKey: random(32), wrappedKey: random(80) }
      await running.product.features.cases.receipts.keep(`case of ${selector}`, lock)
    }
  })
  after(() => running.stop())

  const both = async (ask: (selector: string) => Promise<unknown>) => {
    const [known, unknown]: [unknown[], unknown[]] = [[], []]
    // One of each in turn: what moves with time moves for both.
    for (let index = 0; index < pairs; index += 1) {
      known.push(await ask(selectors[index] ?? ''))
      unknown.push(await ask(selectors[index + pairs] ?? ''))
    }
    return { known, unknown }
  }

  async function asked(path: string, selector: string, more: object = {}) {
    const { status, body, headers } = await post(running.url, path, { selector, ...more })
    const shown = [...headers].filter(([name]) => name !== 'date')
    return { status, headers: Object.fromEntries(shown), body }
  }

  for (const path of ['/case/api/salts', '/receipt/api/salts'])
    it(`When ${path} is asked for hundreds of both, then no field, size or character differs but by chance`, async () => {
      const { known, unknown } = await both((selector) => asked(path, selector))
      expect(tellTales(known, unknown)).to.deep.equal([])
    })

  it('When hundreds of both are opened with a wrong half, then the answers are one and the same', async () => {
    const { receipts } = running.product.features.cases
    const { known, unknown } = await both((selector) =>
      receipts.open({ selector, authenticator: random(32) }),
    )
    expect(new Set([...known, ...unknown].map((answer) => JSON.stringify(answer))).size).to.equal(1)
    const wrong = { authenticator: random(32), solved: { challenge: 'x', answer: 1 } }
    const [one, other] = [selectors[0] ?? '', selectors[pairs] ?? '']
    expect(await asked('/case/api/open', one, wrong)).to.deep.equal(
      await asked('/case/api/open', other, wrong),
    )
  })

  it('When a decoy is drawn as it once was, then this very test finds the place', async () => {
    const keyring = createKeyring(Buffer.alloc(32, 7))
    const { known, unknown } = await both(async (selector) => ({
      salt: selectors.indexOf(selector) < pairs ? random(16) : keyring.pseudonym('decoy', selector, 22),
    }))
    expect(tellTales(known, unknown)).to.deep.equal(['.salt 21'])
  })
})
