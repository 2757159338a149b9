// The frame of every page that people open in a browser: one language, one heading, a way past the header, the other
// language. It renders on the server and escapes everything; a page works without its script as far as it can.
import type { ComponentChildren } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import type th from '../../../locales/th/pages.json'
import { type Language, textsOf } from '../../i18n/texts.js'
import { type AssetTag, styleAsset } from './page-assets.js'

const say = textsOf<typeof th>('pages')

export interface Page {
  readonly language: Language
  readonly agencyName: { readonly th: string; readonly en: string }
  readonly title: string
  readonly children: ComponentChildren
  /** The same page in the other language; absent: no switch is shown. */
  readonly inOtherLanguage?: string
  /** From `scriptAsset`: its tag says which bytes may run. */
  readonly script?: AssetTag
  /** What the script needs to know and to say; readable by it as JSON, never run. */
  readonly data?: unknown
  /** Beside the title, such as a button to leave quickly or to sign out. */
  readonly corner?: ComponentChildren
  /** A table wants the whole width; text does not. */
  readonly wide?: boolean
  /** Links between pages that belong together, below the header. */
  readonly nav?: ComponentChildren
  /** A second style sheet, `<name>.css` below src/web, for pages of one kind. */
  readonly style?: 'console'
}

/** A whole HTML document. Send it with `type('html')`. */
export function renderPage(page: Page): string {
  return `<!doctype html>${renderToStaticMarkup(<Frame {...page} />)}`
}

function Frame(page: Page) {
  const { language, agencyName, title, inOtherLanguage, script, data, corner, wide, nav, style, children } =
    page
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${agencyName[language]}`}</title>
        <link rel="icon" href="data:," />
        <StyleTag {...styleAsset('pages.css')} />
        {style !== undefined && <StyleTag {...styleAsset(`${style}.css`)} />}
        {script !== undefined && (
          <script type="module" src={`/assets/${script.name}`} integrity={script.integrity} />
        )}
      </head>
      <body>
        <a class="skip" href="#content">
          {say(language, 'skip')}
        </a>
        <header class="top">
          <span class="agency">{agencyName[language]}</span>
          <span class="corner">
            {corner}
            {inOtherLanguage !== undefined && (
              <a
                href={inOtherLanguage}
                lang={language === 'th' ? 'en' : 'th'}
                hreflang={language === 'th' ? 'en' : 'th'}
              >
                {say(language, 'otherLanguage')}
              </a>
            )}
          </span>
        </header>
        {nav}
        <main id="content" class={wide ? 'wide' : ''}>
          <h1>{title}</h1>
          {children}
        </main>
        {/* JSON, with every '<' written so that it ends no element. */}
        {data !== undefined && (
          <script
            id="page-data"
            type="application/json"
            dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }}
          />
        )}
      </body>
    </html>
  )
}

function StyleTag({ name, integrity }: AssetTag) {
  return <link rel="stylesheet" href={`/assets/${name}`} integrity={integrity} />
}
