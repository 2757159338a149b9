// The anonymous form, step by step. It holds everything in memory, sends nothing before "send", and after that keeps
// nothing but the receipt on the screen.
import { useRef, useState } from 'preact/hooks'
import type { Receipt } from '../../security/receipt.js'
import { ProblemLine } from '../pages/problem-line.js'
import { HeavyWorkFailed } from './heavy-work.js'
import type { PageContext } from './page-context.js'
import { ReceiptView } from './receipt-view.js'
import { isEmpty, lengthOf, mostCharacters, noAnswers, type ReportAnswers } from './report-answers.js'
import { type EditableStep, ReviewStep } from './report-review.js'
import { prepareSubmission, type SendingStage, type Sent, type Submission } from './report-sending.js'
import { ChosenStep, EvidenceStep, KindStep, WhatStep } from './report-steps.js'
import { NotSent, SendingView } from './sending-view.js'

const steps = ['kind', 'what', 'who', 'when', 'where', 'howKnown', 'evidence', 'review'] as const
type Step = (typeof steps)[number]

type Stage =
  | { readonly at: 'asking' }
  | { readonly at: 'sending'; readonly stage: SendingStage }
  | { readonly at: 'failed'; readonly code: string; readonly sentence: string }
  | { readonly at: 'sent'; readonly receipt: Receipt }

export function ReportForm({ page }: { readonly page: PageContext }) {
  const { say } = page.reports
  const [answers, setAnswers] = useState<ReportAnswers>(noAnswers)
  const [step, setStep] = useState<Step>('kind')
  const [editing, setEditing] = useState(false)
  const [problem, setProblem] = useState('')
  const [stage, setStage] = useState<Stage>({ at: 'asking' })
  const submission = useRef<Submission | undefined>(undefined)

  function answered(changed: ReportAnswers): void {
    // What was prepared belongs to other words: the next sending is a new report.
    submission.current = undefined
    setProblem('')
    setAnswers(changed)
  }

  function go(to: Step): void {
    setProblem('')
    setStep(to)
  }

  function whyNot(): string {
    if (step === 'kind' && answers.kind === undefined) return say('kind.needed')
    const most = mostCharacters.toLocaleString('en')
    if (lengthOf(answers) > mostCharacters) return say('ask.tooLong', { most })
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

  async function send(): Promise<void> {
    setStage({ at: 'sending', stage: { at: 'puzzle' } })
    const sent = await attempt((at) => setStage({ at: 'sending', stage: at }))
    if (!sent.ok) return setStage({ ...sent, at: 'failed' })
    submission.current = undefined
    setAnswers(noAnswers)
    setStage({ at: 'sent', receipt: sent.receipt })
  }

  async function attempt(tell: (stage: SendingStage) => void): Promise<Sent> {
    try {
      submission.current ??= await prepareSubmission(answers, { offline: say('sending.offline') })
      return await submission.current.run(tell)
    } catch (error) {
      if (!(error instanceof HeavyWorkFailed)) throw error
      return { ok: false, code: 'broken', sentence: say('sending.broken') }
    }
  }

  if (stage.at === 'sending') return <SendingView say={say} stage={stage.stage} />
  if (stage.at === 'sent')
    return <ReceiptView receipt={stage.receipt} page={page} sent={say('receipt.sent')} />
  if (stage.at === 'failed')
    return (
      <NotSent
        say={say}
        sentence={stage.code === 'allNamed' ? page.guide.everybodyNamed : stage.sentence}
        back={() => setStage({ at: 'asking' })}
        {...(stage.code !== 'allNamed' && { again: () => void send() })}
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
          <button type="button" class="second" onClick={() => go(steps[number - 2] ?? 'kind')}>
            {say('back')}
          </button>
        )}
      </div>
    </form>
  )
}

function StepBody({
  step,
  edit,
  ...props
}: {
  readonly step: Step
  readonly page: PageContext
  readonly answers: ReportAnswers
  readonly answered: (answers: ReportAnswers) => void
  readonly edit: (step: EditableStep) => void
}) {
  switch (step) {
    case 'kind':
      return <KindStep {...props} />
    case 'what':
      return <WhatStep {...props} />
    case 'who':
    case 'when':
    case 'where':
    case 'howKnown':
      return <ChosenStep {...props} part={step} />
    case 'evidence':
      return <EvidenceStep {...props} />
    case 'review':
      return <ReviewStep {...props} edit={edit} />
  }
}
