// Which publications stand under an item of the assessor. What was made for another ITA indicator is evidence elsewhere; what nobody
// has marked with an indicator may be for any, so it stays.
import type { Publication } from '../../campaigns/outside/publications-rules.js'
import type { ContentTag } from '../../library/content/content-schema.js'
import type { ItaItem } from '../ita-profile.js'

/** `tags`: the indicators of the pieces of the library, by their keys. Policies are announced for the performing of duties. */
export function publicationsFor(
  item: Pick<ItaItem, 'evidence'>,
  publications: readonly Publication[],
  tags: ReadonlyMap<string, readonly ContentTag[]>,
): readonly Publication[] {
  const asked = indicatorOf(item)
  if (asked === undefined) return publications
  return publications.filter(({ piece: { from, key } }) => {
    const marked = from === 'policy' ? (['duty'] as const) : (tags.get(key) ?? [])
    return marked.length === 0 || marked.includes(asked)
  })
}

/** The channel is about fixing corruption, the No Gift Policy about duties; other items ask for everything. */
function indicatorOf({ evidence }: Pick<ItaItem, 'evidence'>): ContentTag | undefined {
  if (evidence.includes('channel')) return 'fixing'
  return evidence.includes('noGift') ? 'duty' : undefined
}
