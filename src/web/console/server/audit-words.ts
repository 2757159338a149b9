// An audit row for people: what was done as a sentence, and behind it what the row adds (a status, a day, a command's name).
import type th from '../../../../locales/th/audit.json'
import { type Language, textsOf, textTreeOf } from '../../../i18n/texts.js'
import type { AuditWords } from '../../../security/audit/audit-actions.js'

const say = textsOf<typeof th>('audit')

export interface ToldAction {
  /** 'Changed the status of a complaint' */
  readonly sentence: string
  /** What the row adds: 'closed'; empty when it adds nothing. */
  readonly detail: string
}

/** `undefined` for what an older version wrote and no words are left for. */
export function toldAction(language: Language, action: string): ToldAction | undefined {
  const words = longestFirst().find((one) => action === one || action.startsWith(`${one} `))
  return words && { sentence: say(language, `actions.${words}`), detail: action.slice(words.length + 1) }
}

let known: readonly AuditWords[] | undefined

/** 'console second factor removed' before 'console second factor': the longer words say more. */
function longestFirst(): readonly AuditWords[] {
  known ??= wordsInFile().sort((one, other) => other.length - one.length)
  return known
}

function wordsInFile(): AuditWords[] {
  const actions = Object(textTreeOf('th', 'audit').actions)
  return Object.keys(actions).filter((name): name is AuditWords => name in actions)
}
