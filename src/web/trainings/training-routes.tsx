// The page for the projector: a QR code that changes every 30 seconds, the same code to type, and how many have checked in.
// Its address cannot be guessed and tells nothing about anybody; without scripts it reloads by itself.

import type { Response, Router } from 'express'
import type th from '../../../locales/th/trainings.json'
import type { Projected, TrainingsRules } from '../../features/trainings/trainings-rules.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { qrModulesOf } from '../../media/templates/qr-code.js'
import { scriptAsset } from '../pages/page-assets.js'
import { languageOfPage } from '../pages/page-language.js'
import { renderPage } from '../pages/page-shell.js'
import { exactRouter } from '../server/exact-router.js'

const say = textsOf<typeof th>('trainings')
const border = 4

export interface TrainingRoutesDeps {
  readonly trainings: Pick<TrainingsRules, 'projected'>
  readonly agencyName: { readonly th: string; readonly en: string }
  readonly basicId: (channel: string) => Promise<string | undefined>
}

export function createTrainingRoutes({ trainings, agencyName, basicId }: TrainingRoutesDeps): Router {
  const router = exactRouter()

  /** Opens the private chat with the words typed in; where LINE does not tell our id, the QR code is the words. */
  async function codeLink({ training, code }: Projected, language: Language): Promise<string> {
    const words = say(language, 'checkIn.says', { code })
    const id = await basicId(training.channel)
    return id === undefined
      ? words
      : `https://line.me/R/oaMessage/${encodeURIComponent(id)}/?${encodeURIComponent(words)}`
  }

  const notHere = (response: Response): void => {
    response.status(404).end()
  }

  router.get('/training/:page', async (request, response) => {
    const projected = await trainings.projected(request.params.page)
    response.set('cache-control', 'no-store')
    const language = languageOfPage(request)
    if (!projected) {
      const title = say(language, 'page.unknown')
      const inOtherLanguage = `?lang=${language === 'th' ? 'en' : 'th'}`
      const children = <p>{say(language, 'page.unknownHow')}</p>
      const page = renderPage({ language, agencyName, title, inOtherLanguage, children })
      return void response.status(404).type('html').send(page)
    }
    const { training, open, count, code, secondsLeft } = projected
    response.type('html').send(
      renderPage({
        language,
        agencyName,
        title: training.title,
        wide: true,
        inOtherLanguage: `?lang=${language === 'th' ? 'en' : 'th'}`,
        ...(open && { script: await scriptAsset('training') }),
        children: open ? (
          <section class="projector">
            <noscript>
              <meta http-equiv="refresh" content={String(secondsLeft)} />
            </noscript>
            <img
              id="qr"
              alt={say(language, 'page.qr')}
              src={`/training/${training.page}/qr.svg?lang=${language}`}
              width="420"
              height="420"
            />
            <div>
              <p>{say(language, 'page.how')}</p>
              <p class="words" id="code">
                {say(language, 'checkIn.says', { code })}
              </p>
              <p>
                {say(language, 'page.changes')} <strong id="seconds">{secondsLeft}</strong>
              </p>
              <p class="count" aria-live="polite">
                {say(language, 'page.count')} <strong id="count">{count}</strong>
              </p>
            </div>
          </section>
        ) : (
          <p>{say(language, 'page.closed', { number: count })}</p>
        ),
      }),
    )
  })

  router.get('/training/:page/state.json', async (request, response) => {
    const projected = await trainings.projected(request.params.page)
    response.set('cache-control', 'no-store')
    if (!projected) return notHere(response)
    const { open, count, code, secondsLeft } = projected
    const words = say(languageOfPage(request), 'checkIn.says', { code })
    response.json({ open, count, words: open ? words : '', secondsLeft })
  })

  router.get('/training/:page/qr.svg', async (request, response) => {
    const projected = await trainings.projected(request.params.page)
    response.set('cache-control', 'no-store')
    if (!projected?.open) return notHere(response)
    response.type('svg').send(svgOf(await codeLink(projected, languageOfPage(request))))
  })

  return router
}

function svgOf(words: string): string {
  const modules = qrModulesOf(words)
  const side = modules.length + 2 * border
  const dark = modules.flatMap((line, row) =>
    line.flatMap((isDark, column) => (isDark ? [`M${column + border} ${row + border}h1v1h-1z`] : [])),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path d="${dark.join('')}" fill="#000"/></svg>`
}
