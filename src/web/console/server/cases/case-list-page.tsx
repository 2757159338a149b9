// The list of cases that somebody may read: numbers, days and statuses, made by the server, because there is no content in
// it. It works without a script.
import type th from '../../../../../locales/th/console.json'
import type { CaseDeskPage, DeskCase } from '../../../../features/cases/list/case-desk-rules.js'
import { complaintKinds, complaintStatuses } from '../../../../features/complaints/complaint-kinds.js'
import { isClosed } from '../../../../features/complaints/complaint-status.js'
import {
  categoryName,
  channelName,
  kindName,
  statusName,
} from '../../../../features/complaints/complaint-words.js'
import {
  addMonths,
  type Day,
  daysBetween,
  dayTitle,
  longMonth,
  monthOfDay,
} from '../../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../../i18n/texts.js'
import { allCategories, type CaseListAsked, caseListPath } from './case-list-query.js'
import { CaseTable } from './case-table.js'

const say = textsOf<typeof th>('console')

export interface CaseListView {
  readonly language: Language
  readonly asked: CaseListAsked
  readonly list: CaseDeskPage
  readonly today: Day
  readonly nameOf: (recipientId: string) => string
}

export function CaseList(view: CaseListView) {
  const { language, list } = view
  return (
    <>
      <Filters {...view} />
      <p class="quiet" role="status">
        {say(language, 'list.found', { count: list.total })}
      </p>
      {list.total === 0 ? <p class="card">{say(language, 'list.empty')}</p> : <Table {...view} />}
      <Pages {...view} />
    </>
  )
}

function Filters({ language, asked: { filter, order }, today }: CaseListView) {
  const months = Array.from({ length: 24 }, (_, back) => addMonths(monthOfDay(today), -back))
  const { status = 'open' } = filter
  return (
    <form autocomplete="off" class="filters" method="get" action="/console/cases">
      <Choice
        name="status"
        label={say(language, 'list.status')}
        value={status}
        options={[
          ['open', say(language, 'list.open')],
          ['all', say(language, 'list.all')],
          ...complaintStatuses.map((one) => [one, statusName(language, one)] as const),
        ]}
      />
      <Choice
        name="kind"
        label={say(language, 'list.kind')}
        value={filter.kind ?? ''}
        options={[
          ['', say(language, 'list.all')],
          ...complaintKinds.map((one) => [one, kindName(language, one)] as const),
        ]}
      />
      <Choice
        name="category"
        label={say(language, 'list.category')}
        value={filter.category ?? ''}
        options={[
          ['', say(language, 'list.all')],
          ...allCategories.map((one) => [one, categoryName(language, one)] as const),
        ]}
      />
      <Choice
        name="month"
        label={say(language, 'list.month')}
        value={filter.month ?? ''}
        options={[
          ['', say(language, 'list.all')],
          ...months.map((month) => [month, longMonth(month, language)] as const),
        ]}
      />
      <Choice
        name="order"
        label={say(language, 'list.order')}
        value={order}
        options={[
          ['due', say(language, 'list.byDue')],
          ['number', say(language, 'list.byNumber')],
        ]}
      />
      <label class="choice">
        <input type="checkbox" name="mine" checked={filter.mine} />
        <span>{say(language, 'list.mine')}</span>
      </label>
      <label class="choice">
        <input type="checkbox" name="overdue" checked={filter.overdue} />
        <span>{say(language, 'list.overdue')}</span>
      </label>
      <button type="submit">{say(language, 'list.show')}</button>
    </form>
  )
}

function Choice({
  name,
  label,
  value,
  options,
}: {
  name: string
  label: string
  value: string
  options: readonly (readonly [value: string, label: string])[]
}) {
  return (
    <label>
      {label}
      <select name={name}>
        {options.map(([one, words]) => (
          <option key={one} value={one} selected={one === value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

function Table({ language, list, today, nameOf }: CaseListView) {
  return (
    <CaseTable
      rows={list.cases}
      keyOf={({ caseId }) => caseId}
      columns={[
        { title: say(language, 'list.number'), cell: (one) => <NumberOf one={one} language={language} /> },
        {
          title: say(language, 'list.category'),
          cell: ({ complaint }) => (
            <>
              {categoryName(language, complaint.category)}
              <span class="quiet line">{kindName(language, complaint.kind)}</span>
            </>
          ),
        },
        {
          title: say(language, 'list.received'),
          cell: ({ complaint }) => (
            <>
              <span class="day">{dayTitle(complaint.receivedOn, language)}</span>
              <span class="quiet line">{channelName(language, complaint.channel)}</span>
            </>
          ),
        },
        {
          title: say(language, 'list.status'),
          cell: ({ complaint: { status } }) => (
            <span class={isClosed(status) ? 'chip done' : 'chip'}>{statusName(language, status)}</span>
          ),
        },
        {
          title: say(language, 'list.due'),
          cell: (one) => (
            <>
              <span class="day">{dayTitle(one.work.answerBy, language)}</span>
              <Left one={one} language={language} today={today} />
            </>
          ),
        },
        {
          title: say(language, 'list.assigned'),
          cell: ({ work: { assignedTo }, mine }) => (
            <>
              {assignedTo.length === 0 ? say(language, 'list.nobody') : assignedTo.map(nameOf).join(', ')}
              {mine && <span class="chip done">{say(language, 'list.you')}</span>}
            </>
          ),
        },
      ]}
    />
  )
}

function NumberOf({ one, language }: { one: DeskCase; language: Language }) {
  return (
    <>
      <a href={`/console/cases/${one.caseId}`}>
        {one.registryNumber ?? say(language, 'list.noNumber', { short: one.caseId.slice(-6) })}
      </a>
      {one.waitsForUs && <span class="chip warn">{say(language, 'list.newMessage')}</span>}
      {one.work.withdrawnOn !== undefined && <span class="chip">{say(language, 'list.withdrawn')}</span>}
    </>
  )
}

function Left({ one, language, today }: { one: DeskCase; language: Language; today: Day }) {
  const { work, overdue, clockRuns } = one
  if (!clockRuns)
    return work.answeredOn === undefined ? null : (
      <span class="quiet line">{say(language, 'list.answered')}</span>
    )
  const days = daysBetween(today, work.answerBy)
  if (overdue) return <span class="chip bad">{say(language, 'list.late', { count: -days })}</span>
  const words = say(language, 'list.left', { count: days })
  return days <= 3 ? <span class="chip warn">{words}</span> : <span class="quiet line">{words}</span>
}

function Pages({ language, asked, list: { page, pages } }: CaseListView) {
  if (pages === 1) return null
  return (
    <nav class="row pages" aria-label={say(language, 'list.pages')}>
      {page > 1 && <a href={caseListPath(asked, page - 1)}>{say(language, 'list.previous')}</a>}
      <span>{say(language, 'list.pageOf', { page, pages })}</span>
      {page < pages && <a href={caseListPath(asked, page + 1)}>{say(language, 'list.next')}</a>}
    </nav>
  )
}
