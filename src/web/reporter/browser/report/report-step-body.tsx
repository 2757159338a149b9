// The steps of the form in their order, and what each of them asks.
import type { FileShelf } from '../../../files/file-shelf.js'
import type { PageContext } from '../page-context.js'
import type { ReportAnswers } from './report-answers.js'
import { type EditableStep, ReviewStep } from './report-review.js'
import { ChosenStep, EvidenceStep, KindStep, WhatStep } from './report-steps.js'

export const steps = ['kind', 'what', 'who', 'when', 'where', 'howKnown', 'evidence', 'review'] as const
export type Step = (typeof steps)[number]

export function StepBody({
  step,
  edit,
  ...props
}: {
  readonly step: Step
  readonly page: PageContext
  readonly answers: ReportAnswers
  readonly answered: (answers: ReportAnswers) => void
  readonly shelf: FileShelf
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
