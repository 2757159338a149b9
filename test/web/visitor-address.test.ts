// By which address a visitor is counted: the one that cannot be written by the visitor.
import { expect } from 'chai'

import { readConfig } from '../../src/config/config.js'
import { ConfigRefused } from '../../src/config/config-refused.js'
import { hourlyLimits, mostInAnHour } from '../../src/web/reporter/server/address-limits.js'

import { networkOf } from '../../src/web/server/visitor-address.js'
import { startProduct } from '../harness/product.js'
import { post } from './reporter/sealed-report.js'

describe('The address of a visitor', () => {
  async function triesUntilRefused(trustedProxies: readonly string[], forwarded: (time: number) => string) {
    const running = await startProduct({ now: new Date('2026-11-20T03:00:00Z'), product: { trustedProxies } })
    try {
      for (let time = 0; time <= mostInAnHour('reports'); time += 1) {
        const headers = { 'x-forwarded-for': forwarded(time) }
        if ((await post(running.url, '/report/api/begin', {}, headers)).status === 429) return time
      }
      return undefined
    } finally {
      await running.stop()
    }
  }

  it('When no proxy is trusted, then who writes another address each time is one and the same', async () => {
    expect(await triesUntilRefused([], (time) => `203.0.113.${time % 250}`)).to.be.within(
      hourlyLimits.reports,
      mostInAnHour('reports'),
    )
  })

  it('When a proxy is trusted, then what stands before its own word counts for nothing', async () => {
    const forged = (time: number) => `203.0.113.${time % 250}, 10.0.0.${time % 250}, 198.51.100.7`
    expect(await triesUntilRefused(['127.0.0.1', '::1'], forged)).to.be.within(
      hourlyLimits.reports,
      mostInAnHour('reports'),
    )
  })

  it('When an address is written in another way, then it is the same; IPv6 counts by its /64, and what is none is none', () => {
    for (const one of ['::ffff:192.0.2.1', '::FFFF:c000:201', '0:0:0:0:0:ffff:192.0.2.1'])
      expect(networkOf(one), one).to.equal('192.0.2.1')
    for (const one of [
      '2001:db8::1',
      '2001:DB8:0:0:ffff::2',
      '2001:0db8:0000:0000:1:2:3:4',
      '2001:db8::1%eth0',
    ])
      expect(networkOf(one), one).to.equal('2001:db8:0:0')
    expect(networkOf('2001:db8:0:1::1')).to.equal('2001:db8:0:1')
    expect(networkOf('::1')).to.equal('0:0:0:0')
    for (const one of ['', 'unknown', '_hidden', '1.2.3', '1.2.3.4:80', '1.2.3.4, 5.6.7.8', '[::1]'])
      expect(networkOf(one), one).to.equal(undefined)
  })

  it('When what is to be trusted is no address or everybody, then the start is refused by the name of the variable', () => {
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.5, 10.1.0.0/24 ::1' }).trustedProxies).to.deep.equal([
      '10.0.0.5',
      '10.1.0.0/24',
      '::1',
    ])
    expect(readConfig({}).trustedProxies).to.deep.equal([])
    for (const wrong of [
      'loopback',
      '0.0.0.0/0',
      '::/0',
      '10.0.0.0/33',
      '10.0.0',
      'proxy.example',
      '10.0.0.0/24/1',
    ])
      expect(() => readConfig({ TRUSTED_PROXIES: wrong }), wrong).to.throw(ConfigRefused, 'TRUSTED_PROXIES')
  })
})
