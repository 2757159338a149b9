// The features of the product for scripts that ask or fill many of them, on the configured database.
import type { Features } from '../src/features/index.js'
import type { ScriptDeps } from './open-database.js'

export async function withFeatures<T>(
  work: (features: Features, deps: ScriptDeps) => Promise<T>,
): Promise<T> {
  // Read only now: whoever typed something wrong was answered before, and did not wait for the whole product.
  const [{ indexesBuilt, withDatabase }, { featuresFor }] = await Promise.all([
    import('./open-database.js'),
    import('./product-features.js'),
  ])
  return withDatabase(async (deps) => {
    const features = featuresFor(deps)
    await indexesBuilt(deps.connection)
    return work(features, deps)
  })
}
