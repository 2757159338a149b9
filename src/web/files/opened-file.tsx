// A file of a case on somebody's page, fetched and opened only when that is asked for: looked at in a frame without network, or saved.
// What it may do, and what is said of it beside, is told before it is given out. The same for officers and for reporters: a file of
// either may be a trap for the other.
import { useState } from 'preact/hooks'
import { dangersOf } from '../../media/dangers/file-dangers.js'
import type { FileDanger } from '../../media/dangers/known-dangers.js'
import { fileKindOf } from '../../media/kinds/file-kind.js'
import { DangerWarning } from './danger-warning.js'
import { saveFile } from './file-saving.js'
import { type FilesSay, kindWords } from './file-words.js'
import { isShowable, ShownFile } from './shown-file.js'

export interface OpenedFileProps {
  readonly say: FilesSay
  readonly reader: 'officer' | 'reporter'
  /** `undefined`: it cannot be had or opened. */
  readonly fetched: () => Promise<Uint8Array | undefined>
  readonly mime: string
  readonly title: string
  /** Without its ending. */
  readonly saveAs: string
  /** To be heard before it is saved, whatever it is. */
  readonly beforeSaving?: string | undefined
}

interface Got {
  readonly bytes: Uint8Array
  readonly dangers: readonly FileDanger[]
}

export function OpenedFile(props: OpenedFileProps) {
  const { say, reader, fetched, mime, title, saveAs, beforeSaving } = props
  const [state, setState] = useState<'closed' | 'working' | 'broken' | 'unknown'>('closed')
  const [got, setGot] = useState<Got>()
  const [step, setStep] = useState<'show' | 'save' | 'shown' | 'saved'>()

  /** Fetched once; asks first where something must be said. */
  async function begin(how: 'show' | 'save'): Promise<void> {
    setState('working')
    const bytes = got?.bytes ?? (await fetched())
    setState(bytes ? 'closed' : 'broken')
    if (!bytes) return
    const found = got ?? { bytes, dangers: dangersOf(bytes, mime) }
    setGot(found)
    const isToldFirst = found.dangers.length > 0 || (how === 'save' && beforeSaving !== undefined)
    if (isToldFirst) setStep(how)
    else goOn(how, found)
  }

  function goOn(how: 'show' | 'save', { bytes, dangers }: Got): void {
    setStep(how === 'show' ? 'shown' : 'saved')
    if (how === 'show') return
    const { family } = saveFile(bytes, mime, saveAs, { mayHarm: dangers.length > 0 })
    if (family === 'unknown') setState('unknown')
  }

  const isAsking = step === 'show' || step === 'save'
  const isBusy = state === 'working' || isAsking
  return (
    <figure class={reader === 'officer' ? 'attachment' : 'case-file'}>
      {got && step === 'shown' && (
        <ShownFile bytes={got.bytes} mime={fileKindOf(got.bytes, mime).mime} title={title} say={say} />
      )}
      <figcaption class="row">
        <span>
          {title} <span class="quiet">{kindWords(say, mime)}</span>
        </span>
        {isShowable(mime) && (
          <button
            type="button"
            class="second small noprint"
            disabled={isBusy}
            onClick={() => (step === 'shown' ? setStep(undefined) : void begin('show'))}
          >
            {say(step === 'shown' ? 'open.close' : 'open.show')}
          </button>
        )}
        <button
          type="button"
          class="second small noprint"
          disabled={isBusy}
          onClick={() => void begin('save')}
        >
          {say('open.save')}
        </button>
        {state === 'broken' && (
          <span class="chip bad" role="alert">
            {say('open.broken')}
          </span>
        )}
      </figcaption>
      {state === 'unknown' && (
        <p class="note noprint" role="status">
          {say('open.unknownKind')}
        </p>
      )}
      {got && got.dangers.length === 0 && !isAsking && (
        <p class="quiet noprint" role="status">
          {say('danger.none')}
        </p>
      )}
      {got && isAsking && (
        <DangerWarning
          {...{ say, reader }}
          dangers={got.dangers}
          how={step}
          also={step === 'save' ? beforeSaving : undefined}
          goOn={() => goOn(step, got)}
          leave={() => setStep(undefined)}
        />
      )}
    </figure>
  )
}
