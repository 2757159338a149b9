// What an officer may get wrong when publishing: each is a clear sentence in the officer's language, and nothing is half stored.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { type Agency, startAgency } from '../harness/agency.js'

const languages = {
  th: {
    nobody: /ยังไม่มีบุคลากรที่เชื่อมบัญชี LINE จึงยังส่งไม่ได้/,
    overQuota: /ส่งไม่ได้ เพราะต้องใช้โควตา 3 ข้อความ แต่เดือนนี้เหลือ 2 ข้อความ/,
    past: /เวลาที่เลือก \(20 พ\.ย\. 2569 เวลา 09:00 น\.\) ผ่านไปแล้ว/,
    confirm: 'ยืนยัน',
    schedule: 'ตั้งเวลาส่ง',
    yesterday: 'วันนี้ 09:00',
  },
  en: {
    nobody: /Nobody has linked a LINE account yet, so nothing can be sent/,
    overQuota: /cannot be sent: it needs 3 messages and 2 are left this month/,
    past: /The time that you chose \(.*2026.*\) has passed/,
    confirm: 'Confirm',
    schedule: 'Set the time',
    yesterday: '20 Nov 2026 09:00',
  },
} as const

for (const [language, words] of Object.entries(languages))
  describe(`Story: what goes wrong in publishing, in ${language}`, () => {
    let agency: Agency
    let officer: LinePerson

    beforeEach(async () => {
      agency = await startAgency({ now: new Date('2026-11-20T05:00:00Z') })
      officer = await agency.officer('ethics')
      await agency.product.features.campaigns.addContent({
        kind: 'clip',
        key: 'a-clip',
        th: { title: 'คลิปสุจริต', summary: 'สั้น ๆ' },
        en: { title: 'A clip of integrity', summary: 'short' },
        link: 'https://agency.example/clip',
      })
      if (language === 'en') await says('ภาษา en')
    })
    afterEach(() => agency.stop())

    async function says(...some: string[]): Promise<void> {
      for (const one of some) {
        await officer.says(one)
        await agency.settle()
      }
    }
    const campaigns = () => agency.connection.collection('campaigns').countDocuments()
    const multicasts = () => agency.platform.accepted.counts.multicast

    async function refusedWith(sentence: RegExp): Promise<void> {
      expect(officer.texts().join('\n')).to.match(sentence)
      expect(officer.chat().pressableLabels()).not.to.include(words.confirm)
      await says(words.confirm)
      expect([await campaigns(), multicasts()]).to.deep.equal([0, 0])
      for (const name of ['campaignRuns', 'campaignDeliveries', 'bulkChunks', 'bulkTexts'])
        expect(await agency.connection.collection(name).countDocuments(), name).to.equal(0)
    }

    it('When nobody is in the audience, then it says so and keeps nothing', async () => {
      await says(language === 'en' ? 'publish' : 'เผยแพร่', '1', '2')
      await refusedWith(words.nobody)
    })

    it('When the quota is too small, then it says what is needed and what is left', async () => {
      for (const index of [0, 1, 2]) await agency.staff(index)
      agency.platform.setMonthlyQuota(agency.platform.quotaUsage() + 2)
      await says(language === 'en' ? 'publish' : 'เผยแพร่', '1', '2')
      await refusedWith(words.overQuota)
    })

    it('When the time has passed, then it names it and asks again', async () => {
      await agency.staff(0)
      await says(language === 'en' ? 'publish' : 'เผยแพร่', '1', '2', words.schedule, '2', words.yesterday)
      await refusedWith(words.past)
    })
  })
