// Turns src/ into dist/src/ (types are stripped, nothing is bundled), so that `npm start` runs plain JavaScript.
// It checks no types: `npm run types` does.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const sources = readdirSync('src', { recursive: true })
  .map((file) => join('src', String(file)))
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))

rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: sources,
  outdir: 'dist',
  outbase: '.',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
})
