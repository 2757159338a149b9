// Chooses files of evidence: pictures are drawn anew at once and shown as they will be seen; anything else comes with a
// warning. Names of files are never shown, kept or sent.
import { useEffect, useState } from 'preact/hooks'
import { ProblemLine } from '../pages/problem-line.js'
import { type EvidenceFile, moreEvidence, mostEvidenceFiles } from './evidence-file.js'
import type { ReportsSay } from './page-context.js'

export function EvidencePicker({
  say,
  files,
  changed,
  later = false,
}: {
  readonly say: ReportsSay
  readonly files: readonly EvidenceFile[]
  readonly changed: (files: readonly EvidenceFile[]) => void
  /** In a message to a case that is there already: no untouched original is kept. */
  readonly later?: boolean
}) {
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)

  async function add(input: HTMLInputElement): Promise<void> {
    const chosen = [...(input.files ?? [])]
    input.value = ''
    setWorking(true)
    setProblem('')
    const more = await moreEvidence(chosen, files)
    if (more.tooMany) setProblem(say('files.tooMany', { most: mostEvidenceFiles }))
    else if (more.refused) setProblem(say(`files.${more.refused}`))
    setWorking(false)
    changed(more.files)
  }

  return (
    <div class="evidence">
      <p class="hint" id="files-hint">
        {say(later ? 'files.hintLater' : 'files.hint', { most: mostEvidenceFiles })}
      </p>
      <ul class="files">
        {files.map((file, place) => (
          <li key={place}>
            <FileShown say={say} file={file} number={place + 1} />
            <button
              type="button"
              class="second small"
              onClick={() => changed(files.filter((one) => one !== file))}
            >
              {say('files.remove')}
            </button>
          </li>
        ))}
      </ul>
      <ProblemLine words={problem} />
      {files.length < mostEvidenceFiles && (
        <label class="button second pick">
          {say(working ? 'files.working' : 'files.add')}
          <input
            type="file"
            multiple
            disabled={working}
            aria-describedby="files-hint"
            onChange={(event) => void add(event.currentTarget)}
          />
        </label>
      )}
    </div>
  )
}

function FileShown({
  say,
  file,
  number,
}: {
  readonly say: ReportsSay
  readonly file: EvidenceFile
  readonly number: number
}) {
  const [address, setAddress] = useState('')
  useEffect(() => {
    if (file.kind !== 'picture') return undefined
    const url = URL.createObjectURL(new Blob([new Uint8Array(file.clean)], { type: file.cleanMime }))
    setAddress(url)
    return () => URL.revokeObjectURL(url)
  }, [file])
  if (file.kind === 'picture')
    return (
      <>
        {address !== '' && <img src={address} alt="" width="64" height="64" />}
        <span>{say('files.picture', { number })}</span>
      </>
    )
  return (
    <span>
      {say('files.other', { number, kind: say(`files.kinds.${file.kind}`) })}
      <span class="hint">{say('files.otherWarning')}</span>
    </span>
  )
}
