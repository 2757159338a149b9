// What can be read and pressed in a message, in the order in which it stands there. Used by the platform and by the chat
// page alike, so that "the third button" means the same on both sides. No imports from Node here.

type Part = { [key: string]: unknown }

export type PressableKind = 'quickReply' | 'button'

/** One thing to press: its label (or the words on it), and LINE's action object itself. */
export interface Pressable {
  index: number
  kind: PressableKind
  label: string
  action: Part
}

const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const partsOf = (value: unknown): Part[] => (Array.isArray(value) ? value.filter(isPart) : [])

const words = (value: unknown): string[] => (typeof value === 'string' && value !== '' ? [value] : [])

/** Buttons of templates, Flex components and imagemaps, then the quick replies. */
export function pressablesOf(content: Part): Pressable[] {
  const found: { kind: PressableKind; label: string; action: Part }[] = []
  collectButtons(content, found)
  for (const item of quickReplyItems(content)) {
    if (isPart(item.action))
      found.push({ kind: 'quickReply', label: labelOf(item.action, ''), action: item.action })
  }
  return found.map((one, index) => ({ index, ...one }))
}

export function quickReplyItems(content: Part): Part[] {
  return isPart(content.quickReply) ? partsOf(content.quickReply.items) : []
}

/** Everything that a person reads in the message, line by line: texts, titles, Flex texts, altText, file names. */
export function textOf(content: Part): string {
  const lines: string[] = []
  switch (content.type) {
    case 'flex':
      lines.push(...words(content.altText))
      collectFlexText(content.contents, lines)
      break
    case 'template':
      lines.push(...words(content.altText))
      if (isPart(content.template)) {
        for (const part of [content.template, ...partsOf(content.template.columns)]) {
          lines.push(...words(part.title), ...words(part.text))
        }
      }
      break
    case 'textV2':
      lines.push(filledText(content))
      break
    default:
      for (const name of ['text', 'altText', 'title', 'address', 'fileName'])
        lines.push(...words(content[name]))
  }
  return lines.join('\n')
}

/** A textV2 with its placeholders filled: mentions as @, doubled braces as braces. */
export function filledText(content: Part, nameOf: (userId: string) => string = () => ''): string {
  const given = isPart(content.substitution) ? content.substitution : {}
  return String(content.text).replace(
    /\{\{|\}\}|\{([0-9a-zA-Z_]{1,20})\}/g,
    (whole, key: string | undefined) => {
      if (whole === '{{') return '{'
      if (whole === '}}') return '}'
      const substitution = given[key ?? '']
      if (!isPart(substitution) || !isPart(substitution.mentionee)) return '☺'
      return substitution.mentionee.type === 'all'
        ? '@All'
        : `@${nameOf(String(substitution.mentionee.userId))}`
    },
  )
}

function labelOf(action: Part, otherwise: string): string {
  return typeof action.label === 'string' && action.label !== '' ? action.label : otherwise
}

function collectButtons(content: Part, found: { kind: PressableKind; label: string; action: Part }[]): void {
  const add = (action: unknown, otherwise = '') => {
    if (isPart(action)) found.push({ kind: 'button', label: labelOf(action, otherwise), action })
  }
  if (content.type === 'imagemap') for (const action of partsOf(content.actions)) add(action)
  if (content.type === 'flex') walkFlex(content.contents, (part) => add(part.action, textOfFlex(part)))
  if (content.type === 'template' && isPart(content.template)) {
    for (const part of [content.template, ...partsOf(content.template.columns)]) {
      for (const action of partsOf(part.actions)) add(action)
      add(part.action)
      add(part.defaultAction)
    }
  }
}

function walkFlex(part: unknown, visit: (part: Part) => void): void {
  if (!isPart(part)) return
  visit(part)
  for (const block of ['header', 'hero', 'body', 'footer', 'altContent']) walkFlex(part[block], visit)
  for (const child of partsOf(part.contents)) walkFlex(child, visit)
}

function textOfFlex(part: Part): string {
  const lines: string[] = []
  collectFlexText(part, lines)
  return lines.join(' ')
}

function collectFlexText(root: unknown, lines: string[]): void {
  walkFlex(root, (part) => {
    if (part.type !== 'text') return
    const spans = partsOf(part.contents).map((span) => String(span.text ?? ''))
    lines.push(...words(spans.length > 0 ? spans.join('') : part.text))
  })
}
