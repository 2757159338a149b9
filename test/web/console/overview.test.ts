// The overview, through the door: figures count every case for everybody alike, and numbers of cases are for those who can read them.
import { expect } from 'chai'
import { addDays, dayInBangkok } from '../../../src/i18n/calendar/thai-calendar.js'
import { type Session, withConsoleWorld } from './console-world.js'

describe('The overview of the console', () => {
  const world = withConsoleWorld()

  /** The late figure, and the registry numbers that stand on the page. */
  async function sees(session: Session) {
    const page = await (await world().send(session, 'GET /console/overview')).text()
    const [, late] = /<strong>(\d+)<\/strong><span>เกินกำหนดตอบ/.exec(page) ?? []
    const [, table = ''] = /<tbody>([\s\S]*?)<\/tbody>/.exec(page) ?? []
    return { late: Number(late), numbers: [...table.matchAll(/ท \d+\/\d+/g)].map(([number]) => number) }
  }

  it('When late cases leave somebody out, then everybody reads the same figure, and nobody a number they may not know', async () => {
    const reading = await world().signIn(['admin'])
    const own = await world().reader(reading)
    const named = await world().signIn(['admin'])
    const hers = await world().reader(named)
    const both = await world().file([own, hers])
    const naming = await world().file([own], [hers.id])
    await world().product.runJob('case-numbers')
    const { work } = world().product.features.cases
    const numberOf = async (id: string) => (await work.find(id))?.registryNumber ?? ''
    const late = { answerBy: addDays(dayInBangkok(world().now()), -1) }
    await world().connection.collection('case_work').updateMany({}, { $set: late })
    // Not by the product: the night's job follows it.
    await world().product.runJob('case-list')

    const executive = await world().signIn(['executive'])
    // Who does not read cases sees what was so when the last day ended, and then the same as everybody.
    expect(await sees(executive)).to.deep.equal({ late: 0, numbers: [] })
    expect(await sees(named)).to.deep.equal({ late: 2, numbers: [await numberOf(both)] })
    const all = await sees(reading)
    expect(all.late).to.equal(2)
    expect(all.numbers).to.have.members([await numberOf(both), await numberOf(naming)])
    world().passTime(86_400_000)
    const nextDay = await world().signInAs(executive.person, executive.secret)
    expect(await sees(nextDay)).to.deep.equal({ late: 2, numbers: [] })
  })
})
