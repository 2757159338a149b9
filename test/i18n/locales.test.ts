// That every key that is used exists is proved by the types: textsOf and linesOf take no other (npm run types).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { projectRoot } from '../../src/operation/project-root.js'
import { readSource, templateMakes, withoutTypedWords } from './source-text.js'

type Texts = { readonly [key: string]: string | readonly string[] | Texts }
interface Sentence {
  readonly file: string
  /** As it is used: plural forms share a key, a list is one key. */
  readonly key: string
  readonly form: string
  readonly text: string
}

const thaiLetter = /[ก-๎]/
/** Names that are the same in Thai; a Thai sentence may consist of them. */
const namesInLatin = /\b(?:LINE|ITA|PDF|Excel|CSV|PNG|QR|No Gift Policy|OK|URL|https?:\S+|English)\b/g
/** Zero-width and direction marks, soft hyphens, no-break spaces, a sara am in two pieces, two sara e for a sara ae. */
const junk = /[\u00ad\u00a0\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|\u0e4d[\u0e48-\u0e4b]?\u0e32|เเ/
/**
 * What holds Thai by its nature: stand-ins, demo data, the words of the calendar; and files named thai-*, which hold
 * language data (where lines break, how words are spelt) that nobody is shown.
 */
const homesOfThai = /^src\/(?:(?:demo|i18n)\/|.*\bthai-[^/]*$)/
/** What the agency is called until it says its name (AGENCY_NAME). */
const standInNames = ['หน่วยงานตัวอย่าง']

const thai = sentencesOf('th')
const english = sentencesOf('en')
const sources = ['src', 'scripts'].flatMap(sourcesIn)
const read = sources.map(({ source }) => readSource(source))
const literals = new Set(read.flatMap((file) => [...file.literals, ...file.templates]))
const templates = read.flatMap((file) => file.templates)

describe('The locale files', () => {
  it('When a feature speaks Thai, then it speaks English, with the same keys', () => {
    expect(namespacesOf('en')).to.deep.equal(namespacesOf('th'))
    expect(keysOf(english)).to.deep.equal(keysOf(thai))
  })

  it('When a text counts in one language, then it counts in the other, so that the types ask for its count', () => {
    expect(keysOf(english.filter(counts))).to.deep.equal(keysOf(thai.filter(counts)))
    expect(english.filter((one) => one.form === 'one' && !has(english, one, 'other'))).to.deep.equal([])
    expect(english.filter((one) => one.form === 'other' && !has(english, one, 'one'))).to.deep.equal([])
    expect(thai.filter((one) => one.form === 'one')).to.deep.equal([])
  })

  it('When a text takes values, then both languages take the same', () => {
    expect(variablesByKey(english)).to.deep.equal(variablesByKey(thai))
  })

  it('When a text is shown, then it is not empty, has no blanks at its end and is free of invisible characters', () => {
    const wrong = [...thai, ...english].filter(
      ({ text }) =>
        text.trim() === '' || text !== text.trimEnd() || junk.test(text) || text !== text.normalize('NFC'),
    )
    expect(wrong.map(place)).to.deep.equal([])
  })

  it('When a text names another text or has unclosed braces, then it is refused', () => {
    const wrong = [...thai, ...english].filter(({ text }) =>
      /\$t\(|\{\{[^}]*$|\{\{\s*\}\}|^[^{]*\}\}/.test(text),
    )
    expect(wrong.map(place)).to.deep.equal([])
  })

  it('When a Thai text has words, then they are Thai, save names that have no Thai form', () => {
    const foreign = thai.filter(({ text }) => {
      const words = text.replace(/\{\{[^}]*\}\}/g, '').replace(namesInLatin, '')
      return /[A-Za-z]/.test(words) && !thaiLetter.test(words)
    })
    expect(foreign.map(place)).to.deep.equal([])
  })

  it('When a key is in a file, then some source uses it, written whole or as a template that begins with its first step', () => {
    const unused = keysOf(thai).filter((place) => {
      const key = place.slice(place.indexOf(':') + 1)
      return !literals.has(key) && !templates.some((template) => templateMakes(template, key))
    })
    expect(unused).to.deep.equal([])
  })

  it('When a key has steps, then a dot parts them, so that no name holds one', () => {
    expect(
      [...namesIn(filesOf('th')), ...namesIn(filesOf('en'))].filter((name) => name.includes('.')),
    ).to.deep.equal([])
  })
})

describe('The sources', () => {
  it('When people read Thai, then it comes from the locale files', () => {
    const spoken = sources
      .filter(({ file }) => file.startsWith('src/') && !homesOfThai.test(file))
      .flatMap(({ file, source }) => thaiLinesIn(source).map((line) => `${file}:${line}`))
    expect(spoken).to.deep.equal([])
  })

  it('When the scan meets each way of writing Thai, then it flags what is said and nothing else', () => {
    const source = [
      "const said = 'สวัสดี'", // 1: flagged
      '// ความเห็น',
      "const path = 'http://x' /* ความเห็น */",
      'const pattern = /[ก-๙]\\/"/u.test(x)',
      "const command = { words: { th: ['แจ้งเบาะแส', `ก`], en: ['report'] }, aliases: ['ก'] }",
      `const built = \`จำนวน \${count} เรื่อง\``, // 6: flagged
      `const nested = \`\${list.map((one) => \`\${one} // not a comment\`)}\` + 'ก'`, // 7: flagged
      'const half = total / 2 // แบ่งครึ่ง / สอง',
      "const page = <p title={x}>ก</p> // it's JSX", // 9: flagged
      "const cancelWords = { th: ['ยกเลิก'] } as const",
      "const after = { a: '}' } && 'ข'", // 11: flagged
    ].join('\n')
    expect(thaiLinesIn(source)).to.deep.equal([1, 6, 7, 9, 11])
  })

  it('When a key is built by a template, then only keys of that shape count as used', () => {
    const [template = ''] = readSource(`say(language, \`status.\${status}.title\`)`).templates
    expect(templateMakes(template, 'status.received.title')).to.equal(true)
    expect(templateMakes(template, 'status.received')).to.equal(false)
    expect(templateMakes(template, 'status.a.b.title')).to.equal(false)
    const [open = ''] = readSource(`say(language, \`\${anything}\`)`).templates
    expect(templateMakes(open, 'greeting')).to.equal(false)
  })
})

function thaiLinesIn(source: string): number[] {
  const spoken = withoutTypedWords(readSource(source).code)
  const lines = standInNames.reduce((left, name) => left.replaceAll(name, ''), spoken).split('\n')
  return lines.flatMap((line, index) => (thaiLetter.test(line) ? [index + 1] : []))
}

function namespacesOf(language: string): string[] {
  return readdirSync(join(projectRoot, 'locales', language)).sort()
}

function filesOf(language: string): Texts {
  const text = (file: string): Texts =>
    JSON.parse(readFileSync(join(projectRoot, 'locales', language, file), 'utf8'))
  return Object.fromEntries(namespacesOf(language).map((file) => [file.replace(/\.json$/, ''), text(file)]))
}

function sentencesOf(language: string): Sentence[] {
  return Object.entries(filesOf(language)).flatMap(([file, texts]) => sentencesIn(file, texts, ''))
}

function sentencesIn(file: string, texts: Texts[string], path: string): Sentence[] {
  if (typeof texts === 'string') {
    const [, key = path, form = 'plain'] = /^(.*)_(one|other)$/.exec(path) ?? []
    return [{ file, key, form, text: texts }]
  }
  if (isList(texts)) return texts.map((text, index) => ({ file, key: path, form: `line ${index}`, text }))
  return Object.entries(texts).flatMap(([name, inner]) =>
    sentencesIn(file, inner, path === '' ? name : `${path}.${name}`),
  )
}

function isList(texts: Texts[string]): texts is readonly string[] {
  return Array.isArray(texts)
}

function namesIn(texts: Texts): string[] {
  return Object.entries(texts).flatMap(([name, inner]) =>
    typeof inner === 'string' || isList(inner) ? [name] : [name, ...namesIn(inner)],
  )
}

function keysOf(sentences: readonly Sentence[]): string[] {
  return [...new Set(sentences.map(({ file, key }) => `${file}:${key}`))].sort()
}

function variablesByKey(sentences: readonly Sentence[]): Record<string, string[]> {
  const byKey: Record<string, string[]> = {}
  for (const { file, key, text } of sentences) {
    const names = [...text.matchAll(/\{\{-?\s*([^},]+)/g)].map(([, name = '']) => name.trim())
    byKey[`${file}:${key}`] = [...new Set([...(byKey[`${file}:${key}`] ?? []), ...names])].sort()
  }
  return byKey
}

function counts({ form }: Sentence): boolean {
  return form === 'one' || form === 'other'
}

function has(sentences: readonly Sentence[], { file, key }: Sentence, form: string): boolean {
  return sentences.some((one) => one.file === file && one.key === key && one.form === form)
}

function place({ file, key, form, text }: Sentence): string {
  return `${file}:${key} (${form}) ${JSON.stringify(text)}`
}

function sourcesIn(folder: string): { file: string; source: string }[] {
  const top = join(projectRoot, folder)
  return filesBelow(top)
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file: `${folder}/${file}`, source: readFileSync(join(top, file), 'utf8') }))
}

function filesBelow(top: string): string[] {
  try {
    return readdirSync(top, { recursive: true, encoding: 'utf8' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
