import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { createMediaStore, MediaRefused, MOST_MEDIA_BYTES } from '../../src/media/media-store.js'
import { withDatabase } from '../harness/test-database.js'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
const JPEG = Buffer.from('ffd8ffe0', 'hex')
const picture = (first: Buffer, size: number) => Buffer.concat([first, Buffer.alloc(size - first.length, 5)])

describe('Media store', () => {
  const connection = withDatabase()

  it('When a picture is kept, then its path is its hash and it is found again byte for byte', async () => {
    const store = createMediaStore(connection())
    const bytes = picture(PNG, 3000)
    const kept = await store.keep(bytes, 'image/png')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(kept).to.deep.equal({ sha256, path: `/media/${sha256}.png` })
    const found = await store.find(sha256)
    expect(found?.mime).to.equal('image/png')
    expect(Buffer.isBuffer(found?.bytes) && found.bytes.equals(bytes)).to.equal(true)
    expect((await store.keep(picture(JPEG, 100), 'image/jpeg')).path).to.match(/\.jpg$/)
  })

  it('When equal bytes are kept again, also at the same moment, then there is one of them', async () => {
    const [store, other] = [createMediaStore(connection()), createMediaStore(connection())]
    const bytes = picture(PNG, 500)
    const kept = await Promise.all(
      [store, other, store, other].map((keeper) => keeper.keep(bytes, 'image/png')),
    )
    expect(new Set(kept.map(({ path }) => path)).size).to.equal(1)
    expect(await connection().collection('media').countDocuments({})).to.equal(1)
  })

  it('When only the day of keeping may be known, then no time of day is kept', async () => {
    const store = createMediaStore(connection(), () => new Date('2026-02-03T04:05:06Z'))
    await store.keep(picture(PNG, 40), 'image/png')
    const row = await connection().collection('media').findOne({})
    expect(row?.keptOn).to.deep.equal(new Date('2026-02-03T00:00:00Z'))
  })

  it('When a file is empty, over 10 MB or not what its type says, then it is refused and nothing is kept', async () => {
    const store = createMediaStore(connection())
    const reasonFor = (bytes: Buffer, mime: 'image/png' | 'image/jpeg') =>
      store.keep(bytes, mime).then(
        () => 'kept',
        (error: unknown) => (error instanceof MediaRefused ? error.reason : error),
      )
    expect(await reasonFor(Buffer.alloc(0), 'image/png')).to.equal('empty')
    expect(await reasonFor(picture(PNG, MOST_MEDIA_BYTES + 1), 'image/png')).to.equal('tooLarge')
    expect(await reasonFor(Buffer.from('<script>'), 'image/png')).to.equal('notThisKind')
    expect(await reasonFor(picture(PNG, 50), 'image/jpeg')).to.equal('notThisKind')
    expect(await connection().collection('media').countDocuments({})).to.equal(0)
  })

  it('When the largest picture is kept, then it comes back whole', async () => {
    const store = createMediaStore(connection())
    const { sha256 } = await store.keep(picture(JPEG, MOST_MEDIA_BYTES), 'image/jpeg')
    expect((await store.find(sha256))?.bytes.length).to.equal(MOST_MEDIA_BYTES)
  })

  it('When a hash is unknown or no hash at all, then nothing is found', async () => {
    const store = createMediaStore(connection())
    expect(await store.find('0'.repeat(64))).to.equal(undefined)
    expect(await store.find('../../etc/passwd')).to.equal(undefined)
  })
})
