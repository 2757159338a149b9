// How an answer is packed into letters.
import { expect } from 'chai'
import type { Feature } from '../../src/conversation/feature.js'
import { createRouter } from '../../src/conversation/router.js'
import { createTurnTaking } from '../../src/conversation/turn-taking.js'
import type { Received } from '../../src/delivery/inbox/inbox.js'
import type { Letter } from '../../src/delivery/outbox/outbox-letter.js'
import type { Source } from '../../src/line/line-events.js'
import { text } from '../../src/line/message-builders.js'
import { addressOf } from '../../src/security/chat-address.js'
import { createKeyring } from '../../src/security/keyring.js'
import type { Role } from '../../src/security/roles.js'
import { withDatabase } from '../harness/test-database.js'
import { createTalk, wordsOf } from './talk.js'

const keyring = createKeyring(Buffer.alloc(32, 5))
const now = Date.parse('2026-11-20T03:00:00Z')

const counting: Feature = {
  name: 'counting',
  commands: [
    {
      id: 'counting.count',
      words: { th: ['นับ'], en: [] },
      who: 'everyone',
      where: ['private', 'group'],
      argument: 'required',
      help: () => ({ summary: 'count' }),
      run: async (_turn, argument) => ({
        messages: Array.from({ length: Number(argument) }, (_, index) => text(`${index + 1}`)),
        also: [
          {
            id: 'also',
            to: addressOf(keyring, 'main', 'another'),
            messages: [text('also')],
            receipt: { feature: 'counting', id: 'r1' },
          },
        ],
      }),
    },
  ],
}

describe('Packing an answer', () => {
  const database = withDatabase()
  let roles: Role[]
  let parked: number
  beforeEach(() => {
    roles = []
    parked = 0
  })

  const received = (words: string, source: Source = { kind: 'user', userId: 'someone' }): Received => ({
    eventKey: 'event',
    channel: 'main',
    chat: addressOf(keyring, 'main', source.kind === 'user' ? source.userId : source.id).key,
    event: {
      id: 'id',
      at: now,
      replyToken: 'token',
      source,
      happening: { kind: 'text', messageId: 'm', text: words },
    },
    receivedAt: new Date(now),
    attempts: 1,
  })

  function turnTaking() {
    const { store, audit } = createTalk(database(), [])
    const router = createRouter({
      features: [counting],
      store,
      audit,
      agencyName: { th: 'หน่วยงาน', en: 'Agency' },
    })
    return createTurnTaking({
      keyring,
      routerOf: () => router,
      recognise: async () => ({ person: { language: 'th', roles } }),
      content: async () => ({ ok: false, why: 'gone' }),
      messageKey: (_channel, id) => id,
      parked: async () => parked,
    })
  }
  const shown = (letters: readonly Letter[]) =>
    letters.map(({ id, reply, messages }) => [id, reply ? 'reply' : 'push', wordsOf(messages)])

  it('When there are seven messages, then five go by reply and two by push, and others get their own', async () => {
    const { letters } = await turnTaking().take(received('นับ 7'))
    expect(shown(letters)).to.deep.equal([
      ['event:0', 'reply', '1 | 2 | 3 | 4 | 5'],
      ['event:1', 'push', '6 | 7'],
      ['event/also', 'push', 'also'],
    ])
    expect(letters[2]?.receipt).to.deep.equal({ feature: 'counting', id: 'r1' })
    expect(letters[0]?.reply?.until).to.deep.equal(new Date(now + 50_000))
  })

  it('When letters are parked, then an officer is told in a free place of the reply, in private only', async () => {
    parked = 4
    expect((await turnTaking().take(received('นับ 1'))).letters[0]?.messages).to.have.length(1)
    roles = ['ethics']
    const [told] = (await turnTaking().take(received('นับ 2'))).letters
    expect(wordsOf(told?.messages ?? [])).to.match(/มี 4 ข้อความรอส่ง.* \| 1 \| 2/)
    const [group] = (await turnTaking().take(received('/นับ 1', { kind: 'group', id: 'g', userId: 'u' })))
      .letters
    expect(wordsOf(group?.messages ?? [])).to.equal('1')
  })

  it('When the reply is full, then the notice waits for another turn: a push would be parked too', async () => {
    parked = 4
    roles = ['officer']
    const { letters } = await turnTaking().take(received('นับ 5'))
    expect(shown(letters)[0]).to.deep.equal(['event:0', 'reply', '1 | 2 | 3 | 4 | 5'])
    expect(letters.filter(({ id }) => id.startsWith('event:'))).to.have.length(1)
  })

  it('When a turn has failed for good, then a person gets an apology and a group gets silence', async () => {
    const [sorry] = await turnTaking().apologise(received('นับ 1'))
    expect(sorry?.id).to.equal('event/sorry:0')
    expect(wordsOf(sorry?.messages ?? [])).to.match(/ขัดข้องชั่วคราว/)
    expect(await turnTaking().apologise(received('/นับ 1', { kind: 'group', id: 'g' }))).to.deep.equal([])
  })
})
