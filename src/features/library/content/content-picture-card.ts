// The picture of a piece that is drawn: drawn once from its words and the agency's look, kept in the media store, and found
// again by everything it was drawn from. A change of a word, a colour, the logo or the agency's name draws a new one.
import { createHash } from 'node:crypto'
import type { HeavyWork } from '../../../heavy-work/heavy-threads.js'
import type { Language } from '../../../i18n/texts.js'
import { CannotDraw, type DrawingProblem } from '../../../media/drawing/picture-problem.js'
import type { MediaStore } from '../../../media/media-store.js'
import type { Clock } from '../../../operation/clock.js'
import type { LookOf } from '../../settings/agency-look-rules.js'
import { drawContent, fieldInBody, type PictureWidth } from '../adding/content-templates-card.js'
import type { ContentModel, KeptPicture } from './content-model.js'
import type { DrawnBody } from './content-schema.js'

export interface ContentPictures {
  /** Draws it if it never was. Throws CannotDraw when the words cannot become a picture. */
  pictureOf(body: DrawnBody, language: Language, width?: PictureWidth): Promise<KeptPicture>
  /** The same of what nobody has confirmed: it goes after a day, unless it is published meanwhile. */
  draftPictureOf(body: DrawnBody, language: Language): Promise<KeptPicture>
  /** Draws it in every language that it has; the fields at fault, as `th.points.2`, when it cannot be drawn. */
  problemsOf(body: DrawnBody, drawn?: 'kept' | 'forADay' | 'thrownAway'): Promise<readonly DrawingProblem[]>
}

/** Raise it when a template changes so much that what was drawn before should be drawn anew. */
const drawingVersion = 2

/** Where a picture is that was drawn only to see whether it can be. */
const nowhere: KeptPicture = { path: '', previewPath: '' }

export function createContentPictures({
  cache,
  media,
  heavyWork,
  lookOf,
  agencyName,
  clock,
}: {
  readonly cache: Pick<ContentModel, 'picture' | 'keepPicture'>
  readonly media: Pick<MediaStore, 'keep' | 'keepForADay' | 'settle'>
  readonly heavyWork: Pick<HeavyWork, 'run'>
  readonly lookOf: LookOf
  readonly agencyName: { readonly th: string; readonly en: string }
  readonly clock: Clock
}): ContentPictures {
  async function pictureOf(
    body: DrawnBody,
    language: Language,
    width: PictureWidth = 1040,
    drawn: 'kept' | 'forADay' | 'thrownAway' = 'kept',
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
    const known = await cache.picture(drawing, clock())
    if (known && (drawn !== 'kept' || (await lasts(drawing, known)))) return known
    const { png, preview } = await drawContent(heavyWork, body, spoken, {
      ...sheet,
      ...(logo && { logo: logo.bytes }),
    })
    if (drawn === 'thrownAway') return nowhere
    const keep = drawn === 'kept' ? media.keep : media.keepForADay
    const [picture, small] = await Promise.all([keep(png, 'image/png'), keep(preview, 'image/jpeg')])
    const kept = { path: picture.path, previewPath: small.path }
    // Forgotten a little before its bytes are, so that a picture which is found is there.
    const until = drawn === 'kept' ? undefined : new Date(clock().getTime() + 23 * 3_600_000)
    await cache.keepPicture(drawing, kept, until)
    return kept
  }

  /** Whether it is kept for good: one that was drawn for a draft is, from now on, if its bytes are still there. */
  async function lasts(drawing: string, known: KeptPicture & { readonly until?: Date }): Promise<boolean> {
    if (!known.until) return true
    const hashes = [known.path, known.previewPath].flatMap((path) => /[0-9a-f]{64}/.exec(path)?.[0] ?? [])
    if (!(await media.settle(hashes))) return false
    await cache.keepPicture(drawing, known, undefined)
    return true
  }

  return {
    pictureOf: (body, language, width) => pictureOf(body, language, width),
    draftPictureOf: (body, language) => pictureOf(body, language, 1040, 'forADay'),
    async problemsOf(body, drawn = 'forADay') {
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
