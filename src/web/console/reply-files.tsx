// Files that go to the reporter with a reply: pictures are drawn anew in this browser, everything else goes as it is, behind a
// word of warning. Nothing keeps its name.
import { useState } from 'preact/hooks'
import { ProblemLine } from '../pages/problem-line.js'
import { type EvidenceFile, moreEvidence, mostEvidenceFiles } from '../reporter/evidence-file.js'
import { say } from './console-call.js'

export function ReplyFiles({
  files,
  changed,
}: {
  readonly files: readonly EvidenceFile[]
  readonly changed: (files: readonly EvidenceFile[]) => void
}) {
  const [problem, setProblem] = useState('')

  async function add(input: HTMLInputElement): Promise<void> {
    const chosen = [...(input.files ?? [])]
    input.value = ''
    const more = await moreEvidence(chosen, files)
    const why = more.refused ?? (more.tooMany ? 'tooMany' : undefined)
    setProblem(why ? say(`refused.${why}`) : '')
    changed(more.files)
  }

  return (
    <div>
      <label for="reply-files">
        {say('entry.files')} <span class="hint">{say('entry.filesHint', { most: mostEvidenceFiles })}</span>
      </label>
      <input id="reply-files" type="file" multiple onChange={(event) => void add(event.currentTarget)} />
      <ul class="files">
        {files.map((file, place) => (
          <li key={place}>
            <span>
              {say(file.kind === 'picture' ? 'file.picture' : 'file.file', { number: place + 1 })}
              <span class="hint">{say(file.kind === 'picture' ? 'file.cleaned' : 'file.ownNotCleaned')}</span>
            </span>
            <button
              type="button"
              class="second small"
              onClick={() => changed(files.filter((one) => one !== file))}
            >
              {say('file.remove')}
            </button>
          </li>
        ))}
      </ul>
      <ProblemLine words={problem} />
    </div>
  )
}
