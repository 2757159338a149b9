// What the agency and the reporter said to each other, in order, and the form for the next reply. Between officers: notes.

import { useRef, useState } from 'preact/hooks'
import { firstNumbers, nextNumber } from '../../../../features/cases/filing/case-files.js'
import type { EvidenceFile } from '../../../files/chosen-file.js'
import { FilePicker } from '../../../files/file-picker.js'
import { useFileShelf } from '../../../files/use-file-shelf.js'
import { ProblemLine } from '../../../pages/problem-line.js'
import { type Called, refusalOf, say } from '../console-call.js'
import { BlottedWords } from './blotted-words.js'
import { Attachment, isUncleaned } from './case-attachment.js'
import { casePage, dayWords } from './case-page-words.js'
import { ringSource } from './case-source.js'
import { sayFiles } from './console-file-words.js'
import { type OpenedCase, redactionOf } from './officer-case-opening.js'
import { RedactionForm } from './redaction-form.js'
import { newReplyDraft, type ReplyDraft, sendNote, sendReply } from './sealed-writing.js'

interface Props {
  readonly opened: OpenedCase
  readonly handles: boolean
  readonly changed: () => void
}

export const nameOf = ({ answered }: OpenedCase, id: string | undefined): string =>
  answered.names.find((one) => one.id === id)?.name ?? say('list.formerOfficer')

export function CaseTalk({ opened, handles, changed }: Props) {
  const { talk, answered, body } = opened
  const numbers = firstNumbers(body, talk)
  return (
    <section class="card" aria-labelledby="talk">
      <h2 id="talk">{say('talk.title')}</h2>
      {talk.length === 0 && <p class="quiet">{say('talk.none')}</p>}
      <ol class="talk">
        {talk.map(({ id, day, by, message }) => (
          <Said
            key={id}
            {...{ opened, handles, changed, id, day, by, message }}
            firstNumber={numbers.get(id) ?? 1}
          />
        ))}
      </ol>
      {!answered.hasReporter && <p class="note">{say('talk.noReporter')}</p>}
      {handles ? (
        <Writing
          id="reply"
          label={say('talk.reply')}
          hint={say('talk.replyHint')}
          button={say('talk.send')}
          firstNumber={nextNumber(body, talk)}
          send={async (draft, tell) => {
            const sent = await sendReply(opened, draft, tell)
            if (sent.ok) await ringSource(opened)
            return sent
          }}
          changed={changed}
        />
      ) : (
        <p class="quiet noprint">{say('talk.takeFirst')}</p>
      )}
    </section>
  )
}

function Said({
  opened,
  handles,
  changed,
  id,
  day,
  by,
  message,
  firstNumber,
}: Props & { readonly id: string; readonly day: string; readonly firstNumber: number } & Pick<
    OpenedCase['talk'][number],
    'by' | 'message'
  >) {
  const [redacting, setRedacting] = useState(false)
  const words = message && (redactionOf(opened, id)?.[0] ?? message.words)
  return (
    <li class={by === undefined ? 'theirs' : 'ours'}>
      <p class="quiet">
        {by === undefined ? say('talk.reporter') : nameOf(opened, by)} · {dayWords(day)}
        {message && message.sort !== 'words' && <span class="chip">{say(`talk.sort.${message.sort}`)}</span>}
      </p>
      <p class="words">{words === undefined ? say('talk.closed') : <BlottedWords words={words} />}</p>
      {message?.attachments.map((file, index) => (
        <Attachment
          key={file.id}
          {...{ opened, number: firstNumber + index, id: file.id, mime: file.mime }}
          uncleaned={by === undefined && isUncleaned(file)}
        />
      ))}
      {handles && by === undefined && words !== undefined && !redacting && (
        <button type="button" class="second small noprint" onClick={() => setRedacting(true)}>
          {say('talk.redact')}
        </button>
      )}
      {redacting && (
        <RedactionForm
          opened={opened}
          of={id}
          texts={[words ?? '']}
          done={(sent) => {
            setRedacting(false)
            if (sent) changed()
          }}
        />
      )}
    </li>
  )
}

type TellFile = (file: EvidenceFile, at: 'sending' | 'sent') => void

export function CaseNotes({ opened, changed }: Omit<Props, 'handles'>) {
  return (
    <section class="card noprint" aria-labelledby="notes">
      <h2 id="notes">{say('notes.title')}</h2>
      <p class="quiet">{say('notes.who')}</p>
      {opened.notes.map(({ id, day, by, note }) => (
        <div key={id} class="told">
          <p class="quiet">
            {nameOf(opened, by)}
            {by === casePage.reader && ` (${say('list.you')})`} · {dayWords(day)}
          </p>
          <p class="words">{note?.words ?? say('talk.closed')}</p>
        </div>
      ))}
      <Writing
        id="note"
        label={say('notes.write')}
        button={say('notes.save')}
        send={({ words }) => sendNote(opened, words)}
        changed={changed}
      />
    </section>
  )
}

function Writing({
  id,
  label,
  hint,
  button,
  firstNumber,
  send,
  changed,
}: {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly button: string
  /** Of the files that it may bring. It goes to the reporter, then, and may ask something. */
  readonly firstNumber?: number
  readonly send: (draft: ReplyDraft, tell: TellFile) => Promise<Called<unknown>>
  readonly changed: () => void
}) {
  const [words, setWords] = useState('')
  const [asks, setAsks] = useState(false)
  const shelf = useFileShelf()
  const draft = useRef<ReplyDraft | undefined>(undefined)
  const [state, setState] = useState<{ working: boolean; problem: string }>({ working: false, problem: '' })

  function edited(change: () => void): void {
    draft.current = undefined
    change()
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    if (shelf.isBusy()) return setState({ working: false, problem: sayFiles('stillWorking') })
    setState({ working: true, problem: '' })
    const files = shelf.ready()
    // The same draft again after a failure is the same reply, and what was sent of it is not sent again.
    if (!isOf(draft.current, files))
      draft.current = newReplyDraft(words.trim(), asks ? 'question' : 'words', files)
    const sent = await send(draft.current, shelf.mark)
    shelf.stopped()
    setState({ working: false, problem: sent.ok ? '' : refusalOf(sent.why, sent.seconds) })
    if (!sent.ok) return
    draft.current = undefined
    setWords('')
    shelf.clear()
    changed()
  }

  return (
    <form autocomplete="off" class="below noprint" onSubmit={submit}>
      <label for={id}>
        {label} {hint !== undefined && <span class="hint">{hint}</span>}
      </label>
      <textarea
        id={id}
        value={words}
        required
        maxLength={20_000}
        onInput={(event) => edited(() => setWords(event.currentTarget.value))}
      />
      {firstNumber !== undefined && (
        <FilePicker
          id="reply-files"
          say={sayFiles}
          shelf={shelf}
          firstNumber={firstNumber}
          hint={sayFiles('hintReply')}
          label={sayFiles('add')}
        />
      )}
      {firstNumber !== undefined && (
        <label class="choice">
          <input type="checkbox" checked={asks} onChange={() => edited(() => setAsks(!asks))} />
          <span>{say('talk.asks')}</span>
        </label>
      )}
      <ProblemLine words={state.problem} />
      <button type="submit" disabled={state.working}>
        {button}
      </button>
    </form>
  )
}

function isOf(draft: ReplyDraft | undefined, files: readonly EvidenceFile[]): draft is ReplyDraft {
  return draft?.files.length === files.length && files.every((file, at) => draft.files[at]?.chosen === file)
}
