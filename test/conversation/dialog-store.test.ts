import { expect } from 'chai'
import { createDialogStore, type OpenDialog } from '../../src/conversation/dialog-store.js'
import { createKeyring } from '../../src/security/keyring.js'
import { withDatabase } from '../harness/test-database.js'

describe('Half-done dialogs in the database', () => {
  const database = withDatabase()
  let time: number
  beforeEach(() => {
    time = Date.parse('2026-11-20T03:00:00Z')
  })
  const storeWith = (secret: number) =>
    createDialogStore(database(), createKeyring(Buffer.alloc(32, secret)), () => new Date(time))
  const dialog = (key: string, minutes: number): OpenDialog => ({
    key,
    channel: 'main',
    name: 'survey',
    version: 1,
    step: 'name',
    nonce: 'n',
    movedBy: 'e',
    expiresAt: new Date(time + minutes * 60_000),
    answers: { name: 'สมศรี' },
  })
  const rows = () => database().collection('dialogs').find().toArray()

  it('When its time has run out, then it is found by the sweeper, once, and then only that there was one', async () => {
    const store = storeWith(1)
    await store.save(dialog('ก', 30))
    await store.save(dialog('ข', 120))
    expect(await store.expired(10)).to.deep.equal([])
    time += 36 * 60_000
    expect((await store.expired(10)).map(({ key }) => key)).to.deep.equal(['ก'])
    await store.empty('ก')
    expect(await store.expired(10)).to.deep.equal([])
    expect(await store.find('ก')).to.equal('emptied')
    expect(await store.find('ข')).to.deep.include({ answers: { name: 'สมศรี' } })
  })

  it('When the person goes on just before the sweeper empties it, then what they said stays', async () => {
    const store = storeWith(1)
    await store.save(dialog('ก', 30))
    time += 36 * 60_000
    await store.expired(10)
    await store.save(dialog('ก', 30))
    await store.empty('ก')
    expect(await store.find('ก')).to.deep.include({ answers: { name: 'สมศรี' } })
  })

  it('When one cannot be opened any more, then it is emptied too, and in nobody’s way', async () => {
    await storeWith(1).save(dialog('ก', 30))
    const store = storeWith(2)
    await store.save(dialog('ข', 30))
    time += 36 * 60_000
    expect((await store.expired(10)).map(({ key }) => key)).to.deep.equal(['ข'])
    await store.empty('ข')
    for (const row of await rows()) expect(Object.keys(row).sort()).to.deep.equal(['_id', 'forgetAt'])
  })
})
