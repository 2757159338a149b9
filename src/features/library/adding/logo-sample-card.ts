// A small drawn picture with a logo that is not chosen yet, in the agency's colours: what an admin sees before confirming.
import { drawnBeside } from '../../../heavy-work/drawn-beside.js'
import type { HeavyWork } from '../../../heavy-work/heavy-threads.js'
import type { Language } from '../../../i18n/texts.js'
import type { MediaStore } from '../../../media/media-store.js'
import type { LookOf } from '../../settings/agency-look-rules.js'
import type { KeptPicture } from '../content/content-model.js'
import { say } from '../library-words.js'

/** `logo` is the hash of a kept picture; undefined when it is not there. Kept for a day. */
export type LogoSample = (logo: string, language: Language) => Promise<KeptPicture | undefined>

export function createLogoSample({
  media,
  heavyWork,
  lookOf,
  agencyName,
}: {
  readonly media: Pick<MediaStore, 'find' | 'keepForADay'>
  readonly heavyWork: Pick<HeavyWork, 'run'>
  readonly lookOf: LookOf
  readonly agencyName: Readonly<Record<Language, string>>
}): LogoSample {
  return async (logo, language) => {
    const found = await media.find(logo)
    if (!found) return undefined
    const { colours } = await lookOf()
    const { png, preview } = await drawnBeside(heavyWork, 'quote', {
      heading: say(language, 'logo.sampleTitle'),
      quote: say(language, 'logo.sample'),
      agencyName: agencyName[language],
      colours,
      logo: found.bytes,
    })
    const [picture, small] = await Promise.all([
      media.keepForADay(png, 'image/png'),
      media.keepForADay(preview, 'image/jpeg'),
    ])
    return { path: picture.path, previewPath: small.path }
  }
}
