// What became of one attempt to send. The outbox decides by this alone what to do next.

export type SendOutcome =
  | { readonly kind: 'accepted' }
  /** LINE certainly did not take it. */
  | {
      readonly kind: 'refused'
      readonly why: 'replyToken' | 'quota' | 'rate' | 'unauthorized' | 'permanent'
      readonly status: number
      readonly requestId?: string
      /** LINE's own "property: message" lines, as far as they are known to name fields and not what was said. */
      readonly details: readonly string[]
    }
  /** No answer that says yes or no. `maybeAccepted` is false only when nothing can have reached LINE. */
  | {
      readonly kind: 'unclear'
      readonly cause: 'timeout' | 'serverError' | 'connection'
      readonly maybeAccepted: boolean
      readonly status?: number
      readonly requestId?: string
    }

/** Texts of LINE's error bodies are not a contract; they only refine what the status says. */
const quotaSpent = /monthly limit/i
const replyTokenRefused = /invalid reply token/i

/** What LINE, or whoever answers in its place, says of a field may hold what was in it: only these sentences are kept. */
const knownSentences = [
  /^The request body has \d{1,3} error\(s\)$/,
  /^(Failed to send messages|Invalid reply token|Not found|May not be (empty|null)|Must be specified)$/i,
  /^(Length|Size|Value) must be between \d{1,6} and \d{1,6}$/i,
  /^You have reached your monthly limit\.?$/,
  /^Authentication failed[A-Za-z .]{0,80}$/,
  /^Access to this API (is not available|denied)[A-Za-z ]{0,60}$/,
  /^invalid (uri|uri scheme|property|type|value)$/i,
  /^The API rate limit has been exceeded[A-Za-z .]{0,60}$/,
]
const mostParts = 13
const pathPart = /^(?:\d{1,3}|[a-z][A-Za-z]{0,30}(?:\[\d{1,3}\])?)$/

function isPropertyPath(property: string): boolean {
  const parts = property.split(/[./]/, mostParts + 1)
  return parts.length <= mostParts && !/^\d/.test(property) && parts.every((part) => pathPart.test(part))
}

const inKnownWords = (sentence: string): string =>
  sentence === '' || knownSentences.some((known) => known.test(sentence)) ? sentence : '(other words)'

interface ErrorBody {
  readonly message: string
  readonly details: readonly string[]
}

function readErrorBody(body: string): ErrorBody {
  try {
    const json: unknown = JSON.parse(body)
    if (typeof json !== 'object' || json === null) return { message: '', details: [] }
    const message = 'message' in json && typeof json.message === 'string' ? json.message : ''
    const details = 'details' in json && Array.isArray(json.details) ? json.details : []
    return {
      message,
      details: [inKnownWords(message), ...details.map(detailLine)].filter((line) => line !== '').slice(0, 10),
    }
  } catch {
    // Not JSON: a proxy answered. The status is all there is.
    return { message: '', details: [] }
  }
}

function detailLine(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return ''
  const property = 'property' in detail && typeof detail.property === 'string' ? detail.property : ''
  const message = 'message' in detail && typeof detail.message === 'string' ? detail.message : ''
  const field = isPropertyPath(property) ? property : '(other field)'
  return `${field}: ${inKnownWords(message)}`
}

/** An HTTP answer that is not 2xx. Source: Messaging API reference, "Status codes" and "Retrying a failed request". */
export function outcomeOfStatus(status: number, body: string, requestId: string | undefined): SendOutcome {
  const identified = requestId === undefined ? {} : { requestId }
  // The retry key was accepted before: an earlier attempt of ours arrived.
  if (status === 409) return { kind: 'accepted' }
  if (status >= 500)
    return { kind: 'unclear', cause: 'serverError', maybeAccepted: true, status, ...identified }
  const { message, details } = readErrorBody(body)
  const refused = { kind: 'refused', status, details, ...identified } as const
  if (status === 429) return { ...refused, why: quotaSpent.test(message) ? 'quota' : 'rate' }
  if (status === 401 || status === 403) return { ...refused, why: 'unauthorized' }
  if (status === 400 && replyTokenRefused.test(message)) return { ...refused, why: 'replyToken' }
  return { ...refused, why: 'permanent' }
}

const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** fetch failed: the cause's code tells whether a connection ever existed. */
export function outcomeOfFailure(error: unknown): SendOutcome {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  return { kind: 'unclear', cause: 'connection', maybeAccepted: !neverLeft.has(code) }
}
