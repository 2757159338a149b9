// Pictures that somebody hands in for the library: by their bytes, cleaned of metadata, within LINE's limits of an image
// message (10 MB and a preview of 1 MB, JPEG or PNG). What is refused leaves nothing behind.
import type { z } from 'zod'
import { type PictureForLine, preparePictureForLine } from '../../../media/cleaning/picture-cleaning.js'
import type { MediaStore } from '../../../media/media-store.js'
import type { keptPicture } from '../content/content-words-schema.js'

export type UploadedPicture = z.output<typeof keptPicture>
export type UploadProblem = 'unreadable' | 'tooLarge' | 'tooManyPixels' | 'tooSmall'
export type Prepared =
  | { readonly ok: true; readonly prepared: PictureForLine }
  | { readonly ok: false; readonly why: UploadProblem }

/** Below this no Thai word in a picture can be read on a telephone. */
export const leastPictureSide = 240

export interface UploadRules {
  /** Checks and cleans; keeps nothing. */
  prepare(bytes: Buffer): Promise<Prepared>
  keep(prepared: PictureForLine): Promise<UploadedPicture>
  /** Checked, cleaned and kept for a day, until `settle`. */
  takeForADay(
    bytes: Buffer,
  ): Promise<
    | { readonly ok: true; readonly picture: UploadedPicture }
    | { readonly ok: false; readonly why: UploadProblem }
  >
  /** Keeps them for good; `false` when one is gone meanwhile. */
  settle(pictures: readonly UploadedPicture[]): Promise<boolean>
}

export function createUploadRules(media: Pick<MediaStore, 'keep' | 'keepForADay' | 'settle'>): UploadRules {
  async function prepare(bytes: Buffer): Promise<Prepared> {
    const prepared = await preparePictureForLine(bytes)
    if ('refused' in prepared)
      return { ok: false, why: prepared.refused === 'notAPicture' ? 'unreadable' : prepared.refused }
    const { width, height } = prepared.original
    return Math.min(width, height) < leastPictureSide
      ? { ok: false, why: 'tooSmall' }
      : { ok: true, prepared }
  }

  async function keepWith(
    keep: MediaStore['keep'],
    { original, preview }: PictureForLine,
  ): Promise<UploadedPicture> {
    const [kept, small] = await Promise.all([
      keep(original.bytes, original.mime),
      keep(preview.bytes, preview.mime),
    ])
    const { width, height } = original
    return { path: kept.path, previewPath: small.path, sha256: kept.sha256, width, height }
  }

  return {
    prepare,
    keep: (prepared) => keepWith(media.keep, prepared),
    async takeForADay(bytes) {
      const read = await prepare(bytes)
      return read.ok ? { ok: true, picture: await keepWith(media.keepForADay, read.prepared) } : read
    },
    settle: (pictures) =>
      media.settle(pictures.flatMap(({ path, previewPath }) => [path, previewPath].map(hashIn))),
  }
}

const hashIn = (path: string): string => path.replace(/^\/media\//u, '').replace(/\.\w+$/u, '')
