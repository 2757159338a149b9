// What is drawn or packed in a thread of its own: pictures, charts, papers. What draws is loaded by the first who asks for it, in that
// thread; the main one holds none of it. A picture that cannot be drawn as asked is an answer, not a failure.

import type { Paper } from '../documents/paper.js'
import type { PackedFile } from '../documents/zip-file.js'
import type { Drawn } from '../media/drawing/picture-frame.js'
import { CannotDraw, type DrawingProblem } from '../media/drawing/picture-problem.js'
import type { CertificateSpec } from '../media/templates/certificate-picture.js'
import type { ChannelsSpec } from '../media/templates/complaint-channels.js'
import type { DosAndDontsSpec } from '../media/templates/dos-and-donts.js'
import type { InfographicSpec } from '../media/templates/infographic-spec.js'
import type { OnePaperSpec } from '../media/templates/one-paper.js'
import type { QuoteSpec } from '../media/templates/quote-picture.js'
import type { RichMenuSpec } from '../media/templates/rich-menu-picture.js'
import type { ChartSpec } from '../media/templates/statistics-chart.js'
import type { StatisticsCardSpec } from '../media/templates/statistics-picture.js'
import type { SurveyPictureSpec } from '../media/templates/survey-picture.js'

/** Of what is drawn; bytes that come from a thread are no Buffer any more. */
export type PictureFromThread =
  | {
      readonly ok: true
      readonly png: Uint8Array
      readonly preview?: Uint8Array
      readonly width: number
      readonly height: number
    }
  | { readonly ok: false; readonly problems: readonly DrawingProblem[] }

export const pictureTasks = {
  certificate: (spec: CertificateSpec) =>
    drawn(async () => (await import('../media/templates/certificate-picture.js')).drawCertificate(spec)),
  channels: (spec: ChannelsSpec) =>
    drawn(async () => (await import('../media/templates/complaint-channels.js')).drawChannels(spec)),
  chart: (spec: ChartSpec) =>
    drawn(async () => (await import('../media/templates/statistics-chart.js')).chartPicture(spec)),
  dosAndDonts: (spec: DosAndDontsSpec) =>
    drawn(async () => (await import('../media/templates/dos-and-donts.js')).drawDosAndDonts(spec)),
  infographic: (spec: InfographicSpec) =>
    drawn(async () => (await import('../media/templates/infographic.js')).drawInfographic(spec)),
  onePaper: (spec: OnePaperSpec) =>
    drawn(async () => (await import('../media/templates/one-paper.js')).drawOnePaper(spec)),
  quote: (spec: QuoteSpec) =>
    drawn(async () => (await import('../media/templates/quote-picture.js')).drawQuote(spec)),
  richMenu: (spec: RichMenuSpec) =>
    drawn(async () => (await import('../media/templates/rich-menu-picture.js')).drawRichMenu(spec)),
  statisticsCard: (spec: StatisticsCardSpec) =>
    drawn(async () => (await import('../media/templates/statistics-picture.js')).drawStatisticsCard(spec)),
  survey: (spec: SurveyPictureSpec) =>
    drawn(async () => (await import('../media/templates/survey-picture.js')).drawSurvey(spec)),
}

export const paperTasks = {
  pdf: async (paper: Paper): Promise<Uint8Array> =>
    (await import('../documents/pdf/pdf-paper.js')).pdfOf(paper),
  xlsx: async (paper: Paper): Promise<Uint8Array> =>
    (await import('../documents/xlsx-paper.js')).xlsxOf(paper),
  docx: async (paper: Paper): Promise<Uint8Array> =>
    (await import('../documents/docx/docx-paper.js')).docxOf(paper),
}

export const drawingTasks = {
  ...pictureTasks,
  ...paperTasks,
  chartSvg: async (spec: ChartSpec) =>
    (await import('../media/templates/statistics-chart.js')).chartSvg(spec),
  zip: async ({
    files,
    asOf,
  }: {
    readonly files: readonly PackedFile[]
    readonly asOf: Date
  }): Promise<Uint8Array> => (await import('../documents/zip-file.js')).zipOf(files, asOf),
}

async function drawn(
  draw: () => Promise<Omit<Drawn, 'preview'> & Partial<Pick<Drawn, 'preview'>>>,
): Promise<PictureFromThread> {
  try {
    return { ok: true, ...(await draw()) }
  } catch (error) {
    if (error instanceof CannotDraw) return { ok: false, problems: error.problems }
    throw error
  }
}
