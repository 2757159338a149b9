// The product once more, on the database and the LINE account of one that runs. It is not started yet.
import mongoose, { type Connection } from 'mongoose'
import { createProduct } from '../../src/app/app.js'
import type { Product, ProductOptions } from '../../src/app/product.js'
import { createLog } from '../../src/operation/log.js'
import type { RunningProduct } from './product.js'

/** Both must have the same `secretKey`. The connection is closed by the caller, after both products have stopped. */
export async function secondReplica(
  running: RunningProduct,
  secretKey: Buffer,
  more: Partial<ProductOptions> = {},
): Promise<{ readonly product: Product; readonly connection: Connection }> {
  const { host, port, name } = running.connection
  const connection = await mongoose
    .createConnection(`mongodb://${host}:${port}/${name}?directConnection=true`)
    .asPromise()
  const product = createProduct({
    connection,
    channels: [{ name: 'main', secrets: ['secret-of-main'], accessToken: 'token-of-main' }],
    secretKey,
    publicUrl: running.url,
    trustedProxies: ['127.0.0.1', '::1'],
    agencyName: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
    lineApiBaseUrl: running.platform.apiBaseUrl,
    lineDataApiBaseUrl: running.platform.dataApiBaseUrl,
    clock: running.now,
    log: createLog('silent'),
    ...more,
  })
  return { product, connection }
}
