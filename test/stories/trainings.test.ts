import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { isDay } from '../../src/i18n/calendar/bangkok-time.js'
import { type Agency, startAgency } from '../harness/agency.js'
import { accessibilityFindings, visit, widerThanWindow, withBrowser } from '../harness/browser.js'

describe('Story: an ethics training with check-in by a code on the screen', () => {
  let agency: Agency
  let ethics: LinePerson

  beforeEach(async () => {
    agency = await startAgency()
    ethics = await agency.officer('ethics')
  })
  afterEach(() => agency.stop())

  /** Opens a training and answers the address of its page. */
  async function opens(title: string): Promise<string> {
    await ethics.says(`อบรม ${title}`)
    await ethics.hears(/เปิดการอบรมแล้ว/)
    const shown = JSON.stringify(ethics.lastMessages())
    const page = /\/training\/[\w-]+/.exec(shown)?.[0]
    if (page === undefined) throw new Error('No page was given')
    return `${agency.url}${page}`
  }

  const wordsOn = async (page: string): Promise<string> => {
    const state: { words: string } = await (await fetch(`${page}/state.json?lang=th`)).json()
    return state.words
  }

  async function says(person: LinePerson, words: string): Promise<void> {
    await person.says(words)
    await agency.settle()
  }

  it('When the code on the screen is typed, then the person is counted once, and an old code is refused', async () => {
    const page = await opens('จริยธรรมสำหรับบุคลากร')
    const clerk = await agency.staff(1)
    const citizen = await agency.citizen('วิทยากร')
    const words = await wordsOn(page)
    await says(clerk, words)
    expect(clerk.texts().at(-1)).to.include('เช็กชื่อเรียบร้อย')
    await says(clerk, words)
    expect(clerk.texts().at(-1)).to.include('เช็กชื่อไว้แล้ว')
    agency.passTime(30_000)
    await says(citizen, words)
    expect(citizen.texts().at(-1)).to.include('เช็กชื่อเรียบร้อย')
    agency.passTime(30_000)
    const late = await agency.staff(2)
    await says(late, words)
    expect(late.texts().at(-1)).to.include('ใช้ไม่ได้แล้ว')
    await says(late, 'เช็กชื่อ 12')
    expect(late.texts().at(-1)).to.include('รหัสมี 6 ตัว')
    const { trainings } = await agency.product.features.trainings.rules.ofDays(
      day('2026-11-01'),
      day('2026-11-30'),
    )
    expect(trainings[0]).to.include({ participants: 2, others: 1, onPaper: 0 })
    expect(trainings[0]?.units).to.deep.equal([{ unit: 'กองกลาง', count: 1 }])
  })

  it('When the page is opened, then it shows the QR code and the words in both languages, and no other address shows anything', async () => {
    const page = await opens('สัมมนา <b>')
    const thai = await (await fetch(`${page}?lang=th`)).text()
    expect(thai)
      .to.include(await wordsOn(page))
      .and.match(/สัมมนา &lt;b(?:>|&gt;)/)
    const english = await (await fetch(`${page}?lang=en`)).text()
    expect(english).to.match(/check-in [0-9A-Z]{6}/)
    const qr = await fetch(`${page}/qr.svg`)
    expect(qr.headers.get('content-type')).to.match(/svg/)
    expect(qr.headers.get('cache-control')).to.equal('no-store')
    const before = await qr.text()
    agency.passTime(30_000)
    expect(await (await fetch(`${page}/qr.svg`)).text()).to.not.equal(before)
    for (const [language, sentence] of [
      ['th', 'ไม่พบการอบรมนี้'],
      ['en', 'There is no such training'],
    ]) {
      const unknown = await fetch(`${agency.url}/training/${'a'.repeat(32)}?lang=${language}`)
      expect(unknown.status).to.equal(404)
      expect(await unknown.text()).to.include(sentence)
    }
    expect((await fetch(`${agency.url}/training/${'a'.repeat(32)}/state.json`)).status).to.equal(404)
  })

  describe('on the projector', () => {
    const browser = withBrowser()

    for (const language of ['th', 'en'] as const)
      it(`When it is shown in ${language}, then axe finds nothing, the code changes by itself, and who checks in is counted`, async () => {
        const address = await opens('จริยธรรมและการป้องกันผลประโยชน์ทับซ้อนสำหรับบุคลากรใหม่')
        for (const [width, height] of [
          [1920, 1080],
          [1024, 768],
          [360, 740],
        ] as const) {
          const { page, context } = await visit(browser(), { width, height, language })
          await page.goto(`${address}?lang=${language}`)
          expect(await accessibilityFindings(page)).to.deep.equal([])
          expect(await widerThanWindow(page)).to.be.at.most(0)
          await context.close()
        }
        const { page, context, problems } = await visit(browser(), { width: 1280, height: 720, language })
        await page.goto(`${address}?lang=${language}`)
        const shown = async () => ({
          words: (await page.textContent('#code')) ?? '',
          qr: await page.getAttribute('#qr', 'src'),
        })
        const first = await shown()
        // The whole code is on the screen: nobody scrolls a projector.
        const box = await page.locator('.projector').boundingBox()
        expect((box?.y ?? 0) + (box?.height ?? 0)).to.be.at.most(720)
        agency.passTime(30_000)
        await page.waitForFunction(
          (before) => document.getElementById('code')?.textContent?.trim() !== before,
          first.words.trim(),
        )
        const second = await shown()
        expect(second.qr).to.not.equal(first.qr)
        expect(
          await page.evaluate(async () => (await fetch(document.querySelector('img')?.src ?? '')).ok),
        ).to.equal(true)
        const clerk = await agency.staff(1)
        await says(clerk, second.words.trim())
        await page.waitForFunction(() => document.getElementById('count')?.textContent === '1')
        const { trainings } = agency.product.features
        const [open] = (await trainings.rules.ofDays(day('2026-11-01'), day('2026-11-30'))).trainings
        await trainings.rules.close(open?.training.id ?? '', 'test')
        await page.waitForFunction(() => document.querySelector('.projector') === null)
        expect(await accessibilityFindings(page)).to.deep.equal([])
        expect(problems).to.deep.equal([])
        await context.close()
      })
  })

  it('When the channel on which it was opened is configured no more, then its page goes on with the words alone', async () => {
    const { rules } = agency.product.features.trainings
    const opened = await rules.open({
      eventKey: 'old',
      title: 'เดิม',
      channel: 'gone',
      by: 'x',
      at: agency.now(),
    })
    if (!opened.ok) throw new Error('not opened')
    expect((await fetch(`${agency.url}/training/${opened.training.page}/qr.svg`)).status).to.equal(200)
  })

  it('When some signed on paper, then they are added, and a number that is none is asked for again', async () => {
    const page = await opens('อบรมรวม')
    await says(await agency.staff(3), await wordsOn(page))
    await ethics.presses('เพิ่มจากกระดาษ')
    await ethics.hears(/ลงชื่อบนกระดาษ/)
    await says(ethics, 'หลายคน')
    expect(ethics.texts().at(-1)).to.include('เป็นตัวเลข')
    await says(ethics, '๑๕๙')
    const { trainings, people, times } = await agency.product.features.trainings.rules.ofDays(
      day('2026-11-01'),
      day('2026-11-30'),
    )
    expect(trainings[0]).to.include({ participants: 160, onPaper: 159 })
    expect({ people, times }).to.deep.equal({ people: 160, times: 1 })
    await ethics.presses('ปิดเช็กชื่อ')
    await agency.settle()
    expect(await (await fetch(page)).text()).to.include('ปิดเช็กชื่อแล้ว')
    expect((await fetch(`${page}/qr.svg`)).status).to.equal(404)
  })

  it('When somebody without the role says อบรม, then nothing is opened', async () => {
    await says(await agency.staff(4), 'อบรม ของฉัน')
    expect(await agency.product.features.trainings.rules.latest(5)).to.deep.equal([])
  })
})

describe('Story: document B, three trainings with 36 people', () => {
  it('When twelve people come to each of three trainings, then it is 3 times and 36 people', async () => {
    const agency = await startAgency()
    const { trainings, people } = agency.product.features
    const staff = await people.rules.activeStaff()
    for (const time of [0, 1, 2]) {
      const eventKey = `event-${time}`
      const opened = await trainings.rules.open({
        eventKey,
        title: `ครั้งที่ ${time + 1}`,
        channel: 'main',
        by: 'E1',
        at: agency.now(),
      })
      if (!opened.ok) throw new Error('not opened')
      const shown = await trainings.rules.projected(opened.training.page)
      for (const { staffId } of staff.slice(time * 12, time * 12 + 12)) {
        const who = { typed: shown?.code ?? '', accountKey: staffId, staffId, at: agency.now() }
        await trainings.rules.checkIn(who)
        await trainings.rules.checkIn(who)
      }
      await trainings.rules.close(opened.training.id, 'E1')
    }
    const {
      times,
      people: came,
      attendances,
    } = await trainings.rules.ofDays(day('2026-10-01'), day('2027-09-30'))
    expect({ times, came, attendances }).to.deep.equal({ times: 3, came: 36, attendances: 36 })
    await agency.stop()
  })
})

function day(written: string) {
  if (!isDay(written)) throw new Error('no day')
  return written
}
