// How the agency looks in everything that is drawn: its colours and its logo, from the settings. Whoever draws asks here,
// so that a changed setting changes every picture alike.

import type { PictureColours } from '../../media/drawing/picture-colours.js'
import type { MediaStore } from '../../media/media-store.js'
import type { SettingsRules } from './settings-rules.js'

export interface AgencyLook {
  readonly colours: Required<PictureColours>
  /** Of counts that are finished and that run, on a statistics card. */
  readonly counts: { readonly all: string; readonly completed: string; readonly inProgress: string }
  readonly logo?: { readonly sha256: string; readonly bytes: Buffer }
}

export type LookOf = () => Promise<AgencyLook>

/** A logo whose picture is gone is left out: a picture without a logo is better than none. */
export function createAgencyLook({
  settings,
  media,
}: {
  readonly settings: Pick<SettingsRules, 'get'>
  readonly media: Pick<MediaStore, 'find'>
}): LookOf {
  return async () => {
    const { colours, logo } = await settings.get()
    const found = logo === '' ? undefined : await media.find(logo)
    const { primary, accent, background, text, completed, inProgress } = colours
    return {
      colours: { primary, accent, background, text },
      counts: { all: primary, completed, inProgress },
      ...(found && { logo: { sha256: logo, bytes: found.bytes } }),
    }
  }
}
