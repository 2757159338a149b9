import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import fc from 'fast-check'
import { createCommandIndex } from '../../src/conversation/command-index.js'
import { readRegistryNumber } from '../../src/features/cases/filing/registry-number.js'
import { marksOf, whoIsNamed } from '../../src/features/cases/names/named-officers.js'
import { protectCells } from '../../src/features/statistics/splitting/split-suppression.js'
import { shownUnits } from '../../src/features/statistics/splitting/unit-split.js'
import { band, fact, listLine, stack, words } from '../../src/line/card-parts.js'
import { readWebhookBody } from '../../src/line/line-events.js'
import { longText } from '../../src/line/long-text.js'
import { flex } from '../../src/line/message-builders.js'
import { breakIntoLines } from '../../src/media/lines/thai-text-layout.js'
import { sourceFiles } from '../harness/source-files.js'

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
  for (const file of sourceFiles(['src'])) {
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

/** Of a hundred times the length; what grows by its share takes a hundred times as long, the square of it ten thousand. */
const mostGrowth = 1_000
/** Below this many milliseconds of a long text, nobody waits, whatever it grows by; the square of 10⁵ takes many seconds. */
const nothingToSpeakOf = { 1000: 1_000, 10000: 60, 100000: 300 } as const
/** How often a suspicion is measured again: what takes the square does so each time, a busy machine only for a while. */
const rounds = 4

/** What one reading costs; a short one is read again and again, because the clock of the processor is coarse. */
async function exactCostOf(read: Reader, text: string): Promise<number> {
  let all = 0
  let times = 0
  while (all < 20 && times < 500) {
    all += await costOf(read, text)
    times += 1
  }
  return Math.max(all / times, 0.001)
}

/** How many times as long a text takes that is a hundred times as long: the least of several tries, while it is too much. */
async function growthOf(read: Reader, hostile: Shape, length: number): Promise<number> {
  let growth = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds && growth > mostGrowth; round += 1) {
    const short = await exactCostOf(read, textOf(hostile, length))
    growth = Math.min(growth, (await costOf(read, textOf(hostile, length * 100))) / short)
  }
  return growth
}

/** What takes long and grew by more than its share, in words; '' when nothing did. */
async function grown(
  readers: Iterable<readonly [string, Reader]>,
  shapes: readonly Shape[],
  length: keyof typeof nothingToSpeakOf,
): Promise<string> {
  const lines: string[] = []
  for (const [name, read] of readers)
    for (const one of shapes) {
      const took = await costOf(read, textOf(one, length))
      if (took < nothingToSpeakOf[length]) continue
      // A thousand letters that take a second take the cube of their number, or worse: a longer text would not come to its end.
      const growth = length === 1_000 ? Number.POSITIVE_INFINITY : await growthOf(read, one, 1_000)
      if (growth > mostGrowth)
        lines.push(`${name} ${JSON.stringify(one)}: ${took.toFixed()} ms, ${growth.toFixed()} times as long`)
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
    expect(await grown(readers, [...known, ...found], 1_000)).to.equal('')
    expect(await grown(readers, [...known, ...found], 10_000)).to.equal('')
  })

  it('When the text is as long as a file, then it still does', async () => {
    const readers = [...(await readersOfText()), ...others]
    expect(await grown(readers, [...known, ...found.slice(0, 2)], 100_000)).to.equal('')
  })

  it('When something takes the square of the length, then the measure shows it, and when it does not, it does not', async () => {
    const square: Reader = (text) => /line\s*(?:id)?\s*@/.test(text) || /\s+@/.test(text)
    const blanks = { before: 'line', repeated: ' ', after: 'ก' }
    expect(await growthOf(square, blanks, 100)).to.be.above(mostGrowth)
    expect(await growthOf((text) => text.split('').toSorted().join(''), blanks, 1_000)).to.be.below(
      mostGrowth,
    )
  })
})
