import { expect } from 'chai'
import { withDatabase } from '../harness/test-database.js'
import { createSurvey } from './survey-feature.js'
import { createTalk, type Speaker, type Talk } from './talk.js'

describe('A dialog', () => {
  const database = withDatabase()
  let talk: Talk
  let person: Speaker
  let survey: ReturnType<typeof createSurvey>
  beforeEach(() => {
    survey = createSurvey()
    talk = createTalk(database(), [survey.feature])
    person = talk.speaker('ก')
  })
  const picture = {
    kind: 'file' as const,
    file: {
      kind: 'picture' as const,
      messageKey: 'm',
      read: async () => ({ ok: false as const, why: 'gone' as const }),
    },
  }
  const rows = () => database().collection('dialogs').countDocuments()
  const steps: readonly ((one: Speaker) => Promise<unknown>)[] = [
    (one) => one.says('ถาม'),
    (one) => one.says('สมศรี'),
    (one) => one.presses('สี แดง'),
  ]

  it('When it is answered to its end, then the answers come together and nothing of it is kept', async () => {
    expect(await person.says('ถาม')).to.equal('name?')
    expect(await person.says('สมศรี')).to.equal('colour, สมศรี?')
    expect(person.labels()).to.deep.equal(['สี แดง', 'สีฟ้า', 'ยกเลิก'])
    expect(await person.presses('สี แดง')).to.equal('photo?')
    expect((await person.acts(picture)).messages).to.deep.equal([{ type: 'text', text: 'done สมศรี red' }])
    expect(await rows()).to.equal(0)
    expect(survey.closed).to.deep.equal([])
  })

  it('When a choice is typed instead of pressed, however spaced, then it counts as pressed', async () => {
    for (const step of steps.slice(0, 2)) await step(person)
    expect(await person.says(' สีแดง ')).to.equal('photo?')
    expect(await person.says('ข้าม')).to.equal('done สมศรี red')
  })

  for (const count of [1, 2, 3])
    for (const word of ['ยกเลิก', '/ยกเลิก', 'Cancel'])
      it(`When ${word} is said at step ${count}, then it ends there and its answers are closed`, async () => {
        for (const step of steps.slice(0, count)) await step(person)
        expect(await person.says(word)).to.match(/ยกเลิกแล้ว/)
        expect(survey.closed.map(({ why }) => why)).to.deep.equal(['cancelled'])
        expect(await rows()).to.equal(0)
        expect(await person.says(word)).to.match(/ไม่มีเรื่องที่ค้างอยู่/)
      })

  it('When something of the wrong kind comes, then it says what is waited for and keeps the choices', async () => {
    await person.says('ถาม')
    expect((await person.acts(picture)).messages).to.have.length(1)
    expect(await person.says('nobody')).to.equal('nobody is no name')
    expect(person.labels()).to.deep.equal(['ยกเลิก'])
    await person.says('สมศรี')
    expect(await person.says('เขียว')).to.match(/เลือกจากปุ่ม/)
    expect(person.labels()).to.deep.equal(['สี แดง', 'สีฟ้า', 'ยกเลิก'])
    await person.presses('สีฟ้า')
    expect(await person.says('ไม่มีรูป')).to.match(/ส่งเป็นรูปภาพ/)
    expect(await person.presses('ข้าม')).to.equal('done สมศรี blue')
  })

  it('When a sticker comes in the middle, then the step waits on, with its own buttons', async () => {
    for (const step of steps.slice(0, 2)) await step(person)
    const { messages } = await person.acts({ kind: 'other' })
    expect(messages).to.have.length(1)
    expect(person.labels()).to.deep.equal(['สี แดง', 'สีฟ้า', 'ยกเลิก'])
    expect(await person.presses('สี แดง')).to.equal('photo?')
  })

  it('When half an hour has passed, then it says so kindly, closes, and understands the new words', async () => {
    for (const step of steps.slice(0, 2)) await step(person)
    talk.passMinutes(31)
    expect(await person.says('ถาม')).to.match(/หมดเวลาแล้ว.* \| name\?/)
    expect(survey.closed).to.deep.equal([{ name: 'สมศรี', why: 'expired' }])
  })

  it('When each answer takes twenty minutes, then it does not expire', async () => {
    await person.says('ถาม')
    talk.passMinutes(20)
    await person.says('nobody')
    talk.passMinutes(20)
    expect(await person.says('สมศรี')).to.equal('colour, สมศรี?')
  })

  it('When its steps were changed by a deploy, then it ends with a sentence and the new one can begin', async () => {
    for (const step of steps.slice(0, 2)) await step(person)
    const next = createSurvey(2)
    talk.deploys([next.feature])
    expect(await person.says('ถาม')).to.match(/เพิ่งปรับปรุง.* \| name\?/)
    expect(next.closed).to.deep.equal([{ name: 'สมศรี', why: 'outdated' }])
  })

  it('When its feature is gone after a deploy, then it ends the same way', async () => {
    await person.says('ถาม')
    talk.deploys([])
    expect(await person.says('สมศรี')).to.match(/เพิ่งปรับปรุง/)
    expect(await rows()).to.equal(0)
  })

  it('When a button of an earlier step is pressed, then it says so and asks the open question again', async () => {
    for (const step of steps.slice(0, 2)) await step(person)
    const red = person.dataOf('สี แดง')
    await person.presses('สีฟ้า')
    const { messages } = await person.acts({ kind: 'press', data: red })
    expect(messages.map((message) => ('text' in message ? message.text : ''))).to.deep.equal([
      'ปุ่มนี้เป็นของขั้นตอนที่ผ่านไปแล้ว',
      'photo?',
    ])
    expect(await person.presses('ข้าม')).to.equal('done สมศรี blue')
  })

  it('When a button of an earlier dialog is pressed, then the one that is open now does not move', async () => {
    for (const step of steps.slice(0, 2)) await step(person)
    const red = person.dataOf('สี แดง')
    await person.says('ยกเลิก')
    expect((await person.acts({ kind: 'press', data: red })).route).to.equal('button past')
    for (const step of steps.slice(0, 2)) await step(person)
    expect((await person.acts({ kind: 'press', data: red })).route).to.equal('button past')
    expect(await person.presses('สีฟ้า')).to.equal('photo?')
  })

  it('When somebody else presses the button, then nothing of the dialog moves', async () => {
    for (const step of steps.slice(0, 2)) await step(person)
    const other = talk.speaker('ข')
    expect((await other.acts({ kind: 'press', data: person.dataOf('สี แดง') })).route).to.equal('button past')
    expect(await person.presses('สีฟ้า')).to.equal('photo?')
  })

  it('When a command with a slash comes in the middle, then it runs and the dialog waits on', async () => {
    for (const step of steps.slice(0, 2)) await step(person)
    expect(await person.says('/ช่วยเหลือ')).to.match(/พิมพ์คำเหล่านี้ได้[\s\S]*เรื่องที่ทำค้างไว้ยังรออยู่/)
    expect(await person.says('สีฟ้า')).to.equal('photo?')
  })

  it('When a command without a slash comes in the middle, then it is an answer', async () => {
    await person.says('ถาม')
    expect(await person.says('ช่วยเหลือ')).to.equal('colour, ช่วยเหลือ?')
  })

  it('When a command opens a dialog over another, then the first one is closed as replaced', async () => {
    for (const step of steps.slice(0, 2)) await step(person)
    expect(await person.says('/ถาม')).to.equal('name?')
    expect(survey.closed).to.deep.equal([{ name: 'สมศรี', why: 'replaced' }])
    expect(await rows()).to.equal(1)
  })

  it('When it may not be opened here, then that is said and nothing is kept', async () => {
    const member = talk.speaker('ก', {}, 'group')
    expect(await member.says('/ถามในกลุ่ม')).to.match(/แชตส่วนตัว/)
    expect(await rows()).to.equal(0)
  })

  it('When the same event is worked on again after a crash, then the dialog moves once', async () => {
    await person.says('ถาม')
    const turn = talk.turnOf('ก', {}, 'private')
    const act = { kind: 'text' as const, text: 'สมศรี', messageKey: 'm' }
    await (await talk.route(turn, act)).done?.()
    const again = await talk.route(turn, act)
    expect([again.route, again.messages.length]).to.deep.equal(['rerun', 0])
    expect(await person.says('สีฟ้า')).to.equal('photo?')
  })

  it('When it crashed before the move was kept, then the same event moves it', async () => {
    await person.says('ถาม')
    const turn = talk.turnOf('ก', {}, 'private')
    const act = { kind: 'text' as const, text: 'สมศรี', messageKey: 'm' }
    const first = await talk.route(turn, act)
    const second = await talk.route(turn, act)
    expect(second.messages).to.have.length(first.messages.length)
    await second.done?.()
    expect(await person.says('สีฟ้า')).to.equal('photo?')
  })

  it('When a message is withdrawn, then the dialog forgets what it brought', async () => {
    for (const step of steps) await step(person)
    await person.acts({ kind: 'unsend', messageKey: 'message' })
    expect(await person.presses('ข้าม')).to.equal('done withdrawn red')
  })

  it('When the person blocks the account in the middle, then it is closed and gone', async () => {
    for (const step of steps.slice(0, 2)) await step(person)
    expect((await person.acts({ kind: 'unfollow' })).messages).to.deep.equal([])
    expect(survey.closed.map(({ why }) => why)).to.deep.equal(['left'])
    expect(await rows()).to.equal(0)
  })

  it('When it is stored, then neither an answer nor its name nor the person can be read', async () => {
    for (const step of steps.slice(0, 2)) await step(person)
    const stored = await talk.stored()
    expect(stored.length).to.be.above(100)
    for (const secret of ['สมศรี', 'survey', 'colour', talk.turnOf('ก', {}, 'private').chat.key])
      expect(stored.includes(secret), secret).to.equal(false)
  })
})
