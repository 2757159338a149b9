// What people find in the library: pieces that are not put away and that are not surveys, the last added first, by words, by kind or by tag.

import { composed } from '../../../i18n/letters/composed.js'
import { inDrawingOrder } from '../../../media/lines/thai-spelling.js'
import type { ContentRules } from '../content/content-rules.js'
import {
  type AddedKind,
  type Content,
  type ContentTag,
  contentKinds,
  contentTags,
} from '../content/content-schema.js'

export interface Wanted {
  readonly words?: string | undefined
  readonly kind?: AddedKind | undefined
  readonly tag?: ContentTag | undefined
}

export interface Found {
  readonly pieces: readonly Content[]
  /** How many there are in all. */
  readonly total: number
  /** From which one the next page begins; absent on the last page. */
  readonly next?: number
}

export interface BrowseRules {
  /** `from` counts from 0. */
  find(wanted: Wanted, from: number, count: number): Promise<Found>
  /** The kinds and tags that lead somewhere. */
  shelves(): Promise<{ readonly kinds: readonly AddedKind[]; readonly tags: readonly ContentTag[] }>
  /** Undefined when it is put away or unknown; a version that was replaced leads to the newest. */
  piece(key: string): Promise<Content | undefined>
}

export function createBrowseRules(rules: Pick<ContentRules, 'shelf'>): BrowseRules {
  const open = async () =>
    (await rules.shelf()).flatMap(({ content, archived }) =>
      archived || content.body.kind === 'survey' ? [] : [content],
    )
  return {
    async find(wanted, from, count) {
      const all = (await open()).filter((content) => isWanted(content, wanted))
      const end = from + count
      return {
        pieces: all.slice(from, end),
        total: all.length,
        ...(end < all.length && { next: end }),
      }
    },
    async shelves() {
      const all = await open()
      return {
        kinds: contentKinds.filter((kind) => all.some(({ body }) => body.kind === kind)),
        tags: contentTags.filter((tag) => all.some(({ body }) => body.tags?.includes(tag))),
      }
    },
    piece: async (key) => (await open()).find((content) => content.key === key),
  }
}

function isWanted({ body }: Content, { words, kind, tag }: Wanted): boolean {
  if (kind !== undefined && body.kind !== kind) return false
  if (tag !== undefined && !body.tags?.includes(tag)) return false
  if (words === undefined) return true
  const text = searched(wordsIn([body.th, body.en]).join('\n'))
  return words
    .split(/\s+/u)
    .map(searched)
    .every((word) => text.includes(word))
}

/** Thai has no spaces between words, so words are found anywhere; how marks were typed must not matter. */
const searched = (text: string): string => inDrawingOrder(composed(text)).toLowerCase().replace(/\s+/gu, ' ')

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => (name === 'icon' ? [] : wordsIn(one)))
}
