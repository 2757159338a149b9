// Before all tests: the programs that tests start as processes of their own are bundled once, because translating them anew for
// each start was a quarter of all test time. A test that runs alone, without this, starts them from their source.
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { bundle } from '../../build.mjs'

export async function mochaGlobalSetup() {
  const scripts = readdirSync('scripts').filter((file) => file.endsWith('.ts'))
  const folder = resolve('node_modules/.cache/sujarit-test-programs')
  await bundle(
    [
      'src/main.ts',
      ...scripts.map((file) => `scripts/${file}`),
      'test/harness/product-process.ts',
      'packages/embedded-mongodb/test/database-process.ts',
    ],
    folder,
  )
  process.env.TEST_PROGRAMS = folder
}
