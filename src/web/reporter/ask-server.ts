// How a page of the reporter's asks the server: POST, to the same place, without cookies, and each request may be sent
// again. A refusal is a value with the server's own sentence; a broken line is one too.
import { z } from 'zod'

export type Answered<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly code: string; readonly sentence: string }

const refusal = z.object({ error: z.string(), code: z.string() })

export interface AskOptions {
  readonly pass?: string
  /** Said when no answer comes. */
  readonly offline: string
}

/** Code `offline` when there was no answer, or none that can be read. */
export async function ask<T>(
  path: string,
  body: object,
  answer: z.ZodType<T>,
  options: AskOptions,
): Promise<Answered<T>> {
  const response = await post(path, JSON.stringify(body), 'application/json', options)
  if (!response) return { ok: false, code: 'offline', sentence: options.offline }
  const read: unknown = await response.json().catch(() => undefined)
  return answerFrom(response.ok, read, answer, options)
}

export async function askForBytes(
  path: string,
  body: object,
  options: AskOptions,
): Promise<Uint8Array | undefined> {
  const response = await post(path, JSON.stringify(body), 'application/json', options)
  return response?.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
}

/** Sealed bytes with progress: `sent` is told how many bytes have gone. */
export function upload(
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
  options: AskOptions,
  sent: (count: number) => void,
): Promise<Answered<object>> {
  return new Promise((done) => {
    const request = new XMLHttpRequest()
    const offline = () => done({ ok: false, code: 'offline', sentence: options.offline })
    request.open('POST', path)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept-language', document.documentElement.lang)
    if (options.pass !== undefined) request.setRequestHeader('authorization', `Bearer ${options.pass}`)
    request.upload.addEventListener('progress', ({ loaded }) => sent(loaded))
    request.addEventListener('error', offline)
    request.addEventListener('timeout', offline)
    request.addEventListener('load', () => {
      const good = request.status >= 200 && request.status < 300
      done(answerFrom(good, jsonOf(request.responseText), z.object({}), options))
    })
    request.send(bytes)
  })
}

async function post(
  path: string,
  body: string,
  type: string,
  { pass }: AskOptions,
): Promise<Response | undefined> {
  try {
    return await fetch(path, {
      method: 'POST',
      credentials: 'omit',
      headers: {
        'content-type': type,
        'accept-language': document.documentElement.lang,
        ...(pass !== undefined && { authorization: `Bearer ${pass}` }),
      },
      body,
    })
  } catch {
    // The browser says only that there was no answer.
    return undefined
  }
}

function answerFrom<T>(
  good: boolean,
  read: unknown,
  answer: z.ZodType<T>,
  { offline }: AskOptions,
): Answered<T> {
  const body = good ? answer.safeParse(read) : undefined
  if (body?.success) return { ok: true, body: body.data }
  const refused = refusal.safeParse(read)
  if (refused.success) return { ok: false, code: refused.data.code, sentence: refused.data.error }
  return { ok: false, code: 'offline', sentence: offline }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
