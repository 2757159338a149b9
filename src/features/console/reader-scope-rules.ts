// Which kinds of cases an officer takes, and by which names a case may name them. The roster's name and position always count.
// Nobody changes their own: whoever is named could take the name away. No kind is left without anybody who takes it.
import type { Audit } from '../../security/audit.js'
import { type Recipient, type Recipients, takesKind } from '../../security/vault-recipients.js'
import { readReaderScope } from '../cases/reader-scope.js'
import { complaintKinds } from '../complaints/complaint-kinds.js'
import type { PeopleRules } from '../people/people-rules.js'
import type { OfficerKey, OfficerKeysModel } from './officer-keys-model.js'
import type { Visitor } from './sign-in-rules.js'

export type ScopeChanged =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'badValues' | 'unknownKey' | 'yourOwn' | 'theLast' }
  | { readonly ok: false; readonly why: 'notFindable'; readonly names: readonly string[] }

export interface ReaderScopeRules {
  /** `given` comes from outside. Holds for what is sealed from here on. */
  change(visitor: Pick<Visitor, 'key' | 'who'>, id: string, given: unknown): Promise<ScopeChanged>
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
export function closesAKind(
  before: readonly Pick<Recipient, 'kinds'>[],
  after: readonly Pick<Recipient, 'kinds'>[],
): boolean {
  const isOpen = (all: typeof before, kind: string) => all.some((one) => takesKind(one, kind))
  return complaintKinds.some((kind) => isOpen(before, kind) && !isOpen(after, kind))
}

export function createReaderScopeRules({
  recipients,
  model,
  people,
  audit,
}: {
  readonly recipients: Pick<Recipients, 'list' | 'setScope'>
  readonly model: Pick<OfficerKeysModel, 'find'>
  readonly people: Pick<PeopleRules, 'staffById'>
  readonly audit: Pick<Audit, 'record'>
}): ReaderScopeRules {
  return {
    async change({ key, who }, id, given) {
      const read = readReaderScope(given)
      if (!read.ok) return read
      const [listed, own] = await Promise.all([recipients.list(), model.find(id)])
      if (!listed.some((one) => one.id === id)) return { ok: false, why: 'unknownKey' }
      if (own?.owner === key) return { ok: false, why: 'yourOwn' }
      const { kinds, knownAs } = read.scope
      const after = listed.map((one) => (one.id === id ? (kinds ? { kinds } : {}) : one))
      if (closesAKind(listed, after)) return { ok: false, why: 'theLast' }
      const always = own ? await namesOnRoster(own, people) : []
      const action = `officer takes ${kinds?.join(' ') ?? 'all'}, has ${knownAs.length} names` as const
      await audit.record({ who, action, about: id, outcome: 'done' })
      const names = [...new Set([...always, ...knownAs])]
      const known = await recipients.setScope(id, { knownAs: names, ...(kinds && { kinds }) })
      return known ? { ok: true } : { ok: false, why: 'unknownKey' }
    },
  }
}
