// Which officers a case names, so that it is not sealed to them. Runs where the case is in clear: in memory for the chat, in
// the reporter's browser for the form, which gets salted marks and no list of names. It tells nobody who was left out.
import sodium from 'libsodium-wrappers-sumo'
import { z } from 'zod'
import { fromStored, toStored } from '../../../sealing/vault-encoding.js'
import { surnamesOf, wordsOf } from '../officer/officer-words.js'
import { MarkIndex, MarkSalt } from './name-marks.js'
import { type Sureness, searchText } from './name-search.js'
import { spellingOf } from './thai-spelling-skeleton.js'

export interface KnownOfficer {
  readonly recipientId: string
  /** Names, with or without a title, in any script; nicknames; positions with their unit. Several ways of writing are several. */
  readonly called: readonly string[]
}

export interface OfficerMarks {
  /** base64url of 16 random bytes; a new one each time the marks are given out. */
  readonly salt: string
  readonly officers: readonly { readonly recipientId: string; readonly marks: readonly string[] }[]
}

export const officerMarksSchema = z.object({
  salt: z.string(),
  officers: z.array(z.object({ recipientId: z.string(), marks: z.array(z.string()) })),
})

/** Recipients' ids. `likely`: a first name behind a title, a nickname, a name that only sounds alike in other letters. */
export interface Named {
  readonly certain: readonly string[]
  readonly likely: readonly string[]
}

/** Marks of all that identifies each officer. A surname alone counts when it is long and nobody else here has it. */
export async function marksOf(officers: readonly KnownOfficer[]): Promise<OfficerMarks> {
  await sodium.ready
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const salt = new MarkSalt(bytes)
  const surnames = officers.map(({ called }) => surnamesOf(called))
  const isShared = (surname: string): boolean => {
    const { symbols } = spellingOf(surname)
    return surnames.filter((one) => one.has(symbols)).length > 1
  }
  return {
    salt: toStored(bytes),
    officers: officers.map(({ recipientId, called }) => ({
      recipientId,
      marks: disguised(wordsOf(called, isShared).map((words) => salt.mark(words))),
    })),
  }
}

const step = 64

/** As many for everybody who has a few names more or less: marks that nothing has are added, and all are put in disorder. */
function disguised(marks: readonly string[]): string[] {
  const all = [...marks]
  for (const mark of marks) {
    if (all.length % step === 0) break
    const random = crypto.getRandomValues(new Uint8Array(11))
    const check = ((random[0] ?? 0) << 8) | (random[1] ?? 0)
    all.push(`${mark.slice(0, mark.indexOf('.'))}.${check.toString(36)}.${toStored(random.slice(2))}`)
  }
  return all.sort((one, other) => (endOf(one) < endOf(other) ? -1 : 1))
}
const endOf = (mark: string): string => mark.slice(mark.lastIndexOf('.'))

/** Whom the texts name, each once. */
export async function whoIsNamed({ salt, officers }: OfficerMarks, texts: readonly string[]): Promise<Named> {
  await sodium.ready
  const key = fromStored(salt)
  if (key?.length !== 16) throw new TypeError('Marks of officers come with a salt of 16 bytes')
  const index = new MarkIndex(
    new MarkSalt(key),
    officers.map(({ marks }) => marks),
  )
  const found = new Map<number, Sureness>()
  for (const text of texts)
    for (const [officer, sureness] of searchText(index, text))
      if (found.get(officer) !== 'certain') found.set(officer, sureness)
  const idsOf = (wanted: Sureness) =>
    officers.filter((_one, place) => found.get(place) === wanted).map(({ recipientId }) => recipientId)
  return { certain: idsOf('certain'), likely: idsOf('likely') }
}

/** Everybody whom the texts may name. */
export async function officersNamedIn(marks: OfficerMarks, texts: readonly string[]): Promise<string[]> {
  const { certain, likely } = await whoIsNamed(marks, texts)
  return marks.officers
    .map(({ recipientId }) => recipientId)
    .filter((id) => certain.includes(id) || likely.includes(id))
}

/**
 * Who of these may read it. Whoever is likely named is left out as long as somebody else remains: a reader too few costs less than
 * an accused who reads. If nobody remains, only those who are certainly named are left out.
 */
export function readersNotNamed(
  ids: readonly string[],
  { certain, likely }: Named,
): { readonly readers: readonly string[]; readonly leftOut: readonly string[] } {
  const strict = ids.filter((id) => !certain.includes(id) && !likely.includes(id))
  const readers = strict.length > 0 ? strict : ids.filter((id) => !certain.includes(id))
  return { readers, leftOut: ids.filter((id) => !readers.includes(id)) }
}
