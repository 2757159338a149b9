// What is said about a roster file that cannot be used: every bad row with its line, the first twenty in full.
import type th from '../locales/th/people.json'
import type { RosterFile, RosterProblem } from '../src/features/people/roster/roster-file.js'
import { type Language, textsOf } from '../src/i18n/texts.js'

const say = textsOf<typeof th>('people')
const shown = 20

export function rosterComplaint(language: Language, roster: Exclude<RosterFile, { ok: true }>): string {
  switch (roster.why) {
    case 'columns':
      return [
        ...(roster.missing.length > 0 ? [columns(language, 'columnsMissing', roster.missing)] : []),
        ...(roster.twice.length > 0 ? [columns(language, 'columnsTwice', roster.twice)] : []),
      ].join('\n')
    case 'rows':
      return problems(language, roster.problems)
    default:
      return say(language, `scripts.importRoster.refused.${roster.why}`)
  }
}

function columns(
  language: Language,
  key: 'columnsMissing' | 'columnsTwice',
  names: readonly string[],
): string {
  return say(language, `scripts.importRoster.${key}`, { columns: names.join(', ') })
}

function problems(language: Language, all: readonly RosterProblem[]): string {
  const more = all.length - shown
  return [
    say(language, 'scripts.importRoster.badRows', { count: all.length }),
    ...all.slice(0, shown).map((one) => problem(language, one)),
    ...(more > 0 ? [say(language, 'scripts.importRoster.moreRows', { count: more })] : []),
  ].join('\n')
}

function problem(language: Language, one: RosterProblem): string {
  const { line } = one
  switch (one.what) {
    case 'cells':
      return say(language, 'scripts.importRoster.cells', { line, found: one.found, expected: one.expected })
    case 'twice':
      return say(language, 'scripts.importRoster.twice', {
        line,
        code: one.employeeCode,
        firstLine: one.firstLine,
      })
    case 'quotes':
      return say(language, 'scripts.importRoster.quotes', { line })
    case 'cell':
      return say(language, `scripts.importRoster.cell.${one.fault}`, { line, column: one.column })
  }
}
