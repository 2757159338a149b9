// An approved publication as a campaign: its infographic is a piece of the library like any other, its groups are an audience, and
// the officer's approval is the confirmation. So it stands in the results of publications and in their evidence.
import type { Language } from '../../../i18n/texts.js'
import type { Campaign } from '../../campaigns/campaigns-model.js'
import type { CampaignsRules, Plan } from '../../campaigns/campaigns-rules.js'
import type { Audience } from '../../campaigns/publishing/audience.js'
import { type ContentSpec, isDrawn } from '../../library/content/content-schema.js'
import type { Library } from '../../library/library-feature.js'
import type { LookOf } from '../../settings/agency-look-rules.js'
import { infographicOf } from '../asking/statistics-chart-card.js'
import { titleOfFigures } from '../asking/statistics-words.js'
import type { Snapshot, SnapshotFigures } from './snapshot.js'

export interface SnapshotCampaign {
  /** The picture as groups will get it, by the paths under which it is served. */
  picture(figures: SnapshotFigures): Promise<{ readonly path: string; readonly previewPath: string }>
  /** Puts it into the library, once for the same figures; answers the version. Throws when it cannot be drawn. */
  prepare(figures: SnapshotFigures): Promise<number>
  /** The same event again starts nothing twice. */
  start(what: {
    readonly snapshot: Snapshot
    /** As `prepare` answered. */
    readonly version: number
    readonly plan: Plan
    readonly eventKey: string
    readonly at: Date
    readonly channel: string
    readonly by: string
    readonly told: Campaign['told']
  }): Promise<void>
}

export interface SnapshotCampaignDeps {
  readonly campaigns: Pick<CampaignsRules, 'start'>
  readonly library: Pick<Library, 'addContent' | 'rules' | 'pictures'>
  readonly lookOf: LookOf
  readonly publicUrl: string
  readonly agencyName: { readonly th: string; readonly en: string }
}

/** Groups that were chosen by hand, of those that are registered. */
export const chosenGroups = (
  groups: readonly { readonly groupId: string; readonly unit: string }[],
): Audience => ({
  parts: [{ kind: 'someGroups', groups: groups.map(({ groupId, unit }) => ({ id: groupId, unit })) }],
  exceptUnits: [],
})

const keyOf = ({ fiscalYear }: SnapshotFigures): string => `complaint-statistics-${fiscalYear}`

export function createSnapshotCampaign({
  campaigns,
  library,
  lookOf,
  publicUrl,
  agencyName,
}: SnapshotCampaignDeps): SnapshotCampaign {
  async function specOf(figures: SnapshotFigures): Promise<ContentSpec> {
    const look = await lookOf()
    const page = `${publicUrl}/statistics`
    const wordsIn = (language: Language) => {
      const period = titleOfFigures(figures, language)
      const spec = infographicOf(figures, language, {
        period,
        agencyName: agencyName[language],
        look,
        footer: page,
      })
      const { agencyName: _agency, colours: _colours, logo: _logo, figures: big, ...words } = spec
      return { ...words, ...(big && { figures: big.map(({ value, label }) => ({ value, label })) }) }
    }
    return {
      kind: 'statistics',
      key: keyOf(figures),
      th: wordsIn('th'),
      en: wordsIn('en'),
      ...(page.startsWith('https://') && { link: `${page}?fiscalYear=${figures.fiscalYear}` }),
    }
  }

  return {
    async picture(figures) {
      const read = library.rules.readContent(await specOf(figures))
      if (!read.ok) throw new Error(`Statistics do not fit into the library: ${read.fields.join(' ')}`)
      if (!isDrawn(read.body)) throw new Error('Statistics are drawn')
      return library.pictures.pictureOf(read.body, 'th')
    },
    async prepare(figures) {
      const added = await library.addContent(await specOf(figures))
      if (!added.ok) throw new Error(`Statistics do not fit into the library: ${added.fields.join(' ')}`)
      return added.version
    },
    async start({ snapshot, version, ...rest }) {
      const published = await library.rules.everPublished(`content/${keyOf(snapshot)}/${version}`)
      if (!published) throw new Error('The library has lost what was put into it')
      await campaigns.start({ ...rest, id: `statistics-${snapshot.number}`, published: [published] })
    },
  }
}
