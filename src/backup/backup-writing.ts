// Writes a backup of a database that is in use: every collection that lasts, row by row as BSON, locked before it touches the disk.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Connection } from 'mongoose'
import type { ChainEnd } from '../security/audit/chain-seals.js'
import {
  type BackupContents,
  collectionsToRead,
  contentsName,
  manifestName,
  wantedOf,
} from './backup-contents.js'
import { type LockWith, lockedFrames, newLock } from './backup-lock.js'

type Written =
  | { readonly ok: true; readonly collections: number; readonly documents: number }
  | { readonly ok: false; readonly why: 'folderNotEmpty' }

const frameBytes = 1024 * 1024

interface BackupAs {
  readonly lockWith: LockWith
  readonly madeAt: Date
  /** The end of the audit chain, to be written down in clear. */
  readonly audit?: ChainEnd | undefined
}

/** The folder must be empty or not there: a backup is never written over another. */
export async function writeBackup(
  connection: Connection,
  folder: string,
  { lockWith, madeAt, audit }: BackupAs,
): Promise<Written> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) return { ok: false, why: 'folderNotEmpty' }
  const { key, lock } = await newLock(lockWith)
  const there = (await connection.listCollections()).map(({ name }) => name)
  const contents: BackupContents = []
  for (const [place, collection] of collectionsToRead(there).entries()) {
    const file = `${String(place + 1).padStart(3, '0')}.enc`
    const count = { documents: 0 }
    const sha256 = await writeLocked(
      join(folder, file),
      lockedFrames(key, file, rowsOf(connection, collection, count)),
    )
    contents.push({ collection, file, documents: count.documents, sha256 })
  }
  const list = [new TextEncoder().encode(JSON.stringify(contents))]
  await writeLocked(join(folder, contentsName), lockedFrames(key, contentsName, Readable.from(list)))
  const manifest = {
    kind: 'sujarit backup',
    version: 1,
    madeAt: madeAt.toISOString(),
    ...(audit && { audit }),
    lock,
  }
  // Last: a folder without it is no backup, but one that was cut off.
  await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, {
    mode: 0o600,
    flag: 'wx',
  })
  const documents = contents.reduce((sum, one) => sum + one.documents, 0)
  return { ok: true, collections: contents.length, documents }
}

/** Rows in their own bytes, about a megabyte together. */
async function* rowsOf(
  connection: Connection,
  collection: string,
  count: { documents: number },
): AsyncIterable<Uint8Array> {
  let frame: Buffer[] = []
  let bytes = 0
  // Buffers, in spite of the driver's types: nothing is decoded, so that nothing is changed.
  const rows = connection
    .collection(collection)
    .find(wantedOf(collection), { raw: true })
    .sort({ _id: 1 }) as unknown as AsyncIterable<Buffer>
  for await (const row of rows) {
    frame.push(Buffer.from(row))
    bytes += row.length
    count.documents += 1
    if (bytes < frameBytes) continue
    yield Buffer.concat(frame)
    frame = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(frame)
}

async function writeLocked(path: string, frames: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  async function* hashed() {
    for await (const frame of frames) {
      hash.update(frame)
      yield frame
    }
  }
  await pipeline(hashed(), createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  return hash.digest('hex')
}
