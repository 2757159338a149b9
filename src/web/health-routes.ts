// For the operator and the orchestrator: alive, ready, and numbers. Nothing here names a person.
import { Router } from 'express'
import type { Metrics } from '../metrics.js'

export interface HealthDeps {
  readonly metrics: Metrics
  /** Each part with whether it works now. */
  readonly parts: () => Promise<Readonly<Record<string, boolean>>>
  /** Called before the numbers are read, for gauges that are counted on demand. */
  readonly measure: () => Promise<void>
}

export function createHealthRoutes({ metrics, parts, measure }: HealthDeps): Router {
  const router = Router()
  router.get('/health', (_request, response) => {
    response.json({ alive: true })
  })
  router.get('/ready', async (_request, response) => {
    const found = await parts()
    response.status(Object.values(found).every(Boolean) ? 200 : 503).json(found)
  })
  router.get('/metrics', async (_request, response) => {
    await measure()
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
  return router
}
