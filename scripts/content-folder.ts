// Reads a folder of content as it is on the disk: JSON specs, and pictures beside them by name. Every file that cannot be used is
// named with its reason; nothing is kept here.
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { z } from 'zod'
import type { UploadProblem, UploadRules } from '../src/features/library/adding/upload-rules.js'
import type { PictureForLine } from '../src/media/cleaning/picture-cleaning.js'
import { jsonIn } from './script-words.js'

export type FileProblem =
  | {
      readonly file: string
      readonly why: UploadProblem | 'notJson' | 'pictureAlone' | 'notTaken' | 'tooMany'
    }
  | { readonly file: string; readonly why: 'keyTwice'; readonly other: string }

export interface FolderPiece {
  readonly file: string
  readonly spec: Readonly<Record<string, unknown>>
  readonly pictures: readonly PictureForLine[]
}

export interface ContentFolder {
  readonly pieces: readonly FolderPiece[]
  readonly problems: readonly FileProblem[]
}

const pictureEndings = ['.png', '.jpg', '.jpeg', '.webp', '.gif', '.avif', '.heic']
const mostPages = 10
const specShape = z.record(z.string(), z.unknown())

/** Throws when the folder cannot be opened. Hidden files and files named README are passed over. */
export async function readContentFolder(
  folder: string,
  uploads: Pick<UploadRules, 'prepare'>,
): Promise<ContentFolder> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !/^readme\b/iu.test(entry.name))
    .map(({ name }) => name)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const specs = files.filter((file) => extname(file).toLowerCase() === '.json')
  const pictures = files.filter((file) => pictureEndings.includes(extname(file).toLowerCase()))
  const problems: FileProblem[] = files
    .filter((file) => !specs.includes(file) && !pictures.includes(file))
    .map((file) => ({ file, why: 'notTaken' }))
  const pieces: FolderPiece[] = []
  const taken = new Set<string>()

  for (const file of specs) {
    const own = pictures.filter((picture) => belongsTo(stemOf(picture), stemOf(file), specs.map(stemOf)))
    for (const picture of own) taken.add(picture)
    const spec = await specIn(join(folder, file), stemOf(file))
    if (!spec) problems.push({ file, why: 'notJson' })
    if (own.length > mostPages) problems.push({ file, why: 'tooMany' })
    const prepared: PictureForLine[] = []
    for (const picture of own.slice(0, mostPages)) {
      const read = await uploads.prepare(await readFile(join(folder, picture)))
      if (read.ok) prepared.push(read.prepared)
      else problems.push({ file: picture, why: read.why })
    }
    if (spec) pieces.push({ file, spec, pictures: prepared })
  }
  for (const picture of pictures)
    if (!taken.has(picture)) problems.push({ file: picture, why: 'pictureAlone' })
  return { pieces, problems: [...problems, ...keysTwice(pieces)] }
}

const stemOf = (file: string): string => file.slice(0, -extname(file).length)

/** 'manual.png' and 'manual-2.png' belong to 'manual.json', unless there is a 'manual-2.json'. */
function belongsTo(picture: string, spec: string, specs: readonly string[]): boolean {
  if (picture === spec) return true
  return !specs.includes(picture) && picture.replace(/-\d{1,2}$/u, '') === spec
}

/** Without a key the file's name is the key. */
async function specIn(path: string, stem: string): Promise<Record<string, unknown> | undefined> {
  const read = specShape.safeParse(jsonIn(await readFile(path, 'utf8')))
  return read.success ? { key: stem, ...read.data } : undefined
}

function keysTwice(pieces: readonly FolderPiece[]): FileProblem[] {
  return pieces.flatMap(({ file, spec }, index) => {
    const other = pieces.slice(0, index).find((one) => one.spec.key === spec.key)
    return other ? [{ file, why: 'keyTwice' as const, other: other.file }] : []
  })
}
