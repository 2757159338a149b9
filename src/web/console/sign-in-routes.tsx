// Coming in and going out: the page that a link opens, the exchange of the link for a cookie, the second factor. The link's
// secret stands behind '#' and is posted by the page, so that a preview or a proxy neither sees nor spends it.
import type { Request } from 'express'
import { z } from 'zod'
import type th from '../../../locales/th/console.json'
import type { SignInRules } from '../../features/console/sign-in-rules.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { QUIET_MODULES, qrModulesOf } from '../../media/qr-code.js'
import { languageOfPage } from '../pages/page-language.js'
import { renderPage } from '../pages/page-shell.js'
import type { ConsoleCookie } from './console-cookie.js'
import type { ConsoleDoor } from './console-door.js'
import { type ConsoleFrame, pageDataOf } from './console-frame.js'

const say = textsOf<typeof th>('console')
const exchange = z.strictObject({ secret: z.string().max(100) })
const confirmation = z.strictObject({ code: z.string().max(20) })

export interface SignInRouteDeps {
  readonly signIn: SignInRules
  readonly cookie: ConsoleCookie
  readonly frame: ConsoleFrame
  readonly agencyName: { readonly th: string; readonly en: string }
}

export function addSignInRoutes(door: ConsoleDoor, deps: SignInRouteDeps): void {
  const { signIn, cookie, frame, agencyName } = deps

  door.open('GET /console/sign-in', (request, response) => {
    const language = languageOfPage(request)
    response
      .vary('Accept-Language')
      .type('html')
      .send(signInPage(request, language, agencyName))
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
    frame(response, {
      visitor,
      path: '/console/second-factor',
      title: say(language, offered ? 'factor.enrolTitle' : 'factor.title'),
      script: 'console-sign-in',
      children: <SecondFactor language={language} offered={offered} />,
    })
  })

  door.on('POST /console/api/second-factor', async ({ request, response, visitor }) => {
    const read = confirmation.safeParse(request.body)
    const confirmed = await signIn.confirm(visitor, read.success ? read.data.code : '')
    if (!confirmed.ok) return void response.status(403).json(confirmed)
    cookie.set(response, confirmed.token)
    response.json({ ok: true })
  })

  door.on('POST /console/api/sign-out', async ({ response, visitor }) => {
    await signIn.signOut(visitor)
    cookie.clear(response)
    response.set('clear-site-data', '"cookies", "storage", "cache"').json({ ok: true })
  })
}

function signInPage(request: Request, language: Language, agencyName: SignInRouteDeps['agencyName']): string {
  const other = language === 'th' ? 'en' : 'th'
  return renderPage({
    ...{ language, agencyName },
    title: say(language, 'signIn.title'),
    script: 'console-sign-in',
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

function SecondFactor({
  language,
  offered,
}: {
  language: Language
  offered: { secret: string; address: string } | undefined
}) {
  return (
    <form class="card narrow" data-second-factor>
      <p>{say(language, offered ? 'factor.enrol' : 'factor.ask')}</p>
      {offered && (
        <>
          <QrCode address={offered.address} label={say(language, 'factor.qr')} />
          <details>
            <summary>{say(language, 'factor.byHand')}</summary>
            <p class="code">{offered.secret.match(/.{1,4}/g)?.join(' ')}</p>
          </details>
        </>
      )}
      <label for="code">{say(language, 'factor.code')}</label>
      <input
        id="code"
        type="text"
        class="six"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={7}
        required
      />
      <p class="problem" id="factor-problem" role="alert" hidden />
      <button type="submit">{say(language, 'factor.confirm')}</button>
    </form>
  )
}

/** Drawn by us: no picture of a secret is fetched from anywhere. */
function QrCode({ address, label }: { address: string; label: string }) {
  const modules = qrModulesOf(address)
  const side = modules.length + 2 * QUIET_MODULES
  const squares = modules.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + QUIET_MODULES} ${y + QUIET_MODULES}h1v1h-1z`] : [])),
  )
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <path d={`M0 0h${side}v${side}H0z`} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  )
}
