// From an event to its reply at the LINE stand-in: 1,000 different people, everything durable on the way. The stand-in
// with the people runs here, the product with its embedded database in a process of its own: two cores in all.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startLinePlatform } from 'line-stand-in'
import { startChild } from './child.js'
import { userIdOf } from './signed-bodies.js'

const secret = 'bench-secret'
const peopleCount = 1000
const eventsEach = 5
const atOnce = 64

export async function benchPipeline() {
  const dataDir = await mkdtemp(join(tmpdir(), 'sujarit-bench-'))
  const platform = await startLinePlatform({
    channels: [{ name: 'main', secret, accessToken: 'token', botName: 'bench' }],
    historyLimit: 5,
    logLimit: peopleCount * eventsEach * 3,
  })
  const product = await startChild('door-server.ts', [secret, platform.apiBaseUrl, dataDir, 'worker'])
  platform.setWebhookUrl('main', `http://127.0.0.1:${product.port}/webhook`)
  const people = Array.from({ length: peopleCount }, (_, index) =>
    platform.addPerson({ name: `person ${index}`, userId: userIdOf(index + 1) }),
  )
  try {
    // Friends first, unmeasured: it warms both processes, and each is greeted once.
    await inLanes(people, atOnce, async (person) => {
      await person.follow('main')
    })
    await untilReplied(platform, peopleCount)
    platform.accepted.clear()

    const began = performance.now()
    const acts = Array.from({ length: peopleCount * eventsEach }, (_, index) => people[index % peopleCount])
    let refused = 0
    await inLanes(acts, atOnce, async (person) => {
      const said = await person?.says('ช่วยเหลือ')
      if (said?.delivery.status !== 200) refused += 1
    })
    const received = performance.now()
    await untilReplied(platform, acts.length - refused)
    const ended = performance.now()
    const answers = people.map((person) => platform.accepted.countFor(person.userId))
    return {
      events: acts.length,
      people: peopleCount,
      perSecond: Math.round((acts.length / (ended - began)) * 1000),
      acknowledgedPerSecond: Math.round((acts.length / (received - began)) * 1000),
      notAcknowledged: refused,
      lost: answers.reduce((sum, count) => sum + Math.max(0, eventsEach - count), 0) - refused,
      answeredTwice: answers.reduce((sum, count) => sum + Math.max(0, count - eventsEach), 0),
      byPush: platform.accepted.counts.push,
    }
  } finally {
    await product.stop()
    await platform.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Gives up after a minute: what is missing then is counted as lost. */
async function untilReplied(platform: { accepted: { total: number } }, wanted: number): Promise<void> {
  const giveUp = performance.now() + 60_000
  while (platform.accepted.total < wanted && performance.now() < giveUp) await wait(5)
}

async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < items.length) {
      const item = items[next]
      next += 1
      if (item !== undefined) await work(item)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
