import { once } from 'node:events'
import type { Server } from 'node:http'
import { request } from 'node:http'
import { expect } from 'chai'
import express from 'express'
import { createMetrics } from '../../src/operation/metrics.js'
import { createHealthRoutes } from '../../src/web/server/health-routes.js'

const metricsToken = 'a-token-of-twenty-letters'

describe('The door of the numbers', () => {
  let server: Server | undefined
  afterEach(async () => {
    server?.close()
    server?.closeAllConnections()
  })

  async function open(token?: string): Promise<(headers: Record<string, string>) => Promise<number>> {
    const routes = createHealthRoutes({
      metrics: createMetrics(),
      parts: async () => ({}),
      measure: async () => undefined,
      ...(token !== undefined && { metricsToken: token }),
    })
    const opened = express().use(routes).listen(0, '127.0.0.1')
    server = opened
    await once(opened, 'listening')
    const address = opened.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port')
    // Not by fetch, which would choose the Host itself.
    return (headers) =>
      new Promise((done, failed) => {
        request({ port: address.port, host: '127.0.0.1', path: '/metrics', headers }, (answer) => {
          answer.resume()
          done(answer.statusCode ?? 0)
        })
          .on('error', failed)
          .end()
      })
  }

  it('When this machine asks, then the numbers come', async () => {
    const asks = await open()
    for (const host of ['127.0.0.1:3000', 'localhost', '[::1]:3000', 'LOCALHOST:80'])
      expect(await asks({ host }), host).to.equal(200)
  })

  it('When somebody asks for the numbers from outside, then there is no such page without the token', async () => {
    const outside: Record<string, string>[] = [
      { host: 'bot.example.go.th' },
      { host: '127.0.0.1.example.go.th' },
      { host: 'localhost.example' },
      ...['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'x-forwarded-proto', 'x-forwarded-host'].map(
        (name) => ({ host: '127.0.0.1', [name]: '127.0.0.1' }),
      ),
    ]
    const without = await open()
    for (const headers of outside) {
      expect(await without(headers), JSON.stringify(headers)).to.equal(404)
      expect(await without({ ...headers, authorization: 'Bearer undefined' })).to.equal(404)
    }
    server?.closeAllConnections()
    server?.close()
    const asks = await open(metricsToken)
    for (const headers of outside) {
      for (const authorization of ['Bearer ', 'Bearer', metricsToken, `Bearer ${metricsToken}x`, 'Basic x'])
        expect(await asks({ ...headers, authorization }), authorization).to.equal(404)
      expect(await asks({ ...headers, authorization: `Bearer ${metricsToken}` })).to.equal(200)
    }
  })
})
