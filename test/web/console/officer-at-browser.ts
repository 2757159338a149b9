// An officer in front of a real browser: asks for the link in the chat, shows the second factor, makes a key, opens it. Nothing
// waits for a moment, only for what appears: a busy machine makes it slower and not red.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import { unwrapByRecoveryKey, wrappedKeySchema } from '../../../src/sealing/officer-key.js'
import { sealForTab } from '../../../src/sealing/tab-key.js'
import type { RecipientKeys } from '../../../src/sealing/vault.js'
import { seriousFindings, type Visit, visit, widerThanWindow } from '../../harness/browser.js'
import type { ConsoleWorld, Session } from './console-world.js'

export const passphrase = 'ม้า แบตเตอรี่ ลวด ทะเล ตะเกียบ'

export interface Enrolled {
  readonly keys: RecipientKeys
  /** As it stands on the paper. */
  readonly recoveryKey: string
}

export interface OfficerAtBrowser extends Visit {
  readonly person: LinePerson
  /** By a fresh link; the second factor is enrolled when there is none yet. */
  signIn(): Promise<void>
  /** Is in without walking through the pages of `signIn`. */
  isIn(): Promise<Session>
  /** Is in, and her key lies open in each tab, without the pages of `makeKey`. No passphrase opens this key. */
  isInWithKey(name: string): Promise<RecipientKeys & { id: string }>
  go(place: string): Promise<void>
  makeKey(name?: string): Promise<Enrolled>
  /** On any page that asks for the passphrase. */
  unlock(words?: string): Promise<void>
  looksRight(): Promise<void>
}

/** Nothing serious for whoever does not see or does not use a mouse, and nothing beside the window. */
export async function looksRight(page: Page): Promise<void> {
  expect(await seriousFindings(page), page.url()).to.deep.equal([])
  expect(await widerThanWindow(page), page.url()).to.be.at.most(0)
}

export async function officerAtBrowser(
  world: ConsoleWorld,
  /** Or one that is open already. */
  browser: Browser | Visit,
  person: LinePerson,
  { language = 'th', width = 1280 }: { readonly language?: 'th' | 'en'; readonly width?: number } = {},
): Promise<OfficerAtBrowser> {
  const own = 'page' in browser ? browser : await visit(browser, { width, language })
  const { page } = own
  let secret = ''
  const go = async (place: string) => void (await page.goto(`${world.url}/console/${place}?lang=${language}`))
  /** A code counts once: whoever comes in again waits for the next. */
  const waitForNextCode = () => {
    if (secret !== '') world.passTime(60_000)
  }

  async function isIn(): Promise<Session> {
    waitForNextCode()
    const session = await world.signInAs(person, secret)
    secret = session.secret
    const [name = '', value = ''] = session.cookie.split('=')
    // The pages' own way in sets it for a longer path, which would be sent first.
    await own.context.clearCookies()
    await own.context.addCookies([
      { name, value, url: `${world.url}/console`, httpOnly: true, sameSite: 'Strict' },
    ])
    return session
  }

  return {
    ...own,
    person,
    go,
    looksRight: () => looksRight(page),
    isIn,
    async isInWithKey(name) {
      const session = await isIn()
      const { id, ...keys } = await world.reader(session, name)
      const asked = await world.send(session, 'POST /console/api/keys/tab-secret', {
        publicKey: keys.publicKey,
      })
      const { secret: ofTab } = z.object({ secret: z.string() }).parse(await asked.json())
      await own.context.addInitScript(
        (kept) => {
          // Other sites than ours, and pages that are nowhere, keep nothing.
          if (location.pathname.startsWith('/console/'))
            sessionStorage.setItem('sujarit officer key, sealed', kept)
        },
        await sealForTab(keys, ofTab),
      )
      return { ...keys, id }
    },
    async signIn() {
      waitForNextCode()
      const link = await world.linkFor(person)
      await page.goto(`${world.url}/console/sign-in?lang=${language}#${link}`)
      await page.waitForURL('**/console/second-factor')
      if (secret === '') {
        await page.locator('summary').click()
        secret = ((await page.locator('p.code').textContent()) ?? '').replaceAll(' ', '')
      }
      await page.locator('#code').fill(world.code(secret))
      await page.locator('form button').click()
      await page.waitForURL(/console\/(cases|overview)$/)
    },
    async makeKey(name) {
      await go('key')
      if (name !== undefined) await page.locator('#key-name').fill(name)
      await page.locator('#new-first').fill(passphrase)
      await page.locator('#new-second').fill(passphrase)
      await page.locator('#new-second ~ button').click()
      const paper = page.locator('[data-recovery-key]')
      await paper.waitFor()
      const recoveryKey = (await paper.textContent()) ?? ''
      await looksRight(page)
      await page.locator('input[type=checkbox]').check()
      await page.locator('.choice ~ button').click()
      await page.locator('p.code:not([data-recovery-key])').waitFor()
      // The page never shows the private half: it is opened here as whoever finds the paper would.
      const data = z.object({ own: z.object({ wrapped: wrappedKeySchema }) })
      const { own: made } = data.parse(JSON.parse((await page.textContent('#page-data')) ?? ''))
      return { keys: await unwrapByRecoveryKey(made.wrapped, recoveryKey), recoveryKey }
    },
    async unlock(words = passphrase) {
      await page.locator('#unlock-words').fill(words)
      await page.locator('form:has(#unlock-words) button[type=submit]').click()
    },
  }
}
