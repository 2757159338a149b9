// The script of /case: takes the receipt, proves it without sending it, and opens the case here. Nothing is kept when the
// page is closed or left alone for half an hour.
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { readReceipt } from '../../../../sealing/receipt.js'
import { VaultBroken } from '../../../../sealing/vault.js'
import { ProblemLine } from '../../../pages/problem-line.js'
import { type Answered, attempted } from '../ask-server.js'
import type { BrowserFound } from '../browser-check.js'
import { CheckedBrowser, SlowBrowser } from '../checked-browser.js'
import { excusesOf, type PageContext, readPageContext } from '../page-context.js'
import { forgetWhenLeft } from '../report/leaving.js'
import { prepareQuickExit } from '../report/quick-exit.js'
import { CaseView } from './case-view.js'
import { type OpenedCase, openCase, type ReadCase } from './opened-case.js'

const idleMilliseconds = 30 * 60_000

/** After these the pass or the case is no more: the receipt has to be typed again, or there is nothing to come to. */
const over = ['passExpired', 'gone']

type Working = { readonly now: false } | { readonly now: true; readonly share?: number }

interface Shown {
  readonly opened: OpenedCase
  readonly read: ReadCase
}

interface CasePageProps {
  readonly page: PageContext
  readonly found: BrowserFound
}

function CasePage({ page, found }: CasePageProps) {
  const { say } = page.followUp
  const [shown, setShown] = useState<Shown>()
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState<Working>({ now: false })

  useEffect(() => {
    if (!shown) return undefined
    const listening = new AbortController()
    let idle = setTimeout(signOut, idleMilliseconds)
    // Whoever writes a long answer is not away.
    for (const sign of ['input', 'keydown', 'pointerdown'])
      addEventListener(
        sign,
        () => {
          clearTimeout(idle)
          idle = setTimeout(signOut, idleMilliseconds)
        },
        { signal: listening.signal },
      )
    return () => {
      clearTimeout(idle)
      listening.abort()
    }
  }, [shown])

  function signOut(): void {
    setShown(undefined)
    setProblem(say('signedOut'))
  }

  /** What was written stays where it is when the case cannot be read again now. */
  async function show(opened: OpenedCase): Promise<Answered<object>> {
    const read = await attempted(opened.read, sentenceFor)
    if (read.ok) setShown({ opened, read: read.body })
    else if (over.includes(read.code)) {
      setShown(undefined)
      setProblem(read.sentence)
    }
    return read
  }

  const sentenceFor = (error: unknown) => say(error instanceof VaultBroken ? 'broken' : 'failed')

  async function enter(written: string): Promise<void> {
    const receipt = readReceipt(written)
    if (!receipt.ok) return setProblem(say(`wrongReceipt.${receipt.why}`))
    setProblem('')
    setWorking({ now: true })
    const excuses = { ...excusesOf(page), offline: say('offline') }
    const done = await attempted(async () => {
      const opened = await openCase(receipt.receipt, { excuses }, (share) => setWorking({ now: true, share }))
      return opened.ok ? show(opened.body) : opened
    }, sentenceFor)
    setWorking({ now: false })
    if (!done.ok) setProblem(done.sentence)
  }

  if (shown)
    return (
      <CaseView
        page={page}
        opened={shown.opened}
        read={shown.read}
        changed={async () => void (await show(shown.opened))}
        signOut={signOut}
      />
    )
  return <Entry page={page} found={found} problem={problem} working={working} enter={enter} />
}

function Entry({
  page,
  found,
  problem,
  working,
  enter,
}: CasePageProps & {
  readonly problem: string
  readonly working: Working
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
      <SlowBrowser page={page} found={found} />
      <ProblemLine words={problem} />
      {working.now && (
        <p role="status">
          <progress
            aria-label={say('opening')}
            {...(working.share !== undefined && { max: 100, value: Math.round(working.share * 100) })}
          />
          {say('opening')}
        </p>
      )}
      <button type="submit" disabled={working.now}>
        {say('open')}
      </button>
      <p class="quiet below">
        {say('noReceipt')} <a href={`/report?lang=${page.language}`}>{say('report')}</a>
      </p>
    </form>
  )
}

prepareQuickExit()
forgetWhenLeft()
const page = readPageContext()
const place = document.getElementById('form')
if (place)
  render(
    <CheckedBrowser page={page}>{(found) => <CasePage page={page} found={found} />}</CheckedBrowser>,
    place,
  )
