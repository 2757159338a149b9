import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { type Agency, startAgency } from '../harness/agency.js'

describe('Story: a survey that nobody can be found in', () => {
  let agency: Agency
  let ethics: LinePerson

  beforeEach(async () => {
    agency = await startAgency()
    ethics = await agency.officer('ethics')
  })
  afterEach(() => agency.stop())

  const rules = () => agency.product.features.surveys.rules
  const rows = (collection: string) => agency.connection.collection(collection).find().toArray()

  async function says(person: LinePerson, words: string): Promise<void> {
    await person.says(words)
    await agency.settle()
  }
  async function presses(person: LinePerson, label: string): Promise<void> {
    await person.presses(label)
    await agency.settle()
  }
  /** From a ready-made survey; answers its key. */
  async function opens(kind: string): Promise<string> {
    await says(ethics, 'สร้างแบบสำรวจ')
    await presses(ethics, kind)
    await presses(ethics, 'ยืนยัน')
    const key = /รหัส ([a-z0-9-]+)/.exec(ethics.texts().at(-1) ?? '')?.[1]
    if (key === undefined) throw new Error('No key was told')
    return key
  }
  async function answers(person: LinePerson, key: string, given: readonly number[]): Promise<void> {
    await says(person, `แบบสำรวจ ${key}`)
    for (const one of given) await says(person, String(one))
  }

  it('When a survey is published, then it goes through preview, count and cost, and its card tells how to answer', async () => {
    const key = await opens('การรับรู้')
    const clerk = await agency.staff(1)
    await says(ethics, 'เผยแพร่')
    const { text } = await ethics.hears(/แบบสำรวจการรับรู้/)
    const number = /(\d+)\. แบบสำรวจการรับรู้/.exec(text ?? '')?.[1]
    await says(ethics, number ?? '')
    await says(ethics, '2')
    await ethics.hears(/1 คน/)
    expect(clerk.texts().join('\n')).to.not.include('แบบสำรวจการรับรู้')
    await presses(ethics, 'ยืนยัน')
    const card = JSON.stringify(clerk.lastMessages())
    expect(card).to.include(`แบบสำรวจ ${key}`)
    const counted = /\/go\/[\w-]{22}/.exec(card)?.[0] ?? ''
    const opened = await fetch(`${agency.url}${counted}`, { redirect: 'manual' })
    expect(opened.headers.get('location')).to.match(/^https:\/\/line\.me\/R\/oaMessage\/%40/)
    await says(clerk, 'แบบสำรวจ')
    await presses(clerk, 'เริ่มตอบ')
    expect(clerk.texts().at(-1)).to.include('ข้อ 1 จาก 5')
  })

  it('When somebody answers twice, then they are counted once, and no row tells who or what', async () => {
    const key = await opens('การรับรู้')
    const clerk = await agency.staff(1)
    await answers(clerk, key, [5, 4, 4, 5, 3])
    expect(clerk.texts().at(-1)).to.include('รับคำตอบแล้ว')
    await says(clerk, `แบบสำรวจ ${key}`)
    expect(clerk.texts().at(-1)).to.include('ตอบแบบสำรวจนี้แล้ว')
    expect(await rules().answeredCount(key)).to.equal(1)
    const [tally] = await rows('survey_tallies')
    expect(tally?.counts).to.deep.equal({
      q0: { c4: 1 },
      q1: { c3: 1 },
      q2: { c3: 1 },
      q3: { c4: 1 },
      q4: { c2: 1 },
    })
    const staffIds = (await agency.product.features.people.rules.activeStaff()).map(({ staffId }) => staffId)
    const kept = JSON.stringify([tally, await rows('surveys'), await rows('survey_keys')])
    for (const id of [clerk.userId, ...staffIds]) expect(kept).to.not.include(id)
  })

  it('When it is open or few have answered, then no result is told; when it is closed, the key and the tokens are gone', async () => {
    const key = await opens('การรับรู้')
    for (const index of [1, 2, 3, 4]) await answers(await agency.staff(index), key, [5, 5, 5, 5, 5])
    await says(ethics, 'ผลแบบสำรวจ')
    const open = JSON.stringify(ethics.lastMessages())
    expect(open).to.include('4 คน').and.include('บอกได้เพียงจำนวนผู้ตอบ').and.not.include('100.00')
    await presses(ethics, 'ปิดแบบสำรวจ')
    expect(JSON.stringify(ethics.lastMessages())).to.include('น้อยกว่า 5 คน').and.not.include('100.00')
    // The English word with a blank is not the survey that is called “results”.
    await says(ethics, 'survey results')
    expect(JSON.stringify(ethics.lastMessages())).to.include('น้อยกว่า 5 คน')
    expect(await rows('survey_keys')).to.deep.equal([])
    expect((await rows('survey_tallies'))[0]?.tokens).to.deep.equal([])
    const late = await agency.staff(5)
    await says(late, `แบบสำรวจ ${key}`)
    expect(late.texts().at(-1)).to.include('ปิดรับคำตอบแล้ว')
  })

  it('When its last day has passed, then the job closes it', async () => {
    const key = await opens('ความพึงพอใจ')
    agency.passTime(15 * 86_400_000)
    expect(await agency.product.runJob('survey-closing')).to.equal(1)
    expect(await agency.product.runJob('survey-closing')).to.equal(0)
    expect((await rules().survey(key))?.closedOn).to.equal('2026-12-05')
  })

  it('When a citizen answers, then a survey for staff refuses and one of satisfaction takes it', async () => {
    const inside = await opens('ความรู้')
    const outside = await opens('ความพึงพอใจ')
    const citizen = await agency.citizen('สมหญิง')
    await says(citizen, `แบบสำรวจ ${inside}`)
    expect(citizen.texts().at(-1)).to.include('สำหรับบุคลากร')
    await answers(citizen, outside, [5, 5, 5, 5])
    await says(citizen, '9')
    expect(citizen.texts().at(-1)).to.include('1 ถึง 5')
    await says(citizen, '๕')
    expect(citizen.texts().at(-1)).to.include('รับคำตอบแล้ว')
  })
})

describe('Story: document D, knowledge and satisfaction of at least 80 percent', () => {
  let agency: Agency
  beforeEach(async () => {
    agency = await startAgency()
  })
  afterEach(() => agency.stop())

  it('When 100 of 114 pass the test, then 87.72 percent passed; with 113 of 114 only a bound is told', async () => {
    const { surveys, people } = agency.product.features
    const staff = await people.rules.activeStaff()
    for (const [key, passing] of [
      ['one', 100],
      ['two', 113],
    ] as const) {
      const choice = { kind: 'choice' as const, th: { text: 'ข้อ', choices: ['ก', 'ข'] }, correct: 0 }
      const questions = Array.from({ length: 5 }, () => choice)
      const words = { title: 'ความรู้', intro: 'ตอบ' }
      await surveys.rules.add(
        { key, kind: 'knowledge', audience: 'staff', th: words, closes: '2026-12-31', questions },
        'system',
      )
      for (const [index, { staffId }] of staff.entries()) {
        // 4 of 5 is 80 %: it passes; 3 of 5 does not.
        const given = [0, 0, 0, index < passing ? 0 : 1, 1]
        expect(await surveys.rules.answer(key, { accountKey: staffId, staffId }, given)).to.equal('counted')
      }
      await surveys.rules.close(key, 'system')
    }
    const passed = async (key: string) => {
      const told = await surveys.rules.results(key)
      return told?.results.kind === 'told' ? told.results.passed : undefined
    }
    expect(await passed('one')).to.deep.equal({ kind: 'exact', count: 100, percent: '87.72' })
    expect(await passed('two')).to.deep.equal({ kind: 'atLeast', percent: '96.49' })
  })

  it('When 40 of 50 visitors are satisfied, then it is 80.00 percent', async () => {
    const { rules } = agency.product.features.surveys
    const questions = [{ kind: 'scale' as const, th: { text: 'พึงพอใจ' } }]
    const th = { title: 'ความพึงพอใจ', intro: 'ตอบ' }
    await rules.add(
      { key: 's', kind: 'satisfaction', audience: 'everyone', th, closes: '2026-12-31', questions },
      'system',
    )
    for (let person = 0; person < 50; person += 1)
      await rules.answer('s', { accountKey: `account-${person}` }, [person < 40 ? 4 : 1])
    await rules.close('s', 'system')
    const told = await rules.results('s')
    expect(told?.results).to.include({ kind: 'told', n: 50, agrees: '80.00' })
    const ethics = await agency.officer('ethics')
    await ethics.says('ผลแบบสำรวจ')
    await agency.settle()
    await ethics.presses('ดูกราฟ')
    await agency.settle()
    const [picture] = ethics.lastMessages()
    expect(picture?.type).to.equal('image')
    const drawn = await fetch(String(picture?.content.originalContentUrl))
    expect(drawn.headers.get('content-type')).to.equal('image/png')
  })
})
