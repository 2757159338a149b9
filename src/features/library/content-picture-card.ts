// The picture of a piece that is drawn: drawn once from its words and the agency's look, kept in the media store, and found
// again by everything it was drawn from. A change of a word, a colour, the logo or the agency's name draws a new one.
import { createHash } from 'node:crypto'
import type { Language } from '../../i18n/texts.js'
import type { MediaStore } from '../../media/media-store.js'
import { CannotDraw, type DrawingProblem } from '../../media/picture-problem.js'
import type { LookOf } from '../settings/agency-look-rules.js'
import type { ContentModel, KeptPicture } from './content-model.js'
import type { DrawnBody } from './content-schema.js'
import { drawContent, fieldInBody, type PictureWidth } from './content-templates-card.js'

export interface ContentPictures {
  /** Draws it if it never was. Throws CannotDraw when the words cannot become a picture. */
  pictureOf(body: DrawnBody, language: Language, width?: PictureWidth): Promise<KeptPicture>
  /** Draws it in every language that it has; the fields at fault, as `th.points.2`, when it cannot be drawn. */
  problemsOf(body: DrawnBody, drawn?: 'kept' | 'thrownAway'): Promise<readonly DrawingProblem[]>
}

/** Raise it when a template changes so much that what was drawn before should be drawn anew. */
const drawingVersion = 2

/** Where a picture is that was drawn only to see whether it can be. */
const nowhere: KeptPicture = { path: '', previewPath: '' }

export function createContentPictures({
  cache,
  media,
  lookOf,
  agencyName,
}: {
  readonly cache: Pick<ContentModel, 'picture' | 'keepPicture'>
  readonly media: Pick<MediaStore, 'keep'>
  readonly lookOf: LookOf
  readonly agencyName: { readonly th: string; readonly en: string }
}): ContentPictures {
  async function pictureOf(
    body: DrawnBody,
    language: Language,
    width: PictureWidth = 1040,
    drawn: 'kept' | 'thrownAway' = 'kept',
  ): Promise<KeptPicture> {
    const { logo, colours, counts } = await lookOf()
    const spoken = language === 'en' && body.en ? 'en' : 'th'
    const { th, en, key: _key, tags: _tags, link: _link, ...rest } = body
    const sheet = {
      agencyName: agencyName[spoken],
      colours: { ...colours, ...body.colours },
      counts,
      width,
    }
    const words = spoken === 'en' ? en : th
    const drawnFrom = { drawingVersion, rest, spoken, words, sheet, logo: logo?.sha256 }
    const drawing = createHash('sha256').update(JSON.stringify(drawnFrom), 'utf8').digest('hex')
    const known = await cache.picture(drawing)
    if (known) return known
    const { png, preview } = await drawContent(body, spoken, { ...sheet, ...(logo && { logo: logo.bytes }) })
    if (drawn === 'thrownAway') return nowhere
    const [picture, small] = await Promise.all([
      media.keep(png, 'image/png'),
      media.keep(preview, 'image/jpeg'),
    ])
    const kept = { path: picture.path, previewPath: small.path }
    await cache.keepPicture(drawing, kept)
    return kept
  }

  return {
    pictureOf: (body, language, width) => pictureOf(body, language, width),
    async problemsOf(body, drawn) {
      for (const language of body.en ? (['th', 'en'] as const) : (['th'] as const)) {
        try {
          await pictureOf(body, language, 1040, drawn)
        } catch (error) {
          if (!(error instanceof CannotDraw)) throw error
          return error.problems.map((problem) => ({
            ...problem,
            field: `${language}.${fieldInBody(body, problem.field)}`,
          }))
        }
      }
      return []
    },
  }
}
