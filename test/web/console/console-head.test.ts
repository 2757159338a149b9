// The head of the console on a telephone: a long name breaks only between its words, and every place is in sight.
import { expect } from 'chai'
import { withBrowser } from '../../harness/browser.js'
import { withConsoleWorld } from './console-world.js'
import { officerAtBrowser } from './officer-at-browser.js'

const name = 'นางสาวพิมพ์ลภัสรดา เทพหัสดินทร์วรารักษ์'

describe('The head of the console on a telephone', () => {
  const browser = withBrowser()
  const world = withConsoleWorld()

  it('When an officer has a long name, then none of its words is broken or cut, and no place is beyond the edge', async () => {
    const { rules } = world().product.features.people
    await rules.importRoster([{ employeeCode: 'E1', name, unit: 'กองกลาง', position: '' }])
    const person = await world().person(['admin'])
    await person.says(`ลงทะเบียน ${(await rules.invitePerson('E1'))?.code}`)
    await world().settle()

    const officer = await officerAtBrowser(world(), browser(), person, { width: 390 })
    await officer.isIn()
    await officer.go('settings')
    const who = officer.page.locator('.who')
    expect(await who.textContent()).to.equal(name)
    const words = await who.locator('.part').evaluateAll((parts) =>
      parts.map((part) => ({
        lines: part.getClientRects().length,
        cut: part.scrollWidth > part.clientWidth,
      })),
    )
    expect(words).to.deep.equal(name.split(' ').map(() => ({ lines: 1, cut: false })))
    const places = await officer.page
      .locator('.console-nav a')
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().right <= innerWidth))
    expect(places.length).to.be.greaterThan(6)
    expect(places).not.to.include(false)
    await officer.looksRight()
    expect(officer.problems).to.deep.equal([])
  })
})
