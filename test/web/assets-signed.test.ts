// Attack: somebody between the agency and its visitors changes a script, adds one to a page, shows an old list or one with another
// key. It is asked as from outside, by the command that people are told to use; what stands between is a proxy of the test's.
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { type Day, isDay } from '../../src/i18n/calendar/thai-calendar.js'
import { makeRecipientKeys } from '../../src/sealing/vault.js'
import { agencyKeyFrom } from '../../src/security/agency-key.js'
import { loosePolicy, readPage } from '../../src/web/assets-check/page-loads.js'
import { checkSite, type Difference } from '../../src/web/assets-check/site-check.js'
import { assetListOf, assetListSchema } from '../../src/web/pages/asset-manifest.js'
import { visit, withBrowser } from '../harness/browser.js'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { runScript } from '../scripts/run-script.js'

function dayOf(text: string): Day {
  if (!isDay(text)) throw new Error('Not a day')
  return text
}

const seed = randomBytes(32)
// Long past: whatever this machine's clock says, it is no day that is yet to come.
const today = dayOf('2024-11-20')

type Tamper = (path: string, body: string, headers: Record<string, string>) => string

describe('When somebody changes what our pages load', () => {
  let running: RunningProduct
  let between: Server
  let origin = ''
  let fingerprint = ''
  let tamper: Tamper = (_path, body) => body

  before(async () => {
    running = await startProduct({ now: new Date(`${today}T03:00:00Z`), product: { assetsKey: seed } })
    const { publicKey } = await makeRecipientKeys()
    await running.product.features.recipients.add({ name: 'ผู้อ่าน', publicKey, addedOn: '2024-11-01' })
    fingerprint = (await agencyKeyFrom(seed)).fingerprint
    between = createServer(async (request, response) => {
      const path = request.url ?? '/'
      const accept = request.headers.accept ?? '*/*'
      const answer = await fetch(`${running.url}${path}`, { redirect: 'manual', headers: { accept } })
      const headers = Object.fromEntries(
        [...answer.headers].filter(
          ([name]) => !/^(content-length|content-encoding|transfer-encoding|connection)$/.test(name),
        ),
      )
      const bytes = Buffer.from(await answer.arrayBuffer())
      const text = bytes.toString('latin1')
      const changed = tamper(path, text, headers)
      response.writeHead(answer.status, headers).end(Buffer.from(changed, 'latin1'))
    })
    origin = await new Promise((done) => {
      between.listen(0, '127.0.0.1', () =>
        done(`http://127.0.0.1:${(between.address() as AddressInfo).port}`),
      )
    })
  })
  afterEach(() => {
    tamper = (_path, body) => body
  })
  after(async () => {
    between.closeAllConnections()
    between.close()
    await running.stop()
  })

  const check = async (more: Partial<Parameters<typeof checkSite>[0]> = {}) =>
    checkSite({ origin, fingerprint, notBefore: today, notAfter: today, ...more })
  const differencesIn = async (more = {}): Promise<readonly Difference[]> => (await check(more)).differences

  it('When nothing was changed, then everything is as the list, the key and this source say, and each tag has its integrity', async () => {
    const checked = await check({ source: await assetListOf(today) })
    expect(checked.differences).to.deep.equal([])
    expect(checked.list).to.include({ day: today })
    expect(checked.assets).to.be.greaterThan(12)
    for (const path of checked.pages) {
      const html = await (await fetch(`${running.url}${path}`, { headers: { accept: 'text/html' } })).text()
      for (const [tag] of html.matchAll(/<(?:script type="module"|link rel="stylesheet")[^>]*>/g))
        expect(tag, path).to.match(/ integrity="sha384-[\w+/]{64}"/)
    }
  })

  it('When one byte of a script or style is another, then it is named', async () => {
    const list = await assetListOf(today)
    for (const { path } of list.assets.filter((one) =>
      /\.(css|ttf)$|report\.js|heavy-work\.js/.test(one.path),
    )) {
      tamper = (asked, body) =>
        asked === path ? `${body.slice(0, -1)}${body.endsWith('\n') ? ' ' : '\n'}` : body
      expect(await differencesIn(), path).to.deep.equal([{ what: 'assetDiffers', where: path }])
    }
  })

  it('When a tag is added to a page, in whatever shape, then it is named', async () => {
    const headers = { accept: 'text/html' }
    const page = await (await fetch(`${running.url}/report?lang=th`, { headers })).text()
    const list = await assetListOf(today)
    const listed = new Map(list.assets.map(({ path, integrity }) => [path, integrity]))
    expect(readPage(page, running.url, listed).unexpected).to.deep.equal([])
    for (const added of [
      '<script>send(document)</script>',
      '<ScRiPt src="/assets/report.js"></sCrIpT>',
      '<script type="module" src="https://elsewhere.example/x.js" integrity="sha384-x"></script>',
      '<svg/onload=alert(1)>',
      '<img src=x onerror=alert(1)>',
      '<iframe srcdoc="&lt;script&gt;1&lt;/script&gt;"></iframe>',
      '<a href="java&#10;script:alert(1)">x</a>',
      '<base href="https://elsewhere.example/">',
      '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">',
      '<link rel="stylesheet" href="/assets/pages.css">',
      '<link rel="modulepreload" href="/assets/report.js">',
      '<style>@import url(https://elsewhere.example/x.css)</style>',
      '<form action="https://elsewhere.example/"><button formaction="https://elsewhere.example/">x</button></form>',
      '<template><script>1</script></template>',
      '<img src="https://elsewhere.example/pixel">',
    ])
      expect(
        readPage(page.replace('</main>', `${added}</main>`), running.url, listed).unexpected,
        added,
      ).not.to.have.length(0)
    tamper = (path, body) =>
      path.startsWith('/case?lang=en') ? body.replace(/(case\.js" integrity="sha384-)./, '$1!') : body
    expect(await differencesIn()).to.have.length(1)
  })

  it('When a page’s rule lets in more, or is gone, then it is named', async () => {
    tamper = (path, body, headers) => {
      if (path === '/receipt?lang=th')
        headers['content-security-policy'] =
          "default-src 'self'; script-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none'"
      if (path === '/case?lang=th') delete headers['content-security-policy']
      return body
    }
    expect(await differencesIn()).to.deep.equal([
      { what: 'loosePolicy', where: '/receipt?lang=th', found: 'script-src' },
      { what: 'loosePolicy', where: '/case?lang=th', found: 'content-security-policy' },
    ])
  })

  it('When the list is signed with another key, changed, unsigned or gone, then that is said', async () => {
    const other = await agencyKeyFrom(randomBytes(32))
    const manifest =
      (change: (read: Record<string, string | null>) => void): Tamper =>
      (path, body) => {
        if (path !== '/assets/manifest.json') return body
        const read: Record<string, string | null> = JSON.parse(body)
        change(read)
        return JSON.stringify(read)
      }
    tamper = manifest((read) => {
      // It claims the agency's fingerprint all the same.
      read.publicKey = other.publicKey
      read.signature = other.sign(String(read.signed))
    })
    expect(await differencesIn()).to.deep.equal([{ what: 'otherKey', where: other.fingerprint }])
    tamper = manifest((read) => {
      read.signature = other.sign(String(read.signed))
    })
    expect(await differencesIn()).to.deep.equal([{ what: 'badSignature' }])
    tamper = manifest((read) => {
      read.signature += 'AA'
    })
    expect(await differencesIn()).to.deep.equal([{ what: 'badSignature' }])
    tamper = manifest((read) => {
      read.signature = null
    })
    expect(await differencesIn()).to.deep.equal([{ what: 'unsigned' }])
    tamper = (path, body) => (path === '/assets/manifest.json' ? '{' : body)
    expect(await differencesIn()).to.deep.equal([{ what: 'noList' }])
    // A changed script, with the list changed to fit: the signature no longer does.
    tamper = (path, body) => {
      if (path === '/assets/receipt.js') return `${body}//`
      return manifest((read) => {
        read.signed = String(read.signed).replace(/"bytes": \d+/, '"bytes": 1')
      })(path, body, {})
    }
    expect((await differencesIn()).map(({ what }) => what)).to.include.members([
      'badSignature',
      'assetDiffers',
    ])
  })

  it('When an old list is shown again, or the source makes something else, then that is said', async () => {
    expect(await differencesIn({ notBefore: dayOf('2024-11-21') })).to.deep.equal([
      { what: 'oldDay', where: today },
    ])
    expect(await differencesIn({ notAfter: dayOf('2024-11-19') })).to.deep.equal([
      { what: 'futureDay', where: today },
    ])
    const list = await assetListOf(today)
    const [first, ...rest] = list.assets
    if (!first) throw new Error('There are assets')
    const source = { ...list, assets: [{ ...first, integrity: 'sha384-other' }, ...rest.slice(1)] }
    expect((await differencesIn({ source })).map(({ what }) => what)).to.deep.equal([
      'notOfThisSource',
      'notOfThisSource',
    ])
    expect(await differencesIn({ source: { ...list, version: '9.9.9' } })).to.deep.equal([
      { what: 'otherVersion', where: list.version },
    ])
  })

  it('When the day is over, then the list is signed anew', async () => {
    const dayOfList = async () => {
      const { signed } = (await (await fetch(`${running.url}/assets/manifest.json`)).json()) as {
        signed: string
      }
      return assetListSchema.parse(JSON.parse(signed)).day
    }
    expect(await dayOfList()).to.equal(today)
    running.passTime(24 * 3_600_000)
    expect(await dayOfList()).to.equal('2024-11-21')
    running.passTime(-24 * 3_600_000)
  })

  it('When another process bundles the same source, then every byte is the same, and the command says that all is right', async () => {
    const right = await runScript(
      'verify-assets',
      [...[origin, '--lang', 'en', '--key', fingerprint.toUpperCase(), '--not-before', today]],
      {},
    )
    expect(right.stdout).to.contain('signed on 2024-11-20').and.contain('as the list says')
    expect(right.status).to.equal(0)
  })

  it('When the command finds a change, then it says in words what differs, and ends with 1', async () => {
    const run = (...args: string[]) => runScript('verify-assets', [origin, '--lang', 'en', ...args], {})
    tamper = (path, body) => (path === '/assets/report.js' ? `${body} ` : body)
    const wrong = await run('--key', fingerprint, '--not-before', today, '--no-source')
    expect(wrong.status).to.equal(1)
    expect(wrong.stdout)
      .to.contain('/assets/report.js is another than on the list')
      .and.contain('not found out')
    for (const args of [
      ['--key', 'ab cd'],
      ['--key', fingerprint, '--not-before', 'yesterday'],
    ])
      expect((await run(...args)).stderr).to.contain('An address and a fingerprint')
  })

  describe('in a browser', () => {
    const browser = withBrowser()

    it('When the page’s script was changed, then it does not run', async () => {
      tamper = (path, body) => (path === '/assets/report.js' ? `${body};globalThis.wasHere = true` : body)
      const { page, problems } = await visit(browser())
      await page.goto(`${origin}/report?lang=th`)
      await page.waitForLoadState('networkidle')
      expect(await page.evaluate('globalThis.wasHere')).to.equal(undefined)
      expect(problems.join()).to.contain('integrity')
      // What stands there without a script says what to do.
      expect(await page.locator('#begin').isVisible()).to.equal(false)
    })

    it('When the worker was changed, then it does not run, and the page does the work with what was compared', async () => {
      tamper = (path, body) =>
        /heavy-work/.test(path) ? `postMessage({ kind: 'ready' });fetch('/stolen');${body}` : body
      const { page, requests } = await visit(browser())
      await page.goto(`${origin}/report?lang=th`)
      await page.waitForSelector('#begin:not([hidden])')
      expect(requests.map((one) => new URL(one.url()).pathname))
        .to.include('/assets/heavy-work.js')
        .and.not.include('/stolen')
      expect(await page.textContent('#check .slow')).to.contain('หน้านี้จะนิ่งไป')
    })

    it('When the bundle without WebAssembly was changed, then it does not run, and it is said that nothing can be encrypted', async () => {
      tamper = (path, body) => (/plain/.test(path) ? `globalThis.wasHere = true;${body}` : body)
      const { page, context } = await visit(browser())
      await context.addInitScript({ content: 'delete globalThis.WebAssembly' })
      await page.goto(`${origin}/report?lang=th`)
      await page.waitForSelector('#impossible')
      expect(await page.evaluate('globalThis.wasHere')).to.equal(undefined)
    })
  })
})

describe('When a page is read for what it loads', () => {
  it('When a directive is missing that falls back to nothing, then it is loose', () => {
    expect(loosePolicy(null)).to.equal(undefined)
    expect(loosePolicy("default-src 'self'")).to.deep.equal(['form-action', 'base-uri'])
    expect(loosePolicy("default-src *; form-action 'self'; base-uri 'none'")).to.deep.equal([
      'script-src',
      'style-src',
      'worker-src',
      'connect-src',
    ])
  })
  it('When links lead outside, then they are told apart from what is loaded', () => {
    const read = readPage(
      '<a href="https://x.example/y">x</a><a href="/case">y</a>',
      'https://a.example',
      new Map(),
    )
    expect(read).to.deep.equal({ unexpected: [], outside: ['https://x.example'] })
  })
})
