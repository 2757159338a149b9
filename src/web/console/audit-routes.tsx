// The audit chain as a page: who did what, to the hour, newest first, and whether any row was changed or is missing. There are
// no words in it, so there are none here. Which case a row is about is shown to those who can read that case, and to nobody else:
// whoever is named in one must not find it here.
import type th from '../../../locales/th/console.json'
import type { CaseOfficerRules } from '../../features/cases/case-officer-rules.js'
import type { PeopleRules } from '../../features/people/people-rules.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { dateTimeTitle } from '../../i18n/thai-calendar.js'
import type { Audit, AuditRow } from '../../security/audit.js'
import { vaultIdPattern } from '../../security/vault-encoding.js'
import { isClosed } from './access-matrix.js'
import { toldAction } from './audit-words.js'
import type { ConsoleDoor } from './console-door.js'
import type { ConsoleFrame } from './console-frame.js'

const say = textsOf<typeof th>('console')
const rowsOfPage = 100

export interface AuditRouteDeps {
  readonly audit: Pick<Audit, 'record' | 'latest' | 'firstBroken'>
  readonly people: Pick<PeopleRules, 'staffById'>
  readonly officer: Pick<CaseOfficerRules, 'relation'>
  readonly frame: ConsoleFrame
}

export function addAuditRoutes(door: ConsoleDoor, { audit, people, officer, frame }: AuditRouteDeps): void {
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

  door.on('GET /console/audit', async ({ request, response, visitor, reader }) => {
    const { language, who } = visitor
    const before = Number(request.query.before)
    await audit.record({ who, action: 'audit read', outcome: 'done' })
    const [rows, broken] = await Promise.all([
      audit.latest(rowsOfPage, Number.isInteger(before) && before > 0 ? before : undefined),
      audit.firstBroken(),
    ])
    const [names, hidden] = await Promise.all([namesOf(rows), hiddenFrom(reader, rows)])
    const last = rows.at(-1)
    frame(response, {
      visitor,
      path: '/console/audit',
      title: say(language, 'audit.title'),
      children: (
        <>
          {broken === undefined ? (
            <p class="good">{say(language, 'audit.whole')}</p>
          ) : (
            <p class="problem" role="alert">
              {say(language, 'audit.broken', { number: broken })}
            </p>
          )}
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
                      {row.number}
                    </td>
                    <td data-label={say(language, 'audit.hour')}>
                      {dateTimeTitle(new Date(row.hour), language)}
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
          {last !== undefined && last.number > 1 && rows.length === rowsOfPage && (
            <p>
              <a href={`/console/audit?before=${last.number}`}>{say(language, 'audit.older')}</a>
            </p>
          )}
        </>
      ),
    })
  })
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
