// The picture of an infographic: drawn once from its words and colours, kept in the media store, and found again by
// everything it was drawn from. A change of a word, a colour or the agency's name draws a new one.
import { createHash } from 'node:crypto'
import type { Language } from '../../i18n/texts.js'
import { drawInfographic } from '../../media/infographic.js'
import { CannotDraw, readInfographicSpec } from '../../media/infographic-spec.js'
import type { MediaStore } from '../../media/media-store.js'
import type { ContentModel, KeptPicture } from './content-model.js'
import { type PictureBody, wordsFor } from './content-schema.js'

export interface ContentPictures {
  /** Draws it if it never was. Throws CannotDraw when the words cannot become a picture. */
  pictureOf(body: PictureBody, language: Language): Promise<KeptPicture>
  /** Draws it in every language that it has; the fields at fault when it cannot be drawn. */
  problemsOf(body: PictureBody): Promise<readonly string[]>
}

export function createContentPictures({
  cache,
  media,
  agencyName,
}: {
  readonly cache: Pick<ContentModel, 'picture' | 'keepPicture'>
  readonly media: MediaStore
  readonly agencyName: { readonly th: string; readonly en: string }
}): ContentPictures {
  async function pictureOf(body: PictureBody, language: Language): Promise<KeptPicture> {
    const spec = {
      ...wordsFor(body, language),
      agencyName: agencyName[language === 'en' && body.en ? 'en' : 'th'],
      ...(body.colours && { colours: body.colours }),
      ...(body.emblem && { emblem: body.emblem }),
    }
    const drawing = createHash('sha256').update(JSON.stringify(spec), 'utf8').digest('hex')
    const known = await cache.picture(drawing)
    if (known) return known
    const { png, preview } = await drawInfographic(readInfographicSpec(spec))
    const [picture, small] = await Promise.all([
      media.keep(png, 'image/png'),
      media.keep(preview, 'image/jpeg'),
    ])
    const kept = { path: picture.path, previewPath: small.path }
    await cache.keepPicture(drawing, kept)
    return kept
  }

  return {
    pictureOf,
    async problemsOf(body) {
      for (const language of body.en ? (['th', 'en'] as const) : (['th'] as const)) {
        try {
          await pictureOf(body, language)
        } catch (error) {
          if (error instanceof CannotDraw) return error.problems.map(({ field }) => `${language}.${field}`)
          throw error
        }
      }
      return []
    },
  }
}
