// Who may read a case: those who take its kind, without those whom it names. For the form it gives out keys and salted marks
// with which the reporter's browser does the same. It tells nobody who was left out.
import { type HeavyWork, orTooHeavy } from '../../../heavy-work/heavy-threads.js'
import { type Recipients, takesKind } from '../../../security/vault-recipients.js'
import type { ComplaintKind } from '../../complaints/complaint-kinds.js'
import {
  type KnownOfficer,
  marksOf,
  type Named,
  type OfficerMarks,
  readersNotNamed,
} from '../names/named-officers.js'

export interface Reader {
  /** The fingerprint of the key. */
  readonly id: string
  readonly publicKey: string
}

type Chosen =
  | { readonly ok: true; readonly readers: readonly Reader[]; readonly leftOut: readonly string[] }
  /** `everybodyNamed`: whoever could read it is named in it; another body has to hear it. */
  /** `tooHeavy`: whom it names could not be found out, so that nobody may have it. */
  | { readonly ok: false; readonly why: 'noRecipient' | 'everybodyNamed' | 'tooHeavy' }

export interface CaseRecipientsRules {
  readersOf(kind: ComplaintKind): Promise<readonly Reader[]>
  /** `texts` are in clear, stay in memory and are kept nowhere. */
  choose(kind: ComplaintKind, texts: readonly string[]): Promise<Chosen>
  /** For a browser: another salt each time. */
  marks(): Promise<OfficerMarks>
  /** Of one recipient only: for the officer whose browser lets that one in. */
  marksOf(recipientId: string): Promise<OfficerMarks>
}

export function createCaseRecipientsRules(
  recipients: Pick<Recipients, 'list'>,
  heavyWork: Pick<HeavyWork, 'run'>,
): CaseRecipientsRules {
  async function known(): Promise<KnownOfficer[]> {
    const all = await recipients.list()
    return all.map(({ id, name, knownAs = [] }) => ({ recipientId: id, called: [name, ...knownAs] }))
  }

  async function readersOf(kind: ComplaintKind): Promise<Reader[]> {
    const all = await recipients.list()
    return all.filter((one) => takesKind(one, kind)).map(({ id, publicKey }) => ({ id, publicKey }))
  }

  async function namedIn(texts: readonly string[]): Promise<Named | 'tooHeavy'> {
    const marks = await marksOf(await known())
    return orTooHeavy(heavyWork.run('whoIsNamed', { marks, texts }))
  }

  return {
    readersOf,
    async choose(kind, texts) {
      const all = await readersOf(kind)
      if (all.length === 0) return { ok: false, why: 'noRecipient' }
      const named = await namedIn(texts)
      if (named === 'tooHeavy') return { ok: false, why: named }
      const ids = all.map(({ id }) => id)
      const { readers, leftOut } = readersNotNamed(ids, named)
      if (readers.length === 0) return { ok: false, why: 'everybodyNamed' }
      return { ok: true, readers: all.filter(({ id }) => readers.includes(id)), leftOut }
    },
    marks: async () => marksOf(await known()),
    async marksOf(recipientId) {
      const { salt, officers } = await marksOf(await known())
      return { salt, officers: officers.filter((one) => one.recipientId === recipientId) }
    },
  }
}
