// The small picture of a piece in a row of cards: drawn, or sent by the agency; none for a piece of words.
import type { Language } from '../../../i18n/texts.js'
import { CannotDraw } from '../../../media/drawing/picture-problem.js'
import type { ContentPictures } from '../content/content-picture-card.js'
import { type ContentBody, isDrawn, isUploaded } from '../content/content-schema.js'

/** The whole address, or undefined. */
export type PreviewOf = (body: ContentBody, language: Language) => Promise<string | undefined>

export function createPreviewOf(pictures: Pick<ContentPictures, 'pictureOf'>, publicUrl: string): PreviewOf {
  return async (body, language) => {
    if (isUploaded(body)) {
      const [first] = body.pictures
      return first && `${publicUrl}${first.previewPath}`
    }
    if (!isDrawn(body)) return undefined
    try {
      return `${publicUrl}${(await pictures.pictureOf(body, language)).previewPath}`
    } catch (error) {
      // Kept before it could be drawn: it is shown as a card of words.
      if (error instanceof CannotDraw) return undefined
      throw error
    }
  }
}
