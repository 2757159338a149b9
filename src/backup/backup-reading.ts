// Puts a backup back: all of it is opened and checked before the first row is written. Refuses a database that has anything in it,
// unless it is told to empty it first.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import mongoose, { type Connection } from 'mongoose'
import { clusteredIndex } from '../database/clustered.js'
import {
  type BackupContents,
  contentsName,
  contentsSchema,
  manifestName,
  manifestSchema,
} from './backup-contents.js'
import { BackupBroken, type OpenWith, openedFrames, openLock } from './backup-lock.js'

type Restored =
  | { readonly ok: true; readonly collections: number; readonly documents: number }
  | { readonly ok: false; readonly why: 'notABackup' | 'databaseNotEmpty' }

/** Throws BackupBroken. */
export async function restoreBackup(
  connection: Connection,
  folder: string,
  { openWith, force }: { readonly openWith: OpenWith; readonly force: boolean },
): Promise<Restored> {
  const manifest = await manifestOf(folder)
  if (!manifest) return { ok: false, why: 'notABackup' }
  const key = await openLock(manifest.lock, openWith)
  const contents = await contentsOf(key, folder)
  for (const one of contents) await check(key, folder, one)
  const filled = await filledCollections(connection)
  if (filled.length > 0 && !force) return { ok: false, why: 'databaseNotEmpty' }
  const there = new Set((await connection.listCollections()).map(({ name }) => name))
  for (const name of filled) await connection.collection(name).deleteMany({})
  for (const { collection, file } of contents) {
    // Made before the first row comes, so that it keeps no order of its own.
    if (!there.has(collection)) await connection.createCollection(collection, { clusteredIndex })
    for await (const frame of framesOf(key, folder, file)) {
      const rows = rowsIn(frame, file)
      if (rows.length > 0) await connection.collection(collection).insertMany(rows)
    }
  }
  return {
    ok: true,
    collections: contents.length,
    documents: contents.reduce((sum, { documents }) => sum + documents, 0),
  }
}

async function manifestOf(folder: string) {
  const words = await readFile(join(folder, manifestName), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (words === undefined) return undefined
  try {
    return manifestSchema.safeParse(JSON.parse(words)).data
  } catch {
    // Not even JSON.
    return undefined
  }
}

const framesOf = (key: Uint8Array, folder: string, file: string): AsyncIterable<Uint8Array> =>
  openedFrames(key, file, createReadStream(join(folder, file)))

async function contentsOf(key: Uint8Array, folder: string): Promise<BackupContents> {
  const frames: Uint8Array[] = []
  for await (const frame of framesOf(key, folder, contentsName)) frames.push(frame)
  const read = contentsSchema.safeParse(JSON.parse(Buffer.concat(frames).toString('utf8')))
  if (!read.success) throw new BackupBroken(contentsName)
  return read.data
}

async function check(
  key: Uint8Array,
  folder: string,
  { file, documents, sha256 }: BackupContents[number],
): Promise<void> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(join(folder, file))) hash.update(bytes)
  if (hash.digest('hex') !== sha256) throw new BackupBroken(file)
  let count = 0
  for await (const frame of framesOf(key, folder, file)) count += rowsIn(frame, file).length
  if (count !== documents) throw new BackupBroken(file)
}

/** Each row begins with its length (4 bytes, little-endian). Numbers keep their BSON type. */
function rowsIn(frame: Uint8Array, file: string): mongoose.mongo.Document[] {
  const bytes = Buffer.from(frame)
  const rows: mongoose.mongo.Document[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.length - at < 5 ? 0 : bytes.readInt32LE(at)
    if (length < 5 || at + length > bytes.length) throw new BackupBroken(file)
    const row = bytes.subarray(at, at + length)
    rows.push(
      mongoose.mongo.BSON.deserialize(row, { promoteValues: false, promoteBuffers: false, bsonRegExp: true }),
    )
    at += length
  }
  return rows
}

async function filledCollections(connection: Connection): Promise<string[]> {
  const names = (await connection.listCollections())
    .map(({ name }) => name)
    .filter((one) => !one.startsWith('system.'))
  const found = await Promise.all(
    names.map(async (name) => ((await connection.collection(name).findOne({})) ? [name] : [])),
  )
  return found.flat()
}
