import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { deserialize, serialize } from 'bson'
import { expect } from 'chai'
import { startTestServer, type TestServer } from './embedded-server.js'

/** An OP_MSG by hand. */
function message(
  body: object,
  {
    flags = 0,
    id = 7,
    sequence,
  }: { flags?: number; id?: number; sequence?: { name: string; documents: object[] } } = {},
): Buffer {
  const parts = [Buffer.from([0]), serialize(body)]
  if (sequence) {
    const content = Buffer.concat([
      Buffer.from(`${sequence.name}\0`),
      ...sequence.documents.map((document) => serialize(document)),
    ])
    const size = Buffer.alloc(4)
    size.writeInt32LE(content.length + 4)
    parts.push(Buffer.from([1]), size, content)
  }
  if (flags & 1) parts.push(Buffer.from([1, 2, 3, 4]))
  const payload = Buffer.concat(parts)
  const header = Buffer.alloc(20)
  header.writeInt32LE(20 + payload.length, 0)
  header.writeInt32LE(id, 4)
  header.writeInt32LE(2013, 12)
  header.writeInt32LE(flags, 16)
  return Buffer.concat([header, payload])
}

describe('Embedded MongoDB: the wire protocol', () => {
  let test: TestServer
  let socket: Socket
  before(async () => {
    test = await startTestServer()
  })
  after(() => test.close())
  beforeEach(async () => {
    socket = connect(test.server.port, '127.0.0.1')
    await once(socket, 'connect')
  })
  afterEach(() => {
    socket.destroy()
  })

  /** The next whole answers on the socket, and what they answer. */
  async function answers(
    count: number,
  ): Promise<{ to: number; operation: number; body: Record<string, unknown> }[]> {
    let bytes = Buffer.alloc(0)
    const found = []
    for (;;) {
      while (bytes.length >= 4 && bytes.length >= bytes.readInt32LE(0)) {
        const size = bytes.readInt32LE(0)
        const operation = bytes.readInt32LE(12)
        const start = operation === 2013 ? 21 : 36
        found.push({ to: bytes.readInt32LE(8), operation, body: deserialize(bytes.subarray(start, size)) })
        bytes = bytes.subarray(size)
      }
      if (found.length >= count) return found
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      bytes = Buffer.concat([bytes, chunk])
    }
  }

  it('When a client says hello in the old way, then it is answered in the old way', async () => {
    const query = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(4),
      Buffer.from([255, 255, 255, 255]),
      serialize({ isMaster: 1, helloOk: true }),
    ])
    const header = Buffer.alloc(16)
    header.writeInt32LE(16 + query.length, 0)
    header.writeInt32LE(3, 4)
    header.writeInt32LE(2004, 12)
    socket.write(Buffer.concat([header, query]))
    const [answer] = await answers(1)
    expect(answer).to.include({ to: 3, operation: 1 })
    expect(answer?.body).to.include({ ismaster: true, helloOk: true, ok: 1 })
    expect(answer?.body).to.not.have.property('setName')
  })

  it('When a message has a checksum and a document sequence, then both are understood', async () => {
    const documents = [{ _id: 1 }, { _id: 2 }]
    socket.write(
      message({ insert: 'wire', $db: 'test' }, { flags: 1, sequence: { name: 'documents', documents } }),
    )
    expect((await answers(1))[0]?.body).to.deep.equal({ n: 2, ok: 1 })
  })

  it('When no answer is wanted, then none comes, and what follows on the connection sees the write', async () => {
    const insert = { insert: 'quiet', $db: 'test', writeConcern: { w: 0 } }
    const documents = [{ _id: 1 }]
    socket.write(
      Buffer.concat([
        message(insert, { flags: 2, id: 1, sequence: { name: 'documents', documents } }),
        message({ count: 'quiet', $db: 'test' }, { id: 2 }),
      ]),
    )
    expect(await answers(1)).to.deep.equal([{ to: 2, operation: 2013, body: { n: 1, ok: 1 } }])
  })

  it('When messages come in pieces or many at once, then each is answered in order', async () => {
    const pings = Buffer.concat([11, 12, 13].map((id) => message({ ping: 1, $db: 'test' }, { id })))
    socket.write(pings.subarray(0, 30))
    await new Promise((resolve) => setImmediate(resolve))
    socket.write(pings.subarray(30))
    expect((await answers(3)).map(({ to }) => to)).to.deep.equal([11, 12, 13])
  })

  function bodyTooLong(): Buffer {
    const bytes = message({ ping: 1, $db: 'test' })
    bytes.writeInt32LE(0x7fffffff, 21)
    return bytes
  }

  const UNKNOWN_OPERATION = Buffer.from([16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 9, 0, 0])

  for (const [what, bytes] of [
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['a body longer than its message', bodyTooLong()],
    ['an unknown operation', UNKNOWN_OPERATION],
  ] as const) {
    it(`When ${what} comes, then the connection ends and the server lives`, async () => {
      socket.write(bytes)
      await once(socket, 'close')
      expect((await test.client.db().command({ ping: 1 })).ok).to.equal(1)
    })
  }

  it('When a command has no database or is unknown, then the error says so', async () => {
    socket.write(Buffer.concat([message({ ping: 1 }), message({ fly: 1, $db: 'test' })]))
    const [first, second] = await answers(2)
    expect(first?.body).to.include({ ok: 0, code: 40571 })
    expect(second?.body).to.include({
      ok: 0,
      code: 59,
      codeName: 'CommandNotFound',
      errmsg: "no such command: 'fly'",
    })
  })
})
