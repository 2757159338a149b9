import { expect } from 'chai'
import { readWebhookBody } from '../../src/line/line-events.js'

const base = {
  mode: 'active',
  timestamp: 1776914799524,
  webhookEventId: '01KPW6071GXPXPAF4XCN96XEAN',
  replyToken: 'token',
}
const user = { type: 'user', userId: 'U0123456789abcdef0123456789abcdef' }
const group = { type: 'group', groupId: 'C0123456789abcdef0123456789abcdef', userId: user.userId }
const isGroupCommand = (words: string) => words.startsWith('/สถิติ') || words === 'สถิติ'

function read(...events: unknown[]) {
  const body = readWebhookBody(JSON.stringify({ destination: 'Ubot', events }), isGroupCommand)
  if (!body) throw new Error('not a webhook body')
  return body
}

const textEvent = (source: unknown, text: string, more: object = {}) => ({
  ...base,
  type: 'message',
  source,
  message: { id: '1', type: 'text', text, ...more },
})

describe('LINE events, narrowed', () => {
  it('When a person writes, then the text comes through with its message id', () => {
    const { events } = read(textEvent(user, 'สวัสดี'))
    expect(events[0]).to.deep.equal({
      id: base.webhookEventId,
      at: base.timestamp,
      replyToken: 'token',
      source: { kind: 'user', userId: user.userId },
      happening: { kind: 'text', messageId: '1', text: 'สวัสดี' },
    })
  })

  it('When a group talks, then nothing of it comes through, not even a mention that is no command', () => {
    const mention = { mentionees: [{ index: 0, length: 4, type: 'user', isSelf: true }] }
    const { events, dropped } = read(
      textEvent(group, 'ผอ. รับสินบน'),
      textEvent(group, '/shrug'),
      textEvent(group, '@bot ผอ. รับสินบน', { mention }),
      { ...base, type: 'message', source: group, message: { id: '2', type: 'image' } },
    )
    expect(events).to.deep.equal([])
    expect(dropped).to.deep.equal(['groupTalk', 'groupTalk', 'groupTalk', 'groupTalk'])
  })

  it('When a group command has a slash or mentions the bot, then it comes through without the mention', () => {
    const mention = { mentionees: [{ index: 0, length: 4, type: 'user', isSelf: true }] }
    const { events } = read(textEvent(group, '/สถิติ ปีงบ 2569'), textEvent(group, '@bot สถิติ', { mention }))
    expect(events.map(({ happening }) => 'text' in happening && happening.text)).to.deep.equal([
      '/สถิติ ปีงบ 2569',
      'สถิติ',
    ])
  })

  it('When only somebody else or everybody is mentioned, then it is group talk', () => {
    const all = { mentionees: [{ index: 0, length: 4, type: 'all' }] }
    const other = { mentionees: [{ index: 0, length: 4, type: 'user', isSelf: false }] }
    const { events } = read(
      textEvent(group, '@All สถิติ', { mention: all }),
      textEvent(group, '@Nok สถิติ', { mention: other }),
    )
    expect(events).to.deep.equal([])
  })

  it('When a type, a property or a source is unknown, then it is dropped by its type and nothing is thrown', () => {
    const { events, dropped } = read(
      { ...base, type: 'brandNew', source: user, surprise: { deep: [1] } },
      { ...base, type: 'follow', source: { type: 'planet', userId: 'U1' } },
      { type: 'follow' },
      'not even an object',
      { ...base, type: 'a; drop', source: user },
    )
    expect(events).to.deep.equal([])
    expect(dropped).to.deep.equal(['brandNew', 'unknownSource', 'unreadable', 'unreadable', 'unknown'])
  })

  it('When a message is edited, then it never becomes a command', () => {
    const { events, dropped } = read({
      ...base,
      type: 'messageEdited',
      source: group,
      message: { id: '1', type: 'text', text: '/สถิติ' },
    })
    expect(events).to.deep.equal([])
    expect(dropped).to.deep.equal(['messageEdited'])
  })

  it('When another module answers (standby) or the console verifies, then we stay out of it', () => {
    const verify = { type: 'user', userId: 'Udeadbeefdeadbeefdeadbeefdeadbeef' }
    const { dropped } = read({ ...textEvent(user, 'x'), mode: 'standby' }, textEvent(verify, 'Hello, world'))
    expect(dropped).to.deep.equal(['standby', 'verify'])
  })

  it('When a button, a picture, a withdrawal or a member arrives, then each is its own kind', () => {
    const { events } = read(
      {
        ...base,
        type: 'postback',
        source: user,
        postback: { data: 'd', params: { datetime: '2026-01-02T03:04' } },
      },
      {
        ...base,
        type: 'message',
        source: user,
        message: { id: '3', type: 'image', contentProvider: { type: 'external' } },
      },
      { ...base, type: 'unsend', source: user, unsend: { messageId: '3' } },
      { ...base, type: 'memberJoined', source: group, joined: { members: [{}, {}] } },
      { ...base, type: 'message', source: user, message: { id: '4', type: 'sticker' } },
    )
    expect(events.map(({ happening }) => happening)).to.deep.equal([
      { kind: 'press', data: 'd', picked: '2026-01-02T03:04' },
      { kind: 'sentFile', messageId: '3', file: 'picture', external: true },
      { kind: 'unsend', messageId: '3' },
      { kind: 'memberJoined', count: 2 },
      { kind: 'otherMessage', messageId: '4' },
    ])
  })

  it('When the body is no JSON or no webhook, then there is no body', () => {
    expect(readWebhookBody('{', isGroupCommand)).to.equal(undefined)
    expect(readWebhookBody('[]', isGroupCommand)).to.equal(undefined)
    expect(readWebhookBody('{"events":[]}', isGroupCommand)).to.deep.equal({ events: [], dropped: [] })
  })
})
