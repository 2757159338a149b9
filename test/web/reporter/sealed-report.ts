// A report made as the browser makes it, for tests that ask the routes by hand: puzzle, files, envelope and lock. Argon2id
// is left out where a test makes many: a lock of random bytes is as good to the server as a real one.
import { hash, randomBytes } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { bodyPlace } from '../../../src/features/cases/case.js'
import { writeCaseBody } from '../../../src/features/cases/case-body.js'
import { type Puzzle, puzzle, type SolvedPuzzle } from '../../../src/sealing/puzzle.js'
import type { ReceiptLock } from '../../../src/sealing/receipt-keys.js'
import {
  makeRecipientKeys,
  newCaseKey,
  type RecipientKeys,
  sealKeyFor,
  sealPart,
} from '../../../src/sealing/vault.js'
import { toStored } from '../../../src/sealing/vault-encoding.js'

const random = (bytes: number) => toStored(randomBytes(bytes))
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Each another one: of fifty that are drawn at random, two are alike once in eight hundred rooms. */
let selectors = 0
function newSelector(): string {
  selectors += 1
  return [15, 10, 5, 0].map((shift) => symbols.charAt((selectors >> shift) & 31)).join('')
}

export interface Asked {
  readonly status: number
  readonly body: Record<string, never>
  readonly headers: Headers
}

export async function post(
  url: string,
  path: string,
  body: unknown,
  more: Record<string, string> = {},
): Promise<Asked> {
  const bytes = body instanceof Uint8Array ? new Uint8Array(body) : undefined
  const response = await fetch(url + path, {
    method: 'POST',
    headers: {
      'content-type': bytes ? 'application/octet-stream' : 'application/json',
      'accept-language': 'th',
      ...more,
    },
    body: bytes ?? (typeof body === 'string' ? body : JSON.stringify(body)),
  })
  const text = await response.text()
  return { status: response.status, body: JSON.parse(text || '{}'), headers: response.headers }
}

/**
 * The same sum as in the browser, by Node's quickest hash: a room of fifty would hold the test up for half a minute. Others come
 * in between: a server that is held up for ten seconds loses connections that nobody has taken.
 */
export async function solvedAtOnce({ challenge, bits }: Puzzle): Promise<SolvedPuzzle> {
  for (let answer = 0; ; answer += 1) {
    if (answer % 4000 === 3999) await nextTurn()
    const hashed = hash('sha256', `${challenge}:${answer}`)
    if (Number.parseInt(hashed.slice(0, 8), 16) < 2 ** (32 - bits)) return { challenge, answer }
  }
}

export async function begin(url: string, more: { readonly goesOn?: string } = {}, keys?: RecipientKeys) {
  const own = keys ?? (await makeRecipientKeys())
  const solved = await solvedAtOnce(puzzle.parse((await post(url, '/report/api/puzzle', {})).body))
  const asked = { kind: 'corruption', publicKey: own.publicKey, solved, ...more }
  const begun = await post(url, '/report/api/begin', asked)
  const caseId = String(begun.body.caseId)
  return { caseId, own, asked, begun, pass: { authorization: `Bearer ${begun.body.pass}` } }
}

/** What whoever holds a receipt is answered at the page of its case; the puzzle is solved, whatever the proof is worth. */
export async function showsReceipt(
  url: string,
  { selector, authenticator }: Pick<ReceiptLock, 'selector' | 'authenticator'>,
): Promise<Asked> {
  const terms = await post(url, '/case/api/salts', { selector })
  const solved = await solvedAtOnce(puzzle.parse(terms.body.puzzle))
  return post(url, '/case/api/open', { selector, authenticator, solved })
}

export async function reportFor(
  { caseId, own, begun }: Awaited<ReturnType<typeof begin>>,
  words: string,
  selector = newSelector(),
) {
  const caseKey = newCaseKey()
  const recipients: { id: string; publicKey: string }[] = begun.body.recipients ?? []
  const lock: ReceiptLock = {
    selector,
    authenticator: random(32),
    publicKey: own.publicKey,
    wrappedKey: random(80),
  }
  const body = writeCaseBody({
    version: 1,
    texts: [{ about: 'what', words }],
    unknown: [],
    pictures: [],
  })
  return {
    sort: { kind: 'corruption', category: 'bribery' },
    recipients: await Promise.all(
      recipients.map(async ({ id, publicKey }) => ({
        recipientId: id,
        sealedKey: await sealKeyFor(publicKey, caseKey),
        sealedOriginalsKey: await sealKeyFor(publicKey, newCaseKey()),
      })),
    ),
    leftOut: [] as string[],
    body: toStored(await sealPart(caseKey, bodyPlace(caseId), body)),
    files: [] as string[],
    reporter: { publicKey: own.publicKey, sealedKey: await sealKeyFor(own.publicKey, caseKey) },
    lock,
  }
}
