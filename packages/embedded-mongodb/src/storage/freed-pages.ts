// What was deleted lies on in the file, in pages that nothing uses, until something else is written over them: a thief of the disk
// would read drafts that were cancelled and keys that were destroyed. This writes zeros over them, in small steps, and gives the
// pages back. Behind the last row of a page that is used, too, something may have stayed: such pages are written anew.
import { prefixBytes } from '../indexes/collection-index.js'
import type { RecordStore } from './record-store.js'

const EVERY_MS = 6 * 3_600_000

export interface Overwriting {
  now(): Promise<number>
  stop(): void
}

/** Every six hours, if something was written since. One that fails (the disk is full) is tried again at the next turn. */
export function startOverwriting(store: RecordStore): Overwriting {
  let seen = store.version
  let running: Promise<number> | undefined
  const now = (): Promise<number> => {
    running ??= overwriteFreedPages(store).finally(() => {
      running = undefined
      seen = store.version
    })
    return running
  }
  const timer = setInterval(() => {
    if (store.version !== seen) void now().catch(() => 0)
  }, EVERY_MS)
  timer.unref()
  return { now, stop: () => clearInterval(timer) }
}

/** No collection has it; see catalog.ts. */
const FILLER = 8
const STEP = 512
const MOST_AT_ONCE = 8192
/** With its key it takes a page of its own. */
const PAGE_OF_ZEROS = Buffer.alloc(4000)
/** Larger ones have pages of their own, in which nothing else lies. */
const SMALL_BYTES = 2000

/** Answers how many pages were overwritten. Others read and write meanwhile. */
export async function overwriteFreedPages(store: RecordStore): Promise<number> {
  await takeAwayZeros(store)
  const first = await fillFreed(store)
  await writeSmallAnew(store)
  return first + (await fillFreed(store))
}

/**
 * LMDB takes what was freed first. Writing and taking away need some pages themselves: without a reserve the file would grow each
 * time. So that nothing lies on in the reserve, it is overwritten first, and is then what was freed last.
 */
async function fillFreed(store: RecordStore): Promise<number> {
  await settle(store)
  const { freed, inFile } = store.pages()
  const reserve = Math.ceil(freed / 20) + 64
  await putZeros(store, 0, reserve)
  await takeAwayZeros(store)
  await settle(store)
  let written = 0
  for (;;) {
    const room = store.pages().freed - reserve
    // Somebody who reads for long holds pages: the file must not grow for them.
    if (room <= 0 || store.pages().inFile > inFile + reserve) break
    const step = Math.ceil(Math.min(STEP, room * 0.9))
    await putZeros(store, written, step)
    written += step
  }
  await takeAwayZeros(store)
  return written
}

async function putZeros(store: RecordStore, from: number, pages: number): Promise<void> {
  await store.write(() => {
    for (let page = from; page < from + pages; page += 1) store.put(fillerKey(page), PAGE_OF_ZEROS)
  })
  await store.flushed()
}

/** What the last writes have freed is free once a later state is on the disk. */
async function settle(store: RecordStore): Promise<void> {
  for (let state = 0; state < 2; state += 1) {
    await store.write(() => store.put(fillerKey(MOST_AT_ONCE), Buffer.from([state])))
    await store.flushed()
  }
}

/** Also what a process has left that died meanwhile. */
async function takeAwayZeros(store: RecordStore): Promise<void> {
  for (;;) {
    const keys = store.keys({
      start: prefixBytes(FILLER),
      end: prefixBytes(FILLER + 1),
      limit: MOST_AT_ONCE,
    })
    if (keys.length === 0) return
    await store.write(() => {
      for (const key of keys) store.remove(key)
    })
    await store.flushed()
  }
}

async function writeSmallAnew(store: RecordStore): Promise<void> {
  let after = prefixBytes(0)
  for (;;) {
    const keys = store.keys({ start: after, end: Buffer.alloc(8, 0xff), limit: STEP, afterStart: true })
    const last = keys.at(-1)
    if (last === undefined) return
    await store.write(() => {
      for (const key of keys) {
        const value = store.get(key)
        if (value !== undefined && value.length < SMALL_BYTES) store.put(key, Buffer.from(value))
      }
    })
    after = last
    // What was written anew is free for the next step only when a later state is on the disk: else the file would grow.
    await store.flushed()
  }
}

const fillerKey = (page: number): Buffer => Buffer.concat([prefixBytes(FILLER), prefixBytes(page)])
