// A paper as files, drawn beside the main thread. One paper after the other: whoever waits for a smaller one comes between.
import type { Paper } from '../../../documents/paper.js'
import type { PackedFile } from '../../../documents/zip-file.js'
import { type PaperFormat, paperBeside } from '../../../heavy-work/drawn-beside.js'
import type { FeatureDeps } from '../../feature-deps.js'

/** `name` without an ending; the files in the order of `formats`. */
export async function paperFiles(
  heavyWork: FeatureDeps['heavyWork'],
  paper: Paper,
  name: string,
  formats: readonly PaperFormat[],
): Promise<PackedFile[]> {
  const files: PackedFile[] = []
  for (const format of formats)
    files.push({ name: `${name}.${format}`, bytes: await paperBeside(heavyWork, format, paper) })
  return files
}
