// Every place outside a sealed envelope where a word could lie, each with a way to put one there: a search that does not find what
// was put there is blind, and says so. A place is looked at as whoever gets hold of it would look, with the means they would have.
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { BSON } from 'bson'
import { zipSync } from 'fflate'
import { writeBackup } from '../../src/backup/backup-writing.js'
import { docxOf } from '../../src/documents/docx/docx-paper.js'
import { pdfOf } from '../../src/documents/pdf/pdf-paper.js'
import { xlsxOf } from '../../src/documents/xlsx-paper.js'
import { newVaultId } from '../../src/sealing/vault-encoding.js'
import { examplePaper } from '../documents/paper-examples.js'
import { backupRows } from './backup-rows.js'
import { filesBelow, filesTouchedIn, unpacked } from './leak-search.js'
import type { RunningProduct } from './product.js'

export type Found = [name: string, bytes: Buffer]

export interface Place {
  readonly name: string
  look(): Promise<Found[]>
  /** Puts the word there; what it answers takes it away again. */
  plant(word: string): Promise<() => Promise<unknown>>
}

export interface Looking {
  readonly running: RunningProduct
  /** The product's own temporary folder, for as long as the story runs. */
  readonly temporary: string
  /** Where everybody's temporary files are. */
  readonly shared: string
  readonly begun: number
  readonly backupPassphrase: string
  /** What was answered at the doors, and every paper that was handed out. */
  readonly answered: () => readonly Found[]
  /** The metrics, as who may read them gets them. */
  readonly metrics: () => Promise<string>
}

export function leakPlaces(looking: Looking): readonly Place[] {
  const { running } = looking
  return [
    rowsOf(looking),
    ...(running.dataDir === undefined ? [] : [folder('files of the database', running.dataDir)]),
    backup(looking),
    folder('temporary files of the product', looking.temporary),
    touched('temporary files of the machine', looking.shared, looking.begun),
    touched('folder in which it was started', process.cwd(), looking.begun),
    log(looking),
    metrics(looking),
    papers(looking),
    pages(looking),
    line(looking),
  ]
}

const namesOf = async ({ connection }: RunningProduct): Promise<string[]> =>
  ((await connection.db?.collections()) ?? []).map(({ collectionName }) => collectionName)

/** Into every collection; what it answers takes it out of all of them. */
async function plantedInRows(running: RunningProduct, word: string): Promise<() => Promise<void>> {
  const names = await namesOf(running)
  const _id = `planted ${word}` as never
  for (const name of names)
    await running.connection.collection(name).insertOne({ _id, deep: [{ bytes: Buffer.from(word) }] })
  return async () => {
    for (const name of names) await running.connection.collection(name).deleteOne({ _id })
  }
}

const rowsOf = ({ running }: Looking): Place => ({
  name: 'rows',
  async look() {
    const found: Found[] = []
    for (const name of await namesOf(running))
      for (const [place, row] of (await running.connection.collection(name).find().toArray()).entries())
        found.push([`${name}[${place}]`, Buffer.from(BSON.serialize(row))])
    return found
  },
  plant: (word) => plantedInRows(running, word),
})

/** With everything that is packed in its files, each opened. */
function folder(name: string, path: string): Place {
  return {
    name,
    async look() {
      const found: Found[] = []
      for (const [file, bytes] of await filesBelow(path)) found.push(...unpacked(file, bytes))
      return found
    },
    async plant(word) {
      const form = Buffer.from(word)
      const files = ['', '.gz', '.zip'].map((ending) => join(path, `planted-${newVaultId()}${ending}`))
      const contents = [form, Buffer.concat([Buffer.from('head'), gzipSync(form)]), zipSync({ inner: form })]
      for (const [place, file] of files.entries()) await writeFile(file, contents[place] ?? form)
      return () => Promise.all(files.map((file) => rm(file)))
    },
  }
}

function touched(name: string, path: string, since: number): Place {
  return {
    name,
    look: () => filesTouchedIn(path, since),
    async plant(word) {
      const file = join(path, `.planted-${newVaultId()}`)
      await writeFile(file, word)
      return () => rm(file)
    },
  }
}

/** Sealed, as a thief finds it, and opened, as who holds the passphrase reads it. */
function backup({ running, temporary, backupPassphrase }: Looking): Place {
  const lockWith = { kind: 'passphrase', passphrase: backupPassphrase } as const
  return {
    name: 'backup',
    async look() {
      const path = join(temporary, `backup ${newVaultId()}`)
      const written = await writeBackup(running.connection, path, { lockWith, madeAt: running.now() })
      if (!written.ok) throw new Error('No backup was written')
      const found: Found[] = []
      for (const file of await readdir(path)) found.push(...(await filesOf(path, file)))
      for (const [name, rows] of await backupRows(path, backupPassphrase))
        found.push([
          `opened backup of ${name}`,
          Buffer.concat(rows.map((row) => Buffer.from(BSON.serialize(row)))),
        ])
      await rm(path, { recursive: true })
      return found
    },
    plant: (word) => plantedInRows(running, word),
  }
}

async function filesOf(path: string, only: string): Promise<Found[]> {
  return (await filesBelow(path))
    .filter(([file]) => file === join(path, only))
    .map(([file, bytes]) => [`sealed ${file}`, bytes])
}

const log = ({ running }: Looking): Place => ({
  name: 'log and error reports',
  look: async () => [['log', Buffer.from(running.logged())]],
  async plant(word) {
    running.log.error('planted', { name: word })
    return async () => undefined
  },
})

const metrics = ({ running, metrics: asked }: Looking): Place => ({
  name: 'metrics',
  look: async () => [['metrics', Buffer.from(await asked())]],
  async plant(word) {
    running.product.metrics.turns.inc({ outcome: word })
    return async () => running.product.metrics.turns.remove({ outcome: word })
  },
})

/** By the product's own pens: what is drawn in a paper must be found in its text, cut into runs and packed as it may be. */
function papers({ answered }: Looking): Place {
  const planted: Found[] = []
  return {
    name: 'exported papers',
    look: async () =>
      [...answered(), ...planted].filter(([name]) => /\.(pdf|xlsx|docx|csv|zip)\b/.test(name)),
    async plant(word) {
      const paper = {
        ...examplePaper(new Uint8Array()),
        facts: [['ก', word] as [string, string]],
        sections: [],
      }
      const drawn = { pdf: await pdfOf(paper), xlsx: await xlsxOf(paper), docx: await docxOf(paper) }
      for (const [ending, bytes] of Object.entries(drawn))
        planted.push(...unpacked(`planted.${ending}`, bytes))
      planted.push(...unpacked('planted.csv', Buffer.from(`\ufeffก,${word}\r\n`)))
      const inPack = Buffer.from(zipSync({ 'paper.pdf': drawn.pdf, 'paper.docx': drawn.docx }))
      planted.push(...unpacked('planted.zip', inPack))
      return async () => planted.splice(0)
    },
  }
}

/** What a stranger, an executive and an administrator are answered, refusals too. */
function pages({ running, answered }: Looking): Place {
  const planted: Found[] = []
  return {
    name: 'answers at the doors',
    look: async () =>
      [...answered(), ...planted].filter(([name]) => !/\.(pdf|xlsx|docx|csv|zip)\b/.test(name)),
    async plant(word) {
      const { settings } = running.product.features
      const chosen = await settings.rules.change(
        { legalTexts: { privacy: { th: word, en: word } } },
        'system',
      )
      if (!chosen.ok) throw new Error('The sentence was not taken')
      const answer = await fetch(`${running.url}/privacy?lang=th`)
      planted.push(['GET /privacy with a sentence of the agency', Buffer.from(await answer.arrayBuffer())])
      return async () => {
        planted.splice(0)
        await settings.rules.change({ legalTexts: { privacy: null } }, 'system')
      }
    },
  }
}

/** What the bot sent, to whom, and what stands in each chat from it: LINE keeps all of this. */
const line = ({ running }: Looking): Place => ({
  name: 'what was sent through LINE',
  async look() {
    const { platform } = running
    const sent = platform.accepted
      .all()
      .map(
        ({ messages, ...rest }, place): Found => [
          `sent ${place} to ${rest.to.join()}`,
          Buffer.from(JSON.stringify(messages)),
        ],
      )
    const people = platform
      .people()
      .map((one): Found => [`chat of ${one.userId}`, Buffer.from(JSON.stringify(one.chat().received))])
    const groups = platform
      .groups()
      .map((one): Found => [`group ${one.groupId}`, Buffer.from(JSON.stringify(one.chat().received))])
    return [...sent, ...people, ...groups]
  },
  async plant(word) {
    const person = running.platform.addPerson({ name: 'ผู้รับ', friend: true })
    await fetch(`${running.platform.apiBaseUrl}/v2/bot/message/push`, {
      method: 'POST',
      headers: { authorization: 'Bearer token-of-main', 'content-type': 'application/json' },
      body: JSON.stringify({ to: person.userId, messages: [{ type: 'text', text: word }] }),
    })
    return async () => undefined
  },
})
