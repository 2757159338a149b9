// The product twice on one database, behind one LINE account: whoever takes an event answers it, and nobody else does.
import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import type { Connection } from 'mongoose'
import type { Product } from '../../src/app/product.js'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { secondReplica } from '../harness/second-replica.js'

describe('Two replicas of the product', () => {
  const secretKey = randomBytes(32)
  let running: RunningProduct
  let connection: Connection
  let second: Product
  before(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z'), product: { secretKey } })
    ;({ product: second, connection } = await secondReplica(running, secretKey))
  })
  after(async () => {
    await second?.stop()
    await running?.stop()
    await connection?.close()
  })

  it('When twenty people ask five times each while both work, then each question is answered once', async () => {
    const people = Array.from({ length: 20 }, (_, index) =>
      running.platform.addPerson({ name: `คนที่ ${index}`, friend: true }),
    )
    await running.product.worker.stop()
    for (let round = 0; round < 5; round += 1) await Promise.all(people.map((one) => one.says('ช่วยเหลือ')))
    await Promise.all([second.start(), running.product.worker.start()])
    await running.platform.settled()
    await Promise.all([second.worker.drain(), running.product.worker.drain()])
    expect(people.map(({ userId }) => running.platform.accepted.countFor(userId))).to.deep.equal(
      people.map(() => 5),
    )
    expect(running.platform.accepted.counts).to.include({ reply: 100, push: 0 })
    const turns = async (product: Product) => {
      const { values } = await product.metrics.turns.get()
      return values.reduce((sum, { value }) => sum + value, 0)
    }
    const [here, there] = [await turns(running.product), await turns(second)]
    expect(here + there).to.equal(100)
    expect(Math.min(here, there)).to.be.above(0)
  })

  it('When one is stopped in between, then the other answers what comes', async () => {
    await running.product.worker.stop()
    const person = running.platform.addPerson({ name: 'อีกคน', friend: true })
    await person.says('ช่วยเหลือ')
    await second.worker.drain()
    expect(person.texts()).to.have.length(1)
    running.product.worker.start()
  })
})
