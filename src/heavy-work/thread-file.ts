// Where a thread's program lies. Built, it is a JavaScript file beside whoever asks. From source it is TypeScript: tsx translates
// for the thread that loaded it, not for new ones, so that a new thread begins by loading tsx itself.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** `name` without an ending, of a module beside `whoAsks`, which is an `import.meta.url`. */
export function threadFile(whoAsks: string, name: string): URL {
  if (!whoAsks.endsWith('.ts')) return new URL(`./${name}.js`, whoAsks)
  const file = new URL(`./${name}.ts`, whoAsks)
  const tsx = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs'),
  )
  const start = `import { register } from '${tsx}'; register(); await import('${file}')`
  return new URL(`data:text/javascript,${encodeURIComponent(start)}`)
}
