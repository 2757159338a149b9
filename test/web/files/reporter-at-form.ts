// A reporter in front of the anonymous form, at the question for evidence, in a real browser.
import type { Browser } from 'playwright-core'
import { type Visit, visit } from '../../harness/browser.js'
import type { ConsoleWorld } from '../console/console-world.js'

export interface AtForm {
  readonly url: string
  readonly language?: 'th' | 'en'
  readonly width?: number
}

export const next = ({ page }: Visit) => page.click('form > .row button[type=submit]')

export async function atEvidence(
  browser: Browser,
  { url, language = 'th', width = 390 }: AtForm,
): Promise<Visit> {
  const reporter = await visit(browser, { width, language })
  const { page } = reporter
  await page.goto(`${url}/report?lang=${language}`)
  await page.waitForSelector('#begin:not([hidden])')
  await page.click('#begin')
  await page.click('input[name=kind] >> nth=0')
  await next(reporter)
  await page.fill('[name=what-words]', 'มีการเรียกเงินที่เคาน์เตอร์')
  for (const name of ['who-words', 'when-words', 'where-words', 'howKnown-words', 'evidence-words']) {
    await next(reporter)
    await page.waitForSelector(`[name=${name}]`)
  }
  return reporter
}

/** Sends what was told, and writes the receipt down. */
export async function sends(reporter: Visit): Promise<string> {
  const { page } = reporter
  await next(reporter)
  await page.waitForSelector('meter')
  await next(reporter)
  await page.waitForSelector('#receipt span')
  return (await page.locator('#receipt span').allTextContents()).join('')
}

export async function comesBack({ page }: Visit, { url, language = 'th' }: AtForm, receipt: string) {
  await page.goto(`${url}/case?lang=${language}`)
  await page.fill('input[name=receipt]', receipt)
  await page.click('button[type=submit]')
  await page.waitForSelector('ol.talk', { state: 'attached' })
}

/** The reporter of a case that is there already, who got a receipt for it and has come back with that. */
export async function reporterOf(
  world: ConsoleWorld,
  browser: Browser,
  way: { readonly caseId: string; readonly caseKey: Uint8Array },
  { language, width }: { readonly language: 'th' | 'en'; readonly width: number },
): Promise<Visit> {
  const reporter = await visit(browser, { width, language })
  const { page } = reporter
  const { url } = await world.product.features.cases.receipts.offer(way)
  await page.goto(url.replace('#', `&lang=${language}#`))
  await page.click('#form button')
  await page.waitForSelector('#receipt span')
  const receipt = (await page.locator('#receipt span').allTextContents()).join('')
  await comesBack(reporter, { url: world.url, language }, receipt)
  return reporter
}
