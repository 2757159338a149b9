// Debian's Chromium for tests of pages, through playwright-core: a fresh profile each time, and every request it makes is
// kept, so that a test can say what left the machine. Where no browser is installed the tests are skipped with a word;
// in CI they are not. Its shell without windows takes half the processor time and is used where it is.
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core'

const executables = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
const debianPackage = 'chromium-headless-shell'
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Milliseconds. What is waited for is an event of the page: only one that never comes takes so long. */
const patience = 240_000

/** `undefined` after a word about it, where none is installed. */
function installedBrowser(): string | undefined {
  const executablePath = executables.find(existsSync)
  if (executablePath !== undefined) return executablePath
  if (process.env.CI === 'true') throw new Error(`CI needs a browser: apt-get install ${debianPackage}`)
  process.stderr.write(`\n  Skipped: no browser is installed (apt-get install ${debianPackage})\n`)
  return undefined
}

// Under the C locale a file with a Thai name is saved as “download”.
const env = { ...process.env, LC_ALL: 'C.UTF-8' }

/** Inside a `describe`: one browser for its tests. `more` flags are asked for when it starts. */
export function withBrowser(more: () => readonly string[] = () => []): () => Browser {
  let browser: Browser | undefined
  before(async function () {
    const executablePath = installedBrowser()
    if (executablePath === undefined) return this.skip()
    browser = await chromium.launch({ executablePath, args: [...flags, ...more()], env })
  })
  // What a test left open would go on drawing and asking beside the next one.
  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))
  })
  after(() => browser?.close())
  return () => {
    if (!browser) throw new Error('The browser is open only inside tests')
    return browser
  }
}

const withProfile = new Set<BrowserContext>()

/** Where a browser is installed, and a folder for its profile, which goes with the test. */
export function withBrowserProfile(): () => string {
  let folder: string | undefined
  before(function () {
    if (installedBrowser() === undefined) this.skip()
  })
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'browser-profile-'))
  })
  afterEach(async () => {
    await Promise.all([...withProfile].map((context) => context.close()))
    withProfile.clear()
    if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return () => {
    if (folder === undefined) throw new Error('The profile is there only inside tests')
    return folder
  }
}

/** For stories that need a browser beside other things: whether there is one, after a word where there is none. */
export const hasBrowser = (): boolean => installedBrowser() !== undefined

/** A person at a browser of their own that keeps its profile on the disk, as people's browsers do. */
export async function visitWithProfile(folder: string): Promise<Visit> {
  const executablePath = installedBrowser()
  if (executablePath === undefined) throw new Error('No browser')
  const context = await chromium.launchPersistentContext(folder, { executablePath, args: flags, env })
  withProfile.add(context)
  return visitIn(context, context.pages()[0] ?? (await context.newPage()))
}

/** As a power cut ends it: nothing is put away. */
export async function killBrowser({ context, page }: Visit): Promise<void> {
  const gone = new Promise<void>((told) => context.once('close', () => told()))
  const session = await context.newCDPSession(page)
  // Its answer never comes.
  session.send('Browser.crash').catch(() => undefined)
  await gone
}

export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Every request of the page and its workers, as it was made. */
  readonly requests: Request[]
  /** What the page's scripts complained about. */
  readonly problems: string[]
}

/** A person with a browser of their own: nothing is shared with another visit. */
export async function visit(
  browser: Browser,
  {
    width = 1024,
    height = 800,
    language = 'th',
    userAgent,
  }: {
    readonly width?: number
    readonly height?: number
    readonly language?: 'th' | 'en'
    readonly userAgent?: string
  } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'th' ? 'th-TH' : 'en-GB',
    ...(userAgent !== undefined && { userAgent }),
  })
  return visitIn(context)
}

async function visitIn(context: BrowserContext, opened?: Page): Promise<Visit> {
  const requests: Request[] = []
  const problems: string[] = []
  context.on('request', (request) => requests.push(request))
  context.on('weberror', (error) => problems.push(String(error.error())))
  const page = opened ?? (await context.newPage())
  page.setDefaultTimeout(patience)
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  return { page, context, requests, problems }
}

/** Esc, twice: none of its four events waits for an answer to the one before, which on a slow machine takes a second. */
export async function pressEscapeTwiceAtOnce(page: Page): Promise<void> {
  const events = await page.context().newCDPSession(page)
  const escapeKey = { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27 }
  const types = ['keyDown', 'keyUp', 'keyDown', 'keyUp'] as const
  await Promise.all(types.map((type) => events.send('Input.dispatchKeyEvent', { type, ...escapeKey })))
}

/** All findings of axe-core, each with its weight and the elements it is about. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  // Our pages run no script but our own; the test's own comes in past their rule.
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    // Only what is wrong is worked out to the end and sent out of the page.
    const run: axe.AxeResults = await Reflect.get(globalThis, 'axe').run(document, {
      resultTypes: ['violations'],
    })
    return JSON.stringify(run.violations)
  })
  const violations: axe.Result[] = JSON.parse(found)
  return violations.map(
    ({ impact, id, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
  )
}

/** Only those that are serious or worse. */
export const seriousFindings = async (page: Page): Promise<string[]> =>
  (await accessibilityFindings(page)).filter((finding) => /^(serious|critical) /.test(finding))

/** How many pixels the page is wider than the window. */
export const widerThanWindow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
