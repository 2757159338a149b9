import { expect } from 'chai'
import type { QuizSpec } from '../../../src/features/quizzes/quiz-schema.js'
import { withDatabase } from '../../harness/test-database.js'
import {
  type AgencyWorld,
  allWords,
  buttonCalled,
  noGift,
  openAgency,
} from '../acknowledgements/agency-world.js'

const passage = 'งดรับ งดให้ ของขวัญและของกำนัลทุกชนิด'
const question = (correct: number) => ({
  th: { question: 'ผู้มาติดต่อให้ผลไม้ ควรทำอย่างไร', choices: ['รับไว้', 'ปฏิเสธอย่างสุภาพ'], passage },
  correct,
})
const quiz: QuizSpec = { policyKey: 'no-gift', version: 1, questions: [1, 1, 1, 1, 1].map(question) }

describe('A quiz on a policy', () => {
  const database = withDatabase()
  let agency: AgencyWorld
  const staff = { lineId: 'U-staff' }
  beforeEach(async () => {
    agency = await openAgency(database())
    await agency.settings.change({ mustOpenText: false }, 'test')
    await agency.acknowledgements.rules.addPolicy(noGift)
    await agency.link('U-staff', 0)
    await agency.link('U-officer', 20, ['officer'])
  })
  const attempts = () => database().collection('quiz_attempts').find().toArray()

  async function answers(...numbers: readonly string[]): Promise<string> {
    const { messages } = await agency.says(staff, 'แบบทดสอบ')
    let last = await agency.presses(staff, buttonCalled('เริ่มทำแบบทดสอบ', messages))
    for (const number of numbers) last = await agency.says(staff, number)
    return allWords(last.messages)
  }

  it('When somebody acknowledges, then the quiz is offered, and a wrong answer shows the passage', async () => {
    expect(await agency.quizzes.rules.addQuiz(quiz)).to.deep.equal({ ok: true })
    const { messages } = await agency.says(staff, 'รับทราบ')
    const thanks = await agency.presses(staff, buttonCalled('รับทราบ', messages))
    const first = await agency.presses(staff, buttonCalled('เริ่มทำแบบทดสอบ', thanks.messages))
    expect(allWords(first.messages)).to.include('ข้อ 1 จาก 5').and.include('2. ปฏิเสธอย่างสุภาพ')
    const wrong = allWords((await agency.says(staff, '๑')).messages)
    expect(wrong).to.include(passage).and.include('ข้อ 2 จาก 5')
    expect(allWords((await agency.says(staff, '9')).messages)).to.include('1 ถึง 2')
  })

  it('When four of five are right, then 80 % passes; when three are, then not, and it can be tried again', async () => {
    await agency.quizzes.rules.addQuiz(quiz)
    expect(await answers('2', '2', '2', '1', '1')).to.include('ลองทำอีกครั้ง')
    expect(await answers('2', '2', '2', '2', '1')).to.include('ผ่านเกณฑ์ร้อยละ 80')
    // Rows lie in no order of theirs.
    expect((await attempts()).map(({ right, passed }) => [right, passed])).to.have.deep.members([
      [3, false],
      [4, true],
    ])
    expect(allWords((await agency.says(staff, 'แบบทดสอบ')).messages)).to.include('ไม่มีแบบทดสอบ')
    const results = allWords((await agency.says({ lineId: 'U-officer' }, 'ผลแบบทดสอบ')).messages)
    expect(results).to.include('ทุกหน่วยงาน: ทำแล้ว 1 จาก 114 คน ผ่าน 1 คน (100.00 % ของผู้ทำ)')
    expect(results).to.include('กองที่ 1: ทำแล้ว 1 จาก 13 คน').and.include('กองที่ 2: ยังไม่มีผู้ทำ')
    expect(results).not.to.include('บุคลากร 1')
  })

  it('When it is failed again and again, then it can be tried until it is passed, and counts as one person', async () => {
    await agency.quizzes.rules.addQuiz(quiz)
    for (let tries = 0; tries < 6; tries += 1)
      expect(await answers('1', '1', '1', '1', '1')).to.include('ลองทำอีกครั้ง')
    expect(await answers('2', '2', '2', '2', '2')).to.include('ผ่านเกณฑ์')
    const [result] = await agency.quizzes.rules.results(agency.today())
    expect(result?.all).to.include({ tried: 1, passed: 1, percent: '100.00' })
  })

  it('When the agency sets another mark, then that mark decides', async () => {
    await agency.quizzes.rules.addQuiz(quiz)
    await agency.settings.change({ quizPassPercent: 60 }, 'test')
    expect(await answers('2', '2', '2', '1', '1')).to.include('ผ่านเกณฑ์ร้อยละ 60')
  })

  it('When a quiz is not usable, then its fields are named; when it was tried, then it stays', async () => {
    const rules = agency.quizzes.rules
    const bad = { ...question(1), th: { ...question(1).th, passage: 'ไม่มีในประกาศ' } }
    expect(await rules.addQuiz({ ...quiz, questions: [bad, question(1), question(1)] })).to.deep.equal({
      ok: false,
      why: 'badQuiz',
      fields: ['questions.0.th.passage'],
    })
    expect(
      await rules.addQuiz({ ...quiz, questions: [question(1), question(2), question(1)] }),
    ).to.deep.equal({
      ok: false,
      why: 'badQuiz',
      fields: ['questions.1.correct'],
    })
    expect(await rules.addQuiz({ ...quiz, questions: [question(1)] })).to.include({ why: 'badQuiz' })
    expect(await rules.addQuiz({ ...quiz, version: 5 })).to.include({ why: 'unknownPolicy' })
    await rules.addQuiz(quiz)
    await answers('2', '2', '2', '2', '2')
    expect(await rules.addQuiz(quiz)).to.deep.equal({ ok: true })
    expect(await rules.addQuiz({ ...quiz, questions: quiz.questions.slice(1) })).to.include({ why: 'inUse' })
  })
})
