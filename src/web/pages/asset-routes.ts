// What our own pages load, and nothing else does; and the signed list of all of it, for whoever wants to compare.
import type { Router } from 'express'
import { exactRouter } from '../server/exact-router.js'
import { type AssetManifestDeps, createAssetManifest } from './asset-manifest.js'
import { assetNamed } from './page-assets.js'

export function createAssetRoutes(deps: AssetManifestDeps): Router {
  const router = exactRouter()
  const manifest = createAssetManifest(deps)

  router.get('/assets/manifest.json', async (_request, response) => {
    response.set('cache-control', 'no-cache').json(await manifest())
  })
  router.get('/assets/:name', async (request, response) => {
    const asset = await assetNamed(request.params.name)
    if (!asset) return void response.status(404).end()
    const caching = asset.type === 'font/ttf' ? 'public, max-age=2592000' : 'no-cache'
    // The frame in which files are shown is of no origin, and asks as a stranger does; they are the same for everybody.
    response.set('access-control-allow-origin', '*')
    response.set('cache-control', caching).type(asset.type).send(asset.bytes)
  })
  return router
}
