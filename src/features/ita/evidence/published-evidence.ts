// What was published, as it was: the words and pictures of the exact version with their hashes, and the pictures that prove where
// else it stood. A version that has been replaced is shown as it was; one that is lost is not made up for.
import type th from '../../../../locales/th/ita.json'
import type { Section } from '../../../documents/paper.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import type { MediaStore } from '../../../media/media-store.js'
import { publishedIdOf } from '../../campaigns/campaigns-rules.js'
import type { Publication } from '../../campaigns/outside/publications-rules.js'
import { contentSections, pictureAt } from '../../campaigns/results/published-content-paper.js'
import type { Library } from '../../library/library-feature.js'

const say = textsOf<typeof th>('ita')
/** An assessor looks at some, and a file must open. */
const mostProofs = 3

export function createPublishedEvidence({
  library,
  media,
}: {
  readonly library: Pick<Library, 'rules' | 'pictures'>
  readonly media: Pick<MediaStore, 'find'>
}) {
  return async ({ piece, proofs }: Publication, language: Language): Promise<readonly Section[]> => {
    const published = await library.rules.everPublished(publishedIdOf(piece))
    const content = published
      ? await contentSections(published, language, { pictures: library.pictures, media })
      : []
    const kept = await Promise.all(proofs.slice(0, mostProofs).map((path) => pictureAt(path, media)))
    return [
      ...content,
      ...kept.flatMap((picture): Section[] =>
        picture
          ? [
              {
                kind: 'picture',
                bytes: picture.bytes,
                caption: say(language, 'picture.caption', {
                  shows: say(language, 'published.proof'),
                  hash: picture.sha256,
                }),
              },
            ]
          : [],
      ),
    ]
  }
}
