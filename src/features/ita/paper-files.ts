// A paper as files. What draws them is large and seldom needed, so it is loaded when the first paper is drawn, not at start.
import type { Paper } from '../../documents/paper.js'
import type { PackedFile } from '../../documents/zip-file.js'

type Format = 'pdf' | 'xlsx' | 'docx'

/** `name` without an ending; the files in the order of `formats`. */
export async function paperFiles(
  paper: Paper,
  name: string,
  formats: readonly Format[],
): Promise<PackedFile[]> {
  const files: PackedFile[] = []
  for (const format of formats) files.push({ name: `${name}.${format}`, bytes: await drawn(paper, format) })
  return files
}

async function drawn(paper: Paper, format: Format): Promise<Buffer> {
  switch (format) {
    case 'pdf':
      return (await import('../../documents/pdf-paper.js')).pdfOf(paper)
    case 'xlsx':
      return (await import('../../documents/xlsx-paper.js')).xlsxOf(paper)
    case 'docx':
      return (await import('../../documents/docx-paper.js')).docxOf(paper)
  }
}

export async function packed(files: readonly PackedFile[], asOf: Date): Promise<Buffer> {
  return (await import('../../documents/zip-file.js')).zipOf(files, asOf)
}
