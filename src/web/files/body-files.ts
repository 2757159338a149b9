// Files that were sealed, as the body of a case names them: numbered in the order in which they were chosen.
import type { NewCaseBody } from '../../features/cases/case-body.js'
import type { EvidenceFile } from './chosen-file.js'

/** A file and the random names under which it was sealed. */
export interface NamedFile {
  readonly file: EvidenceFile
  readonly clean: string
  readonly original: string
}

export function bodyFilesOf(named: readonly NamedFile[]): Pick<NewCaseBody, 'pictures' | 'files'> {
  const all = named.map(({ file, ...names }, place) => ({
    ...file,
    number: place + 1,
    clean: { id: names.clean, mime: file.cleanMime },
    original: { id: names.original, mime: file.originalMime },
  }))
  return {
    pictures: all
      .filter(({ kind }) => kind === 'picture')
      .map(({ number, clean, original }) => ({ number, clean, original })),
    files: all.flatMap(({ kind, cleaned, number, clean, original }) =>
      kind === 'picture'
        ? []
        : [{ kind, number, original, ...(cleaned === 'no' ? { forReporter: true as const } : { clean }) }],
    ),
  }
}

/** The names of what is sealed of it: what could not be cleaned is there once. */
export const sealedNames = ({ file, clean, original }: NamedFile): string[] =>
  file.cleaned === 'no' ? [original] : [clean, original]
