// `npx line-stand-in`: the platform as a process of its own, with its chat page. Addresses go out in words, or as one line of JSON with
// --json; it stops on Ctrl+C, or when the parent that forked it goes away.
import http from 'node:http'
import { parseArgs } from 'node:util'
import express from 'express'
import { startLinePlatform } from './line-platform.js'

const usage = `line-stand-in --webhook <url> [options]
  --webhook <url>     where your bot takes events, such as http://127.0.0.1:3000/webhook
  --secret <text>     the channel secret with which events are signed (default: secret)
  --token <text>      the channel access token that your bot shows (default: token)
  --bot-name <text>   the bot's name in chats (default: bot)
  --port <number>     of the Messaging API (default: 4010); the data API is beside it, at the next one
  --page-port <n>     of the chat page (default: 4000)
  --state <file>      keeps people, groups and chats over a restart
  --json              prints addresses as one line of JSON
`

const { values } = parseArgs({
  options: {
    webhook: { type: 'string' },
    secret: { type: 'string', default: 'secret' },
    token: { type: 'string', default: 'token' },
    'bot-name': { type: 'string', default: 'bot' },
    port: { type: 'string', default: '4010' },
    'page-port': { type: 'string', default: '4000' },
    state: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help || values.webhook === undefined) {
  process.stdout.write(usage)
  process.exit(values.help ? 0 : 2)
}

const platform = await startLinePlatform({
  channels: [
    {
      ...{ name: 'main', secret: values.secret, accessToken: values.token },
      ...{ botName: values['bot-name'], webhookUrl: values.webhook },
    },
  ],
  port: Number(values.port),
  dataPort: Number(values.port) + 1,
  ...(values.state !== undefined && { stateFile: values.state }),
})
const page = http.createServer(express().use('/simulator', platform.router))
await new Promise<void>((listening) => page.listen(Number(values['page-port']), '127.0.0.1', listening))
const addresses = {
  apiBaseUrl: platform.apiBaseUrl,
  dataApiBaseUrl: platform.dataApiBaseUrl,
  chatPage: `http://127.0.0.1:${values['page-port']}/simulator/`,
}
process.stdout.write(
  values.json
    ? `${JSON.stringify(addresses)}\n`
    : `chat page      ${addresses.chatPage}\nMessaging API  ${addresses.apiBaseUrl}\ndata API       ${addresses.dataApiBaseUrl}\nevents go to   ${values.webhook}\n`,
)

const stop = async () => {
  page.closeAllConnections()
  page.close()
  await platform.stop()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
process.on('disconnect', () => void stop())
