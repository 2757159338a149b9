// The SDK's own Express echo example (examples/echo-bot), as it is in its repository: middleware, handler, JSON answer.
// An event that is no text message is answered with null, so that what is measured is the door alone.
import { LineBotClient, middleware, type webhook } from '@line/bot-sdk'
import express from 'express'

const [secret = '', apiBaseURL = ''] = process.argv.slice(2)
const client = LineBotClient.fromChannelAccessToken({ channelAccessToken: 'token', apiBaseURL })
const app = express()

app.post('/webhook', middleware({ channelSecret: secret }), (request, response) => {
  const events: webhook.Event[] = request.body.events
  Promise.all(events.map(handleEvent))
    .then((result) => response.json(result))
    .catch(() => response.status(500).end())
})

function handleEvent(event: webhook.Event) {
  if (event.type !== 'message' || event.message.type !== 'text' || event.replyToken === undefined) {
    return Promise.resolve(null)
  }
  return client.replyMessage({
    replyToken: event.replyToken,
    messages: [{ type: 'text', text: event.message.text }],
  })
}

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 })
})
