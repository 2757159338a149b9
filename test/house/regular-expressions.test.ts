import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from 'chai'
import { mostSteps, stepsOf } from '../harness/pattern-bound.js'
import { composedBy, patternsIn, type WrittenPattern } from '../harness/patterns-in-source.js'
import { sourceFiles } from '../harness/source-files.js'

/** The build of the checker that is JavaScript alone: nothing is downloaded, and nothing is started. */
const { checkSync } = createRequire(import.meta.url)('recheck/lib/browser.js') as typeof import('recheck')

/** What took long to prove and was proven. Written anew with PROVE=1; whatever is not in it is proven in the run itself. */
const provenFile = 'test/house/regular-expressions-proven.json'
const longToProve = 40
const patience = 60_000

const nameOf = ({ source, flags }: Pick<WrittenPattern, 'source' | 'flags'>): string => `/${source}/${flags}`

interface Verdict {
  readonly status: string
  readonly milliseconds: number
}

/** Bounded at every place, or else the checker's proof over the automaton; its guesses by trying count for nothing. */
function prove({ source, flags }: Pick<WrittenPattern, 'source' | 'flags'>): Verdict {
  const from = process.cpuUsage()
  const steps = stepsOf(source, flags)
  const status =
    steps === undefined
      ? checked(source, flags)
      : steps <= mostSteps(source, flags)
        ? 'safe'
        : `may take ${steps} steps at each place`
  const { user, system } = process.cpuUsage(from)
  return { status, milliseconds: (user + system) / 1000 }
}

function checked(source: string, flags: string): string {
  const plain = flags.replace(/[dy]/g, '')
  const result = checkSync(source, plain, { timeout: patience, checker: 'automaton' })
  if (result.status === 'safe') return 'safe'
  return result.status === 'vulnerable' ? `vulnerable (${result.complexity.summary})` : 'unknown'
}

const readProven = (): ReadonlySet<string> =>
  new Set(JSON.parse(readFileSync(provenFile, 'utf8')) as string[])

/** Places that put patterns together when they are used, and a use that makes every kind of them. */
const uses: Readonly<Record<string, (module: Record<string, unknown>) => void>> = {
  'src/features/statistics/asking/statistics-question.ts': (module) => {
    const { readQuestion } = module as { readQuestion: (text: string, today: Date) => unknown }
    readQuestion('ปีงบ 2569 หมวด', new Date('2026-01-15T00:00:00Z'))
  },
}

const sources = ['src', 'packages/embedded-mongodb/src', 'packages/line-stand-in/src', 'scripts']

/** Patterns that are not ours: a program's own questions to the embedded database. */
const notOurs: readonly string[] = ['packages/embedded-mongodb/src/query/filter-parse.ts']

/** The way itself, and the reader that does it letter by letter. */
const inOneForm: readonly string[] = [
  'src/i18n/letters/composed.ts',
  'src/features/cases/names/plain-words.ts',
]

describe('Regular expressions', () => {
  const { written, composedAt } = patternsIn(sources)
  const files = [...new Set(composedAt.map(({ file }) => file))].filter((file) => !notOurs.includes(file))

  it('When a regular expression stands in our code or is put together by it, then no text makes it slow', async () => {
    const composed: WrittenPattern[] = []
    // One after the other: each is watched while it is loaded.
    for (const file of files) {
      const made = await composedBy(file, uses[file])
      expect(made.length, `${file} put no pattern together: say in \`uses\` how it does`).to.be.above(0)
      composed.push(...made)
    }
    const proven = readProven()
    const all = new Map([...written, ...composed].map((one) => [nameOf(one), one]))
    const verdicts = [...all].map(([name, one]) => ({
      name,
      place: one.place,
      ...(proven.has(name) && process.env.PROVE !== '1' ? { status: 'safe', milliseconds: 0 } : prove(one)),
    }))
    const slow = verdicts.filter(({ status }) => status !== 'safe')
    expect(slow.map(({ place, name, status }) => `${place} ${status} ${name}`).join('\n')).to.equal('')
    if (process.env.PROVE === '1') {
      const long = verdicts.filter(({ milliseconds }) => milliseconds > longToProve).map(({ name }) => name)
      writeFileSync(provenFile, `${JSON.stringify(long.sort(), undefined, 2)}\n`)
    } else
      expect(
        [...proven].filter((name) => !all.has(name)),
        'proven and no longer there',
      ).to.deep.equal([])
  })

  it('When the checker meets what was slow, then it says so', () => {
    const once = [
      /\/+$/,
      /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/u,
      /(?:^|[\s,]+)(?:เวลา|at)?\s*([01]?\d|2[0-3])[:.]([0-5]\d)\s*(?:นาฬิกา|น\.?|hrs?)?$/,
      /^([^:]*?)\s*(?::\s*(.*))?$/,
    ]
    for (const { source, flags } of once)
      expect(prove({ source, flags }).status, source).to.match(/^vulnerable/)
  })

  it('When letters are put into one form, then by the one way that is linear', () => {
    const elsewhere = sourceFiles(sources).filter(
      (file) => !inOneForm.includes(file) && readFileSync(file, 'utf8').includes('.normalize('),
    )
    expect(elsewhere).to.deep.equal([])
  })
})
