// What a command says that makes a paper: a card with the figures and two links, to the PDF and to the workbook. The links
// are only in the answer; the paper itself is described by the feature (its -paper file).
import type th from '../../locales/th/documents.json'
import type { Turn } from '../conversation/turn.js'
import type { Paper } from '../documents/paper.js'
import { paperBeside } from '../heavy-work/drawn-beside.js'
import { dateTimeTitle } from '../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../i18n/texts.js'
import { band, mainButton, quietButton, rule, stack, words } from '../line/card-parts.js'
import { flex, type Message, uriAction } from '../line/message-builders.js'
import type { FeatureDeps } from './feature-deps.js'

const say = textsOf<typeof th>('documents')

const MIME = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export interface PaperToHand {
  readonly paper: Paper
  /** The name of both files without an ending, in ASCII: it is part of the link. */
  readonly fileName: string
  /** For the audit chain: 'evidence no-gift 2'. */
  readonly what: string
  /** Over the title of the card. */
  readonly kind: string
  readonly title: string
  /** What can be said without opening a file. */
  readonly lines: readonly string[]
  /** Said before everything else, for what must not be overlooked. */
  readonly warning?: string
}

/** Draws and hands out both files, and answers the card. Rejects with HeavyWorkFailed when there was no time for it. */
export async function paperCard(
  { files, heavyWork }: Pick<FeatureDeps, 'files' | 'heavyWork'>,
  turn: Turn,
  wanted: PaperToHand,
): Promise<Message> {
  const { language } = turn.person
  const madeFor = { who: turn.person.staffId ?? turn.sender?.key ?? turn.chat.key, what: wanted.what }
  const handed = async (ending: 'pdf' | 'xlsx', bytes: Buffer) =>
    files.hand({ name: `${wanted.fileName}.${ending}`, mime: MIME[ending], bytes, madeFor })
  const pdf = await handed('pdf', await paperBeside(heavyWork, 'pdf', wanted.paper))
  const xlsx = await handed('xlsx', await paperBeside(heavyWork, 'xlsx', wanted.paper))
  const until = say(language, 'links.until', { when: dateTimeTitle(pdf.expiresAt, language) })
  const warning = wanted.warning === undefined ? [] : [wanted.warning]
  return flex([`${wanted.kind}: ${wanted.title}`, ...warning, ...wanted.lines].join('\n'), {
    type: 'bubble',
    size: 'mega',
    header: band(wanted.kind, wanted.title),
    body: stack([
      ...warning.map((line) => words(line, { bold: true, colour: 'warning' })),
      ...wanted.lines.map((line) => words(line)),
      rule(),
      words(until, { size: 'xs', colour: 'quiet' }),
    ]),
    footer: stack(
      [
        mainButton(uriAction(say(language, 'links.pdf'), pdf.url)),
        quietButton(uriAction(say(language, 'links.xlsx'), xlsx.url)),
      ],
      'sm',
    ),
  })
}

/** Who makes a paper and who stands for it, each with room to sign. */
export const signersOf = (language: Language) =>
  (['prepared', 'certified'] as const).map((as) => ({ as: say(language, `signature.${as}`) }))

/** 'whole', or where a chain of hashes breaks, in words. */
export const chainInWords = (language: Language, firstBroken: number | undefined): string =>
  firstBroken === undefined
    ? say(language, 'chain.whole')
    : say(language, 'chain.broken', { number: firstBroken })
