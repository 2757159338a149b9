// What can be published, kind by kind. A version is everything that people will see of it; a change makes a new version.
import { z } from 'zod'
import type { Language } from '../../i18n/texts.js'

const line = (longest: number) => z.string().trim().min(1).max(longest)
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/)
const link = z.url({ protocol: /^https$/ }).max(1000)

/** Drawn as a picture from its words. */
const pictureWords = z.strictObject({
  title: line(240),
  subtitle: line(240).optional(),
  points: z
    .array(z.strictObject({ text: line(600), icon: z.string().max(40).optional() }))
    .min(3)
    .max(7),
  footer: line(240).optional(),
})

/** Shown as a card. */
const cardWords = z.strictObject({
  title: line(200),
  summary: line(600),
  points: z.array(line(300)).max(12).default([]),
  /** Read in full at a press: at most what one reply can carry. */
  text: z.string().trim().min(1).max(20_000).optional(),
})

const dosAndDontsWords = z.strictObject({
  title: line(200),
  summary: line(600).optional(),
  dos: z.array(line(300)).min(1).max(10),
  donts: z.array(line(300)).min(1).max(10),
})

const key = z.string().regex(/^[a-z0-9-]{1,40}$/)

const picture = {
  key,
  th: pictureWords,
  en: pictureWords.optional(),
  colours: z
    .strictObject({ primary: colour, accent: colour, background: colour, text: colour })
    .partial()
    .optional(),
  emblem: z.string().max(40).optional(),
  link: link.optional(),
}
const card = { key, th: cardWords, en: cardWords.optional(), link: link.optional() }

export const contentSpecSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('infographic'), ...picture }),
  z.strictObject({ kind: z.literal('onePaper'), ...picture }),
  z.strictObject({ kind: z.literal('ethicsCode'), ...card }),
  z.strictObject({ kind: z.literal('policy'), ...card }),
  z.strictObject({ kind: z.literal('clip'), ...card, link }),
  /** Its link opens the private chat in which it is answered. */
  z.strictObject({ kind: z.literal('survey'), ...card }),
  z.strictObject({
    kind: z.literal('dosAndDonts'),
    key,
    th: dosAndDontsWords,
    en: dosAndDontsWords.optional(),
    link: link.optional(),
  }),
])

/** What a caller hands in. */
export type ContentSpec = z.input<typeof contentSpecSchema>
/** The same, checked. */
export type ContentBody = z.output<typeof contentSpecSchema>
export type ContentKind = ContentBody['kind']
export type PictureBody = Extract<ContentBody, { kind: 'infographic' | 'onePaper' }>
export type CardBody = Exclude<ContentBody, PictureBody>

export interface Content {
  readonly key: string
  /** Counted from 1. */
  readonly version: number
  /** SHA-256 of the body as JSON, in hexadecimal. */
  readonly sha256: string
  readonly body: ContentBody
}

export const isPicture = (body: ContentBody): body is PictureBody =>
  body.kind === 'infographic' || body.kind === 'onePaper'

/** The words for a reader; Thai where there is no translation. */
export function wordsFor<Words>(
  body: { readonly th: Words; readonly en?: Words | undefined },
  language: Language,
): Words {
  return language === 'en' ? (body.en ?? body.th) : body.th
}
