// The pack for the assessor: for each item a paper as PDF and as a workbook (follow-up reports as a document too), an index, and a
// manifest with the SHA-256 of every file. An item of which nothing is known gets no file, and the index says so.
import { createHash } from 'node:crypto'
import type th from '../../../locales/th/ita.json'
import type { Paper } from '../../documents/paper.js'
import type { PackedFile } from '../../documents/zip-file.js'
import { zipBeside } from '../../heavy-work/drawn-beside.js'
import { dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import type { FiscalYear } from '../../i18n/calendar/fiscal-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import type { Clock } from '../../operation/clock.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { type Assessor, assessors } from '../settings/settings-schema.js'
import { type ItaEvidenceRules, joined } from './evidence/ita-evidence-rules.js'
import { type ItaItem, type ItaProfile, itaProfileOf, itaProfiles } from './ita-profile.js'
import { indexPaper, type PackItem } from './report/pack-index-paper.js'
import { paperFiles } from './report/paper-files.js'

const say = textsOf<typeof th>('ita')

export interface ItaPack {
  /** 'ita-2569-nacc-central-2026-11-20.zip' */
  readonly name: string
  readonly bytes: Buffer
  readonly profile: ItaProfile
  readonly items: readonly PackItem[]
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[]
}

export type PackBuilt =
  | { readonly ok: true; readonly pack: ItaPack }
  | { readonly ok: false; readonly why: 'noProfile'; readonly years: readonly FiscalYear[] }

export interface ItaPackRules {
  /** Of the agency's own assessor when none is named. Tells of each item as it is done. */
  build(
    fiscalYear: FiscalYear,
    assessor: Assessor | undefined,
    language: Language,
    done?: (item: string, place: number, of: number) => Promise<void>,
  ): Promise<PackBuilt>
  /** Whether there is a profile; asked before the work begins. */
  profileFor(fiscalYear: FiscalYear, assessor: Assessor | undefined): Promise<ItaProfile | undefined>
  yearsOf(assessor: Assessor | undefined): Promise<readonly FiscalYear[]>
}

export function createItaPackRules({
  evidence,
  settings,
  heavyWork,
  agencyName,
  clock,
}: {
  readonly heavyWork: FeatureDeps['heavyWork']
  readonly evidence: ItaEvidenceRules
  readonly settings: Pick<SettingsRules, 'get'>
  readonly agencyName: { readonly th: string; readonly en: string }
  readonly clock: Clock
}): ItaPackRules {
  const assessorOr = async (asked: Assessor | undefined) => asked ?? (await settings.get()).assessor

  async function yearsOf(assessor: Assessor | undefined) {
    const whose = await assessorOr(assessor)
    return itaProfiles().flatMap((one) => (one.assessor === whose ? [one.fiscalYear] : []))
  }

  async function filesOf(
    item: ItaItem,
    profile: ItaProfile,
    language: Language,
  ): Promise<{ readonly files: readonly PackedFile[]; readonly missing: readonly string[] }> {
    const kinds = await Promise.all(
      item.evidence.map((kind) => evidence.show(kind, item, profile.fiscalYear, language)),
    )
    const { sections, missing } = joined(kinds)
    if (sections.length === 0) return { files: [], missing }
    const paper: Paper = {
      language,
      agency: agencyName[language],
      title: say(language, 'paper.title', { number: item.number, wording: item.wording[language] }),
      subtitle: say(language, 'paper.subtitle', { title: profile.title[language], year: profile.fiscalYear }),
      asOf: clock(),
      ...(item.certainty !== 'primary' && { footer: say(language, 'checkNumber') }),
      ...(isFollowUp(item) && { orientation: 'landscape' as const }),
      sections: [
        ...sections,
        ...(missing.length > 0
          ? [{ kind: 'text' as const, heading: say(language, 'paper.missing'), paragraphs: missing }]
          : []),
        {
          kind: 'signatures',
          statement: say(language, 'paper.statement'),
          signers: [{ as: say(language, 'paper.certifiedBy') }],
        },
      ],
    }
    const formats = isFollowUp(item) ? (['pdf', 'xlsx', 'docx'] as const) : (['pdf', 'xlsx'] as const)
    const files = await paperFiles(heavyWork, paper, fileNameOf(item), formats)
    return { files, missing }
  }

  return {
    yearsOf,
    profileFor: async (fiscalYear, assessor) => itaProfileOf(fiscalYear, await assessorOr(assessor)),
    async build(fiscalYear, asked, language, done) {
      const profile = itaProfileOf(fiscalYear, await assessorOr(asked))
      if (!profile) return { ok: false, why: 'noProfile', years: await yearsOf(asked) }
      const items: PackItem[] = []
      const files: PackedFile[] = []
      for (const [place, item] of profile.items.entries()) {
        const made = await filesOf(item, profile, language)
        files.push(...made.files)
        items.push({ item, files: made.files.map(({ name }) => name), missing: made.missing })
        await done?.(item.number, place + 1, profile.items.length)
      }
      const { followUp } = await settings.get()
      const asOf = clock()
      const index = indexPaper({
        profile,
        items,
        files: files.map(listed),
        language,
        agency: agencyName[language],
        asOf,
        followUp,
      })
      const all = [...(await paperFiles(heavyWork, index, '00-index', ['pdf', 'xlsx'])), ...files]
      const manifest = manifestOf(profile, items, all, asOf)
      return {
        ok: true,
        pack: {
          name: `ita-${profile.fiscalYear}-${profile.assessor}-${dayInBangkok(asOf)}.zip`,
          bytes: await zipBeside(heavyWork, [...all, manifest], asOf),
          profile,
          items,
          files: all.map(listed),
        },
      }
    },
  }
}

export const assessorNamed = (word: string): Assessor | undefined => assessors.find((one) => one === word)

const isFollowUp = ({ evidence }: ItaItem): boolean =>
  evidence.some((kind) => kind === 'measures' || kind === 'followUpHalfYear' || kind === 'followUpYear')

/** 'O21–O22' becomes 'O21-O22': letters of any script, digits and hyphens. */
const fileNameOf = ({ number, evidence }: ItaItem): string =>
  `${number
    .replace(/[‐-―]/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}-]+/gu, '-')
    .replace(/^-|-$/g, '')}-${evidence[0]}`

const listed = ({ name, bytes }: PackedFile) => ({
  name,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.length,
})

/** For machines: sha256sum's own words would need another file; this one says also what is missing. */
function manifestOf(
  { fiscalYear, assessor }: ItaProfile,
  items: readonly PackItem[],
  files: readonly PackedFile[],
  asOf: Date,
): PackedFile {
  const manifest = {
    fiscalYear,
    assessor,
    asOf: asOf.toISOString(),
    files: files.map(listed),
    items: items.map(({ item, files: names, missing }) => ({ number: item.number, files: names, missing })),
  }
  return { name: 'manifest.json', bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) }
}
