// Counted links of campaigns: one more opening is noted, and the reader goes on. Nothing about the reader is read or kept,
// no cookie is set, and it leads only where a published link leads.

import type { Router } from 'express'
import type { LinksRules } from '../../features/campaigns/results/counted-links-rules.js'
import { exactRouter } from './exact-router.js'

export function createGoRoutes(links: Pick<LinksRules, 'open'>): Router {
  const router = exactRouter()
  router.get('/go/:token', async (request, response) => {
    const { token } = request.params
    // A HEAD is a machine that looks, not a person who opens; express routes it here.
    const known = /^[\w-]{22}$/.test(token) && request.method === 'GET'
    const url = known ? await links.open(token) : undefined
    response.set('cache-control', 'no-store')
    if (url === undefined) response.status(404).end()
    else response.redirect(302, url)
  })
  return router
}
