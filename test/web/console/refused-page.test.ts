import { expect } from 'chai'
import { withConsoleWorld } from './console-world.js'

describe('A page of the console that is not for somebody', () => {
  const world = withConsoleWorld()

  it('When a page is not for somebody, then they read a sentence in their language, and a program gets a code', async () => {
    const officer = await world().signIn(['officer'])
    const ask = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${world().url}${path}`, { headers: { cookie: officer.cookie, ...headers } })
    for (const [path, status, thai, english] of [
      ['/console/settings', 403, 'หน้านี้เปิดได้เฉพาะผู้มีสิทธิ', 'Only people with the right role'],
      [`/console/cases/${'a'.repeat(22)}`, 404, 'ไม่พบหน้านี้', 'There is no such page'],
    ] as const) {
      const page = await ask(path, { accept: 'text/html' })
      expect(page.status).to.equal(status)
      expect(await page.text())
        .to.include(thai)
        .and.not.include('"why"')
      expect(await (await ask(`${path}?lang=en`, { accept: 'text/html' })).text()).to.include(english)
      expect(await (await ask(path)).json()).to.have.property('why')
    }
  })
})
