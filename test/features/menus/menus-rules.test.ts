import { expect } from 'chai'
import fc from 'fast-check'
import { aliasOf, hasOwnMenus, type MenuChoice, ownMenuOf } from '../../../src/features/menus/menu-choice.js'
import { createMenuLinksModel } from '../../../src/features/menus/menu-links-model.js'
import { createMenusRules, type DueMenu } from '../../../src/features/menus/menus-rules.js'
import { roles } from '../../../src/security/roles.js'
import { withDatabase } from '../../harness/test-database.js'
import { phoneOf, startPeople } from '../people/people-fixture.js'

describe('Which menu somebody should have', () => {
  it('When somebody has any role, then the menu is theirs by role and language; a citizen who reads Thai has the default', () => {
    const person = fc.record({
      roles: fc.uniqueArray(fc.constantFrom(...roles)),
      language: fc.constantFrom('th' as const, 'en' as const),
    })
    fc.assert(
      fc.property(person, (one) => {
        const menu = one.roles.length === 0 ? 'citizen' : one.roles.join() === 'staff' ? 'staff' : 'officer'
        const expected =
          menu === 'citizen' && one.language === 'th' ? undefined : { menu, language: one.language }
        expect(ownMenuOf(one)).to.deep.equal(expected)
      }),
    )
  })

  it('When an account takes tips, then only work for staff gives people menus of their own', () => {
    expect(hasOwnMenus(undefined)).to.equal(true)
    expect(hasOwnMenus(['people', 'tips'])).to.equal(false)
    expect(hasOwnMenus(['people', 'tips', 'campaigns'])).to.equal(true)
    expect(hasOwnMenus(['people'])).to.equal(true)
  })
})

describe('Whom LINE has to be asked about', () => {
  const database = withDatabase()
  const clerk = phoneOf('clerk')

  async function start() {
    const world = await startPeople(database())
    let changes = 0
    const model = createMenuLinksModel(database(), () => `change-${++changes}`)
    const rules = createMenusRules({ model, people: world.people, featuresOn: () => undefined })
    world.people.whenLinkChanged((changed) => rules.linksChanged(changed))
    return { people: world.people, model, rules, world }
  }
  const named = (due: readonly DueMenu[]) => due.map(({ choice }) => (choice ? aliasOf(choice) : 'default'))
  const idOf = (choice: MenuChoice) => `id of ${aliasOf(choice)}`

  it('When somebody changes while LINE is asked, then the older answer does not settle it', async () => {
    const { people, rules } = await start()
    await people.chooseLanguage(clerk, 'en')
    const [asked] = await rules.due('main', 500)
    if (!asked) throw new Error('Nobody is due')
    await people.chooseLanguage(clerk, 'th')
    await rules.settle(asked, 'id of an older menu')
    const due = await rules.due('main', 500)
    expect(named(due)).to.deep.equal(['default'])
    if (due[0]) await rules.settle(due[0], undefined)
    expect(await rules.due('main', 500)).to.deep.equal([])
  })

  it('When another replica settled the newer change first, then our late call is put right', async () => {
    const { people, rules } = await start()
    await people.chooseLanguage(clerk, 'en')
    const [ours] = await rules.due('main', 500)
    await people.chooseLanguage(clerk, 'th')
    const [theirs] = await rules.due('main', 500)
    if (!ours || !theirs) throw new Error('Nobody is due')
    await rules.settle(theirs, undefined)
    await rules.settle(ours, 'id of an older menu')
    expect(named(await rules.due('main', 500))).to.deep.equal(['default'])
  })

  it('When everybody has what is published, then a comparison finds nobody; another publication finds them all', async () => {
    const { people, rules, world } = await start()
    await people.importRoster([
      { employeeCode: '1001', name: 'สมชาย ใจดี', unit: 'กองกลาง', position: '' },
      { employeeCode: '1002', name: 'สมศรี มีสุข', unit: 'กองกลาง', position: '' },
    ])
    for (const [code, phone] of [
      ['1001', clerk],
      ['1002', phoneOf('other')],
    ] as const)
      await people.linkStaff({ address: phone, staffId: await world.staffId(code) })
    for (const due of await rules.due('main', 500)) if (due.choice) await rules.settle(due, idOf(due.choice))
    expect(await rules.compare('main', idOf, { onlyCount: true })).to.equal(0)
    const newer = (choice: MenuChoice) => `newer ${idOf(choice)}`
    expect(await rules.compare('main', newer, { onlyCount: true })).to.equal(2)
    expect(await rules.due('main', 500)).to.deep.equal([])
    expect(await rules.compare('main', newer)).to.equal(2)
    expect(named(await rules.due('main', 500))).to.deep.equal(['sujarit-staff-th'])
  })

  it('When somebody was let go by another process that told nobody, then the comparison finds the menu left over', async () => {
    const { people, model, rules, world } = await start()
    await people.importRoster([{ employeeCode: '1001', name: 'สมชาย ใจดี', unit: 'กองกลาง', position: '' }])
    await people.linkStaff({ address: clerk, staffId: await world.staffId('1001') })
    for (const due of await rules.due('main', 500)) if (due.choice) await rules.settle(due, idOf(due.choice))
    await world.model.links.release(clerk.key, 'system')
    expect(await rules.due('main', 500)).to.deep.equal([])
    await rules.compare('main', idOf)
    const due = await rules.due('main', 500)
    expect(named(due)).to.deep.equal(['default'])
    expect((await model.menusOf([clerk.key])).get(clerk.key)).to.equal('id of sujarit-staff-th')
  })
})
