import { expect } from 'chai'
import fc from 'fast-check'
import type { PersonRecord } from '../src/world/platform-records.js'
import { PlatformWorld } from '../src/world/platform-world.js'

const channel = {
  name: 'main',
  secret: 's',
  accessToken: 't',
  botName: 'b',
  botUserId: 'U0',
  basicId: '@b',
  provider: 'p',
  verified: false,
  webhookUrl: undefined,
}
const names = ['สมชาย', 'มาลี', 'ประเสริฐ', 'นภา'] as const

function worldOf(keep = 5000) {
  const world = new PlatformWorld([channel], keep)
  const people = names.map((name, index): PersonRecord => {
    const userId = `U${index}`.padEnd(33, '0')
    return { userId, name, language: 'th', consent: true, ties: new Map() }
  })
  for (const person of people) world.addPerson(person)
  const chat = (index: number) => {
    const person = people[index]
    if (!person) throw new Error('There is no such person')
    return world.privateChat(person, channel)
  }
  const draft = (words: string) => ({
    from: { kind: 'bot' as const, name: 'b' },
    type: 'text',
    content: { text: words },
  })
  return {
    world,
    chat,
    texts: (index: number) => chat(index).messages.map(({ content }) => content.text),
    mail(to: readonly number[], words: readonly string[]) {
      const reached = people.filter((_, index) => to.includes(index))
      world.mail(channel, reached, words.map(draft), 1)
    },
    say(index: number, words: string) {
      world.addMessage(chat(index), { id: world.messageIds.next(1), time: 1, ...draft(words) })
    },
  }
}

const person = fc.nat({ max: names.length - 1 })
const act = fc.oneof(
  fc.record({
    kind: fc.constant('mail' as const),
    to: fc.uniqueArray(person),
    bubbles: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('say' as const), to: person }),
  fc.record({ kind: fc.constant('look' as const), to: person }),
  fc.record({ kind: fc.constant('settle' as const) }),
)

describe('The LINE stand-in: what is sent to many', () => {
  it('Whenever anybody looks, each chat holds all of its own in the order of sending, under ids that only grow', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { world, chat, texts, mail, say } = worldOf()
        const expected: string[][] = names.map(() => [])
        for (const [number, one] of acts.entries()) {
          switch (one.kind) {
            case 'mail': {
              const words = Array.from({ length: one.bubbles }, (_, bubble) => `${number}.${bubble}`)
              mail(one.to, words)
              for (const to of one.to) expected[to]?.push(...words)
              break
            }
            case 'say':
              say(one.to, String(number))
              expected[one.to]?.push(String(number))
              break
            case 'look':
              expect(texts(one.to)).to.deep.equal(expected[one.to])
              break
            case 'settle':
              world.settleMail()
          }
        }
        expect(names.map((_, index) => texts(index))).to.deep.equal(expected)
        const ids = names.map((_, index) => chat(index).messages.map(({ id }) => BigInt(id)))
        for (const some of ids)
          expect(some).to.deep.equal(some.toSorted((one, other) => (one < other ? -1 : 1)))
        expect(new Set(ids.flat()).size).to.equal(ids.flat().length)
        for (const message of names.flatMap((_, index) => chat(index).messages))
          expect(world.messages.get(message.id)?.message).to.equal(message)
      }),
    )
  })

  it('When more comes than is kept apart, then nothing is lost, and a chat keeps only its newest', () => {
    const { texts, mail, say } = worldOf(2000)
    say(0, 'first')
    for (let number = 0; number < 1500; number += 1) mail(number % 2 ? [0] : [0, 1], [String(number)])
    const all = Array.from({ length: 1500 }, (_, number) => String(number))
    expect(texts(0)).to.deep.equal(['first', ...all])
    expect(texts(1)).to.deep.equal(all.filter((number) => Number(number) % 2 === 0))
    expect(texts(2)).to.deep.equal([])
    const short = worldOf(10)
    for (const number of all) short.mail([0], [number])
    expect(short.texts(0)).to.have.length.within(10, 12)
    expect(short.texts(0).at(-1)).to.equal('1499')
  })

  it('When somebody waits for the next message, or sees all chats, then it is there at once', () => {
    const { world, chat, mail } = worldOf()
    const woken: unknown[] = []
    const stop = chat(1).onMessage(({ content }) => woken.push(content.text))
    mail([0, 1], ['ก'])
    stop()
    mail([0, 1], ['ข'])
    expect(woken).to.deep.equal(['ก'])
    const seen: unknown[] = []
    world.onChat = (one, { content }) => seen.push([one.key.slice(-33, -31), content.text])
    mail([0, 1], ['ค'])
    expect(seen).to.have.deep.members([
      ['U0', 'ก'],
      ['U0', 'ข'],
      ['U1', 'ข'],
      ['U0', 'ค'],
      ['U1', 'ค'],
    ])
  })
})
