// Attack: a reporter who comes by the onion address is led out of it, counted by an address that all share, or finds doors there that
// take Tor for this machine. The browser resolves the onion name and no other: whatever asks outside fails, and is seen.
import { request as ask, createServer, type Server } from 'node:http'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { readConfig } from '../../src/config/config.js'
import { ConfigRefused } from '../../src/config/config-refused.js'
import { hourlyLimits } from '../../src/web/reporter/server/address-limits.js'
import { isOnionAddress, onionChecksum } from '../../src/web/server/onion-address.js'
import { visit, withBrowser } from '../harness/browser.js'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { addReader } from '../harness/reader-added.js'

// The Tor Project's own, for its checksum is known to be right.
const onion = '2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion'
const publicUrl = 'https://bot.example.go.th'
const next = '#form form > .row button[type=submit]'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

describe('The pages behind an onion address', () => {
  let running: RunningProduct
  let tor: Server
  let port = 0
  let clear = 0

  before(async () => {
    running = await startProduct({
      now: new Date('2026-11-20T03:00:00Z'),
      product: { publicUrl, onionUrl: `http://${onion}` },
    })
    await addReader(running)
    tor = createServer(running.product.onionWeb)
    port = await new Promise((done) => {
      tor.listen(0, '127.0.0.1', () => {
        const address = tor.address()
        done(typeof address === 'object' && address ? address.port : 0)
      })
    })
    clear = Number(new URL(running.url).port)
  })
  after(async () => {
    tor.closeAllConnections()
    tor.close()
    await running.stop()
  })

  // `fetch` writes its own Host.
  function get(at: number, path: string, more: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
    const headers = { accept: 'text/html', ...more }
    return new Promise((done, failed) => {
      ask({ host: '127.0.0.1', port: at, path, method, headers }, (answer) => {
        let body = ''
        answer.setEncoding('utf8').on('data', (part: string) => {
          body += part
        })
        answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
      })
        .on('error', failed)
        .end(method === 'POST' ? '{}' : undefined)
    })
  }
  const byOnion = (path: string, more: Record<string, string> = {}, method = 'GET') =>
    get(port, path, { host: onion, ...more }, method)

  it('When a page is opened, then nothing in it or its headers leads to https or to the open net', async () => {
    for (const path of [
      '/report',
      '/receipt',
      '/case',
      '/privacy',
      '/statistics',
      '/assets/pages.css',
      '/no-such-page',
    ]) {
      const { status, headers, body } = await byOnion(path)
      expect(status, path).to.equal(path === '/no-such-page' ? 404 : 200)
      expect(headers, path).not.to.have.any.keys(
        ...['strict-transport-security', 'location', 'set-cookie', 'onion-location', 'alt-svc'],
      )
      expect(JSON.stringify(headers), path).not.to.contain('upgrade-insecure-requests')
      expect(body + JSON.stringify(headers), path).not.to.contain('bot.example')
    }
    expect((await byOnion('/report')).body).to.contain('id="begin"')
  })

  it('When somebody asks there for what is not public, then it is not there, whatever the request says of itself', async () => {
    const hosts = [onion, '127.0.0.1', 'localhost', `localhost:${port}`, 'bot.example.go.th', `${onion}:80`]
    const paths = [
      '/metrics',
      '/console',
      '/console/sign-in',
      '/health',
      '/ready',
      '/simulator/',
      '/webhook',
      '/webhook/main',
    ]
    for (const host of hosts)
      for (const path of [
        ...paths,
        '/files/x/y',
        '/go/x',
        '/media/x.png',
        '/training/x',
        '/report/../metrics',
        '//metrics',
      ])
        expect((await get(port, path, { host })).status, `${host}${path}`).to.equal(404)
    for (const path of ['/webhook', '/console/api/sign-in'])
      expect((await byOnion(path, {}, 'POST')).status, path).to.equal(404)
    // Another name than the onion's has nothing at all.
    expect((await get(port, '/report', { host: 'bot.example.go.th' })).status).to.equal(404)
    expect((await get(port, '/report', { host: '127.0.0.1' })).status).to.equal(404)
  })

  it('When one of them floods, then the others are let in, and whoever writes the onion’s name elsewhere is counted as before', async () => {
    const begin = (at: number, headers: Record<string, string>) =>
      get(at, '/report/api/begin', headers, 'POST')
    const forged = { host: onion, 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.9' }
    for (let time = 0; time <= hourlyLimits.reports; time += 1)
      expect((await begin(port, forged)).status).to.equal(400)
    // Where it ends is drawn each hour, between once and one and a half times as many.
    let refused = false
    for (let time = 0; !refused && time <= hourlyLimits.reports * 1.5; time += 1)
      refused = (await begin(clear, forged)).status === 429
    expect(refused).to.equal(true)
    expect((await begin(port, forged)).status).to.equal(400)
  })

  it('When a page is opened on https at its own name, then it tells the onion address; elsewhere it does not', async () => {
    const at = (host: string, path: string) => get(clear, path, { host })
    const told = async (host: string, path: string) => (await at(host, path)).headers['onion-location']
    expect(await told('bot.example.go.th', '/report?lang=en')).to.equal(`http://${onion}/report?lang=en`)
    for (const path of ['/case', '/privacy', '/statistics'])
      expect(await told('bot.example.go.th', path)).to.equal(`http://${onion}${path}`)
    for (const path of ['/receipt', '/console/sign-in', '/assets/pages.css', '/health', '/no-such-page'])
      expect(await told('bot.example.go.th', path), path).to.equal(undefined)
    for (const host of ['elsewhere.example', onion, 'bot.example.go.th.elsewhere.example'])
      expect(await told(host, '/report'), host).to.equal(undefined)
  })

  it('When an address has a slip in it, then the start is refused by the name of the variable', () => {
    const good = { ONION_URL: `http://${onion}/`, ONION_PORT: '3001' }
    expect(readConfig(good).onion).to.deep.equal({ url: `http://${onion}`, port: 3001 })
    expect(onionChecksum(Buffer.alloc(32))).to.have.length(2)
    for (let at = 0; at < 56; at += 1) {
      const slip = onion[at] === 'a' ? 'b' : 'a'
      expect(
        isOnionAddress(`http://${onion.slice(0, at)}${slip}${onion.slice(at + 1)}`),
        String(at),
      ).to.equal(false)
    }
    for (const wrong of [
      `https://${onion}`,
      `http://${onion}:81`,
      `http://${onion}/x`,
      `http://x.${onion}`,
      'http://expyuzz4wqqyqhjn.onion',
    ])
      expect(() => readConfig({ ...good, ONION_URL: wrong }), wrong).to.throw(ConfigRefused, 'ONION_URL')
    expect(() => readConfig({ ONION_URL: good.ONION_URL })).to.throw(ConfigRefused, 'ONION_PORT')
    expect(() => readConfig({ ONION_PORT: '3001' })).to.throw(ConfigRefused, 'ONION_URL')
    expect(() => readConfig({ ...good, PORT: '3001' })).to.throw(ConfigRefused, 'ONION_PORT')
  })

  describe('in a browser that knows no other name', () => {
    const browser = withBrowser(() => [
      `--host-resolver-rules=MAP ${onion} 127.0.0.1:${port}, MAP * ~NOTFOUND`,
    ])

    async function tells(page: Page): Promise<string> {
      await page.goto(`http://${onion}/report?lang=th`)
      await page.click('#begin')
      await page.click('input[name=kind] >> nth=0')
      await page.click(next)
      await page.fill('[name=what-words]', 'มีการเรียกรับเงิน')
      for (const at of ['who', 'when', 'where', 'howKnown', 'evidence-words']) {
        await page.click(next)
        await page.waitForSelector(`[name=${at}]`)
      }
      await page.setInputFiles('input[type=file]', {
        name: 'ใบเสร็จ.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('หนึ่งพันบาท'),
      })
      await page.click(next)
      await page.waitForSelector('meter')
      await page.click(next)
      await page.waitForSelector('#receipt')
      return (await page.locator('#receipt span').allTextContents()).join('-')
    }

    it('When somebody reports and looks the case up, then all of it works over plain http, and nothing outside is asked', async () => {
      const { page, requests, problems } = await visit(browser())
      const receipt = await tells(page)
      // Tor Browser calls an onion address safe; this one does not, and withholds what it withholds from http.
      expect(await page.evaluate('[isSecureContext, typeof crypto.subtle]')).to.deep.equal([
        false,
        'undefined',
      ])
      const other = await visit(browser())
      await other.page.goto(`http://${onion}/case?lang=th`)
      await other.page.fill('input[name=receipt]', receipt)
      await other.page.click('button[type=submit]')
      await other.page.waitForSelector('ol.talk', { state: 'attached' })
      for (const path of ['/receipt?lang=th#x', '/no-such-page', '/statistics?lang=en', '/privacy?lang=en']) {
        await other.page.goto(`http://${onion}${path}`)
        await other.page.waitForLoadState('networkidle')
        const links = await other.page
          .locator('a[href]')
          .evaluateAll((all) => all.map((one) => String(Reflect.get(one, 'href'))))
        expect(
          links.filter((link) => link.includes('bot.example')),
          path,
        ).to.deep.equal([])
      }
      const places = [...requests, ...other.requests].map((one) => new URL(one.url()))
      expect([
        ...new Set(
          places
            .filter(({ protocol }) => protocol !== 'data:' && protocol !== 'blob:')
            .map(({ origin }) => origin),
        ),
      ]).to.deep.equal([`http://${onion}`])
      expect(places.some(({ pathname }) => pathname === '/report/api/upload')).to.equal(true)
      const unexpected = [...problems, ...other.problems].filter(
        (one) => !/404|untrustworthy|Origin-Agent-Cluster/.test(one),
      )
      expect(unexpected).to.deep.equal([])
      expect(await running.connection.collection('cases').countDocuments()).to.equal(1)
    })
  })
})
