// How every collection of the product is kept: in the order of ids that tell no order. A collection that nobody has thought of fails.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { projectRoot } from '../../src/operation/project-root.js'
import { collectionIds } from '../harness/collection-ids.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

describe('The collections of the product', () => {
  let running: RunningProduct
  before(async () => {
    running = await startProduct()
  })
  after(() => running?.stop())

  const all = async () =>
    (await running.connection.db?.listCollections({}, { nameOnly: false }).toArray()) ??
    expect.fail('No database')

  it('When a collection is made, then it lies in the order of its ids', async () => {
    const heaped = (await all()).filter(
      (one) => !('options' in one && one.options && 'clusteredIndex' in one.options),
    )
    expect(heaped.map(({ name }) => name)).to.deep.equal([])
  })

  it('When a collection is made, then it is said what its ids are, and why they tell nothing of a report', async () => {
    const names = (await all()).map(({ name }) => name)
    expect(names.filter((name) => collectionIds[name] === undefined)).to.deep.equal([])
    expect(Object.keys(collectionIds).filter((name) => !names.includes(name))).to.deep.equal([])
  })

  it('When rows are described in the source, then they are clustered there', () => {
    const sources = readdirSync(join(projectRoot, 'src'), { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.ts') && !file.startsWith('local/'))
      .map((file) => [file, readFileSync(join(projectRoot, 'src', file), 'utf8')] as const)
      // Of one that lies inside rows of another it is said that it has no id of its own.
      .filter(([, text]) => /new Schema</.test(text) || /\.createCollection\(/.test(text))
    expect(sources.length).to.be.above(30)
    for (const [file, text] of sources) expect(text, file).to.match(/clustered/)
  })
})
