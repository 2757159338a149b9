import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { HTTPFetchError } from '@line/bot-sdk'
import { expect } from 'chai'
import type { LinePerson } from '../src/line-platform.js'
import { type ListeningBot, startListeningBot } from './listening-bot.js'

const day = 86_400_000

describe('The LINE stand-in: what LINE counts of a sending', () => {
  let bot: ListeningBot
  let people: LinePerson[]
  let now: number
  beforeEach(async () => {
    now = Date.parse('2026-11-20T03:00:00Z')
    bot = await startListeningBot({ clock: () => now })
    people = Array.from({ length: 25 }, (_, index) =>
      bot.platform.addPerson({ name: `คน ${index}`, friend: true }),
    )
  })
  afterEach(() => bot.stop())

  const send = (unit: string) =>
    bot.client.multicast({
      to: people.map(({ userId }) => userId),
      messages: [{ type: 'text', text: 'ประกาศ' }],
      customAggregationUnits: [unit],
    })
  const figures = async (from = '20261120', to = '20261204') =>
    (await bot.client.getStatisticsPerUnit('notice', from, to)).overview

  it('When 20 have seen it, then LINE says so on the next day, for 14 days, and withholds what is below', async () => {
    await send('notice')
    bot.platform.noteInsight('notice', 'seen', people.slice(0, 20))
    bot.platform.noteInsight('notice', 'clicked', people.slice(0, 19))
    expect(await figures()).to.include({ uniqueImpression: null })
    now += day
    expect(await figures()).to.include({ uniqueImpression: 20, uniqueClick: null })
    expect(await figures('20261121')).to.include({ uniqueImpression: null })
    now += 14 * day
    expect(await figures()).to.include({ uniqueImpression: null })
  })

  it('When a name or a day is wrong, or the days are more than 30 apart, then it is refused', async () => {
    for (const [unit, from, to] of [
      ['no-hyphens', '20261120', '20261121'],
      ['notice', '2026-11-20', '20261121'],
      ['notice', '20261120', '20261221'],
      ['notice', '20261120', '20261119'],
    ] as const) {
      const error = await bot.client.getStatisticsPerUnit(unit, from, to).catch((reason: unknown) => reason)
      expect(error).to.be.instanceOf(HTTPFetchError)
      if (error instanceof HTTPFetchError) expect(error.status).to.equal(400)
    }
  })

  it('When a month has 1,000 names, then further ones are dropped without a word', async () => {
    for (let number = 0; number < 1001; number += 1) {
      now += 6
      await send(`unit_${number}`)
    }
    expect((await bot.client.getAggregationUnitUsage()).numOfCustomAggregationUnits).to.equal(1000)
    const first = await bot.client.getAggregationUnitNameList('100', '0')
    expect(first.customAggregationUnits).to.have.length(100)
    expect(first.next).to.be.a('string')
    bot.platform.noteInsight('unit_1000', 'seen', people)
    now += day
    const { overview } = await bot.client.getStatisticsPerUnit('unit_1000', '20261120', '20261121')
    expect(overview.uniqueImpression).to.equal(null)
  })

  it('When the platform restarts, then what LINE has counted is told as if it had never stopped', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'line-'))
    const stateFile = path.join(folder, 'line.json')
    await bot.stop()
    bot = await startListeningBot({ clock: () => now, stateFile })
    people = Array.from({ length: 25 }, (_, index) =>
      bot.platform.addPerson({ name: `คน ${index}`, friend: true }),
    )
    await send('notice')
    await send('second')
    bot.platform.noteInsight('notice', 'seen', people.slice(0, 22))
    bot.platform.noteInsight('notice', 'clicked', people.slice(0, 21))
    const spent = bot.platform.quotaUsage()
    await bot.stop()

    bot = await startListeningBot({ clock: () => now, stateFile })
    expect(bot.platform.unitsThisMonth()).to.deep.equal(['notice', 'second'])
    expect([spent, bot.platform.quotaUsage()]).to.deep.equal([50, 50])
    // Whoever had seen it before is no further person.
    bot.platform.noteInsight('notice', 'seen', people.slice(0, 23))
    now += day
    expect(await figures()).to.include({ uniqueImpression: 23, uniqueClick: 21 })
    expect((await bot.client.getStatisticsPerUnit('second', '20261120', '20261121')).overview).to.include({
      uniqueImpression: null,
    })

    // What LINE has forgotten is not kept either.
    now += 40 * day
    bot.platform.noteInsight('notice', 'seen', [])
    await bot.stop()
    const { insight } = JSON.parse(fs.readFileSync(`${stateFile}.history`, 'utf8'))
    expect(insight).to.deep.equal({ units: [], sends: [] })
    bot = await startListeningBot({ clock: () => now, stateFile })
  })
})
