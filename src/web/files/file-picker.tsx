// Chooses files, on every page where somebody may: the reporter's form, the reporter's case, an officer's reply, an entry by hand.
// Each file has its own row. Names are shown to whoever chose them and never kept or sent.
import type { EvidenceFile, FileRefused } from './chosen-file.js'
import { PictureOf } from './chosen-picture.js'
import { type Chosen, type FileRow, type FileShelf, mostEvidenceFiles } from './file-shelf.js'
import { cleaningWords, type FilesSay, kindWords, sizeWords } from './file-words.js'
import { useRows } from './use-file-shelf.js'

interface Shown {
  readonly say: FilesSay
  readonly shelf: FileShelf
  /** What the first good one will be called on both sides of the case. */
  readonly firstNumber?: number
}

export function FilePicker({
  id,
  hint,
  label,
  ...shown
}: Shown & { readonly id: string; readonly hint: string; readonly label: string }) {
  const { say, shelf } = shown
  const add = (input: HTMLInputElement): void => {
    const chosen = [...(input.files ?? [])].map((file) => ({ file, isFolder: false }))
    // The same file may be chosen again after it was removed.
    input.value = ''
    void shelf.add(chosen)
  }
  return (
    <fieldset
      class="evidence"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void shelf.add(droppedBy(event))
      }}
    >
      <legend class="hidden">{label}</legend>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <FileRows {...shown} canChange />
      <label class="button second pick">
        {label}
        <input
          id={id}
          type="file"
          multiple
          aria-describedby={`${id}-hint`}
          onChange={(event) => add(event.currentTarget)}
        />
      </label>
      <p class="hint">{say('orDrop', { most: mostEvidenceFiles })}</p>
    </fieldset>
  )
}

function droppedBy({ dataTransfer }: DragEvent): Chosen[] {
  return [...(dataTransfer?.items ?? [])].flatMap((item) => {
    const file = item.getAsFile()
    return file ? [{ file, isFolder: item.webkitGetAsEntry()?.isDirectory ?? false }] : []
  })
}

/** The rows alone: while they are being sent, nothing can be changed. */
export function FileRows({
  say,
  shelf,
  firstNumber = 1,
  canChange = false,
}: Shown & { readonly canChange?: boolean }) {
  useRows(shelf)
  const rows = shelf.rows()
  const ready = shelf.ready()
  return (
    <>
      <ul class="files" aria-label={say('chosen')}>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            say={say}
            number={'file' in row.state ? firstNumber + ready.indexOf(row.state.file) : undefined}
            buttons={canChange && <RowButtons say={say} shelf={shelf} row={row} />}
          />
        ))}
      </ul>
      <p class="hidden" role="status" aria-live="polite">
        {rows.length === 0 || shelf.isBusy() ? '' : summaryOf(say, rows)}
      </p>
    </>
  )
}

function summaryOf(say: FilesSay, rows: readonly FileRow[]): string {
  const refused = rows.flatMap(({ name, state }) =>
    state.at === 'refused' ? [say('refusedOne', { name, why: refusalWords(say, state.why) })] : [],
  )
  return [say('readyCount', { count: rows.length - refused.length }), ...refused].join(' ')
}

export const refusalWords = (say: FilesSay, why: FileRefused): string =>
  say(`refused.${why}`, { most: mostEvidenceFiles })

function Row({
  row: { name, size, state },
  say,
  number,
  buttons,
}: {
  readonly row: FileRow
  readonly say: FilesSay
  readonly number: number | undefined
  readonly buttons: false | preact.JSX.Element
}) {
  const file = 'file' in state ? state.file : undefined
  const facts = [...(file ? [kindWords(say, file.originalMime)] : []), sizeWords(size)]
  return (
    <li data-state={state.at} class={state.at}>
      {file?.kind === 'picture' && <PictureOf file={file} />}
      <div class="facts">
        <p class="name">
          {number !== undefined && <strong>{say('number', { number })} </strong>}
          {name}
        </p>
        <p class="hint">{facts.join(' · ')}</p>
        {state.at === 'refused' ? (
          <p class="why">{refusalWords(say, state.why)}</p>
        ) : (
          <p class={file?.cleaned === 'no' ? 'hint warn' : 'hint'}>{stateWords(say, state.at, file)}</p>
        )}
      </div>
      {buttons}
    </li>
  )
}

function stateWords(
  say: FilesSay,
  at: Exclude<FileRow['state']['at'], 'refused'>,
  file: EvidenceFile | undefined,
): string {
  return at === 'ready' && file ? cleaningWords(say, file) : say(`state.${at}`)
}

/** What another try may mend. */
const mayPass: readonly FileRefused[] = ['unreadable', 'gone', 'tooMany']

function RowButtons({ say, shelf, row }: Omit<Shown, 'firstNumber'> & { readonly row: FileRow }) {
  const { id, name, state } = row
  return (
    <div class="row">
      {state.at === 'refused' && mayPass.includes(state.why) && (
        <button
          type="button"
          class="second small"
          aria-label={say('retryNamed', { name })}
          onClick={() => void shelf.retry(id)}
        >
          {say('retry')}
        </button>
      )}
      <button
        type="button"
        class="second small"
        aria-label={say('removeNamed', { name })}
        onClick={() => shelf.remove(id)}
      >
        {say('remove')}
      </button>
    </div>
  )
}
