// One product with everything that is open to the outside, and all the ways in.
import { watchRoutes } from '../harness/registered-routes.js'
import { openConsoleWorld } from '../web/console/console-world.js'
import { chatSurface } from './chat-surface.js'
import { type ErrorWatch, type Surface, watchErrors } from './fuzz-run.js'
import { readerSurface } from './reader-surface.js'
import { routeSurface } from './route-surface.js'
import { webhookSurface } from './webhook-surface.js'

export interface FuzzWorld {
  readonly surfaces: readonly Surface[]
  readonly watch: ErrorWatch
  /** Routes that take a body and have no example yet. */
  readonly without: () => string[]
  stop(): Promise<void>
}

export async function openFuzzWorld(): Promise<FuzzWorld> {
  const watch = watchErrors()
  const seen = watchRoutes()
  const world = await openConsoleWorld({
    product: { log: watch.log, metricsToken: 'a-token-for-the-fuzz-run-only' },
  })
  seen.stop()
  const routes = routeSurface(world, seen.routes)
  return {
    surfaces: [readerSurface(), webhookSurface(world), routes, await chatSurface(world)],
    watch,
    without: routes.without,
    async stop() {
      watch.stop()
      await world.stop()
    },
  }
}
