// While a report is sealed and sent: where it is, and what to do when it stays there. Nothing is lost by a failure: what was
// written is still in the page, and sending again doubles nothing.
import type { ReportsSay } from './page-context.js'
import type { SendingStage } from './report-sending.js'
import { StepHeading } from './step-heading.js'

export function SendingView({ say, stage }: { readonly say: ReportsSay; readonly stage: SendingStage }) {
  return (
    <section aria-live="polite">
      <StepHeading>{say('sending.title')}</StepHeading>
      {stage.at === 'uploading' ? (
        <progress max={100} value={stage.percent} aria-label={say('sending.title')} />
      ) : (
        <progress aria-label={say('sending.title')} />
      )}
      <p>
        {stage.at === 'uploading'
          ? say('sending.uploading', { percent: stage.percent })
          : say(`sending.${stage.at}`)}
      </p>
      <p class="quiet">{say('sending.keepOpen')}</p>
    </section>
  )
}

export function NotSent({
  say,
  sentence,
  again,
  back,
}: {
  readonly say: ReportsSay
  readonly sentence: string
  /** Absent: another try changes nothing. */
  readonly again?: () => void
  readonly back: () => void
}) {
  return (
    <section>
      <StepHeading>{say('sending.failed')}</StepHeading>
      <p class="problem" role="alert">
        {sentence}
      </p>
      <div class="row">
        {again && (
          <button type="button" onClick={again}>
            {say('sending.again')}
          </button>
        )}
        <button type="button" class="second" onClick={back}>
          {say('back')}
        </button>
      </div>
    </section>
  )
}
