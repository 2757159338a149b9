// Campaigns in the console, in a real browser: what was planned in the chat is held, goes on and is ended by the page's buttons.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { addressOf } from '../../../src/security/chat-address.js'
import { withBrowser } from '../../harness/browser.js'
import { type ConsoleWorld, openConsoleWorld } from './console-world.js'
import { type OfficerAtBrowser, officerAtBrowser } from './officer-at-browser.js'

const day = 24 * 3_600_000

describe('Campaigns in the console', () => {
  const browser = withBrowser()
  let world: ConsoleWorld
  let officer: OfficerAtBrowser
  let reader: LinePerson

  beforeEach(async () => {
    world = await openConsoleWorld()
    const { campaigns, people } = world.product.features
    for (const [key, title] of [
      ['a-clip', 'คลิปสุจริต'],
      ['b-clip', 'คลิปโปร่งใส'],
    ] as const)
      await campaigns.addContent({
        ...{ kind: 'clip', key, th: { title, summary: 'สั้น ๆ' }, link: `https://agency.example/${key}` },
      })
    await people.rules.importRoster([
      { employeeCode: 'E1', name: 'บุคลากร หนึ่ง', unit: 'กองกลาง', position: 'เจ้าหน้าที่' },
    ])
    reader = world.platform.addPerson({ name: 'หนึ่ง', friend: true })
    await people.rules.linkStaff({
      address: addressOf(world.product.deps.keyring, 'main', reader.userId),
      staffId: (await people.rules.staffByEmployeeCode('E1'))?.staffId ?? '',
      language: 'th',
    })
    const person = await world.person(['ethics'])
    for (const words of [
      'เผยแพร่',
      '1',
      '2',
      'ตั้งเวลาส่ง',
      '4',
      '0 3 7',
      '21 พ.ย. 69 09:00',
      '2',
      '1',
      'ยืนยัน',
    ]) {
      await person.says(words)
      await world.settle()
    }
    officer = await officerAtBrowser(world, browser(), person)
  })
  afterEach(() => world.stop())

  const stateNow = async () =>
    (await world.product.features.campaigns.rules.results('main', 5))[0]?.campaign.state
  const got = () => world.platform.accepted.countFor(reader.userId)
  const auditedResumes = () =>
    world.connection.collection('audit').countDocuments({ action: 'campaign resumed' })
  const keptOf = (names: readonly string[]) =>
    Promise.all(names.map((name) => world.connection.collection(name).find({}).sort({ _id: 1 }).toArray()))
  async function daysPass(days: number): Promise<void> {
    world.passTime(days * day)
    await world.settle()
  }
  async function presses(control: 'pause' | 'resume' | 'stop'): Promise<void> {
    await officer.isIn()
    await officer.go('campaigns')
    await officer.looksRight()
    const loaded = officer.page.waitForEvent('load')
    await officer.page.click(`form[data-api$="/${control}"] button`)
    await loaded
  }

  it('When a series is held, goes on and is ended, then nothing is sent meanwhile, the rest is, and then no more', async () => {
    const { page } = officer
    const before = got()
    await presses('pause')
    expect(await page.textContent('section.card')).to.include('พักไว้')
    await daysPass(2)
    expect([await stateNow(), got() - before]).to.deep.equal(['paused', 0])

    await presses('resume')
    await daysPass(1 / 24)
    expect([await stateNow(), got() - before]).to.deep.equal(['active', 1])

    await officer.isIn()
    await officer.go('campaigns')
    const asked: string[] = []
    page.once('dialog', async (dialog) => {
      asked.push(dialog.message())
      await dialog.dismiss()
    })
    await page.click('form[data-api$="/stop"] button')
    expect(asked.join()).to.include('อย่างถาวรหรือไม่')
    expect(await stateNow()).to.equal('active')
    page.once('dialog', (dialog) => dialog.accept())
    await presses('stop')
    expect(await page.textContent('section.card')).to.include('ยุติแล้ว')
    expect(await page.locator('form[data-api$="/stop"]').count()).to.equal(0)
    await daysPass(10)
    expect([await stateNow(), got() - before]).to.deep.equal(['stopped', 1])
  })

  it('When somebody else was faster, then the page says so', async () => {
    await officer.isIn()
    await officer.go('campaigns')
    const { rules } = world.product.features.campaigns
    const [one] = await rules.results('main', 1)
    await rules.pause(one?.campaign.id ?? '', 'colleague')
    await officer.page.click('form[data-api$="/pause"] button')
    await officer.page.getByText('ทำรายการนี้ในสถานะปัจจุบันไม่ได้').waitFor()
    await officer.looksRight()
  })

  for (const [language, refused] of [
    ['th', 'เนื้อหาถูกเก็บเข้ากรุแล้ว โปรดนำกลับมาใช้ในคลังเนื้อหาก่อน'],
    ['en', 'The piece has been put away. Bring it back in the library first.'],
  ] as const)
    it(`When what comes next was put away, then the page says so in ${language}, and nothing goes on until it is back`, async () => {
      const { campaigns, library } = world.product.features
      const reading = await officerAtBrowser(world, browser(), officer.person, { language })
      await reading.isIn()
      const [planned] = await campaigns.rules.results('main', 1)
      await campaigns.rules.pause(planned?.campaign.id ?? '', 'colleague')
      await library.rules.setArchived('a-clip', true, 'system')
      const kept = () =>
        keptOf(['campaigns', 'campaignRuns', 'campaignDeliveries', 'bulkChunks', 'bulkTexts', 'outbox'])
      const before = [await kept(), got()]
      await reading.go('campaigns')
      await reading.page.click('form[data-api$="/resume"] button')
      await reading.page.getByText(refused).waitFor()
      await reading.looksRight()
      expect([await kept(), got()]).to.deep.equal(before)
      expect(await auditedResumes()).to.equal(0)
      await daysPass(2)
      expect([await stateNow(), got()]).to.deep.equal(['paused', before[1]])
      await library.rules.setArchived('a-clip', false, 'system')
      await reading.isIn()
      await reading.go('campaigns')
      const loaded = reading.page.waitForEvent('load')
      await reading.page.click('form[data-api$="/resume"] button')
      await loaded
      await daysPass(1 / 24)
      expect([await stateNow(), got()]).to.deep.equal(['active', Number(before[1]) + 1])
      expect(await auditedResumes()).to.equal(1)
    })
})
