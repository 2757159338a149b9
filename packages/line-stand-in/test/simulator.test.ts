import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import express from 'express'
import type { LinePerson } from '../src/line-platform.js'
import { call, type ListeningBot, startListeningBot } from './listening-bot.js'

describe('The LINE stand-in: chat page and control API', () => {
  let bot: ListeningBot
  let server: http.Server
  let base: string
  let somchai: LinePerson
  beforeEach(async () => {
    bot = await startListeningBot()
    somchai = bot.platform.addPerson({ name: 'สมชาย', friend: true })
    server = http.createServer(express().use('/simulator', bot.platform.router))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simulator`
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await bot.stop()
  })
  const inChat = (person: LinePerson) => `${base}/api/chats/${encodeURIComponent(person.chatKey)}`

  it('When the page is opened, then its HTML, style and script come from here alone', async () => {
    const page = await (await fetch(base)).text()
    expect(page)
      .to.include('simulator.js')
      .and.not.match(/https?:|<style|<script>/)
    const script = await fetch(`${base}/simulator.js`)
    expect(script.headers.get('content-type')).to.include('text/javascript')
    expect((await script.text()).length).to.be.greaterThan(10_000)
    expect((await fetch(`${base}/simulator.css`)).headers.get('content-type')).to.include('text/css')
  })

  it('When somebody speaks and presses over HTTP, then the bot hears it', async () => {
    const said = await call(`${inChat(somchai)}/says`, { json: { as: somchai.userId, text: 'สวัสดี' } })
    expect(said.body).to.have.nested.property('delivery.reason', 'OK')
    const action = { type: 'postback' as const, label: 'รับทราบ', data: 'ack' }
    const quickReply = { items: [{ type: 'action' as const, action }] }
    await bot.client.replyMessage({
      replyToken: bot.replyToken(),
      messages: [{ type: 'text', text: 'ครับ', quickReply }],
    })
    const chat = await call(inChat(somchai))
    const messages = chat.body.messages as { id: string }[]
    const press = { as: somchai.userId, messageId: messages.at(-1)?.id, index: 0 }
    expect((await call(`${inChat(somchai)}/presses`, { json: press })).status).to.equal(200)
    expect(bot.event()).to.deep.include({ type: 'postback', postback: { data: 'ack' } })
    const twice = await call(`${inChat(somchai)}/presses`, { json: press })
    expect([twice.status, twice.body.message]).to.deep.equal([
      400,
      'This quick reply is no longer there: a newer message came, or it was pressed',
    ])
  })

  it('When a picture is uploaded, then the bot and the page can fetch it', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'image/png' }, body: 'png' }
    const { body } = await call(`${inChat(somchai)}/pictures?as=${somchai.userId}`, init)
    expect(bot.event()).to.have.nested.property('message.type', 'image')
    const content = await fetch(`${base}/api/contents/${String(body.messageId)}`)
    expect([content.headers.get('content-type'), await content.text()]).to.deep.equal(['image/png', 'png'])
  })

  it('When something happens in a chat, then the stream tells it', async () => {
    const stream = await fetch(`${base}/api/stream`)
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    await reader?.read()
    await somchai.says('สวัสดี')
    const { value } = (await reader?.read()) ?? {}
    expect(value).to.include('event: message').and.include('สวัสดี')
    await reader?.cancel()
  })

  it('When a request is wrong, then it is told in a sentence and nothing happens', async () => {
    const malee = bot.platform.addPerson({ name: 'มาลี' })
    const foreign = await call(`${inChat(somchai)}/says`, { json: { as: malee.userId, text: 'ก' } })
    const empty = await call(`${inChat(somchai)}/says`, { json: { as: somchai.userId } })
    const form = await call(`${inChat(somchai)}/says`, {
      method: 'POST',
      body: new URLSearchParams({ text: 'ก' }),
    })
    expect([foreign.status, empty.status, form.status]).to.deep.equal([400, 400, 400])
    expect(bot.received).to.have.length(0)
  })

  it('When a person and a group are added, then the world has them', async () => {
    const { body: person } = await call(`${base}/api/people`, { json: { name: 'วิภา' } })
    await call(`${base}/api/groups`, { json: { name: 'กองคลัง', members: [person.userId] } })
    expect(bot.event().type).to.equal('join')
    const { body } = await call(`${base}/api/world`)
    expect(body).to.have.nested.property('groups[0].members').that.deep.equals([person.userId])
  })
})
