// Keeps the store safe from a power cut without making every commit wait for the disk. LMDB commits here without a flush: a
// kill -9 loses nothing, because the kernel has the pages. Several times a second the file is flushed, and the two pages that
// say where the flushed state begins are kept aside. After a restart of the machine the store goes back to them; the caller
// holds a reader on that state meanwhile, so that LMDB overwrites none of its pages.
import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  existsSync,
  fdatasync,
  fdatasyncSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const flush = promisify(fdatasync)

/** Which start of the machine this is. */
export interface Boot {
  /** The kernel's own name for it, where there is one (Linux). */
  readonly id: string | undefined
  readonly startedAt: number
}

export function thisBoot(): Boot {
  const file = '/proc/sys/kernel/random/boot_id'
  return {
    id: existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined,
    startedAt: Date.now() - uptime() * 1000,
  }
}

const CLOCK_TOLERANCE_MS = 5000

function isSameBoot(a: Boot, b: Boot): boolean {
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id
  return Math.abs(a.startedAt - b.startedAt) < CLOCK_TOLERANCE_MS
}

interface Saved {
  readonly sequence: number
  readonly boot: Boot
  readonly rootPages: Buffer
}

const SLOT_BYTES = 192 * 1024
const DIGEST_BYTES = 32

/** `data.mdb` and, beside it, two slots of checkpoints that are written by turns (a torn one is recognised by its digest). */
export class CheckpointFile {
  private readonly slots: number
  private readonly data: number
  private sequence: number

  private constructor(
    directory: string,
    private readonly pageBytes: number,
    private readonly boot: Boot,
  ) {
    this.data = openSync(join(directory, 'data.mdb'), 'r+')
    this.slots = openSync(join(directory, 'checkpoint'), constants.O_RDWR | constants.O_CREAT, 0o600)
    this.sequence = newestOf(this.slots)?.sequence ?? 0
  }

  static open(directory: string, pageBytes: number, boot: Boot): CheckpointFile {
    return new CheckpointFile(directory, pageBytes, boot)
  }

  /** The two root pages as they stand now; call it with no transaction open. */
  rootPages(): Buffer {
    const pages = Buffer.alloc(this.pageBytes * 2)
    readSync(this.data, pages, 0, pages.length, 0)
    return pages
  }

  /** Flushes the data, then the root pages that were read before. Durable when it resolves. */
  async save(rootPages: Buffer): Promise<void> {
    await flush(this.data)
    this.writeSlot(rootPages)
    await flush(this.slots)
  }

  saveNow(rootPages: Buffer): void {
    fdatasyncSync(this.data)
    this.writeSlot(rootPages)
    fdatasyncSync(this.slots)
  }

  close(): void {
    closeSync(this.data)
    closeSync(this.slots)
  }

  private writeSlot(rootPages: Buffer): void {
    this.sequence += 1
    const header = Buffer.from(JSON.stringify({ sequence: this.sequence, boot: this.boot }))
    const body = Buffer.concat([sizes(header.length, rootPages.length), header, rootPages])
    const slot = Buffer.concat([createHash('sha256').update(body).digest(), body])
    writeSync(this.slots, slot, 0, slot.length, (this.sequence % 2) * SLOT_BYTES)
  }
}

function sizes(header: number, pages: number): Buffer {
  const buffer = Buffer.alloc(8)
  buffer.writeUInt32LE(header, 0)
  buffer.writeUInt32LE(pages, 4)
  return buffer
}

function newestOf(file: number): Saved | undefined {
  const found = [0, 1].map((slot) => readSlot(file, slot)).filter((saved) => saved !== undefined)
  return found.sort((a, b) => b.sequence - a.sequence)[0]
}

function readSlot(file: number, slot: number): Saved | undefined {
  const bytes = Buffer.alloc(SLOT_BYTES)
  readSync(file, bytes, 0, SLOT_BYTES, slot * SLOT_BYTES)
  const headerLength = bytes.readUInt32LE(DIGEST_BYTES)
  const pagesLength = bytes.readUInt32LE(DIGEST_BYTES + 4)
  const start = DIGEST_BYTES + 8
  const end = start + headerLength + pagesLength
  if (headerLength === 0 || end > SLOT_BYTES) return undefined
  const digest = createHash('sha256').update(bytes.subarray(DIGEST_BYTES, end)).digest()
  if (!digest.equals(bytes.subarray(0, DIGEST_BYTES))) return undefined
  const header = JSON.parse(bytes.toString('utf8', start, start + headerLength)) as Pick<
    Saved,
    'sequence' | 'boot'
  >
  return { ...header, rootPages: Buffer.from(bytes.subarray(start + headerLength, end)) }
}

/** Before LMDB opens the directory: after a restart of the machine, back to the last flushed state. True when it did so. */
export function goBackAfterReboot(directory: string, boot: Boot): boolean {
  const slotsFile = join(directory, 'checkpoint')
  const dataFile = join(directory, 'data.mdb')
  if (!existsSync(slotsFile) || !existsSync(dataFile)) return false
  const slots = openSync(slotsFile, 'r')
  const saved = newestOf(slots)
  closeSync(slots)
  if (!saved || isSameBoot(saved.boot, boot)) return false
  const data = openSync(dataFile, 'r+')
  writeSync(data, saved.rootPages, 0, saved.rootPages.length, 0)
  fdatasyncSync(data)
  closeSync(data)
  rmSync(join(directory, 'lock.mdb'), { force: true })
  return true
}
