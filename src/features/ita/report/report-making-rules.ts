// Makes what was asked for: the pack for the assessor, a follow-up report in three formats, or the guideline. Made outside the
// chat's turn, because it takes long; a request that fails three times is told as failed.
import type th from '../../../../locales/th/ita.json'
import type { Paper } from '../../../documents/paper.js'
import { zipBeside } from '../../../heavy-work/drawn-beside.js'
import { dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import type { MediaStore } from '../../../media/media-store.js'
import type { Clock } from '../../../operation/clock.js'
import type { Role } from '../../../security/roles.js'
import type { FeatureDeps } from '../../feature-deps.js'
import { followUpPaper } from '../../measures/follow-up-paper.js'
import type { FollowUp, MeasuresRules } from '../../measures/measures-rules.js'
import type { ItaEvidenceRules } from '../evidence/ita-evidence-rules.js'
import type { GuidelineRules } from '../guideline-rules.js'
import type { ItaPackRules } from '../ita-pack-rules.js'
import { paperFiles } from './paper-files.js'
import type { ReportAsked } from './report-asked.js'
import type { ReportRequest, ReportRequestsModel } from './report-requests-model.js'

const say = textsOf<typeof th>('ita')
const mostTries = 3
/** Who may ask for a file, and has it when it is made. */
export const reportReaders: readonly Role[] = ['ethics', 'executive', 'admin']
const leaseMinutes = 15
const mostPictures = 20

export interface MadeReport {
  readonly name: string
  readonly bytes: Buffer
  /** Of the pack: items of which nothing is missing, and all. */
  readonly complete?: { readonly complete: number; readonly items: number }
}

export interface ReportMaking {
  ask(request: Omit<ReportRequest, 'tries'>, at: Date): Promise<void>
  /** The next request that nobody works on; a request of which the tries are used up is ended as failed. */
  claim(): Promise<{ readonly request: ReportRequest; readonly state: 'make' | 'failed' } | undefined>
  make(asked: ReportAsked, language: Language): Promise<MadeReport>
  done(id: string): Promise<void>
}

export function createReportMaking({
  model,
  packs,
  evidence,
  measures,
  guideline,
  media,
  heavyWork,
  agencyName,
  clock,
}: {
  readonly heavyWork: FeatureDeps['heavyWork']
  readonly model: ReportRequestsModel
  readonly packs: ItaPackRules
  readonly evidence: Pick<ItaEvidenceRules, 'showKnown'>
  readonly measures: Pick<MeasuresRules, 'followUp'>
  readonly guideline: GuidelineRules
  readonly media: Pick<MediaStore, 'find'>
  readonly agencyName: { readonly th: string; readonly en: string }
  readonly clock: Clock
}): ReportMaking {
  async function inThreeFormats(paper: Paper, name: string): Promise<MadeReport> {
    const files = await paperFiles(heavyWork, paper, name, ['pdf', 'xlsx', 'docx'])
    return { name: `${name}.zip`, bytes: await zipBeside(heavyWork, files, paper.asOf) }
  }

  async function picturesOf({ rows }: FollowUp) {
    const sent = rows.flatMap(({ measure: { number, attached } }) =>
      attached.flatMap(({ picture }) => (picture === undefined ? [] : [{ number, picture }])),
    )
    const found = await Promise.all(
      sent.slice(0, mostPictures).map(async ({ number, picture }) => {
        const file = await media.find(/[0-9a-f]{64}/.exec(picture)?.[0] ?? '')
        return file ? [{ number, bytes: file.bytes }] : []
      }),
    )
    return found.flat()
  }

  return {
    ask: (request, at) => model.add(request, at),
    async claim() {
      const now = clock()
      const request = await model.claim(now, new Date(now.getTime() + leaseMinutes * 60_000))
      if (!request) return undefined
      if (request.tries <= mostTries) return { request, state: 'make' }
      await model.end(request.id, 'failed')
      return { request, state: 'failed' }
    },
    done: (id) => model.end(id, 'done'),
    async make(asked, language) {
      const common = { language, agency: agencyName[language], asOf: clock() }
      switch (asked.kind) {
        case 'pack': {
          const built = await packs.build(asked.fiscalYear, asked.assessor, language)
          if (!built.ok) throw new Error('The profile that was asked for is gone')
          const { name, bytes, items } = built.pack
          const complete = items.filter(({ missing, files }) => missing.length === 0 && files.length > 0)
          return { name, bytes, complete: { complete: complete.length, items: items.length } }
        }
        case 'followUp': {
          const report = await measures.followUp(asked.fiscalYear, asked.round)
          const paper = followUpPaper({ ...common, report, pictures: await picturesOf(report) })
          const round = asked.round.kind === 'month' ? asked.round.month : asked.round.kind
          return inThreeFormats(paper, `measures-${asked.fiscalYear}-${round}-${dayInBangkok(common.asOf)}`)
        }
        case 'surveys':
        case 'trainings': {
          const { sections, missing } = await evidence.showKnown(asked.kind, asked.fiscalYear, language)
          const paper: Paper = {
            ...common,
            title: say(language, `chat.${asked.kind}Title`, { year: asked.fiscalYear }),
            sections: [
              ...sections,
              ...(missing.length > 0 ? [{ kind: 'text' as const, paragraphs: missing }] : []),
              {
                kind: 'signatures',
                statement: say(language, 'paper.statement'),
                signers: [{ as: say(language, 'paper.certifiedBy') }],
              },
            ],
          }
          return inThreeFormats(paper, `${asked.kind}-${asked.fiscalYear}-${dayInBangkok(common.asOf)}`)
        }
        case 'guideline':
          return inThreeFormats(
            guidelinePaper(await guideline.guideline(language), common),
            `guideline-${dayInBangkok(common.asOf)}`,
          )
      }
    },
  }
}

export function guidelinePaper(
  texts: Awaited<ReturnType<GuidelineRules['guideline']>>,
  common: { readonly language: Language; readonly agency: string; readonly asOf: Date },
): Paper {
  return {
    ...common,
    title: say(common.language, 'paper.guidelineTitle'),
    sections: [
      ...texts.map(({ title, lines }) => ({ kind: 'text' as const, heading: title, paragraphs: lines })),
      { kind: 'signatures', signers: [{ as: say(common.language, 'paper.certifiedBy') }] },
    ],
  }
}
