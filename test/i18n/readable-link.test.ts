import { expect } from 'chai'
import fc from 'fast-check'
import { readableLink } from '../../src/i18n/letters/readable-link.js'

describe('A link for readers', () => {
  it('When its words are Thai, then they stand as words, and the account by its name', () => {
    const sent = `https://line.me/R/oaMessage/${encodeURIComponent('@sujarit')}/?${encodeURIComponent('แบบสำรวจ demo-knowledge')}`
    expect(sent).to.include('%40').and.include('%E0%B9%81')
    expect(readableLink(sent)).to.equal('https://line.me/R/oaMessage/@sujarit/?แบบสำรวจ demo-knowledge')
  })

  it('When a sign could change where the link seems to lead, then it stays as it was sent', () => {
    for (const link of [
      'https://example.go.th/a%2Fb%3Fc%23d?e=%26f',
      'https://example.go.th%40evil.example/',
      'https://example.go.th/%E2%80%AEexe.txt',
      'https://example.go.th/%E0%B9',
      'https://example.go.th/a%20b?%20c',
      'not a link %E0%B8%81',
    ])
      expect(readableLink(link)).to.equal(link)
  })

  it('When any words are asked of an address, then no byte is lost: what is encoded again is the same question', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const sent = `https://example.go.th/?${encodeURIComponent(words)}`
        const read = readableLink(sent)
        expect(new URL(read).href).to.equal(new URL(sent).href)
      }),
    )
  })
})
