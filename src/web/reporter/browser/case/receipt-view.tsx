// Shows a receipt once: to write down, to print, and to type two of its groups again, so that a slip of the pen is found
// while it can still be mended. It is in the page's memory only; until it is confirmed the page asks before it goes.
import { useState } from 'preact/hooks'
import { corrected, groupsOf, type Receipt, writeReceipt } from '../../../../sealing/receipt.js'
import { ProblemLine } from '../../../pages/problem-line.js'
import type { PageContext } from '../page-context.js'
import { useAskBeforeLeaving } from '../report/leaving.js'
import { StepHeading } from '../report/step-heading.js'

export function ReceiptView({
  receipt,
  page,
  sent,
  confirmed,
  heldBack,
}: {
  readonly receipt: Receipt
  readonly page: PageContext
  readonly sent: string
  /** From here on the page may be left. */
  readonly confirmed: () => void
  /** Somebody went back, and was held. */
  readonly heldBack: boolean
}) {
  const [stage, setStage] = useState<'shown' | 'asked' | 'done'>('shown')
  const [asked] = useState(twoPlaces)
  const say = page.reports.say
  const groups = groupsOf(writeReceipt(receipt).replaceAll('-', ''))
  const [sure, setSure] = useState(false)
  useAskBeforeLeaving(!sure)
  const notice = <ProblemLine words={heldBack && !sure ? say('receipt.notYet') : ''} />

  function finish(): void {
    setStage('done')
    if (!sure) confirmed()
    setSure(true)
  }

  if (stage === 'done')
    return (
      <section>
        <StepHeading>{say('receipt.doneTitle')}</StepHeading>
        <p>{say('receipt.done')}</p>
        <p>{say('receipt.answer', { days: page.answerDays })}</p>
        <p class="quiet">{say('receipt.clear')}</p>
        <div class="row">
          <a class="button second" href={`/case?lang=${page.language}`}>
            {say('receipt.toCase')}
          </a>
          <button type="button" class="second" onClick={() => setStage('shown')}>
            {say('receipt.showAgain')}
          </button>
        </div>
      </section>
    )
  if (stage === 'asked')
    return (
      <>
        {notice}
        <Confirmation
          say={say}
          groups={groups}
          asked={asked}
          confirmed={finish}
          again={() => setStage('shown')}
        />
        <Untyped say={say} confirmed={finish} />
      </>
    )
  return (
    <section>
      <StepHeading>{say('receipt.title')}</StepHeading>
      <p class="good" role="status">
        {sent}
      </p>
      {/* Text, with spaces between its groups: whoever listens to the page hears the symbols, too. */}
      <p class="receipt code" id="receipt">
        {groups.map((group, place) => [place > 0 && ' ', <span key={place}>{group}</span>])}
      </p>
      {notice}
      <p>{say('receipt.once')}</p>
      <div class="row">
        <button type="button" onClick={() => setStage('asked')}>
          {say('receipt.written')}
        </button>
        <button type="button" class="second" onClick={() => window.print()}>
          {say('receipt.print')}
        </button>
      </div>
      <p class="quiet on-screen below">{say('receipt.printWarning')}</p>
    </section>
  )
}

function Confirmation({
  say,
  groups,
  asked,
  confirmed,
  again,
}: {
  readonly say: PageContext['reports']['say']
  readonly groups: readonly string[]
  readonly asked: readonly number[]
  readonly confirmed: () => void
  readonly again: () => void
}) {
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const [wrong, setWrong] = useState<number>()

  function check(event: Event) {
    event.preventDefault()
    const slip = asked.find((place) => corrected(typed[place] ?? '') !== groups[place])
    if (slip === undefined) confirmed()
    else setWrong(slip)
  }

  return (
    <form autocomplete="off" onSubmit={check} noValidate>
      <StepHeading>{say('receipt.confirmTitle')}</StepHeading>
      {wrong !== undefined && (
        <p class="problem" role="alert">
          {say('receipt.wrong', { number: wrong + 1 })}
        </p>
      )}
      {asked.map((place) => (
        <label key={place}>
          {say('receipt.confirm', { number: place + 1 })}
          <input
            type="text"
            class="code"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={8}
            aria-invalid={wrong === place}
            value={typed[place] ?? ''}
            onInput={(event) => setTyped({ ...typed, [place]: event.currentTarget.value })}
          />
        </label>
      ))}
      <div class="row">
        <button type="submit">{say('receipt.check')}</button>
        <button type="button" class="second" onClick={again}>
          {say('receipt.showAgain')}
        </button>
      </div>
    </form>
  )
}

/** For who cannot type it: what is given up is said, and the tick is theirs. */
function Untyped({
  say,
  confirmed,
}: {
  readonly say: PageContext['reports']['say']
  readonly confirmed: () => void
}) {
  const [sure, setSure] = useState(false)
  return (
    <details class="below">
      <summary>{say('receipt.cannotType')}</summary>
      <label class="choice">
        <input
          type="checkbox"
          name="kept"
          checked={sure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        <span>{say('receipt.kept')}</span>
      </label>
      <button type="button" class="second" disabled={!sure} onClick={confirmed}>
        {say('receipt.goOn')}
      </button>
    </details>
  )
}

/** Two different groups of the four, in order. */
function twoPlaces(): number[] {
  const [first = 0, second = 0] = crypto.getRandomValues(new Uint8Array(2))
  const one = first % 4
  return [one, (one + 1 + (second % 3)) % 4].sort()
}
