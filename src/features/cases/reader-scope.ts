// What an officer takes and by which names a case may name them, checked: at least one kind of case, and only names that can be
// found in what people tell. A name that would be found everywhere, or nowhere, is refused.
import { z } from 'zod'
import { composed } from '../../i18n/letters/composed.js'
import { type ComplaintKind, complaintKinds } from '../complaints/complaint-kinds.js'
import { canBeFound } from './names/officer-findability.js'

const mostNames = 30
const name = z
  .string()
  .overwrite((text) => composed(text))
  .trim()
  .min(1)
  .max(120)

export const readerScopeSchema = z.strictObject({
  kinds: z.array(z.enum(complaintKinds)).min(1),
  knownAs: z.array(name).max(mostNames),
})

export interface ReaderScope {
  /** Absent: all, those that a later version brings too. */
  readonly kinds?: readonly ComplaintKind[]
  readonly knownAs: readonly string[]
}

export type ReadScope =
  | { readonly ok: true; readonly scope: ReaderScope }
  | { readonly ok: false; readonly why: 'badValues' }
  /** `names`: a title or a position without its unit, or too few letters. */
  | { readonly ok: false; readonly why: 'notFindable'; readonly names: readonly string[] }

export function readReaderScope(given: unknown): ReadScope {
  const read = readerScopeSchema.safeParse(given)
  if (!read.success) return { ok: false, why: 'badValues' }
  const knownAs = [...new Set(read.data.knownAs)]
  const names = knownAs.filter((one) => !canBeFound(one))
  if (names.length > 0) return { ok: false, why: 'notFindable', names }
  const takesAll = complaintKinds.every((kind) => read.data.kinds.includes(kind))
  const kinds = complaintKinds.filter((kind) => read.data.kinds.includes(kind))
  return { ok: true, scope: { knownAs, ...(!takesAll && { kinds }) } }
}
