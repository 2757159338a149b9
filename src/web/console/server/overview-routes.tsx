// Figures for those who answer for the agency: how many cases stand where, and how many are late. They count every case; the late
// ones are listed, by number, kind and day, only for whoever can read them. Who reads cases sees this minute's, everybody else what
// was so when the last day ended.
import type th from '../../../../locales/th/console.json'
import type { CaseFigures } from '../../../features/cases/filing/case-figures-rules.js'
import type { CaseDeskRules } from '../../../features/cases/list/case-desk-rules.js'
import { type ComplaintKind, complaintKinds } from '../../../features/complaints/complaint-kinds.js'
import { openStatuses } from '../../../features/complaints/complaint-status.js'
import { kindName, statusName } from '../../../features/complaints/complaint-words.js'
import type { SpaceRules } from '../../../features/space/space-rules.js'
import { type Day, dayInBangkok, daysBetween, dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import { CaseTable } from './cases/case-table.js'
import type { ConsoleDoor } from './console-door.js'
import type { ConsoleFrame } from './console-frame.js'
import { RoomForFiles } from './room-for-files.js'

const say = textsOf<typeof th>('console')
const most = 200

export interface OverviewRouteDeps {
  readonly desk: Pick<CaseDeskRules, 'overdue'>
  readonly figures: Pick<CaseFigures, 'standing'>
  /** Room for files, as the last day ended. */
  readonly room: SpaceRules['figures']
  readonly readsKinds: (officer: { readonly accountKey: string }) => Promise<readonly ComplaintKind[]>
  readonly audit: Pick<Audit, 'record'>
  readonly clock: Clock
  readonly frame: ConsoleFrame
}

export function addOverviewRoutes(door: ConsoleDoor, deps: OverviewRouteDeps): void {
  const { desk, figures, room, readsKinds, audit, clock, frame } = deps

  door.on('GET /console/overview', async ({ response, visitor, reader }) => {
    const { language, who, key, staffId } = visitor
    await audit.record({ who, action: 'case numbers read', outcome: 'done' })
    const reads = await readsKinds({ accountKey: key })
    const seesToday = complaintKinds.every((kind) => reads.includes(kind))
    const officer = { accountKey: key, ...(staffId !== undefined && { staffId }) }
    const [{ asOf, open, late }, used, known] = await Promise.all([
      figures.standing({ seesToday }),
      room(),
      // A list of single cases moves when one of them does: it is for those who read them.
      reader === undefined ? [] : desk.overdue(officer),
    ])
    await frame(response, {
      visitor,
      path: '/console/overview',
      title: say(language, 'overview.title'),
      children: (
        <>
          <p class="quiet">
            {say(language, seesToday ? 'overview.now' : 'overview.upTo', { day: dayTitle(asOf, language) })}
          </p>
          <ul class="figures">
            {openStatuses.map((status) => (
              <li key={status} class="card">
                <strong>{open[status] ?? 0}</strong>
                <span>{statusName(language, status)}</span>
              </li>
            ))}
            <li class={late.count > 0 ? 'card late' : 'card'}>
              <strong>{late.count}</strong>
              <span>{say(language, 'overview.late')}</span>
            </li>
            <li class={late.unassigned > 0 ? 'card late' : 'card'}>
              <strong>{late.unassigned}</strong>
              <span>{say(language, 'overview.lateUnassigned')}</span>
            </li>
          </ul>
          <p>
            <a href="/statistics">{say(language, 'overview.statistics')}</a>
          </p>
          <h2>{say(language, 'overview.lateTitle')}</h2>
          {late.count === 0 && <p class="good">{say(language, 'overview.noneLate')}</p>}
          {known.length > 0 && (
            <Late {...{ language, late: known.slice(0, most), today: dayInBangkok(clock()) }} />
          )}
          <p class="quiet">{say(language, 'overview.onlyReadable')}</p>
          <RoomForFiles language={language} used={used} />
        </>
      ),
    })
  })
}

function Late({
  language,
  late,
  today,
}: {
  language: Language
  late: Awaited<ReturnType<CaseDeskRules['overdue']>>
  today: Day
}) {
  return (
    <CaseTable
      rows={late}
      keyOf={({ complaint }) => complaint.id}
      columns={[
        {
          title: say(language, 'list.number'),
          cell: ({ registryNumber }) => registryNumber ?? say(language, 'overview.noNumber'),
        },
        { title: say(language, 'list.kind'), cell: ({ complaint }) => kindName(language, complaint.kind) },
        {
          title: say(language, 'list.status'),
          cell: ({ complaint }) => statusName(language, complaint.status),
        },
        {
          title: say(language, 'list.due'),
          cell: ({ work }) => (
            <>
              {dayTitle(work.answerBy, language)}
              <span class="chip bad">
                {say(language, 'list.late', { count: daysBetween(work.answerBy, today) })}
              </span>
            </>
          ),
        },
        {
          title: say(language, 'overview.hasOfficer'),
          cell: ({ work }) => say(language, work.assignedTo.length > 0 ? 'yes' : 'no'),
        },
      ]}
    />
  )
}
