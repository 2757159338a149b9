// Which kinds of cases an officer takes, and by which names a case may name them. The roster's name and position always count.
// Nobody changes their own: whoever is named could take the name away. More kinds, or fewer names, only by who reads them. No kind is left without anybody who takes it.
import type { Audit } from '../../security/audit/audit.js'
import { type Recipient, type Recipients, takesKind } from '../../security/vault-recipients.js'
import { readReaderScope } from '../cases/reader-scope.js'
import { type ComplaintKind, complaintKinds } from '../complaints/complaint-kinds.js'
import type { PeopleRules } from '../people/people-rules.js'
import type { OfficerKey, OfficerKeysModel } from './officer-keys-model.js'
import type { Colleague, ReadingColleague } from './reading-colleague.js'

export type ScopeChanged =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'badValues' | 'unknownKey' | 'yourOwn' | 'theLast' | 'notAReader' }
  | { readonly ok: false; readonly why: 'notFindable'; readonly names: readonly string[] }

export interface ReaderScopeRules {
  /** `given` comes from outside. Holds for what is sealed from here on. */
  change(visitor: Colleague, id: string, given: unknown): Promise<ScopeChanged>
}

/** How a case may name whoever has this key, so that such a case is not sealed to it. */
export async function namesOnRoster(
  { name, staffId }: Pick<OfficerKey, 'name' | 'staffId'>,
  people: Pick<PeopleRules, 'staffById'>,
): Promise<string[]> {
  const staff = staffId === undefined ? undefined : await people.staffById(staffId)
  return staff ? [staff.name, `${staff.position}${staff.unit}`] : [name]
}

/** Whether somebody could report something before, and nobody could read it after. */
export const closesAKind = (...changed: Parameters<typeof closedKinds>): boolean =>
  closedKinds(...changed).length > 0

/** The kinds of which that holds. */
export function closedKinds(
  before: readonly Pick<Recipient, 'kinds'>[],
  after: readonly Pick<Recipient, 'kinds'>[],
): readonly ComplaintKind[] {
  const isOpen = (all: typeof before, kind: string) => all.some((one) => takesKind(one, kind))
  return complaintKinds.filter((kind) => isOpen(before, kind) && !isOpen(after, kind))
}

export function createReaderScopeRules({
  recipients,
  model,
  people,
  colleague,
  audit,
}: {
  readonly recipients: Pick<Recipients, 'list' | 'setScope'>
  readonly model: Pick<OfficerKeysModel, 'find'>
  readonly people: Pick<PeopleRules, 'staffById'>
  readonly colleague: ReadingColleague
  readonly audit: Pick<Audit, 'record'>
}): ReaderScopeRules {
  return {
    async change(visitor, id, given) {
      const read = readReaderScope(given)
      if (!read.ok) return read
      const [listed, own] = await Promise.all([recipients.list(), model.find(id)])
      const target = listed.find((one) => one.id === id)
      if (!target) return { ok: false, why: 'unknownKey' }
      if (own && (await colleague.isOwn(own, visitor))) return { ok: false, why: 'yourOwn' }
      const { kinds, knownAs } = read.scope
      const always = own ? await namesOnRoster(own, people) : []
      const names = [...new Set([...always, ...knownAs])]
      const more = complaintKinds.filter(
        (kind) => takesKind({ ...(kinds && { kinds }) }, kind) && !takesKind(target, kind),
      )
      const opens = more.length > 0 || (target.knownAs ?? []).some((name) => !names.includes(name))
      // Whoever may close anything may not open it: more kinds and fewer names only by somebody who reads them.
      const reader = opens ? await colleague.readerOf(visitor) : undefined
      if (opens && (!reader || !more.every((kind) => takesKind(reader, kind))))
        return { ok: false, why: 'notAReader' }
      const after = listed.map((one) => (one.id === id ? (kinds ? { kinds } : {}) : one))
      if (closesAKind(listed, after)) return { ok: false, why: 'theLast' }
      const action = `officer takes ${kinds?.join(' ') ?? 'all'}, has ${knownAs.length} names` as const
      await audit.record({ who: visitor.who, action, about: id, outcome: 'done' })
      const known = await recipients.setScope(id, { knownAs: names, ...(kinds && { kinds }) })
      return known ? { ok: true } : { ok: false, why: 'unknownKey' }
    },
  }
}
