// Coming in and going out: the page that a link opens, the exchange of the link for a cookie, the second factor. The link's
// secret stands behind '#' and is posted by the page, so that a preview or a proxy neither sees nor spends it.
import type { Request } from 'express'
import { z } from 'zod'
import type th from '../../../../../locales/th/console.json'
import type { PasskeyRules } from '../../../../features/console/passkey-rules.js'
import type { SignInRules } from '../../../../features/console/sign-in-rules.js'
import { type Language, textsOf } from '../../../../i18n/texts.js'

import { scriptAsset } from '../../../pages/page-assets.js'
import { languageOfPage } from '../../../pages/page-language.js'
import { renderPage } from '../../../pages/page-shell.js'
import type { ConsoleCookie } from '../console-cookie.js'
import type { ConsoleDoor } from '../console-door.js'
import { type ConsoleFrame, pageDataOf } from '../console-frame.js'
import { SecondFactor } from './second-factor-form.js'

const say = textsOf<typeof th>('console')
const exchange = z.strictObject({ secret: z.string().max(100) })
const confirmation = z.strictObject({ code: z.string().max(20) })

export interface SignInRouteDeps {
  readonly signIn: SignInRules
  readonly passkeys: Pick<PasskeyRules, 'of' | 'isPossible'>
  readonly cookie: ConsoleCookie
  readonly frame: ConsoleFrame
  readonly agencyName: { readonly th: string; readonly en: string }
}

export function addSignInRoutes(door: ConsoleDoor, deps: SignInRouteDeps): void {
  const { signIn, passkeys, cookie, frame, agencyName } = deps

  door.open('GET /console/sign-in', async (request, response) => {
    const language = languageOfPage(request)
    const page = await signInPage(request, language, agencyName)
    response.vary('Accept-Language').type('html').send(page)
  })

  door.open('POST /console/api/sign-in', async (request, response) => {
    const read = exchange.safeParse(request.body)
    const token = read.success ? await signIn.exchange(read.data.secret) : undefined
    if (token === undefined) return void response.status(401).json({ why: 'linkUsed' })
    cookie.set(response, token)
    response.json({ ok: true })
  })

  door.on('GET /console/second-factor', async ({ response, visitor }) => {
    if (visitor.passed) return response.redirect(302, '/console')
    const { language } = visitor
    // In Latin letters: in Thai the picture would be three times as dense.
    const offered = await signIn.offerFactor(visitor, agencyName.en)
    const hasPasskeys = !offered && passkeys.isPossible && (await passkeys.of(visitor.key)).length > 0
    await frame(response, {
      visitor,
      path: '/console/second-factor',
      title: say(language, offered ? 'factor.enrolTitle' : 'factor.title'),
      script: 'console-sign-in',
      children: <SecondFactor {...{ language, offered, hasPasskeys }} />,
    })
  })

  door.on('POST /console/api/second-factor', async ({ request, response, visitor }) => {
    const read = confirmation.safeParse(request.body)
    const confirmed = await signIn.confirm(visitor, read.success ? read.data.code : '')
    if (!confirmed.ok) return void response.status(403).json(confirmed)
    cookie.set(response, confirmed.token)
    response.json({ ok: true })
  })

  door.on('GET /console/api/sessions', async ({ response, visitor }) => {
    response.json({ count: await signIn.countSessions(visitor.key) })
  })

  door.on('POST /console/api/sign-out-everywhere', async ({ response, visitor }) => {
    const count = await signIn.signOutEverywhere(visitor.key, visitor.who)
    cookie.clear(response)
    response.set('clear-site-data', '"cookies", "storage", "cache"').json({ ok: true, count })
  })

  door.on('POST /console/api/sign-out', async ({ response, visitor }) => {
    await signIn.signOut(visitor)
    cookie.clear(response)
    response.set('clear-site-data', '"cookies", "storage", "cache"').json({ ok: true })
  })
}

async function signInPage(
  request: Request,
  language: Language,
  agencyName: SignInRouteDeps['agencyName'],
): Promise<string> {
  const other = language === 'th' ? 'en' : 'th'
  return renderPage({
    ...{ language, agencyName },
    title: say(language, 'signIn.title'),
    script: await scriptAsset('console-sign-in'),
    style: 'console',
    inOtherLanguage: `${request.path}?lang=${other}`,
    data: pageDataOf({ language, changeToken: '' }),
    children: (
      <div class="card narrow">
        <p id="sign-in-state" role="status">
          {say(language, 'signIn.how')}
        </p>
        <p class="quiet">{say(language, 'signIn.rules')}</p>
      </div>
    ),
  })
}
