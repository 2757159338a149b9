import { expect } from 'chai'
import { z } from 'zod'
import { CommandWordTaken } from '../../src/conversation/command-index.js'
import { defineButton } from '../../src/conversation/feature.js'
import { writePostback } from '../../src/line/postback-codec.js'
import { withDatabase } from '../harness/test-database.js'
import { createSurvey, thanksButton } from './survey-feature.js'
import { createTalk, type Talk, wordsOf } from './talk.js'

describe('Commands', () => {
  const database = withDatabase()
  let talk: Talk
  const { feature } = createSurvey()
  beforeEach(() => {
    talk = createTalk(database(), [feature])
  })
  const citizen = () => talk.speaker('ประชาชน')
  const officer = () => talk.speaker('เจ้าหน้าที่', { roles: ['officer'], staffId: 'staff-1' })

  it('When somebody may run it, then it runs, and an audited one is written down by staff id', async () => {
    expect(await officer().says('คดี')).to.equal('คดี ran')
    expect(await talk.audit.rows()).to.have.length(1)
    expect((await talk.audit.rows())[0]).to.include({
      who: 'staff-1',
      action: 'command survey.คดี',
      outcome: 'done',
    })
  })

  it('When somebody may not, then it is refused in a sentence, and the refusal is written down by pseudonym', async () => {
    expect(await citizen().says('คดี')).to.match(/เฉพาะผู้ที่ได้รับมอบหมาย/)
    const [row] = await talk.audit.rows()
    expect(row).to.include({ action: 'command survey.คดี', outcome: 'refused' })
    expect(row?.who).to.equal(talk.turnOf('ประชาชน', {}, 'private').chat.key)
  })

  it('When the argument is missing, then an example says what to type; when it is there, then it arrives', async () => {
    expect(await citizen().says('หา')).to.match(/หา 123/)
    expect(await citizen().says('หา  Ab 12 ')).to.equal('หา ran Ab 12')
  })

  it('When the place is wrong, then it says where; what could betray somebody says nothing', async () => {
    const member = talk.speaker('ก', {}, 'group')
    expect(await citizen().says('กลุ่ม')).to.match(/ใช้ในกลุ่ม/)
    expect(await member.says('/หา 1')).to.match(/แชตส่วนตัว/)
    expect((await member.acts({ kind: 'text', text: '/ลับ', messageKey: 'm' })).messages).to.deep.equal([])
    expect(await citizen().says('ลับ')).to.equal('ลับ ran')
  })

  it('When help is asked for, then each sees what they may run there and nothing else', async () => {
    const seen = async (words: Promise<string>) =>
      (await words).split('\n').flatMap((line) => /• (\S+):/.exec(line)?.[1] ?? [])
    expect(await seen(citizen().says('ช่วยเหลือ'))).to.deep.equal(['ถาม', 'ลับ', 'หา', 'ช่วยเหลือ', 'ยกเลิก'])
    expect(await seen(officer().says('ช่วยเหลือ'))).to.include('คดี')
    const inGroup = await seen(talk.speaker('ก', { roles: ['officer'] }, 'group').says('/ช่วยเหลือ'))
    expect(inGroup).to.deep.equal(['/ถามในกลุ่ม', '/กลุ่ม', '/ช่วยเหลือ'])
  })

  it('When the language is English, then help and refusals are', async () => {
    const visitor = talk.speaker('visitor', { language: 'en' })
    expect(await visitor.says('help')).to.match(/Test Agency/)
    expect(await visitor.says('คดี')).to.not.match(/[ก-๙]/)
  })

  it('When words are not understood, then what may be done is offered; in a group nothing is said', async () => {
    const person = citizen()
    expect(await person.says('สวัสดี')).to.match(/ยังไม่เข้าใจ/)
    expect(person.labels()).to.deep.equal(['ถาม', 'ช่วยเหลือ'])
    const member = talk.speaker('ก', {}, 'group')
    expect((await member.acts({ kind: 'text', text: '/อะไร', messageKey: 'm' })).messages).to.deep.equal([])
    expect((await member.acts({ kind: 'other' })).messages).to.deep.equal([])
  })

  it('When two features want one word, then the product does not start', () => {
    const twin = createSurvey().feature
    expect(() => createTalk(database(), [feature, { name: 'twin', commands: twin.commands ?? [] }])).to.throw(
      CommandWordTaken,
    )
  })
})

describe('Buttons', () => {
  const database = withDatabase()
  let talk: Talk
  beforeEach(() => {
    talk = createTalk(database(), [createSurvey().feature])
  })
  const officer = () => talk.speaker('เจ้าหน้าที่', { roles: ['officer'] })
  const dataOf = (madeAt: Date, times = 3) => {
    const action = thanksButton.action('ขอบคุณ', madeAt, { times })
    return 'data' in action ? String(action.data) : ''
  }
  const press = async (data: string, who = officer()) => {
    const { route, messages } = await who.acts({ kind: 'press', data })
    return [route, wordsOf(messages)]
  }

  it('When it is pressed in time, then what was written into it arrives', async () => {
    expect(await press(dataOf(talk.clock()))).to.deep.equal(['survey.thanks', 'thanks 3'])
  })

  it('When it is older than it lives, then it says so kindly and does nothing', async () => {
    const data = dataOf(talk.clock())
    talk.passMinutes(7 * 24 * 60 - 1)
    expect((await press(data))[0]).to.equal('survey.thanks')
    talk.passMinutes(2)
    expect(await press(data)).to.deep.equal([
      'button old survey.thanks',
      'ปุ่มนี้เก่าแล้ว กรุณาพิมพ์ ช่วยเหลือ เพื่อเริ่มใหม่',
    ])
  })

  it('When it was made by an older version, or carries what this version never writes, then the same', async () => {
    const older = writePostback('survey.thanks', 1, talk.clock(), { times: 3 })
    const other = writePostback('survey.thanks', 2, talk.clock(), { times: 'three' })
    expect((await press(older))[0]).to.equal('button old survey.thanks')
    expect((await press(other))[0]).to.equal('button old survey.thanks')
  })

  it('When the data is foreign, broken or empty, then it is told that this button is not ours', async () => {
    for (const data of ['', 'action=buy', 's1;', '{"x":1}', `s1;survey.thanks.2;zz;{`, 'ก'.repeat(300)])
      expect((await press(data))[0], data).to.equal('button notOurs')
    const gone = writePostback('gone.button', 1, talk.clock(), null)
    expect((await press(gone))[0]).to.equal('button notOurs')
  })

  it('When somebody without the role presses it, then it is refused and written down', async () => {
    const [route] = await press(dataOf(talk.clock()), talk.speaker('ประชาชน'))
    expect(route).to.equal('refused button survey.thanks')
    expect((await talk.audit.rows()).map(({ action }) => action)).to.deep.equal(['button survey.thanks'])
  })

  it('When it is pressed in a place where it does not belong, then nothing is said', async () => {
    const member = talk.speaker('เจ้าหน้าที่', { roles: ['officer'] }, 'group')
    expect(await press(dataOf(talk.clock()), member)).to.deep.equal(['misplaced survey.thanks', ''])
  })

  it('When a feature writes more than LINE takes, then it is told when the button is made', () => {
    const long = 'ก'.repeat(300)
    const wordy = defineButton<string>({ ...thanksButton, data: z.string(), press: async () => ({}) })
    expect(() => wordy.action('ขอบคุณ', talk.clock(), long)).to.throw(/300/)
  })
})
