// npm run add-content -- folder: a folder of specs and pictures into the library, all of it or nothing; a second run changes
// nothing. npm run add-content -- --logo emblem.png sets the agency's emblem.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type th from '../locales/th/library.json'
import type { Features } from '../src/features/index.js'
import { type ContentBody, readContentSpec } from '../src/features/library/content/content-schema.js'
import { textsOf } from '../src/i18n/texts.js'
import { type FileProblem, type FolderPiece, readContentFolder } from './content-folder.js'
import { indexesBuilt, withDatabase } from './open-database.js'
import { featuresFor } from './product-features.js'
import { complain, isBadArguments, isLanguage, languageAsked, print, reasonOf } from './script-words.js'

const say = textsOf<typeof th>('library')
const asked = process.argv.slice(2)
const language = languageAsked(asked)

const badArguments = () => `${say(language, 'script.badArguments')}\n\n${say(language, 'script.usage')}`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: asked,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      logo: { type: 'string' },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return print(say(language, 'script.usage'))
  const [folder, ...others] = positionals
  const { logo } = values
  const oneThing = (folder === undefined) !== (logo === undefined) && others.length === 0
  if (!isLanguage(values.lang) || !oneThing) return complain(badArguments())
  return withDatabase(async (deps) => {
    const features = featuresFor(deps)
    await indexesBuilt(deps.connection)
    if (logo !== undefined) return setLogo(features, logo)
    return addFolder(features, folder ?? '', values['dry-run'])
  })
}

async function addFolder({ library }: Features, folder: string, dryRun: boolean): Promise<number> {
  const read = await readContentFolder(folder, library.uploads).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  })
  if (!read) return complain(say(language, 'script.noFolder', { folder }))
  const complaints = [...read.problems.map(problemLine), ...(await unusable(library, read.pieces))]
  if (complaints.length > 0)
    return complain([say(language, 'script.refused', { count: complaints.length }), ...complaints].join('\n'))
  if (read.pieces.length === 0) return complain(say(language, 'script.empty'))
  for (const piece of read.pieces) {
    const { key } = await bodyOf(piece, async () => examplePicture)
    if (dryRun) print(say(language, 'script.wouldAdd', { key, file: piece.file }))
    else {
      const body = await bodyOf(piece, library.uploads.keep)
      const kept = await library.rules.addVersion(body)
      if (!kept.ok) throw new Error(`${piece.file} was refused after it was checked`)
      print(say(language, kept.added ? 'script.added' : 'script.same', { key, version: kept.version }))
    }
  }
  return 0
}

/** What a spec is checked with while its pictures are not kept yet. */
const examplePicture = {
  path: `/media/${'0'.repeat(64)}.png`,
  previewPath: `/media/${'0'.repeat(64)}.jpg`,
  sha256: '0'.repeat(64),
  width: 1,
  height: 1,
}

async function unusable(library: Features['library'], pieces: readonly FolderPiece[]): Promise<string[]> {
  const lines: string[] = []
  for (const { file, spec, pictures } of pieces) {
    const whole = pictures.length === 0 ? spec : { ...spec, pictures: pictures.map(() => examplePicture) }
    const fields = (await library.problemsOf(whole)).join(', ')
    if (fields === '') continue
    const why = readContentSpec(whole).ok ? 'script.cannotDraw' : 'script.fields'
    lines.push(say(language, 'script.file', { file, problem: say(language, why, { fields }) }))
  }
  return lines
}

async function bodyOf(
  { file, spec, pictures }: FolderPiece,
  keep: (prepared: FolderPiece['pictures'][number]) => Promise<typeof examplePicture>,
): Promise<ContentBody> {
  const kept = []
  for (const picture of pictures) kept.push(await keep(picture))
  const read = readContentSpec(kept.length === 0 ? spec : { ...spec, pictures: kept })
  if (!read.ok) throw new Error(`${file} was refused after it was checked: ${read.fields.join(', ')}`)
  return read.body
}

function problemLine(problem: FileProblem): string {
  const words =
    problem.why === 'keyTwice'
      ? say(language, 'script.keyTwice', { other: problem.other })
      : say(language, `script.${problem.why}`)
  return say(language, 'script.file', { file: problem.file, problem: words })
}

async function setLogo({ library, settings }: Features, file: string): Promise<number> {
  const read = await library.uploads.prepare(await readFile(file))
  if (!read.ok) return complain(problemLine({ file, why: read.why }))
  const { sha256 } = await library.uploads.keep(read.prepared)
  await settings.rules.change({ logo: sha256 }, 'system')
  return print(say(language, 'script.logoDone'))
}

process.exitCode = await main().catch((error: unknown) =>
  complain(
    isBadArguments(error) ? badArguments() : say(language, 'script.failed', { reason: reasonOf(error) }),
  ),
)
