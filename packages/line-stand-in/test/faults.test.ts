import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { LinePerson } from '../src/line-platform.js'
import { call, type ListeningBot, startListeningBot, TOKEN } from './listening-bot.js'

describe('The LINE stand-in: faults and the frame of every call', () => {
  let bot: ListeningBot
  let somchai: LinePerson
  const pushUrl = () => `${bot.platform.apiBaseUrl}/v2/bot/message/push`
  const pushing = (key = randomUUID()) => ({
    json: { to: somchai.userId, messages: [{ type: 'text', text: 'ก' }] },
    headers: { 'x-line-retry-key': key },
  })
  beforeEach(async () => {
    bot = await startListeningBot()
    somchai = bot.platform.addPerson({ name: 'สมชาย', friend: true })
  })
  afterEach(() => bot.stop())

  it('When LINE fails after accepting, then the message is there and the key answers 409', async () => {
    const key = randomUUID()
    bot.platform.faults.next('error500AfterAccept', { endpoint: '/push' })
    expect((await call(pushUrl(), pushing(key))).status).to.equal(500)
    expect((await call(pushUrl(), pushing(key))).status).to.equal(409)
    expect(somchai.texts()).to.have.length(1)
  })

  it('When the connection is lost, then nothing or one message is there, as ordered', async () => {
    const lost = (error: unknown) => (error instanceof TypeError ? 'lost' : 'other')
    bot.platform.faults.next('dropConnectionBefore')
    expect(await call(pushUrl(), pushing()).catch(lost)).to.equal('lost')
    expect(somchai.texts()).to.have.length(0)
    bot.platform.faults.next('dropConnectionAfter')
    expect(await call(pushUrl(), pushing()).catch(lost)).to.equal('lost')
    expect(somchai.texts()).to.have.length(1)
  })

  it('When LINE is silent, then the caller must give up by itself', async () => {
    bot.platform.faults.next('silenceBefore')
    const signal = AbortSignal.timeout(30)
    const outcome = await call(pushUrl(), { ...pushing(), signal }).catch((error: Error) => error.name)
    expect(outcome).to.equal('TimeoutError')
  })

  it('When 429 is ordered, then each of its meanings can be had, for as many calls as wanted', async () => {
    bot.platform.faults.next('rateLimit429', { times: 2 })
    bot.platform.faults.next('quota429')
    bot.platform.faults.next('tooManyToUser429')
    bot.platform.faults.next('delay', { delayMs: 1 })
    const answers = []
    for (let count = 0; count < 6; count += 1) answers.push(await call(pushUrl(), pushing()))
    expect(answers.map(({ status }) => status)).to.deep.equal([429, 429, 429, 429, 200, 200])
    expect(new Set(answers.map(({ body }) => body.message).slice(0, 4)).size).to.equal(3)
  })

  it('When a fault names an endpoint, then other calls are served; clear() takes all back', async () => {
    bot.platform.faults.next('error500BeforeAccept', { endpoint: /reply$/ })
    expect((await call(pushUrl(), pushing())).status).to.equal(200)
    bot.platform.faults.next('error500BeforeAccept')
    bot.platform.faults.clear()
    expect((await call(pushUrl(), pushing())).status).to.equal(200)
  })

  it('When a call is malformed, then LINE answers with the right status and always with a request id', async () => {
    const json = { 'content-type': 'application/json' }
    const answers = {
      unknownPath: await call(`${bot.platform.apiBaseUrl}/v2/bot/message//push`, pushing()),
      noToken: await call(pushUrl(), { ...pushing(), token: null }),
      wrongToken: await call(pushUrl(), { ...pushing(), token: 'x' }),
      notJson: await call(pushUrl(), { method: 'POST', headers: json, body: '{\n "to": }' }),
      otherType: await call(pushUrl(), {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: 'x',
      }),
      tooLarge: await call(pushUrl(), {
        method: 'POST',
        headers: json,
        body: 'x'.repeat(2 * 1024 * 1024 + 1),
      }),
    }
    const statuses = Object.fromEntries(Object.entries(answers).map(([name, { status }]) => [name, status]))
    expect(statuses).to.deep.equal({
      unknownPath: 404,
      noToken: 401,
      wrongToken: 401,
      notJson: 400,
      otherType: 415,
      tooLarge: 413,
    })
    for (const { headers } of Object.values(answers))
      expect(headers.get('x-line-request-id')).to.match(/^[0-9a-f-]{36}$/)
    expect(answers.notJson.body.message).to.match(
      /^The request body could not be parsed as JSON \(line: 2, column: \d\)$/,
    )
    expect(answers.noToken.body.message).to.match(/^Authentication failed due to the following reason: /)
    expect(answers.otherType.body.message).to.equal('The content type, text/plain, is not supported')
  })

  it('When content is asked for on the wrong host, then it does not exist there', async () => {
    const { messageId } = await somchai.sendsPicture(Buffer.from('picture'), 'image/png')
    const path = `/v2/bot/message/${messageId}/content`
    const headers = { authorization: `Bearer ${TOKEN}` }
    expect((await fetch(bot.platform.apiBaseUrl + path, { headers })).status).to.equal(404)
    const right = await fetch(bot.platform.dataApiBaseUrl + path, { headers })
    expect([right.status, right.headers.get('content-type'), await right.text()]).to.deep.equal([
      200,
      'image/png',
      'picture',
    ])
    expect((await fetch(`${bot.platform.dataApiBaseUrl}/v2/bot/info`, { headers })).status).to.equal(404)
  })

  it('When content is processing, gone or unknown, then 202, 410 and 404', async () => {
    const { messageId } = await somchai.sendsVideo(Buffer.from('film'), 'video/mp4', 'processing')
    const status = async (id: string) =>
      (await bot.client.getMessageContentWithHttpInfo(id).catch((error) => ({ httpResponse: error })))
        .httpResponse.status
    expect(await status(messageId)).to.equal(202)
    expect(await bot.client.getMessageContentTranscodingByMessageId(messageId)).to.deep.equal({
      status: 'processing',
    })
    bot.platform.finishTranscoding(messageId)
    expect(await status(messageId)).to.equal(200)
    await somchai.unsends(messageId)
    expect(await status(messageId)).to.equal(410)
    expect(await status('123')).to.equal(404)
  })
})
