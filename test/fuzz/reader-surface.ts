// Everything of ours that reads a text or a file which somebody made, asked directly: a reader answers or refuses, it never throws.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { disclosuresIn, neutralised } from '../../src/features/cases/disclosure/self-disclosure.js'
import { readMeasures } from '../../src/features/measures/measure-file.js'
import { readRoster } from '../../src/features/people/roster/roster-file.js'
import { parsePeriod } from '../../src/i18n/calendar/period-words.js'
import { readSpan } from '../../src/i18n/calendar/span-words.js'
import { monthOf } from '../../src/i18n/calendar/thai-calendar.js'
import { plainAddress } from '../../src/i18n/letters/plain-address.js'
import { readPostback } from '../../src/line/postback-codec.js'
import { strippedFile } from '../../src/media/cleaning/file-stripping.js'
import { cleanPicture } from '../../src/media/cleaning/picture-cleaning.js'
import { cleanRecording } from '../../src/media/cleaning/recording-cleaning.js'
import { zipEntries } from '../../src/media/dangers/zip-entries.js'
import { fileKindOf } from '../../src/media/kinds/file-kind.js'
import { projectRoot } from '../../src/operation/project-root.js'
import { fromStored } from '../../src/sealing/vault-encoding.js'
import { named, oneOf, type Surface } from './fuzz-run.js'
import { brokenBytes, hostileBytes, hostileText } from './hostile-values.js'

const today = new Date('2026-11-20T03:00:00Z')

const textReaders: Readonly<Record<string, (text: string) => unknown>> = {
  disclosuresIn,
  neutralised,
  parsePeriod: (text) => parsePeriod(text, today),
  readSpan: (text) => readSpan(text, monthOf(2026, 11)),
  plainAddress: (text) => plainAddress(text),
  readPostback,
  fromStored,
}
const fileReaders: Readonly<Record<string, (bytes: Buffer) => unknown>> = {
  strippedFile: (bytes) => strippedFile(bytes, fileKindOf(bytes, 'ไฟล์.docx')),
  zipEntries,
  cleanPicture,
  cleanRecording,
  readRoster,
  readMeasures,
}

const text = new TextEncoder()
const goodFiles = [
  zipSync({
    'word/document.xml': text.encode('<w:document/>'),
    '[Content_Types].xml': text.encode('<Types/>'),
  }),
  readFileSync(join(projectRoot, 'docs', 'chat-page.png')).subarray(0, 30_000),
  text.encode('รหัส,ชื่อ,หน่วยงาน,ตำแหน่ง\nE1,นายทดสอบ,กองคลัง,นักวิชาการ\n'),
]

export function readerSurface(): Surface {
  const file = fc.oneof(hostileBytes, ...goodFiles.map(brokenBytes))
  return {
    name: 'words and files',
    share: 30,
    async attack(seed) {
      if (seed % 3 === 0) {
        const bytes = oneOf(file, seed)
        return firstThrown(fileReaders, bytes)
      }
      return firstThrown(textReaders, oneOf(hostileText, seed))
    },
  }
}

async function firstThrown<T>(readers: Readonly<Record<string, (given: T) => unknown>>, given: T) {
  for (const [name, read] of Object.entries(readers))
    try {
      await read(given)
    } catch (error) {
      return `${name} threw ${named(error)}`
    }
  return undefined
}
