// What an officer takes and by which names a case may name them: read by everybody who holds a key, changed by a manager, and
// never by whoever it is about.
import type th from '../../../../../locales/th/console.json'
import { type ComplaintKind, complaintKinds } from '../../../../features/complaints/complaint-kinds.js'
import { kindName } from '../../../../features/complaints/complaint-words.js'
import { type Language, textsOf } from '../../../../i18n/texts.js'

const say = textsOf<typeof th>('console')

export interface OfficerScope {
  readonly id: string
  readonly name: string
  readonly kinds: readonly ComplaintKind[]
  readonly knownAs: readonly string[]
}

export function OfficerScopeFacts({
  scope: { kinds, knownAs },
  language,
}: {
  scope: OfficerScope
  language: Language
}) {
  return (
    <dl>
      <dt>{say(language, 'officers.takes')}</dt>
      <dd>{kinds.map((kind) => kindName(language, kind)).join(' · ')}</dd>
      <dt>{say(language, 'officers.knownAs')}</dt>
      <dd>{knownAs.length === 0 ? say(language, 'officers.onlyName') : knownAs.join(' · ')}</dd>
    </dl>
  )
}

export function OfficerScopeForm({
  scope: { id, name, kinds, knownAs },
  language,
}: {
  scope: OfficerScope
  language: Language
}) {
  return (
    <details class="fold">
      <summary>{say(language, 'officers.scope')}</summary>
      <form
        autocomplete="off"
        data-api={`/console/api/officers/${id}/scope`}
        aria-label={`${say(language, 'officers.scope')} ${name}`}
      >
        <fieldset>
          <legend>{say(language, 'officers.takes')}</legend>
          {complaintKinds.map((kind) => (
            <label key={kind} class="choice">
              <input type="checkbox" name={`kinds.${kind}`} checked={kinds.includes(kind)} />
              <span>{kindName(language, kind)}</span>
            </label>
          ))}
        </fieldset>
        <label for={`known-as-${id}`}>{say(language, 'officers.knownAs')}</label>
        <p class="hint" id={`known-as-hint-${id}`}>
          {say(language, 'officers.knownAsHint')}
        </p>
        <textarea
          id={`known-as-${id}`}
          name="knownAs"
          class="short"
          data-rows=""
          aria-describedby={`known-as-hint-${id}`}
          maxLength={4000}
        >
          {knownAs.join('\n')}
        </textarea>
        <p class="problem" role="alert" hidden />
        <button type="submit" class="second small">
          {say(language, 'officers.saveScope')}
        </button>
      </form>
    </details>
  )
}
