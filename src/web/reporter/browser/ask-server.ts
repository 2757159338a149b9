// How a page of the reporter's asks the server: POST, to the same place, and each request may be sent again. Every question
// ends: with an answer, with a refusal in the server's own sentence, or with one of ours where the server could not speak.
import { z } from 'zod'
import { isGood, jsonIn, type Reply, timedRequest } from '../../pages/timed-request.js'

export interface Refused {
  readonly ok: false
  /** The server's own word for it, or `offline`, `busy`, `tooLarge`, `failed`, `broken`. */
  readonly code: string
  readonly sentence: string
}
export type Answered<T> = { readonly ok: true; readonly body: T } | Refused

/** Not the words: they would be taken without the files. */
export const filesRefused = (code: string): boolean => code === 'noRoom' || code === 'caseFull'

const refusal = z.object({ error: z.string(), code: z.string() })

/** What is said where the server did not say it itself. */
export interface Excuses {
  /** No answer came. It may have been heard all the same. */
  readonly offline: string
  /** Somebody on the way says: too much, not now. */
  readonly busy: string
  /** Somebody on the way takes no pieces of that size. */
  readonly tooLarge: string
  /** An answer came that nobody understands. */
  readonly failed: string
  /** It went wrong in this browser. */
  readonly broken: string
}

export interface AskOptions {
  readonly pass?: string
  readonly excuses: Excuses
}

export async function ask<T>(
  path: string,
  body: object,
  answer: z.ZodType<T>,
  options: AskOptions,
): Promise<Answered<T>> {
  const reply = await post(path, JSON.stringify(body), 'application/json', options)
  return answerFrom(reply, answer, options)
}

export async function askForBytes(
  path: string,
  body: object,
  options: AskOptions,
): Promise<Answered<Uint8Array>> {
  const reply = await post(path, JSON.stringify(body), 'application/json', options)
  if (reply && isGood(reply)) return { ok: true, body: reply.bytes }
  return refusedBy(reply, options)
}

/** Sealed bytes with progress: `sent` is told how many bytes have gone. */
export async function upload(
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
  options: AskOptions,
  sent: (count: number) => void,
): Promise<Answered<object>> {
  const reply = await post(path, bytes, 'application/octet-stream', options, sent)
  return answerFrom(reply, z.object({}), options)
}

/**
 * Whatever is thrown on the way becomes a refusal: no button waits for ever. What it was goes where a developer looks,
 * not to the person.
 */
export async function attempted<T>(
  work: () => Promise<Answered<T>>,
  sentenceFor: (error: unknown) => string,
): Promise<Answered<T>> {
  try {
    return await work()
  } catch (error) {
    const sentence = sentenceFor(error)
    if (sentence === '') throw error
    return { ok: false, code: 'broken', sentence }
  }
}

function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  { pass }: AskOptions,
  sent?: (count: number) => void,
): Promise<Reply | undefined> {
  const headers = {
    'content-type': type,
    'accept-language': document.documentElement.lang,
    ...(pass !== undefined && { authorization: `Bearer ${pass}` }),
  }
  return timedRequest(path, { headers, body, ...(sent && { sent }) })
}

function answerFrom<T>(reply: Reply | undefined, answer: z.ZodType<T>, options: AskOptions): Answered<T> {
  const body = reply && isGood(reply) ? answer.safeParse(jsonIn(reply)) : undefined
  return body?.success ? { ok: true, body: body.data } : refusedBy(reply, options)
}

function refusedBy(reply: Reply | undefined, { excuses }: AskOptions): Refused {
  const told = reply && refusal.safeParse(jsonIn(reply))
  if (told?.success) return { ok: false, code: told.data.code, sentence: told.data.error }
  const code = excuseFor(reply)
  return { ok: false, code, sentence: excuses[code] }
}

function excuseFor(reply: Reply | undefined): keyof Excuses {
  switch (reply?.status) {
    case undefined:
    case 502:
    case 504:
      return 'offline'
    case 413:
      return 'tooLarge'
    case 429:
    case 503:
      return 'busy'
    default:
      return 'failed'
  }
}
