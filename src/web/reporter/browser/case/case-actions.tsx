// What a reporter can do with a case: write or answer, rate it at its end, say who they are, take it back. Each is one form;
// what cannot be undone asks for a tick first.
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { MessageSort } from '../../../../features/cases/case-message.js'
import { nextNumber } from '../../../../features/cases/filing/case-files.js'
import type { EvidenceFile } from '../../../files/chosen-file.js'
import { FilePicker } from '../../../files/file-picker.js'
import { useFileShelf } from '../../../files/use-file-shelf.js'
import { ProblemLine } from '../../../pages/problem-line.js'
import type { CaseProps } from '../../server/case-props.js'
import { type Answered, attempted, filesRefused } from '../ask-server.js'
import { useAskBeforeLeaving } from '../report/leaving.js'
import type { TellFile } from '../report/report-sending.js'
import { type Draft, newDraft } from './opened-case.js'
import { RatingForm } from './rating-form.js'

const mostCharacters = 20_000

export function CaseActions(props: CaseProps) {
  const { page, opened, read } = props
  const { say } = page.followUp
  const asked = isAsked(props)
  const { isClosed, rating, withdrawnOn } = read.given
  return (
    <>
      {isClosed && <RatingForm {...props} />}
      <section class="card">
        <h2>{say(asked ? 'write.answerTitle' : 'write.title')}</h2>
        <Writing
          {...props}
          sort={asked ? 'answer' : 'words'}
          label={say('write.hint')}
          button={say('write.send')}
          done={say('write.sent')}
          send={opened.say}
          withFiles
        />
      </section>
      <details class="card">
        <summary>{say('identity.title')}</summary>
        <p class="note words">{page.identityConsent}</p>
        <Writing
          {...props}
          sort="identity"
          label={say('identity.words')}
          button={say('identity.send')}
          done={say('identity.done')}
          confirm={say('identity.confirm')}
          send={opened.say}
        />
      </details>
      {!isClosed && withdrawnOn === undefined && rating === undefined && (
        <details class="card">
          <summary>{say('withdraw.title')}</summary>
          <p>{say('withdraw.text')}</p>
          <Writing
            {...props}
            sort="withdrawal"
            label={say('withdraw.reason')}
            button={say('withdraw.send')}
            done={say('withdraw.done')}
            confirm={say('withdraw.confirm')}
            send={opened.withdraw}
            mayBeEmpty
            danger
          />
        </details>
      )}
    </>
  )
}

/** The last word of the agency's is a question that nothing was said to yet. */
function isAsked({ read: { talk } }: CaseProps): boolean {
  const last = talk.at(-1)
  return last?.from === 'agency' && last.message?.sort === 'question'
}

interface WritingProps extends CaseProps {
  readonly sort: MessageSort
  readonly label: string
  readonly button: string
  readonly done: string
  readonly send: (draft: Draft, tell?: TellFile) => Promise<Answered<object>>
  /** A tick that has to be set first. */
  readonly confirm?: string
  readonly withFiles?: boolean
  readonly mayBeEmpty?: boolean
  readonly danger?: boolean
}

function Writing({ page, read, changed, ...form }: WritingProps) {
  const { say } = page.followUp
  const sayFiles = page.files.say
  const [words, setWords] = useState('')
  const shelf = useFileShelf()
  const [sure, setSure] = useState(false)
  const [state, setState] = useState<'writing' | 'sending' | 'sent'>('writing')
  const [problem, setProblem] = useState('')
  /** Files were refused, and the words would be taken. */
  const [onlyWords, setOnlyWords] = useState(false)
  const draft = useRef<Draft | undefined>(undefined)
  useAskBeforeLeaving(words !== '' || shelf.isBusy() || shelf.ready().length > 0 || state === 'sending')

  function edited(change: () => void): void {
    draft.current = undefined
    setProblem('')
    setOnlyWords(false)
    setState('writing')
    change()
  }

  function whyNot(): string {
    if (form.confirm !== undefined && !sure) return say('withdraw.needConfirm')
    if (shelf.isBusy()) return sayFiles('stillWorking')
    if (words.length > mostCharacters) return say('write.tooLong', { most: mostCharacters })
    return words.trim() === '' && shelf.ready().length === 0 && !form.mayBeEmpty ? say('write.empty') : ''
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const why = whyNot()
    setProblem(why)
    setOnlyWords(false)
    if (why !== '' || state === 'sending') return
    setState('sending')
    const files = shelf.ready()
    // Other files are another message; the same draft again is the same.
    const message = isOf(draft.current, files) ? draft.current : newDraft(form.sort, words, files)
    draft.current = message
    const sent = await attempted(
      () => form.send(message, shelf.mark),
      () => page.reports.say('sending.broken'),
    )
    shelf.stopped()
    if (!sent.ok) {
      setState('writing')
      setOnlyWords(filesRefused(sent.code) && words.trim() !== '')
      return setProblem(sent.sentence)
    }
    edited(() => setWords(''))
    shelf.clear()
    setSure(false)
    setState('sent')
    await changed()
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate autocomplete="off">
      <label>
        {form.label}
        <textarea
          name={form.sort}
          rows={4}
          maxLength={mostCharacters}
          autocomplete="off"
          spellcheck={false}
          value={words}
          onInput={(event) => edited(() => setWords(event.currentTarget.value))}
        />
      </label>
      {form.withFiles && (
        <FilePicker
          id={`${form.sort}-files`}
          say={sayFiles}
          shelf={shelf}
          firstNumber={nextNumber(read.body, read.talk)}
          hint={sayFiles('hintLater')}
          label={sayFiles('add')}
        />
      )}
      {form.confirm !== undefined && (
        <Tick checked={sure} changed={(ticked) => edited(() => setSure(ticked))}>
          {form.confirm}
        </Tick>
      )}
      <ProblemLine words={problem} />
      {onlyWords && (
        <button
          type="button"
          onClick={(event) => {
            shelf.clear()
            void submit(event)
          }}
        >
          {page.reports.say('sending.withoutFiles')}
        </button>
      )}
      {state === 'sent' && (
        <p class="good" role="status">
          {form.done}
        </p>
      )}
      <button type="submit" class={form.danger ? 'danger' : ''} disabled={state === 'sending'}>
        {state === 'sending' ? say('write.sending') : form.button}
      </button>
    </form>
  )
}

function isOf(draft: Draft | undefined, files: readonly EvidenceFile[]): draft is Draft {
  return draft?.files.length === files.length && files.every((file, at) => draft.files[at]?.chosen === file)
}

function Tick({
  checked,
  changed,
  children,
}: {
  readonly checked: boolean
  readonly changed: (ticked: boolean) => void
  readonly children: ComponentChildren
}) {
  return (
    <label class="choice">
      <input type="checkbox" checked={checked} onChange={(event) => changed(event.currentTarget.checked)} />
      <span>{children}</span>
    </label>
  )
}
