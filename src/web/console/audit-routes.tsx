// The audit chain as a page: who did what, to the hour, newest first, and whether any row was changed or is missing. There are
// no words in it, so there are none here.
import type th from '../../../locales/th/console.json'
import type { PeopleRules } from '../../features/people/people-rules.js'
import { textsOf } from '../../i18n/texts.js'
import { dateTimeTitle } from '../../i18n/thai-calendar.js'
import type { Audit, AuditRow } from '../../security/audit.js'
import type { ConsoleDoor } from './console-door.js'
import type { ConsoleFrame } from './console-frame.js'

const say = textsOf<typeof th>('console')
const rowsOfPage = 100

export interface AuditRouteDeps {
  readonly audit: Pick<Audit, 'record' | 'latest' | 'firstBroken'>
  readonly people: Pick<PeopleRules, 'staffById'>
  readonly frame: ConsoleFrame
}

export function addAuditRoutes(door: ConsoleDoor, { audit, people, frame }: AuditRouteDeps): void {
  async function namesOf(rows: readonly AuditRow[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(rows.map(({ who }) => who))]
    const staff = await Promise.all(ids.map(async (id) => (await people.staffById(id))?.name))
    return new Map(ids.flatMap((id, index) => (staff[index] === undefined ? [] : [[id, staff[index]]])))
  }

  door.on('GET /console/audit', async ({ request, response, visitor }) => {
    const { language, who } = visitor
    const before = Number(request.query.before)
    await audit.record({ who, action: 'audit read', outcome: 'done' })
    const [rows, broken] = await Promise.all([
      audit.latest(rowsOfPage, Number.isInteger(before) && before > 0 ? before : undefined),
      audit.firstBroken(),
    ])
    const names = await namesOf(rows)
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
            <table class="audit">
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
                    <td class="number">{row.number}</td>
                    <td>{dateTimeTitle(new Date(row.hour), language)}</td>
                    <td>{names.get(row.who) ?? <code>{short(row.who)}</code>}</td>
                    <td>
                      <code>{row.action}</code>
                    </td>
                    <td>
                      <code title={row.about}>{short(row.about ?? '')}</code>
                    </td>
                    <td>
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

/** Enough to compare two rows by eye. */
const short = (text: string): string => (text.length > 24 ? `${text.slice(0, 10)}…${text.slice(-6)}` : text)
