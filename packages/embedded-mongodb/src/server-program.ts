// Where the program of the server's thread lies: beside whoever starts it, as it was built or, from source, as TypeScript. A new
// thread knows nothing of the loader of the one that starts it, so that from source it begins by loading tsx.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** `whoAsks`: its `import.meta.url`. */
export function serverProgram(whoAsks: string): URL {
  if (whoAsks.endsWith('.js')) return new URL('./embedded-mongodb-worker.js', whoAsks)
  const loader = createRequire(whoAsks)
    .resolve('tsx/esm/api')
    .replace(/\.cjs$/, '.mjs')
  const program = new URL('./embedded-mongodb-worker.ts', whoAsks)
  const start = [
    `import { register } from ${JSON.stringify(pathToFileURL(loader).href)}`,
    'register()',
    `await import(${JSON.stringify(program.href)})`,
  ]
  return new URL(`data:text/javascript,${encodeURIComponent(start.join('\n'))}`)
}
