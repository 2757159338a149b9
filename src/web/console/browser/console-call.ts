// How a page of the console asks and changes things: JSON to our own server, with the page's token. Runs in the browser.
// An answer is checked by whoever asks, and none is waited for for ever; a session that has ended leads back to the sign-in page.
import { z } from 'zod'
import type th from '../../../../locales/th/console.json'
import { readPageData } from '../../pages/page-data.js'
import { isGood, jsonIn, timedRequest } from '../../pages/timed-request.js'
import { type PageWords, textTree, wordsFrom } from '../../pages/words-in-page.js'

const basics = z.object({ language: z.enum(['th', 'en']), changeToken: z.string(), words: textTree })
const problem = z.object({
  why: z.string(),
  seconds: z.number().optional(),
  /** Said already, in the reader's language. */
  sentences: z.array(z.string()).optional(),
})

const page = readPageData(basics)
export const language = page.language
const words: PageWords<typeof th> = wordsFrom<typeof th>(page.words)
export const say = words.say

export type Called<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly why: string
      readonly seconds?: number | undefined
      readonly sentences?: readonly string[] | undefined
    }

const done = z.object({ ok: z.literal(true) })

/** A change. `why` is one word; `refusalOf` says it. */
export const change = (path: string, body: unknown): Promise<Called<{ ok: true }>> =>
  call('POST', path, done, body)

export async function call<T>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  schema: z.ZodType<T>,
  body?: unknown,
  more: Readonly<Record<string, string>> = {},
): Promise<Called<T>> {
  const isBytes = body instanceof Uint8Array
  const reply = await timedRequest(path, {
    method,
    headers: {
      'x-change-token': page.changeToken,
      ...more,
      ...(body !== undefined && {
        'content-type': isBytes ? 'application/octet-stream' : 'application/json',
      }),
    },
    ...(body !== undefined && { body: isBytes ? copied(body) : JSON.stringify(body) }),
  })
  if (!reply) return { ok: false, why: 'offline' }
  if (reply.status === 401 && !path.endsWith('sign-in')) location.assign('/console/sign-in')
  const answer = jsonIn(reply)
  if (!isGood(reply)) {
    const told = problem.safeParse(answer)
    return { ok: false, ...(told.success ? told.data : { why: 'failed' }) }
  }
  return { ok: true, value: schema.parse(answer) }
}

/** The sealed bytes of a file. */
export async function fetchBytes(path: string): Promise<Uint8Array | undefined> {
  const reply = await timedRequest(path, { method: 'GET', headers: {} })
  return reply && isGood(reply) ? reply.bytes : undefined
}

/** What is sent must be bytes that no other thread shares. */
const copied = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

const known = [
  'offline',
  'linkUsed',
  'notAllowed',
  'notAssigned',
  'notThere',
  'wrongCode',
  'alreadyThere',
  'notYours',
  'yourOwn',
  'theLast',
  'notAReader',
  'unknownKey',
  'notLater',
  'tooFar',
  'closed',
  'movedOn',
  'inFuture',
  'beforeReceipt',
  'beforeLastStep',
  'afterLaterStep',
  'unknownOriginal',
  'itself',
  'recipientsChanged',
  'everybodyNamed',
  'tooLarge',
  'tooMany',
  'empty',
  'filesMissing',
  'noRoom',
  'caseFull',
  'badValues',
  'notNow',
  'putAway',
  'noRecipient',
  'notPossible',
  'notFresh',
  'tooManyPasskeys',
  'passkeyRefused',
  'unknownUnit',
] as const

/** The sentence for a refusal; for one that nobody foresaw, that it did not work. */
export function refusalOf(why: string, seconds = 0): string {
  if (why === 'wait') return say('refused.wait', { seconds })
  const found = known.find((one) => one === why)
  return found ? say(`refused.${found}`) : say('refused.failed')
}
