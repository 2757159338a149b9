import { expect } from 'chai'
import { startProduct } from '../harness/product.js'

describe('security.txt', () => {
  it('When an address was named, then whoever found a hole finds it there, with an end within a year; without one there is none', async () => {
    const now = new Date('2026-11-20T05:00:00Z')
    const named = await startProduct({ now, product: { securityContact: 'mailto:security@agency.example' } })
    const without = await startProduct({ now })
    try {
      const answer = await fetch(`${named.url}/.well-known/security.txt`)
      expect(answer.headers.get('content-type')).to.equal('text/plain; charset=utf-8')
      const text = await answer.text()
      expect(text).to.match(/^Contact: mailto:security@agency\.example$/m)
      const expires = new Date(/^Expires: (.+)$/m.exec(text)?.[1] ?? '')
      expect(expires.getTime()).to.be.above(now.getTime())
      expect(expires.getTime() - now.getTime()).to.be.below(365 * 24 * 3_600_000)
      expect((await fetch(`${without.url}/.well-known/security.txt`)).status).to.equal(404)
    } finally {
      await named.stop()
      await without.stop()
    }
  })
})
