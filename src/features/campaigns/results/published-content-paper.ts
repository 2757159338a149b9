// The exact content of a publication as sections of a paper: every word that people could read, the picture as it was drawn,
// and the hash of both. A version that has been replaced is printed as it was.
import type evidence from '../../../../locales/th/evidence.json'
import type library from '../../../../locales/th/library.json'
import type { Section } from '../../../documents/paper.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { CannotDraw } from '../../../media/drawing/picture-problem.js'
import type { MediaStore } from '../../../media/media-store.js'
import { policyWordsFor } from '../../acknowledgements/policies/policy-schema.js'
import { contentInWords } from '../../library/content/content-in-words.js'
import type { ContentPictures } from '../../library/content/content-picture-card.js'
import type { Published } from '../../library/content/content-rules.js'
import { type ContentBody, isDrawn, isUploaded } from '../../library/content/content-schema.js'

const describe = textsOf<typeof library>('library')
const tell = textsOf<typeof evidence>('evidence')

export interface ContentToPrint {
  readonly pictures: Pick<ContentPictures, 'pictureOf'>
  readonly media: Pick<MediaStore, 'find'>
}

export async function contentSections(
  published: Published,
  language: Language,
  { pictures, media }: ContentToPrint,
): Promise<readonly Section[]> {
  const text: Section = {
    kind: 'text',
    heading: tell(language, 'campaign.exact', { kind: describe(language, `kind.${published.kind}`) }),
    paragraphs: paragraphsOf(published, language),
  }
  if (published.from === 'policy') return [text]
  const sections: Section[] = [text]
  for (const path of await picturePaths(published.content.body, language, pictures)) {
    const picture = await pictureAt(path, media)
    if (!picture) continue
    const caption = tell(language, 'campaign.pictureCaption', { hash: picture.sha256 })
    sections.push({ kind: 'picture', bytes: picture.bytes, caption })
  }
  return sections
}

async function picturePaths(
  body: ContentBody,
  language: Language,
  pictures: Pick<ContentPictures, 'pictureOf'>,
): Promise<readonly string[]> {
  if (isUploaded(body)) return body.pictures.map(({ path }) => path)
  if (!isDrawn(body)) return []
  try {
    return [(await pictures.pictureOf(body, language)).path]
  } catch (error) {
    // Kept before it could be drawn: people read it as a card, and the paper has its words.
    if (error instanceof CannotDraw) return []
    throw error
  }
}

/** A kept picture by the path under which it is served: its name is its hash. */
export async function pictureAt(path: string, media: Pick<MediaStore, 'find'>) {
  const sha256 = /([0-9a-f]{64})\.\w{1,8}$/.exec(path)?.[1]
  const found = sha256 === undefined ? undefined : await media.find(sha256)
  return found && sha256 !== undefined ? { sha256, bytes: found.bytes } : undefined
}

function paragraphsOf(published: Published, language: Language): readonly string[] {
  if (published.from === 'policy') {
    const { title, summary, points, text } = policyWordsFor(published.policy, language).words
    return [title, summary, ...points.map(bullet), text]
  }
  return contentInWords(published.content.body, language)
}

const bullet = (words: string): string => `• ${words}`
