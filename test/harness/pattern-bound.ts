// In how many ways a regular expression can be tried at one place of a text, when no part of it can be repeated without end:
// then each place costs at most so much, however long the text is. `undefined` when a part can.
import { type AST, parseRegExpLiteral } from '@eslint-community/regexpp'

/** So many steps at one place count as bounded; more where a pattern is tried at one place only. Beyond, write it another way. */
export const mostSteps = (source: string, flags: string): number =>
  source.startsWith('^') || flags.includes('y') ? 5_000_000 : 100_000

export function stepsOf(source: string, flags: string): number | undefined {
  const { pattern } = parseRegExpLiteral(new RegExp(source, flags))
  const { steps } = ofAlternatives(pattern.alternatives)
  return Number.isFinite(steps) ? steps : undefined
}

interface Effort {
  /** In how many ways it can end. */
  readonly ends: number
  /** How many signs are looked at in all of them. */
  readonly steps: number
}

/** Alternatives that begin with different letters exclude each other: the worst of them counts, else all do. */
function ofAlternatives(alternatives: readonly AST.Alternative[]): Effort {
  const byFirst = new Map<string, Effort>()
  for (const alternative of alternatives) {
    const first = firstOf(alternative)
    byFirst.set(first, sum([byFirst.get(first) ?? { ends: 0, steps: 1 }, ofSequence(alternative)]))
  }
  const { '': any = { ends: 0, steps: 0 }, ...apart } = Object.fromEntries(byFirst)
  const worst = (of: keyof Effort) => Math.max(0, ...Object.values(apart).map((effort) => effort[of]))
  return { ends: any.ends + worst('ends'), steps: any.steps + worst('steps') + byFirst.size }
}

const sum = (efforts: readonly Effort[]): Effort => ({
  ends: efforts.reduce((total, { ends }) => total + ends, 0),
  steps: efforts.reduce((total, { steps }) => total + steps, 0),
})

/** The first letter; '' when it may be one of several. */
function firstOf({ elements }: AST.Alternative): string {
  const [first] = elements
  return first?.type === 'Character' ? String.fromCodePoint(first.value).toLowerCase() : ''
}

const ofSequence = ({ elements }: AST.Alternative): Effort =>
  elements.map(ofElement).reduce(then, { ends: 1, steps: 0 })

/** Whatever the first ends in, the other is tried. */
const then = (one: Effort, other: Effort): Effort => ({
  ends: one.ends * other.ends,
  steps: one.steps + one.ends * other.steps,
})

const endless: Effort = { ends: Number.POSITIVE_INFINITY, steps: Number.POSITIVE_INFINITY }

function ofElement(element: AST.Element): Effort {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return ofAlternatives(element.alternatives)
    case 'Assertion':
      // Looked at once: it ends in one way.
      return element.kind === 'lookahead' || element.kind === 'lookbehind'
        ? { ends: 1, steps: ofAlternatives(element.alternatives).steps }
        : { ends: 1, steps: 1 }
    case 'Quantifier':
      return ofRepeated(element)
    case 'Backreference':
      return endless
    default:
      return { ends: 1, steps: 1 }
  }
}

function ofRepeated({ min, max, element }: AST.Quantifier): Effort {
  if (!Number.isFinite(max)) return endless
  const each = ofElement(element)
  let all: Effort = { ends: min === 0 ? 1 : 0, steps: 0 }
  let so: Effort = { ends: 1, steps: 0 }
  for (let times = 1; times <= max; times += 1) {
    so = then(so, each)
    all = { ends: all.ends + (times >= min ? so.ends : 0), steps: so.steps }
  }
  return all
}
