// The audit chain as a page: who did what, to the hour, newest first, and whether any row was changed or is missing. There are
// no words in it, so there are none here. Which case a row is about is shown to those who can read that case, and to nobody else:
// whoever is named in one must not find it here, and nobody else sees on the same day, or to the hour, that something was done.
import type th from '../../../../locales/th/console.json'
import type { CaseOfficerRules } from '../../../features/cases/officer/case-officer-rules.js'
import type { PeopleRules } from '../../../features/people/people-rules.js'
import { dateTimeTitle, dayInBangkok, dayTitle, startOfDay } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import type { Clock } from '../../../operation/clock.js'
import { vaultIdPattern } from '../../../sealing/vault-encoding.js'
import type { Audit, AuditCheck, AuditRow } from '../../../security/audit/audit.js'
import { readWitness } from '../../../security/audit/chain-seals.js'
import { isClosed } from './access-matrix.js'
import { AuditState, type Compared } from './audit-state.js'
import { toldAction } from './audit-words.js'
import type { ConsoleDoor } from './console-door.js'
import type { ConsoleFrame } from './console-frame.js'

const say = textsOf<typeof th>('console')
const rowsOfPage = 100
/** Actions on single cases, and looking at the lists of them. */
const aboutCases = /^(?:cases?|complaints?) /

export interface AuditRouteDeps {
  readonly audit: Pick<Audit, 'record' | 'latest' | 'check' | 'compare'>
  readonly people: Pick<PeopleRules, 'staffById'>
  readonly officer: Pick<CaseOfficerRules, 'relation'>
  readonly clock: Clock
  readonly frame: ConsoleFrame
}

export function addAuditRoutes(door: ConsoleDoor, deps: AuditRouteDeps): void {
  const { audit, people, officer, clock, frame } = deps

  /** Those of the day that runs, and the number from which on they are; newest first. */
  async function rowsOfToday(): Promise<{ readonly rows: AuditRow[]; readonly from: number }> {
    const midnight = startOfDay(dayInBangkok(clock()))
    const rows: AuditRow[] = []
    for (let before: number | undefined; ; ) {
      const some = await audit.latest(rowsOfPage, before)
      const fresh = some.filter(({ hour }) => new Date(hour) >= midnight)
      rows.push(...fresh)
      const oldest = rows.at(-1)?.number
      if (fresh.length < some.length || some.length < rowsOfPage || oldest === undefined)
        return { rows, from: oldest ?? (some[0]?.number ?? 0) + 1 }
      before = oldest
    }
  }

  async function namesOf(rows: readonly AuditRow[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(rows.map(({ who }) => who))]
    const staff = await Promise.all(ids.map(async (id) => (await people.staffById(id))?.name))
    return new Map(ids.flatMap((id, index) => (staff[index] === undefined ? [] : [[id, staff[index]]])))
  }

  /** The ids among these that stand for a case which this reader cannot read, or for nothing that is there. */
  async function hiddenFrom(
    reader: string | undefined,
    rows: readonly AuditRow[],
  ): Promise<ReadonlySet<string>> {
    const ids = [...new Set(rows.flatMap(({ about = '' }) => (vaultIdPattern.test(about) ? [about] : [])))]
    const relations = await Promise.all(ids.map((id) => officer.relation(id, reader)))
    return new Set(ids.filter((_, index) => isClosed(relations[index] ?? 'none')))
  }

  /** `from`: where today's rows begin, of whose number nothing may be learned by trying. */
  async function comparedWith(witness: unknown, from: number): Promise<Compared | undefined> {
    if (typeof witness !== 'string' || witness.trim() === '') return undefined
    const read = readWitness(witness.slice(0, 200))
    if (!read) return 'unreadable'
    return read.number >= from ? 'notYet' : audit.compare(read)
  }

  door.on('GET /console/audit', async ({ request, response, visitor, reader }) => {
    const { language, who } = visitor
    const before = Number(request.query.before)
    await audit.record({ who, action: 'audit read', outcome: 'done' })
    const isFurther = Number.isInteger(before) && before > 0
    const [today, checked] = await Promise.all([rowsOfToday(), audit.check()])
    const compared = await comparedWith(request.query.witness, today.from)
    const [older, [newest]] = await Promise.all([
      audit.latest(rowsOfPage, isFurther ? Math.min(before, today.from) : today.from),
      audit.latest(1, today.from),
    ])
    const read = isFurther ? older : [...today.rows, ...older]
    const [names, hidden] = await Promise.all([namesOf(read), hiddenFrom(reader, read)])
    /** What was done with cases shows to the others when the day is over; a number that is left out would show it as well. */
    const isOfToday = ({ number }: AuditRow) => number >= today.from
    const waits = ({ action, about }: AuditRow) =>
      aboutCases.test(action) && (about === undefined || !vaultIdPattern.test(about) || hidden.has(about))
    const rows = read.filter((row) => !isOfToday(row) || !waits(row))
    const last = older.at(-1)
    await frame(response, {
      visitor,
      path: '/console/audit',
      title: say(language, 'audit.title'),
      children: (
        <>
          <AuditState {...{ language, compared }} checked={upTo(newest, checked, today.rows.length)} />
          {!isFurther && <p class="quiet">{say(language, 'audit.today')}</p>}
          <div class="scroll">
            <table class="cases audit">
              <thead>
                <tr>
                  <th scope="col" class="number">
                    {say(language, 'audit.number')}
                  </th>
                  <th scope="col">{say(language, 'audit.hour')}</th>
                  <th scope="col">{say(language, 'audit.who')}</th>
                  <th scope="col">{say(language, 'audit.action')}</th>
                  <th scope="col">{say(language, 'audit.about')}</th>
                  <th scope="col">{say(language, 'audit.outcome')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.number}>
                    <td class="number" data-label={say(language, 'audit.number')}>
                      {isOfToday(row) ? say(language, 'audit.later') : row.number}
                    </td>
                    <td data-label={say(language, 'audit.hour')}>
                      {hidden.has(row.about ?? '')
                        ? dayTitle(dayInBangkok(new Date(row.hour)), language)
                        : dateTimeTitle(new Date(row.hour), language)}
                    </td>
                    <td data-label={say(language, 'audit.who')}>
                      {row.who === 'system'
                        ? say(language, 'audit.system')
                        : (names.get(row.who) ?? <code>{short(row.who)}</code>)}
                    </td>
                    <ActionAndCase {...{ row, language }} isHidden={hidden.has(row.about ?? '')} />
                    <td data-label={say(language, 'audit.outcome')}>
                      <span class={row.outcome === 'done' ? 'chip' : 'chip warn'}>
                        {say(language, `audit.outcomes.${row.outcome}`)}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {last !== undefined && last.number > 1 && older.length === rowsOfPage && (
            <p>
              <a href={`/console/audit?before=${last.number}`}>{say(language, 'audit.older')}</a>
            </p>
          )}
        </>
      ),
    })
  })
}

/** All was checked; how far it has come is told up to the last day that is over. */
function upTo(newest: AuditRow | undefined, checked: AuditCheck, today: number): AuditCheck {
  const { rows, first, last: _last, wrongFrom } = checked
  return {
    rows: Math.max(0, rows - today),
    ...(newest && first && first.number <= newest.number && { first, last: newest }),
    ...(wrongFrom !== undefined && { wrongFrom }),
  }
}

/** What was done may tell as much as the case does (that somebody was left out of it): of a hidden one it is not told. */
function ActionAndCase({
  row,
  language,
  isHidden,
}: {
  row: AuditRow
  language: Language
  isHidden: boolean
}) {
  const { sentence, detail } = toldAction(language, row.action) ?? { sentence: '', detail: row.action }
  // Older rows name the original of a duplicate, which its reader may not see.
  const shown = vaultIdPattern.test(detail) ? '' : detail
  return (
    <>
      <td data-label={say(language, 'audit.action')}>
        {isHidden ? (
          <span class="quiet">{say(language, 'audit.notTold')}</span>
        ) : (
          <>
            {sentence} {shown !== '' && <code>{shown}</code>}
          </>
        )}
      </td>
      <td data-label={say(language, 'audit.about')}>
        {isHidden ? (
          <span class="quiet">{say(language, 'audit.hidden')}</span>
        ) : (
          <code title={row.about}>{short(row.about ?? '')}</code>
        )}
      </td>
    </>
  )
}

/** Enough to compare two rows by eye. */
const short = (text: string): string => (text.length > 24 ? `${text.slice(0, 10)}…${text.slice(-6)}` : text)
