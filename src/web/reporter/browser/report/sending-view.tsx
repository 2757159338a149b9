// While a report is sealed and sent: where it is, and what to do when it stays there. Nothing is lost by a failure: what was
// written is still in the page, and sending again doubles nothing.
import { FileRows } from '../../../files/file-picker.js'
import type { FileShelf } from '../../../files/file-shelf.js'
import type { FilesSay } from '../../../files/file-words.js'
import { durationWords, shortWait } from '../case/duration-words.js'
import type { ReportsSay } from '../page-context.js'
import type { SendingStage } from './report-sending.js'
import { StepHeading } from './step-heading.js'

export function SendingView({
  say,
  sayFiles,
  stage,
  seconds,
  shelf,
}: {
  readonly say: ReportsSay
  readonly sayFiles: FilesSay
  readonly stage: SendingStage
  /** What a receipt takes in this browser from its beginning. */
  readonly seconds: number
  readonly shelf: FileShelf
}) {
  const share = shareOf(stage)
  const left = stage.at === 'receipt' ? seconds * (1 - (share ?? 0)) : 0
  return (
    <section>
      <StepHeading>{say('sending.title')}</StepHeading>
      <progress
        aria-label={say('sending.title')}
        {...(share !== undefined && { max: 100, value: Math.round(share * 100) })}
      />
      <p aria-live="polite">
        {stage.at === 'uploading'
          ? say('sending.uploading', { percent: stage.percent })
          : say(`sending.${stage.at}`)}
        {left > shortWait && ` ${durationWords(say, left)}`}
      </p>
      <p class="quiet">{say('sending.keepOpen')}</p>
      <FileRows say={sayFiles} shelf={shelf} />
    </section>
  )
}

function shareOf(stage: SendingStage): number | undefined {
  if (stage.at === 'uploading') return stage.percent / 100
  return 'share' in stage ? stage.share : undefined
}

export function NotSent({
  say,
  sentence,
  again,
  withoutFiles,
  back,
}: {
  readonly say: ReportsSay
  readonly sentence: string
  /** Absent: another try changes nothing. */
  readonly again?: () => void
  /** Absent: it is not the files. */
  readonly withoutFiles?: () => void
  /** Absent: it may have arrived, and other words would make a second report of it. */
  readonly back?: () => void
}) {
  return (
    <section>
      <StepHeading>{say('sending.failed')}</StepHeading>
      <p class="problem" role="alert">
        {sentence}
      </p>
      {!back && <p>{say('sending.mayHaveArrived')}</p>}
      <div class="row">
        {withoutFiles && (
          <button type="button" onClick={withoutFiles}>
            {say('sending.withoutFiles')}
          </button>
        )}
        {again && (
          <button type="button" class={withoutFiles ? 'second' : ''} onClick={again}>
            {say('sending.again')}
          </button>
        )}
        {back && (
          <button type="button" class="second" onClick={back}>
            {say('back')}
          </button>
        )}
      </div>
    </section>
  )
}
