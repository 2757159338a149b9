import { expect } from 'chai'
import { createGroupCommit } from '../../src/database/group-commit.js'

describe('Group commit', () => {
  it('When items arrive during a write, then the next write carries them all', async () => {
    const writes: number[][] = []
    let release: () => void = () => undefined
    const commit = createGroupCommit<number>(async (items) => {
      writes.push([...items])
      if (writes.length === 1)
        await new Promise<void>((done) => {
          release = done
        })
    })
    const first = commit(1)
    await new Promise(setImmediate)
    const rest = [commit(2), commit(3)]
    release()
    await Promise.all([first, ...rest])
    expect(writes).to.deep.equal([[1], [2, 3]])
  })
  it('When a write fails, then only those that it carried hear of it', async () => {
    let fail = true
    const commit = createGroupCommit<number>(async () => {
      if (!fail) return
      fail = false
      throw new Error('away')
    })
    expect(
      await commit(1).then(
        () => 'stored',
        (error: Error) => error.message,
      ),
    ).to.equal('away')
    expect(await commit(2).then(() => 'stored')).to.equal('stored')
  })
  it('When there are two lanes, then a second write starts while the first one is under way', async () => {
    const writes: number[][] = []
    const releases: (() => void)[] = []
    const commit = createGroupCommit<number>(
      (items) => {
        writes.push([...items])
        return new Promise((done) => releases.push(done))
      },
      { lanes: 2 },
    )
    const first = commit(1)
    await new Promise(setImmediate)
    const second = commit(2)
    await new Promise(setImmediate)
    const third = commit(3)
    await new Promise(setImmediate)
    expect(writes).to.deep.equal([[1], [2]])
    for (const release of releases) release()
    await Promise.all([first, second])
    await new Promise(setImmediate)
    expect(writes).to.deep.equal([[1], [2], [3]])
    for (const release of releases) release()
    await third
  })
  it('When more come than one write may carry, then nothing is lost', async () => {
    const seen: number[] = []
    const commit = createGroupCommit<number>(async (items) => void seen.push(...items), { most: 10 })
    await Promise.all(Array.from({ length: 95 }, (_, index) => commit(index)))
    expect(seen).to.have.length(95)
  })
})
