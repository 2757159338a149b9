// What stays behind when an officer leaves: other tabs, the way back, a screen that nobody watches, and what browsers keep of
// forms and answers.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { projectRoot } from '../../../src/operation/project-root.js'
import { accessMatrix } from '../../../src/web/console/server/access-matrix.js'
import { withBrowser } from '../../harness/browser.js'
import { type ConsoleWorld, openConsoleWorld } from './console-world.js'
import { type OfficerAtBrowser, officerAtBrowser } from './officer-at-browser.js'

const told = 'เรียกรับเงินค่าตรวจงานหลังอาคาร'

describe('Leaving the console', () => {
  const browser = withBrowser()
  let world: ConsoleWorld
  before(async () => {
    world = await openConsoleWorld()
  })
  after(() => world.stop())

  async function readsACase(): Promise<OfficerAtBrowser> {
    const officer = await officerAtBrowser(world, browser(), await world.person(['ethics']))
    const keys = await officer.isInWithKey('นางสาวผู้อ่าน')
    await officer.go('overview')
    await officer.go(`cases/${await world.file([keys], [], told)}`)
    await officer.page.getByText(told).first().waitFor()
    return officer
  }

  it('When somebody signs out in one tab, then the other tab shows no case any more, and the way back neither', async () => {
    const { page, context } = await readsACase()
    const other = await context.newPage()
    await other.goto(`${world.url}/console/overview`)
    await other.click('[data-sign-out]')
    await other.waitForURL('**/console/sign-in')
    await page.waitForURL('**/console/sign-in')
    expect(await page.evaluate(() => sessionStorage.length)).to.equal(0)
    await page.goBack()
    await page.waitForURL('**/console/sign-in')
    expect(await page.content()).not.to.include(told)
  })

  it('When nobody touches a page for half an hour, then it leaves by itself, and not before', async () => {
    const { page } = await readsACase()
    await page.clock.install()
    await page.reload()
    await page.getByText(told).first().waitFor()
    await page.clock.runFor('20:00')
    await page.keyboard.press('Shift')
    await page.clock.runFor('29:00')
    expect(await page.content()).to.include(told)
    await page.clock.runFor('02:00')
    await page.waitForURL('**/console/sign-in')
    expect(await page.evaluate(() => sessionStorage.length)).to.equal(0)
  })

  it('When anything of the console or of the reporter’s pages is answered, then no cache may keep it', async () => {
    const session = await world.signIn(['ethics'])
    const consoleRoutes = Object.keys(accessMatrix).filter((route) => !route.includes('sign-out'))
    const reporter = ['GET /report', 'GET /receipt', 'GET /case', 'POST /report/puzzle', 'POST /case/open']
    for (const route of [...consoleRoutes, 'GET /console/nowhere', 'GET /CONSOLE/cases', ...reporter])
      for (const who of [session, {}]) {
        const answer = await world.send(who, route.replace(/:\w+/g, '0'.repeat(26)))
        if (answer.status !== 404 || route.includes('/console'))
          expect(answer.headers.get('cache-control'), `${answer.status} ${route}`).to.equal('no-store')
      }
  })

  it('When a form is drawn, then the browser is told to keep nothing of it, neither for later nor for its own restart', () => {
    const pages = readdirSync(join(projectRoot, 'src/web'), { recursive: true, encoding: 'utf8' })
    const kept = pages
      .filter((name) => /^(console|reporter)\/.*\.tsx$/.test(name))
      .flatMap((name) => {
        const source = readFileSync(join(projectRoot, 'src/web', name), 'utf8')
        const elements = source.match(/<(?:form|input)\s(?:=>|[^>])*>/g) ?? []
        const wanted = (one: string) => /^<form|type="(?:text|password|number|date)"/.test(one)
        return elements.filter((one) => wanted(one) && !/autocomplete=|\.\.\.field/.test(one))
      })
    expect(kept).to.deep.equal([])
  })
})
