import { expect } from 'chai'
import { waitAfter } from '../../../src/features/people/registration/wrong-code-rules.js'
import { withDatabase } from '../../harness/test-database.js'
import { type People, phoneOf, roster, startPeople } from './people-fixture.js'

describe('Wrong codes', () => {
  const connection = withDatabase()
  const guesser = phoneOf('guesser')
  let world: People
  beforeEach(async () => {
    world = await startPeople(connection())
    await world.people.importRoster(roster)
  })

  const typed = (code: string, eventKey = world.nextEvent(), sender = guesser) =>
    world.people.register({ eventKey, sender, code })
  const wrong = () => typed('0000-0000-0000')
  const inSeconds = (seconds: number) => new Date(world.clock().getTime() + seconds * 1000)
  const threeFree = async () => {
    for (let count = 0; count < 3; count += 1)
      expect(await wrong()).to.deep.equal({ ok: false, why: 'unknown' })
  }

  it('When more than three are typed, then the wait is 30 seconds and doubles up to an hour', () => {
    expect([1, 3, 4, 5, 6, 10, 11, 12, 400].map(waitAfter)).to.deep.equal(
      [0, 0, 30, 60, 120, 1920, 3600, 3600, 3600].map((seconds) => seconds * 1000),
    )
  })

  it('When the fourth is typed, then the person is told how long to wait, and a right code must wait too', async () => {
    await threeFree()
    const until = inSeconds(30)
    expect(await wrong()).to.deep.equal({ ok: false, why: 'unknown', until })
    const code = await world.personalCode('1001')
    world.passSeconds(29)
    expect(await typed(code)).to.deep.equal({ ok: false, why: 'wait', until })
    expect(await wrong()).to.deep.equal({ ok: false, why: 'wait', until })
    world.passSeconds(1)
    expect(await typed(code)).to.include({ ok: true })
  })

  it('When one is mistyped, then it counts like any other', async () => {
    await threeFree()
    expect(await typed('hello')).to.deep.equal({ ok: false, why: 'mistyped', until: inSeconds(30) })
  })

  it('When group codes are guessed, then that counts too', async () => {
    await threeFree()
    await wrong()
    const { code } = await world.people.inviteGroup('กองคลัง')
    const guess = { eventKey: world.nextEvent(), sender: guesser, group: phoneOf('group'), code }
    expect(await world.people.registerGroup(guess)).to.include({ ok: false, why: 'wait' })
  })

  it('When the same event is run again, then it is counted once and answered the same', async () => {
    await threeFree()
    const first = await typed('0000-0000-0000', 'the-event')
    world.passSeconds(5)
    expect(await typed('0000-0000-0000', 'the-event')).to.deep.equal(first)
    world.passSeconds(25)
    expect(await wrong()).to.deep.equal({ ok: false, why: 'unknown', until: inSeconds(60) })
  })

  it('When a day has passed, or a right code was typed, then the wrong ones are forgotten', async () => {
    await threeFree()
    world.passSeconds(86_400)
    await threeFree()
    expect(await typed(await world.personalCode('1001'))).to.include({ ok: true })
    await threeFree()
  })

  it('When one person guesses, then nobody else waits', async () => {
    await threeFree()
    await wrong()
    const code = await world.personalCode('1001')
    expect(await typed(code, world.nextEvent(), phoneOf('somchai'))).to.include({ ok: true })
  })
})
