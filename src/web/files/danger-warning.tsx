// What was found in a file, what to do, and the question whether to go on: before it is shown or saved. That nothing was found is said
// as what it is, and never as "safe".
import type { FileDanger } from '../../media/dangers/known-dangers.js'
import type { FilesSay } from './file-words.js'

export interface DangerWarningProps {
  readonly say: FilesSay
  readonly reader: 'officer' | 'reporter'
  readonly dangers: readonly FileDanger[]
  readonly how: 'show' | 'save'
  /** What else must be said of it. */
  readonly also: string | undefined
  readonly goOn: () => void
  readonly leave: () => void
}

export function DangerWarning({ say, reader, dangers, how, also, goOn, leave }: DangerWarningProps) {
  const whenSaved = reader === 'officer' ? 'danger.whenSaved' : 'danger.whenReporterSaves'
  return (
    <div class="problem noprint" role="alert">
      {dangers.length > 0 && (
        <>
          <p>{say('danger.found')}</p>
          <ul>
            {dangers.map((danger) => (
              <li key={danger}>{say(`dangers.${danger}`)}</li>
            ))}
          </ul>
          <p>{say(how === 'show' ? 'danger.whenShown' : whenSaved)}</p>
        </>
      )}
      {also !== undefined && <p>{also}</p>}
      <p class="row">
        <button type="button" class="danger small" onClick={goOn}>
          {say(how === 'show' ? 'open.showAllTheSame' : 'open.saveAllTheSame')}
        </button>
        <button type="button" class="second small" onClick={leave}>
          {say(how === 'show' ? 'open.doNotShow' : 'open.doNotSave')}
        </button>
      </p>
    </div>
  )
}
