// What was decided, with the reasons: for officers only, in order.

import type { CaseDecision } from '../../../../features/cases/officer/case-officer-parts.js'
import { say } from '../console-call.js'
import { categoryWords, dayWords, statusWords } from './case-page-words.js'
import { caseStatusSchema } from './case-places.js'
import { nameOf } from './case-talk.js'
import type { OpenedCase } from './officer-case-opening.js'

export function CaseHistory({ opened }: { readonly opened: OpenedCase }) {
  if (opened.decisions.length === 0) return null
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{say('history.title')}</h2>
      {opened.decisions.map(({ id, day, by, decision }) => (
        <div key={id} class="told">
          <p class="quiet">
            {nameOf(opened, by)} · {dayWords(day)}
          </p>
          {decision ? (
            <>
              <p>
                <strong>{say(`history.sort.${decision.sort}`)}</strong> {toWords(decision)}
              </p>
              <p class="words">{decision.words}</p>
            </>
          ) : (
            <p class="quiet">{say('talk.closed')}</p>
          )}
        </div>
      ))}
    </section>
  )
}

function toWords({ sort, to }: CaseDecision): string {
  if (to === undefined) return ''
  switch (sort) {
    case 'status':
    case 'reopened':
    case 'referral': {
      const status = caseStatusSchema.safeParse(to)
      return status.success ? statusWords(status.data) : to
    }
    case 'extension':
      return dayWords(to)
    case 'correction':
      return categoryWords(to)
    case 'redaction':
      return ''
  }
}
