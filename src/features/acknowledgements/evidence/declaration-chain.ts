// The chain over what people declared about one version of a policy: each row carries its number, the hash of the row
// before and a hash over all of its own content, so that a changed, missing or slipped-in row shows.
import { hash } from 'node:crypto'
import type { Day } from '../../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../../i18n/texts.js'

interface Declared {
  readonly policyKey: string
  readonly version: number
  readonly staffId: string
  /** When the button was pressed, or a signature on paper was entered. */
  readonly at: Date
  /** The language of the text that was shown, and that text's SHA-256. */
  readonly language: Language
  readonly textHash: string
  readonly eventKey: string
}

interface ByPress {
  /** The LINE channel's name, and whether the press was in a group or in private. */
  readonly channel: string
  readonly place: 'private' | 'group'
}

export type Declaration = Declared &
  (
    | ({ readonly kind: 'acknowledged' } & ByPress)
    /** `reason` is sealed: only the rules that ethics officers ask can open it. */
    | ({ readonly kind: 'refused'; readonly reason: string } & ByPress)
    /** Signed on paper; both are staff ids, `recordedBy` may be a pseudonym. */
    | {
        readonly kind: 'paper'
        readonly signedOn: Day
        readonly witnessId: string
        readonly recordedBy: string
      }
  )

export type Chained = Declaration & {
  /** Counted from 1 within one version of one policy. */
  readonly number: number
  readonly previous: string
  readonly hash: string
  /** Under a key that is not in the database; missing in rows that an earlier version wrote. */
  readonly mac?: string
}

const start = '0'.repeat(64)

/** These declarations in their order, as the rows that follow `last`. */
export function chained(
  last: Pick<Chained, 'number' | 'hash'> | undefined,
  declarations: readonly Declaration[],
): Chained[] {
  let previous = last?.hash ?? start
  let number = last?.number ?? 0
  return declarations.map((declaration) => {
    number += 1
    const row = { ...declaration, number, previous, hash: hashOf(number, previous, declaration) }
    previous = row.hash
    return row
  })
}

/** The number of the first row that does not follow from the one before; `undefined` when the chain is whole. */
export function firstBroken(rows: readonly Chained[]): number | undefined {
  let previous = start
  let expected = 1
  for (const row of rows) {
    const follows = row.number === expected && row.previous === previous
    if (!follows || row.hash !== hashOf(row.number, row.previous, row)) return row.number
    previous = row.hash
    expected += 1
  }
  return undefined
}

function hashOf(number: number, previous: string, declaration: Declaration): string {
  const { policyKey, version, staffId, at, language, textHash, eventKey, kind } = declaration
  const common = [
    number,
    previous,
    policyKey,
    version,
    staffId,
    at.toISOString(),
    language,
    textHash,
    eventKey,
  ]
  return hash('sha256', JSON.stringify([...common, kind, ...ownPartsOf(declaration)]))
}

function ownPartsOf(declaration: Declaration): readonly string[] {
  switch (declaration.kind) {
    case 'acknowledged':
      return [declaration.channel, declaration.place]
    case 'refused':
      return [declaration.channel, declaration.place, declaration.reason]
    case 'paper':
      return [declaration.signedOn, declaration.witnessId, declaration.recordedBy]
  }
}
