// A campaign to 20,000 people at the LINE stand-in. The stand-in and the database run here, the product in a process of
// its own, whose memory is watched. The floor is what LINE's rate limit and the stand-in allow: the same 40 multicasts of
// the same words to 500 people each, sent as fast as they go with nothing stored before or after, the limit of 200 a second switched on.
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLinePlatform } from '../src/local/line-platform/line-platform.js'
import type { JsonObject } from '../src/local/line-platform/webhook-event-types.js'
import { startEmbeddedMongo } from '../src/local/mongodb/embedded-mongodb.js'
import type { CampaignMeasured } from './campaign-server.js'
import { startChild } from './child.js'
import { userIdOf } from './signed-bodies.js'

const peopleCount = 20_000

export async function benchCampaign() {
  const dataDir = await mkdtemp(join(tmpdir(), 'sujarit-bench-'))
  const mongo = await startEmbeddedMongo({ dataDir })
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
    await ask<CampaignMeasured>(child.process, [{ type: 'text', text: 'สวัสดี' }])
    platform.accepted.clear()
    const campaign = await ask<CampaignMeasured>(child.process, 'campaign')
    const multicasts = platform.accepted.counts.multicast
    const [sent] = platform.accepted.all().filter(({ kind }) => kind === 'multicast')
    const each = Array.from({ length: peopleCount }, (_, index) =>
      platform.accepted.countFor(userIdOf(index + 1)),
    )
    const floor = await ask<CampaignMeasured>(child.process, sent?.messages ?? [])
    return {
      people: peopleCount,
      multicasts,
      ...campaign,
      ...floor,
      timesFloor: ratio(campaign.sendingMilliseconds, floor.floorMilliseconds),
      lost: each.filter((count) => count === 0).length,
      twice: each.filter((count) => count > 1).length,
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

const ratio = (one = 0, other = 0): number => Math.round((one / other) * 100) / 100
