// A real browser for tests of our pages: Debian's Chromium in a fresh profile, without any of its calls home. Where none is
// installed a test that needs it is skipped and says so; on a build machine (CI=true) it must be there.
import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'

const chromiumPath = '/usr/bin/chromium'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Inside a `describe`: one browser for its tests. */
export function withBrowser(): () => Browser {
  let browser: Browser | undefined
  before(async function () {
    if (!existsSync(chromiumPath)) {
      if (process.env.CI === 'true') throw new Error(`CI needs a browser: ${chromiumPath} is not there`)
      // Said where everybody sees it: a skipped test alone is easily read as a green one.
      process.stderr.write(
        `  skipped, no browser: install Chromium (apt install chromium) as ${chromiumPath}\n`,
      )
      this.skip()
    }
    this.timeout(60_000)
    browser = await chromium.launch({ executablePath: chromiumPath, headless: true, args: quiet })
  })
  after(() => browser?.close())
  return () => {
    if (!browser) throw new Error('The browser is open only inside tests')
    return browser
  }
}

interface AxeFinding {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly html: string }[]
}

/** What axe-core finds against WCAG 2.2 AA, each with the first element at fault. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe.source })
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const found = await page.evaluate(async (values): Promise<readonly AxeFinding[]> => {
    const { axe: onPage } = globalThis as unknown as {
      axe: { run(root: Document, options: unknown): Promise<{ violations: AxeFinding[] }> }
    }
    return (await onPage.run(document, { runOnly: { type: 'tag', values } })).violations
  }, tags)
  return found.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html ?? ''}`)
}
