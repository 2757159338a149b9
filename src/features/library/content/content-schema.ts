// What the library holds, kind by kind. A version is everything that people will see of it; a change makes a new version.
// Old rows must keep loading: limits here may grow and never shrink.
import { z } from 'zod'
import type { Language } from '../../../i18n/texts.js'
import {
  cardWords,
  channelsWords,
  colour,
  dosAndDontsWords,
  keptPicture,
  link,
  onePaperWords,
  pointsWords,
  qrAddress,
  quoteWords,
  statisticsWords,
  titleWords,
} from './content-words-schema.js'

export const contentKinds = [
  'infographic',
  'onePaper',
  'dosAndDonts',
  'quote',
  'channels',
  'statistics',
  'picture',
  'ethicsCode',
  'policy',
  'document',
  'clip',
] as const
/** What officers add, and the surveys that are made elsewhere and published like any other piece. */
export type ContentKind = AddedKind | 'survey'
export type AddedKind = (typeof contentKinds)[number]

/** The five internal indicators of ITA: duty, budget, power, state property, fixing corruption. */
export const contentTags = ['duty', 'budget', 'power', 'property', 'fixing'] as const
export type ContentTag = (typeof contentTags)[number]

const about = {
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  tags: z.array(z.enum(contentTags)).min(1).max(contentTags.length).optional(),
  link: link.optional(),
}
const look = {
  colours: z
    .strictObject({ primary: colour, accent: colour, background: colour, text: colour })
    .partial()
    .optional(),
  emblem: z.string().max(40).optional(),
}
const both = <Words extends z.ZodType>(words: Words) => ({ th: words, en: words.optional() })

const writtenSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('infographic'), ...about, ...look, ...both(pointsWords) }),
  z.strictObject({ kind: z.literal('onePaper'), ...about, ...look, ...both(onePaperWords) }),
  z.strictObject({ kind: z.literal('dosAndDonts'), ...about, ...look, ...both(dosAndDontsWords) }),
  z.strictObject({ kind: z.literal('quote'), ...about, ...look, ...both(quoteWords) }),
  z.strictObject({
    kind: z.literal('channels'),
    ...about,
    ...look,
    ...both(channelsWords),
    address: qrAddress,
  }),
  z.strictObject({ kind: z.literal('statistics'), ...about, ...look, ...both(statisticsWords) }),
  z.strictObject({ kind: z.literal('ethicsCode'), ...about, ...both(cardWords) }),
  z.strictObject({ kind: z.literal('policy'), ...about, ...both(cardWords) }),
  z.strictObject({ kind: z.literal('document'), ...about, ...both(cardWords), link }),
  z.strictObject({ kind: z.literal('clip'), ...about, ...both(cardWords), link }),
  /** Its link opens the private chat in which it is answered. */
  z.strictObject({ kind: z.literal('survey'), ...about, ...both(cardWords) }),
])

/** Pictures that the agency has made itself: one, or the pages of a document in their order. */
const uploadedSchema = z.strictObject({
  kind: z.enum(contentKinds).exclude(['clip', 'statistics']),
  ...about,
  ...both(titleWords),
  pictures: z.array(keptPicture).min(1).max(10),
})

/** What a caller hands in. */
export type ContentSpec = z.input<typeof writtenSchema> | z.input<typeof uploadedSchema>
type WrittenBody = z.output<typeof writtenSchema>
export type UploadedBody = z.output<typeof uploadedSchema>
/** The same, checked. */
export type ContentBody = WrittenBody | UploadedBody

const drawnKinds = ['infographic', 'onePaper', 'dosAndDonts', 'quote', 'channels', 'statistics'] as const
export type DrawnKind = (typeof drawnKinds)[number]
/** Drawn as a picture from its words. */
export type DrawnBody = Extract<WrittenBody, { kind: DrawnKind }>
/** Shown as a card in the chat. */
export type CardBody = Exclude<WrittenBody, { kind: Exclude<DrawnKind, 'dosAndDonts'> }>

export interface Content {
  readonly key: string
  /** Counted from 1. */
  readonly version: number
  /** SHA-256 of the body as JSON, in hexadecimal. Pictures are in the body by the SHA-256 of their bytes. */
  readonly sha256: string
  readonly body: ContentBody
  readonly addedAt: Date
}

/** The body, or the dotted names of the fields that are wrong. A spec with `pictures` is one of uploaded pictures. */
export function readContentSpec(
  spec: unknown,
):
  | { readonly ok: true; readonly body: ContentBody }
  | { readonly ok: false; readonly fields: readonly string[] } {
  const uploaded = typeof spec === 'object' && spec !== null && 'pictures' in spec
  const read = (uploaded ? uploadedSchema : writtenSchema).safeParse(spec)
  if (read.success) return { ok: true, body: read.data }
  const fields = read.error.issues.flatMap(({ path, ...issue }) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [undefined]
    return unknown.map((key) => [...path, ...(key === undefined ? [] : [key])].join('.') || 'content')
  })
  return { ok: false, fields: [...new Set(fields)] }
}

export const isUploaded = (body: ContentBody): body is UploadedBody => 'pictures' in body

export const isDrawn = (body: ContentBody): body is DrawnBody =>
  !isUploaded(body) && drawnKinds.some((kind) => kind === body.kind)

/** The words for a reader; Thai where there is no translation. */
export function wordsFor<Words>(
  body: { readonly th: Words; readonly en?: Words | undefined },
  language: Language,
): Words {
  return language === 'en' ? (body.en ?? body.th) : body.th
}

/** What every kind has: its title in one line, as lists and sentences need it (a picture may break it), and a sentence or two about it where there is one. */
export function headlineOf(
  body: ContentBody,
  language: Language,
): { readonly title: string; readonly summary?: string | undefined } {
  const words: {
    title: string
    summary?: string | undefined
    subtitle?: string | undefined
    quote?: string
  } = wordsFor<{ title: string; summary?: string | undefined }>(body, language)
  return { title: words.title.replaceAll('\n', ' '), summary: words.summary ?? words.quote ?? words.subtitle }
}
