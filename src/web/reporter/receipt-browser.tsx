// The script of /receipt: opens the offer with the secret that stands after '#', makes the receipt here and claims the way
// back to the case. The secret leaves the address bar at once and is sent to nobody.
import { render } from 'preact'
import { useState } from 'preact/hooks'
import type { Receipt } from '../../security/receipt.js'
import { isOfferSecret, offerIdOf, openOffer } from '../../security/receipt-offer.js'
import { makeRecipientKeys, VaultBroken } from '../../security/vault.js'
import { ask } from './ask-server.js'
import { HeavyWorkFailed } from './heavy-work.js'
import { type PageContext, readPageContext } from './page-context.js'
import { prepareQuickExit } from './quick-exit.js'
import { ReceiptView } from './receipt-view.js'
import { newLock, wayBackOf } from './report-sending.js'
import { nothing, offerGiven } from './reporter-schemas.js'

type Made = { readonly receipt: Receipt } | { readonly problem: string }

interface Claim {
  readonly receipt: Receipt
  readonly asked: object
}

/** Kept until it is known to be there: an answer that was lost on the way must not cost the reporter the way back. */
let prepared: Claim | undefined

async function makeReceipt(secret: string, { reports: { say } }: PageContext): Promise<Made> {
  const options = { offline: say('sending.offline') }
  for (let tries = 1; ; tries += 1) {
    if (!prepared) {
      const offerId = await offerIdOf(secret)
      const offer = await ask('/receipt/api/offer', { offerId }, offerGiven, options)
      if (!offer.ok) return { problem: offer.sentence }
      prepared = await prepareClaim(secret, offerId, offer.body)
    }
    const claimed = await ask('/receipt/api/claim', prepared.asked, nothing, options)
    if (claimed.ok) return { receipt: prepared.receipt }
    if (claimed.code === 'selectorTaken') prepared = undefined
    if (!['selectorTaken', 'offline'].includes(claimed.code) || tries === 4)
      return { problem: claimed.sentence }
  }
}

async function prepareClaim(
  secret: string,
  offerId: string,
  { caseId, sealedKey }: { readonly caseId: string; readonly sealedKey: string },
): Promise<Claim> {
  const caseKey = await openOffer(secret, caseId, sealedKey)
  const own = await makeRecipientKeys()
  const { receipt, lock } = await newLock(own)
  return { receipt, asked: { offerId, ...(await wayBackOf(own, caseKey, lock)) } }
}

function Offer({ secret, page }: { readonly secret: string; readonly page: PageContext }) {
  const { say } = page.reports
  const [made, setMade] = useState<Made | 'working'>()

  async function make(): Promise<void> {
    setMade('working')
    try {
      setMade(await makeReceipt(secret, page))
    } catch (error) {
      if (!(error instanceof HeavyWorkFailed || error instanceof VaultBroken)) throw error
      setMade({ problem: say('sending.broken') })
    }
  }

  if (!isOfferSecret(secret)) return <p class="problem">{say('offer.missing')}</p>
  if (made === 'working')
    return (
      <p role="status">
        <progress aria-label={say('offer.working')} />
        {say('offer.working')}
      </p>
    )
  if (made && 'receipt' in made)
    return <ReceiptView receipt={made.receipt} page={page} sent={say('offer.made')} />
  return (
    <>
      {made && (
        <p class="problem" role="alert">
          {made.problem}
        </p>
      )}
      <p>{say('offer.text')}</p>
      <button type="button" onClick={() => void make()}>
        {say('offer.make')}
      </button>
    </>
  )
}

prepareQuickExit()
const page = readPageContext()
const secret = location.hash.slice(1)
history.replaceState(null, '', location.pathname + location.search)
const place = document.getElementById('form')
if (place) render(<Offer secret={secret} page={page} />, place)
