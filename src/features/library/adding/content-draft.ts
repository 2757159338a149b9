// A piece of content while an officer makes it: what was said, field by field, and what is still to be asked. Becomes a spec
// of the library, and a kept piece becomes a draft again for its next version.
import { z } from 'zod'
import type { Language } from '../../../i18n/texts.js'
import { type ContentBody, contentKinds, contentTags, isUploaded } from '../content/content-schema.js'
import { keptPicture } from '../content/content-words-schema.js'
import { iconFor } from '../content/thai-icon-words.js'
import { type FieldName, fieldNames, fieldsOf, iconField, type Way } from './content-fields.js'

const said = z.partialRecord(z.enum(fieldNames), z.array(z.string()))
export type SaidWords = z.infer<typeof said>

export const contentDraft = z.strictObject({
  /** The key that the piece has or will have. */
  key: z.string(),
  /** Which version it is made from; absent for a new piece. */
  from: z.int().optional(),
  kind: z.enum(contentKinds).optional(),
  way: z.enum(['words', 'pictures']).optional(),
  th: said,
  en: said.optional(),
  pictures: z.array(keptPicture.extend({ messageKey: z.string() })),
  tags: z.array(z.enum(contentTags)),
  icons: z.array(z.string().nullable()),
  /** What no question asks for and a new version keeps. */
  kept: z.strictObject({
    colours: z.record(z.string(), z.string()).optional(),
    emblem: z.string().optional(),
    caption: z.strictObject({ th: z.string().optional(), en: z.string().optional() }).optional(),
    statement: z.strictObject({ th: z.string().optional(), en: z.string().optional() }).optional(),
  }),
  /** What is still asked, first things first: 'th.title', 'pictures', 'english', 'tags', 'icons'. */
  todo: z.array(z.string()),
  /** Which point's icon is being chosen. */
  iconAt: z.int().optional(),
})
export type ContentDraft = z.infer<typeof contentDraft>

export const emptyDraft = (key: string): ContentDraft => ({
  key,
  th: {},
  pictures: [],
  tags: [],
  icons: [],
  kept: {},
  todo: [],
})

/** Every question of a kind in its order; English is asked after Thai is complete. */
export function questionsOf(draft: ContentDraft): string[] {
  const { kind, way } = draft
  if (!kind || !way) return []
  const fields = fieldsOf(kind, way).map(({ name }) => `th.${name}`)
  return [...(way === 'pictures' ? ['pictures'] : []), ...fields, 'english', 'tags']
}

export const englishQuestions = (kind: NonNullable<ContentDraft['kind']>, way: Way): string[] =>
  fieldsOf(kind, way).flatMap(({ name, shared }) => (shared ? [] : [`en.${name}`]))

const blocks = (block: string): { heading: string; lines: string[] } => {
  const [heading = '', ...lines] = block.split('\n').map((line) => line.trim())
  return { heading, lines: lines.filter((line) => line !== '').map((line) => line.replace(/^[-•*]\s*/u, '')) }
}
const pair = (line: string): { name: string; detail: string } => {
  const at = line.search(/[:：]/u)
  return at < 0
    ? { name: line, detail: '' }
    : { name: line.slice(0, at).trim(), detail: line.slice(at + 1).trim() }
}
const figure = (line: string): { value: string; label: string } => {
  const [value = '', ...label] = line.split(/\s+/u)
  return { value, label: label.join(' ') }
}

/** The spec as `readContent` takes it; whether it is complete is found out there. */
export function specOf(draft: ContentDraft): unknown {
  const { key, kind, way, tags, kept, pictures } = draft
  const shared = (name: FieldName) => draft.th[name]?.[0]
  const link = shared('link')
  const address = shared('address')
  const en = draft.en && wordsOf(draft, 'en')
  return {
    kind,
    key,
    ...(tags.length > 0 && { tags }),
    ...(link !== undefined && { link }),
    ...(address !== undefined && { address }),
    ...(way === 'pictures' && {
      pictures: pictures.map(({ messageKey: _messageKey, ...picture }) => picture),
    }),
    ...(way === 'words' && kept.colours && { colours: kept.colours }),
    ...(way === 'words' && kept.emblem !== undefined && { emblem: kept.emblem }),
    th: wordsOf(draft, 'th'),
    ...(en && { en }),
  }
}

function wordsOf(draft: ContentDraft, language: Language): Record<string, unknown> {
  const { kind, way, icons, kept } = draft
  const words: Record<string, unknown> = {}
  const icon = (index: number, text: string) => icons[index] ?? iconFor(text)
  for (const { name, shape, shared } of kind && way ? fieldsOf(kind, way) : []) {
    const items = draft[language]?.[name] ?? []
    if (shared || items.length === 0) continue
    // Icons go by the Thai words, so that both languages show the same ones.
    const iconAt = (index: number) => icon(index, draft.th[name]?.[index] ?? items[index] ?? '')
    if (shape === 'words') words[name] = items[0]
    else if (shape === 'blocks')
      words[name] = items.map(blocks).map(({ heading, lines }, index) => ({
        heading,
        icon: iconAt(index),
        ...(lines.length === 1 ? { text: lines[0] } : { points: lines }),
      }))
    else if (shape === 'pairs')
      words[name] = items.map((line, index) => ({ ...pair(line), icon: iconAt(index) }))
    else if (shape === 'figures') words[name] = items.map(figure)
    else if (kind === 'infographic') words[name] = items.map((text, index) => ({ text, icon: iconAt(index) }))
    else words[name] = items
  }
  const caption = kept.caption?.[language]
  const statement = kept.statement?.[language]
  return {
    ...words,
    ...(caption !== undefined && { caption }),
    ...(statement !== undefined && { statement }),
  }
}

/** A kept piece as a draft; undefined when the chat's questions cannot hold all of it (a table, for example). */
export function draftOf(body: ContentBody, version: number): ContentDraft | undefined {
  // A survey is made where its questions are, and has no version that could be written here.
  if (body.kind === 'survey') return undefined
  const way: Way = isUploaded(body) ? 'pictures' : 'words'
  const draft: ContentDraft = {
    ...emptyDraft(body.key),
    from: version,
    kind: body.kind,
    way,
    th: saidOf(body, 'th'),
    ...(body.en && { en: saidOf(body, 'en') }),
    pictures: isUploaded(body) ? body.pictures.map((picture) => ({ ...picture, messageKey: '' })) : [],
    tags: body.tags ?? [],
    icons: iconsOf(body),
    kept: keptOf(body),
  }
  const { kind } = body
  const holdsAll = kind !== 'onePaper' || isUploaded(body) || body.th.sections !== undefined
  const noTable = kind !== 'statistics' || isUploaded(body) || body.th.table === undefined
  return holdsAll && noTable ? draft : undefined
}

function saidOf(body: ContentBody, language: Language): SaidWords {
  const words: Record<string, unknown> = { ...(language === 'en' ? body.en : body.th) }
  if ('address' in body && language === 'th') words.address = body.address
  if (body.link !== undefined && language === 'th') words.link = body.link
  const saidWords: SaidWords = {}
  for (const name of fieldNames) {
    const value = words[name]
    if (typeof value === 'string') saidWords[name] = [value]
    if (Array.isArray(value) && value.length > 0) saidWords[name] = value.map(lineOf)
  }
  return saidWords
}

const item = z.union([
  z.string(),
  z.object({ text: z.string(), heading: z.undefined().optional() }).transform(({ text }) => text),
  z.object({ name: z.string(), detail: z.string() }).transform(({ name, detail }) => `${name}: ${detail}`),
  z.object({ value: z.string(), label: z.string() }).transform(({ value, label }) => `${value} ${label}`),
  z
    .object({ heading: z.string(), text: z.string().optional(), points: z.array(z.string()).optional() })
    .transform(({ heading, text, points = [] }) =>
      [heading, ...(text === undefined ? [] : [text]), ...points].join('\n'),
    ),
])
const lineOf = (value: unknown): string => item.parse(value)

function iconsOf(body: ContentBody): (string | null)[] {
  const field = body.kind === 'survey' ? undefined : iconField[body.kind]
  const items = field ? new Map(Object.entries(body.th)).get(field) : undefined
  const withIcon = z.array(z.object({ icon: z.string().optional() }))
  const read = withIcon.safeParse(items)
  return read.success ? read.data.map(({ icon }) => icon ?? null) : []
}

function keptOf(body: ContentBody): ContentDraft['kept'] {
  if (isUploaded(body)) return {}
  const colours = 'colours' in body && body.colours ? { colours: { ...body.colours } } : {}
  const emblem = 'emblem' in body && body.emblem !== undefined ? { emblem: body.emblem } : {}
  if (body.kind === 'channels')
    return { ...colours, ...emblem, caption: { th: body.th.caption, en: body.en?.caption } }
  if (body.kind === 'statistics')
    return { ...colours, ...emblem, statement: { th: body.th.statement, en: body.en?.statement } }
  return { ...colours, ...emblem }
}
