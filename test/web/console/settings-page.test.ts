// The agency's choices at the console: every one has its field, its label and its check, and what is chosen is what people read.
import { expect } from 'chai'
import { defaultSettings, legalTopics } from '../../../src/features/settings/settings-schema.js'
import { withBrowser } from '../../harness/browser.js'
import { type Session, withConsoleWorld } from './console-world.js'
import { officerAtBrowser } from './officer-at-browser.js'

describe('The settings at the console', () => {
  const browser = withBrowser()
  const world = withConsoleWorld()

  const page = async (session: Session, path: string) => (await world().send(session, `GET ${path}`)).text()
  const change = (session: Session, patch: unknown) =>
    world().send(session, 'POST /console/api/settings', patch)

  it('When an admin opens the page, then every setting has a field, and a label that is not its name', async () => {
    const admin = await world().signIn(['admin'])
    for (const language of ['th', 'en']) {
      const html = await page(admin, `/console/settings?lang=${language}`)
      for (const name of Object.keys(defaultSettings))
        expect(html, name).to.match(new RegExp(`(name|data-both)="${name}[".]`))
      const labels = [...html.matchAll(/<(?:label|legend)[^>]*>([^<]+)</g)].map(([, words]) => words ?? '')
      expect(labels.filter((words) => /^[a-z]+([A-Z][a-z]+)*$/.test(words))).to.deep.equal([])
    }
  })

  it('When legal sentences are changed, then the form, the notice and the chat say them, and the chain says who did', async () => {
    const admin = await world().signIn(['admin'])
    await world().reader(admin)
    const own = (topic: string) => ({
      th: `ข้อความ ${topic} ของเรา\nบรรทัดสอง`,
      en: `Our ${topic}\nsecond line`,
    })
    const legalTexts = Object.fromEntries(legalTopics.map((topic) => [topic, own(topic)]))
    expect((await change(admin, { legalTexts, leaveNowUrl: 'https://weather.example/' })).status).to.equal(
      200,
    )
    const form = await (await fetch(`${world().url}/report?lang=th`)).text()
    expect(form).to.include('<li>ข้อความ whoSeesWhatWeb ของเรา</li><li>บรรทัดสอง</li>')
    expect(form).to.include('ข้อความ goodFaith ของเรา').and.to.include('ข้อความ otherBodies ของเรา')
    expect(form).to.include('href="https://weather.example/"').and.to.include('weather.example ทันที')
    expect(await (await fetch(`${world().url}/privacy?lang=en`)).text()).to.include(
      '<p>Our privacy</p><p>second line</p>',
    )
    const citizen = world().platform.addPerson({ name: 'ผู้แจ้ง', friend: true })
    await citizen.says('แจ้งเบาะแส')
    await world().settle()
    const said = JSON.stringify(citizen.chat().received.at(-1)?.content)
    expect(said).to.include('1. ข้อความ whoSeesWhatChat ของเรา').and.to.include('ข้อความ goodFaith ของเรา')
    const [row] = (await world().product.deps.audit.rows()).filter(
      ({ action }) => action === 'settings changed',
    )
    expect(row?.about).to.include('legalTexts.privacy.th').and.not.to.include('ของเรา')
    await change(admin, { legalTexts: { goodFaith: null } })
    expect(await (await fetch(`${world().url}/report?lang=th`)).text()).to.include('มาตรา 132')
  })

  it('When a value cannot be, then the sentence says what it takes, and nothing is changed', async () => {
    const admin = await world().signIn(['admin'])
    for (const [patch, words] of [
      [{ leaveNowUrl: 'http://weather.example/' }, 'https://'],
      [{ leaveNowUrl: 'javascript:alert(1)' }, 'https://'],
      [{ leaveNowUrl: 'https://www.tmd.go.th@evil.example/' }, 'https://'],
      [{ leaveNowUrl: `${world().url.replace('http:', 'https:')}/report` }, 'https://'],
      [{ noticeWindows: [{ from: '13:00', to: '12:00' }] }, '12:00-13:00'],
      [{ noticeWindows: ['noon'] }, '12:00-13:00'],
      [{ legalTexts: { privacy: { th: 'มีแต่ภาษาไทย' } } }, 'ภาษาอังกฤษ'],
      [{ guideTexts: { director: { th: '', en: '' } } }, 'ภาษาอังกฤษ'],
    ] as const) {
      const answer = await change(admin, { answerDays: 20, ...patch })
      expect(answer.status).to.equal(409)
      expect(JSON.stringify(await answer.json())).to.include(words)
    }
    expect(await world().product.features.settings.rules.get()).to.deep.equal(defaultSettings)
  })

  it('When it is filled in by hand, then only what was changed is sent, and empty texts are the product’s own again', async () => {
    const admin = await officerAtBrowser(world(), browser(), await world().person(['admin']), { width: 390 })
    const { page: tab, requests, problems } = admin
    await admin.isIn()
    const save = async () => {
      await Promise.all([tab.waitForEvent('load'), tab.locator('form.settings button[type=submit]').click()])
    }
    await admin.go('settings')
    await admin.looksRight()
    await tab.locator('#noticeWindows').fill('08:30-09:00\n16:00-16:30')
    await tab.locator('[data-both="guideTexts.director"] textarea[lang=th]').fill('แจ้ง ป.ป.ช.')
    await save()
    const sent = JSON.parse(requests.findLast((one) => one.method() === 'POST')?.postData() ?? '{}')
    expect(Object.keys(sent)).to.have.members(['noticeWindows', 'guideTexts'])
    const now = await world().product.features.settings.rules.get()
    expect(now.noticeWindows).to.deep.equal([
      { from: '08:30', to: '09:00' },
      { from: '16:00', to: '16:30' },
    ])
    expect(now.guideTexts.director?.th).to.equal('แจ้ง ป.ป.ช.')
    expect(now.guideTexts.director?.en).to.match(/NACC/)
    for (const language of ['th', 'en'])
      await tab.locator(`[data-both="guideTexts.director"] textarea[lang=${language}]`).fill('')
    await save()
    expect((await world().product.features.settings.rules.get()).guideTexts.director).to.equal(null)
    expect(problems).to.deep.equal([])
  })
})
