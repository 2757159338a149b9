// The chat page's files: HTML and CSS as they are, the script bundled at the first request. They are taken from the source
// folder, so that `npm start` from dist and tests from src serve the same.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import express, { type RequestHandler, type Router } from 'express'
import { pageBundle } from './page-bundle.js'

/** By the package's own name: found from source and from whatever a program is bundled into. */
const folder = join(
  dirname(createRequire(import.meta.url).resolve('line-stand-in/package.json')),
  'src/simulator/page',
)

export function pageRoutes(): Router {
  const router = express.Router({ strict: true })
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
    pageBundle(join(folder, 'simulator-page.tsx')).then(
      (code) => response.type('text/javascript').send(code),
      next,
    )
  }
  router.get('/simulator.js', serveScript)
  return router
}

const pageFile = (name: string): string => readFileSync(join(folder, name), 'utf8')
