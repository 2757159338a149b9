// A campaign to 20,000 people at the LINE stand-in. The stand-in and the database run here, the product in a process of
// its own, whose memory is watched. The floor is what LINE's documented limit (200 multicasts a second, switched on) makes of 40
// multicasts of 500: 0.2 s; on a machine where the stand-in is slower than that, the same 40 multicasts of the same words, sent
// as fast as they go with nothing stored before or after. LINE's bucket lets a burst through, so that a ratio under 1 is possible.
// Floor and campaign take turns, and the fastest of each are compared: whatever else the machine does can only make one slower.
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedMongo } from 'embedded-mongodb'
import type { JsonObject } from 'line-stand-in'
import { startLinePlatform } from 'line-stand-in'
import type { CampaignMeasured, FloorMeasured } from './campaign-server.js'
import { startChild } from './child.js'
import { userIdOf } from './signed-bodies.js'

const peopleCount = 20_000
const rounds = 6
/** Messaging API reference, "Rate limits". */
const multicastsPerSecond = 200

export async function benchCampaign() {
  const dataDir = await mkdtemp(join(tmpdir(), 'sujarit-bench-'))
  const mongo = await startEmbeddedMongo({ dataDir, database: 'sujarit' })
  const platform = await startLinePlatform({
    channels: [{ name: 'main', secret: 'bench', accessToken: 'token', botName: 'bench' }],
    historyLimit: 2,
    logLimit: 200,
  })
  for (let number = 1; number <= peopleCount; number += 1)
    platform.addPerson({ name: `person ${number}`, userId: userIdOf(number), friend: true })
  // The officer, who is told how it goes and is not one of them.
  platform.addPerson({ name: 'officer', userId: userIdOf(peopleCount + 1), friend: true })
  const child = await startChild('campaign-server.ts', [mongo.uri, platform.apiBaseUrl, String(peopleCount)])
  try {
    // Unmeasured: it opens 20,000 chats at the stand-in, and warms both sides.
    await ask<FloorMeasured>(child.process, [{ type: 'text', text: 'สวัสดี' }])
    const first = await ask<CampaignMeasured>(child.process, 'campaign')
    const campaigns: CampaignMeasured[] = []
    const floors: number[] = []
    const wrong = { lost: 0, twice: 0 }
    for (let round = 0; round < rounds; round += 1) {
      platform.accepted.clear()
      campaigns.push(await ask<CampaignMeasured>(child.process, 'campaign'))
      const times = Array.from({ length: peopleCount }, (_, index) =>
        platform.accepted.countFor(userIdOf(index + 1)),
      )
      wrong.lost += times.filter((count) => count === 0).length
      wrong.twice += times.filter((count) => count > 1).length
      const [sent] = platform.accepted.all().filter(({ kind }) => kind === 'multicast')
      floors.push((await ask<FloorMeasured>(child.process, sent?.messages ?? [])).floorMilliseconds)
    }
    const limitMilliseconds = (peopleCount / 500 / multicastsPerSecond) * 1000
    const standInMilliseconds = fastest(floors)
    const sendingMilliseconds = fastest(campaigns.map((one) => one.sendingMilliseconds))
    return {
      people: peopleCount,
      rounds,
      limitMilliseconds,
      standInMilliseconds,
      sendingMilliseconds,
      timesFloor: ratio(sendingMilliseconds, Math.max(limitMilliseconds, standInMilliseconds)),
      planningMilliseconds: fastest(campaigns.map((one) => one.planningMilliseconds)),
      processorMilliseconds: fastest(campaigns.map((one) => one.processorMilliseconds)),
      grownMegabytes: Math.max(...[first, ...campaigns].map((one) => one.grownMegabytes)),
      ...wrong,
    }
  } finally {
    await child.stop()
    await platform.stop()
    await mongo.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function ask<Answer>(child: ChildProcess, what: 'campaign' | JsonObject[]): Promise<Answer> {
  return new Promise((answered) => {
    child.once('message', (message) => answered(message as Answer))
    child.send?.(what)
  })
}

const ratio = (one: number, other: number): number => Math.round((one / other) * 100) / 100
const fastest = (times: readonly number[]): number => Math.min(...times)
