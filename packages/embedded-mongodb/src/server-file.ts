// DATA_DIR/mongodb.json tells scripts where the server of this directory listens. What it says is only believed after the
// server there has named the same directory.
import { readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { readDocument } from './bson/bson-values.js'
import { documentBytes } from './bson/raw-bson.js'
import { HEADER_BYTES } from './wire/op-msg.js'

const serverFile = z.object({ port: z.number().int().positive(), pid: z.number().int() })
export type ServerFile = z.infer<typeof serverFile>

const fileIn = (dataDir: string): string => join(dataDir, 'mongodb.json')

export function writeServerFile(dataDir: string, content: ServerFile): void {
  const temporary = `${fileIn(dataDir)}.${process.pid}`
  writeFileSync(temporary, `${JSON.stringify(content)}\n`, { mode: 0o600 })
  renameSync(temporary, fileIn(dataDir))
}

export function removeServerFile(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true })
}

/** Undefined when there is none, or one that cannot be read. */
export function readServerFile(dataDir: string): ServerFile | undefined {
  try {
    return serverFile.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')))
  } catch {
    return undefined
  }
}

/** The running server of this directory, if the file leads to it. */
export async function runningServer(dataDir: string): Promise<ServerFile | undefined> {
  const known = readServerFile(dataDir)
  if (!known) return undefined
  const identity = await askIdentity(known.port)
  return identity === realpathSync(dataDir) ? known : undefined
}

const ANSWER_WITHIN_MS = 2000

function askIdentity(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(identityQuestion()))
    let answer = Buffer.alloc(0)
    socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy())
    socket.on('error', () => resolve(undefined))
    socket.on('close', () => resolve(undefined))
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk])
      if (answer.length < HEADER_BYTES || answer.length < answer.readInt32LE(0)) return
      resolve(identityIn(answer))
      socket.destroy()
    })
  })
}

function identityQuestion(): Buffer {
  const body = documentBytes({ embeddedIdentity: 1, $db: 'admin' })
  const message = Buffer.alloc(HEADER_BYTES + 5)
  message.writeInt32LE(message.length + body.length, 0)
  message.writeInt32LE(2013, 12)
  return Buffer.concat([message, body])
}

/** Whatever listens there may be no database at all. */
function identityIn(answer: Buffer): string | undefined {
  try {
    const { directory } = readDocument(answer.subarray(HEADER_BYTES + 5))
    return typeof directory === 'string' ? directory : undefined
  } catch {
    return undefined
  }
}
