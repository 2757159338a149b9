// The script of /receipt: opens the offer with the secret that stands after '#', makes the receipt here and claims the way
// back to the case. The secret leaves the address bar at once and is sent to nobody.
import { render } from 'preact'
import { useState } from 'preact/hooks'
import type { Receipt } from '../../../../sealing/receipt.js'
import { isOfferSecret, offerIdOf, openOffer } from '../../../../sealing/receipt-offer.js'
import { nothing, offerGiven } from '../../shared/reporter-schemas.js'
import { type Answered, type AskOptions, ask, attempted } from '../ask-server.js'
import type { BrowserFound } from '../browser-check.js'
import { CheckedBrowser, SlowBrowser } from '../checked-browser.js'
import type { Progress } from '../heavy-tasks.js'
import { excusesOf, type PageContext, readPageContext } from '../page-context.js'
import { forgetWhenLeft, useAskBeforeLeaving } from '../report/leaving.js'
import { prepareQuickExit } from '../report/quick-exit.js'
import { beginAtFirstEntry, useStepHistory } from '../report/step-history.js'
import { createWaysBack, wayBackOf } from '../report/way-back.js'
import { ReceiptView } from './receipt-view.js'

interface Claim {
  readonly receipt: Receipt
  readonly asked: object
}

/** Kept until it is known to be there: an answer that was lost on the way must not cost the reporter the way back. */
let prepared: Claim | undefined
const waysBack = createWaysBack()

async function makeReceipt(
  secret: string,
  options: AskOptions,
  progress: Progress,
): Promise<Answered<Receipt>> {
  if (!prepared) {
    const offerId = await offerIdOf(secret)
    const offer = await ask('/receipt/api/offer', { offerId }, offerGiven, options)
    if (!offer.ok) return offer
    const made = await prepareClaim({ secret, offerId, ...offer.body }, options, progress)
    if (!made.ok) return made
    prepared = made.body
  }
  const { receipt, asked } = prepared
  const claimed = await ask('/receipt/api/claim', asked, nothing, options)
  return claimed.ok ? { ok: true, body: receipt } : claimed
}

async function prepareClaim(
  {
    secret,
    offerId,
    caseId,
    sealedKey,
  }: Readonly<Record<'secret' | 'offerId' | 'caseId' | 'sealedKey', string>>,
  options: AskOptions,
  progress: Progress,
): Promise<Answered<Claim>> {
  const caseKey = await openOffer(secret, caseId, sealedKey)
  const ready = await waysBack.ready(progress, options)
  if (!ready.ok) return ready
  const { receipt, lock } = ready.body
  const wayBack = await wayBackOf(await waysBack.own(), caseKey, lock)
  return { ok: true, body: { receipt, asked: { offerId, ...wayBack } } }
}

type Made =
  | { readonly at: 'asked' }
  | { readonly at: 'working'; readonly share?: number }
  | { readonly at: 'failed'; readonly sentence: string }
  | { readonly at: 'made'; readonly receipt: Receipt; readonly confirmed: boolean }

interface OfferProps {
  readonly secret: string
  readonly page: PageContext
  readonly found: BrowserFound
}

function Offer({ secret, page, found }: OfferProps) {
  const { say } = page.reports
  const [made, setMade] = useState<Made>({ at: 'asked' })
  const [heldBack, setHeldBack] = useState(false)
  const busy = made.at === 'working' || (made.at === 'made' && !made.confirmed)
  // A link that was used opens nothing again: until its receipt was seen, leaving loses it.
  useAskBeforeLeaving(busy || prepared !== undefined)
  const entries = useStepHistory({
    shown: () => undefined,
    ...(busy && { held: () => setHeldBack(true) }),
  })

  async function make(): Promise<void> {
    if (made.at === 'asked') entries.go(0)
    setMade({ at: 'working' })
    const done = await attempted(
      () => makeReceipt(secret, { excuses: excusesOf(page) }, (share) => setMade({ at: 'working', share })),
      () => say('sending.broken'),
    )
    if (!done.ok) return setMade({ at: 'failed', sentence: done.sentence })
    setHeldBack(false)
    setMade({ at: 'made', receipt: done.body, confirmed: false })
  }

  if (!isOfferSecret(secret)) return <p class="problem">{say('offer.missing')}</p>
  if (made.at === 'working')
    return (
      <p role="status">
        <progress
          aria-label={say('offer.working')}
          {...(made.share !== undefined && { max: 100, value: Math.round(made.share * 100) })}
        />
        {say('offer.working')}
      </p>
    )
  if (made.at === 'made')
    return (
      <ReceiptView
        receipt={made.receipt}
        page={page}
        sent={say('offer.made')}
        heldBack={heldBack}
        confirmed={() => {
          prepared = undefined
          setMade({ ...made, confirmed: true })
          entries.rewind()
        }}
      />
    )
  return (
    <>
      {made.at === 'failed' && (
        <p class="problem" role="alert">
          {made.sentence}
        </p>
      )}
      <p>{say('offer.text')}</p>
      <SlowBrowser page={page} found={found} />
      <button type="button" onClick={() => void make()}>
        {say('offer.make')}
      </button>
    </>
  )
}

prepareQuickExit()
forgetWhenLeft()
const page = readPageContext()
const secret = location.hash.slice(1)
history.replaceState(history.state, '', location.pathname + location.search)
beginAtFirstEntry()
const place = document.getElementById('form')
if (place)
  render(
    <CheckedBrowser page={page}>
      {(found) => <Offer secret={secret} page={page} found={found} />}
    </CheckedBrowser>,
    place,
  )
