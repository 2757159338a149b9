// What is in a backup, as somebody reads it who has the passphrase: rows in the order in which they lie there.
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BSON } from 'bson'
import {
  contentsName,
  contentsSchema,
  manifestName,
  manifestSchema,
} from '../../src/backup/backup-contents.js'
import { openedFrames, openLock } from '../../src/backup/backup-lock.js'

/** By collection. */
export async function backupRows(folder: string, passphrase: string): Promise<Map<string, BSON.Document[]>> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')))
  const key = await openLock(manifest.lock, { kind: 'passphrase', passphrase })
  const opened = async (file: string) => {
    const frames: Uint8Array[] = []
    for await (const frame of openedFrames(key, file, createReadStream(join(folder, file))))
      frames.push(frame)
    return Buffer.concat(frames)
  }
  const contents = contentsSchema.parse(JSON.parse((await opened(contentsName)).toString('utf8')))
  const found = new Map<string, BSON.Document[]>()
  for (const { collection, file } of contents) found.set(collection, rowsIn(await opened(file)))
  return found
}

function rowsIn(bytes: Buffer): BSON.Document[] {
  const rows: BSON.Document[] = []
  for (let at = 0; at < bytes.length; at += bytes.readInt32LE(at))
    rows.push(
      BSON.deserialize(bytes.subarray(at, at + bytes.readInt32LE(at)), {
        promoteValues: false,
        promoteBuffers: false,
      }),
    )
  return rows
}
