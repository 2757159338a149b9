// npm run import-measures -- plan.csv [--year 2569]: brings the register of measures in line with a plan, CSV or JSON. What was
// reported of a measure stays; a file with one bad row changes nothing.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type th from '../locales/th/measures.json'
import { type MeasureFile, type MeasureProblem, readMeasures } from '../src/features/measures/measure-file.js'
import { fiscalYearOf, fromThaiDigits } from '../src/i18n/calendar/thai-calendar.js'
import { textsOf } from '../src/i18n/texts.js'
import { withFeatures } from './open-product.js'
import { complain, isBadArguments, isLanguage, languageAsked, print, reasonOf } from './script-words.js'

const say = textsOf<typeof th>('measures')
const asked = process.argv.slice(2)
const language = languageAsked(asked)
const usage = () => say(language, 'scripts.usage')
const badArguments = () => `${say(language, 'scripts.badArguments')}\n\n${usage()}`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: asked,
    allowPositionals: true,
    options: {
      year: { type: 'string' },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return print(usage())
  const [file, ...more] = positionals
  const year = values.year === undefined ? fiscalYearOf(new Date()) : Number(fromThaiDigits(values.year))
  const isYear = Number.isInteger(year) && year >= 2500 && year <= 2700
  if (file === undefined || more.length > 0 || !isYear || !isLanguage(values.lang))
    return complain(badArguments())
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error.code)
  if (!(bytes instanceof Buffer)) return complain(say(language, 'scripts.unreadable', { file }))
  const read = readMeasures(bytes)
  if (!read.ok) return refuse(whyRefused(read))
  return withFeatures(async ({ measures }) => {
    const imported = await measures.rules.importMeasures(year, read.rows, 'system')
    if (!imported.ok) return refuse(problemsInWords(imported.problems))
    const { added, changed, missing } = imported
    print(say(language, 'scripts.done', { year, added, changed }))
    return missing > 0 ? print(say(language, 'scripts.missing', { number: missing })) : 0
  })
}

const refuse = (why: string): number => complain(`${why}\n${say(language, 'scripts.nothingStored')}`)

function whyRefused(file: Exclude<MeasureFile, { ok: true }>): string {
  switch (file.why) {
    case 'columns': {
      const columns = file.missing.map((column) =>
        say(language, `column.${column === 'ownerCode' ? 'owner' : column}`),
      )
      return say(language, 'scripts.refused.columns', { columns: columns.join(', ') })
    }
    case 'rows':
      return problemsInWords(file.problems)
    default:
      return say(language, `scripts.refused.${file.why}`)
  }
}

const problemsInWords = (problems: readonly MeasureProblem[]): string =>
  [say(language, 'scripts.rows', { number: problems.length }), ...problems.map(problemInWords)].join('\n')

function problemInWords(problem: MeasureProblem): string {
  const { line } = problem
  switch (problem.what) {
    case 'cell': {
      const column = say(language, `column.${problem.column === 'ownerCode' ? 'owner' : problem.column}`)
      return say(language, `scripts.problem.${problem.fault}`, { line, column })
    }
    case 'cells':
      return say(language, 'scripts.problem.cells', {
        line,
        found: problem.found,
        expected: problem.expected,
      })
    case 'twice':
      return say(language, 'scripts.problem.twice', { line, firstLine: problem.firstLine })
    case 'quotes':
    case 'unknownCode':
      return say(language, `scripts.problem.${problem.what}`, { line })
  }
}

process.exitCode = await main().catch((error: unknown) =>
  isBadArguments(error)
    ? complain(badArguments())
    : complain(say(language, 'scripts.failed', { reason: reasonOf(error) })),
)
