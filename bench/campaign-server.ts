// The product of the campaign bench, in a process of its own. Arguments: MongoDB address, API address, people.
import { setTimeout as wait } from 'node:timers/promises'
import mongoose from 'mongoose'
import { createProduct } from '../src/app/app.js'
import { dayInBangkok } from '../src/i18n/calendar/bangkok-time.js'
import { createLineClient } from '../src/line/line-client.js'
import type { Message } from '../src/line/message-builders.js'
import { createLog } from '../src/operation/log.js'
import { addressOf } from '../src/security/chat-address.js'
import { userIdOf } from './signed-bodies.js'

export interface FloorMeasured {
  readonly floorMilliseconds: number
}

export interface CampaignMeasured {
  /** From the end of planning to the last answer of LINE, and all that was written down. */
  readonly sendingMilliseconds: number
  /** From the confirmation until it is known and stored who gets it, and the last words to the officer. */
  readonly planningMilliseconds: number
  /** Of this process alone, for both. */
  readonly processorMilliseconds: number
  /** The most that the process grew while it planned and sent. */
  readonly grownMegabytes: number
}

const [uri = '', apiBaseUrl = '', people = '0'] = process.argv.slice(2)
const count = Number(people)
const connection = await mongoose.createConnection(uri).asPromise()
const product = createProduct({
  connection,
  channels: [{ name: 'main', secrets: ['bench'], accessToken: 'token' }],
  secretKey: Buffer.alloc(32, 7),
  publicUrl: 'https://sujarit.example',
  agencyName: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
  lineApiBaseUrl: apiBaseUrl,
  lineDataApiBaseUrl: apiBaseUrl,
  clock: () => new Date(),
  log: createLog('silent'),
})
await product.start()
await product.features.campaigns.addContent({
  kind: 'ethicsCode',
  key: 'ethics-code',
  th: { title: 'ประมวลจริยธรรม', summary: 'สรุปสาระสำคัญของประมวลจริยธรรม' },
})
await fillRoster()

/** Written row by row as registration leaves them; registering 20,000 people is not what is measured. */
async function fillRoster(): Promise<void> {
  const staff = connection.collection<{ _id: string }>('staff')
  const links = connection.collection<{ _id: string }>('links')
  const { keyring } = product.deps
  for (let start = 0; start < count; start += 500) {
    const numbers = Array.from({ length: 500 }, (_, index) => start + index + 1)
    await staff.insertMany(
      numbers.map((number) => ({
        _id: `staff-${number}`,
        employeeCode: `E${number}`,
        name: `person ${number}`,
        unit: `unit ${number % 40}`,
        position: '',
        active: true,
      })),
    )
    await links.insertMany(
      numbers.map((number) => {
        const { key, sealed } = addressOf(keyring, 'main', userIdOf(number))
        const staffId = `staff-${number}`
        return { _id: key, channel: 'main', sealed, roles: ['staff'], staffId, seat: `${staffId} main` }
      }),
    )
  }
}

async function floor(messages: readonly Message[]): Promise<FloorMeasured> {
  const client = createLineClient({ accessToken: 'token', apiBaseUrl, dataApiBaseUrl: apiBaseUrl })
  const chunks = Array.from({ length: count / 500 }, (_, chunk) =>
    Array.from({ length: 500 }, (_, index) => userIdOf(chunk * 500 + index + 1)),
  )
  return { floorMilliseconds: Math.round(await sentRaw(client, messages, chunks)) }
}

async function sentRaw(
  client: ReturnType<typeof createLineClient>,
  messages: readonly Message[],
  chunks: readonly (readonly string[])[],
): Promise<number> {
  const began = performance.now()
  let next = 0
  const lane = async () => {
    for (let chunk = chunks[next++]; chunk; chunk = chunks[next++])
      await client.multicast(chunk, messages, crypto.randomUUID())
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  return performance.now() - began
}

let campaigns = 0

async function campaign(): Promise<CampaignMeasured> {
  campaigns += 1
  const id = `bench-${campaigns}`
  const { rules } = product.features.campaigns
  const { keyring } = product.deps
  const audience = { parts: [{ kind: 'linkedStaff' as const }], exceptUnits: [] }
  const [published] = await rules.publishedContent(dayInBangkok(new Date()))
  if (!published) throw new Error('There is nothing to publish')
  const plan = await rules.plan('main', audience, { kind: 'now' })
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 50)
  const began = performance.now()
  const processor = process.cpuUsage()
  await rules.start({
    id,
    eventKey: id,
    at: new Date(),
    channel: 'main',
    by: 'bench',
    told: { to: addressOf(keyring, 'main', userIdOf(count + 1)), language: 'th' },
    published: [published],
    plan,
  })
  await product.worker.drain()
  for (;;) {
    const run = (await rules.result(id))?.runs[0]
    if (run?.state === 'ended' && run.startedAt && run.endedAt) {
      clearInterval(watch)
      const whole = performance.now() - began
      const sending = run.endedAt.getTime() - run.startedAt.getTime()
      const { user, system } = process.cpuUsage(processor)
      return {
        processorMilliseconds: Math.round((user + system) / 1000),
        planningMilliseconds: Math.round(whole - sending),
        sendingMilliseconds: sending,
        grownMegabytes: Math.round(((most - before) / 1024 / 1024) * 10) / 10,
      }
    }
    await wait(5)
  }
}

/** First the campaign, then, with the messages that it sent, the floor: both sides are warm by then. */
process.on('message', (sent: readonly Message[] | 'campaign') => {
  void (sent === 'campaign' ? campaign() : floor(sent)).then((measured) => process.send?.(measured))
})
process.send?.({ port: 0 })
