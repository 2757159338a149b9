// The script of /case: takes the receipt, proves it without sending it, and opens the case here. Nothing is kept when the
// page is closed or left alone for half an hour.
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { readReceipt } from '../../security/receipt.js'
import { VaultBroken } from '../../security/vault.js'
import { ProblemLine } from '../pages/problem-line.js'
import { CaseView } from './case-view.js'
import { HeavyWorkFailed } from './heavy-work.js'
import { type OpenedCase, openCase, type ReadCase } from './opened-case.js'
import { type PageContext, readPageContext } from './page-context.js'
import { prepareQuickExit } from './quick-exit.js'

const idleMilliseconds = 30 * 60_000

interface Shown {
  readonly opened: OpenedCase
  readonly read: ReadCase
}

function CasePage({ page }: { readonly page: PageContext }) {
  const { say } = page.followUp
  const [shown, setShown] = useState<Shown>()
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)

  useEffect(() => {
    if (!shown) return undefined
    const idle = setTimeout(() => signOut(), idleMilliseconds)
    return () => clearTimeout(idle)
  }, [shown])

  function signOut(): void {
    setShown(undefined)
    setProblem(say('signedOut'))
  }

  async function show(opened: OpenedCase): Promise<void> {
    const read = await opened.read()
    if (read.ok) return setShown({ opened, read: read.body })
    setShown(undefined)
    setProblem(read.sentence)
  }

  async function enter(written: string): Promise<void> {
    const receipt = readReceipt(written)
    if (!receipt.ok) return setProblem(say(`wrongReceipt.${receipt.why}`))
    setProblem('')
    setWorking(true)
    try {
      const found = await openCase(receipt.receipt, { offline: say('offline') })
      if (found.ok) await show(found.body)
      else setProblem(found.sentence)
    } catch (error) {
      if (!(error instanceof VaultBroken || error instanceof HeavyWorkFailed)) throw error
      setProblem(say(error instanceof VaultBroken ? 'broken' : 'failed'))
    } finally {
      setWorking(false)
    }
  }

  if (shown)
    return (
      <CaseView
        page={page}
        opened={shown.opened}
        read={shown.read}
        changed={() => show(shown.opened)}
        signOut={signOut}
      />
    )
  return <Entry page={page} problem={problem} working={working} enter={enter} />
}

function Entry({
  page,
  problem,
  working,
  enter,
}: {
  readonly page: PageContext
  readonly problem: string
  readonly working: boolean
  readonly enter: (written: string) => Promise<void>
}) {
  const { say } = page.followUp
  const [written, setWritten] = useState('')
  return (
    <form
      class="card"
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void enter(written)
      }}
    >
      <p>{say('intro')}</p>
      <label>
        {say('receipt')}
        <span class="hint" id="receipt-hint">
          {say('receiptHint')}
        </span>
        <input
          type="text"
          class="code"
          name="receipt"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={40}
          aria-describedby="receipt-hint"
          value={written}
          onInput={(event) => setWritten(event.currentTarget.value)}
        />
      </label>
      <ProblemLine words={problem} />
      {working && (
        <p role="status">
          <progress aria-label={say('opening')} />
          {say('opening')}
        </p>
      )}
      <button type="submit" disabled={working}>
        {say('open')}
      </button>
      <p class="quiet below">
        {say('noReceipt')} <a href={`/report?lang=${page.language}`}>{say('report')}</a>
      </p>
    </form>
  )
}

prepareQuickExit()
const place = document.getElementById('form')
if (place) render(<CasePage page={readPageContext()} />, place)
