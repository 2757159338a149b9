import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { expect } from 'chai'
import { CaseNotRegistered } from '../../src/features/cases/filing/case-filing-rules.js'
import { exactRouter } from '../../src/web/server/exact-router.js'
import { createWebApp } from '../../src/web/server/web-app.js'
import { keptLog } from '../harness/kept-log.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

describe('The doors of the web', () => {
  let running: RunningProduct
  before(async () => {
    running = await startProduct()
  })
  after(() => running?.stop())

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${running.url}${path}`, { redirect: 'manual', ...init })
  const json = { 'content-type': 'application/json' }

  it('When a visitor makes a mistake, then the answer is theirs to mend, and not a line is logged', async () => {
    const before = running.logged()
    const bodies = [
      'null',
      '"x"',
      '{',
      '',
      '[[[[',
      '{"a":"\ud800"}',
      `"${'x'.repeat(3_000_000)}"`,
      '\u0000',
      '{"__proto__":{"x":1}}',
    ]
    const answers: [string, number][] = []
    const note = async (what: string, asked: Promise<Response>) => {
      const answer = await asked
      answers.push([what, answer.status])
      await answer.arrayBuffer()
    }
    for (const path of [
      '/report/api/reports',
      '/report/api/puzzle',
      '/case/api/open',
      '/console/api/sign-in',
      '/receipt/api/open',
    ])
      for (const body of bodies) {
        await note(`POST ${path} ${body.slice(0, 12)}`, ask(path, { method: 'POST', headers: json, body }))
        await note(
          `POST ${path} strange`,
          ask(path, {
            method: 'POST',
            headers: { 'content-type': 'application/json; charset=x-nonsense' },
            body,
          }),
        )
        await note(
          `POST ${path} packed`,
          ask(path, { method: 'POST', headers: { ...json, 'content-encoding': 'br' }, body }),
        )
      }
    for (const path of [
      '/%',
      '/%zz',
      '/console/cases/%E0%A4%A',
      '/media/%',
      '/files/%/%',
      '/go/%',
      '/statistics?fiscalYear=%',
      '/training/%/',
      '/report?lang=%',
    ])
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'])
        await note(`${method} ${path}`, ask(path, { method }))
    expect(answers.filter(([, status]) => status >= 500)).to.deep.equal([])
    expect(running.logged().slice(before.length)).to.equal('')
  })

  it('When a webhook breaks off in the middle, then not a line is logged', async () => {
    const before = running.logged()
    const { port } = new URL(running.url)
    await new Promise<void>((done, failed) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write('POST /webhook HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"events":', () =>
          socket.destroy(),
        )
      })
      socket.on('close', () => done())
      socket.on('error', failed)
    })
    // What comes after it on the same door has been answered, so the broken one has been dealt with.
    expect((await ask('/webhook', { method: 'POST', body: '{}' })).status).to.equal(401)
    expect(running.logged().slice(before.length)).to.equal('')
  })

  it('When a path is written in other letters, then it is not the path', async () => {
    for (const path of [
      '/CONSOLE/sign-in',
      '/Report',
      '/STATISTICS',
      '/Metrics',
      '/HEALTH',
      '/Assets/pages.css',
      '/WEBHOOK',
    ])
      expect((await ask(path)).status, path).to.equal(404)
    for (const path of ['/report', '/statistics', '/health'])
      expect((await ask(path)).status, path).to.equal(200)
  })

  it('When any page is opened, then no style and no script from within it may run', async () => {
    for (const path of [
      '/report',
      '/receipt',
      '/case',
      '/privacy',
      '/statistics',
      '/console/sign-in',
      '/nowhere',
      '/console/cases',
    ]) {
      const answer = await ask(path, { headers: { accept: 'text/html' } })
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy, path).to.include("style-src 'self'").and.not.include('unsafe-inline')
      expect(policy, path).to.match(/script-src 'self'[^;]*/)
      expect(await answer.text(), path).not.to.match(/\sstyle=|<style|\son[a-z]+=/)
    }
  })

  it('When there is no such page, then a person reads a sentence in their language, and a program a code', async () => {
    const page = await ask('/nowhere', { headers: { accept: 'text/html,*/*', 'accept-language': 'en' } })
    expect(page.status).to.equal(404)
    expect(await page.text())
      .to.include('There is no such page')
      .and.include('lang="en"')
    const thai = await ask('/nowhere', { headers: { accept: 'text/html' } })
    expect(await thai.text()).to.include('ไม่พบหน้านี้')
    expect(await (await ask('/nowhere')).json()).to.deep.equal({ why: 'notThere' })
  })

  it('When an answer fails, then the log says that one failed, and not of whom or of what', async () => {
    const { log, lines } = keptLog()
    const paths = ['/report/api/send', '/case/api/say', '/console/settings']
    const failing = exactRouter()
    for (const path of paths)
      failing.use(path, () => {
        throw new CaseNotRegistered(path)
      })
    const agencyName = { th: 'หน่วยงานทดสอบ', en: 'Test Agency' }
    const { web } = createWebApp({
      ...{ publicUrl: 'http://localhost', onionUrl: undefined },
      ...{ webhook: (_request, response) => response.end(), routers: [failing], log },
      ...{ trustedProxies: [], agencyName },
    })
    const server = createServer(web).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port')
    for (const path of paths)
      expect((await fetch(`http://127.0.0.1:${address.port}${path}`)).status).to.equal(500)
    server.close()
    const said = lines.map((line) => line.replace(/"time":"[^"]*"/, ''))
    expect(said).to.have.length(paths.length)
    expect(new Set(said).size).to.equal(1)
  })
})
