// A copy with names and signs blotted out: the officer marks words, and they become bars. The copy is sealed beside the
// original, which stays as it was; letters and exports show the copy.
import { useState } from 'preact/hooks'
import { ProblemLine } from '../../../pages/problem-line.js'
import { refusalOf, say } from '../console-call.js'
import { BlottedWords, bar, withBlot } from './blotted-words.js'
import type { OpenedCase } from './officer-case-opening.js'
import { sendRedaction } from './sealed-writing.js'

export function RedactionForm({
  opened,
  of,
  texts,
  done,
}: {
  readonly opened: OpenedCase
  readonly of: string
  readonly texts: readonly string[]
  readonly done: (sent: boolean) => void
}) {
  const [copies, setCopies] = useState(texts)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')

  function blot(index: number): void {
    const field = document.getElementById(`redaction-${of}-${index}`)
    if (!(field instanceof HTMLTextAreaElement) || field.selectionStart === field.selectionEnd) return
    const { value, selectionStart, selectionEnd } = field
    const blotted = withBlot(value, selectionStart, selectionEnd)
    setCopies(copies.map((copy, at) => (at === index ? blotted : copy)))
  }

  async function send(event: Event): Promise<void> {
    event.preventDefault()
    const sent = await sendRedaction(opened, of, copies, reason)
    if (sent.ok) done(true)
    else setProblem(refusalOf(sent.why, sent.seconds))
  }

  return (
    <form autocomplete="off" class="below" onSubmit={send}>
      <p class="quiet">{say('redaction.how')}</p>
      {copies.map((copy, index) => (
        <div key={`copy${index}`}>
          <label for={`redaction-${of}-${index}`}>{say('redaction.text', { number: index + 1 })}</label>
          <textarea id={`redaction-${of}-${index}`} readOnly value={copy} rows={4} />
          <button type="button" class="second small" onClick={() => blot(index)}>
            {say('redaction.blot')}
          </button>
          {copy.includes(bar) && (
            <p class="words">
              <BlottedWords words={copy} />
            </p>
          )}
        </div>
      ))}
      <label for={`redaction-reason-${of}`}>{say('decide.reason')}</label>
      <textarea
        id={`redaction-reason-${of}`}
        value={reason}
        required
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemLine words={problem} />
      <div class="row">
        <button type="submit">{say('redaction.save')}</button>
        <button type="button" class="second" onClick={() => done(false)}>
          {say('cancel')}
        </button>
      </div>
    </form>
  )
}
