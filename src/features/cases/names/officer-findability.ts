// Whether an officer could be found in what people tell by what we know of the names, and if not, why: said to whoever approves
// keys, so that another spelling is added before a case comes. It changes nothing by itself.
import { type Calling, type PersonName, readCallings, weightOf } from './thai-officer-names.js'
import { romanised } from './thai-romanisation.js'

export const namingProblems = [
  'nobody',
  'positionOnly',
  'tooShort',
  'short',
  'thaiMissing',
  'englishMissing',
] as const
/**
 * `nobody`: a label that names no person; `positionOnly`: no person's name beside the position; `tooShort`: too few letters to be
 * sought at all; `short`: found only behind a title; `thaiMissing`, `englishMissing`: not found in the other script.
 */
export type NamingProblem = (typeof namingProblems)[number]

export interface Unfindable {
  readonly why: NamingProblem
  readonly name: string
}

const least = { sought: 4, anywhere: 6, nickname: 2, position: 5, english: 5, firstInEnglish: 3 }

const weightOfPerson = ({ first, last }: PersonName): number =>
  Math.max(...first.map(weightOf)) + Math.max(...last.map(weightOf))
const isThai = ({ first, last }: PersonName): boolean => /[ก-ฮ]/.test([...first, ...last].join(''))

function isSought(calling: Calling): boolean {
  if (calling.kind === 'person')
    return weightOfPerson(calling) >= least.sought && Math.max(...calling.last.map(weightOf)) >= 2
  if (calling.kind === 'nickname') return Math.max(...calling.names.map(weightOf)) >= least.nickname
  return calling.kind === 'telling' && weightOf(calling.words) >= least.position
}

/** Whether this line tells one person, and is not found everywhere. */
export const canBeFound = (line: string): boolean => readCallings(line).callings.some(isSought)

/** A first name with two consonants is half of all names, once the vowels are gone. */
function isFoundInEnglish({ first, last }: PersonName): boolean {
  const [one = 0, other = 0] = [first, last].map(([name = '']) => romanised(name, 1)[0]?.length)
  return one >= least.firstInEnglish && one + other >= least.english
}

/** `lines`: all that one officer is called, the name of the key first. Empty: safe. */
export function problemsOf(lines: readonly string[]): Unfindable[] {
  const [name = ''] = lines
  const callings = lines.flatMap((line) => readCallings(line).callings.map((calling) => ({ line, calling })))
  const people = callings.flatMap(({ line, calling }) =>
    calling.kind === 'person' ? [{ line, person: calling }] : [],
  )
  const sought = people.filter(({ person }) => isSought(person))
  if (people.length === 0) {
    const hasChair = callings.some(({ calling }) => calling.kind === 'telling')
    return [{ why: hasChair ? 'positionOnly' : 'nobody', name }]
  }
  const [most] = sought.sort((one, other) => weightOfPerson(other.person) - weightOfPerson(one.person))
  if (!most) return people.slice(0, 1).map(({ line }) => ({ why: 'tooShort', name: line }))
  const thai = sought.filter(({ person }) => isThai(person))
  const english = sought.length > thai.length
  const found: Unfindable[] = []
  if (weightOfPerson(most.person) < least.anywhere) found.push({ why: 'short', name: most.line })
  if (thai.length === 0) found.push({ why: 'thaiMissing', name: most.line })
  if (!english && !thai.some(({ person }) => isFoundInEnglish(person)))
    found.push({ why: 'englishMissing', name: most.line })
  return found
}
