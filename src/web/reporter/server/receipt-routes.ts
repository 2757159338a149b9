// The one-time link from the chat: its page makes the receipt in the browser and claims the way back. The server sees a
// hash of the link's secret and what the receipt's lock looks like, never the receipt.

import type { Router } from 'express'
import { exactRouter } from '../../server/exact-router.js'
import { claimAsked, offerAsked, saltsAsked } from '../shared/reporter-schemas.js'
import type { ReporterWeb } from './report-routes.js'
import { createDoor } from './reporter-door.js'

export function createReceiptRoutes({ cases, passes, limits }: ReporterWeb): Router {
  const router = exactRouter()
  const door = createDoor(router, { limits, passes, space: cases.space })

  door.open('/receipt/api/offer', {
    counts: 'visits',
    schema: offerAsked,
    async answer({ offerId }) {
      const offer = await cases.receipts.findOffer(offerId)
      return offer ? { ok: true, body: offer } : { ok: false, why: 'noOffer' }
    },
  })
  // For whoever makes a receipt. There is nothing to guess at: the answer is made from the selector alone.
  door.open('/receipt/api/salts', {
    counts: 'visits',
    schema: saltsAsked,
    answer: async ({ selector }) => ({ ok: true, body: await cases.receipts.salts(selector) }),
  })
  door.open('/receipt/api/claim', {
    counts: 'visits',
    schema: claimAsked,
    answer: (claim) => cases.receipts.claim(claim),
  })
  return router
}
