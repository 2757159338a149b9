// An observer who polls everything that may be polled without reading cases: strangers at every route, executives, administrators and
// officers without a key at every page, chats of staff and groups, the numbers for operators and the log. While people report,
// come back, are answered and closed, not one byte of it changes before midnight.

import { expect } from 'chai'
import type { LineGroup, LinePerson } from 'line-stand-in'
import { knownCase } from '../../src/features/cases/known-case.js'
import { dayInBangkok } from '../../src/i18n/calendar/thai-calendar.js'
import { puzzle } from '../../src/sealing/puzzle.js'
import { makeRecipientKeys } from '../../src/sealing/vault.js'
import { newVaultId, toStored } from '../../src/sealing/vault-encoding.js'
import { accessMatrix } from '../../src/web/console/server/access-matrix.js'
import { watchRoutes } from '../harness/registered-routes.js'
import { type ConsoleWorld, openConsoleWorld, type Session } from '../web/console/console-world.js'
import { begin, post, reportFor, showsReceipt } from '../web/reporter/sealed-report.js'

/** Who may ask a route, and so who is polled there. A route that is not here fails the test: think of who watches it, and add it. */
const watchers: Readonly<Record<string, 'everybody' | 'trial'>> = {
  // The chat page of the LINE stand-in, which shows several telephones side by side: in a trial only, never in production.
  ...Object.fromEntries(
    [
      ...['', 'simulator.css', 'simulator.js', 'world', 'chats/:key', 'deliveries', 'accepted', 'stream'],
      ...['contents/:id', 'chats/:key/menu', 'menus/:id/picture'],
    ].map((path) => [`GET /${path}`, 'trial' as const]),
  ),
  ...Object.fromEntries(
    [
      ...['people', 'groups', 'groups/:groupId/members'],
      ...['menu-taps', 'says', 'presses', 'pictures', 'files', 'unsends', 'follows', 'blocks'].map(
        (what) => `chats/:key/${what}`,
      ),
    ].map((path) => [`POST /${path}`, 'trial' as const]),
  ),
  ...Object.fromEntries(
    [
      ...[
        'health',
        'ready',
        'metrics',
        'media/:file',
        'files/:token/:name',
        'go/:token',
        '.well-known/security.txt',
      ],
      ...['report', 'receipt', 'case', 'privacy', 'statistics'],
      ...['assets/manifest.json', 'assets/:name', 'viewer', 'viewer/pdf'],
      ...['json', 'csv', 'xlsx', 'pdf', 'png'].map((form) => `statistics.${form}`),
      ...['training/:page', 'training/:page/state.json', 'training/:page/qr.svg'],
    ].map((path) => [`GET /${path}`, 'everybody' as const]),
  ),
  ...Object.fromEntries(
    [
      ...['puzzle', 'begin', 'upload', 'send'].map((what) => `report/api/${what}`),
      ...['offer', 'salts', 'claim'].map((what) => `receipt/api/${what}`),
      ...['salts', 'open', 'read', 'attachment', 'upload', 'say', 'withdraw', 'rate'].map(
        (what) => `case/api/${what}`,
      ),
    ].map((path) => [`POST /${path}`, 'everybody' as const]),
  ),
  // Its own table says which roles pass; here everybody asks, with and without a session.
  ...Object.fromEntries(Object.keys(accessMatrix).map((route) => [route, 'everybody' as const])),
}

const chatLooks = ['ปีงบ 2570', 'กราฟ', 'เทียบปีก่อน', 'ประเภท', 'เกินกำหนด', 'ระยะเวลา']
const token = 'a-token-for-the-numbers-of-this-test'

describe('What moves when somebody reports', () => {
  const routes = watchRoutes()
  let world: ConsoleWorld
  let reading: Session & { person: LinePerson }
  let watching: readonly { readonly name: string; readonly session: Session & { person: LinePerson } }[]
  let group: LineGroup
  let clerk: LinePerson
  let observers: readonly string[] = []

  before(async () => {
    world = await openConsoleWorld({ product: { metricsToken: token } })
    routes.stop()
    const { people } = world.product.features
    const staff = { employeeCode: 'E1', name: 'บุคลากร', unit: 'กองคลัง', position: 'เจ้าหน้าที่' }
    await people.rules.importRoster([staff])
    reading = await world.signIn(['officer', 'ethics'])
    const key = await world.reader(reading)
    // A month of work, so that there is something to move.
    await world.file([key])
    // One after the other: each waits for the link of its own chat.
    const executives = { name: 'executive', session: await world.signIn(['executive']) }
    watching = [
      executives,
      { name: 'admin', session: await world.signIn(['admin']) },
      { name: 'officer without a key', session: await world.signIn(['officer']) },
      { name: 'ethics officer whose key waits', session: await withWaitingKey() },
    ]
    const executive = executives.session.person
    const ethics = reading.person
    group = world.platform.addGroup({ name: 'กองคลัง', members: [executive, ethics] })
    await ethics.in(group).says(`/ลงทะเบียนกลุ่ม ${(await people.rules.inviteGroup('กองคลัง')).code}`)
    clerk = world.platform.addPerson({ name: 'ผู้แจ้ง', friend: true })
    await world.settle()
    world.passTime(86_400_000)
    await signInAgain()
    // By this row each of them is known in the trail.
    for (const { session } of watching) {
      await asked('GET /console/audit', session)
      await hears(session.person, 'เรื่อง')
    }
  })
  after(() => world?.stop())

  async function withWaitingKey() {
    const session = await world.signIn(['ethics'])
    const { publicKey } = await makeRecipientKeys()
    const wrapped = { publicKey, salt: 'A'.repeat(22), byPassphrase: 'sealed', byRecoveryKey: 'sealed' }
    const asking = await world.send(session, 'POST /console/api/keys', { name: 'ผู้รออนุมัติ', wrapped })
    expect(await asking.json()).to.deep.include({ state: 'waiting' })
    return session
  }

  async function signInAgain(): Promise<void> {
    for (const { session } of watching)
      Object.assign(session, await world.signInAs(session.person, session.secret))
  }

  async function asked(route: string, session: Partial<Session> = {}): Promise<string> {
    const [method = 'GET', path = ''] = route.replace(/:\w+/g, '0'.repeat(26)).split(' ')
    // Through a proxy, as everybody's requests come.
    const headers = {
      'x-forwarded-for': '203.0.113.7',
      ...(session.cookie !== undefined && { cookie: session.cookie }),
    }
    const answer = await fetch(`${world.url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(method !== 'GET' && { 'content-type': 'application/json' }) },
      ...(method !== 'GET' && { body: '{}' }),
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const sent = [...answer.headers].filter(
      ([name]) => !['date', 'set-cookie', 'content-length'].includes(name),
    )
    return JSON.stringify([answer.status, sent, withoutTracesOf(observers, bytes.toString('latin1'))])
  }

  async function hears(person: LinePerson, words: string, where?: LineGroup): Promise<string> {
    const chat = where ? person.in(where) : person
    await chat.says(words)
    await world.settle()
    return JSON.stringify(chat.lastMessages().map(({ content, text }) => [content, text]))
  }

  /** Everything, by where it was seen. */
  async function observed(): Promise<ReadonlyMap<string, string>> {
    observers = (
      await world.connection
        .collection('audit')
        .distinct('who', { action: { $in: ['audit read', 'command cases.list'] } })
    ).map(String)
    const seen = new Map<string, string>()
    const ask = async (place: string, route: string, session?: Session) =>
      void seen.set(`${place} at ${route}`, await asked(route, session))
    const ours = routes.routes.filter((route) => watchers[route] === 'everybody')
    await Promise.all(ours.map((route) => ask('a stranger', route)))
    await Promise.all(
      ['', '.json', '.csv'].flatMap((form) =>
        ['?version=latest', '?month=2569-11', '?fiscalYear=2569', '?lang=en'].map((query) =>
          ask('a stranger', `GET /statistics${form}${query}`),
        ),
      ),
    )
    const salts = await post(world.url, '/case/api/salts', { selector: 'ZZ99' })
    const price = await post(world.url, '/report/api/puzzle', {})
    const bits = [salts.body.puzzle, price.body].map((one) => puzzle.parse(one).bits)
    seen.set('the price of a report and of a receipt', bits.join())
    const pages = ours.filter((route) => route.startsWith('GET /console'))
    for (const { name, session } of watching)
      await Promise.all(pages.map((route) => ask(name, route, session)))
    const [executive] = watching.map(({ session }) => session.person)
    if (!executive) throw new Error('Nobody watches')
    for (const look of chatLooks)
      seen.set(`executive in the chat: ${look}`, await hears(executive, `สถิติ ${look}`))
    for (const { name, session } of watching.slice(1))
      for (const look of ['สถิติ ปีงบ 2570', 'สถิติ เกินกำหนด', 'เรื่อง'])
        seen.set(`${name} in the chat: ${look}`, await hears(session.person, look))
    seen.set('the group', await hears(executive, '/สถิติ ปีงบ 2570', group))
    return seen
  }

  async function unchanged(before: ReadonlyMap<string, string>, act: string): Promise<void> {
    const moved = [...(await observed())].flatMap(([place, answer]) => {
      const earlier = before.get(place) ?? ''
      return answer === earlier ? [] : [`${place}: ${firstDifference(earlier, answer)}`]
    })
    expect(moved, `after ${act}`).to.deep.equal([])
  }

  const numbers = async () =>
    (
      await fetch(`${world.url}/metrics`, { headers: { authorization: `Bearer ${token}`, via: 'a proxy' } })
    ).text()

  const opened = async (selector: string, authenticator: string) => {
    const open = await showsReceipt(world.url, { selector, authenticator })
    expect(open.status).to.equal(200)
    return { authorization: `Bearer ${open.body.pass}` }
  }
  const upload = () => Buffer.concat([Buffer.from(newVaultId()), Buffer.alloc(2000, 7)])

  async function reportsByWeb() {
    const begun = await begin(world.url)
    expect((await post(world.url, '/report/api/upload', upload(), begun.pass)).status).to.equal(200)
    const report = await reportFor(begun, 'หัวหน้าเรียกเงิน')
    expect((await post(world.url, '/report/api/send', report, begun.pass)).status).to.equal(200)
    return { caseId: begun.caseId, lock: report.lock }
  }

  async function reportsByChat(): Promise<void> {
    const presses = async (label: string, next: RegExp) => {
      await clerk.presses(label)
      await clerk.hears(next)
    }
    await clerk.says('แจ้งเบาะแส')
    await clerk.hears(/ใครเห็นอะไรบ้าง/)
    await presses('ยอมรับและเริ่ม', /เรื่องนี้เป็นเรื่องใด/)
    await presses('ทุจริต/ประพฤติมิชอบ', /หน่วยงานนี้หรือหน่วยงานอื่น/)
    await presses('หน่วยงานนี้', /ใกล้เคียงกับข้อใด/)
    await presses('ยักยอกทรัพย์ราชการ', /เกิดอะไรขึ้น/)
    await clerk.says('มีการเรียกเงิน')
    await clerk.hears(/รับข้อความแล้ว/)
    await presses('ต่อไป', /ใครเกี่ยวข้อง/)
    for (const next of [/เกิดขึ้นเมื่อใด/, /เกิดขึ้นที่ใด/, /ทราบเรื่องนี้ได้อย่างไร/]) await presses('ไม่ทราบ', next)
    await presses('เห็นเอง', /มีหลักฐานหรือไม่/)
    await clerk.says('ข้าม')
    await clerk.hears(/ยินยอมให้แจ้งเตือน/)
    await presses('ให้แจ้งเตือน', /เจ้าหน้าที่จะตรวจสอบเรื่องที่ไม่ลงชื่อได้ง่ายขึ้น/)
    await presses('ข้าม', /ตรวจทานก่อนส่ง/)
    await clerk.presses('ส่งเรื่อง')
    await world.settle()
  }

  it('When a route is registered, then it is said who watches it', () => {
    expect(routes.routes.filter((route) => watchers[route] === undefined)).to.deep.equal([])
    expect(routes.routes.length).to.be.greaterThan(80)
  })

  it('When people report, come back, are answered and closed, then nobody who does not read cases sees it before midnight', async () => {
    const { complaints, cases } = world.product.features
    const before = await observed()
    await unchanged(before, 'nothing')
    const logged = world.logged()
    const own = async () =>
      (await complaints.rules.idsReceivedIn(['corruption'], ['2026-11' as never])).length
    const there = await own()

    const { caseId, lock } = await reportsByWeb()
    await unchanged(before, 'a report by the web form')
    await reportsByChat()
    expect(await own()).to.equal(there + 2)
    await unchanged(before, 'a report in the chat')
    const pass = await opened(lock.selector, lock.authenticator)
    const message = { id: newVaultId(), sealed: toStored(new Uint8Array(100)), files: [] }
    expect((await post(world.url, '/case/api/read', {}, pass)).status).to.equal(200)
    expect((await post(world.url, '/case/api/upload', upload(), pass)).status).to.equal(200)
    expect((await post(world.url, '/case/api/say', message, pass)).status).to.equal(200)
    await unchanged(before, 'a visit of the reporter')
    const today = dayInBangkok(world.now())
    const [recipient] = await world.product.features.recipients.list()
    await cases.work.change(
      knownCase(caseId),
      { kind: 'assigned', to: [recipient?.id ?? ''] },
      reading.person.userId,
    )
    await complaints.rules.changeStatus({ id: caseId, to: 'completed', on: today, by: 'officer-1' })
    expect((await post(world.url, '/case/api/rate', { rating: 5 }, pass)).status).to.equal(200)
    await unchanged(before, 'an answer, a closing and a rating')
    expect(world.logged().slice(logged.length)).to.equal('')

    // Whoever reads cases sees today's, and the numbers for operators single nothing out.
    const officer = await hears(reading.person, 'สถิติ ปีงบ 2570')
    expect(officer).to.include('ทั้งหมด 3 เรื่อง')
    const metrics = await numbers()
    expect(metrics)
      .to.include('sujarit_turns_total')
      .and.not.match(/tip|case|report|statistics|channel|route/i)

    world.passTime(86_400_000)
    await signInAgain()
    const after = await observed()
    for (const place of [
      'a stranger at GET /statistics.json',
      'executive at GET /console/overview',
      'the group',
      'executive in the chat: ปีงบ 2570',
    ])
      expect(after.get(place), place).not.to.equal(before.get(place))
  })
})

function firstDifference(one: string, other: string): string {
  const at = [...one].findIndex((letter, place) => letter !== other[place])
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60)
  return `${around(one)} ⇒ ${around(other)}`
}

/** What the observers' own asking leaves: a token of the page, a puzzle, marks that are made anew, their rows of looking. */
function withoutTracesOf(observers: readonly string[], text: string): string {
  return text
    .replace(/"changeToken":"[^"]*"/g, '')
    .replace(/"challenge":"[^"]*"/g, '')
    .replace(/"marks":[\s\S]*$/, (marks) => `marks of ${marks.length} letters`)
    .replace(/<tr>(?:(?!<\/tr>)[\s\S])*<\/tr>/g, (row) =>
      observers.some((who) => row.includes(who.slice(0, 10))) ? '' : row,
    )
}
