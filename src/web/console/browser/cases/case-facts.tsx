// How a case stands, at a glance: number, status, days, who has it. Everything here is in the register or in its work, and
// nothing of it is content.

import { say } from '../console-call.js'
import {
  categoryWords,
  channelWords,
  dayWords,
  kindWords,
  statusWords,
  todayInBangkok,
} from './case-page-words.js'
import { nameOf } from './case-talk.js'
import type { OpenedCase } from './officer-case-opening.js'

export function CaseFacts({ opened }: { readonly opened: OpenedCase }) {
  const { complaint, work, readers } = opened.answered
  const late =
    work.answeredOn === undefined && complaint.closedOn === undefined && work.answerBy < todayInBangkok()
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">{say('facts.title')}</h2>
      <dl>
        <dt>{say('facts.number')}</dt>
        <dd>{work.registryNumber ?? say('facts.noNumber')}</dd>
        <dt>{say('facts.status')}</dt>
        <dd>
          <span class={complaint.closedOn === undefined ? 'chip' : 'chip done'}>
            {statusWords(complaint.status)}
          </span>
        </dd>
        <dt>{say('facts.category')}</dt>
        <dd>
          {categoryWords(complaint.category)}
          <span class="quiet line">{kindWords(complaint.kind)}</span>
        </dd>
        <dt>{say('facts.unit')}</dt>
        <dd>{opened.answered.concerned.unit ?? say('facts.noUnit')}</dd>
        <dt>{say('facts.received')}</dt>
        <dd>
          {dayWords(complaint.receivedOn)} · {channelWords(complaint.channel)}
        </dd>
        <dt>{say('facts.due')}</dt>
        <dd>
          {dayWords(work.answerBy)}
          {late && <span class="chip bad">{say('facts.late')}</span>}
          {work.extensions > 0 && (
            <span class="quiet line">{say('facts.extended', { times: work.extensions })}</span>
          )}
        </dd>
        {work.answeredOn !== undefined && (
          <>
            <dt>{say('facts.answered')}</dt>
            <dd>{dayWords(work.answeredOn)}</dd>
          </>
        )}
        {complaint.closedOn !== undefined && (
          <>
            <dt>{say('facts.closed')}</dt>
            <dd>{dayWords(complaint.closedOn)}</dd>
          </>
        )}
        {work.withdrawnOn !== undefined && (
          <>
            <dt>{say('facts.withdrawn')}</dt>
            <dd>{dayWords(work.withdrawnOn)}</dd>
          </>
        )}
        {work.rating !== undefined && (
          <>
            <dt>{say('facts.rating')}</dt>
            <dd>{say('facts.ratingOf', { rating: work.rating })}</dd>
          </>
        )}
        <dt>{say('facts.assigned')}</dt>
        <dd>
          {work.assignedTo.length === 0
            ? say('list.nobody')
            : work.assignedTo.map((id) => nameOf(opened, id)).join(', ')}
        </dd>
        <dt>{say('facts.readers')}</dt>
        <dd>{readers.map((id) => nameOf(opened, id)).join(', ')}</dd>
      </dl>
      {work.duplicateOf !== undefined && (
        <p class="note">
          <a href={`/console/cases/${work.duplicateOf}`}>{say('facts.duplicate')}</a>
        </p>
      )}
      {work.hold && <p class="note">{say('facts.hold')}</p>}
    </section>
  )
}
