import { validateSignature, type webhook } from '@line/bot-sdk'
import { expect } from 'chai'
import { type ListeningBot, SECRET, startListeningBot } from './listening-bot.js'

describe('The LINE stand-in: webhooks', () => {
  let bot: ListeningBot
  let now = Date.parse('2026-11-20T03:00:00Z')
  const start = async (options: Parameters<typeof startListeningBot>[0] = {}) => {
    bot = await startListeningBot({ clock: () => now, ...options })
    return bot.platform.addPerson({ name: 'สมชาย', friend: true })
  }
  afterEach(() => bot.stop())

  it('When a person speaks, then the exact bytes are signed and emoji arrive as escapes', async () => {
    const somchai = await start()
    const { delivery } = await somchai.says('สวัสดี 🤨 \u270b')
    const { body, signature } = bot.received[0] ?? { body: Buffer.alloc(0), signature: '' }
    expect(delivery).to.include({ status: 200, reason: 'OK' })
    expect(body.toString('utf8')).to.include('สวัสดี \\uD83E\\uDD28 \u270b')
    expect(validateSignature(body, SECRET, signature ?? '')).to.equal(true)
    const parsedAgain = JSON.stringify(JSON.parse(body.toString('utf8')))
    expect(validateSignature(parsedAgain, SECRET, signature ?? '')).to.equal(false)
  })

  it('When a person speaks, then the event has the shape that LINE gives it', async () => {
    const somchai = await start()
    const { messageId } = await somchai.says('สถิติ')
    const event = bot.event() as webhook.MessageEvent
    expect(event).to.include({ type: 'message', mode: 'active', timestamp: now })
    expect(event.webhookEventId).to.match(/^[0-9A-HJKMNP-TV-Z]{26}$/)
    expect(event.deliveryContext).to.deep.equal({ isRedelivery: false })
    expect(event.source).to.deep.equal({ type: 'user', userId: somchai.userId })
    expect(event.replyToken).to.match(/^[0-9a-f]{32}$/)
    const { quoteToken, markAsReadToken, ...message } = event.message as webhook.TextMessageContent
    expect(message).to.deep.equal({ id: messageId, type: 'text', text: 'สถิติ' })
    expect(messageId).to.match(/^\d{18}$/)
    expect(quoteToken).to.match(/^[\w.-]{100,}$/)
    await bot.client.markMessagesAsReadByToken({ markAsReadToken: markAsReadToken ?? '' })
  })

  it('When the body is read, then it names the bot that is spoken to', async () => {
    const somchai = await start()
    await somchai.says('ก')
    const { destination } = JSON.parse(bot.received[0]?.body.toString('utf8') ?? '{}')
    expect(destination).to.equal((await bot.client.getBotInfo()).userId)
  })

  it('When several people speak at once, then one body can hold them all', async () => {
    const somchai = await start()
    const malee = bot.platform.addPerson({ name: 'มาลี', friend: true })
    const deliveries = await bot.platform.inOneBody(() => {
      void somchai.says('หนึ่ง')
      void malee.says('สอง')
    })
    expect(bot.received).to.have.length(1)
    const sources = bot.received[0]?.events.map((event) => (event.source as webhook.UserSource).userId)
    expect(sources).to.deep.equal([somchai.userId, malee.userId])
    expect(deliveries[0]?.eventIds).to.have.length(2)
  })

  it('When an event is sent again, then it is the same but for isRedelivery; a duplicate is the same', async () => {
    const somchai = await start()
    const { delivery } = await somchai.says('ก')
    const eventId = delivery.eventIds[0] ?? ''
    await bot.platform.redeliver(eventId)
    await bot.platform.duplicate(eventId)
    const [first, again, duplicate] = bot.received.map((received) => received.events[0])
    expect(again).to.deep.equal({ ...first, deliveryContext: { isRedelivery: true } })
    expect(duplicate).to.deep.equal(first)
  })

  it('When the bot fails and redelivery is on, then the event comes again', async () => {
    const somchai = await start({ redelivery: [0] })
    bot.answer = (_received, response) => {
      response.writeHead(bot.received.length === 1 ? 500 : 200).end()
    }
    const { delivery } = await somchai.says('ก')
    expect(delivery).to.include({ reason: 'ERROR_STATUS_CODE', status: 500 })
    await bot.platform.settled()
    expect(bot.received.map(({ events }) => events[0]?.deliveryContext.isRedelivery)).to.deep.equal([
      false,
      true,
    ])
  })

  it('When the bot fails and redelivery is off, then the event does not come again', async () => {
    const somchai = await start()
    bot.answer = (_received, response) => void response.writeHead(503).end()
    await somchai.says('ก')
    await bot.platform.settled()
    expect(bot.received).to.have.length(1)
  })

  it('When the bot does not answer in time, then the post is a request timeout', async () => {
    const somchai = await start({ webhookTimeoutMs: 30 })
    bot.answer = () => undefined
    const { delivery } = await somchai.says('ก')
    expect(delivery).to.include({ reason: 'REQUEST_TIMEOUT', status: 0 })
  })

  it('When nobody listens, then the post could not connect', async () => {
    const somchai = await start()
    bot.platform.setWebhookUrl('main', 'http://127.0.0.1:1/webhook')
    const { delivery } = await somchai.says('ก')
    expect(delivery.reason).to.equal('COULD_NOT_CONNECT')
  })

  it('When raw bytes are posted, then the signature can be right, wrong or missing', async () => {
    await start()
    const body = '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    await bot.platform.postRaw('main', body)
    await bot.platform.postRaw('main', body, { signature: 'wrong' })
    await bot.platform.postRaw('main', body, { signature: null })
    expect(bot.received.map(({ signature }) => signature)).to.deep.equal([
      'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=',
      'wrong',
      undefined,
    ])
  })

  it('When something unknown happens, then it is posted like any event', async () => {
    const somchai = await start()
    await somchai.tells('somethingNew', { surprise: { deep: true } })
    await somchai.sends({ type: 'hologram', size: 3 })
    expect(bot.received[0]?.events[0]).to.deep.include({ type: 'somethingNew', surprise: { deep: true } })
    expect(bot.event()).to.have.nested.property('message.type', 'hologram')
    await bot.platform.postEvents('main', [])
    expect(bot.received.at(-1)?.events).to.deep.equal([])
  })

  it('When the webhook is set, read and tested over the API, then LINE answers as it does', async () => {
    await start()
    const endpoint = (await bot.client.getWebhookEndpoint()).endpoint
    expect(await bot.client.testWebhookEndpoint({ endpoint })).to.include({ success: true, statusCode: 200 })
    expect(bot.received[0]?.events).to.deep.equal([])
    await bot.client.setWebhookEndpoint({ endpoint: 'https://bot.example/webhook' })
    expect(await bot.client.getWebhookEndpoint()).to.deep.equal({
      endpoint: 'https://bot.example/webhook',
      active: true,
    })
    now += 1
    const refused = await bot.client
      .setWebhookEndpoint({ endpoint: 'http://bot.example' })
      .catch((error) => error)
    expect(refused.body).to.equal('{"message":"Invalid webhook endpoint URL"}')
  })
})
