// The words that each kind of content is made of. What is drawn is also measured when it is drawn: these limits only keep
// the work bounded, and rows that were kept under them must load for ever.
import { z } from 'zod'

const line = (longest: number) => z.string().trim().min(1).max(longest)
export const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/)
export const link = z.url({ protocol: /^https$/ }).max(1000)
/** At most what a QR code of a card can hold and a telephone still reads. */
export const qrAddress = z.url({ protocol: /^https?$/ }).max(213)

const icon = z.string().max(40).optional()
const sheet = { title: line(240), subtitle: line(240).optional(), footer: line(240).optional() }
const points = z
  .array(z.strictObject({ text: line(600), icon }))
  .min(3)
  .max(7)

export const titleWords = z.strictObject({ title: line(200), summary: line(600).optional() })

/** Drawn as a picture from its words. */
export const pointsWords = z.strictObject({ ...sheet, points })

const section = z
  .strictObject({
    heading: line(120),
    icon,
    text: line(800).optional(),
    points: z.array(line(300)).min(1).max(7).optional(),
  })
  .refine(({ text, points }) => text !== undefined || points !== undefined)

/** Sections; older pieces have points, and look like an infographic. */
export const onePaperWords = z
  .strictObject({
    ...sheet,
    points: points.optional(),
    sections: z.array(section).min(2).max(6).optional(),
  })
  .refine(({ points, sections }) => (points === undefined) !== (sections === undefined), {
    path: ['sections'],
  })

export const dosAndDontsWords = z.strictObject({
  title: line(200),
  summary: line(600).optional(),
  dos: z.array(line(300)).min(1).max(10),
  donts: z.array(line(300)).min(1).max(10),
})

/** `title` stands above the quote: for example of which week it is. */
export const quoteWords = z.strictObject({
  title: line(80),
  quote: line(480),
  author: line(160).optional(),
})

export const channelsWords = z.strictObject({
  ...sheet,
  channels: z
    .array(z.strictObject({ name: line(120), detail: line(300), icon }))
    .min(1)
    .max(6),
  /** Large beside the QR code. */
  caption: line(160).optional(),
})

const cells = z.array(line(60)).min(2).max(6)

/** Figures as the agency writes them: nothing is computed here. */
export const statisticsWords = z
  .strictObject({
    ...sheet,
    figures: z
      .array(z.strictObject({ value: line(24), label: line(80) }))
      .min(1)
      .max(4)
      .optional(),
    statement: line(240).optional(),
    table: z
      .strictObject({ head: cells, rows: z.array(cells).min(1).max(14), foot: cells.optional() })
      .optional(),
    note: line(240).optional(),
  })
  .refine(({ figures, table }) => figures !== undefined || table !== undefined, { path: ['figures'] })

/** Shown as a card. */
export const cardWords = z.strictObject({
  title: line(200),
  summary: line(600),
  points: z.array(line(300)).max(12).default([]),
  /** Read in full at a press: at most what one reply can carry. */
  text: z.string().trim().min(1).max(20_000).optional(),
})

const served = z.string().regex(/^\/media\/[0-9a-f]{64}\.(png|jpg)$/)

/** An uploaded picture, cleaned, as it is served; `sha256` is of its bytes. */
export const keptPicture = z.strictObject({
  path: served,
  previewPath: served,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  width: z.int().min(1),
  height: z.int().min(1),
})
