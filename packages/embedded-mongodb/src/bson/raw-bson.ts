// BSON bytes put together by hand where a stored document goes into an answer as it is, without decoding and encoding it.
import { type Document, serialize } from 'bson'
import type { BsonDocument } from './bson-values.js'

const DOCUMENT = 3
const ARRAY = 4
const INT64 = 18

/** Fields without a value (undefined) are left out. */
export const documentBytes = (document: BsonDocument): Buffer =>
  asBuffer(serialize(document as Document, { ignoreUndefined: true }))

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** `{ [name]: embedded, ...rest }` */
export function documentWith(name: string, embedded: Buffer, rest: BsonDocument): Buffer {
  const others = documentBytes(rest)
  const nameBytes = Buffer.byteLength(name)
  const bytes = Buffer.allocUnsafe(others.length + nameBytes + 2 + embedded.length)
  let at = bytes.writeInt32LE(bytes.length, 0)
  bytes[at++] = DOCUMENT
  at += bytes.write(name, at)
  bytes[at++] = 0
  at += embedded.copy(bytes, at)
  others.copy(bytes, at, 4)
  return bytes
}

export interface CursorBatch {
  readonly namespace: string
  /** 0 when there is nothing more. */
  readonly cursor: bigint
  readonly batchName: 'firstBatch' | 'nextBatch'
  readonly documents: readonly Buffer[]
}

const OK_TAIL = documentBytes({ ok: 1 }).subarray(4)

/** `{ cursor: { <batchName>: [documents], id, ns }, ok: 1 }` */
export function cursorReply({ namespace, cursor, batchName, documents }: CursorBatch): Buffer {
  const arrayBytes = 5 + documents.reduce((sum, raw, i) => sum + 2 + digitsOf(i) + raw.length, 0)
  const namespaceBytes = Buffer.byteLength(namespace)
  const cursorBytes = 4 + (batchName.length + 2 + arrayBytes) + 12 + (1 + 3 + 4 + namespaceBytes + 1) + 1
  const bytes = Buffer.allocUnsafe(4 + 8 + cursorBytes + OK_TAIL.length)
  let at = bytes.writeInt32LE(bytes.length, 0)
  const name = (type: number, text: string): void => {
    bytes[at++] = type
    at += bytes.write(text, at, 'latin1')
    bytes[at++] = 0
  }
  name(DOCUMENT, 'cursor')
  at = bytes.writeInt32LE(cursorBytes, at)
  name(ARRAY, batchName)
  at = bytes.writeInt32LE(arrayBytes, at)
  for (let i = 0; i < documents.length; i++) {
    name(DOCUMENT, String(i))
    at += documents[i]?.copy(bytes, at) ?? 0
  }
  bytes[at++] = 0
  name(INT64, 'id')
  at = bytes.writeBigInt64LE(cursor, at)
  name(2, 'ns')
  at = bytes.writeInt32LE(namespaceBytes + 1, at)
  at += bytes.write(namespace, at)
  bytes[at++] = 0
  bytes[at++] = 0
  OK_TAIL.copy(bytes, at)
  return bytes
}

const digitsOf = (n: number): number => (n < 10 ? 1 : n < 100 ? 2 : n < 1000 ? 3 : String(n).length)

/** The name of a document's first field, read without decoding: of a command that is the command. */
export function firstFieldName(raw: Buffer): string {
  if (raw.length < 6 || raw[4] === 0) return ''
  const end = raw.indexOf(0, 5)
  return raw.toString('utf8', 5, end)
}
