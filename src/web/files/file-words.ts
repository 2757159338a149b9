// The words about files, for whoever shows some: what kind one is, how large, and what may hide in it. Runs in the browser.
import type filesTh from '../../../locales/th/files.json'
import { kindByMime } from '../../media/kinds/file-kinds.js'
import type { PageWords } from '../pages/words-in-page.js'
import type { EvidenceFile } from './chosen-file.js'

export type FilesSay = PageWords<typeof filesTh>['say']

/** "Video (MOV)": the family in words, and the ending by which people know it. */
export function kindWords(say: FilesSay, mime: string): string {
  const { family, ending } = kindByMime(mime)
  if (ending === 'bin') return say(`kinds.${family}`)
  return say('kindAndEnding', { kind: say(`kinds.${family}`), ending: ending.toUpperCase() })
}

/** In the units that every language writes alike. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB']
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`
}

/** What was taken out of it, or what may still be in it. */
export function cleaningWords(say: FilesSay, { cleaned, family, kind }: EvidenceFile): string {
  if (cleaned === 'no') return say(`hides.${family}`)
  if (cleaned === 'drawn') return say('cleaned.drawn')
  if (family === 'text') return say('cleaned.text')
  return say(kind === 'video' || kind === 'audio' ? 'cleaned.recording' : 'cleaned.stripped')
}
