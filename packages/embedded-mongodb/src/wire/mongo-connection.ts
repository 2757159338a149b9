// One client's connection: cuts the stream into messages and answers them one after the other, in the order they came.
// A message that is none, or too large, ends the connection.
import type { Socket } from 'node:net'
import { HEADER_BYTES, LARGEST_MESSAGE, parseRequest, type Request, replyMessage } from './op-msg.js'

export type Respond = (request: Request) => Buffer | Promise<Buffer>

export class MongoConnection {
  private chunks: Buffer[] = []
  private received = 0
  private readonly waiting: Request[] = []
  private busy = false
  private whenIdle: (() => void) | undefined

  constructor(
    private readonly socket: Socket,
    private readonly respond: Respond,
  ) {
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.receive(chunk))
  }

  /** Resolves when the answer under way is out; what waits behind it is not begun. */
  async close(): Promise<void> {
    this.socket.pause()
    this.waiting.length = 0
    if (this.busy) {
      await new Promise<void>((resolve) => {
        this.whenIdle = resolve
      })
    }
    this.socket.destroySoon()
  }

  private receive(chunk: Buffer): void {
    this.chunks.push(chunk)
    this.received += chunk.length
    try {
      this.cutMessages()
    } catch {
      this.socket.destroy()
      return
    }
    if (!this.busy) this.answerWaiting()
  }

  private cutMessages(): void {
    while (this.received >= HEADER_BYTES) {
      const first = this.joined(4)
      const size = first.readInt32LE(0)
      if (size < HEADER_BYTES || size > LARGEST_MESSAGE) throw new Error('no message')
      if (this.received < size) return
      const bytes = this.joined(size)
      this.waiting.push(parseRequest(bytes.subarray(0, size)))
      this.received -= size
      this.chunks = this.received > 0 ? [bytes.subarray(size), ...this.chunks.slice(1)] : []
    }
  }

  /** The first chunk, made to hold at least `size` bytes. */
  private joined(size: number): Buffer {
    const [first] = this.chunks
    if (first && first.length >= size) return first
    const all = Buffer.concat(this.chunks)
    this.chunks = [all]
    return all
  }

  private answerWaiting(): void {
    for (;;) {
      const request = this.waiting.shift()
      if (!request) return
      const answer = this.respond(request)
      if (answer instanceof Promise) {
        this.busy = true
        void answer.then((bytes) => this.finish(request, bytes))
        return
      }
      this.send(request, answer)
    }
  }

  private finish(request: Request, bytes: Buffer): void {
    this.send(request, bytes)
    this.busy = false
    this.whenIdle?.()
    this.answerWaiting()
  }

  private send(request: Request, bytes: Buffer): void {
    if (request.wantsReply && !this.socket.destroyed) this.socket.write(replyMessage(request, bytes))
  }
}
