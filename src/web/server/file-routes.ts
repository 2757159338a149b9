// Files handed out by a command: one link, for a short time. The link is the only key, so nothing on the way may keep or
// index what it opens, and a link that opens nothing gets one calm page, whether it is old, broken or guessed.

import type { Router } from 'express'
import type th from '../../../locales/th/documents.json'
import { languages, textsOf } from '../../i18n/texts.js'
import type { HandedFiles } from '../../security/handed-files.js'
import { exactRouter } from './exact-router.js'

const say = textsOf<typeof th>('documents')

export function createFileRoutes(files: Pick<HandedFiles, 'open'>): Router {
  const router = exactRouter()
  router.get('/files/:token/:name', async (request, response) => {
    response.set({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow, noarchive' })
    const file = await files.open(request.params.token)
    if (!file) {
      response.status(404).type('html').send(gonePage())
      return
    }
    response.attachment(file.name)
    response.type(file.mime).send(file.bytes)
  })
  return router
}

/** Nobody who opens a link is known to us, so the page speaks both languages. */
function gonePage(): string {
  const parts = languages.map(
    (language) =>
      `<section lang="${language}"><h1>${say(language, 'file.goneTitle')}</h1><p>${say(language, 'file.gone')}</p></section>`,
  )
  return `<!doctype html><html lang="th"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say('th', 'file.goneTitle')}</title></head><body>${parts.join('')}</body></html>`
}
