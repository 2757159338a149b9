import { expect } from 'chai'
import type { Answer, Turn } from '../../../src/conversation/turn.js'
import { languageCommand } from '../../../src/features/people/links/language-chat.js'
import { greetFriend, greetGroup } from '../../../src/features/people/registration/greeting-chat.js'
import { registrationCommands } from '../../../src/features/people/registration/registration-chat.js'
import type { ChatAddress } from '../../../src/security/chat-address.js'
import type { Person } from '../../../src/security/person.js'
import { withDatabase } from '../../harness/test-database.js'
import { groupNamed, type People, phoneOf, roster, startPeople } from './people-fixture.js'

const citizen: Person = { language: 'th', roles: [] }
const agency = { th: 'เทศบาลตัวอย่าง', en: 'Example Town' }

const wordsOf = ({ messages = [] }: Answer) =>
  messages.map((message) => (message.type === 'text' && 'text' in message ? message.text : '')).join('\n')
const buttonsOf = ({ messages = [] }: Answer) =>
  (messages.at(-1)?.quickReply?.items ?? []).map(({ action }) =>
    action?.type === 'message' ? `${action.label}=${'text' in action ? action.text : ''}` : 'other',
  )

describe('What is said about people', () => {
  const connection = withDatabase()
  const somchai = phoneOf('somchai')
  const group = groupNamed('central')
  let world: People
  beforeEach(async () => {
    world = await startPeople(connection())
    await world.people.importRoster(roster)
  })

  const run = (id: string, turn: Turn, argument: string) => {
    const commands = [...registrationCommands(world.people, async () => []), languageCommand(world.people)]
    const command = commands.find((one) => one.id === id)
    if (!command) throw new Error(`No command ${id}`)
    return command.run(turn, argument)
  }
  const privately = (phone: ChatAddress, person = citizen) => world.turnOf(phone, person)
  const inGroup = (phone: ChatAddress, person = citizen) => world.turnOf(phone, person, 'group', group)

  it('When somebody registers, then name and unit are confirmed and acknowledging is one tap away', async () => {
    const answer = await run('people.register', privately(somchai), await world.personalCode('1001'))
    expect(wordsOf(answer)).to.include('สมชาย ใจดี').and.include('กองกลาง')
    expect(buttonsOf(answer)).to.deep.equal(['รับทราบ=รับทราบ', 'ช่วยเหลือ=ช่วยเหลือ'])
    expect(answer.also).to.equal(undefined)
  })

  it('When a registration moves to another phone, then both phones are told, each in its language', async () => {
    const old = phoneOf('old')
    await world.people.chooseLanguage(old, 'en')
    await run('people.register', privately(old), await world.personalCode('1001'))
    const answer = await run('people.register', privately(somchai), await world.personalCode('1001'))
    expect(wordsOf(answer)).to.include('บัญชี LINE เดิม')
    expect(answer.also).to.have.length(1)
    expect(answer.also?.[0]?.to.key).to.equal(old.key)
    expect(wordsOf({ messages: answer.also?.[0]?.messages ?? [] })).to.include('another LINE account')
  })

  it('When somebody types no code, then they learn how', async () => {
    expect(wordsOf(await run('people.register', privately(somchai), ''))).to.include('ลงทะเบียน XXXX')
    const officer: Person = { language: 'en', roles: ['ethics'] }
    expect(wordsOf(await run('people.registerGroup', inGroup(somchai, officer), ''))).to.include(
      '/register-group',
    )
  })

  it('When wrong codes are typed, then the person reads what to do and when to try again', async () => {
    const answers: string[] = []
    for (let count = 0; count < 8; count += 1) {
      answers.push(wordsOf(await run('people.register', privately(somchai), '0000-0000-0000')))
      if (count >= 3 && count < 7) world.passSeconds(30 * 2 ** (count - 3))
    }
    expect(answers[2]).to.not.include('วินาที')
    expect(answers[3]).to.include('30 วินาที')
    expect(answers[5]).to.include('120 วินาที')
    expect(answers[6]).to.include('4 นาที').and.include('10:08 น.')
    const waiting = wordsOf(await run('people.register', privately(somchai), 'abc'))
    expect(waiting).to.not.include('รหัสไม่ครบ')
  })

  it('When a code is typed in a group, then the answer is the same for a real one and for none', async () => {
    const real = await world.personalCode('1001')
    const answer = await run('people.register', inGroup(somchai), real)
    expect(answer).to.deep.equal(await run('people.register', inGroup(somchai), '0000-0000-0000'))
    expect(wordsOf(answer)).to.include('แชตส่วนตัว').and.include('รหัสใหม่')
    expect(wordsOf(answer)).not.to.include(real)
    expect(wordsOf(await run('people.register', privately(somchai), real))).to.include('ใช้ไม่ได้')
  })

  it('When an officer registers a group, then its unit is confirmed; without a sender nothing happens', async () => {
    const { code } = await world.people.inviteGroup('กองคลัง')
    const { sender: _nobody, ...unsigned } = inGroup(somchai)
    expect(wordsOf(await run('people.registerGroup', unsigned, code))).to.include('LINE ไม่ได้แจ้ง')
    expect(await world.people.registeredGroups('main')).to.deep.equal([])
    const answer = await run(
      'people.registerGroup',
      inGroup(somchai, { language: 'th', roles: ['ethics'] }),
      code,
    )
    expect(wordsOf(answer)).to.include('กองคลัง')
    expect(await world.people.registeredGroups('main')).to.have.length(1)
  })

  it('When a language is chosen by any of its names, then the answer is in it; otherwise both are offered', async () => {
    for (const wanted of ['en', 'English', 'อังกฤษ'])
      expect(wordsOf(await run('people.language', privately(somchai), wanted))).to.include('English')
    expect(wordsOf(await run('people.language', privately(somchai), 'ไทย'))).to.include('ภาษาไทย')
    for (const wanted of ['', 'klingon'])
      expect(buttonsOf(await run('people.language', privately(somchai), wanted))).to.deep.equal([
        'ไทย=ภาษา th',
        'English=ภาษา en',
      ])
  })

  it('When somebody becomes a friend, then they learn what the account does; whoever comes back is known', () => {
    const first = greetFriend(privately(somchai), agency)
    expect(wordsOf(first)).to.include(agency.th).and.include('ลงทะเบียน').and.include('แจ้งเบาะแส')
    expect(buttonsOf(first)).to.deep.equal(['แจ้งเบาะแส=แจ้งเบาะแส', 'ช่วยเหลือ=ช่วยเหลือ', 'ภาษา=ภาษา'])
    const back = greetFriend(
      privately(somchai, { language: 'en', roles: ['staff'], staffId: '1', name: 'Mana' }),
      agency,
    )
    expect(wordsOf(back)).to.include('Mana').and.include(agency.en)
  })

  it('When the bot joins a group, then it says that it keeps no talk and how the group is registered', () => {
    const words = wordsOf(greetGroup(inGroup(somchai), agency))
    expect(words).to.include('ไม่เก็บข้อความ').and.include('/ลงทะเบียนกลุ่ม').and.include('แชตส่วนตัว')
  })
})
