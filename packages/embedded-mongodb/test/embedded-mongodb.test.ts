import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import {
  DirectoryInUse,
  type EmbeddedMongo,
  findOrStartEmbeddedMongo,
  startEmbeddedMongo,
} from '../src/embedded-mongodb.js'
import { startDatabaseProcess } from './database-child.js'

describe('Embedded MongoDB: starting and finding', () => {
  let dataDir: string
  const running: EmbeddedMongo[] = []

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'embedded-mongodb-start-'))
  })
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.stop()))
    await rm(dataDir, { recursive: true, force: true })
  })

  async function started(work: Promise<EmbeddedMongo>): Promise<EmbeddedMongo> {
    const server = await work
    running.push(server)
    return server
  }

  async function withClient<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
    const client = await MongoClient.connect(uri)
    try {
      return await work(client)
    } finally {
      await client.close()
    }
  }

  it('When it runs in a thread of its own, then it serves, tells where in a file, and stops cleanly', async () => {
    const server = await started(startEmbeddedMongo({ dataDir }))
    expect(server.uri).to.equal(`mongodb://127.0.0.1:${server.port}/test?directConnection=true`)
    expect(JSON.parse(readFileSync(join(dataDir, 'mongodb.json'), 'utf8'))).to.deep.equal({
      port: server.port,
      pid: process.pid,
    })
    await withClient(server.uri, (client) => client.db().collection('a').insertOne({ n: 1 }))
    await Promise.all([server.stop(), server.stop()])
    expect(existsSync(join(dataDir, 'mongodb.json'))).to.equal(false)
    const again = await started(startEmbeddedMongo({ dataDir, thread: 'same' }))
    expect(
      await withClient(again.uri, (client) => client.db().collection('a').countDocuments({ n: 1 })),
    ).to.equal(1)
  })

  it('When a script looks, then it finds the running server and leaves it running', async () => {
    const server = await started(startEmbeddedMongo({ dataDir, thread: 'same' }))
    const found = await findOrStartEmbeddedMongo({ dataDir })
    expect(found).to.include({ port: server.port, ours: false })
    await found.stop()
    await withClient(server.uri, (client) => client.db().command({ ping: 1 }))
  })

  it('When nothing runs, then a script gets a server of its own, also when an old file points to another', async () => {
    const other = await mkdtemp(join(tmpdir(), 'embedded-mongodb-other-'))
    const stranger = await started(startEmbeddedMongo({ dataDir: other, thread: 'same' }))
    writeFileSync(join(dataDir, 'mongodb.json'), JSON.stringify({ port: stranger.port, pid: process.pid }))
    const server = await started(findOrStartEmbeddedMongo({ dataDir }))
    expect(server.ours).to.equal(true)
    expect(server.port).to.not.equal(stranger.port)
    await stranger.stop()
    await rm(other, { recursive: true, force: true })
  })

  it('When two scripts begin at once, then both work on one server', async () => {
    const [a, b] = await Promise.all([0, 1].map(() => started(findOrStartEmbeddedMongo({ dataDir }))))
    expect(a?.port).to.equal(b?.port)
    expect([a?.ours, b?.ours].sort()).to.deep.equal([false, true])
  })

  it('When another process has the directory, then it waits for it, and otherwise names it', async () => {
    const child = startDatabaseProcess(dataDir)
    await once(child, 'message')
    const refusal = await startEmbeddedMongo({ dataDir, waitMs: 0 }).catch((error: unknown) => error)
    expect(refusal).to.be.instanceOf(DirectoryInUse)
    expect(refusal).to.deep.include({ pid: child.pid })
    const waiting = started(startEmbeddedMongo({ dataDir, thread: 'same', waitMs: 20_000 }))
    child.kill('SIGKILL')
    expect((await waiting).ours).to.equal(true)
  })

  it('When asked from outside this machine, then nobody listens', async () => {
    const server = await started(startEmbeddedMongo({ dataDir, thread: 'same' }))
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4')
    if (!outside) return
    const socket = connect(server.port, outside.address)
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
    expect(error.code).to.equal('ECONNREFUSED')
  })
})
