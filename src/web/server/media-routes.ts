// Pictures by their hash: LINE fetches them, phones keep them. An address never changes what it shows.

import type { Router } from 'express'
import type { MediaStore } from '../../media/media-store.js'
import { exactRouter } from './exact-router.js'

export function createMediaRoutes(media: MediaStore): Router {
  const router = exactRouter()
  router.get('/media/:file', async (request, response) => {
    const name = /^([0-9a-f]{64})\.(png|jpg)$/.exec(request.params.file)
    const found = name?.[1] === undefined ? undefined : await media.find(name[1])
    if (!found) {
      response.status(404).end()
      return
    }
    response.set('cache-control', 'public, max-age=31536000, immutable')
    response.type(found.mime).send(found.bytes)
  })
  return router
}
