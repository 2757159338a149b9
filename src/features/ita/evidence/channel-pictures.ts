// What a citizen sees of the separate channel, as pictures for an assessor: the menu of the LINE account, the first page of the
// web form, the card with its QR code, and what the agency has published of its channels. All from what the product serves.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type th from '../../../../locales/th/ita.json'
import type reportsTh from '../../../../locales/th/reports.json'
import type { Section } from '../../../documents/paper.js'
import { drawnBeside, menuBeside } from '../../../heavy-work/drawn-beside.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { ICON_NAMES } from '../../../media/drawing/icon-shapes.js'
import type { MediaStore } from '../../../media/media-store.js'
import { projectRoot } from '../../../operation/project-root.js'
import { contentSections } from '../../campaigns/results/published-content-paper.js'
import type { FeatureDeps } from '../../feature-deps.js'
import { publishedPiece } from '../../library/content/content-rules.js'
import type { Library } from '../../library/library-feature.js'
import type { LookOf } from '../../settings/agency-look-rules.js'
import { whoSeesWhatLines } from '../../settings/legal-words.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import { pictureSection, type Shown } from './evidence-sections.js'

const say = textsOf<typeof th>('ita')
const page = textsOf<typeof reportsTh>('reports')
/** What a QR code on the card can hold and a telephone still reads. */
const longestAddress = 213

const menuFile = z.object({
  size: z.object({ width: z.literal(2500), height: z.union([z.literal(1686), z.literal(843)]) }),
  areas: z.array(
    z.object({
      label: z.string(),
      icon: z.enum(ICON_NAMES),
      emphasis: z.boolean().optional(),
      bounds: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
    }),
  ),
})

export interface ChannelPicturesDeps {
  readonly library: Pick<Library, 'rules' | 'pictures'>
  readonly media: Pick<MediaStore, 'find'>
  readonly heavyWork: FeatureDeps['heavyWork']
  readonly lookOf: LookOf
  readonly settings: Pick<SettingsRules, 'get'>
  readonly publicUrl: string
  readonly agencyName: { readonly th: string; readonly en: string }
}

/** Throws CannotDraw when the menu's file has what cannot be drawn: then nothing of it could be published either. */
export function createChannelPictures({
  library,
  media,
  heavyWork,
  lookOf,
  settings,
  publicUrl,
  agencyName,
}: ChannelPicturesDeps) {
  const sheetOf = async (language: Language) => {
    const { colours, logo } = await lookOf()
    return { agencyName: agencyName[language], colours, ...(logo && { logo: logo.bytes }) }
  }

  async function menu(language: Language) {
    const path = join(projectRoot, 'rich-menus', 'citizen', `${language}.json`)
    const { size, areas } = menuFile.parse(JSON.parse(readFileSync(path, 'utf8')))
    const { colours, logo } = await lookOf()
    return menuBeside(heavyWork, { ...size, areas, colours, ...(logo && { logo: logo.bytes }) })
  }

  /** The words of /report as they are served. */
  const webForm = async (language: Language) =>
    drawnBeside(heavyWork, 'onePaper', {
      ...(await sheetOf(language)),
      title: page(language, 'title'),
      emblem: 'shield',
      sections: [
        {
          heading: page(language, 'whoSeesWhat.title'),
          icon: 'lock',
          points: whoSeesWhatLines(language, 'whoSeesWhatWeb', await settings.get()),
        },
        {
          heading: page(language, 'kind.title'),
          icon: 'clipboard',
          points: (['corruption', 'general'] as const).map(
            (kind) => `${page(language, `kind.${kind}`)}: ${page(language, `kind.${kind}Hint`)}`,
          ),
        },
      ],
      ...(publicUrl !== '' && { footer: `${publicUrl}/report` }),
    })

  const card = async (language: Language) =>
    drawnBeside(heavyWork, 'channels', {
      ...(await sheetOf(language)),
      title: say(language, 'channel.card.title'),
      channels: [
        {
          name: say(language, 'channel.card.line'),
          detail: say(language, 'channel.card.lineHow'),
          icon: 'chat',
        },
        {
          name: say(language, 'channel.card.web'),
          detail: say(language, 'channel.card.webHow'),
          icon: 'lock',
        },
      ],
      qr: { address: `${publicUrl}/report`, caption: say(language, 'channel.card.scan') },
    })

  return async function channelPictures(language: Language): Promise<Shown> {
    const hasPage = publicUrl !== '' && `${publicUrl}/report`.length <= longestAddress
    const drawn = [
      { png: await menu(language), what: 'menu' as const },
      { png: (await webForm(language)).png, what: 'webForm' as const },
      ...(hasPage ? [{ png: (await card(language)).png, what: 'qrCard' as const }] : []),
    ]
    const pieces = (await library.rules.shelf()).filter(
      ({ content, archived }) => !archived && content.body.kind === 'channels',
    )
    const published = await Promise.all(
      pieces.map(({ content }) =>
        contentSections(publishedPiece(content), language, { pictures: library.pictures, media }),
      ),
    )
    return {
      sections: [
        ...drawn.map(({ png, what }) =>
          pictureSection(png, say(language, `channel.picture.${what}`), language),
        ),
        ...published.flat().flatMap((section) => inLibrary(section, language)),
      ],
      missing: [
        ...(hasPage ? [] : [say(language, 'missing.webAddress')]),
        ...(pieces.length > 0 ? [] : [say(language, 'missing.channelPiece')]),
      ],
    }
  }
}

/** A piece of the library as it is there: whether it was published is said by the evidence of publications. */
const inLibrary = (section: Section, language: Language): Section[] =>
  section.kind === 'picture'
    ? [pictureSection(section.bytes, say(language, 'channel.picture.library'), language)]
    : []
