// The chat page's files: HTML and CSS as they are, the script bundled by esbuild at the first request. They are taken from
// the source folder (found from package.json upward), so that `npm start` from dist and tests from src serve the same.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, type Router } from 'express'

export function pageRoutes(): Router {
  const router = express.Router({ strict: true })
  let script: Promise<string> | null = null
  router.get('/', (request, response) => {
    // The page's own addresses are relative: without the slash they would point beside it.
    if (!request.originalUrl.split('?')[0]?.endsWith('/')) return response.redirect(`${request.baseUrl}/`)
    return response.type('html').send(pageFile('simulator.html'))
  })
  router.get(
    '/simulator.css',
    (_request, response) => void response.type('css').send(pageFile('simulator.css')),
  )
  const serveScript: RequestHandler = (_request, response, next) => {
    script ??= bundledScript()
    script.then((code) => response.type('text/javascript').send(code), next)
  }
  router.get('/simulator.js', serveScript)
  return router
}

const pageFile = (name: string): string => fs.readFileSync(path.join(pageFolder(), name), 'utf8')

async function bundledScript(): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [path.join(pageFolder(), 'simulator-page.tsx')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

function pageFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!fs.existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder)
    if (parent === folder) throw new Error('The chat page is served only from a checkout of the project')
    folder = parent
  }
  return path.join(folder, 'src/local/line-platform/page')
}
