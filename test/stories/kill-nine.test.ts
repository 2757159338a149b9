// A power cut in the middle of a busy hour: the process is killed without a warning while it receives, works and sends.
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { LinePlatform } from 'line-stand-in'
import { freePort, leasesOver, platformFor, startProductProcess } from '../harness/program.js'

const peopleCount = 100
const eventsEach = 5
const events = peopleCount * eventsEach

describe('kill -9 in the middle of 500 events', () => {
  let dataDir = ''
  let platform: LinePlatform
  let running: ChildProcess | undefined
  let port = 0
  let now = Date.now()

  async function startProcess(): Promise<void> {
    const { apiBaseUrl: lineApiBaseUrl, dataApiBaseUrl: lineDataApiBaseUrl } = platform
    running = startProductProcess({ dataDir, port, lineApiBaseUrl, lineDataApiBaseUrl, now })
    now += leasesOver
    await once(running, 'message')
  }

  async function settled(): Promise<void> {
    const done = running && once(running, 'message')
    running?.send('settle')
    await done
  }

  async function kill(): Promise<void> {
    const dead = running && once(running, 'exit')
    running?.kill('SIGKILL')
    await dead
  }

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sujarit-kill-'))
    port = await freePort()
    platform = await platformFor(port, { logLimit: events * 50 })
    await startProcess()
  })
  after(async () => {
    await kill()
    await platform?.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('loses none of them and answers none of them twice', async () => {
    const people = Array.from({ length: peopleCount }, (_, index) =>
      platform.addPerson({ name: `คนที่ ${index}`, friend: true }),
    )
    const said: Promise<unknown>[] = []
    for (let round = 0; round < eventsEach; round += 1) {
      for (const person of people) said.push(person.says('ช่วยเหลือ'))
      if (round === 1 || round === 3) {
        await answered(platform, (round * events) / eventsEach / 2)
        await kill()
        await startProcess()
      }
    }
    await Promise.all(said)
    await platform.settled()
    await answered(platform, events)
    // What would be a second answer is sent, if at all, with what is still due.
    await settled()
    const counts = people.map((person) => platform.accepted.countFor(person.userId))
    expect(counts).to.deep.equal(people.map(() => eventsEach))
  })
})

/** Until that many sends were accepted, or the time is up. */
async function answered(platform: LinePlatform, wanted: number, patience = 240_000): Promise<void> {
  const giveUp = Date.now() + patience
  while (platform.accepted.total < wanted && Date.now() < giveUp)
    await new Promise((next) => setTimeout(next, 20))
}
