// MongoDB's wire protocol, as far as a driver of today needs it: OP_MSG with document sequences, a checksum that is skipped,
// and "more to come" (no answer wanted); OP_QUERY only for the first hello of a connection. No compression.
import { MongoError } from '../commands/mongo-errors.js'

const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013

export const HEADER_BYTES = 16
export const LARGEST_MESSAGE = 48_000_000

const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2
/** Bits that a server must understand: all below the 16th. */
const REQUIRED_BITS = 0xffff

export interface Request {
  readonly id: number
  readonly body: Buffer
  /** Document sequences by field name; the bytes of each document. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>
  readonly wantsReply: boolean
  /** Asked with OP_QUERY: answered with OP_REPLY. */
  readonly isLegacy: boolean
  /** OP_QUERY names the database outside the body. */
  readonly database: string | undefined
}

const NO_SEQUENCES: ReadonlyMap<string, readonly Buffer[]> = new Map()

/** One whole message, header included. Throws MongoError for what is no message we know. */
export function parseRequest(message: Buffer): Request {
  const id = message.readInt32LE(4)
  const operation = message.readInt32LE(12)
  if (operation === OP_MSG) return parseMessage(message, id)
  if (operation === OP_QUERY) return parseQuery(message, id)
  throw new MongoError(
    352,
    `Unsupported OP_QUERY or opcode ${operation}. The client driver may require an upgrade.`,
  )
}

function parseMessage(message: Buffer, id: number): Request {
  const flags = message.readUInt32LE(HEADER_BYTES)
  if ((flags & REQUIRED_BITS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0) {
    throw new MongoError(2, `Message contains illegal flags value: Ob${flags.toString(2)}`)
  }
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0)
  let body: Buffer | undefined
  let sequences: Map<string, Buffer[]> | undefined
  let at = HEADER_BYTES + 4
  while (at < end) {
    const kind = message[at++]
    const size = sizeAt(message, at, end)
    if (kind === 0) body = message.subarray(at, at + size)
    else if (kind === 1) {
      const nameEnd = message.indexOf(0, at + 4)
      sequences ??= new Map()
      sequences.set(message.toString('utf8', at + 4, nameEnd), documentsIn(message, nameEnd + 1, at + size))
    } else throw new MongoError(40432, `Unknown section kind ${kind}`)
    at += size
  }
  if (!body) throw new MongoError(40587, 'OP_MSG messages must have a body')
  return {
    id,
    body,
    sequences: sequences ?? NO_SEQUENCES,
    wantsReply: (flags & MORE_TO_COME) === 0,
    isLegacy: false,
    database: undefined,
  }
}

function sizeAt(message: Buffer, at: number, end: number): number {
  const size = at + 4 <= end ? message.readInt32LE(at) : -1
  if (size < 5 || at + size > end) throw new MongoError(22, 'invalid length in a message')
  return size
}

function documentsIn(message: Buffer, start: number, end: number): Buffer[] {
  const documents: Buffer[] = []
  let at = start
  while (at < end) {
    const size = sizeAt(message, at, end)
    documents.push(message.subarray(at, at + size))
    at += size
  }
  return documents
}

function parseQuery(message: Buffer, id: number): Request {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4)
  const namespace = message.toString('utf8', HEADER_BYTES + 4, nameEnd)
  const start = nameEnd + 9
  const size = sizeAt(message, start, message.length)
  return {
    id,
    body: message.subarray(start, start + size),
    sequences: NO_SEQUENCES,
    wantsReply: true,
    isLegacy: true,
    database: namespace.split('.')[0] ?? 'admin',
  }
}

let nextId = 1

/** The message that answers a request with these bytes of BSON. */
export function replyMessage(request: Pick<Request, 'id' | 'isLegacy'>, body: Buffer): Buffer {
  const headBytes = request.isLegacy ? HEADER_BYTES + 20 : HEADER_BYTES + 5
  const message = Buffer.allocUnsafe(headBytes + body.length)
  nextId = (nextId + 1) & 0x7fffffff
  message.writeInt32LE(message.length, 0)
  message.writeInt32LE(nextId, 4)
  message.writeInt32LE(request.id, 8)
  message.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12)
  message.fill(0, HEADER_BYTES, headBytes)
  if (request.isLegacy) message.writeInt32LE(1, HEADER_BYTES + 16)
  body.copy(message, headBytes)
  return message
}
