// Which template of the drawing room draws which kind of content, and how the words of the library become its spec.
import type th from '../../../../locales/th/library.json'
import { drawnBeside } from '../../../heavy-work/drawn-beside.js'
import type { HeavyWork } from '../../../heavy-work/heavy-threads.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { ICON_NAMES, type IconName } from '../../../media/drawing/icon-shapes.js'
import type { PictureColours } from '../../../media/drawing/picture-colours.js'
import type { Drawn } from '../../../media/drawing/picture-frame.js'
import type { InfographicSpec } from '../../../media/templates/infographic-spec.js'
import type { OnePaperSpec } from '../../../media/templates/one-paper.js'
import type { AgencyLook } from '../../settings/agency-look-rules.js'
import { type DrawnBody, wordsFor } from '../content/content-schema.js'

const say = textsOf<typeof th>('library')

export type PictureWidth = 1040 | 2080

export interface Sheet {
  readonly agencyName: string
  readonly colours: PictureColours
  readonly counts: AgencyLook['counts']
  readonly logo?: Buffer
  readonly width: PictureWidth
}

/** Throws CannotDraw, which names the fields of the template at fault; `fieldInBody` finds them in the body. */
export function drawContent(
  heavyWork: Pick<HeavyWork, 'run'>,
  body: DrawnBody,
  language: Language,
  sheet: Sheet,
): Promise<Drawn> {
  const { counts, ...agency } = sheet
  const look = { ...agency, ...(body.emblem !== undefined && { emblem: iconNamed(body.emblem) }) }
  switch (body.kind) {
    case 'infographic': {
      const { points, ...words } = wordsFor(body, language)
      return drawnBeside(heavyWork, 'infographic', { ...words, points: points.map(pointOf), ...look })
    }
    case 'onePaper': {
      const { points, sections, ...words } = wordsFor(body, language)
      return sections === undefined
        ? drawnBeside(heavyWork, 'infographic', { ...words, points: (points ?? []).map(pointOf), ...look })
        : drawnBeside(heavyWork, 'onePaper', { ...words, sections: sections.map(sectionOf), ...look })
    }
    case 'dosAndDonts': {
      const { title, summary, dos, donts } = wordsFor(body, language)
      return drawnBeside(heavyWork, 'dosAndDonts', {
        title,
        ...(summary !== undefined && { subtitle: summary }),
        dos: { heading: say(language, 'card.dos'), points: dos },
        donts: { heading: say(language, 'card.donts'), points: donts },
        ...look,
        emblem: look.emblem ?? 'scales',
      })
    }
    case 'quote': {
      const { title, quote, author } = wordsFor(body, language)
      const { emblem: _emblem, ...plain } = look
      return drawnBeside(heavyWork, 'quote', {
        heading: title,
        quote,
        ...(author !== undefined && { author }),
        ...plain,
      })
    }
    case 'channels': {
      const { channels, caption, ...words } = wordsFor(body, language)
      return drawnBeside(heavyWork, 'channels', {
        ...words,
        channels: channels.map((channel) => ({ ...channel, icon: iconNamed(channel.icon ?? 'megaphone') })),
        qr: {
          address: body.address,
          caption: caption ?? say(language, 'card.scan'),
          note: shownAddress(body.address),
        },
        ...look,
      })
    }
    case 'statistics': {
      const { figures, ...words } = wordsFor(body, language)
      const colours = [counts.all, counts.completed, counts.inProgress]
      return drawnBeside(heavyWork, 'statisticsCard', {
        ...words,
        ...(figures && {
          figures: figures.map((figure, index) => {
            const colour = colours[index]
            return { ...figure, ...(colour !== undefined && { colour }) }
          }),
        }),
        ...look,
      })
    }
  }
}

/** The template's field in the words of the body: 'dos.points.2' is 'dos.2', 'heading' of a quote is its title. */
export function fieldInBody(body: DrawnBody, field: string): string {
  if (body.kind === 'dosAndDonts')
    return field.replace(/^(dos|donts)\.points/, '$1').replace('subtitle', 'summary')
  if (body.kind === 'quote') return field === 'heading' ? 'title' : field
  if (body.kind === 'channels')
    return field.replace(/^qr\.(address|caption)$/, '$1').replace('qr.note', 'address')
  return field
}

const pointOf = ({
  text,
  icon,
}: {
  text: string
  icon?: string | undefined
}): InfographicSpec['points'][number] => ({ text, ...(icon !== undefined && { icon: iconNamed(icon) }) })

type Section = OnePaperSpec['sections'][number]

function sectionOf({
  heading,
  icon,
  text,
  points,
}: {
  heading: string
  icon?: string | undefined
  text?: string | undefined
  points?: string[] | undefined
}): Section {
  return {
    heading,
    ...(icon !== undefined && { icon: iconNamed(icon) }),
    ...(text !== undefined && { text }),
    ...(points !== undefined && { points }),
  }
}

/** A name that is no icon goes on as it is: the template refuses it and names the place. */
function iconNamed(name: string): IconName {
  return ICON_NAMES.find((one) => one === name) ?? (name as IconName)
}

/** As people read it aloud; of a long one only the host, which says whose page it is. */
function shownAddress(address: string): string {
  const spoken = address.replace(/^https?:\/\//, '').replace(/\/$/, '')
  return spoken.length <= 48 ? spoken : new URL(address).hostname
}
