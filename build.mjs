// Bundles the program and its libraries into dist/, so that `npm start` opens a dozen files and not two thousand: that is
// most of the time to the first answer. What is loaded later (drawing, papers, pages) stays in files of its own.
// It checks no types: `npm run types` does.
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The thread of the embedded database is found beside whoever starts it. */
const databaseThread = 'packages/embedded-mongodb/src/embedded-mongodb-worker.ts'
/** So is the one for what takes long. */
const heavyThread = 'src/heavy-work/heavy-thread.ts'

/** `folder` is emptied first; it must lie in the project, whose packages and locales the program looks for above itself. */
export async function bundle(programs, folder, { threads = [databaseThread, heavyThread] } = {}) {
  rmSync(folder, { recursive: true, force: true })
  await build({
    entryPoints: [...programs, ...threads],
    outdir: folder,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    // A stack names our files and lines; their text need not be in the map.
    sourcesContent: false,
    // Names stay as they are: what is left out is only what a machine must read past.
    minifyWhitespace: true,
    minifySyntax: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Programs of the machine, found by their own packages; and what finds its own files beside itself.
    external: ['lmdb', '@napi-rs/canvas', 'sharp', 'esbuild', 'pdfkit'],
    // Older packages ask for their parts by `require`.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'warning',
  })
}

/** The programs of the packages, which their bin.mjs starts. */
async function bundlePackages() {
  for (const name of ['embedded-mongodb', 'line-stand-in'])
    await bundle([`packages/${name}/src/${name}-program.ts`], `packages/${name}/dist`, { threads: [] })
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  await bundle(['src/main.ts'], 'dist')
  await bundlePackages()
}
