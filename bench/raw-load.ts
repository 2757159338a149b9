// A load that costs little itself: requests are made beforehand, sockets are kept, and of an answer only its end is
// looked for. On two cores a heavier generator would take from the server what it wants to measure.
import { connect, type Socket } from 'node:net'
import type { SignedBody } from './signed-bodies.js'

export interface Load {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Answers that were not 200. */
  readonly failed: number
}

export interface LoadOptions {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  readonly bodies: readonly SignedBody[]
}

function requestOf({ body, signature }: SignedBody, port: number): Buffer {
  return Buffer.from(
    `POST /webhook HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `x-line-signature: ${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** Each connection has one request under way at a time. Ends early when the bodies are used up. */
export async function rawLoad({ port, connections, seconds, bodies }: LoadOptions): Promise<Load> {
  const requests = bodies.map((body) => requestOf(body, port))
  const took: number[] = []
  let failed = 0
  let next = 0
  const began = performance.now()
  const until = began + seconds * 1000

  function drive(socket: Socket, done: () => void): void {
    let sent = 0
    let answer = ''
    const send = () => {
      const request = requests[next]
      if (!request || performance.now() > until) return done()
      next += 1
      sent = performance.now()
      socket.write(request)
    }
    socket.on('data', (part: string) => {
      answer += part
      const head = answer.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0)
      if (answer.length < head + 4 + length) return
      took.push(performance.now() - sent)
      if (!answer.startsWith('HTTP/1.1 200')) failed += 1
      answer = ''
      send()
    })
    send()
  }

  await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<void>((done, lost) => {
          const socket = connect(port, '127.0.0.1', () => drive(socket, () => socket.end(done)))
          socket.setNoDelay(true).setEncoding('latin1').on('error', lost)
        }),
    ),
  )
  const elapsed = (performance.now() - began) / 1000
  took.sort((a, b) => a - b)
  const percentile = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  return { perSecond: took.length / elapsed, p50: percentile(0.5), p99: percentile(0.99), failed }
}
