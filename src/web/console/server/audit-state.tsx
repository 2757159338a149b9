// What the check of the audit chain found, in words that claim only what was checked; the code that witnesses the chain's end, and
// a field in which somebody compares a code that was kept outside.
import type th from '../../../../locales/th/console.json'
import { type Language, textsOf } from '../../../i18n/texts.js'
import type { AuditCheck, Witnessed } from '../../../security/audit/audit.js'
import { witnessCode } from '../../../security/audit/chain-seals.js'

const say = textsOf<typeof th>('console')

/** `notYet`: the code is of a row of today, which is compared when the day is over. */
export type Compared = Witnessed | 'unreadable' | 'notYet'

export function AuditState({
  language,
  checked: { rows, first, last, wrongFrom },
  compared,
}: {
  language: Language
  checked: AuditCheck
  compared: Compared | undefined
}) {
  return (
    <>
      {wrongFrom !== undefined ? (
        <p class="problem" role="alert">
          {say(language, 'audit.broken', { number: wrongFrom })}
        </p>
      ) : first && last ? (
        <p class="good">{say(language, 'audit.whole', { rows, first: first.number, last: last.number })}</p>
      ) : (
        <p class="quiet">{say(language, 'audit.empty')}</p>
      )}
      {last && wrongFrom === undefined && (
        <p>
          {say(language, 'audit.code')}: <code>{witnessCode(last)}</code>
        </p>
      )}
      <p class="quiet">{say(language, 'audit.limits')}</p>
      <form autocomplete="off" method="get" action="/console/audit" class="witness">
        <label>
          {say(language, 'audit.witness')}{' '}
          <input name="witness" autocomplete="off" spellcheck={false} maxLength={120} />
        </label>{' '}
        <button type="submit">{say(language, 'audit.compare')}</button>
      </form>
      {compared !== undefined && (
        <p class={compared === 'same' ? 'good' : 'problem'} role="status">
          {compared === 'unreadable' || compared === 'notYet'
            ? say(language, `audit.${compared}`)
            : say(language, `audit.compared.${compared}`)}
        </p>
      )}
    </>
  )
}
