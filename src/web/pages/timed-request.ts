// A request from a page that always comes to an end: with an answer that was read whole, or without one. A line that is
// silent for too long counts as broken; a slow one that still moves does not.

/** Milliseconds without a byte in either direction. */
const mostSilence = 90_000

export interface Reply {
  readonly status: number
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Seconds, when the server said how long to wait. */
  readonly retryAfter?: number
}

export interface TimedRequest {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
  /** Told how many bytes have gone. */
  readonly sent?: (count: number) => void
}

/** `undefined`: there was no answer. The browser says no more than that. */
export function timedRequest(path: string, asked: TimedRequest): Promise<Reply | undefined> {
  return new Promise((done) => {
    // Not fetch: that one does not tell how far an upload is, and so cannot tell a slow line from a dead one.
    const request = new XMLHttpRequest()
    let silence = setTimeout(giveUp, mostSilence)
    function giveUp(): void {
      request.abort()
    }
    function alive(): void {
      clearTimeout(silence)
      silence = setTimeout(giveUp, mostSilence)
    }
    request.open(asked.method ?? 'POST', path)
    request.responseType = 'arraybuffer'
    for (const [name, value] of Object.entries(asked.headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded }) => {
      alive()
      asked.sent?.(loaded)
    })
    request.addEventListener('progress', alive)
    // After every end: loaded, refused by the browser, aborted by us.
    request.addEventListener('loadend', () => {
      clearTimeout(silence)
      done(replyOf(request))
    })
    request.send(asked.body ?? null)
  })
}

function replyOf(request: XMLHttpRequest): Reply | undefined {
  if (request.status === 0) return undefined
  const response: unknown = request.response
  const retryAfter = Number.parseInt(request.getResponseHeader('retry-after') ?? '', 10)
  return {
    status: request.status,
    bytes: new Uint8Array(response instanceof ArrayBuffer ? response : new ArrayBuffer(0)),
    ...(retryAfter > 0 && { retryAfter }),
  }
}

/** What JSON says; `undefined` for what is none. */
export function jsonIn({ bytes }: Reply): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    // A proxy between us and the server answers in pages of its own.
    return undefined
  }
}

export const isGood = ({ status }: Reply): boolean => status >= 200 && status < 300
