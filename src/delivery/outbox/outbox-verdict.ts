// What to do after an attempt to send: pure, so that every case of LINE's answers can be tested by name.
import type { SendOutcome } from '../../line/line-send-outcome.js'

export type Way = 'reply' | 'push'

export type Verdict =
  | { readonly kind: 'sent' }
  /** At once by push: the reply token is of no use any more. */
  | { readonly kind: 'pushInstead' }
  | { readonly kind: 'tryAgain'; readonly afterMilliseconds: number; readonly maybeReplied: boolean }
  /** The month's quota is spent: it waits for a new month or a larger plan, and officers are told. */
  | { readonly kind: 'park' }
  | { readonly kind: 'giveUp' }

export interface Attempt {
  readonly way: Way
  /** Counted from 1. */
  readonly number: number
  /** An earlier attempt to reply may have been accepted. */
  readonly maybeReplied: boolean
  /** LINE keeps a retry key for 24 hours; after that the same key would send twice. */
  readonly retryKeyAge: number
}

const retryKeyLife = 23.5 * 3_600_000

/** 0.5 s, 1 s, 2 s … at most 5 minutes, each between half and whole of it, so that replicas do not knock together. */
export function backoff(attempt: number, random: number): number {
  const most = Math.min(500 * 2 ** (attempt - 1), 300_000)
  return Math.round(most / 2 + (most / 2) * random)
}

export function verdictOf(outcome: SendOutcome, attempt: Attempt, random: number): Verdict {
  const again: Verdict = {
    kind: 'tryAgain',
    afterMilliseconds: backoff(attempt.number, random),
    maybeReplied: attempt.maybeReplied,
  }
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'sent' }
    case 'unclear':
      if (attempt.way === 'push') return tooOld(attempt) ? { kind: 'giveUp' } : again
      return { ...again, maybeReplied: attempt.maybeReplied || outcome.maybeAccepted }
    case 'refused':
      switch (outcome.why) {
        case 'replyToken':
          // The token is used up. If an unclear attempt of ours used it while it was fresh, the answer has arrived.
          return attempt.maybeReplied ? { kind: 'sent' } : { kind: 'pushInstead' }
        case 'quota':
          return { kind: 'park' }
        case 'rate':
          return tooOld(attempt) ? { kind: 'giveUp' } : again
        case 'unauthorized':
          // The operator can mend a token; nothing was wrong with the message.
          return { ...again, afterMilliseconds: Math.max(again.afterMilliseconds, 60_000) }
        case 'permanent':
          return { kind: 'giveUp' }
      }
  }
}

/** LINE may not know the key any more: a send with it could arrive a second time. `age` in milliseconds. */
export const isKeyForgotten = (age: number): boolean => age > retryKeyLife

function tooOld(attempt: Attempt): boolean {
  return attempt.way === 'push' && isKeyForgotten(attempt.retryKeyAge)
}
