// What our own pages load, and nothing else does: one style sheet, the fonts, and a script for each page that has one.
// A script's name is its file's: /assets/case.js is bundled from case-browser.tsx, wherever it lies below src/web.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { Router } from 'express'
import { browserBundle } from '../../browser-bundle.js'
import { projectRoot } from '../../project-root.js'

const fonts = {
  'sarabun-regular.ttf': '@expo-google-fonts/sarabun/400Regular/Sarabun_400Regular.ttf',
  'sarabun-bold.ttf': '@expo-google-fonts/sarabun/700Bold/Sarabun_700Bold.ttf',
} as const

const styles = {
  'pages.css': 'src/web/pages/pages.css',
  'console.css': 'src/web/console/console.css',
} as const

export function createAssetRoutes(): Router {
  const router = Router()
  const entries = browserEntries()
  const find = createRequire(import.meta.url)

  for (const [name, file] of Object.entries(styles))
    router.get(`/assets/${name}`, (_request, response) => {
      response.set('cache-control', 'no-cache').type('css')
      response.send(readFileSync(join(projectRoot, file), 'utf8'))
    })
  for (const [name, file] of Object.entries(fonts))
    router.get(`/assets/${name}`, (_request, response) => {
      response.set('cache-control', 'public, max-age=2592000').type('font/ttf')
      response.send(readFileSync(find.resolve(file)))
    })
  router.get('/assets/:script', async (request, response) => {
    const entry = entries.get(request.params.script)
    if (entry === undefined) return void response.status(404).end()
    const code = await browserBundle(entry)
    response.set('cache-control', 'no-cache').type('text/javascript').send(code)
  })
  return router
}

function browserEntries(): ReadonlyMap<string, string> {
  const found = readdirSync(join(projectRoot, 'src/web'), { recursive: true })
    .map(String)
    .filter((file) => /-browser\.tsx?$/.test(file))
  return new Map(
    found.map((file) => [`${basename(file).replace(/-browser\.tsx?$/, '')}.js`, join('src/web', file)]),
  )
}
