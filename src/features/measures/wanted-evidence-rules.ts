// Which of what the bot knows belongs to one measure. The plan names it: a kind, or one policy, publication or survey of a kind.
// Publications that it does not name belong by the ITA indicator for which they were made; nothing is attached by guess.
import type { Publication } from '../campaigns/outside/publications-rules.js'
import type { ContentTag } from '../library/content/content-schema.js'
import type { Known } from './known-evidence-rules.js'
import { type KnownKind, knownKinds, type Measure, type WantedEvidence } from './measure.js'
import { indicatorsIn } from './measure-indicators.js'

/** The indicators that a piece of the library answers, by its key. */
export type TagsOf = (key: string) => readonly ContentTag[]

export const kindOf = (wanted: WantedEvidence): KnownKind => {
  const kind = knownKinds.find((one) => wanted === one || wanted.startsWith(`${one}:`))
  if (!kind) throw new Error('A measure wants evidence of no known kind')
  return kind
}

/** What of `known` belongs to the measure, one for each kind that its plan names, in the plan's order. */
export function belongingTo(
  { issue, evidence }: Pick<Measure, 'issue' | 'evidence'>,
  known: ReadonlyMap<KnownKind, Known | undefined>,
  tagsOf: TagsOf,
): readonly Known[] {
  const answers = indicatorsIn(issue)
  const answered = (key: string) => tagsOf(key).some((tag) => answers.includes(tag))
  return [...new Set(evidence.map(kindOf))].flatMap((kind) => {
    const one = known.get(kind)
    if (!one) return []
    const named = (key: string) => evidence.some((wanted) => wanted === `${kind}:${key}`)
    return [only(one, { whole: evidence.includes(kind), named, answered })]
  })
}

interface Belongs {
  /** Whether the plan names the kind as a whole. */
  readonly whole: boolean
  readonly named: (key: string) => boolean
  /** Whether a piece was made for the issue of the measure. */
  readonly answered: (key: string) => boolean
}

function only(known: Known, { whole, named, answered }: Belongs): Known {
  switch (known.kind) {
    case 'acknowledgements':
      return { ...known, policies: known.policies.filter(({ policy }) => whole || named(policy.key)) }
    case 'surveys':
      return { ...known, surveys: known.surveys.filter(({ survey }) => whole || named(survey.key)) }
    case 'campaigns': {
      const belongs = ({ from, key }: Publication['piece']) =>
        named(key) || (whole && from === 'content' && answered(key))
      return { ...known, publications: known.publications.filter(({ piece }) => belongs(piece)) }
    }
    case 'trainings':
    case 'statistics':
    case 'gifts':
      return known
  }
}
