// Where somebody who found a hole tells it: /.well-known/security.txt (RFC 9116), if the agency has named an address. Without one
// there is no such file: an address that nobody reads is worse than none.
import type { Router } from 'express'
import { addMonths, lastDayOf, monthInBangkok } from '../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../operation/clock.js'
import { exactRouter } from './exact-router.js'

export function createSecurityTxt({
  securityContact,
  publicUrl,
  clock,
}: {
  readonly securityContact?: string
  readonly publicUrl: string
  readonly clock: Clock
}): Router {
  const router = exactRouter()
  router.get('/.well-known/security.txt', (_request, response, next) => {
    if (securityContact === undefined) return next()
    // The standard asks for less than a year; the same for everybody all month.
    const expires = `${lastDayOf(addMonths(monthInBangkok(clock()), 6))}T00:00:00Z`
    response.set('cache-control', 'public, max-age=86400').type('text/plain; charset=utf-8')
    response.send(
      [
        `Contact: ${securityContact}`,
        `Expires: ${expires}`,
        'Preferred-Languages: th, en',
        `Canonical: ${publicUrl}/.well-known/security.txt`,
        '',
      ].join('\n'),
    )
  })
  return router
}
