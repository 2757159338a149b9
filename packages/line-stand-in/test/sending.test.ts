import { randomUUID } from 'node:crypto'
import { HTTPFetchError } from '@line/bot-sdk'
import { expect } from 'chai'
import type { LinePerson } from '../src/line-platform.js'
import { call, type ListeningBot, startListeningBot } from './listening-bot.js'

const text = (words: string) => ({ type: 'text' as const, text: words })

async function refusalOf(
  promise: Promise<unknown>,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof HTTPFetchError)) throw new Error('LINE should have refused this')
  return { status: error.status, body: JSON.parse(error.body) }
}

describe('The LINE stand-in: sending', () => {
  let bot: ListeningBot
  let somchai: LinePerson
  let now = Date.parse('2026-11-20T03:00:00Z')
  const start = async (options: Parameters<typeof startListeningBot>[0] = {}) => {
    bot = await startListeningBot({ clock: () => now, ...options })
    somchai = bot.platform.addPerson({ name: 'สมชาย', friend: true })
  }
  const push = (to: string, key?: string, words = 'ข่าว') =>
    bot.client.pushMessage({ to, messages: [text(words)] }, key)
  afterEach(() => bot.stop())

  it('When a reply token is used, then it works once', async () => {
    await start()
    await somchai.says('สวัสดี')
    const replyToken = bot.replyToken()
    const reply = () => bot.client.replyMessage({ replyToken, messages: [text('สวัสดีครับ'), text('เชิญครับ')] })
    const { sentMessages } = await reply()
    expect(sentMessages).to.have.length(2)
    expect(somchai.texts()).to.deep.equal(['สวัสดีครับ', 'เชิญครับ'])
    expect(await refusalOf(reply())).to.deep.equal({ status: 400, body: { message: 'Invalid reply token' } })
  })

  it('When a minute has passed, then the reply token is dead, and a redelivery gives it another minute', async () => {
    await start()
    const { delivery } = await somchai.says('สวัสดี')
    const reply = () => bot.client.replyMessage({ replyToken: bot.replyToken(), messages: [text('ก')] })
    now += 60_001
    expect((await refusalOf(reply())).body.message).to.equal('Invalid reply token')
    await bot.platform.redeliver(delivery.eventIds[0] ?? '')
    await reply()
    const late = await somchai.says('อีกครั้ง')
    now += 20 * 60_000 + 1
    await bot.platform.redeliver(late.delivery.eventIds[0] ?? '')
    expect((await refusalOf(reply())).body.message).to.equal('Invalid reply token')
  })

  it('When a reply is wrong, then nothing is sent and the token still works', async () => {
    await start()
    await somchai.says('สวัสดี')
    const replyToken = bot.replyToken()
    const wrong = await refusalOf(bot.client.replyMessage({ replyToken, messages: [text('ก'.repeat(5001))] }))
    expect(wrong.body).to.deep.equal({
      message: 'The request body has 1 error(s)',
      details: [{ message: 'Length must be between 0 and 5000', property: 'messages[0].text' }],
    })
    await bot.client.replyMessage({ replyToken, messages: [text('ก'.repeat(5000))] })
    expect(somchai.texts()).to.have.length(1)
  })

  it('When a push is repeated with its key, then 409 tells of the first; after 24 hours it is new', async () => {
    await start()
    const key = randomUUID()
    const first = await bot.client.pushMessageWithHttpInfo(
      { to: somchai.userId, messages: [text('ข่าว')] },
      key,
    )
    const again = await push(somchai.userId, key).catch((error: unknown) => error)
    if (!(again instanceof HTTPFetchError)) throw new Error('The second push should be refused')
    expect(again.status).to.equal(409)
    expect(again.headers.get('x-line-accepted-request-id')).to.equal(
      first.httpResponse.headers.get('x-line-request-id'),
    )
    expect(JSON.parse(again.body)).to.deep.equal({
      message: 'The retry key is already accepted',
      sentMessages: first.body.sentMessages,
    })
    expect(somchai.texts()).to.deep.equal(['ข่าว'])
    now += 24 * 60 * 60 * 1000
    await push(somchai.userId, key)
    expect(somchai.texts()).to.have.length(2)
  })

  it('When a retry key is malformed or on a reply, then 400', async () => {
    await start()
    expect((await refusalOf(push(somchai.userId, 'not-a-uuid'))).status).to.equal(400)
    const url = `${bot.platform.apiBaseUrl}/v2/bot/message/reply`
    await somchai.says('ก')
    const json = { replyToken: bot.replyToken(), messages: [text('ข')] }
    const answer = await call(url, { json, headers: { 'x-line-retry-key': randomUUID() } })
    expect(answer.status).to.equal(400)
    expect(somchai.texts()).to.deep.equal([])
  })

  it('When a send is refused, then its key stays free', async () => {
    await start()
    const key = randomUUID()
    bot.platform.faults.next('error500BeforeAccept')
    expect((await refusalOf(push(somchai.userId, key))).status).to.equal(500)
    await push(somchai.userId, key)
    expect(somchai.texts()).to.have.length(1)
  })

  it('When quota is spent, then pushes are refused and replies still work; recipients are counted, not bubbles', async () => {
    await start({ monthlyQuota: 6 })
    const members = ['ก', 'ข', 'ค', 'ง', 'จ'].map((name) => bot.platform.addPerson({ name }))
    const group = bot.platform.addGroup({ name: 'กองคลัง', members })
    await bot.client.pushMessage({ to: group.groupId, messages: [text('1'), text('2'), text('3')] })
    expect(await bot.client.getMessageQuotaConsumption()).to.deep.equal({ totalUsage: 5 })
    await push(somchai.userId)
    expect(await refusalOf(push(somchai.userId))).to.deep.equal({
      status: 429,
      body: { message: 'You have reached your monthly limit.' },
    })
    await somchai.says('ยังอยู่ไหม')
    await bot.client.replyMessage({ replyToken: bot.replyToken(), messages: [text('อยู่ครับ')] })
    expect(await bot.client.getMessageQuota()).to.deep.equal({ type: 'limited', value: 6 })
    now += 31 * 24 * 60 * 60 * 1000
    await push(somchai.userId)
    expect(bot.platform.quotaUsage()).to.equal(1)
  })

  it('When a stranger or a blocker is written to, then 200 but nothing arrives and nothing is counted', async () => {
    await start({ monthlyQuota: 10 })
    const stranger = bot.platform.addPerson({ name: 'คนแปลกหน้า' })
    await push(stranger.userId)
    await somchai.block()
    await push(somchai.userId)
    await bot.client.multicast({ to: [stranger.userId, somchai.userId], messages: [text('ก')] })
    expect([...stranger.texts(), ...somchai.texts()]).to.deep.equal([])
    expect(bot.platform.quotaUsage()).to.equal(0)
    expect((await refusalOf(bot.client.getProfile(somchai.userId))).body).to.deep.equal({
      message: 'Not found',
    })
  })

  it('When a stranger wrote within seven days, then pushes arrive; later they do not', async () => {
    await start()
    const stranger = bot.platform.addPerson({ name: 'คนแปลกหน้า' })
    await stranger.says('มีใครไหม')
    await push(stranger.userId, undefined, 'มีครับ')
    now += 7 * 24 * 60 * 60 * 1000 + 1
    await push(stranger.userId, undefined, 'สายไป')
    expect(stranger.texts()).to.deep.equal(['มีครับ'])
  })

  it('When the target is unknown, malformed or a group without the bot, then LINE says so', async () => {
    await start()
    const group = bot.platform.addGroup({ name: 'กลุ่ม', members: [somchai], withoutBot: true })
    const failed = { status: 400, body: { message: 'Failed to send messages' } }
    expect(await refusalOf(push(group.groupId))).to.deep.equal(failed)
    expect(await refusalOf(push(`U${'0'.repeat(32)}`))).to.deep.equal(failed)
    expect((await refusalOf(push('somchai'))).body.message).to.include("The property, 'to',")
    const multicast = bot.client.multicast({ to: [somchai.userId, 'x'], messages: [text('ก')] })
    expect((await refusalOf(multicast)).body.message).to.include('The property, to[1],')
  })

  it('When many are written to, then multicast reaches the named and broadcast the friends', async () => {
    await start()
    const malee = bot.platform.addPerson({ name: 'มาลี', friend: true })
    await bot.client.multicast({ to: [malee.userId], messages: [text('ถึงมาลี')] })
    await bot.client.broadcast({ messages: [text('ถึงทุกคน')] })
    expect([somchai.texts(), malee.texts()]).to.deep.equal([['ถึงทุกคน'], ['ถึงมาลี', 'ถึงทุกคน']])
    expect(bot.platform.quotaUsage()).to.equal(3)
    expect(bot.platform.accepted.counts).to.deep.equal({ reply: 0, push: 0, multicast: 1, broadcast: 1 })
  })

  it('When messages are only validated, then nothing is sent', async () => {
    await start()
    await bot.client.validatePush({ messages: [text('ก')] })
    const wrong = await refusalOf(bot.client.validateReply({ messages: [text('')] }))
    expect(wrong.body.details).to.deep.equal([{ message: 'May not be empty', property: 'messages[0].text' }])
    expect(somchai.texts()).to.deep.equal([])
  })

  it('When a call comes faster than allowed, then 429 until the clock refills the bucket', async () => {
    await start()
    const broadcast = () => bot.client.broadcast({ messages: [text('ก')] })
    for (let count = 0; count < 60; count += 1) await broadcast()
    expect(await refusalOf(broadcast())).to.deep.equal({
      status: 429,
      body: { message: 'The API rate limit has been exceeded. Try again later.' },
    })
    now += 60_000
    await broadcast()
    expect((await refusalOf(broadcast())).status).to.equal(429)
  })

  it('When a quote token comes from another chat, then the send is refused', async () => {
    await start()
    const malee = bot.platform.addPerson({ name: 'มาลี', friend: true })
    const { messageId } = await somchai.says('ถาม')
    const quoting = { ...text('ตอบ'), quoteToken: somchai.quoteTokenOf(messageId) }
    await bot.client.pushMessage({ to: somchai.userId, messages: [quoting] })
    const foreign = await refusalOf(bot.client.pushMessage({ to: malee.userId, messages: [quoting] }))
    expect(foreign.status).to.equal(400)
  })
})
