import { once } from 'node:events'
import type { Server } from 'node:http'
import { expect } from 'chai'
import express from 'express'
import { createAgencyLook } from '../../../src/features/settings/agency-look-rules.js'
import { createMediaStore } from '../../../src/media/media-store.js'
import { createStatisticsRoutes } from '../../../src/web/statistics/statistics-routes.js'
import { sharedHeavyWork } from '../../harness/shared-heavy-work.js'
import { withDatabase } from '../../harness/test-database.js'
import { day } from './register-world.js'
import { agencyName, openStatistics, type StatisticsWorld } from './statistics-world.js'

describe('GET /statistics.json', () => {
  const database = withDatabase()
  let world: StatisticsWorld
  let server: Server

  beforeEach(async () => {
    world = openStatistics(database())
    server = express()
      .use(
        createStatisticsRoutes({
          statistics: world.joined,
          heavyWork: sharedHeavyWork,
          lookOf: createAgencyLook({
            settings: world.settings,
            media: createMediaStore(database(), world.clock),
          }),
          agencyName,
        }),
      )
      .listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterEach(async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })

  async function get(query: string, language = 'th') {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port')
    const response = await fetch(`http://127.0.0.1:${address.port}/statistics.json${query}`, {
      headers: { 'accept-language': language },
    })
    const body: unknown = await response.json()
    return { status: response.status, headers: response.headers, body }
  }
  const months = async (query: string) => {
    const { body } = await get(query)
    return body && typeof body === 'object' && 'months' in body ? body.months : body
  }
  const registerTip = (id: string, on: string) =>
    world.complaints.register({
      id,
      kind: 'corruption',
      category: 'bribery',
      channel: 'line',
      receivedOn: day(on),
      by: 'system',
    })

  it('When a fiscal year is asked for, then twelve months from October come in the Buddhist era, with their sums', async () => {
    await registerTip('a', '2025-10-31')
    await registerTip('b', '2026-09-30')
    await registerTip('c', '2026-10-01')
    await world.complaints.changeStatus({ id: 'a', to: 'completed', on: day('2025-11-02'), by: 'staff-1' })
    world.setToday('2026-11-21')
    const { status, headers, body } = await get('?fiscalYear=2569')
    const none = { total: 0, completed: 0, inProgress: 0 }
    const between = ['2568-11', '2568-12', '2569-01', '2569-02', '2569-03', '2569-04', '2569-05', '2569-06']
    expect(status).to.equal(200)
    expect(headers.get('cache-control')).to.equal('public, max-age=60')
    expect(body).to.deep.equal({
      fiscalYear: 2569,
      asOf: '2026-11-20',
      months: [
        { month: '2568-10', total: 1, completed: 1, inProgress: 0 },
        ...[...between, '2569-07', '2569-08'].map((month) => ({ month, ...none })),
        { month: '2569-09', total: 1, completed: 0, inProgress: 1 },
      ],
      total: 2,
      completed: 1,
      inProgress: 1,
      kind: 'corruption',
      completedStatuses: ['completed', 'notAccepted'],
    })
  })

  it('When a month or a fiscal year begins today, then it has not begun: nothing of it is shown as zero', async () => {
    await registerTip('a', '2026-09-30')
    world.setToday('2026-10-01')
    expect((await get('')).body).to.include({ fiscalYear: 2569, asOf: '2026-09-30', total: 1 })
    expect((await get('?fiscalYear=2570')).status).to.equal(400)
    expect((await get('?month=2569-10')).status).to.equal(400)
    world.setToday('2026-10-02')
    expect((await get('')).body).to.include({ fiscalYear: 2570, asOf: '2026-10-01', total: 0 })
    world.setToday('2026-12-01')
    expect((await get('?month=2569-12')).status).to.equal(400)
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port')
    const page = await (await fetch(`http://127.0.0.1:${address.port}/statistics?lang=th`)).text()
    expect(page).to.contain('พฤศจิกายน 2569').and.not.contain('ธันวาคม 2569')
    const csv = await (await fetch(`http://127.0.0.1:${address.port}/statistics.csv`)).text()
    expect(csv).not.to.match(/2569-12|ธ\.ค\.|ธันวาคม/)
  })

  it('When no year is given, then it is the running one; Thai digits are read; a year without data is twelve zeros', async () => {
    expect((await get('')).body).to.include({ fiscalYear: 2570, total: 0 })
    expect((await get(`?fiscalYear=${encodeURIComponent('๒๕๖๙')}`)).body).to.include({ fiscalYear: 2569 })
    expect(await months('?fiscalYear=2550')).to.have.length(12)
  })

  it('When a half, a quarter or a month is asked for, then only its months come', async () => {
    const named = async (query: string) =>
      ((await months(query)) as readonly { month: string }[]).map(({ month }) => month)
    expect(await named('?fiscalYear=2569&quarter=2')).to.deep.equal(['2569-01', '2569-02', '2569-03'])
    expect(await named('?fiscalYear=2569&half=2')).to.deep.equal(
      ['04', '05', '06', '07', '08', '09'].map((month) => `2569-${month}`),
    )
    expect(await named('?fiscalYear=2569&month=2569-09')).to.deep.equal(['2569-09'])
    expect((await get('?month=2569-10')).body).to.include({ fiscalYear: 2570 })
  })

  it('When a value is bad, then the answer names it, in the language that the asker reads', async () => {
    const bad: [string, string][] = [
      ['?fiscalYear=2026', 'fiscalYear'],
      ['?fiscalYear=', 'fiscalYear'],
      ['?fiscalYear=2569&fiscalYear=2568', 'fiscalYear'],
      ['?half=3', 'half'],
      ['?quarter=0', 'quarter'],
      ['?month=2569-13', 'month'],
      ['?month=2025-10', 'month'],
      ['?half=1&quarter=1', 'tooManyWindows'],
      ['?fiscalYear=2571', 'future'],
      ['?fiscalYear=2570&quarter=2', 'future'],
      ['?month=2569-12', 'future'],
    ]
    for (const [query, code] of bad) {
      const { status, body } = await get(query)
      expect([query, status]).to.deep.equal([query, 400])
      expect(body).to.have.property('code', code)
      expect(body).to.have.property('error').that.matches(/[ก-๙]/)
    }
    expect((await get('?fiscalYear=2571', 'en-GB')).body).to.deep.equal({
      error: 'The period asked for has not begun yet',
      code: 'future',
    })
  })
})
