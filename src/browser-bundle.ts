// Scripts for the browser, bundled by esbuild from their source when they are first asked for, and kept. Served to our own
// pages only: nothing is fetched from anywhere else, at build or at run time.
import { join } from 'node:path'
import { projectRoot } from './project-root.js'

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

async function bundle(entry: string): Promise<string> {
  // Not at start: most processes never draw a page with a script.
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    absWorkingDir: projectRoot,
    entryPoints: [join(projectRoot, entry)],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}
