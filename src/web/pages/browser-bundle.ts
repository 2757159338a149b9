// Scripts for the browser, bundled by esbuild from their source when they are first asked for, and kept. Served to our own
// pages only: nothing is fetched from anywhere else, at build or at run time. The same source gives the same bytes, in every
// process and in every folder: replicas agree, and whoever has the source can say what a server should send.
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { projectRoot } from '../../operation/project-root.js'

const bundled = new Map<string, Promise<string>>()

/** `entry` is a path below the project's folder, such as 'src/web/pages/case-browser.tsx'. A failure is tried anew. */
export function browserBundle(entry: string): Promise<string> {
  const known = bundled.get(entry)
  if (known) return known
  const fresh = bundle(entry)
  bundled.set(entry, fresh)
  fresh.catch(() => bundled.delete(entry))
  return fresh
}

/** As a page writes it into its tags, for the browser to compare: subresource integrity. */
export const integrityOf = (content: string | Uint8Array): string =>
  `sha384-${createHash('sha384').update(content).digest('base64')}`

async function bundle(entry: string, format: 'esm' | 'iife' = 'esm'): Promise<string> {
  // Not at start: most processes never draw a page with a script.
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    absWorkingDir: projectRoot,
    entryPoints: [join(projectRoot, entry)],
    bundle: true,
    write: false,
    minify: true,
    format,
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
    plugins: [integrityOfLaterScripts, codeOfWorkers, bytesOfPackages, sodiumFor(entry)],
    loader: { '.wasm': 'binary', '.pfb': 'binary' },
    // libsodium's CommonJS build would ask Node for these; in a browser it does not.
    external: ['node:fs', 'crypto'],
  })
  return outputFiles[0]?.text ?? ''
}

/**
 * `import { integrity } from 'integrity-of:src/web/…'`: what a script expects of another one that it loads later, written into it when
 * it is bundled. So the tag in a page vouches for everything that runs there.
 */
const integrityOfLaterScripts: Plugin = {
  name: 'integrity of later scripts',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^integrity-of:/ }, ({ path }) => ({
      path: path.slice('integrity-of:'.length),
      namespace: 'integrity',
    }))
    onLoad({ filter: /./, namespace: 'integrity' }, async ({ path }) => ({
      contents: `export const integrity = '${integrityOf(await browserBundle(path))}'`,
    }))
  },
}

/**
 * `import { code } from 'code-of:src/web/…'`: a worker in one piece, as text in the script that starts it, where that script can fetch
 * nothing. No module: browsers give none to a page without origin.
 */
const codeOfWorkers: Plugin = {
  name: 'code of workers',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^code-of:/ }, ({ path }) => ({
      path: path.slice('code-of:'.length),
      namespace: 'code',
    }))
    onLoad({ filter: /./, namespace: 'code' }, async ({ path }) => ({
      contents: `export const code = ${JSON.stringify(await bundle(path, 'iife'))}`,
    }))
  },
}

/** `import { bytes } from 'bytes-of:package/file'`: what a script cannot fetch lies in it. */
const bytesOfPackages: Plugin = {
  name: 'bytes of packages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^bytes-of:/ }, ({ path }) => ({
      path: path.slice('bytes-of:'.length),
      namespace: 'bytes',
    }))
    onLoad({ filter: /./, namespace: 'bytes' }, ({ path }) => ({
      contents: `export { default as bytes } from '${path}'`,
      resolveDir: projectRoot,
    }))
  },
}

/**
 * Whatever uses libsodium's wrapper gets it with a way without WebAssembly, and need not know. An entry that is called plain has
 * no other way in it.
 */
const sodiumFor = (entry: string): Plugin => ({
  name: 'libsodium without WebAssembly, too',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^libsodium-sumo$/ }, ({ importer }) =>
      importer.includes('libsodium-wrappers-sumo') ? { path: 'raw', namespace: 'sodium' } : undefined,
    )
    onLoad({ filter: /^raw$/, namespace: 'sodium' }, () => ({
      contents: entry.includes('-plain-')
        ? `export { plainSodium as default } from './src/web/pages/sodium-plain-browser.ts'`
        : `export { rawSodium as default } from './src/web/pages/sodium-in-browser.ts'`,
      resolveDir: projectRoot,
    }))
    // The package gives its CommonJS build to whoever asks by `require`.
    onResolve({ filter: /^libsodium-sumo\/plain$/ }, () => ({
      path: createRequire(import.meta.url).resolve('libsodium-sumo'),
    }))
  },
})
