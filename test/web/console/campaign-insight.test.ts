// What LINE itself counts of a campaign, said alike on the console's page and in the chat, in both languages: first that it will
// come, then how many, then what is withheld and why nothing was counted.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { addressOf } from '../../../src/security/chat-address.js'
import { type ConsoleWorld, openConsoleWorld } from './console-world.js'

const day = 86_400_000

const languages = {
  th: {
    words: ['เผยแพร่', '1', '2', 'ยืนยัน'],
    results: 'ผลเผยแพร่',
    notYet: 'LINE จะแจ้งจำนวนผู้เห็นตั้งแต่วันถัดไป',
    told: 'LINE นับเมื่อ 21 พ.ย. 2569 เวลา 10:00 น.: เห็นข้อความ 22 คน กดลิงก์ ไม่เปิดเผย (ไม่ถึง 20 คน)',
    withheld: 'LINE ไม่เปิดเผยจำนวนผู้เห็นและผู้กดลิงก์ เพราะยังไม่ถึง 20 คน',
    tooFew: 'LINE ไม่นับจำนวนผู้เห็นให้ เพราะส่งถึงน้อยกว่า 20 คน',
  },
  en: {
    words: ['publish', '1', '2', 'Confirm'],
    results: 'results',
    notYet: 'LINE tells how many have seen it from the next day on',
    told: 'LINE counted on 21 Nov 2026, 10:00: seen: 22 people; links pressed: withheld (fewer than 20)',
    withheld: 'LINE withholds how many have seen and clicked it: fewer than 20 people',
    tooFew: 'LINE does not count who sees it: it went to fewer than 20 people',
  },
} as const

for (const [language, expected] of Object.entries(languages))
  describe(`What LINE counts of a campaign, in the console and in the chat, in ${language}`, () => {
    let world: ConsoleWorld
    let officer: LinePerson

    beforeEach(async () => {
      world = await openConsoleWorld()
      await world.product.features.campaigns.addContent({
        ...{ kind: 'clip', key: 'a-clip', link: 'https://agency.example/clip' },
        th: { title: 'คลิปสุจริต', summary: 'สั้น ๆ' },
        en: { title: 'A clip of integrity', summary: 'short' },
      })
      officer = await world.person(['ethics'])
      if (language === 'en') await says('ภาษา en')
    })
    afterEach(() => world.stop())

    async function says(...words: string[]): Promise<void> {
      for (const one of words) {
        await officer.says(one)
        await world.settle()
      }
    }
    async function publishTo(count: number): Promise<LinePerson[]> {
      const { rules } = world.product.features.people
      const codes = Array.from({ length: count }, (_, index) => `E${index}`)
      await rules.importRoster(
        codes.map((employeeCode) => ({ employeeCode, name: 'บุคลากร', unit: 'กองกลาง', position: '' })),
      )
      const people: LinePerson[] = []
      for (const code of codes) {
        const person = world.platform.addPerson({ name: code, friend: true })
        const address = addressOf(world.product.deps.keyring, 'main', person.userId)
        const staffId = (await rules.staffByEmployeeCode(code))?.staffId ?? ''
        await rules.linkStaff({ address, staffId, language: 'th' })
        people.push(person)
      }
      await says(...expected.words)
      await world.settle()
      return people
    }
    async function nextDay(): Promise<void> {
      world.passTime(day)
      await world.product.runJob('line-insight')
    }
    /** The line as the chat's card has it, and then as the page has it. */
    async function bothSay(sentence: string): Promise<void> {
      await says(expected.results)
      expect(JSON.stringify(officer.chat().received.at(-1))).to.include(sentence)
      const page = await (
        await world.send(await world.signIn(['ethics']), `GET /console/campaigns?lang=${language}`)
      ).text()
      expect(page).to.include(`<p class="quiet">${sentence}`)
    }

    it('When 22 of 24 people have seen it, then both say on the next day how many, and that the rest is withheld', async () => {
      const people = await publishTo(24)
      await bothSay(expected.notYet)
      const [unit = ''] = world.platform.unitsThisMonth()
      world.platform.noteInsight(unit, 'seen', people.slice(0, 22))
      world.platform.noteInsight(unit, 'clicked', people.slice(0, 3))
      await nextDay()
      await bothSay(expected.told)
    })

    it('When fewer than 20 have seen it, then both say that LINE withholds it', async () => {
      await publishTo(20)
      await nextDay()
      await bothSay(expected.withheld)
    })

    it('When it goes to fewer than 20 people, then both say why nothing is counted', async () => {
      await publishTo(2)
      await nextDay()
      await bothSay(expected.tooFew)
    })
  })
