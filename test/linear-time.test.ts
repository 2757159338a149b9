import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import fc from 'fast-check'
import { createCommandIndex } from '../src/conversation/command-index.js'
import { marksOf, whoIsNamed } from '../src/features/cases/named-officers.js'
import { readRegistryNumber } from '../src/features/cases/registry-number.js'
import { protectCells } from '../src/features/statistics/split-suppression.js'
import { shownUnits } from '../src/features/statistics/unit-split.js'
import { band, fact, listLine, stack, words } from '../src/line/card-parts.js'
import { readWebhookBody } from '../src/line/line-events.js'
import { longText } from '../src/line/long-text.js'
import { flex } from '../src/line/message-builders.js'
import { breakIntoLines } from '../src/media/thai-text-layout.js'
import { sourceFiles } from './harness/source-files.js'

type Reader = (text: string) => unknown

const today = new Date('2026-01-15T05:00:00Z')
const inWords = '2026-01-15'
const widthOf = (text: string): number => text.length * 10

/** What a reader takes besides the text. */
const more: Readonly<Record<string, readonly unknown[]>> = {
  titlesFrom: [0],
  isTitled: [0],
  latinName: [0, false],
  nameFrom: [0, 'named'],
  whoseIs: [500, 510],
  isAnothers: [480, 500],
  skipped: [0],
  readQuestion: [today],
  readReceiptDay: [inWords],
  readDay: [inWords],
  readMoment: [today],
  readDayWords: [inWords],
  readReportAsked: [today],
  readSpan: ['2026-01'],
  parsePeriod: [today],
  hasOnlyOtherLetters: ['th'],
  trimmedEnd: ['/'],
  cut: [40],
  fact: ['x'],
  longFact: ['x'],
  composed: ['NFC'],
  isWordForGoingOn: ['th'],
  readRegistryNumber: [2569],
  romanised: [8],
  soundsLike: [8],
  exactBytes: ['base64'],
}
/** They put a card or a note together from words that are short by then, hash them, or draw what was measured before. */
const noReaders = new Set([
  ...['listMessage', 'numberedList', 'openInTab', 'planCard', 'planInWords', 'sha256', 'writeCaseNote'],
  ...['setText', 'setTextInFewLines', 'fitText', 'breakIntoLines', 'widthOf', 'inkReach'],
  // Of an officer's page: one cuts where it is told to, the other keeps the words for sending; and a name among those of our scripts.
  ...['withBlot', 'newReplyDraft', 'assetNamed'],
])

const exported =
  /^export (?:async )?(?:const|function) (\w+)(?: = )?(?:async )?\(\s*(?:text|words|typed|written|said|wanted|name|title|body|asked|run|paragraph): string/gmu

/** Every function of ours that is handed people's text, found by what its first parameter is called: none is forgotten. */
async function readersOfText(): Promise<ReadonlyMap<string, Reader>> {
  const readers = new Map<string, Reader>()
  const unsaid: string[] = []
  for (const file of sourceFiles(['src']).filter((one) => !one.startsWith('src/local/'))) {
    const names = [...readFileSync(file, 'utf8').matchAll(exported)]
      .flatMap(([, name = '']) => name)
      .filter((name) => !noReaders.has(name))
    if (names.length === 0) continue
    const module: Record<string, unknown> = await import(pathToFileURL(file).href)
    for (const name of names) {
      const read = module[name]
      if (typeof read !== 'function') throw new Error(`${file} has no function ${name}`)
      const others = more[name] ?? []
      if (read.length > others.length + 1) unsaid.push(`${file} ${name}`)
      readers.set(`${file} ${name}`, (text) => read(text, ...others))
    }
  }
  if (unsaid.length > 0)
    throw new Error(`Say in \`more\` what they take besides the text: ${unsaid.join(', ')}`)
  return readers
}

const feature = {
  id: 'test',
  commands: [
    {
      id: 'test.one',
      words: { th: ['แจ้งเบาะแส', 'ลง ทะเบียน'], en: ['report'] },
      who: 'everyone',
      where: ['private'],
      argument: 'optional',
      help: () => ({ summary: '', example: '' }),
      run: async () => ({ messages: [] }),
    },
  ],
} as const
const accused = marksOf([
  { recipientId: 'a', called: ['นายแพทย์สมหมาย ใจตรง', 'หมอหมาย', 'ผู้อำนวยการกองคลัง', 'Somsak Jaitrong'] },
])
const commands = createCommandIndex([feature as never])
/** As many cells as there are letters, small and large as the letters are. */
const cellsOf = (text: string) =>
  Array.from(text, (letter, place) => ({ name: `${place}`, count: letter.charCodeAt(0) % 9 }))

const others: readonly (readonly [string, Reader])[] = [
  ['a command', (text) => commands.find(text, 'private')],
  ['a command with an argument', (text) => commands.find(`ลง  ทะเบียน ${text}`, 'private')],
  ['a number of the register', (text) => readRegistryNumber(text, 2569)],
  ['whom a tip names', async (text) => whoIsNamed(await accused, [text])],
  [
    'a card',
    (text) =>
      flex(text, {
        type: 'bubble',
        header: band(text, text),
        body: stack([words(text), listLine('•', text), fact(text, text)]),
      }),
  ],
  ['a text in several messages', (text) => longText(text.slice(0, 20_000))],
  ['words that wait to be blotted out', (text) => text.split(/(█+)/)],
  ['small numbers of a split', (text) => protectCells(cellsOf(text), 5)],
  [
    // No agency has more than ten thousand units: beyond that sorting them costs more than their number.
    'small numbers of units',
    (text) => {
      const cells = cellsOf(text.slice(0, 10_000))
      return shownUnits(
        cells.map(({ name, count }) => ({ unit: name, staff: count * 3 })),
        cells.map(({ name, count }) => ({ unit: name, complaints: count })),
        text.length * 9,
        { threshold: 5, leastStaff: 10 },
      )
    },
  ],
  ['lines of Thai', (text) => breakIntoLines(text.slice(0, 2000), 900, widthOf)],
  [
    'a webhook body',
    (text) =>
      readWebhookBody(
        JSON.stringify({ destination: 'U', events: [{ type: 'message', message: { type: 'text', text } }] }),
        () => false,
      ),
  ],
]

/** What the readers look for, and what is hard to look at. */
const pieces = [
  ...[
    ' ',
    '\n',
    '\t',
    '\u00a0',
    '\u200b',
    '\u3000',
    '0',
    '๙',
    '1',
    '-',
    '.',
    ',',
    ':',
    '/',
    '(',
    ')',
    '[',
    '"',
    "'",
    '@',
    '=',
    '+',
    '_',
  ],
  ...[
    '\u0301',
    '\u0316',
    '\u0e48',
    '\u0e34',
    '\u0e4d',
    '\u0e38',
    'ก',
    'เ',
    'ณ ',
    'a',
    'A',
    'ü',
    '😀',
    '👨\u200d👩\u200d👧',
    '\ud800',
    '\u202e',
    'ا',
  ],
  ...[
    'line',
    'ไลน์',
    'ผม',
    'ผมชื่อ',
    'นาย',
    'นพ.สมหมาย ',
    'ใจตรง',
    'หมอหมาย',
    'กองคลัง',
    'som',
    'ส',
    'น.ส.',
    'ว่าที่',
    'ลงชื่อ',
    'ชื่อ',
    'ข้าพเจ้า ',
    'my name is ',
    "i'm A",
    ' at ',
    'dot',
    'โทร ',
    'ต่อ',
    '081',
    '66',
    '/3',
  ],
  ...[
    'บ้านเลขที่ 1',
    'หมู่ 4 ',
    'ต.ก',
    'กข 1',
    'ศูนย์',
    'facebook.com/',
    'https://',
    'รหัสพนักงาน ',
    'ผอ.',
    'พ.ต.',
    'ของเขา',
    'ขอแจ้ง',
    '(นาย',
  ],
  ...[
    'ปีงบ ',
    '2569',
    'ม.ค.',
    'ถึง',
    'ไตรมาส',
    'หมวด',
    'วันที่ ',
    '10.30 ',
    'ประมาณ ',
    'บาท',
    '12/',
    's1;',
    '{{',
    ';',
    '\r\n',
    '""',
  ],
]
const shape = fc
  .tuple(
    fc.constantFrom('', ...pieces),
    fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }).map((all) => all.join('')),
    fc.constantFrom('', ...pieces),
  )
  .map(([before, repeated, after]) => ({ before, repeated, after }))
type Shape = { readonly before: string; readonly repeated: string; readonly after: string }

const textOf = ({ before, repeated, after }: Shape, length: number): string =>
  before + repeated.repeat(Math.ceil(length / repeated.length)).slice(0, length) + after

/** Milliseconds of processor time. */
async function costOf(read: Reader, text: string): Promise<number> {
  const from = process.cpuUsage()
  try {
    await read(text)
  } catch (error) {
    // A refusal is an answer; what is measured is how long it took.
    if (!(error instanceof Error)) throw error
  }
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}

/** The least of three: another's work on this machine is not the reader's. */
async function leastCostOf(read: Reader, text: string): Promise<number> {
  const costs = [await costOf(read, text), await costOf(read, text), await costOf(read, text)]
  return Math.min(...costs)
}

const nothingToSpeakOf = 60
/** Ten times as long takes ten times as long; the square of it would be a hundred. */
const mostGrowth = 30
const [shortest, short, long, longest] = [100, 1_000, 10_000, 100_000]

/** How often a suspicion is measured again: what takes the square does so each time, a busy machine only for a while. */
const rounds = 4

/** What grew by more than its share, in words; '' when nothing did. */
async function growthOf(read: Reader, hostile: Shape, [less, much] = [short, long]): Promise<string> {
  if ((await costOf(read, textOf(hostile, much))) < nothingToSpeakOf) return ''
  let grew = ''
  for (let round = 0; round < rounds; round += 1) {
    const [before, after] = [
      await leastCostOf(read, textOf(hostile, less)),
      await leastCostOf(read, textOf(hostile, much)),
    ]
    if (after < nothingToSpeakOf || after < mostGrowth * Math.max(before, 1)) return ''
    grew = `${JSON.stringify(hostile)}: ${before.toFixed(1)} ms, then ${after.toFixed(1)} ms`
  }
  return grew
}

async function grown(
  readers: Iterable<readonly [string, Reader]>,
  shapes: readonly Shape[],
  lengths?: [number, number],
): Promise<string> {
  const lines: string[] = []
  for (const [name, read] of readers)
    for (const one of shapes) {
      const growth = await growthOf(read, one, lengths)
      if (growth !== '') lines.push(`${name} ${growth}`)
    }
  return lines.join('\n')
}

describe('Whatever people send is read in linear time', () => {
  /** What was found once; each is tried at every length. The generator finds the others, the same ones in each run. */
  const known: readonly Shape[] = [
    { before: 'line', repeated: ' ', after: 'ก' },
    { before: 'a', repeated: '\u0301\u0316', after: '' },
    { before: 'ก', repeated: '\u0e48\u0e34\u0e38', after: 'า' },
    { before: '', repeated: 'a', after: '@' },
    { before: 'นาย', repeated: 'สมหมาย ใจตรง', after: '' },
    { before: 'นาย', repeated: 'ส', after: 'มหมาย' },
  ]
  const found = fc.sample(shape, {
    numRuns: Number(process.env.SHAPES ?? 20),
    seed: Number(process.env.SEED ?? 10),
  })

  it('When any reader of people’s text is handed hostile shapes, then its work grows with the length', async () => {
    const readers = [...(await readersOfText()), ...others]
    expect(readers.length).to.be.above(50)
    // The shortest first: what takes the cube, or doubles with each letter, would not come to its end at the others.
    expect(await grown(readers, [...known, ...found], [shortest, short])).to.equal('')
    expect(await grown(readers, [...known, ...found])).to.equal('')
  })

  it('When the text is as long as a file, then it still does', async () => {
    const readers = [...(await readersOfText()), ...others]
    expect(await grown(readers, [...known, ...found.slice(0, 2)], [long, longest])).to.equal('')
  })

  it('When something takes the square of the length, then the measure shows it', async () => {
    const square: Reader = (text) => /line\s*(?:id)?\s*@/.test(text) || /\s+@/.test(text)
    expect(await grown([['a square', square]], known)).to.match(/ms, then/)
  })
})
