// A newcomer has no SECRET_KEY: one is made in DATA_DIR, readable by its owner only. Never in production.
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exactBytes } from '../sealing/exact-bytes.js'

const fileIn = (dataDir: string) => join(dataDir, 'secret-key')

export function readSecretFile(dataDir: string): Buffer | undefined {
  const file = fileIn(dataDir)
  if (!existsSync(file)) return undefined
  const key = exactBytes(readFileSync(file, 'utf8').trim(), 'base64')
  if (key?.length !== 32)
    throw new Error(`${file} is damaged: restore it from a backup, what is sealed cannot be read without it`)
  return key
}

/** Two processes that start at once must end with one key: the second one finds the first one's file. */
export function createSecretFile(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true })
  const own = `${fileIn(dataDir)}.${process.pid}`
  writeFileSync(own, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(own, fileIn(dataDir))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(own, { force: true })
  }
  const key = readSecretFile(dataDir)
  if (!key) throw new Error(`${fileIn(dataDir)} cannot be written`)
  return key
}
