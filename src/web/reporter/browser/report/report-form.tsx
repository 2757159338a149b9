// The anonymous form, step by step. It holds everything in memory, sends nothing before "send", and after that keeps
// nothing but the receipt on the screen. Each step is an entry of the browser's history, and leaving asks.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Receipt } from '../../../../sealing/receipt.js'
import { useFileShelf } from '../../../files/use-file-shelf.js'
import { ProblemLine } from '../../../pages/problem-line.js'
import { attempted, filesRefused } from '../ask-server.js'
import type { BrowserFound } from '../browser-check.js'
import { ReceiptView } from '../case/receipt-view.js'
import { excusesOf, type PageContext } from '../page-context.js'
import { useAskBeforeLeaving } from './leaving.js'
import {
  isEmpty,
  lengthOf,
  mostCharacters,
  noAnswers,
  type ReportAnswers,
  withFiles,
} from './report-answers.js'
import { prepareSubmission, type SendingStage, type Submission } from './report-sending.js'
import { type Step, StepBody, steps } from './report-step-body.js'
import { NotSent, SendingView } from './sending-view.js'
import { useStepHistory } from './step-history.js'
import { createWaysBack, type WaysBack } from './way-back.js'

type Stage =
  | { readonly at: 'asking' }
  | { readonly at: 'sending'; readonly stage: SendingStage }
  | {
      readonly at: 'failed'
      readonly code: string
      readonly sentence: string
      readonly mayHaveArrived: boolean
    }
  | { readonly at: 'sent'; readonly receipt: Receipt; readonly confirmed: boolean }

export function ReportForm({
  page,
  found,
  opened,
}: {
  readonly page: PageContext
  readonly found: BrowserFound
  /** Another number: the reader pressed "begin" again, after going back to it. */
  readonly opened: number
}) {
  const { say } = page.reports
  const [answers, setAnswers] = useState<ReportAnswers>(noAnswers)
  const [step, setStep] = useState<Step>('kind')
  const [editing, setEditing] = useState(false)
  const [problem, setProblem] = useState('')
  const [stage, setStage] = useState<Stage>({ at: 'asking' })
  const [heldBack, setHeldBack] = useState(false)
  const submission = useRef<Submission | undefined>(undefined)
  const waysBack = useRef<WaysBack>(createWaysBack())
  const shelf = useFileShelf()
  // A file may be ready long after it was chosen: it must not bring back the words of that moment.
  useEffect(() => {
    const stop = shelf.listen(() => setAnswers((now) => withFiles(now, shelf.ready())))
    return () => void stop()
  }, [shelf])

  const unconfirmed = stage.at === 'sent' && !stage.confirmed
  const busy = stage.at === 'sending' || unconfirmed || (stage.at === 'failed' && stage.mayHaveArrived)
  useAskBeforeLeaving(busy || (stage.at !== 'sent' && answers !== noAnswers))
  const entries = useStepHistory({ shown, ...(busy && { held: () => setHeldBack(true) }) })

  useEffect(() => {
    showBeginning(false)
    entries.go(0)
    setStep('kind')
  }, [opened])
  useEffect(() => {
    // Ahead, unless the page would stand still while somebody types.
    if (!found.standsStill) waysBack.current.prepare({ excuses: excusesOf(page) })
  }, [])

  /** An entry of the history; its answers are where they were. */
  function shown(number: number | undefined): void {
    if (stage.at === 'sent') return
    showBeginning(number === undefined)
    setEditing(false)
    setProblem('')
    setStage({ at: 'asking' })
    setStep(steps[number ?? 0] ?? 'kind')
  }

  function answered(changed: ReportAnswers): void {
    // What was prepared belongs to other words: the next sending is a new report.
    submission.current = undefined
    setProblem('')
    setAnswers(changed)
  }

  // What was prepared belongs to other files: as above.
  useEffect(() => {
    // What is being sent without them is the same report still, when it is sent again.
    if (stage.at !== 'sending') submission.current = undefined
  }, [answers.files])

  function go(to: Step): void {
    setProblem('')
    setStep(to)
    entries.go(steps.indexOf(to))
  }

  function whyNot(): string {
    if (step === 'kind' && answers.kind === undefined) return say('kind.needed')
    const most = mostCharacters.toLocaleString('en')
    if (lengthOf(answers) > mostCharacters) return say('ask.tooLong', { most })
    if (step === 'review' && shelf.isBusy()) return page.files.say('stillWorking')
    return step === 'review' && isEmpty(answers) ? say('review.empty') : ''
  }

  function forward(event: Event): void {
    event.preventDefault()
    const why = whyNot()
    if (why !== '') setProblem(why)
    else if (step === 'review') void send()
    else {
      const next = editing ? 'review' : (steps[steps.indexOf(step) + 1] ?? 'review')
      setEditing(false)
      go(next)
    }
  }

  /** Words are always taken. The files stay where the person has them, for later. */
  async function sendWords(): Promise<void> {
    submission.current = undefined
    shelf.clear()
    const words = { ...answers, files: [] }
    setAnswers(words)
    await send(words)
  }

  async function send(told = answers): Promise<void> {
    setStage({ at: 'sending', stage: { at: 'puzzle' } })
    submission.current ??= prepareSubmission(told, waysBack.current, { excuses: excusesOf(page) })
    const { run, mayHaveArrived } = submission.current
    const sent = await attempted(
      async () => {
        const all = await run((at) => setStage({ at: 'sending', stage: at }), shelf.mark)
        return all.ok ? { ok: true, body: all.receipt } : all
      },
      () => say('sending.broken'),
    )
    shelf.stopped()
    if (!sent.ok) return setStage({ ...sent, at: 'failed', mayHaveArrived: mayHaveArrived() })
    submission.current = undefined
    shelf.clear()
    setAnswers(noAnswers)
    setHeldBack(false)
    setStage({ at: 'sent', receipt: sent.body, confirmed: false })
  }

  if (stage.at === 'sending')
    return (
      <SendingView
        say={say}
        sayFiles={page.files.say}
        stage={stage.stage}
        seconds={found.seconds}
        shelf={shelf}
      />
    )
  if (stage.at === 'sent')
    return (
      <ReceiptView
        receipt={stage.receipt}
        page={page}
        sent={say('receipt.sent')}
        heldBack={heldBack}
        confirmed={() => {
          setStage({ ...stage, confirmed: true })
          entries.rewind()
        }}
      />
    )
  if (stage.at === 'failed')
    return (
      <NotSent
        say={say}
        sentence={stage.code === 'allNamed' ? page.guide.everybodyNamed : stage.sentence}
        {...(!stage.mayHaveArrived && { back: () => setStage({ at: 'asking' }) })}
        {...(stage.code !== 'allNamed' && { again: () => void send() })}
        {...(filesRefused(stage.code) &&
          !isEmpty({ ...answers, files: [] }) && { withoutFiles: () => void sendWords() })}
      />
    )

  const number = steps.indexOf(step) + 1
  return (
    <form onSubmit={forward} noValidate autocomplete="off">
      <p class="quiet">{say('step', { now: number, all: steps.length })}</p>
      <progress
        max={steps.length}
        value={number}
        aria-label={say('step', { now: number, all: steps.length })}
      />
      <div key={step}>
        <StepBody
          step={step}
          page={page}
          answers={answers}
          answered={answered}
          shelf={shelf}
          edit={(to) => {
            setEditing(true)
            go(to)
          }}
        />
      </div>
      <ProblemLine words={problem} />
      <div class="row">
        <button type="submit">{say(step === 'review' ? 'review.submit' : 'next')}</button>
        {number > 1 && (
          <button type="button" class="second" onClick={entries.back}>
            {say('back')}
          </button>
        )}
      </div>
    </form>
  )
}

/** What has to be read first stands in the page; it is shown again to whoever goes back to it. */
function showBeginning(show: boolean): void {
  document.getElementById('before')?.toggleAttribute('hidden', !show)
  document.getElementById('form')?.toggleAttribute('hidden', show)
}
