// Reads a JSON request body as LINE does: at most 2 MB, application/json, and an error that names line and column.
import type { IncomingMessage } from 'node:http'
import { isObject } from '../checks/check-primitives.js'
import type { JsonObject } from '../webhook/webhook-event-types.js'
import { refusals } from './api-errors.js'

const MOST_BYTES = 2 * 1024 * 1024

/** The whole body, or null when it is larger than 2 MB (the rest is read and dropped). */
export function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MOST_BYTES) chunks.push(chunk)
    })
    request.on('end', () => resolve(size > MOST_BYTES ? null : Buffer.concat(chunks)))
    request.on('error', reject)
  })
}

/** Without its parameters; nothing said is a stream of bytes. */
export function mediaTypeOf(contentType: string | undefined): string {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return type === '' ? 'application/octet-stream' : type
}

/** Throws LineApiError 400 (not JSON) or 415 (other type). No body is an empty object. */
export function parsedBody(bytes: Buffer, mime: string): JsonObject {
  if (bytes.length === 0) return {}
  if (mime !== 'application/json') throw refusals.mediaType(mime)
  const words = bytes.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(words)
  } catch (error) {
    const { line, column } = placeOf(words, error instanceof Error ? error.message : '')
    throw refusals.notJson(line, column)
  }
  if (!isObject(value)) throw refusals.notJson(1, 1)
  return value
}

function placeOf(words: string, complaint: string): { line: number; column: number } {
  const position = Number(/position (\d+)/.exec(complaint)?.[1] ?? words.length)
  const before = words.slice(0, position).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
