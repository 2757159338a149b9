// What is written in LevelDB, where browsers keep the storage of pages: tables, whose blocks are packed with Snappy and whose keys
// leave out what they share with the one before, and journals, which are cut into pieces. A search of the raw files is half blind.
import { uncompress } from 'snappyjs'

const tableEnd = Buffer.from('57fb808b247547db', 'hex')
const footerBytes = 48
const journalBlock = 32_768
const recordHead = 7

/** Whether a file of this name may be one of LevelDB. */
export const isOfLevelDb = (name: string): boolean => /\/\d{6}\.(ldb|log)$/.test(name)

/** Every key and value of the file, whole; nothing where it is no such file. */
export function levelDbContents(name: string, bytes: Buffer): Buffer[] {
  if (name.endsWith('.log')) return journalContents(bytes)
  const isTable = bytes.length > footerBytes && bytes.subarray(-tableEnd.length).equals(tableEnd)
  return isTable ? tableContents(bytes) : []
}

function tableContents(table: Buffer): Buffer[] {
  const [, , indexAt = 0, indexSize = 0] = numbersAt(table, table.length - footerBytes, 4).numbers
  return entriesOf(blockAt(table, indexAt, indexSize)).flatMap(({ value }) => {
    const [at = 0, size = 0] = numbersAt(value, 0, 2).numbers
    return entriesOf(blockAt(table, at, size)).flatMap((entry) => [entry.key, entry.value])
  })
}

/** Behind each block stands one byte: 1 where it is packed. */
function blockAt(table: Buffer, at: number, size: number): Buffer {
  const block = table.subarray(at, at + size)
  return table[at + size] === 1 ? Buffer.from(uncompress(block)) : block
}

interface Entry {
  readonly key: Buffer
  readonly value: Buffer
}

function entriesOf(block: Buffer): Entry[] {
  const restarts = block.readUInt32LE(block.length - 4)
  const end = block.length - 4 - restarts * 4
  const entries: Entry[] = []
  for (let at = 0; at < end; ) {
    const head = numbersAt(block, at, 3)
    const [shared = 0, own = 0, length = 0] = head.numbers
    const before = entries.at(-1)?.key.subarray(0, shared) ?? Buffer.alloc(0)
    const key = Buffer.concat([before, block.subarray(head.end, head.end + own)])
    const value = block.subarray(head.end + own, head.end + own + length)
    entries.push({ key, value })
    at = head.end + own + length
  }
  return entries
}

/** LevelDB writes numbers in groups of seven bits. */
function numbersAt(bytes: Buffer, start: number, count: number): { numbers: number[]; end: number } {
  const numbers: number[] = []
  let at = start
  while (numbers.length < count) {
    let number = 0
    for (let power = 1; ; power *= 128) {
      const byte = bytes[at] ?? 0
      at += 1
      number += (byte & 127) * power
      if (byte < 128) break
    }
    numbers.push(number)
  }
  return { numbers, end: at }
}

/** A record that does not fit is cut: its first, middle and last pieces are put together again. */
function journalContents(journal: Buffer): Buffer[] {
  const whole: Buffer[] = []
  let pieces: Buffer[] = []
  for (let start = 0; start < journal.length; start += journalBlock) {
    const block = journal.subarray(start, start + journalBlock)
    for (let at = 0; at + recordHead <= block.length; ) {
      const length = block.readUInt16LE(at + 4)
      const kind = block[at + 6] ?? 0
      if (kind === 0) break
      pieces.push(block.subarray(at + recordHead, at + recordHead + length))
      if (kind === 1 || kind === 4) {
        whole.push(Buffer.concat(pieces))
        pieces = []
      }
      at += recordHead + length
    }
  }
  return [...whole, Buffer.concat(pieces)]
}
