import { expect } from 'chai'
import { createSendPace } from '../../src/delivery/send-pace.js'

describe('When requests are paced', () => {
  it('then a burst goes at once and the rest at the rate, in their order', async () => {
    let now = 0
    const waits: number[] = []
    const pace = createSendPace(
      { perSecond: 100, burst: 2 },
      {
        now: () => now,
        wait: async (milliseconds) => {
          waits.push(Math.round(milliseconds))
        },
      },
    )
    for (let request = 0; request < 5; request += 1) await pace.turn()
    expect(waits).to.deep.equal([10, 20, 30])
    now = 1000
    await pace.turn()
    await pace.turn()
    await pace.turn()
    expect(waits).to.deep.equal([10, 20, 30, 10])
  })
})
