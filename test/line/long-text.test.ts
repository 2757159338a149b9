import { expect } from 'chai'
import fc from 'fast-check'
import { longestReply, longText } from '../../src/line/long-text.js'
import type { Message } from '../../src/line/message-builders.js'

const wordsOf = (message: Message) =>
  message.type === 'text' && 'text' in message ? String(message.text) : ''

describe('Long texts', () => {
  it('When a text fits in one message, then it is one message', () => {
    expect(longText('ก'.repeat(5000)).map(wordsOf)).to.deep.equal(['ก'.repeat(5000)])
  })

  it('When a text is longer, then it is cut after a line and nothing is lost', () => {
    const paragraph = `${'ข้าราชการต้องซื่อสัตย์ '.repeat(20)}\n`
    const parts = longText(paragraph.repeat(20)).map(wordsOf)
    expect(parts.join('')).to.equal(paragraph.repeat(20))
    expect(parts.slice(0, -1).every((part) => part.endsWith('\n'))).to.equal(true)
  })

  it('When any text within the limit of a reply is parted, then at most five messages carry every character of it', () => {
    const pieces = fc.constantFrom('ก', 'กำ', 'ผู้', ' ', '\n', '👨‍👩‍👧', 'a')
    const near = fc
      .array(pieces, { minLength: 1, maxLength: 40 })
      .map((some) => some.join('').repeat(longestReply).slice(0, longestReply))
    fc.assert(
      fc.property(near, (text) => {
        const parts = longText(text).map(wordsOf)
        expect(parts.join('')).to.equal(text)
        expect(parts.length).to.be.at.most(5)
        expect(parts.every((part) => part.length <= 5000)).to.equal(true)
      }),
      { numRuns: 30 },
    )
  })
})
