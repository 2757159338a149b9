// The frame of every page of the console: where one can go with one's roles, who is signed in, the way out.
import type { Response } from 'express'
import type { ComponentChildren } from 'preact'
import type th from '../../../../locales/th/console.json'
import { idleMinutes, type Visitor } from '../../../features/console/sign-in-rules.js'
import { type Language, textsOf, textTreeOf } from '../../../i18n/texts.js'
import { scriptAsset } from '../../pages/page-assets.js'
import { renderPage } from '../../pages/page-shell.js'
import { accessMatrix, type ConsoleRoute, mayPass } from './access-matrix.js'

const say = textsOf<typeof th>('console')

export interface ConsolePage {
  readonly title: string
  readonly path: string
  readonly visitor: Visitor
  readonly children: ComponentChildren
  readonly script?: string
  /** Beside what every script of the console gets. */
  readonly data?: Readonly<Record<string, unknown>>
  readonly status?: number
}

const places = {
  cases: '/console/cases',
  entry: '/console/entry',
  overview: '/console/overview',
  campaigns: '/console/campaigns',
  officers: '/console/officers',
  roles: '/console/roles',
  key: '/console/key',
  passkeys: '/console/passkeys',
  audit: '/console/audit',
  settings: '/console/settings',
} as const
type Place = keyof typeof places

export const createConsoleFrame =
  (agencyName: { readonly th: string; readonly en: string }) =>
  async (response: Response, page: ConsolePage): Promise<void> => {
    const { visitor, title, path, children, data, script = 'console-forms', status = 200 } = page
    const { language } = visitor
    const html = renderPage({
      ...{ language, agencyName, title, children },
      script: await scriptAsset(script),
      wide: true,
      style: 'console',
      data: pageDataOf(visitor, data),
      inOtherLanguage: inLanguage(path, language === 'th' ? 'en' : 'th'),
      corner: visitor.passed && <Corner visitor={visitor} />,
      nav: visitor.passed && <Nav visitor={visitor} path={path} />,
    })
    response.status(status).type('html').send(html)
  }

export type ConsoleFrame = ReturnType<typeof createConsoleFrame>

/** What every script of the console needs. */
export const pageDataOf = (
  { language, changeToken }: { readonly language: Language; readonly changeToken: string },
  more: Readonly<Record<string, unknown>> = {},
) => ({ language, changeToken, idleMinutes, words: textTreeOf(language, 'console'), ...more })

function Corner({ visitor: { language, name, roles } }: { visitor: Visitor }) {
  return (
    <>
      <span class="who">
        {(name ?? roles.map((role) => say(language, `roles.${role}`)).join(' · '))
          .split(' ')
          .flatMap((part, place) => [
            ...(place === 0 ? [] : [' ']),
            <span key={String(place)} class="part">
              {part}
            </span>,
          ])}
      </span>
      <button type="button" class="second" data-sign-out-everywhere>
        {say(language, 'signOut.everywhere')}
      </button>
      <button type="button" data-sign-out>
        {say(language, 'signOut.button')}
      </button>
    </>
  )
}

function Nav({ visitor: { language, roles }, path }: { visitor: Visitor; path: string }) {
  const open = (Object.keys(places) as Place[]).filter((place) => {
    const route: ConsoleRoute = `GET ${places[place]}`
    return mayPass(accessMatrix[route], roles)
  })
  return (
    <nav class="console-nav" aria-label={say(language, 'nav.label')}>
      {open.map((place) => (
        <a
          key={place}
          href={places[place]}
          aria-current={path.split('?')[0]?.startsWith(places[place]) ? 'page' : undefined}
        >
          {say(language, `nav.${place}`)}
        </a>
      ))}
    </nav>
  )
}

function inLanguage(path: string, language: Language): string {
  const [place = path, query = ''] = path.split('?')
  const asked = new URLSearchParams(query)
  asked.set('lang', language)
  return `${place}?${asked}`
}
