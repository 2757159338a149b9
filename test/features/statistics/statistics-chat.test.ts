import { expect } from 'chai'
import { checkedMessages } from 'line-stand-in'
import type { Answer, Turn } from '../../../src/conversation/turn.js'
import type { Message } from '../../../src/line/message-builders.js'
import { readPostback } from '../../../src/line/postback-codec.js'
import { withDatabase } from '../../harness/test-database.js'
import { day } from './register-world.js'
import { openStatistics } from './statistics-world.js'

const chat = { channel: 'main', key: 'chat-key', sealed: 'sealed' }
const turn = (more: Partial<Turn> = {}): Turn => ({
  eventKey: 'event-1',
  at: new Date('2026-11-20T05:00:00Z'),
  channel: 'main',
  place: 'private',
  chat,
  sender: chat,
  person: { language: 'th', roles: ['officer'], staffId: 'staff-1' },
  ...more,
})
const english = turn({ person: { language: 'en', roles: ['executive'] } })
const registered = { groupId: 'group-1', unit: 'กองกลาง' }

describe('สถิติ', () => {
  const database = withDatabase()

  async function open() {
    const world = openStatistics(database())
    const on = day('2026-10-05')
    for (const id of ['a', 'b', 'c'])
      await world.complaints.register({
        id,
        kind: 'corruption',
        category: 'bribery',
        channel: 'line',
        receivedOn: on,
        by: 'system',
      })
    await world.complaints.changeStatus({ id: 'a', to: 'completed', on, by: 'staff-1' })
    const { feature } = world.joined
    const [command] = feature.commands ?? []
    const [button] = feature.buttons ?? []
    if (!command || !button) throw new Error('Statistics offers no command or no button')
    return { command, button, setToday: world.setToday }
  }

  it('When an officer asks for this month or a fiscal year, then the totals are in the card and in its alternative text', async () => {
    const { command } = await open()
    const year = only(await command.run(turn(), 'ปีงบ ๒๕๗๐'))
    expect(year).to.include({
      type: 'flex',
      altText:
        'ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ปีงบประมาณ พ.ศ. 2570 (ถึง พ.ย. 69): ทั้งหมด 3 เรื่อง แล้วเสร็จ 1 เรื่อง อยู่ระหว่างดำเนินการ 2 เรื่อง (ณ วันที่ 20 พ.ย. 2569)',
    })
    expect(wordsIn(year)).to.include.members(['เดือน', 'ต.ค. 69', '3', '1', '2', 'พ.ย. 69', '0', 'รวม'])
    const month = only(await command.run(turn(), 'ต.ค. 69'))
    expect(wordsIn(month)).to.include.members(['ตุลาคม 2569', '3 เรื่อง', '1 เรื่อง', '2 เรื่อง'])
  })

  it('When a month begins today, then whoever sees up to yesterday is shown no zero for it', async () => {
    const { command, setToday } = await open()
    setToday('2026-12-01')
    const at = new Date('2026-12-01T02:00:00Z')
    // In a group others look on: nobody there sees today's.
    const inGroup = turn({ at, place: 'group', group: registered })
    expect(wordsIn(only(await command.run(inGroup, '')))).not.to.include('ธ.ค. 69')
    expect(JSON.stringify(await command.run(inGroup, 'ธ.ค. 69')))
      .to.contain('ธันวาคม 2569')
      .and.not.contain('"0"')
  })

  it('When a period had no complaints, then the card says so in the official words, and still shows the zeros', async () => {
    const { command } = await open()
    const year = only(await command.run(turn(), 'ปีงบ 2568'))
    const words = wordsIn(year)
    expect(words).to.include('ไม่มีเรื่องร้องเรียนการทุจริต\nและประพฤติมิชอบในช่วงเวลานี้')
    expect(words.filter((word) => word === '0')).to.have.length(13 * 3)
  })

  it('When figures are shown, then the card says of which day they are and what counts as completed', async () => {
    const { command } = await open()
    const words = wordsIn(only(await command.run(english, '')))
    expect(words).to.include('As of 20 Nov 2026')
    expect(
      words.some((word) => word.includes('“Completed”, “Closed without action / not accepted”')),
    ).to.equal(true)
  })

  it('When any period is shown, then LINE takes the message', async () => {
    const { command } = await open()
    const asked = ['', 'เดือนนี้', 'ไตรมาส 1/2570', 'ปีงบ 2569', 'ต.ค. 67 - พ.ย. 69', 'ต.ค. 66 - ก.ย. 69']
    for (const period of [...asked, 'พ.ย. 66 - ต.ค. 69', 'ธ.ค. 59 - พ.ย. 69', 'ไม่ใช่ช่วงเวลา', 'ปีงบ 2580'])
      for (const who of [turn(), english]) {
        const { messages } = await command.run(who, period)
        expect(checkedMessages(JSON.parse(JSON.stringify({ messages })))).to.have.length(1)
      }
  })

  it('When more than a year is asked for, then there is a sum and a table per fiscal year; beyond three years, a row per year', async () => {
    const { command } = await open()
    const two = only(await command.run(turn(), 'เม.ย. 68 - พ.ย. 69'))
    expect(wordsIn(two)).to.include.members([
      'เม.ย. 68 – พ.ย. 69',
      '3 เรื่อง',
      'ปีงบ 2568',
      'ปีงบ 2569',
      'ปีงบ 2570',
    ])
    const ten = only(await command.run(turn(), 'ธ.ค. 59 - พ.ย. 69'))
    expect(wordsIn(ten))
      .to.include.members(['ปีงบประมาณ', 'ปีงบ 2560', 'ปีงบ 2570', 'รวม'])
      .and.not.include('ต.ค. 68')
  })

  it('When a period is shown, then buttons lead to the one before, the one after and those that run, and pressing does', async () => {
    const { command, button } = await open()
    const shown = only(await command.run(turn(), 'ไตรมาส 4/2569'))
    expect(labelsOf(shown)).to.deep.equal([
      '‹ ไตรมาส 3/2569',
      'ไตรมาส 1/2570 ›',
      'เทียบปีก่อน',
      'กราฟ',
      'ไฟล์',
      'หมวด',
      'ช่องทาง',
      'หน่วยงาน',
      'เกินกำหนด',
      'ระยะเวลา',
      'เดือนนี้',
      'ปีงบประมาณนี้',
    ])
    const [, next] = postbacksOf(shown)
    expect(next).to.include({ id: 'statistics.show', version: 1 })
    const pressed = await button.press(turn(), next?.data)
    expect(only(pressed)).to.have.property('altText').that.includes('ไตรมาส 1/2570')
    expect(labelsOf(only(pressed))).not.to.include('ไตรมาส 2/2570 ›')
    expect(await button.press(turn(), { period: 7 })).to.equal(undefined)
  })

  it('When the words are unclear, then it asks and offers periods instead of guessing', async () => {
    const { command } = await open()
    const question = only(await command.run(turn(), 'เมื่อนานมาแล้ว'))
    expect(question).to.have.property('text').that.includes('ไม่แน่ใจว่าต้องการดูสถิติช่วงใด')
    expect(labelsOf(question)).to.deep.equal(['เดือนนี้', 'ไตรมาสนี้', 'ปีงบประมาณนี้'])
  })

  it('When the period has not begun, is no whole months, is upside down or too long, then the sentence says which', async () => {
    const { command } = await open()
    const answers: [string, string][] = [
      ['ม.ค. 70', 'จะเริ่มมีข้อมูลตั้งแต่เดือนมกราคม 2570'],
      ['5 ต.ค. 68', 'เฉพาะเดือนเต็ม'],
      ['มี.ค. 69 - ต.ค. 68', 'สิ้นสุดก่อน'],
      ['ต.ค. 50 - พ.ย. 69', 'สั้นลง'],
    ]
    const inEnglish: [string, string][] = [
      ['Jan 2027', 'there will be figures from January 2027'],
      ['5 Oct 2025', 'whole months'],
      ['Mar 2026 - Oct 2025', 'ends before it begins'],
      ['Oct 2007 - Nov 2026', 'too long'],
      ['a while ago', 'I am not sure'],
    ]
    for (const [words, sentence] of inEnglish)
      expect(only(await command.run(english, words)))
        .to.have.property('text')
        .that.includes(sentence)
    for (const [words, sentence] of answers)
      expect(only(await command.run(turn(), words)))
        .to.have.property('text')
        .that.includes(sentence)
  })

  it('When it is asked in a registered group, then the totals up to the last day are shown; in any other group, a sentence and no figures', async () => {
    const { command, button, setToday } = await open()
    const inGroup = () => command.run(turn({ place: 'group', group: registered }), 'ปีงบ 2570')
    expect(only(await inGroup()))
      .to.have.property('altText')
      .that.includes('ทั้งหมด 0 เรื่อง')
    setToday('2026-11-21')
    expect(only(await inGroup()))
      .to.have.property('altText')
      .that.includes('ทั้งหมด 3 เรื่อง')
    for (const answer of [
      await command.run(turn({ place: 'group' }), 'ปีงบ 2570'),
      await button.press(turn({ place: 'group' }), { period: 'fiscal year 2570' }),
    ])
      expect(only(answer)).to.have.property('text').that.includes('ยังไม่ได้ลงทะเบียน')
  })

  it('When somebody is no officer, ethics officer, executive or admin, then the command and the button are not theirs', async () => {
    const { command, button } = await open()
    for (const { who, where } of [command, button]) {
      expect(who).to.have.members(['officer', 'ethics', 'executive', 'admin'])
      expect(where).to.have.members(['private', 'group'])
    }
  })
})

function only(answer: Answer | undefined): Message {
  const [message, ...more] = answer?.messages ?? []
  if (!message || more.length > 0) throw new Error('Not exactly one message')
  return message
}

function wordsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(wordsIn)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'text' && typeof value === 'string' ? [value] : wordsIn(value),
  )
}

const actionsOf = (message: Message) => (message.quickReply?.items ?? []).map(({ action }) => action)
const labelsOf = (message: Message) => actionsOf(message).map((action) => action?.label)
const postbacksOf = (message: Message) =>
  actionsOf(message).map((action) =>
    action?.type === 'postback' && 'data' in action ? readPostback(String(action.data)) : undefined,
  )
