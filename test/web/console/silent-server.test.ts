// A line that falls silent in the middle of an officer's work.
import { expect } from 'chai'
import th from '../../../locales/th/console.json' with { type: 'json' }
import { withBrowser } from '../../harness/browser.js'
import { type ConsoleWorld, openConsoleWorld } from './console-world.js'
import { officerAtBrowser } from './officer-at-browser.js'

describe('A server that falls silent', () => {
  const browser = withBrowser()
  let world: ConsoleWorld
  before(async () => {
    world = await openConsoleWorld()
  })
  after(() => world.stop())

  it('When an officer’s change is never answered, then it is not waited for for ever, and a sentence says so', async () => {
    const { page, context, isIn, go } = await officerAtBrowser(
      world,
      browser(),
      await world.person(['admin']),
    )
    await isIn()
    await page.clock.install()
    await go('settings')
    await context.route('**/console/api/settings', () => undefined)
    const asked = page.waitForRequest('**/console/api/settings')
    await page.locator('form[data-api="/console/api/settings"] button[type=submit]').first().click()
    await asked
    await page.clock.runFor('01:31')
    const line = page.locator('form[data-api="/console/api/settings"] [role=alert]:not([hidden])').first()
    await line.waitFor({ timeout: 60_000 })
    expect(await line.textContent()).to.equal(th.refused.offline)
  })
})
