// What a newcomer meets on the chat page after `npm start`, through the webhook and back through the LINE stand-in.
import { expect } from 'chai'
import { demoCitizen, demoGroups, demoPeople } from '../../src/demo/agency/demo-accounts.js'
import { demoActors } from '../../src/demo/agency/demo-staff.js'
import { fillTrial, fillTrialFurther } from '../../src/demo/fill-trial.js'
import { dayInBangkok } from '../../src/i18n/calendar/thai-calendar.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

describe('A trial run', () => {
  let running: RunningProduct
  const files = new Map<string, string>()

  before(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    expect(await fill()).to.include({ staff: 114, units: 9 })
  })
  after(() => running?.stop())

  const fill = () =>
    fillTrial(running.platform, running.product, async (name, words) => void files.set(name, words))

  function actor(name: keyof typeof demoActors) {
    const person = demoPeople.find(({ staff }) => staff === demoActors[name])
    const found = running.platform.person(person?.userId ?? '')
    if (!found) throw new Error(`${name} has no LINE account`)
    return found
  }

  it('When it is filled again, then the same people and groups are there, once', async () => {
    const key = files.get('demo-officer-key.json')
    await fill()
    expect(running.platform.people()).to.have.length(demoPeople.length)
    expect(running.platform.groups().map(({ name }) => name)).to.deep.equal(
      demoGroups.map(({ name }) => name),
    )
    expect(files.get('demo-officer-key.json')).to.equal(key)
    expect(JSON.parse(key ?? '{}')).to.include.keys('kind', 'version', 'name', 'publicKey', 'privateKey')
  })

  it('When it is filled further, twice, then there are three trainings with 36 people, and a test that is closed, once', async () => {
    await fillTrialFurther(running.product)
    await fillTrialFurther(running.product)
    const { trainings, surveys, measures } = running.product.features
    const [first, ...others] = await trainings.rules.latest(10)
    expect(others).to.have.length(2)
    expect(first?.participants).to.equal(12)
    const results = await surveys.rules.results('demo-knowledge')
    expect(results?.results).to.include({ kind: 'told', n: 60 })
    expect(await measures.rules.ofYear(2570)).not.to.be.empty
    expect(await running.connection.collection('cases').countDocuments()).to.equal(10)
  })

  it('When the employee acknowledges the last open policy of 114, then it stands at 100 %', async () => {
    const employee = actor('employee')
    await employee.says('รับทราบ')
    await running.settle()
    await employee.presses('อ่านฉบับเต็ม')
    await running.settle()
    running.passTime(60_000)
    await employee.presses('รับทราบ')
    await running.settle()
    const { rules } = running.product.features.acknowledgements
    const progress = await rules.progressOfAll(dayInBangkok(running.now()))
    expect(progress.map(({ all }) => all.percent)).to.include('100.00')
  })

  it('When the ethics officer publishes, then there are two policies and six pieces to choose from', async () => {
    const ethics = actor('ethics')
    await ethics.says('เผยแพร่')
    await running.settle()
    expect(JSON.stringify(ethics.chat().messages)).to.contain('No Gift Policy')
  })

  it('When the executive asks for last year’s figures, then they are there, the empty month too', async () => {
    const executive = actor('executive')
    await executive.says('สถิติ 2569')
    await running.settle()
    const said = JSON.stringify(executive.chat().messages)
    expect(said).to.contain('2569').and.to.contain('31')
  })

  it('When the citizen wants to report, then tips can be taken in', async () => {
    const citizen = running.platform.person(demoCitizen.userId)
    await citizen?.says('แจ้งเบาะแส')
    await running.settle()
    expect(JSON.stringify(citizen?.chat().messages)).to.contain('ยอมรับและเริ่ม')
  })
})
