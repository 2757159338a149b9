// The chat page's script, bundled by esbuild from its source when it is first asked for, and kept. Nothing is fetched from anywhere.
const bundled = new Map<string, Promise<string>>()

/** `entry`: the path of a file. A failure is tried anew. */
export function pageBundle(entry: string): Promise<string> {
  const known = bundled.get(entry)
  if (known) return known
  const fresh = bundle(entry)
  bundled.set(entry, fresh)
  fresh.catch(() => bundled.delete(entry))
  return fresh
}

async function bundle(entry: string): Promise<string> {
  // Not at start: most platforms are never looked at.
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [entry],
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
