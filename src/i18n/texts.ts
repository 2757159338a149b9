// What people read, in Thai and in English, by typed keys. A feature brings one file per language and names it here
// by its own name: there is no list of files to keep. Nothing is escaped: LINE shows text; pages escape for themselves.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance, type i18n } from 'i18next'
import { z } from 'zod'
import { projectRoot } from '../operation/project-root.js'

export type Language = 'th' | 'en'
export const languages = ['th', 'en'] as const satisfies readonly Language[]

export type TextValues = Readonly<Record<string, string | number>>

type Plural = 'one' | 'other'
type Singular<Key extends string> = Key extends `${infer Base}_${Plural}` ? Base : Key
type Paths<Texts, Leaf> = {
  [Key in keyof Texts & string]: Texts[Key] extends Leaf
    ? Singular<Key>
    : Texts[Key] extends string | readonly unknown[]
      ? never
      : `${Key}.${Paths<Texts[Key], Leaf>}`
}[keyof Texts & string]
type CountedPaths<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string
    ? Key extends `${infer Base}_${Plural}`
      ? Base
      : never
    : Texts[Key] extends readonly unknown[]
      ? never
      : `${Key}.${CountedPaths<Texts[Key]>}`
}[keyof Texts & string]

/** Dotted paths of the texts in a locale file; `found_one` and `found_other` are both the key `found`. */
export type TextKey<Texts> = Paths<Texts, string>
/** Dotted paths of the lists of texts in a locale file. */
export type LinesKey<Texts> = Paths<Texts, readonly string[]>

/** A key written with `_one` or `_other` cannot be said without `count`. */
export type Say<Texts> = <Key extends TextKey<Texts>>(
  language: Language,
  key: Key,
  ...values: Key extends CountedPaths<Texts>
    ? [values: TextValues & { count: number }]
    : [values?: TextValues]
) => string
export type SayLines<Texts> = (
  language: Language,
  key: LinesKey<Texts>,
  values?: TextValues,
) => readonly string[]

/** A key without a text, or a text whose `{{variable}}` was not given. Names the place and never a value. */
export class MissingText extends Error {
  override readonly name = 'MissingText'
  constructor(
    readonly language: Language,
    readonly namespace: string,
    readonly key: string,
    readonly variable?: string,
  ) {
    super(
      variable === undefined
        ? `locales/${language}/${namespace}.json has no text "${key}"`
        : `locales/${language}/${namespace}.json: "${key}" needs a value for {{${variable}}}`,
    )
  }
}

let whenMissing = (missing: MissingText): void => {
  throw missing
}

/**
 * For production: hands what is missing to `report` instead of throwing. People then read the other language's text,
 * or, where no language has one, an ellipsis.
 */
export function reportMissingTexts(report: (missing: MissingText) => void): void {
  whenMissing = report
}

/** The texts of `locales/<language>/<namespace>.json`. `Texts` is the type of the Thai file. */
export function textsOf<Texts>(namespace: string): Say<Texts> {
  return (language, key, ...[values]) => textAt(language, namespace, key, values)
}

/** The lists of texts (JSON arrays of strings) of `locales/<language>/<namespace>.json`. */
export function linesOf<Texts>(namespace: string): SayLines<Texts> {
  return (language, key, values) => linesAt(language, namespace, key, values)
}

/** A whole locale file, or a group of it, as it is written: for a page's script (web/pages/words-in-page). */
export interface TextTree {
  readonly [name: string]: string | readonly string[] | TextTree
}

/** All texts of `locales/<language>/<namespace>.json`, with their `{{variables}}` and plural forms as they are. */
export function textTreeOf(language: Language, namespace: string): TextTree {
  return loadTexts().getResourceBundle(language, namespace)
}

let loaded: i18n | undefined

/** Reads every locale file once, synchronously, so that a broken file is found before the first message. */
export function loadTexts(): i18n {
  if (loaded) return loaded
  const texts = createInstance()
  void texts.init({
    initAsync: false,
    lng: 'th',
    fallbackLng: false,
    supportedLngs: languages,
    resources: Object.fromEntries(languages.map((language) => [language, localeFiles(language)])),
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
  loaded = texts
  return texts
}

const localeFile: z.ZodType<Record<string, unknown>> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.array(z.string()), localeFile])),
)

function localeFiles(language: Language): Record<string, Record<string, unknown>> {
  const folder = join(projectRoot, 'locales', language)
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return Object.fromEntries(files.map((file) => [file.slice(0, -'.json'.length), readLocale(folder, file)]))
}

function readLocale(folder: string, file: string): Record<string, unknown> {
  const where = join(folder, file)
  try {
    return localeFile.parse(JSON.parse(readFileSync(where, 'utf8')))
  } catch (cause) {
    throw new Error(`${where} is not a JSON object of texts, lists of texts and groups of them`, { cause })
  }
}

/** Texts without a value are always the same, and most are: they are looked up once. */
const plain = new Map<string, string>()

function textAt(language: Language, namespace: string, key: string, values?: TextValues): string {
  if (values !== undefined) return textWith(language, namespace, key, values)
  const place = `${language} ${namespace} ${key}`
  const known = plain.get(place)
  if (known !== undefined) return known
  const text = textWith(language, namespace, key, {})
  if (text !== '…') plain.set(place, text)
  return text
}

function textWith(language: Language, namespace: string, key: string, values: TextValues): string {
  const texts = loadTexts()
  const plural = typeof values.count === 'number' ? { count: values.count } : {}
  const at = languageThatHas(texts, language, namespace, key, plural)
  if (at === undefined) return '…'
  return texts.t(key, {
    ...plural,
    lng: at,
    ns: namespace,
    // What people wrote is data: under `replace` it can neither set an option of i18next nor name another text.
    replace: values,
    nest: false,
    missingInterpolationHandler: (_text: string, [, variable = '']: string[]) => {
      whenMissing(new MissingText(at, namespace, key, variable.trim()))
      return '…'
    },
  })
}

function linesAt(language: Language, namespace: string, key: string, values?: TextValues): readonly string[] {
  const texts = loadTexts()
  const has = (lng: Language) => Array.isArray(texts.getResource(lng, namespace, key))
  if (!has(language)) whenMissing(new MissingText(language, namespace, key))
  const at = [language, ...languages].find(has)
  const list: unknown = at && texts.getResource(at, namespace, key)
  if (!at || !Array.isArray(list)) return []
  return list.map((line: string, index) =>
    line.includes('{{') ? textAt(at, namespace, `${key}.${index}`, values) : line,
  )
}

function languageThatHas(
  texts: i18n,
  wanted: Language,
  ns: string,
  key: string,
  plural: { count?: number },
): Language | undefined {
  const has = (lng: Language) => texts.exists(key, { ...plural, lng, ns, returnObjects: false })
  if (has(wanted)) return wanted
  whenMissing(new MissingText(wanted, ns, key))
  return languages.find(has)
}
