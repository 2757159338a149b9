// LINE's refusals in LINE's words (the texts that integrators meet in the documentation and in public threads).

export interface ErrorDetail {
  message: string
  property: string
}

/** A refusal that becomes the answer of the API call. */
export class LineApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly details: readonly ErrorDetail[] = [],
    readonly extra: { body?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(message)
    this.name = 'LineApiError'
  }

  get body(): Record<string, unknown> {
    const details = this.details.length > 0 ? { details: this.details } : {}
    return { message: this.message, ...details, ...this.extra.body }
  }
}

export const refusals = {
  notFound: () => new LineApiError(404, 'Not found'),
  contentNotFound: () => new LineApiError(404, 'not found'),
  contentGone: () => new LineApiError(410, 'The content is gone'),
  unauthorized: (reason: string) =>
    new LineApiError(401, `Authentication failed due to the following reason: ${reason}`),
  notAvailable: () => new LineApiError(403, 'Access to this API is not available for your account'),
  mediaType: (type: string) => new LineApiError(415, `The content type, ${type}, is not supported`),
  tooLarge: () => new LineApiError(413, 'Request entity too large'),
  notJson: (line: number, column: number) =>
    new LineApiError(400, `The request body could not be parsed as JSON (line: ${line}, column: ${column})`),
  invalidProperty: (property: string) =>
    new LineApiError(400, `The property, ${property}, in the request body is invalid (line: -, column: -)`),
  invalidParameter: (name: string) =>
    new LineApiError(400, `The value for the '${name}' parameter is invalid`),
  invalidStart: () => new LineApiError(400, 'Invalid start param'),
  bodyErrors: (details: readonly ErrorDetail[]) =>
    new LineApiError(400, `The request body has ${details.length} error(s)`, details),
  invalidMessage: (index: number, details: readonly ErrorDetail[]) =>
    new LineApiError(400, `A message (messages[${index}]) in the request body is invalid`, details),
  failedToSend: () => new LineApiError(400, 'Failed to send messages'),
  invalidReplyToken: () => new LineApiError(400, 'Invalid reply token'),
  invalidContent: (message: string) => new LineApiError(400, message),
  invalidWebhook: () => new LineApiError(400, 'Invalid webhook endpoint URL'),
  webhookNotFound: () => new LineApiError(404, 'Webhook endpoint not found'),
  // The documentation gives only the status for the next two; the wording is ours.
  retryKeyUnsupported: () => new LineApiError(400, 'The retry key is not supported by this endpoint'),
  retryKeyMalformed: () => new LineApiError(400, 'The retry key is invalid'),
  rateLimit: () => new LineApiError(429, 'The API rate limit has been exceeded. Try again later.'),
  quota: () => new LineApiError(429, 'You have reached your monthly limit.'),
  // LINE promises a 429 for this but no text; the wording is ours.
  tooManyToUser: () => new LineApiError(429, 'Too many messages have been sent to the same user.'),
  serverError: () => new LineApiError(500, 'Internal server error'),
}
