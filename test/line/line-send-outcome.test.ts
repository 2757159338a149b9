import { expect } from 'chai'
import { outcomeOfFailure, outcomeOfStatus } from '../../src/line/line-send-outcome.js'

const body = (message: string, details?: object[]) => JSON.stringify({ message, ...(details && { details }) })

describe("LINE's answers, understood", () => {
  it('When the retry key was accepted before (409), then it is a success', () => {
    expect(outcomeOfStatus(409, body('The retry key is already accepted'), 'r1')).to.deep.equal({
      kind: 'accepted',
    })
  })
  it('When a 429 comes, then the quota is told from a rate limit', () => {
    expect(outcomeOfStatus(429, body('You have reached your monthly limit.'), 'r')).to.include({
      why: 'quota',
    })
    expect(
      outcomeOfStatus(429, body('The API rate limit has been exceeded. Try again later.'), 'r'),
    ).to.include({ why: 'rate' })
    expect(outcomeOfStatus(429, 'not json', 'r')).to.include({ why: 'rate' })
  })
  it('When the reply token is used up, then that is told from a bad message', () => {
    expect(outcomeOfStatus(400, body('Invalid reply token'), 'r')).to.include({ why: 'replyToken' })
    const bad = outcomeOfStatus(
      400,
      body('The request body has 1 error(s)', [
        { message: 'May not be empty', property: 'messages[0].text' },
      ]),
      'r',
    )
    expect(bad).to.deep.equal({
      kind: 'refused',
      why: 'permanent',
      status: 400,
      requestId: 'r',
      details: ['The request body has 1 error(s)', 'messages[0].text: May not be empty'],
    })
  })
  it('When LINE, or a proxy in between, says back what was in a message, then it is not kept', () => {
    const words = [
      'หัวหน้าเรียกเงิน',
      'the chief took 5,000 baht',
      '0812345678',
      'U0123456789abcdef0123456789abcdef',
    ]
    for (const said of words) {
      const answer = outcomeOfStatus(
        400,
        body(`The value ${said} is wrong`, [
          { message: `must not be ${said}`, property: 'messages[0].contents.body.contents[2].text' },
          { message: 'May not be empty', property: said },
          { message: said, property: `messages[0].${said}` },
        ]),
        'r',
      )
      expect(JSON.stringify(answer)).not.to.include(said)
      expect(JSON.stringify(answer)).to.include('messages[0].contents.body.contents[2].text: (other words)')
    }
  })
  it('When LINE fails (5xx), then the message may have been taken', () => {
    expect(outcomeOfStatus(500, '', undefined)).to.deep.equal({
      kind: 'unclear',
      cause: 'serverError',
      maybeAccepted: true,
      status: 500,
    })
  })
  it('When there was never a connection, then nothing can have been taken; when it broke, it may', () => {
    const refused = new TypeError('fetch failed', {
      cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    })
    const broken = new TypeError('fetch failed', {
      cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }),
    })
    expect(outcomeOfFailure(refused)).to.include({ maybeAccepted: false })
    expect(outcomeOfFailure(broken)).to.include({ maybeAccepted: true })
  })
})
