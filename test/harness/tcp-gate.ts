// A gate on the way to a server: shut, it refuses connections and cuts those that are open; frozen, it takes bytes and
// passes none on, as a network does that has gone silent.
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface TcpGate {
  readonly port: number
  /** Where the way leads; only new connections go there. */
  leadTo(port: number): void
  shut(): Promise<void>
  freeze(): void
  /** Open again after `shut` or `freeze`; what was frozen flows on. */
  open(): Promise<void>
}

export async function startTcpGate(target = 0): Promise<TcpGate> {
  const sockets = new Set<Socket>()
  let to = target
  let frozen = false
  const server = createServer((here) => {
    const there = connect(to, '127.0.0.1')
    for (const [from, into] of [
      [here, there],
      [there, here],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => into.write(bytes))
      if (frozen) from.pause()
      // An end that breaks ends the other one too; whoever used it sees a closed connection.
      from.on('error', () => into.destroy())
      from.on('close', () => {
        sockets.delete(from)
        into.destroy()
      })
    }
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  return {
    port,
    leadTo(next) {
      to = next
    },
    async shut() {
      frozen = false
      const closed = server.listening ? once(server, 'close') : undefined
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    freeze() {
      frozen = true
      for (const socket of sockets) socket.pause()
    },
    async open() {
      frozen = false
      for (const socket of sockets) socket.resume()
      if (!server.listening) await listen(port)
    },
  }
}
