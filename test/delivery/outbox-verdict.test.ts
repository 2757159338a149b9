import { expect } from 'chai'
import { type Attempt, backoff, verdictOf } from '../../src/delivery/outbox/outbox-verdict.js'
import type { SendOutcome } from '../../src/line/line-send-outcome.js'

const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  way: 'reply',
  number: 1,
  maybeReplied: false,
  retryKeyAge: 0,
  ...more,
})
const refused = (why: Extract<SendOutcome, { kind: 'refused' }>['why']): SendOutcome => ({
  kind: 'refused',
  why,
  status: 400,
  details: [],
})
const lost: SendOutcome = { kind: 'unclear', cause: 'timeout', maybeAccepted: true }
const neverSent: SendOutcome = { kind: 'unclear', cause: 'connection', maybeAccepted: false }

describe('After an attempt to send', () => {
  it('When LINE accepts, then it is sent', () => {
    expect(verdictOf({ kind: 'accepted' }, attempt(), 0)).to.deep.equal({ kind: 'sent' })
  })
  it('When the reply token has expired unused, then it goes by push', () => {
    expect(verdictOf(refused('replyToken'), attempt(), 0)).to.deep.equal({ kind: 'pushInstead' })
  })
  it('When the token was used up by our own unclear attempt, then the answer has arrived: no second one', () => {
    expect(verdictOf(lost, attempt(), 0)).to.include({ kind: 'tryAgain', maybeReplied: true })
    expect(verdictOf(refused('replyToken'), attempt({ number: 2, maybeReplied: true }), 0)).to.deep.equal({
      kind: 'sent',
    })
  })
  it('When nothing ever reached LINE, then a refused token later means push', () => {
    expect(verdictOf(neverSent, attempt(), 0)).to.include({ kind: 'tryAgain', maybeReplied: false })
  })
  it('When the quota is spent, then it is parked; when the rate is too high, then it waits', () => {
    expect(verdictOf(refused('quota'), attempt({ way: 'push' }), 0)).to.deep.equal({ kind: 'park' })
    expect(verdictOf(refused('rate'), attempt({ way: 'push' }), 0)).to.include({ kind: 'tryAgain' })
  })
  it('When the token of the channel is wrong, then it waits at least a minute for the operator', () => {
    const verdict = verdictOf(refused('unauthorized'), attempt(), 0)
    expect(verdict.kind === 'tryAgain' && verdict.afterMilliseconds).to.be.at.least(60_000)
  })
  it('When the message itself is bad, then we give up', () => {
    expect(verdictOf(refused('permanent'), attempt(), 0)).to.deep.equal({ kind: 'giveUp' })
  })
  it('When a push has been unclear for a day, then its retry key is too old to be safe and we give up', () => {
    expect(verdictOf(lost, attempt({ way: 'push', retryKeyAge: 24 * 3_600_000 }), 0)).to.deep.equal({
      kind: 'giveUp',
    })
  })
  it('When attempts go on, then the waits double up to five minutes', () => {
    expect([1, 2, 3, 20].map((number) => backoff(number, 1))).to.deep.equal([500, 1000, 2000, 300_000])
    expect(backoff(1, 0)).to.equal(250)
  })
})
