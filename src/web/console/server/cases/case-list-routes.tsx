// The list of cases, and where a visitor lands: whoever reads cases on the list, the others on the numbers.
import type th from '../../../../../locales/th/console.json'
import type { CaseDeskRules } from '../../../../features/cases/list/case-desk-rules.js'
import { dayInBangkok } from '../../../../i18n/calendar/thai-calendar.js'
import { textsOf } from '../../../../i18n/texts.js'
import type { Clock } from '../../../../operation/clock.js'
import type { Audit } from '../../../../security/audit/audit.js'
import type { Recipients } from '../../../../security/vault-recipients.js'
import { accessMatrix, mayPass } from '../access-matrix.js'
import type { ConsoleDoor } from '../console-door.js'
import type { ConsoleFrame } from '../console-frame.js'
import { CaseList } from './case-list-page.js'
import { readCaseListQuery } from './case-list-query.js'

const say = textsOf<typeof th>('console')

export interface CaseListRouteDeps {
  readonly desk: CaseDeskRules
  readonly recipients: Pick<Recipients, 'list'>
  readonly audit: Pick<Audit, 'record'>
  readonly clock: Clock
  readonly frame: ConsoleFrame
}

export function addCaseListRoutes(door: ConsoleDoor, deps: CaseListRouteDeps): void {
  const { desk, recipients, audit, clock, frame } = deps

  door.on('GET /console', ({ response, visitor }) => {
    const reads = mayPass(accessMatrix['GET /console/cases'], visitor.roles)
    response.redirect(302, reads ? '/console/cases' : '/console/overview')
  })

  door.on('GET /console/cases', async ({ request, response, visitor, reader }) => {
    const { language } = visitor
    const title = say(language, 'nav.cases')
    if (reader === undefined)
      return frame(response, {
        ...{ visitor, title, path: '/console/cases' },
        children: (
          <div class="card narrow">
            <p>{say(language, 'list.noKey')}</p>
            <a class="button" href="/console/key">
              {say(language, 'nav.key')}
            </a>
          </div>
        ),
      })
    const asked = readCaseListQuery(request.query)
    await audit.record({ who: visitor.who, action: 'case list read', outcome: 'done' })
    const [page, known] = await Promise.all([
      desk.list(reader, asked.filter, asked.order, asked.page),
      recipients.list(),
    ])
    const names = new Map(known.map(({ id, name }) => [id, name]))
    await frame(response, {
      ...{ visitor, title, path: request.originalUrl },
      children: (
        <CaseList
          {...{ language, asked, today: dayInBangkok(clock()), list: page }}
          nameOf={(id) => names.get(id) ?? say(language, 'list.formerOfficer')}
        />
      ),
    })
  })
}
