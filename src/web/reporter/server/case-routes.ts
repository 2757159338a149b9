// What the reporter's page asks for after the receipt was typed into it. Ciphertext goes out, and only to whoever proved the
// receipt; a guess costs work, the same for receipts that exist and that do not. No visit is written down, only its day.

import type { Router } from 'express'
import { dayInBangkok, daysBetween } from '../../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../../operation/clock.js'
import type { ReceiptGuesses } from '../../../security/reports/receipt-guesses.js'
import { exactRouter } from '../../server/exact-router.js'
import {
  attachmentAsked,
  messageAsked,
  nothing,
  openAsked,
  ratingAsked,
  saltsAsked,
} from '../shared/reporter-schemas.js'
import { mostUpload, type ReporterWeb, takeUpload } from './report-routes.js'
import { createDoor } from './reporter-door.js'

export function createCaseRoutes({
  cases: { receipts, reporter, uploads, space },
  proofOfWork,
  passes,
  limits,
  guesses,
  clock,
}: ReporterWeb & { readonly guesses: ReceiptGuesses; readonly clock: Clock }): Router {
  const router = exactRouter()
  const door = createDoor(router, { limits, passes, space })
  async function termsFor(selector: string) {
    const about = receipts.nameOf(selector)
    return { about, dearer: await guesses.price(about) }
  }
  const forHolder = { use: 'case', counts: 'visits' } as const
  /** What is kept. */
  const forWriter = { use: 'case', counts: 'messages' } as const

  door.open('/case/api/salts', {
    counts: 'visits',
    schema: saltsAsked,
    async answer({ selector }) {
      const puzzle = await proofOfWork.puzzle('receipt', await termsFor(selector))
      return { ok: true, body: { ...(await receipts.salts(selector)), puzzle } }
    },
  })
  door.open('/case/api/open', {
    counts: 'visits',
    schema: openAsked,
    async answer({ selector, authenticator, solved }) {
      const guess = receipts.nameOf(`${selector} ${authenticator}`)
      if (!(await proofOfWork.accepts('receipt', solved, guess, await termsFor(selector))))
        return { ok: false, why: 'puzzleWrong' }
      const found = await receipts.open({ selector, authenticator })
      if (!found.ok) {
        await guesses.wrong(receipts.nameOf(selector))
        return found
      }
      const { caseId, publicKey, wrappedKey } = found
      return { ok: true, body: { pass: passes.issue('case', { caseId, publicKey }), publicKey, wrappedKey } }
    },
  })
  door.withPass('/case/api/read', {
    ...forHolder,
    schema: nothing,
    async answer(_asked, holder) {
      const found = await reporter.read(holder)
      if (!found) return { ok: false, why: 'gone' }
      const daysLeft = daysBetween(dayInBangkok(clock()), found.answerBy)
      return { ok: true, body: { ...found, daysLeft, pass: passes.issue('case', holder) } }
    },
  })
  door.withPass('/case/api/attachment', {
    ...forHolder,
    schema: attachmentAsked,
    async answer({ id }, holder) {
      const bytes = await reporter.file(holder, id)
      return bytes ? { ok: true, bytes } : { ok: false, why: 'gone' }
    },
  })
  door.bytes('/case/api/upload', {
    use: 'case',
    counts: 'files',
    most: mostUpload,
    async answer(bytes, holder, room) {
      return (await reporter.owns(holder))
        ? takeUpload(uploads, bytes, holder, room)
        : { ok: false, why: 'gone' }
    },
  })
  door.withPass('/case/api/say', {
    ...forWriter,
    schema: messageAsked,
    answer: (message, holder) => reporter.say(holder, message),
  })
  door.withPass('/case/api/withdraw', {
    ...forWriter,
    schema: messageAsked,
    answer: (message, holder) => reporter.withdraw(holder, message),
  })
  door.withPass('/case/api/rate', {
    ...forWriter,
    schema: ratingAsked,
    answer: ({ rating, message }, holder) => reporter.rate(holder, rating, message),
  })
  return router
}
