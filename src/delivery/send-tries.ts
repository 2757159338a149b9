// Every try to send, for the operator: counted by its outcome, and one line for each that LINE did not take.
import type { SendOutcome } from '../line/line-send-outcome.js'
import type { Log } from '../operation/log.js'
import type { Metrics } from '../operation/metrics.js'

export const createSendTries =
  (metrics: Metrics, log: Log) =>
  (way: string, outcome: SendOutcome): void => {
    metrics.sends.inc({ way, outcome: outcome.kind === 'refused' ? outcome.why : outcome.kind })
    if (outcome.kind === 'accepted') return
    log.warn('LINE did not take a message', {
      type: way,
      cause: outcome.kind === 'refused' ? outcome.why : outcome.cause,
      status: outcome.status,
      requestId: outcome.requestId,
    })
  }
