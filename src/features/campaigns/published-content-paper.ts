// The exact content of a publication as sections of a paper: every word that people could read, the picture as it was drawn,
// and the hash of both. A version that has been replaced is printed as it was.
import type th from '../../../locales/th/campaigns.json'
import type evidence from '../../../locales/th/evidence.json'
import type { Section } from '../../documents/paper.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import type { MediaStore } from '../../media/media-store.js'
import { policyWordsFor } from '../acknowledgements/policy-schema.js'
import type { ContentPictures } from './content-picture-card.js'
import type { Published } from './content-rules.js'
import { isPicture, wordsFor } from './content-schema.js'

const say = textsOf<typeof th>('campaigns')
const tell = textsOf<typeof evidence>('evidence')

export interface ContentToPrint {
  readonly pictures: Pick<ContentPictures, 'pictureOf'>
  readonly media: Pick<MediaStore, 'find'>
}

export const kindInWords = (language: Language, { kind }: Pick<Published, 'kind'>): string =>
  say(language, `kind.${kind}`)

export async function contentSections(
  published: Published,
  language: Language,
  { pictures, media }: ContentToPrint,
): Promise<readonly Section[]> {
  const text: Section = {
    kind: 'text',
    heading: tell(language, 'campaign.exact'),
    paragraphs: paragraphsOf(published, language),
  }
  if (published.from === 'policy' || !isPicture(published.content.body)) return [text]
  const { path } = await pictures.pictureOf(published.content.body, language)
  const picture = await pictureAt(path, media)
  if (!picture) return [text]
  const caption = tell(language, 'campaign.pictureCaption', { hash: picture.sha256 })
  return [text, { kind: 'picture', bytes: picture.bytes, caption }]
}

/** A kept picture by the path under which it is served: its name is its hash. */
export async function pictureAt(path: string, media: Pick<MediaStore, 'find'>) {
  const sha256 = /([0-9a-f]{64})\.\w+$/.exec(path)?.[1]
  const found = sha256 === undefined ? undefined : await media.find(sha256)
  return found && sha256 !== undefined ? { sha256, bytes: found.bytes } : undefined
}

function paragraphsOf(published: Published, language: Language): readonly string[] {
  if (published.from === 'policy') {
    const { title, summary, points, text } = policyWordsFor(published.policy, language).words
    return [title, summary, ...points.map(bullet), text]
  }
  const { body } = published.content
  const link = body.link === undefined ? [] : [body.link]
  switch (body.kind) {
    case 'infographic':
    case 'onePaper': {
      const { title, subtitle, points, footer } = wordsFor(body, language)
      return [
        ...present([title, subtitle]),
        ...points.map((point) => bullet(point.text)),
        ...present([footer]),
        ...link,
      ]
    }
    case 'dosAndDonts': {
      const { title, summary, dos, donts } = wordsFor(body, language)
      const lists = [
        say(language, 'card.dos'),
        ...dos.map(bullet),
        say(language, 'card.donts'),
        ...donts.map(bullet),
      ]
      return [...present([title, summary]), ...lists, ...link]
    }
    default: {
      const { title, summary, points, text } = wordsFor(body, language)
      return [title, summary, ...points.map(bullet), ...present([text]), ...link]
    }
  }
}

const bullet = (words: string): string => `• ${words}`
const present = (words: readonly (string | undefined)[]) => words.filter((one) => one !== undefined)
