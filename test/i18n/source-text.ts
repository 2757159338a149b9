// Reads our own TypeScript just far enough to tell text from comments, regular expressions and code.
// It is no parser: it knows the ways in which this project writes, and locales.test.ts tries them on it.

export interface SourceText {
  /** The source with comments and regular expressions blanked; lines stay where they are. */
  readonly code: string
  /** What stands between quotes. */
  readonly literals: readonly string[]
  /** Template literals, each hole as a NUL character. */
  readonly templates: readonly string[]
}

const hole = '\0'

export function readSource(source: string): SourceText {
  const literals: string[] = []
  const templates: string[] = []
  let code = ''
  let at = 0

  const keep = (length: number) => {
    code += source.slice(at, at + length)
    at += length
  }
  const blank = (length: number) => {
    code += source.slice(at, at + length).replace(/[^\n]/g, ' ')
    at += length
  }
  const lengthOf = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(source)?.[0].length ?? 0
  }

  const template = () => {
    keep(1)
    let text = ''
    while (at < source.length && source[at] !== '`') {
      if (source.startsWith('${', at)) {
        keep(2)
        codeUntilBrace()
        text += hole
      } else {
        const length = source[at] === '\\' ? 2 : 1
        text += source.slice(at, at + length)
        keep(length)
      }
    }
    keep(1)
    templates.push(text)
  }

  const codeUntilBrace = () => {
    for (let depth = 0; at < source.length; ) {
      // What begins nothing is passed over in one go: letter by letter, all our sources took ten seconds.
      keep(lengthOf(/[^/'"`{}]*/y))
      if (at >= source.length) return
      const sign = source[at]
      const comment = lengthOf(/\/\/[^\n]*|\/\*[\s\S]*?\*\//y)
      const quoted = lengthOf(/'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y)
      const pattern = mayBeginPattern(code)
        ? lengthOf(/\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y)
        : 0
      if (comment > 0) blank(comment)
      else if (quoted > 0) {
        literals.push(source.slice(at + 1, at + quoted - 1))
        keep(quoted)
      } else if (pattern > 0) blank(pattern)
      else if (sign === '`') template()
      else {
        keep(1)
        if (sign === '{') depth += 1
        if (sign === '}' && depth-- === 0) return
      }
    }
  }

  while (at < source.length) codeUntilBrace()
  return { code, literals, templates }
}

/** A slash after a value divides; `</p>` closes. */
const mayBeginPattern = (before: string): boolean =>
  /(?:^|[([{,;:=!&|?+~]|=>|\b(?:return|typeof|case|in|of))\s*$/.test(before.slice(-40))

/** Blanks the lists of what people type: `words: { th: ['...'] }`, `aliases: ['...']`, `const cancelWords = [...]`. */
export function withoutTypedWords(code: string): string {
  const begin = /\b(?:words|[a-z]+Words|aliases)\s*[:=]\s*(?=[[{])/g
  let left = code
  for (const found of code.matchAll(begin)) {
    const from = found.index + found[0].length
    const to = endOfBracket(code, from)
    left = left.slice(0, from) + left.slice(from, to).replace(/[^\n]/g, ' ') + left.slice(to)
  }
  return left
}

function endOfBracket(code: string, from: number): number {
  let depth = 0
  for (let at = from; at < code.length; at++) {
    if ('[{'.includes(code.charAt(at))) depth += 1
    if (']}'.includes(code.charAt(at)) && --depth === 0) return at + 1
  }
  return code.length
}

/** Whether a template such as `status.${x}` or `status.${x}.title` can make this key. It must begin with a whole step of the path. */
export function templateMakes(template: string, key: string): boolean {
  if (!/^[A-Za-z0-9]+\./.test(template)) return false
  const parts = template.split(hole).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^.]+')}$`).test(key)
}
