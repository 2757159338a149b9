// An officer makes, uses and removes a passkey in a real browser, with Chromium's virtual authenticator in the place of a finger.
import { expect } from 'chai'
import type { CDPSession, Page } from 'playwright-core'
import { withBrowser } from '../../harness/browser.js'
import { type ConsoleWorld, openConsoleWorld } from './console-world.js'
import { type OfficerAtBrowser, officerAtBrowser } from './officer-at-browser.js'

describe('Passkeys in a browser', () => {
  const browser = withBrowser()
  let world: ConsoleWorld
  before(async () => {
    world = await openConsoleWorld({ host: 'localhost' })
  })
  after(() => world?.stop())

  async function fingerOn(
    page: Page,
  ): Promise<{ readonly cdp: CDPSession; readonly authenticatorId: string }> {
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    })
    return { cdp, authenticatorId }
  }

  async function comesWithPasskey({ page, person }: OfficerAtBrowser): Promise<void> {
    world.passTime(60_000)
    await page.context().clearCookies()
    await page.goto(`${world.url}/console/sign-in#${await world.linkFor(person)}`)
    await page.click('[data-show-passkey] button')
    await page.waitForURL(/console\/(cases|overview)$/)
  }

  it('When an officer makes one, then it opens the console instead of a code, and no more once it was removed', async () => {
    const officer = await officerAtBrowser(world, browser(), await world.person(['ethics']), { width: 390 })
    const { page, person } = officer
    const { cdp, authenticatorId } = await fingerOn(page)
    await officer.signIn()
    await officer.go('passkeys')
    await officer.looksRight()
    await page.fill('#passkey-name', 'โทรศัพท์ของที่ทำงาน')
    await page.click('[data-new-passkey] button')
    await page.getByRole('heading', { name: 'โทรศัพท์ของที่ทำงาน' }).waitFor()
    await officer.looksRight()
    await person.hears(/มีการเพิ่มพาสคีย์ “โทรศัพท์ของที่ทำงาน”/)

    await comesWithPasskey(officer)
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
    expect(credentials).to.have.length(1)
    expect(credentials[0]?.rpId).to.equal('localhost')

    // Nobody is verified on the device: the browser gives nothing, and the page says what else there is.
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    world.passTime(60_000)
    await page.context().clearCookies()
    await page.goto(`${world.url}/console/sign-in?lang=th#${await world.linkFor(person)}`)
    await page.locator('[data-show-passkey] button').waitFor()
    await officer.looksRight()
    await page.click('[data-show-passkey] button')
    await page.getByText('หรือใช้รหัส 6 หลัก').waitFor()
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
    await page.click('[data-show-passkey] button')
    await page.waitForURL(/console\/(cases|overview)$/)

    // Ten minutes later the page wants the second step anew; the passkey is enough for it.
    world.passTime(11 * 60_000)
    await officer.go('passkeys')
    await page.getByText('โปรดยืนยันตัวตนอีกครั้ง').waitFor()
    expect(await page.locator('[data-new-passkey]').count()).to.equal(0)
    await officer.looksRight()
    await page.click('[data-show-passkey] button')
    await page.locator('[data-new-passkey]').waitFor()
    page.once('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: 'ลบพาสคีย์' }).click()
    await page.getByText('ยังไม่มีพาสคีย์').waitFor()
    await person.hears(/พาสคีย์ “โทรศัพท์ของที่ทำงาน” .*ถูกลบแล้ว/)
    world.passTime(60_000)
    await page.context().clearCookies()
    await page.goto(`${world.url}/console/sign-in#${await world.linkFor(person)}`)
    await page.locator('#code').waitFor()
    expect(await page.locator('[data-show-passkey]').count()).to.equal(0)
  })
})
